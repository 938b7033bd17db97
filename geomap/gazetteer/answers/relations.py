"""Where something lies that is 'near X' or '12 km north of X', and how exactly that is known."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from geomap.gazetteer.answers.areas import Area
from geomap.gazetteer.answers.candidates import candidates_within
from geomap.gazetteer.answers.displacement import midpoint, moved
from geomap.gazetteer.answers.exactness import (
    FRONT_KM,
    NEAR_KM,
    SHORT_STRETCH_KM,
    UNIT_SEAT_KM,
    near_km,
    offset_km,
    offset_precision,
    outskirts_km,
    precision_of,
    stretch_km,
    stretch_precision,
)
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.answers.overriding import Overriding, override_of
from geomap.gazetteer.answers.phrases import Reading
from geomap.model.geometry import LonLat
from geomap.model.place import Candidate, Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

LONGEST_STRETCH_KM = 400.0
"""Two places farther apart than this, in kilometres, are not the ends of a road in a table of places."""

_PART_RADIUS = 0.9
_TRIED_ENDS = 8


def related(reading: Reading, place: Place, of_the_sort: bool) -> tuple[str, int, float, LonLat | None]:
    """Tell where something lies that stands to a place as the reading says.

    Parameters
    ----------
    reading
        The cell, taken apart.
    place
        What it names.
    of_the_sort
        Whether that is of the sort of place that the cell speaks of: a base that goes by the name
        of a town of which alone the gazetteer knows is near the town.

    Returns
    -------
    tuple
        (method, where_prec, radius in kilometres, the point if it is not the place's).
    """
    precision, radius = precision_of(place), place.radius_km
    if reading.relation == "part" and reading.bearing is not None and place.feature_class in "AL":
        # The middle of a half of a circle lies about half its radius from the middle of the whole.
        return "name", precision, _PART_RADIUS * radius, moved(place.point, reading.bearing, radius / 2)
    if place.feature_class not in "PS":
        return "name", precision, radius, None
    if not of_the_sort:
        if reading.sort == "unit":
            return "admin2 seat", 3, max(radius, UNIT_SEAT_KM), None
        return "name", 2, max(radius, NEAR_KM), None
    if reading.relation == "offset" and reading.distance_km is not None and reading.bearing is not None:
        there = moved(place.point, reading.bearing, reading.distance_km)
        error = offset_km(place, reading.distance_km)
        return "offset", offset_precision(error), error, there
    if reading.relation == "near":
        return "name", 2, near_km(place, reading.distance_km), None
    if reading.relation == "outskirts":
        return "name", 2, outskirts_km(place), None
    if reading.relation == "front":
        return "name", 5, max(radius, FRONT_KM), None
    return "name", precision, radius, None


def stretch(
    index: PlaceIndex,
    reading: Reading,
    area: Area,
    notes: tuple[str, ...],
    overriding: Overriding | None = None,
) -> Located | None:
    """Locate 'between X and Y', 'X-Y road' and 'X and Y': half-way, as far around as the ends.

    Of several places by the ends' names those are taken that lie nearest to each other, unless the
    user says what a name means.
    """
    said = [override_of(names, overriding) for names in (reading.names, reading.other)]
    ends = [
        candidates_within(index, names, area)[0][:_TRIED_ENDS] if override is None else override.candidates
        for names, override in zip((reading.names, reading.other), said, strict=True)
    ]
    pairs = [(_apart(a, b), -a.score - b.score, a, b) for a, b in product(*ends) if a.place.id != b.place.id]
    if not pairs:
        return _one_end(reading, ends, notes)
    _, _, one, other = min(
        pairs, key=lambda pair: (round(pair[0] / SHORT_STRETCH_KM), pair[1], pair[2].place.id)
    )
    apart = _apart(one, other)
    if apart > LONGEST_STRETCH_KM:
        return None
    words = "between" if reading.relation == "between" else "both of"
    return Located(
        one.place,
        reading.relation,
        stretch_precision(one.place, other.place),
        stretch_km(one.place, other.place),
        "; ".join(
            [*notes, f"half-way between {one.place.name} and {other.place.name}, {apart:.0f} km apart"]
        ),
        score=0.8,
        reasons=(f"{words} {one.place.name} and {other.place.name}", *(o.reason for o in said if o)),
        moved_to=midpoint(one.place.point, other.place.point),
        overrides=tuple(filter(None, said)),
    )


def _one_end(reading: Reading, ends: list[tuple[Candidate, ...]], notes: tuple[str, ...]) -> Located | None:
    """Where only one of two ends is known: near that."""
    known = next((found[0].place for found in ends if found), None)
    if known is None:
        return None
    lost = reading.names[0] if not ends[0] else reading.other[0]
    return Located(
        known,
        "name",
        max(2, precision_of(known)),
        known.radius_km + 2 * NEAR_KM,
        "; ".join([*notes, f"no place {lost!r} there; near {known.name}"]),
        score=0.5,
        reasons=(f"one of two ends: {known.name}",),
    )


def _apart(one: Candidate, other: Candidate) -> float:
    return one.place.point.distance_km(other.place.point)
