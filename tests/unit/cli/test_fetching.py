"""Addresses as inputs of commands: fetched only when that is asked for, and never inside a network."""

from __future__ import annotations

import pytest

from geomap.cli import main

ADDRESS = "http://127.0.0.1/news"


@pytest.mark.parametrize(
    "arguments",
    [
        ("map", ADDRESS, "-o", "map.html"),
        ("extract", ADDRESS, "-o", "a.geojson"),
        ("geoparse", ADDRESS),
        ("theatres", "table", ADDRESS),
        ("store", "add", "s.gpkg", ADDRESS),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_command_that_reads_texts_knows_addresses(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(list(arguments)) == 2
    assert "pages are not fetched unless that is asked for; --fetch" in capsys.readouterr().err
    assert main([*arguments, "--fetch"]) == 2
    assert (
        "127.0.0.1, which is no public address; only public addresses are fetched" in capsys.readouterr().err
    )
