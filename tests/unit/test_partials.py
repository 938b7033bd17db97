"""Unfinished files: gone at the end, those of the dead removed, those of the living left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.partials import is_unfinished, partial_folder_of, partial_of

_ROOT = Path(__file__).resolve().parents[2]
_KILLED = """
import os, signal, sys
from pathlib import Path
from geomap.partials import partial_folder_of, partial_of
with partial_of(Path("map.html")), partial_folder_of(Path("theatre")) as folder, partial_of(Path("other.html")):
    (folder / "file").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_is_gone_at_the_end_with_what_belongs_to_it(tmp_path):
    with partial_of(tmp_path / "new.gpkg") as path:
        assert path.suffix == ".gpkg"
        assert is_unfinished(path.name)
        path.with_name(path.name + "-journal").touch()
    assert not list(tmp_path.iterdir())


def test_what_the_killed_left_is_removed_and_nothing_else(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _KILLED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    left = {path.name.split(".")[1] for path in tmp_path.iterdir()}
    assert left == {"map", "theatre", "other"}
    own = tmp_path / ".map.html.mine"
    own.touch()
    with partial_of(tmp_path / "map.html"), partial_folder_of(tmp_path / "theatre"):
        pass
    assert {path.name.split(".")[1] for path in tmp_path.iterdir()} == {"map", "other"}
    assert own.exists()


def test_what_another_is_writing_stays(tmp_path):
    target = tmp_path / "map.html"
    with partial_of(target) as first, partial_of(target) as second:
        assert first.exists()
        assert second.exists()
    with partial_folder_of(target) as first, partial_folder_of(target) as second:
        assert first.exists()
        assert second.exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["名" * 85, "n" * 250 + ".html", "a." + "s" * 250])
def test_whatever_name_a_file_may_have(tmp_path, name):
    with partial_of(tmp_path / name) as path:
        path.replace(tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == [name]
