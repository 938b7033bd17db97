"""Points, spans and shapes without a geometry library.

A shape is held as well-known binary and becomes a shapely geometry when asked for: importing
shapely costs a tenth of a second, and looking up a name needs none of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import RecordError
from geomap.model._check import check_span

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class LonLat:
    """A point on the Earth, longitude first.

    Parameters
    ----------
    lon, lat
        Decimal degrees, WGS 84; longitude from -180 to 180, latitude from -90 to 90.

    Raises
    ------
    RecordError
        If a number is not finite or out of range.
    """

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and math.isfinite(self.lat)):
            raise RecordError(f"({self.lon}, {self.lat}) is not finite", where="LonLat")
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise RecordError(
                f"(lon {self.lon}, lat {self.lat}) is out of range",
                where="LonLat",
                hint="longitude -180..180 first, then latitude -90..90",
            )

    def distance_km(self, other: LonLat) -> float:
        """Great-circle distance in kilometres (haversine, mean radius 6371.0088 km)."""
        p = math.pi / 180
        dlat = (other.lat - self.lat) * p
        dlon = (other.lon - self.lon) * p
        h = (
            math.sin(dlat / 2) ** 2
            + math.cos(self.lat * p) * math.cos(other.lat * p) * math.sin(dlon / 2) ** 2
        )
        return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a document's text, counted in Unicode characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        check_span(self.start, self.end, where="Span")

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` in this stretch."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A shape as well-known binary (little endian, two dimensions, longitude first, WGS 84).

    Parameters
    ----------
    wkb
        The shape; an empty shape is not allowed: what has no shape has no `Geometry`.
    """

    wkb: bytes

    def __post_init__(self) -> None:
        # Byte order, type and at least one coordinate or part count: 9 bytes is the least.
        if len(self.wkb) < 9 or self.wkb[0] not in (0, 1):
            raise RecordError("not well-known binary", where="Geometry", hint="use Geometry.from_shapely")

    @classmethod
    def from_shapely(cls, shape: BaseGeometry) -> Geometry:
        """Hold a shapely geometry (coordinates lon, lat in decimal degrees)."""
        import shapely

        if shape.is_empty:
            raise RecordError("the shape is empty", where="Geometry")
        return cls(shapely.to_wkb(shape, byte_order=1, output_dimension=2))

    def to_shapely(self) -> BaseGeometry:
        """The shape as a shapely geometry (coordinates lon, lat in decimal degrees)."""
        import shapely

        return shapely.from_wkb(self.wkb)
