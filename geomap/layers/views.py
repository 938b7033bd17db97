"""What a map opens on, and where else there is something to see.

A dispatch about one war names talks in far capitals: to show all of it at once would show a
continent. So the map opens on the theatre, or the group of incidents, that most of the news is
about, and the rest is offered as further views.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from geomap.layers.accounts import Sign
from geomap.layers.arcs import box_of, shortest_arc
from geomap.layers.ground import signs_by_name
from geomap.layers.records import AreaHit, Bounds, SectorBand, View
from geomap.model import Extraction, Geometry, LonLat, Salience, Theatre

# Incidents belong together if they lie in cells of this size that touch, corners included: some
# 300 km, enough to join the towns of one front and too little to join it with a far capital. Far
# from the equator, where cells are narrow, more of them count as touching.
_CELL_LON_DEGREES = 4.0
_COLUMNS = round(360 / _CELL_LON_DEGREES)
_CELL_LAT_DEGREES = 3.0
# A view is never smaller than this, so that a single town is shown with its surroundings.
_POLEMOST = 85.0  # degrees of latitude: a Mercator map ends there
_LEAST_DEGREES = 0.8
_WHOLE_WORLD = Bounds(-170.0, -58.0, 180.0, 75.0)

Anchor = tuple[int, LonLat]


def make_views(
    extraction: Extraction,
    signs: Sequence[Sign],
    hits: Sequence[AreaHit],
    sectors: Sequence[SectorBand],
) -> tuple[View, tuple[View, ...]]:
    """The view that the map opens on, and the others, those with most incidents first."""
    anchors = [(i, point) for i, sign in enumerate(signs) for point in sign.anchors]
    theatre = _chief_theatre(extraction)
    if not anchors:
        return _empty_view(theatre), ()
    groups = _groups(anchors)
    chief = max(groups, key=lambda group: (_weight(group, signs), -group[0][0]))
    if theatre is not None:
        within = _inside(theatre, anchors)
        if within:
            chief = within
            chosen = set(within)
            groups = [chief, *_groups([anchor for anchor in anchors if anchor not in chosen])]
    extent = _Extent(hits, sectors)
    label = theatre.title if theatre is not None else None
    view = _view(chief, signs, extent, label=label)
    others = [
        _view(group, signs, extent)
        for group in groups
        if group is not chief and not all(view.bounds.contains(point) for _, point in group)
    ]
    return view, tuple(sorted(others, key=lambda other: (-len(other.signs), other.label)))


def _chief_theatre(extraction: Extraction) -> Theatre | None:
    """The theatre with most core incidents; the first of equals; None if no incident has one."""
    counts = {theatre.id: 0 for theatre in extraction.theatres}
    for incident in extraction.incidents:
        if incident.theatre in counts and incident.salience is Salience.CORE:
            counts[incident.theatre] += 1
    best = max(extraction.theatres, key=lambda theatre: counts[theatre.id], default=None)
    if best is None or 2 * counts[best.id] < sum(_core(extraction)):
        return None
    return best


def _core(extraction: Extraction) -> Iterable[bool]:
    return (incident.salience is Salience.CORE for incident in extraction.incidents)


def _inside(theatre: Theatre, anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors within the theatre's area, in their order."""
    import shapely

    area = theatre.area.to_shapely()
    shapely.prepare(area)
    # All at once: asked one by one, a hundred thousand take longer than all else here.
    lons, lats = [point.lon for _, point in anchors], [point.lat for _, point in anchors]
    inside = shapely.intersects_xy(area, lons, lats)
    return [anchor for anchor, within in zip(anchors, inside, strict=True) if within]


