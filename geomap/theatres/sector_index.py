"""The sector of any point, for columns of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geomap.model import LonLat, Sector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOWHERE = -1
"""Number of the sector of a point that lies in none."""


class SectorIndex:
    """Answers in which sector points lie, many at once.

    A point on the border of two sectors lies in the earlier of them; so does one where sectors of
    several lines overlap.

    Parameters
    ----------
    sectors
        Of one line or of several, of one theatre or of several.
    """

    def __init__(self, sectors: Iterable[Sector]) -> None:
        import shapely

        self.sectors = tuple(sectors)
        self._tree = shapely.STRtree([sector.band.to_shapely() for sector in self.sectors])

    def of(self, point: LonLat) -> Sector | None:
        """The sector that a point lies in, or None."""
        return self.of_all([point])[0]

    def of_all(self, points: Sequence[LonLat]) -> list[Sector | None]:
        """The sector that each point lies in, or None."""
        numbers = self.numbers([point.lon for point in points], [point.lat for point in points])
        return [self.sectors[n] if n != NOWHERE else None for n in numbers.tolist()]

    def numbers(self, lon: Sequence[float], lat: Sequence[float]) -> NDArray[np.int64]:
        """The number in `sectors` of the sector that each point lies in, or -1.

        Parameters
        ----------
        lon, lat
            Columns as long as each other, decimal degrees (WGS 84). A row with a coordinate
            that is missing (NaN) lies nowhere.
        """
        import numpy as np
        import shapely

        found = np.full(len(lon), NOWHERE, dtype=np.int64)
        known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
        points = shapely.points(np.asarray(lon, dtype=float)[known], np.asarray(lat, dtype=float)[known])
        rows, sectors = self._tree.query(points, predicate="intersects")
        # Of several sectors the first is written last.
        order = np.argsort(-sectors, kind="stable")
        found[known[rows[order]]] = sectors[order]
        return found


def sector_of(sectors: Iterable[Sector], points: Sequence[LonLat]) -> list[Sector | None]:
    """The sector that each point lies in, or None; see `SectorIndex` for points asked for later.

    Parameters
    ----------
    sectors
        As `make_sectors` gives them.
    points
        Longitude and latitude in decimal degrees.
    """
    return SectorIndex(sectors).of_all(points)
