"""Forms that authors draw by hand: points, rings, belts; and what makes them fit for drawing.

All shapes are shapely geometries in decimal degrees, longitude first.
"""

from __future__ import annotations

import math
from typing import Any

from compiling.entries import BuildError
from compiling.shapes import GRID, on_grid

KM_PER_DEGREE = 111.2
# Seas and coasts are drawn on maps that show all of them: the line is simplified by this share of
# their width, within these bounds (degrees). So a strait keeps its bends and an ocean has no fjords.
COAST_SHARE = 0.006
FINEST_COAST, COARSEST_COAST = 0.005, 0.08
# Points of a quarter circle at the ends and bends of a belt: it is drawn roughly by nature.
BELT_SEGMENTS = 3


def read_points(where: str, value: str, least: int = 2) -> list[tuple[float, ...]]:
    """Points of ``lon lat,lon lat,...``, at least so many."""
    try:
        points = [tuple(map(float, pair.split())) for pair in value.split(",")]
    except ValueError:
        raise BuildError(f"{where}: {value!r} is no list of points; 'lon lat,lon lat' is needed") from None
    for point in points:
        if len(point) != 2 or not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
            raise BuildError(f"{where}: {point} is no point; longitude and latitude are needed")
    if len(points) < least:
        raise BuildError(f"{where}: {value!r} has too few points; {least} are needed")
    return points


def ring(where: str, value: str) -> Any:
    """The area within ``lon lat,lon lat,...``."""
    import shapely

    shape = shapely.Polygon(read_points(where, value, 3))
    if not shape.is_valid:
        raise BuildError(f"{where}: the ring crosses itself")
    return shape


def belt(where: str, value: str) -> Any:
    """What lies within some kilometres of a line: ``KM;lon lat,...``."""
    import shapely

    width, _, line = value.partition(";")
    points = read_points(where, line)
    try:
        degrees = float(width) / KM_PER_DEGREE
    except ValueError:
        raise BuildError(f"{where}: {width!r} is no number of kilometres") from None
    # Degrees of longitude are shorter: widen along a line on which both are equally long.
    across = math.cos(math.radians(sum(lat for _, lat in points) / len(points)))
    path = shapely.LineString([(lon * across, lat) for lon, lat in points])
    wide = shapely.buffer(path, degrees, quad_segs=BELT_SEGMENTS)
    return on_grid(shapely.transform(wide, lambda at: at / [across, 1]))


def tidied(shape: Any) -> Any:
    """What was cut or joined, valid and on the grid: its areas, or its lines if it has no area."""
    import shapely

    areas = on_grid(shape)
    if not areas.is_empty:
        return areas
    rounded = shapely.set_precision(shape, GRID, mode="pointwise")
    lines = [p for p in shapely.get_parts([rounded]) if p.geom_type == "LineString" and not p.is_empty]
    return shapely.line_merge(shapely.MultiLineString(lines))


def coarse(shape: Any) -> Any:
    """A shape with its coast simplified for drawing, by its size."""
    import shapely

    tolerance = min(COARSEST_COAST, max(FINEST_COAST, COAST_SHARE * math.sqrt(shape.area)))
    return on_grid(shapely.simplify(shape, tolerance))
