"""Sentences composed to teach what a feature word means: 'X district' is the unit, 'X airport' the airport.

'X, Y' is an X that lies in Y, or none that is known. Distances cannot tell a town from the unit around it,
and the corpora of news have few such pairs. The
names are those that the gazetteer gives to a large town and to a unit about it, in all the world.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.fold import fold
from geomap.model import Document, LonLat, Place

SEED = 7
# Towns of each ten degrees of longitude and latitude: the whole world, not the largest cities alone.
_CELL = 10
_TOWNS, _TOWNS_WITH_SITES = 6, 40
_UNIT_WORDS = ("district", "province", "county", "region", "oblast", "governorate", "state", "prefecture")
_SITE_WORDS = ("airport", "airbase", "refinery", "prison", "dam", "bridge", "power plant", "port", "camp")
_AT_SITES = ("Rockets hit {} on Monday.", "Drones were shot down over {}.", "The army retook {}.")
_FRAMES = (
    "Shells fell in {} on Monday.",
    "Three people were killed in {}, the ministry said.",
    "Residents of {} fled during the night.",
    "The army withdrew from {}.",
)


class Composed(NamedTuple):
    """A sentence, where its name stands, and the place that is meant; none if the gazetteer lacks it."""

    document: Document
    start: int
    end: int
    point: LonLat | None
    kind: str | None


def compose(index: PlaceIndex) -> Iterator[Composed]:
    """Yield the sentences, the same for the same gazetteer."""
    chosen = random.Random(SEED)
    for number, (town, unit) in enumerate(_pairs(index)):
        frame = chosen.choice(_FRAMES)
        word = _word_of(unit) or chosen.choice(("district", "region"))
        yield _composed(f"unit-{number}", frame, f"the {{}} {word}", town.name, unit, "unit1")
        kind = chosen.choice(("town", "city"))
        yield _composed(f"town-{number}", frame, f"the {kind} of {{}}", town.name, town, "settlement")
    for number, (town, word, site) in enumerate(_sites(index)):
        frame = chosen.choice(_AT_SITES)
        yield _composed(f"site-{number}", frame, f"{{}} {word}", town.name, site, "site")
    names = {country.iso2: country.name for country in index.countries()}
    for number, town in enumerate(_towns(index, _TOWNS)):
        found = [c.place for c in index.lookup(town.name)]
        lands = {place.country for place in found}
        frame = chosen.choice(_FRAMES)
        # Of several in one country the first is the one that is meant.
        firsts = {p.country: p for p in reversed(found)}
        namesakes = [
            p
            for c, p in sorted(firsts.items(), key=str)
            if p is not found[0] and p.feature_class == "P" and c in names
        ]
        if namesakes:
            place = chosen.choice(namesakes)
            phrase = f"{{}}, {names[place.country or '']}"
            yield _composed(f"within-{number}", frame, phrase, town.name, place, "settlement")
        others = [name for iso2, name in names.items() if iso2 not in lands]
        if others:
            land = chosen.choice(others)
            yield _composed(f"elsewhere-{number}", frame, f"{{}}, {land}", town.name, None, None)


def _towns(index: PlaceIndex, of_cell: int) -> Iterator[Place]:
    for lon in range(-180, 180, _CELL):
        for lat in range(-60, 80, _CELL):
            yield from index.largest_towns((lon, lat, lon + _CELL, lat + _CELL), of_cell)


def _pairs(index: PlaceIndex) -> Iterator[tuple[Place, Place]]:
    """Large towns with a unit of their name about them."""
    for town in _towns(index, _TOWNS):
        found = index.lookup(f"{town.name} district")
        unit = next((c.place for c in found if _is_about(c.place, town)), None)
        if unit is not None and index.lookup(town.name)[0].place.id == town.id:
            yield town, unit


def _sites(index: PlaceIndex) -> Iterator[tuple[Place, str, Place]]:
    """Sites that go by the name of a town and the word for what they are."""
    for town in _towns(index, _TOWNS_WITH_SITES):
        for word in _SITE_WORDS:
            name = f"{town.name} {word}"
            # A name that is not known would be looked for by its sound, which takes long.
            named = [c.place for c in index.lookup(name)] if index.has_prefix(fold(name))[0] else []
            site = next((p for p in named if p.feature_class == "S" and p.country == town.country), None)
            if site is not None:
                yield town, word, site


def _is_about(unit: Place, town: Place) -> bool:
    near = unit.point.distance_km(town.point) <= max(50.0, unit.radius_km)
    return unit.feature_code in {"ADM1", "ADM2"} and unit.country == town.country and near


def _word_of(unit: Place) -> str | None:
    return next((w for w in _UNIT_WORDS if unit.name.lower().endswith(f" {w}")), None)


def _composed(
    key: str, frame: str, phrase: str, name: str, place: Place | None, kind: str | None
) -> Composed:
    # A name may be a word of its phrase too.
    start = frame.index("{}") + phrase.index("{}")
    return Composed(
        Document(key, frame.format(phrase.format(name))),
        start,
        start + len(name),
        place.point if place is not None else None,
        kind,
    )
