"""What a map's file holds: features with a shape in decimal degrees and fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_POSITIONS = 5_000_000


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file.

    Parameters
    ----------
    shape
        Any geometry; longitude and latitude in decimal degrees (WGS 84).
    fields
        Its fields by name, with the layer's name as ``layer``.
    """

    shape: BaseGeometry
    fields: Mapping[str, Any]


def in_degrees(
    shapes: list[BaseGeometry], crs: object, where: str, counts: Counter[str]
) -> list[BaseGeometry]:
    """Shapes turned into longitude and latitude (WGS 84).

    Parameters
    ----------
    shapes
        Any geometries.
    crs
        Their coordinate reference system in any form that `pyproj.CRS` takes; None: not known,
        and taken for WGS 84 if the numbers can be degrees.
    where
        The file, for messages.
    counts
        Gains one if the shapes were turned.

    Raises
    ------
    InputError
        If the system is not known, or a number is not finite or no place on Earth.
    """
    import numpy as np
    import shapely

    if not shapes:
        return shapes
    held = np.array(shapes, dtype=object)
    corners = shapely.get_coordinates(held)
    if len(corners) > MAX_POSITIONS:
        raise InputError(
            f"has {len(corners)} positions",
            where=where,
            hint=f"at most {MAX_POSITIONS} are read: simplify it",
        )
    if not np.isfinite(corners).all():
        raise InputError("has a coordinate that is no finite number", where=where, hint="decimal degrees")
    if crs is not None and not _is_lonlat(crs, where):
        held = shapely.transform(shapely.force_2d(held), _turner(crs, where))
        corners = shapely.get_coordinates(held)
        counts["layers reprojected"] += 1
    if not np.isfinite(corners).all() or (np.abs(corners) > (360.0, 90.0)).any():
        worst = corners[np.argmax(np.abs(np.nan_to_num(corners, nan=1e9)).max(axis=1))]
        raise InputError(
            f"position ({worst[0]:g}, {worst[1]:g}) is not on the Earth",
            where=where,
            hint="longitude and latitude in degrees, or a file that names its coordinate system",
        )
    return list(held)


def _is_lonlat(crs: object, where: str) -> bool:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        system = CRS.from_user_input(crs)
    except CRSError:
        raise InputError(
            f"coordinate system {str(crs)[:60]!r} is not known", where=where, hint="EPSG:4326, say"
        ) from None
    # Files hold longitude first whatever the system says, so that CRS84 and EPSG:4326 are one.
    return system.to_epsg(min_confidence=90) == 4326 or "CRS84" in str(crs) or "CRS 84" in system.name


def _turner(crs: object, where: str) -> Any:
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)

    def turn(corners: Any) -> Any:
        import numpy as np

        try:
            return np.column_stack(transformer.transform(corners[:, 0], corners[:, 1]))
        except ProjError as error:
            raise InputError(f"cannot be reprojected ({error})", where=where) from None

    return turn
