"""From a point to words: the country, the unit, and '12 km NE of Tartar'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.ground import nearby
from geomap.model.geometry import LonLat
from geomap.model.place import Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

WORTH_A_SURVEY: Final = 300
"""From so many points on, reading the whole ground takes less than asking for each point."""

_BATCH = 100_000


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
    """Say it of many points, in their order; from some hundred on at a hundred times the speed.

    Parameters
    ----------
    index
        The gazetteer.
    points
        Decimal degrees, longitude first.
    """
    waiting = iter(points)
    while batch := list(islice(waiting, _BATCH)):
        if len(batch) < WORTH_A_SURVEY:
            yield from (reverse(index, point) for point in batch)
        else:
            yield from _surveyed(index, batch)


def _surveyed(index: PlaceIndex, points: Sequence[LonLat]) -> Iterator[Surroundings]:
    import numpy as np

    survey = index.survey()
    ground = survey.around(np.array([p.lon for p in points]), np.array([p.lat for p in points]))
    columns = zip(
        points,
        ground.countries.tolist(),
        ground.units.tolist(),
        ground.nearest.tolist(),
        ground.distances_km.tolist(),
        ground.directions.tolist(),
        strict=True,
    )
    places = lru_cache(maxsize=None)(survey.place)
    for point, country, unit, nearest, km, direction in columns:
        town = survey.town(nearest)
        yield Surroundings(
            point,
            places(f"country:{country}" if country else None),
            places(unit),
            town,
            None if town is None else round(km, 2),
            direction,
        )
