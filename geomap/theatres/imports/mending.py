"""Mending the shapes of a file, with a count of each kind of mending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from geomap.theatres.fronts.changing import without_slivers
from geomap.theatres.fronts.frame import area_km2, of_dimension, parts_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Degrees: a tenth of a metre, far below any map's accuracy; files are written with so many digits.
PRECISION = 1e-6

Counts = Counter[str]


def mend(shape: BaseGeometry, dimension: int, counts: Counts) -> BaseGeometry | None:
    """A shape that can be used, of one dimension.

    Parameters
    ----------
    shape
        Any geometry, longitude and latitude in decimal degrees.
    dimension
        1 for lines, 2 for polygons.
    counts
        Gains one for each kind of mending that was needed.

    Returns
    -------
    BaseGeometry or None
        Valid, two dimensions, outer rings counter-clockwise, corners rounded to a tenth of a
        metre; None if nothing is left.
    """
    import shapely

    if shape.is_empty:
        counts["empty shapes left out"] += 1
        return None
    if shapely.has_z(shape) or shapely.has_m(shape):
        counts["heights dropped"] += 1
        shape = shapely.force_2d(shape)
    corners = shapely.get_num_coordinates(shape)
    shape = shapely.remove_repeated_points(shape)
    if shapely.get_num_coordinates(shape) < corners:
        counts["repeated corners dropped"] += 1
    if not shapely.is_valid(shape):
        counts["rings that cross or touch themselves made valid"] += 1
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = parts_of(shape)
    fitting = [part for part in parts if shapely.get_dimensions(part) == dimension and not part.is_empty]
    if len(fitting) < len(parts):
        left_out = len(parts) - len(fitting)
        counts["points and lines among areas left out" if dimension == 2 else "no lines: left out"] += (
            left_out
        )
    if not fitting:
        return None
    shape = shapely.union_all(fitting) if dimension == 2 else of_dimension(shapely.union_all(fitting), 1)
    rounded = shapely.set_precision(shape, PRECISION)
    rounded = of_dimension(rounded, dimension)
    if rounded.is_empty:
        counts["shapes smaller than a tenth of a metre left out"] += 1
        return None
    if dimension == 1:
        return shapely.line_merge(rounded)
    return shapely.orient_polygons(rounded, exterior_cw=False)


def part_overlaps(
    held: Mapping[str, BaseGeometry], owners: Mapping[str, str], sliver_km: float, counts: Counts
) -> tuple[dict[str, BaseGeometry], float]:
    """Take thin overlaps between different parties' classes from the later one.

    Parameters
    ----------
    held
        Polygons by class.
    owners
        The party of each class.
    sliver_km
        Overlaps nowhere wider than this are slips of drawing, kilometres.
    counts
        Gains the number of overlaps mended and of those kept.

    Returns
    -------
    tuple
        The polygons, and the area of the wide overlaps in km2: these are kept as the file has
        them, because it says that both hold the ground.
    """
    import shapely

    done: dict[str, BaseGeometry] = {}
    kept_km2 = 0.0
    for name, own in held.items():
        shape = own
        for other, earlier in done.items():
            if owners[other] == owners[name] or not shapely.intersects(shape, earlier):
                continue
            overlap = of_dimension(shapely.intersection(shape, earlier, grid_size=PRECISION), 2)
            if overlap.is_empty:
                continue
            wide = without_slivers(overlap, sliver_km * 1000)
            if wide is not None:
                counts["wide overlaps between parties kept"] += len(parts_of(wide))
                kept_km2 += area_km2(wide)
                overlap = shapely.difference(overlap, wide, grid_size=PRECISION)
            if not overlap.is_empty:
                counts["thin overlaps between parties cut"] += len(parts_of(overlap))
                cut = of_dimension(shapely.difference(shape, overlap, grid_size=PRECISION), 2)
                shape = cut if not cut.is_empty else shape
        done[name] = shape
    return done, kept_km2
