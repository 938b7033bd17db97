"""What a place is said to lie in: country, first-level and second-level unit, as names in a table.

The gazetteer has second-level units of some countries as places of their own (``ADM2``). Where it
has not, the town that a unit is named after, its seat, stands for the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.answers.choosing import goes_by_it
from geomap.gazetteer.answers.countries import ALSO_FILED
from geomap.gazetteer.answers.exactness import UNIT_SEAT_KM
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.terms import UNIT_TERMS, without_terms
from geomap.model.place import Candidate, Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

NEAR_SEAT_KM = 60.0
"""How far from its second-level unit's seat a place is still taken to lie in it, in kilometres."""

UNIT_STRETCH = 1.6
"""How far from its unit's point a place may lie, in radii of a circle as large as the unit."""

BESIDE_STRETCH = 1.2
"""How far from a unit's point a place filed under another unit may lie, in radii of the unit."""

# Patterns are compiled when a row first has units: a look-up of a bare name does without.
_BRACKETED = r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*(?P<after>[^()]*)$"
# Words of other languages that a unit's romanised name begins with: 'centre', 'district', 'city'.
_LEADING_TERMS = (
    r"^(?:(?:mintaqat|minţaqat|mantiqat|qada|qadaa|qaza|nahiyat|nahiya|markaz|muhafazat|wilayat|liwa|"
    r"municipio de|provincia de|departamento de|distrito de|departement de|cercle de|comune di|"
    r"shahrestan-e|ostan-e|kota|kabupaten|city of|municipality of)\s+)+"
)
_TRAILING_TERMS = (
    r"\s+(?:(?:city |urban |rural )?municipality|independent city|cercle|commune|agency|woreda|tehsil|taluk|"
    r"upazila|sub-?district|sub-?prefecture|sub-?county|locality|city|town|regency|lga|département)$"
)


@dataclass(frozen=True, slots=True)
class Area:
    """What a place has to lie in; empty where nothing is given.

    Parameters
    ----------
    countries
        ISO codes; the first is the one given, the others those under which ground that tables
        file with it is filed here.
    first_name
        Name of the first-level unit as given, if the gazetteer has it.
    first
        The first-level units and regions that it may mean, the likeliest first.
    second
        The second-level unit, or the seat that stands for it.
    second_name
        Its name as given.
    second_is_seat
        Whether `second` is a seat.
    unknown_first
        A first-level unit's name that was given and that the gazetteer does not have.
    notes
        What of what was given is not known.
    """

    countries: tuple[str, ...] = ()
    first_name: str = ""
    first: tuple[Place, ...] = ()
    second: Place | None = None
    second_name: str = ""
    second_is_seat: bool = False
    unknown_first: str = ""
    notes: tuple[str, ...] = ()

    @property
    def country(self) -> str | None:
        """The country given, as ISO code."""
        return self.countries[0] if self.countries else None

    def why_not(self, place: Place) -> str | None:
        """Why a place cannot be meant, or None if it lies within."""
        if self.countries and place.country is not None and place.country not in self.countries:
            return f"in another country ({place.country})"
        if self.first and not self._in_first(place):
            return f"not in {self.first[0].name}"
        return self.how_far(place) if self.beyond_second_km(place) is not None else None

    def how_far(self, place: Place) -> str:
        """Tell how far a place is from the second-level unit."""
        if self.second is None:
            return ""
        seat = "the seat of " if self.second_is_seat else ""
        return f"{place.point.distance_km(self.second.point):.0f} km from {seat}{self.second_name}"

    def at_the_edge(self, place: Place) -> bool:
        """Whether a place may lie in the second-level unit, but one nearer to its middle is likelier to."""
        if self.second is None or self._says_so(place):
            return False
        reach = UNIT_SEAT_KM if self.second_is_seat else self.second.radius_km
        return place.point.distance_km(self.second.point) > reach

    def _says_so(self, place: Place) -> bool:
        """Whether the gazetteer files the place under the second-level unit."""
        return place.admin2_name is not None and bool(
            unit_cores(place.admin2_name) & unit_cores(self.second_name)
        )

    def beyond_second_km(self, place: Place) -> float | None:
        """Kilometres from the second-level unit's point if a place is too far off for it, else None."""
        if self.second is None or place.id == self.second.id:
            return None
        if _contains_or_is(place, self.second) or self._says_so(place):
            return None
        away = place.point.distance_km(self.second.point)
        widest = max(NEAR_SEAT_KM, UNIT_STRETCH * self.second.radius_km)
        return away if away > widest + min(place.radius_km, NEAR_SEAT_KM) else None

    def is_said_of(self, place: Place) -> bool:
        """Whether the gazetteer files a place under a unit that goes by `unknown_first` in part."""
        return place.admin1_name is not None and bool(
            unit_cores(place.admin1_name) & unit_cores(self.unknown_first)
        )

    def is_beside_first(self, place: Place) -> bool:
        """Whether a unit that the gazetteer files under another lies where the first-level unit given is.

        Units are divided, and their districts go by the old name of what is around them for years.
        """
        return (
            place.country in self.countries
            and self.beyond_second_km(place) is None
            and any(place.point.distance_km(u.point) <= BESIDE_STRETCH * u.radius_km for u in self.first)
        )

    def _in_first(self, place: Place) -> bool:
        cores = unit_cores(self.first_name)
        if place.admin1_name is not None and unit_cores(place.admin1_name) & cores:
            return True
        for unit in self.first:
            if unit.feature_code == "ADM1" and place.admin1 is not None:
                if (place.country, place.admin1) == (unit.country, unit.admin1):
                    return True
            elif _contains_or_is(place, unit) or (
                place.point.distance_km(unit.point) <= UNIT_STRETCH * unit.radius_km + place.radius_km
            ):
                return True
        return False


