"""The ground that a text gives by how it lies to a place, or to two."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model._check import check_code, check_radius, check_span, require
from geomap.model.geometry import Geometry, LonLat


@dataclass(frozen=True, slots=True)
class Ground:
    """What is meant by 'between X and Y', 'the western outskirts of X', '20 km east of X'.

    Parameters
    ----------
    start, end
        Half-open span of the words that give it, as far as they were read as one ('the X-Y road');
        else that of the name.
    name
        What to call it: 'between Lyman and Siversk', 'Svatove–Kreminna road'; the place's own name
        where the relation is said beside it ('near', 'northeast').
    middle
        A point in the middle of it, which need not be in it.
    where_prec
        UCDP GED's precision code 1-7 (see `geomap.model.Resolution`).
    radius_km
        Within how many kilometres of `middle` it lies; of a part of an area ('southern X') the
        radius of the whole.
    geometry
        (Multi)Polygon; a Point only where it is the middle of a circle of that radius and
        `where_prec` is 2 or less.
    other
        Id of the place at the other end, where there is one.
    """

    start: int
    end: int
    name: str
    middle: LonLat
    where_prec: int
    radius_km: float
    geometry: Geometry
    other: str | None = None

    def __post_init__(self) -> None:
        where = f"ground {self.name!r}"
        require(bool(self.name), "ground needs a name", where="Ground")
        check_span(self.start, self.end, where=where)
        check_code(self.where_prec, 1, 7, where=where)
        check_radius(self.radius_km, where=where)
