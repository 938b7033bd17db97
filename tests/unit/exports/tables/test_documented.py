"""docs/reference/columns.md tells every column of every scheme, the versions and what is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.exports.tables import acled
from geomap.exports.tables.columns import OWN, PREFIXED
from geomap.exports.tables.hxl import TAGS
from geomap.exports.tables.schemes import _WHYS, SCHEMES

TEXT = (Path(__file__).resolve().parents[4] / "docs" / "reference" / "columns.md").read_text("utf-8")
SECTIONS = dict(
    zip(*[iter(re.split(r"^## .*\(`([a-z]+)(?:-\d+)?`\)$", TEXT, flags=re.MULTILINE)[1:])] * 2, strict=True)
)


def told(section):
    """The columns that the tables of a section tell, in the first cell of their rows."""
    cells = re.findall(r"^\| (`[^|]*`) \|", section.split("\n## ")[0], flags=re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_each_scheme_has_a_section():
    assert set(SECTIONS) == set(SCHEMES)
    for scheme in SCHEMES.values():
        assert f"`{scheme.version}`" in TEXT


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_every_column_of_another_scheme_is_told(name):
    theirs = {column.name for column in SCHEMES[name].columns} - {column.name for column in PREFIXED}
    assert set(told(SECTIONS[name])) == theirs


def test_every_column_of_ours_is_told_once():
    assert sorted(told(SECTIONS["geomap"])) == sorted(column.name for column in OWN)


def test_every_hashtag_is_told():
    assert (
        dict(re.findall(r"^\| `([a-z0-9_]+)` \| `(#[^`]+)` \|$", SECTIONS["hxl"], flags=re.MULTILINE)) == TAGS
    )


def test_every_reason_to_leave_out_is_told():
    for why in _WHYS:
        assert re.search(rf"^\| {why} \| (both|GED) \|", TEXT, flags=re.MULTILINE), why


def test_the_codes_of_precision_are_told():
    for name, codes in (("time_precision", acled.TIME_PRECISION), ("geo_precision", acled.GEO_PRECISION)):
        assert f"| `{name}` | {' | '.join(map(str, codes.values()))} |" in TEXT
