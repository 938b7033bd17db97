"""Ground that changed hands between two days, from areas of control."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.model import AreaOfControl, Geometry
from geomap.theatres.fronts.frame import GRID, area_km2, parts_of, plane_around, together, wrapped
from geomap.theatres.fronts.holding import held_by, middle_longitude
from geomap.theatres.fronts.segments import Segments

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_SLIVER_KM = 5.0


@dataclass(frozen=True, slots=True)
class Change:
    """Ground said to be held by one party on a day and by another, or by none, on a later one.

    Parameters
    ----------
    lost_by, gained_by
        Names of the parties (or sides); None where none is said to have held or to hold it.
    geometry
        (Multi)Polygon, longitude and latitude in decimal degrees.
    km2
        Its geodesic area in square kilometres.
    before, after
        The two days, where they are known.
    """

    lost_by: str | None
    gained_by: str | None
    geometry: Geometry
    km2: float
    before: date | None = None
    after: date | None = None


def changes(
    before: Iterable[AreaOfControl],
    after: Iterable[AreaOfControl],
    *,
    days: tuple[date, date] | None = None,
    sides: Mapping[str, str] | None = None,
    sliver_km: float = 0.05,
) -> tuple[Change, ...]:
    """What changed hands between two layers of areas of control.

    Parameters
    ----------
    before, after
        The two layers; the same areas may be given twice if `days` tells them apart.
    days
        The two days: of each layer the areas that held on its day are taken. None: all of them.
    sides
        The side of each party by name; None: each party is its own.
    sliver_km
        Patches nowhere wider than this are slips of drawing and left out, kilometres, 0 to 5.

    Returns
    -------
    tuple of Change
        One for each pair of parties between which ground changed hands, the largest first.

    Raises
    ------
    UsageError
        If the width is out of range, or the days run backwards.
    """
    check_arguments(sliver_km, days)
    earlier, later = days if days is not None else (None, None)
    old = held_by(before, on=earlier, sides=sides)
    near = next(map(middle_longitude, old.values()), None)
    new = held_by(after, on=later, sides=sides, near=near)
    return compared(Layer.of(old), Layer.of(new), sliver_km=sliver_km, earlier=earlier, later=later)


def check_arguments(sliver_km: float, days: Sequence[date] | None) -> None:
    """Raise `UsageError` for a width out of range and for days that run backwards."""
    if not 0 <= sliver_km <= MAX_SLIVER_KM:
        raise UsageError(f"{sliver_km} km", where="sliver_km", hint=f"0 to {MAX_SLIVER_KM:g} is needed")
    if days is not None and any(later <= earlier for earlier, later in pairwise(days)):
        raise UsageError("days run backwards", where="days", hint="each later than the one before")


@dataclass(frozen=True, slots=True)
class Layer:
    """What each holder has on one day, ready to be compared.

    Parameters
    ----------
    ground
        (Multi)polygons in degrees by holder, as `fronts.holding.held_by` gives them.
    edges
        The segments of their edges.
    """

    ground: Mapping[str, BaseGeometry]
    edges: Mapping[str, Segments]

    @classmethod
    def of(cls, ground: Mapping[str, BaseGeometry]) -> Layer:
        """Take the ground of a day."""
        return cls(ground, {holder: Segments.of([shape]) for holder, shape in ground.items()})


def compared(
    old: Layer, new: Layer, *, sliver_km: float, earlier: date | None = None, later: date | None = None
) -> tuple[Change, ...]:
    """As `changes`, from layers that are ready.

    Method: the segments that only one of the two days has are all the edges of what changed. They
    are noded and the faces between them are held, each as a whole, by somebody before and after.
    """
    import shapely

    patches: dict[tuple[str | None, str | None], list[BaseGeometry]] = {}
    for face, before, after in _faces(old, new):
        # Ground that two parties were said to hold has two losers: each is told once, so that a
        # party's gains and losses add up.
        lost, gained = sorted(before - after), sorted(after - before)
        for pair in zip_longest(lost, gained):
            patches.setdefault(pair, []).append(face)
    found = []
    for (loser, gainer), faces in patches.items():
        kept = without_slivers(shapely.union_all(faces), sliver_km * 1000)
        if kept is not None:
            geometry = Geometry.from_shapely(wrapped(kept))
            found.append(Change(loser, gainer, geometry, area_km2(kept), earlier, later))
    found.sort(key=lambda change: (-change.km2, change.lost_by or "", change.gained_by or ""))
    return tuple(found)


def _faces(old: Layer, new: Layer) -> Iterator[tuple[BaseGeometry, frozenset[str], frozenset[str]]]:
    """The faces between the edges that changed, and who holds each before and after."""
    import shapely

    none = Segments.of([])
    differing = []
    for holder in dict.fromkeys((*old.ground, *new.ground)):
        before, after = old.edges.get(holder, none), new.edges.get(holder, none)
        differing += [before.not_in(after), after.not_in(before)]
    edges = Segments.together(differing)
    if not len(edges):
        return
    linework = shapely.union_all(edges.lines(), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(linework)))
    inner = shapely.point_on_surface(faces)
    held = [_holders(layer, inner) for layer in (old, new)]
    for face, before, after in zip(faces, *held, strict=True):
        if before != after:
            yield face, before, after


def _holders(layer: Layer, points: Any) -> list[frozenset[str]]:
    import shapely

    found: list[set[str]] = [set() for _ in points]
    for holder, ground in layer.ground.items():
        shapely.prepare(ground)
        for number in shapely.contains(ground, points).nonzero()[0]:
            found[number].add(holder)
    return [frozenset(holders) for holders in found]


def without_slivers(ground: BaseGeometry, width: float) -> BaseGeometry | None:
    """The parts that are somewhere wider than ``width`` metres (degrees in and out); None if none is."""
    import shapely

    parts = [part for part in parts_of(ground) if shapely.get_dimensions(part) == 2]
    if width > 0 and parts:
        plane = plane_around(ground)
        flat = shapely.get_parts(plane.project(shapely.geometrycollections(parts)))
        kept = ~shapely.is_empty(shapely.buffer(flat, -width / 2, quad_segs=2))
        parts = [part for part, keep in zip(parts, kept, strict=True) if keep]
    return together(parts, 2) if parts else None


def to_geojson(found: Iterable[Change]) -> dict[str, Any]:
    """Changes as a GeoJSON FeatureCollection (RFC 7946): a feature each, km2 rounded to a hectare."""
    import shapely

    features = []
    for change in found:
        shape = shapely.orient_polygons(change.geometry.to_shapely(), exterior_cw=False)
        features.append(
            {
                "type": "Feature",
                "properties": as_row(change),
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
        )
    return {"type": "FeatureCollection", "features": features}


def as_row(change: Change) -> dict[str, Any]:
    """A change without its shape, for a table: days as ISO text, km2 rounded to a hectare."""
    return {
        "before": change.before.isoformat() if change.before else None,
        "after": change.after.isoformat() if change.after else None,
        "lost_by": change.lost_by,
        "gained_by": change.gained_by,
        "km2": round(change.km2, 2),
    }
