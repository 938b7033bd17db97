"""What the compiler collects for each place before it is written down."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class BuildError(ValueError):
    """A source is at fault: the message names the file, the entry and what would be right."""


class Kind(IntEnum):
    """How a name stands to its place; `geomap.gazetteer.index` reads these numbers."""

    PREFERRED = 0
    ABBREVIATION = 1
    VARIANT = 2  # another spelling of the preferred name
    NATIVE = 3  # in another script
    OTHER = 4  # another name: exonym, endonym or renaming, which one is not known
    HISTORIC = 5
    DEMONYM = 6
    WITH_TERM = 7  # with the word for its sort of unit: 'Donetsk Oblast'
    SEAT = 8  # a unit's name that is only known as a name of its seat
    WITHIN = 9  # a village known only to lie in the unit
    STEM = 10  # a second-level unit's name without its word: a name with such a word only


@dataclass(slots=True)
class Entry:
    """One place on its way into the gazetteer.

    Longitude and latitude are decimal degrees, ``radius_km`` kilometres; ``prior`` is on the
    scale of `compiling.prior`. ``key`` is GeoNames' number for a populated place, a full place id
    for all else; ``admin2`` the key of the second-level unit that it lies in.
    """

    key: int | str
    name: str
    lon: float
    lat: float
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float = 0.0
    prior: float = 0.0
    source: str = ""
    names: list[tuple[str, Kind]] = field(default_factory=list)
    shape: BaseGeometry | None = None


def equal_area_radius_km(shape: BaseGeometry) -> float:
    """Radius in kilometres of a circle as large as ``shape`` (lon lat, decimal degrees).

    Degrees are scaled at the shape's middle latitude, which is exact enough for a figure that
    says how coarse an answer is.
    """
    _, south, _, north = shape.bounds
    across = max(0.05, math.cos(math.radians((south + north) / 2)))
    return round(math.sqrt(shape.area * across / math.pi) * 111.2, 1)


def town_radius_km(population: int) -> float:
    """Extent of a town in kilometres by its people: 1 for a village to 20 for ten million.

    About one square kilometre for 3,000 people, as a circle.
    """
    return round(min(20.0, max(1.0, math.sqrt(max(population, 0) / 3000 / math.pi))), 1)