def read_area(
    index: PlaceIndex, country: str | None = None, admin1: str | None = None, admin2: str | None = None
) -> Area:
    """Find the units that a row names.

    Parameters
    ----------
    index
        The gazetteer.
    country
        ISO 3166-1 alpha-2 code.
    admin1, admin2
        Names of the first- and second-level unit. One that is known as a unit of the other level is
        taken as that; one that is not known is left out and noted.
    """
    countries = (country, *ALSO_FILED.get(country, ())) if country else ()
    notes = []
    first = tuple(_first_level(index, admin1, countries)) if admin1 else ()
    second: Place | None = None
    is_seat = False
    second_name = admin2 or ""
    if admin2:
        second, is_seat = second_level(index, admin2, countries, Area(countries, admin1 or "", first))
        if second is None:
            notes.append(f"no second-level unit {admin2!r} there")
    if admin1 and not first:
        notes.append(f"no first-level unit {admin1!r} there")
        # A town of that name somewhere in the world would say nothing of a unit.
        if second is None and countries:
            second, is_seat = second_level(index, admin1, countries, Area(countries))
            second_name = admin1
    return Area(
        countries,
        first_name=admin1 if admin1 and first else "",
        first=first,
        second=second,
        second_name=second_name if second else "",
        second_is_seat=is_seat,
        unknown_first=admin1 if admin1 and not first else "",
        notes=tuple(notes),
    )


def unit_cores(name: str) -> set[str]:
    """A unit's folded name without its term; of 'Sakha (Yakutia)' both parts."""
    return {without_terms(folded) or folded for form in _bracket_forms(name) if (folded := fold(form))}


def second_level(
    index: PlaceIndex, name: str, countries: tuple[str, ...], within: Area
) -> tuple[Place | None, bool]:
    """Give a second-level unit, or else its seat and True; (None, False) if neither is known."""
    units: list[Candidate] = []
    towns: list[Candidate] = []
    for form in _unit_forms(name):
        for candidate in _lookup_in(index, form, countries):
            place = candidate.place
            if candidate.name_kind == "suggestion" or (within.first and within.why_not(place)):
                continue
            if place.feature_code.startswith(("ADM2", "ADM3")):
                units.append(candidate)
            elif place.feature_class == "P" and candidate.name_kind != "within":
                towns.append(candidate)
        if units:
            return max(units, key=_rank).place, False
    return (max(towns, key=_rank).place, True) if towns else (None, False)


def second_level_named(index: PlaceIndex, place: Place) -> Place | None:
    """Give the second-level unit that a place is filed under, if it is a place of its own."""
    if place.admin2_name is None or place.country is None:
        return None
    first = read_area(index, place.country, place.admin1_name)
    unit, is_seat = second_level(index, place.admin2_name, first.countries, first)
    return None if is_seat else unit


def _rank(candidate: Candidate) -> tuple[bool, bool, float, str]:
    named = candidate.name_kind == "preferred"
    return named, goes_by_it(candidate), candidate.score, candidate.place.id


def _first_level(index: PlaceIndex, name: str, countries: tuple[str, ...]) -> Iterator[Place]:
    """First-level units of a name; where there are none, regions that go by it."""
    found = [c for form in _bracket_forms(name) for c in _lookup_in(index, form, countries)]
    units = [c.place for c in found if c.place.feature_code == "ADM1"]
    # Uruzgan is the province of that name, not the one that was part of it.
    cores = unit_cores(name)
    units = [unit for unit in units if unit_cores(unit.name) & cores] or units
    regions = (
        c.place for c in found if c.place.feature_class in "AL" and not _is_country(c.place, countries)
    )
    yield from dict.fromkeys(units or regions)


def _is_country(place: Place, countries: tuple[str, ...]) -> bool:
    """Whether a place is a country, and not one that stands for a unit of the country given (Kosovo)."""
    return place.feature_code.startswith(("PCL", "CONT")) and (not countries or place.country == countries[0])


def _lookup_in(index: PlaceIndex, name: str, countries: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Candidates in the first of the countries that has any; anywhere without countries."""
    if not countries:
        return index.lookup(name)
    return next((found for iso2 in countries if (found := index.lookup(name, country=iso2))), ())


def _bracket_forms(name: str) -> Iterator[str]:
    yield name
    bracketed = re.match(_BRACKETED, name)
    if bracketed:
        yield f"{bracketed['outer']} {bracketed['after']}".strip()
        yield bracketed["inner"]


def _unit_forms(name: str) -> Iterable[str]:
    """Forms of a second-level unit's name, from the whole to the bare name of its seat."""
    forms: dict[str, None] = {}
    for form in _bracket_forms(name):
        forms.setdefault(form)
        bare = without_terms(fold(form)) or form
        forms.setdefault(bare)
        bare = re.sub(_TRAILING_TERMS, "", bare, flags=re.IGNORECASE)
        forms.setdefault(bare)
        forms.setdefault(re.sub(_LEADING_TERMS, "", bare, flags=re.IGNORECASE))
    return [form for form in forms if form and form.lower() not in UNIT_TERMS]


def _contains_or_is(place: Place, unit: Place) -> bool:
    """Whether ``place`` is an area around ``unit``: the unit's own province is not outside of it."""
    return place.feature_class in "AL" and place.point.distance_km(unit.point) <= place.radius_km