def _groups(anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """Anchors whose cells touch, together; in the order of their first anchors."""
    cells: dict[tuple[int, int], list[Anchor]] = {}
    for anchor in anchors:
        cells.setdefault(_cell(anchor[1]), []).append(anchor)
    groups: list[list[Anchor]] = []
    left = dict(cells)
    while left:
        queue = [next(iter(left))]
        group: list[Anchor] = list(left.pop(queue[0]))
        while queue:
            x, y = queue.pop()
            for near in _touching(x, y):
                if near in left:
                    group += left.pop(near)
                    queue.append(near)
        groups.append(sorted(group, key=lambda anchor: anchor[0]))
    return groups


def _touching(x: int, y: int) -> list[tuple[int, int]]:
    """The cells around a cell. The last column lies beside the first: no edge at the 180th meridian."""
    found: list[tuple[int, int]] = []
    for row in (y - 1, y, y + 1):
        # Of two rows the one farther from the equator says how many columns count as touching.
        away = max(abs(_CELL_LAT_DEGREES * (each + 0.5)) for each in (y, row))
        reach = min(_COLUMNS // 2, math.floor(1 / math.cos(math.radians(min(88.0, away)))))
        found += [((x + dx) % _COLUMNS, row) for dx in range(-reach, reach + 1)]
    return found


def _cell(point: LonLat) -> tuple[int, int]:
    column = math.floor(point.lon / _CELL_LON_DEGREES) % _COLUMNS
    return (column, math.floor(point.lat / _CELL_LAT_DEGREES))


def _weight(group: Sequence[Anchor], signs: Sequence[Sign]) -> float:
    """Core incidents count in full, background by a tenth: it only breaks ties."""
    chosen = {i for i, _ in group}
    return sum(1.0 if signs[i].salience is Salience.CORE else 0.1 for i in chosen)


class _Extent:
    """Bounds of the areas and sectors that incidents lie in."""

    def __init__(self, hits: Sequence[AreaHit], sectors: Sequence[SectorBand]) -> None:
        self._boxes: dict[int, list[Bounds]] = {}
        for hit in hits:
            if not hit.wide:
                self._add(hit.signs, _around(hit.geometry))
        for sector in sectors:
            self._add(sector.signs, _around(sector.band))

    def _add(self, positions: Sequence[int], box: Bounds) -> None:
        for position in positions:
            self._boxes.setdefault(position, []).append(box)

    def around(self, group: Sequence[Anchor]) -> Bounds:
        """Bounds of the anchors and of the areas that hold them, not below the least size."""
        boxes = [Bounds(p.lon, p.lat, p.lon, p.lat) for _, p in group]
        for position, point in group:
            boxes += [box for box in self._boxes.get(position, ()) if box.contains(point)]
        west, east = shortest_arc((box.west, box.east) for box in boxes)
        south, north = min(box.south for box in boxes), max(box.north for box in boxes)
        more_x = max(0.0, _LEAST_DEGREES - (east - west)) / 2
        more_y = max(0.0, _LEAST_DEGREES - (north - south)) / 2
        west, east = west - more_x, east + more_x
        if west < -180.0:
            west, east = west + 360.0, east + 360.0
        south, north = max(-_POLEMOST, south - more_y), min(_POLEMOST, north + more_y)
        # Of what lies nearer to a pole the edge of the map is shown.
        return Bounds(
            west, min(south, _POLEMOST - _LEAST_DEGREES), east, max(north, _LEAST_DEGREES - _POLEMOST)
        )


def _around(geometry: Geometry) -> Bounds:
    return Bounds(*box_of(geometry.to_shapely()))


def _view(
    group: Sequence[Anchor], signs: Sequence[Sign], extent: _Extent, *, label: str | None = None
) -> View:
    chosen = tuple(dict.fromkeys(i for i, _ in group))
    names = signs_by_name(signs, chosen)
    if label is None:
        rest = len(names) - 1
        label = (names[0] if names else "elsewhere") + (f" and {rest} more" if rest > 0 else "")
    return View(label=label, bounds=extent.around(group), signs=chosen)


def _empty_view(theatre: Theatre | None) -> View:
    """Without any incident on the map: the theatre, else the world."""
    if theatre is None:
        return View("World", _WHOLE_WORLD, ())
    return View(theatre.title, _around(theatre.area), ())
