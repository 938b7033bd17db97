"""Whose names a map bears: ``geomap map --names``."""

from __future__ import annotations

from pathlib import Path

TEXT = b"date 2020-10-02 BAKU -- Azerbaijan's Defense Ministry accused Armenian forces of shelling Tartar on Friday.\n"


def test_a_party_that_no_theatre_knows_is_refused_before_anything_is_read(geomap):
    done = geomap("map", "missing.txt", "-o", "map.html", "--names", "atlantis")
    assert done.status == 2
    assert "one of written, en, local, " in done.err
    assert "azerbaijan" in done.err
    assert "missing.txt" not in done.err


def test_without_a_theatre_a_party_has_no_names(geomap):
    done = geomap("map", "-", "-o", "map.html", "--theatre", "none", "--names", "armenia", stdin=TEXT)
    assert (done.status, done.out) == (2, "")
    assert done.err == "geomap: names='armenia'; one of written, en, local is needed\n"


def test_each_policy_gives_a_map_of_its_own(geomap, tmp_path):
    pages = {}
    for names in ("en", "local", "armenia", "Azerbaijan"):
        done = geomap("map", "-", "-o", f"{names}.html", "--names", names, stdin=TEXT)
        assert done.status == 0, done.err
        pages[names] = Path(tmp_path, f"{names}.html").read_bytes()
    assert len(set(pages.values())) == len(pages)
