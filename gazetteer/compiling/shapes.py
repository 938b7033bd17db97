"""Shapes: cutting, joining, simplifying for the map, and the borders between them.

All shapes are shapely geometries in decimal degrees, longitude first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from compiling.entries import BuildError
from compiling.polygons import Polygon
from compiling.sources import read_features, read_table, split

LINES = "sources/natural_earth/disputed_lines.geojson"
LAND_TOLERANCE = 0.1
GRID = 0.001
# A cutting line may end a little short of the border that it should reach.
REACH_DEGREES = 0.1


def polygons_only(shape: Any) -> Any:
    """The polygonal parts of a shape as one (Multi)Polygon; an empty one if there are none."""
    import shapely

    parts = [p for p in shapely.get_parts([shape]) if p.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def on_grid(shape: Any) -> Any:
    """The shape with coordinates on the grid, valid, polygonal parts only."""
    import shapely

    rounded = shapely.set_precision(shape, GRID, mode="pointwise")
    if not rounded.is_valid:
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return polygons_only(rounded)


def extended(line: Any, degrees: float) -> Any:
    """A line made longer at both ends, straight on."""
    import shapely

    points = [tuple(p) for p in shapely.get_coordinates(line)]
    return shapely.LineString([_beyond(points[1], points[0], degrees), *points,
                               _beyond(points[-2], points[-1], degrees)])  # fmt: skip


def _beyond(before: tuple[float, ...], end: tuple[float, ...], degrees: float) -> tuple[float, float]:
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5
    return end[0] + dx / length * degrees, end[1] + dy / length * degrees


def cut_off(shape: Any, line: Any, point: Any) -> tuple[Any, Any] | None:
    """Cut ``shape`` along ``line``: (the piece with ``point``, the rest); None if it is not cut."""
    import shapely
    from shapely.ops import split as split_shape

    whole = line
    for part in shapely.get_parts([line]):
        whole = shapely.union_all([whole, extended(part, REACH_DEGREES)])
    blades = [p for p in shapely.get_parts([shapely.line_merge(whole)]) if p.geom_type == "LineString"]
    pieces = [shape]
    for blade in blades:
        pieces = [q for p in pieces for q in shapely.get_parts([*split_shape(p, blade).geoms])]
    kept = [p for p in pieces if p.contains(point)]
    rest = [p for p in pieces if not p.contains(point)]
    if len(kept) != 1 or not rest:
        return None
    return kept[0], shapely.union_all(rest)


def apply_cuts(polygons: list[Polygon]) -> None:
    """Cut authored pieces off the source's polygons, in place."""
    import shapely

    lines = read_features(LINES)
    by_key = {p.key: p for p in polygons}
    for where, row in read_table("authored/cuts.tsv", needed=("key", "line", "new_key", "reason")):
        if row["key"] not in by_key or row["line"] not in lines:
            raise BuildError(f"{where}: no polygon {row['key']!r} or no line {row['line']!r}")
        old = by_key[row["key"]]
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        pieces = cut_off(old.shape, lines[row["line"]][1], point)
        if pieces is None:
            raise BuildError(f"{where}: the line does not cut {row['key']} into two")
        piece, old.shape = on_grid(pieces[0]), on_grid(pieces[1])
        new = Polygon(row["new_key"], split(row["names"]), row["country"] or None,
                      row["adm1"] or None, piece, row["disputed"])  # fmt: skip
        polygons.append(new)


def joined(shapes: list[Any]) -> Any:
    """Union of neighbours of one coverage, valid; much faster than a union of any shapes."""
    import shapely

    return on_grid(shapely.coverage_union_all(shapes))


def country_shapes(polygons: list[Polygon]) -> dict[str, Any]:
    """Union of each country's polygons, by country code."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for polygon in polygons:
        if polygon.country:
            parts[polygon.country].append(polygon.shape)
    return {country: joined(shapes) for country, shapes in sorted(parts.items())}


def simplified(shapes: Mapping[str, Any], tolerance: float) -> dict[str, Any]:
    """Simplify shapes as one coverage, so that neighbours still share their edges."""
    import shapely

    keys = sorted(shapes)
    done = shapely.coverage_simplify([shapes[k] for k in keys], tolerance)
    return {k: on_grid(s) for k, s in zip(keys, done, strict=True)}


def without_specks(shape: Any, least: float) -> Any:
    """Leave out parts smaller than ``least`` square degrees, but never the largest part."""
    import shapely

    parts = sorted(shapely.get_parts([shape]), key=lambda p: -p.area)
    kept = [p for i, p in enumerate(parts) if i == 0 or p.area >= least]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def borders(
    groups: Mapping[tuple[str, str, str], Any],
) -> list[tuple[tuple[str, str, str], tuple[str, str, str], Any]]:
    """Lines between neighbouring shapes of one coverage, as (one side, other side, line).

    Parameters
    ----------
    groups
        Shapes by (country, unit, disputed area).
    """
    import shapely

    keys = sorted(groups)
    shapes = [groups[k] for k in keys]
    edges = shapely.boundary(shapes)
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    found = []
    for i, j in sorted((int(a), int(b)) for a, b in zip(first, second, strict=True) if a < b):
        shared = shapely.intersection(edges[i], edges[j])
        pieces = [p for p in shapely.get_parts([shared]) if p.geom_type == "LineString"]
        if pieces:
            found.append((keys[i], keys[j], shapely.line_merge(shapely.MultiLineString(pieces))))
    return found
