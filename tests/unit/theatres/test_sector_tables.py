"""Sector schemes, dated changes, confidence and allies in a theatre's file."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import RecordError
from geomap.model import DatedChange, Theatre
from geomap.model.sector import is_sector_scheme
from geomap.theatres import check, load

CUTS = """[sectors]
line = "front"
"""
CHANGE = """
[[changes]]
date = 2031-04-12
place = "test:bridge"
party = "north"
said_by = ["north"]
disputed_by = ["South"]
source = "Drawn for the tests"

[sectors]
line = "front"
"""


def without_cuts(write, text: str):
    folder = write()
    file = folder / "theatre.toml"
    toml = file.read_text(encoding="utf-8")
    start, end = toml.index("[sectors]"), toml.index("[[places]]")
    file.write_text(toml[:start] + text + "\n" + toml[end:], encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[sectors]\nscheme = "extent-4"\nline = "front"', ("extent-4", "front", (), (), 0)),
        ('[sectors]\nscheme = "equal-6"\nline = "front"', ("equal-6", "front", (), (), 0)),
        (
            '[sectors]\nscheme = "stretches"\nline = "front"\ntowns = ["test:bridge", "test:mill"]',
            ("stretches", "front", (), ("test:bridge", "test:mill"), 0),
        ),
        ('[sectors]\nscheme = "units"\nunits = ["adm1:UA.05"]', ("units", None, ("adm1:UA.05",), (), 0)),
        (
            (
                '[sectors]\nscheme = "areas"\n[[sectors.areas]]\nid = "a"\nname = "A"\n'
                'geometry = "shapes.geojson#upper"\naliases = ["north"]'
            ),
            ("areas", None, (), (), 1),
        ),
    ],
)
def test_a_scheme_is_read(write, text, expected):
    theatre = load(without_cuts(write, text))
    found = (
        theatre.sector_scheme,
        theatre.cut_line,
        theatre.sector_units,
        theatre.sector_towns,
        len(theatre.sector_areas),
    )
    assert found == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[sectors]\nscheme = "stripes"\nline = "front"', "scheme 'stripes'"),
        ('[sectors]\nscheme = "extent-4"', "has no 'line'"),
        ('[sectors]\nscheme = "units"', "has no units"),
        ('[sectors]\nscheme = "stretches"\nline = "front"\ntowns = ["test:mill"]', "one town"),
        ('[sectors]\nscheme = "equal-3"\nline = "front"\nunits = ["adm1:UA.05"]', "units in [sectors]"),
        ('[sectors]\nscheme = "areas"\n[[sectors.areas]]\nid = "a"\nname = "A"', "has no 'geometry'"),
    ],
)
def test_a_scheme_at_fault_is_told(write, text, fault):
    faults = check(without_cuts(write, text))
    assert any(fault in each for each in faults), faults


def test_dated_changes_are_read_with_names_of_parties(write):
    (change,) = load(
        write((CUTS, CHANGE), ('id = "south"\nname = "Southia"', 'id = "south"\nname = "South"'))
    ).changes
    assert change == DatedChange(
        date(2031, 4, 12), "test:bridge", "Northia", ("Northia",), "Drawn for the tests", ("South",)
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("date = 2031-04-12\n", "", "has no 'date'"),
        ('said_by = ["north"]\n', "", "has no 'said_by'"),
        ('said_by = ["north"]', 'said_by = ["nobody"]', "'nobody'"),
        ('source = "Drawn for the tests"\n\n[sectors]', "[sectors]", "has no 'source'"),
        ('disputed_by = ["South"]', 'kind = "gift"', "'gift'"),
    ],
)
def test_a_change_at_fault_is_told(write, old, new, fault):
    faults = check(
        write((CUTS, CHANGE.replace('["South"]', '["south"]').replace(old.replace("South", "south"), new)))
    )
    assert any(fault in each for each in faults), faults


def test_confidence_kind_and_allies_are_read(write):
    folder = write(
        (
            'note = "It has moved since."',
            'note = "It has moved since."\nconfidence = "surveyed"\nkind = "border"',
        ),
        ('capitals = ["Northport"]', 'capitals = ["Northport"]\nallies = ["west", "Atlantis"]'),
    )
    theatre = load(folder)
    assert (theatre.lines[0].confidence, theatre.lines[0].kind) == ("surveyed", "border")
    assert (theatre.lines[1].confidence, theatre.lines[1].kind) == ("", "contact")
    assert theatre.parties[0].allies == ("Westia", "Atlantis")
    assert any(
        "confidence" in fault
        for fault in check(write(('note = "It has moved since."', 'confidence = "sure"')))
    )


def test_the_model_refuses_what_the_file_may_not_say():
    assert [is_sector_scheme(each) for each in ("cuts", "equal-2", "equal-1", "equal-", "extent-5")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(RecordError, match="kind 'gift'"):
        DatedChange(date(2031, 1, 1), "test:mill", "Northia", kind="gift")
    theatre = {"id": "x", "titles": (("en", "X"),), "valid_from": None, "valid_to": None, "area": None}
    with pytest.raises(RecordError, match="scheme"):
        Theatre(**theatre, sector_scheme="stripes")
