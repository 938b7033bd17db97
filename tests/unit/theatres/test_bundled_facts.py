"""What the bundled theatres say: places that the gazetteer has, sources, lines that can be cut."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.theatres import bundled_ids, check, line_on, load
from geomap.theatres.bundled import bundled_grounds, bundled_theatre

from .conftest import SOURCES


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize("key", sorted(path.parent.name for path in SOURCES.glob("*/theatre.toml")))
def test_every_theatre_in_the_sources_is_without_fault(key):
    assert check(SOURCES / key) == ()


@pytest.mark.parametrize("key", bundled_ids())
def test_its_places_are_in_the_gazetteer_and_its_units_have_polygons(key, index):
    theatre = load(key)
    own = {place.id for place in theatre.places}
    named = [change.place for change in theatre.changes] + ([theatre.region] if theatre.region else [])
    assert [place for place in named if place not in own and index.place(place) is None] == []
    assert [unit for unit in theatre.sector_units if index.geometry(unit) is None] == []


@pytest.mark.parametrize("key", bundled_ids())
def test_it_has_sources_opposed_sides_and_titles_of_the_parties(key):
    theatre = load(key)
    assert theatre.references
    assert len({party.side for party in theatre.parties} - {None}) >= 2
    assert theatre.titles[0][0] == "en"
    assert len(theatre.titles) >= 2
    for shaped in (*theatre.lines, *theatre.areas):
        assert shaped.source, shaped.id
    for line in theatre.lines:
        assert line.confidence == "approximate", line.id


@pytest.mark.parametrize("key", bundled_ids())
def test_no_border_is_taken_for_the_line_of_contact(key):
    theatre = load(key)
    for day in (None, theatre.valid_from, theatre.valid_to, date(2024, 1, 1)):
        line = line_on(theatre, day)
        assert line is None or line.kind == "contact"


@pytest.mark.parametrize("key", bundled_ids())
def test_the_cheap_look_knows_what_the_theatre_knows(key):
    theatre, ground = bundled_theatre(key), bundled_grounds()[key]
    assert (ground.valid_from, ground.valid_to, ground.region) == (
        theatre.valid_from,
        theatre.valid_to,
        theatre.region,
    )
    sides = {party.name.casefold(): party.side for party in theatre.parties if party.side}
    assert {name: ground.sides[name] for name in sides} == sides
    west, south, east, north = theatre.area.to_shapely().bounds
    assert ground.contains((west + east) / 2, (south + north) / 2)
    assert not ground.contains(east + 0.1, north)


def test_karabakh_tells_dated_changes_and_who_said_them():
    theatre = load("karabakh-2020")
    told = [(change.day.isoformat(), change.place, change.kind) for change in theatre.changes]
    assert told == sorted(told)
    assert {place for _, place, kind in told if kind == "capture"} == {
        "geonames:148141",
        "geomap:settlement:karabakh-hadrut",
        "geonames:148106",
        "geonames:146901",
        "geonames:147305",
        "geonames:147105",
    }
    hadrut = next(change for change in theatre.changes if change.place.endswith("hadrut"))
    assert (hadrut.day, hadrut.party, hadrut.said_by) == (date(2020, 10, 9), "Azerbaijan", ("Azerbaijan",))
    assert hadrut.disputed_by == ("Armenia", "Nagorno-Karabakh forces")
    assert all(change.source for change in theatre.changes)


def test_in_myanmar_allies_of_the_unity_government_are_no_part_of_it():
    sides = {p.id: p.side for p in load(SOURCES / "myanmar-2021").parties}
    assert sides["nug"] == "National Unity Government"
    assert sides["kia"] == "Kachin Independence Army"
    alliance = {sides[key] for key in ("brotherhood", "arakan-army", "tnla", "mndaa")}
    assert alliance == {"Three Brotherhood Alliance"}
