"""What lies around is told, and is never what is broken."""

from __future__ import annotations

import io
import os
import webbrowser

import pytest

from geomap.doctor import surroundings
from geomap.doctor.findings import State


def terminal(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-16", "gb18030"])
def test_a_terminal_that_shows_all_letters(encoding):
    found = surroundings.encoding(terminal(encoding))
    assert (found.state, found.told) == (State.WORKS, encoding.lower())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "koi8-r"])
def test_a_terminal_that_does_not(encoding):
    found = surroundings.encoding(terminal(encoding))
    assert found.state is State.NOTE
    assert f"its encoding {encoding} lacks letters" in found.told


def test_an_output_without_an_encoding():
    assert surroundings.encoding(io.StringIO()).state is State.NOTE


def test_no_browser(monkeypatch):
    def none(using=None):
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    found = surroundings.browser()
    assert (found.state, found.told) == (State.NOTE, "none is found: --open opens nothing")


def test_a_browser(monkeypatch):
    monkeypatch.setattr(webbrowser, "get", lambda using=None: webbrowser.GenericBrowser("firefox"))
    assert surroundings.browser().told == "firefox; --open opens pages"


def test_a_data_folder_that_is_not_there_yet(data_folder):
    found = surroundings.own_places()
    assert (found.state, found.told) == (State.WORKS, f"{data_folder} (made when it is needed)")
    data_folder.mkdir()
    assert surroundings.own_places().told == str(data_folder)


def test_a_data_folder_that_is_a_file(data_folder):
    data_folder.write_text("x")
    found = surroundings.own_places()
    assert found.state is State.NOTE
    assert "cannot be written" in found.told
    assert "GEOMAP_DATA_DIR" in found.hint


def test_a_folder_without_the_right_to_write(tmp_path, monkeypatch):
    # By what the system answers: who runs the tests as root may write everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.chdir(tmp_path)
    found = surroundings.this_folder()
    assert (found.state, found.told) == (State.NOTE, f"{tmp_path} cannot be written")
    assert not surroundings.can_write(tmp_path / "new")


def test_nobody_is_at_home(monkeypatch):
    monkeypatch.delenv("GEOMAP_DATA_DIR")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(surroundings.Path, "home", nowhere)
    monkeypatch.setattr("sys.platform", "linux")
    assert surroundings.own_places().state is State.NOTE


def test_nothing_around_is_ever_broken():
    states = {finding.state for finding in surroundings.examine(terminal("ascii"))}
    assert State.BROKEN not in states
