"""The answer to a row of a table: a place, how exactly it is known, and how that came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from geomap.model._check import check_code, check_radius, require
from geomap.model.geometry import LonLat
from geomap.model.override import Override
from geomap.model.place import Candidate, Place

ADDED_COLUMNS: Final = (
    "geomap_lat",
    "geomap_lon",
    "geomap_name",
    "geomap_place_id",
    "geomap_where_prec",
    "geomap_radius_km",
    "geomap_method",
    "geomap_note",
)
"""Columns that locating a table's rows adds to the table's own, which stay as they are."""


@dataclass(frozen=True, slots=True)
class Located:
    """What the parts of a table's row were taken to mean.

    Parameters
    ----------
    place
        The place; None if no part is known.
    method
        What gave it: ``name`` (also near, or part of, what is named), ``offset`` ('12 km north of
        X'), ``between`` two places, ``both`` of two, ``within`` (only the unit that the place lies in
        is known), ``likeliest`` (of several in different countries), ``ambiguous`` (the smallest
        unit that holds all that may be meant), ``suggestion`` (the only name there that is one
        letter off), ``admin2`` and ``admin2 seat``, ``admin1``, ``country``, ``override`` (the user
        says what the name means, or that it means no place), or ``none``.
    where_prec
        UCDP GED's precision code 1-7; None without a place.
    radius_km
        Within how many kilometres of `point` it lies; None without a place.
    note
        What could not be used, or what else it could be.
    score
        0 to 1, how sure the answer is: the share that the chosen have of all people in the places
        that might be meant, less for names spelled otherwise. A unit that the row itself gives has 1.
    reasons
        What decided, as short phrases.
    tied
        Where several cannot be told apart: all of them, the likeliest first.
    rejected
        The other candidates, each with why as the last of its reasons.
    suggestions
        Where the name is not known: places with a name like it.
    moved_to
        Where it lies if not at the place's point: '12 km north of X'.
    caveats
        What was given and could not be used as it stands (a unit that is not known, a country that
        the place is not filed under); `note` has it too.
    overrides
        What the user says of its names, of which it was made.
    """

    place: Place | None
    method: str = "none"
    where_prec: int | None = None
    radius_km: float | None = None
    note: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    tied: tuple[Candidate, ...] = ()
    rejected: tuple[Candidate, ...] = ()
    suggestions: tuple[Candidate, ...] = ()
    moved_to: LonLat | None = None
    caveats: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()

    def __post_init__(self) -> None:
        require(
            (self.place is None) == (self.where_prec is None) == (self.radius_km is None),
            "where_prec and radius_km belong to a place",
            where="Located",
        )
        if self.where_prec is not None and self.radius_km is not None:
            check_code(self.where_prec, 1, 7, where="Located.where_prec")
            check_radius(self.radius_km, where="Located")
        require(0 <= self.score <= 1, f"score {self.score}", where="Located", hint="0 to 1 is needed")

    @property
    def point(self) -> LonLat | None:
        """Where it lies, in decimal degrees, longitude first; None without a place."""
        if self.moved_to is not None:
            return self.moved_to
        return self.place.point if self.place else None


def added_cells(located: Located) -> dict[str, Any]:
    """The cells of `ADDED_COLUMNS` for one row; None where nothing is known."""
    place, point = located.place, located.point
    values = (
        round(point.lat, 6) if point else None,
        round(point.lon, 6) if point else None,
        place.name if place else None,
        place.id if place else None,
        located.where_prec,
        round(located.radius_km, 3) if located.radius_km is not None else None,
        located.method,
        located.note or None,
    )
    return dict(zip(ADDED_COLUMNS, values, strict=True))
