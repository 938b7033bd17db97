"""From a point to words: the country, the unit, and '12 km NE of Tartar'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer import nearby
from geomap.model.geometry import LonLat
from geomap.model.place import Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies at and around a point.

    Parameters
    ----------
    point
        The point asked about.
    country, unit
        The country and first-level unit it lies in; None at sea.
    nearest
        The nearest populated place, or None far from any.
    distance_km
        Kilometres from there to the point; None without one.
    direction
        Which way the point lies from there, one of eight: N, NE, E, SE, S, SW, W, NW.
    """

    point: LonLat
    country: Place | None
    unit: Place | None
    nearest: Place | None
    distance_km: float | None
    direction: str | None

    def __str__(self) -> str:
        """Such as '12 km NE of Tartar, Tartar District, Azerbaijan'; 'at sea' where nothing is near."""
        parts = []
        if self.nearest is not None and self.distance_km is not None:
            town = self.nearest
            inside = self.distance_km <= max(1.0, town.radius_km)
            parts.append(
                town.name if inside else f"{self.distance_km:.0f} km {self.direction} of {town.name}"
            )
        parts += [p.name for p in (self.unit, self.country) if p is not None]
        return ", ".join(parts) or "at sea"


def reverse(index: PlaceIndex, point: LonLat) -> Surroundings:
    """Say what lies at and around a point.

    Parameters
    ----------
    index
        The gazetteer.
    point
        Decimal degrees, longitude first.
    """
    country, unit = index.containing(point)
    near = index.nearest(point)
    if near is None:
        return Surroundings(point, country, unit, None, None, None)
    town, distance_km = near
    direction = nearby.compass(nearby.bearing_degrees(town.point, point))
    return Surroundings(point, country, unit, town, round(distance_km, 2), direction)


def reverse_all(index: PlaceIndex, points: Iterable[LonLat]) -> Iterator[Surroundings]:
    """Say it of many points, one after another."""
    return (reverse(index, point) for point in points)
