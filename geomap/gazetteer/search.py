"""Names as tables and command lines give them - name, country, units - to places.

No text stands around such a name, so nothing is ranked by context: the units given decide, then
what the gazetteer knows of importance. Where the name itself is not known, the next larger unit
that is stands for it, and how exact that is stays with the answer (the 'ladder' of UCDP's codes).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.gazetteer.fold import fold
from geomap.gazetteer.terms import without_terms
from geomap.model.place import Candidate, Place

if TYPE_CHECKING:
    from geomap.gazetteer.country import Country
    from geomap.gazetteer.index import PlaceIndex

UNIT_SEAT_KM = 30.0
"""Radius of a second-level unit known only through its seat, in kilometres."""

NEAR_SEAT_KM = 60.0
"""How far from its second-level unit's seat a place is still taken to lie in it, in kilometres."""

NEAR_KM = 15.0
"""Radius given to 'near X', in kilometres."""

# What tables write around a name: 'town of X', 'X village', 'near X'.
_AROUND = re.compile(
    r"^(?:the\s+)?(?:town|city|village|settlement|camp|suburb|outskirts)\s+of\s+"
    r"|\s+(?:town|city|village|settlement|refugee camp|camp|suburb)$",
    re.IGNORECASE,
)
_NEAR = re.compile(r"^(?:near|outside|close to|vicinity of)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Located:
    """What the parts of a table's row were taken to mean.

    Parameters
    ----------
    place
        The place; None if no part is known.
    method
        The part that gave it: ``name``, ``admin2 seat``, ``admin1``, ``country`` or ``none``.
    where_prec
        UCDP GED's precision code 1-7; None without a place.
    radius_km
        Within how many kilometres of the place's point it lies; None without a place.
    note
        What could not be used, or what else it could be.
    """

    place: Place | None
    method: str = "none"
    where_prec: int | None = None
    radius_km: float | None = None
    note: str = ""


def find_country(index: PlaceIndex, name: str) -> Country:
    """Find a country by ISO code or by any usual form of its name ('DR Congo (Zaire)').

    Raises
    ------
    UsageError
        If there is none; the message gives the names most like it.
    """
    folded = _countries(index)
    bracketed = _BRACKETED.match(name)
    forms = [name, *((bracketed["outer"], bracketed["inner"]) if bracketed else ())]
    for form in forms:
        found = folded.get(fold(form))
        if found is not None:
            return found
    alike = difflib.get_close_matches(fold(name), folded, n=3)
    listed = ", ".join(dict.fromkeys(folded[a].name for a in alike))
    hint = f"perhaps {listed}" if listed else "an ISO code or an English name is needed"
    raise UsageError("no such country", where=repr(name), hint=hint)


def search(
    index: PlaceIndex,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> tuple[Candidate, ...]:
    """Give the places that a name may mean, the likeliest first.

    Parameters
    ----------
    index
        The gazetteer.
    name
        In any spelling and script. Where the whole is not known and it has commas, what follows
        them is taken as unit and country ('Goma, North Kivu, DR Congo').
    country
        Code or name of the country that it must lie in.
    admin1
        Name of the first-level unit that it must lie in.
    admin2
        Name of the second-level unit: places near its seat come first, nearest first.

    Raises
    ------
    UsageError
        If there is no such country.
    """
    iso2 = find_country(index, country).iso2 if country else None
    found = index.lookup(_NEAR.sub("", name.strip()), country=iso2)
    if not found:
        found = index.lookup(_bare(name), country=iso2)
    if not found and "," in name:
        return _qualified(index, name, iso2, admin1, admin2)
    if admin1:
        units = _units(index, admin1, iso2)
        found = tuple(c for c in found if _in_unit(c.place, admin1, units))
    seat = _seat(index, admin2, iso2) if admin2 else None
    if seat is not None:
        away = {c.place.id: c.place.point.distance_km(seat.point) for c in found}
        near = [c for c in found if away[c.place.id] <= NEAR_SEAT_KM]
        far = [c for c in found if away[c.place.id] > NEAR_SEAT_KM]
        found = (*sorted(near, key=lambda c: (round(away[c.place.id]), -c.score)), *far)
    return tuple(found)


def locate(
    index: PlaceIndex,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Located:
    """Find a row's place, or the smallest unit around it that is known.

    Parameters are those of `search`; any may be empty. Never raises for what a row says: an
    unknown country is told in the note.
    """
    notes: list[str] = []
    iso2 = None
    if country:
        try:
            iso2 = find_country(index, country).iso2
        except UsageError as error:
            notes.append(str(error))
    if name.strip():
        found = search(index, name, country=iso2, admin1=admin1, admin2=admin2)
        if found:
            return _from_name(name, found, notes)
        notes.append(f"no place {name.strip()!r} there" if iso2 or admin1 else f"no place {name.strip()!r}")
    seat = _seat(index, admin2, iso2) if admin2 else None
    if seat is not None and (not admin1 or _in_unit(seat, admin1, _units(index, admin1, iso2))):
        return Located(seat, "admin2 seat", 3, max(seat.radius_km, UNIT_SEAT_KM), "; ".join(notes))
    unit = next(iter(_unit_candidates(index, admin1, iso2)), None) if admin1 else None
    if unit is not None:
        return Located(unit.place, "admin1", 4, unit.place.radius_km, "; ".join(notes))
    state = index.place(f"country:{iso2}") if iso2 else None
    if state is not None:
        return Located(state, "country", 6, state.radius_km, "; ".join(notes))
    return Located(None, note="; ".join(notes) or "the row names no place")


def precision_of(place: Place) -> int:
    """UCDP GED's precision code of a bare name that means the place."""
    if place.feature_class == "P":
        return 1
    if place.feature_code.startswith(("PCL", "CONT")):
        return 6
    if place.feature_code.startswith("ADM2"):
        return 3
    return 4 if place.feature_class in "AL" else 5


def _from_name(name: str, found: tuple[Candidate, ...], notes: list[str]) -> Located:
    place = found[0].place
    precision, radius = precision_of(place), place.radius_km
    if _NEAR.match(name.strip()) and precision == 1:
        precision, radius = 2, max(radius, NEAR_KM)
    rivals = [c.place for c in found[1:] if c.place.feature_class == place.feature_class]
    if rivals:
        named = ", ".join(f"{p.name} ({p.admin1_name or '-'}, {p.country or '-'})" for p in rivals[:2])
        notes = [*notes, f"{len(rivals)} more of this name: {named}"]
    return Located(place, "name", precision, radius, "; ".join(notes))


def _qualified(
    index: PlaceIndex, name: str, iso2: str | None, admin1: str | None, admin2: str | None
) -> tuple[Candidate, ...]:
    """Read 'X, unit, country' from the end; each part is tried as what it can be."""
    head, _, tail = name.rpartition(",")
    if iso2 is None:
        country = _countries(index).get(fold(tail))
        if country is not None:
            found = search(index, head, country=country.iso2, admin1=admin1, admin2=admin2)
            if found:
                return found
    return search(index, head, country=iso2, admin1=admin1 or tail, admin2=admin2)


def _bare(name: str) -> str:
    return _AROUND.sub("", _NEAR.sub("", name.strip())).strip() or name


def _countries(index: PlaceIndex) -> dict[str, Country]:
    """Countries by every folded name and code; where two share a name, the first by code has it."""
    named: dict[str, Country] = {}
    for country in index.countries():
        for form in (country.iso2, country.iso3, country.name, *country.aliases):
            named.setdefault(fold(form), country)
    return named


def _unit_candidates(index: PlaceIndex, admin1: str, iso2: str | None) -> list[Candidate]:
    return [c for c in index.lookup(admin1, country=iso2) if c.place.feature_code == "ADM1"]


def _units(index: PlaceIndex, admin1: str, iso2: str | None) -> set[tuple[str | None, str | None]]:
    return {(c.place.country, c.place.admin1) for c in _unit_candidates(index, admin1, iso2)}


def _in_unit(place: Place, admin1: str, units: set[tuple[str | None, str | None]]) -> bool:
    if (place.country, place.admin1) in units:
        return True
    return place.admin1_name is not None and bool(_cores(place.admin1_name) & _cores(admin1))


def _cores(name: str) -> set[str]:
    """A unit's folded name without its term; of 'Sakha (Yakutia)' both parts."""
    bracketed = _BRACKETED.match(name)
    forms = (name, *((bracketed["outer"], bracketed["inner"]) if bracketed else ()))
    return {without_terms(folded) or folded for folded in map(fold, forms) if folded}


def _seat(index: PlaceIndex, admin2: str, iso2: str | None) -> Place | None:
    """The town that a second-level unit is named after; the gazetteer has no such units."""
    forms = (admin2, without_terms(fold(admin2)))
    towns = (
        c.place
        for form in forms
        if form
        for c in index.lookup(form, country=iso2)
        if c.place.feature_class == "P"
    )
    return next(towns, None)
