"""Voronoi diagrams whose positions have owners: whose ground lies where (metres of one plane)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Owners:
    """Positions of a Voronoi diagram and who owns the ground nearest to each."""

    def __init__(self) -> None:
        self._owner: dict[tuple[float, float], int] = {}

    def add(self, positions: Any, owner: int) -> None:
        """Add positions; where one is taken already, the first owner keeps it."""
        # Millimetres: of positions that coincide a diagram keeps one only.
        for x, y in positions.round(3).tolist():
            self._owner.setdefault((x, y), owner)

    def ground_of(self, owner: int, extent: BaseGeometry) -> BaseGeometry:
        """The ground nearest to the positions of one owner."""
        import numpy as np
        import shapely

        cells = self._cells(extent)
        return shapely.union_all(cells[np.fromiter(self._owner.values(), int) == owner])

    def borders(self, extent: BaseGeometry) -> Any:
        """The borders between the grounds of different owners, as lines of one edge each."""
        import numpy as np
        import shapely

        xy, cell = shapely.get_coordinates(self._cells(extent), return_index=True)
        follows = cell[1:] == cell[:-1]
        ends = np.stack([xy[:-1][follows], xy[1:][follows]], axis=1)
        owner = np.fromiter(self._owner.values(), int)[cell[1:][follows]]
        # Two cells share an edge from opposite ends: the same end is put first.
        turned = (ends[:, 0] > ends[:, 1])[:, 0] | (
            (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
        )
        ends[turned] = ends[turned][:, ::-1]
        _, edge = np.unique(ends.reshape(-1, 4), axis=0, return_inverse=True)
        edge = edge.ravel()  # numpy 2.0 gives it two axes
        order = np.lexsort((owner, edge))
        ends, owner, edge = ends[order], owner[order], edge[order]
        inner = np.zeros(len(edge), dtype=bool)
        same = (edge[1:] == edge[:-1]) & (owner[1:] == owner[:-1])
        inner[1:] |= same
        inner[:-1] |= same
        return shapely.union_all(shapely.linestrings(ends[~inner]))

    def _cells(self, extent: BaseGeometry) -> Any:
        """The ground nearest to each position, in the order in which they were added."""
        import shapely

        spots = shapely.multipoints(list(self._owner))
        return shapely.get_parts(shapely.voronoi_polygons(spots, extend_to=extent, ordered=True))

    def nearest(self, points: Any) -> Any:
        """The owner of the position nearest to each point."""
        import numpy as np
        import shapely

        tree = shapely.STRtree(shapely.points(list(self._owner)))
        return np.fromiter(self._owner.values(), int)[tree.nearest(points)]
