"""The gazetteer that is opened when none is given: the overlays of now, not those of the first call."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

import geomap
from geomap.errors import GazetteerError
from geomap.gazetteer import overlays
from geomap.gazetteer.overlays import folder
from geomap.pipeline.installed import installed_index

pytestmark = pytest.mark.usefixtures("data_folder")
TEXT = "Shells fell in Qelebash on Tuesday, killing 3 people in Qelebash."


def add(where: Path, lon: float) -> None:
    where.write_text(f"name,lat,lon,country\nQelebash,40.5,{lon},AZ\n", encoding="utf-8")
    overlays.add(where, name="mine")


def longitude() -> float | None:
    for toponym in geomap.geoparse(TEXT):
        if toponym.text == "Qelebash" and toponym.resolution is not None:
            return toponym.resolution.place.point.lon
    return None


def test_an_overlay_is_seen_when_it_comes_changes_and_goes(tmp_path: Path) -> None:
    assert longitude() is None
    add(tmp_path / "mine.csv", 46.5)
    assert longitude() == 46.5
    add(tmp_path / "mine.csv", 47.25)
    assert longitude() == 47.25
    overlays.remove("mine")
    assert longitude() is None


def test_the_same_is_kept_while_nothing_changes(tmp_path: Path) -> None:
    assert installed_index() is installed_index()
    add(tmp_path / "mine.csv", 46.5)
    assert installed_index() is installed_index()


def test_what_is_no_longer_used_is_let_go(tmp_path: Path) -> None:
    longitude()
    before = weakref.ref(installed_index())
    add(tmp_path / "mine.csv", 46.5)
    longitude()
    gc.collect()
    assert before() is None


def test_who_still_reads_keeps_what_was_opened(tmp_path: Path) -> None:
    before = installed_index()
    add(tmp_path / "mine.csv", 46.5)
    assert installed_index() is not before
    assert before.lookup("Goma")
    assert not before.lookup("Qelebash")


def test_a_broken_overlay_is_told_until_it_is_gone(tmp_path: Path) -> None:
    add(tmp_path / "mine.csv", 46.5)
    broken = folder.overlay_path("broken")
    broken.write_text("not a file of places, but long enough to be looked at" * 40, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GazetteerError, match="not a compiled gazetteer"):
            installed_index()
    broken.unlink()
    assert installed_index().lookup("Qelebash")
