"""The base map around the views: land, borders, units and towns of the bundled gazetteer.

A page must be light and yet show any ground at any zoom. So the whole world is drawn coarsely, and
finely in a window around each view: coasts, borders and first-level units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.ground import basemap
from geomap.layers.arcs import Box, split, to_the_meridian
from geomap.layers.base_labels import country_labels, rank_towns, unit_labels
from geomap.layers.blurring import Withheld
from geomap.layers.naming import Naming
from geomap.layers.records import Basemap, BaseShape, BaseTown, Bounds, UnitLabel, View
from geomap.model import Geometry, Place, Theatre

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

# A window is its view and, on each side, this share of the view's size or so many degrees.
_MARGIN_SHARE, _MARGIN_DEGREES = 0.6, 2.5
# First-level units are many: less of them.
_UNIT_SHARE, _UNIT_DEGREES = 0.5, 1.5
# Borders are as fine as they are known in the view itself, where what happened lies beside them.
_CORE_SHARE, _CORE_DEGREES = 0.05, 0.2
# Views wider than this show so much ground that the coarse shapes do, and no units.
_WIDEST_DEGREES = 45.0
# Shapes in a window are simplified to this share of the view's size: a pixel or two.
_PIXELS = 500
_FINEST = 0.01
# Beyond the windows: what simplifies land by the area that a corner takes, and borders by distance.
_COARSE_LAND, _COARSE_BORDER = 0.15, 0.05
_FINE_SCALE, _COARSE_SCALE = 1000, 50
_OF_COUNTRIES = ("international", "disputed")
# Other views drawn in detail, those with most incidents; of the rest only the largest towns are known.
_VIEWS_IN_DETAIL = 12
_TOWNS_FAR = 8
# Towns of the whole view, of each of its cells (of 3 x 3), around it, and around each other view.
_TOWNS_IN_VIEW, _TOWNS_IN_CELL, _TOWNS_AROUND, _TOWNS_ELSEWHERE = 60, 12, 60, 30
_CELLS = 3


@dataclass(frozen=True, slots=True)
class _Window:
    """Ground drawn in detail: boxes that do not cross the 180th meridian, and how fine it is.

    ``inner`` is where first-level units are drawn, ``core`` where borders are not simplified.
    """

    boxes: tuple[Box, ...]
    inner: tuple[Box, ...]
    core: tuple[Box, ...]
    tolerance: float
    wide: bool


def make_basemap(
    index: PlaceIndex,
    view: View,
    elsewhere: Sequence[View],
    theatres: Sequence[Theatre],
    naming: Naming,
    avoid: Sequence[Geometry] = (),
    withheld: Withheld | None = None,
) -> Basemap:
    """Land, borders, countries and capitals of the whole world; units and towns around each view.

    Parameters
    ----------
    index
        The gazetteer.
    view, elsewhere
        What the map opens on, with most towns, and the other views.
    theatres
        Their own places are shown before others of their size.
    naming
        How places are labelled.
    avoid
        What names of countries should not be written over.
    withheld
        Places of which neither name nor point is shown.
    """
    windows = [_window(each.bounds) for each in (view, *elsewhere[:_VIEWS_IN_DETAIL])]
    fine = [window for window in windows if not window.wide]
    coarse = basemap.land(index)["features"]
    detail = {box: basemap.detailed_land(index, box)["features"] for window in fine for box in window.boxes}
    known = [feature for features in detail.values() for feature in features]
    return Basemap(
        shapes=(*_land(coarse, detail, fine, naming), *_borders(index, fine)),
        countries=tuple(
            label
            for label in country_labels(naming, [*known, *coarse], view.bounds, avoid)
            if not withheld or not withheld.names.hits(label.name)
        ),
        towns=_towns(index, view, elsewhere, theatres, naming, withheld),
        units=tuple(
            label
            for label in _units(index, fine, naming)
            if not withheld or not withheld.names.hits(label.name)
        ),
    )


def _window(bounds: Bounds) -> _Window:
    size = max(bounds.east - bounds.west, bounds.north - bounds.south)
    wide = size > _WIDEST_DEGREES
    tolerance = size / _PIXELS
    inner = _around(bounds, _UNIT_SHARE, _UNIT_DEGREES)
    core = _around(bounds, _CORE_SHARE, _CORE_DEGREES)
    return _Window(_around(bounds), inner, core, 0.0 if tolerance < _FINEST else tolerance, wide)


def _around(
    bounds: Bounds, share: float = _MARGIN_SHARE, degrees: float = _MARGIN_DEGREES
) -> tuple[Box, ...]:
    """The view with its margin; as much to each side, since a screen is seldom shaped like a view."""
    size = max(bounds.east - bounds.west, bounds.north - bounds.south)
    more = max(share * size, degrees)
    box = (bounds.west - more, bounds.south - more, bounds.east + more, bounds.north + more)
    # Whole hundredths: an edge is the same line for the fine shapes and for the coarse ones.
    west, south, east, north = (round(degrees * _COARSE_SCALE) / _COARSE_SCALE for degrees in box)
    return split((west, south, east, north))


def _land(
    coarse: Sequence[Mapping[str, Any]],
    detail: Mapping[Box, Sequence[Mapping[str, Any]]],
    windows: Sequence[_Window],
    naming: Naming,
) -> list[BaseShape]:
    """Land: coarse beyond the windows, fine within them."""
    import shapely

    names = [_country_name(feature, naming) for feature in coarse]
    # Neighbours are simplified together, so that no gap opens between them.
    simple = shapely.coverage_simplify([to_the_meridian(_shape(feature)) for feature in coarse], _COARSE_LAND)
    shapes: list[BaseShape] = []
    taken = _Taken()
    for window in windows:
        for box in window.boxes:
            features = detail[box]
            if not features:
                continue
            parts = [to_the_meridian(_shape(feature)) for feature in features]
            if window.tolerance:
                parts = list(shapely.coverage_simplify(parts, window.tolerance))
            for feature, part in zip(features, taken.beyond(parts), strict=True):
                shapes += _areas(_country_name(feature, naming), part, _FINE_SCALE)
            taken.add(box)
    beyond = taken.beyond(list(simple))
    return [
        shape for name, part in zip(names, beyond, strict=True) for shape in _areas(name, part, _COARSE_SCALE)
    ] + shapes


def _borders(index: PlaceIndex, windows: Sequence[_Window]) -> list[BaseShape]:
    """First-level borders within the windows, then those of countries, finer there than beyond."""
    cores = [(box, 0.0) for window in windows for box in window.core]
    inner = [(box, window.tolerance) for window in windows for box in window.inner]
    outer = [(box, window.tolerance) for window in windows for box in window.boxes]
    units, _ = _lines_within(index, [*cores, *inner], ("first_level",))
    countries, taken = _lines_within(index, [*cores, *outer], _OF_COUNTRIES)
    lines = [feature for feature in basemap.borders(index)["features"] if _kind(feature) in _OF_COUNTRIES]
    countries += _lines(lines, taken, _COARSE_BORDER, 2 * _COARSE_SCALE)
    # What is drawn later lies above.
    return units + sorted(countries, key=lambda shape: shape.kind == "disputed")


def _lines_within(
    index: PlaceIndex, boxes: Iterable[tuple[Box, float]], kinds: Sequence[str]
) -> tuple[list[BaseShape], _Taken]:
    """Borders within boxes, each box with its tolerance; where boxes overlap, as in the first."""
    taken = _Taken()
    found: list[BaseShape] = []
    for box, tolerance in boxes:
        lines = [f for f in basemap.borders(index, box)["features"] if _kind(f) in kinds]
        found += _lines(lines, taken, tolerance, _FINE_SCALE)
        taken.add(box)
    return found, taken


class _Taken:
    """Ground that is drawn already."""

    def __init__(self) -> None:
        import shapely

        self._ground: BaseGeometry = shapely.Polygon()

    def add(self, box: Box) -> None:
        """Take a box, a little wider where it ends at the 180th meridian: nothing is left beyond it."""
        import shapely

        west, south, east, north = box
        west, east = (-181.0 if west <= -180 else west), (181.0 if east >= 180 else east)
        self._ground = shapely.union(self._ground, shapely.box(west, south, east, north))

    def beyond(self, shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """The shapes without what lies on that ground."""
        import shapely

        if self._ground.is_empty:
            return list(shapes)
        shapely.prepare(self._ground)
        return [
            shapely.difference(shapely.make_valid(shape), self._ground)
            if shapely.intersects(self._ground, shape)
            else shape
            for shape in shapes
        ]


def _kind(feature: Mapping[str, Any]) -> str:
    return str(feature["properties"]["kind"])


def _shape(feature: Mapping[str, Any]) -> BaseGeometry:
    import shapely

    return shapely.geometry.shape(feature["geometry"])


def _areas(name: str, shape: BaseGeometry, scale: int) -> list[BaseShape]:
    return [BaseShape("land", name, geometry, scale) for geometry in _geojson(shape, "Polygon")]


def _lines(
    features: Sequence[Mapping[str, Any]], taken: _Taken, tolerance: float, scale: int
) -> list[BaseShape]:
    import shapely

    lines = taken.beyond([_shape(feature) for feature in features])
    simple = shapely.simplify(lines, tolerance) if tolerance else lines
    return [
        BaseShape(_kind(feature), feature["properties"].get("name") or "", geometry, scale)
        for feature, line in zip(features, simple, strict=True)
        for geometry in _geojson(line, "LineString")
    ]


def _geojson(shape: BaseGeometry, kind: str) -> Iterable[Mapping[str, Any]]:
    """The parts of one kind as a single GeoJSON geometry; none if there is none."""
    import shapely

    parts = [p for p in shapely.get_parts([shape]) if p.geom_type == kind and not p.is_empty]
    if kind == "LineString" and len(parts) > 1:
        # Pieces that an edge cut apart: one line makes one row of dashes.
        merged = shapely.line_merge(shapely.MultiLineString(parts))
        parts = list(shapely.get_parts([merged]))
    if parts:
        make = shapely.MultiPolygon if kind == "Polygon" else shapely.MultiLineString
        yield shapely.geometry.mapping(make(parts))


def _country_name(feature: Mapping[str, Any], naming: Naming) -> str:
    iso2 = str(feature["properties"]["id"]).removeprefix("country:")
    return naming.country(iso2, feature["properties"]["name"])


def _units(index: PlaceIndex, windows: Sequence[_Window], naming: Naming) -> tuple[UnitLabel, ...]:
    """Names of first-level units within the windows, each once."""
    found: dict[str, Mapping[str, Any]] = {}
    for window in windows:
        for box in window.inner:
            for feature in basemap.units(index, box)["features"]:
                found.setdefault(feature["properties"]["id"], feature)
    places = {key: index.place(key) for key in found if key}
    named = [
        (naming.label(places.get(key), feature["properties"]["name"]), feature["geometry"])
        for key, feature in found.items()
    ]
    return unit_labels(named)


def _towns(
    index: PlaceIndex,
    view: View,
    elsewhere: Sequence[View],
    theatres: Sequence[Theatre],
    naming: Naming,
    withheld: Withheld | None,
) -> tuple[BaseTown, ...]:
    """Towns around the views and all capitals; those that a theatre names come with them."""
    own = {place.id: place for theatre in theatres for place in theatre.places}
    named = [own.get(place_id) or index.place(place_id) for place_id in naming.labels]
    inside = view.bounds
    places = [place for place in named if place is not None]
    places += _largest(index, _boxes(inside, 1), _TOWNS_IN_VIEW)
    # Without these, all towns of a wide view may lie in one corner, and the others stay empty.
    places += _largest(index, _boxes(inside, _CELLS), _TOWNS_IN_CELL)
    places += _largest(index, _around(inside), _TOWNS_AROUND)
    for position, each in enumerate(elsewhere):
        limit = _TOWNS_ELSEWHERE if position < _VIEWS_IN_DETAIL else _TOWNS_FAR
        places += _largest(index, _around(each.bounds), limit)
    places += basemap.capitals(index)
    shown = (place for place in places if not withheld or not withheld.holds(place))
    once = {place.id: place for place in shown if place.feature_class == "P"}
    ranked = rank_towns(tuple(once.values()), frozenset(naming.labels))
    return tuple(
        BaseTown(
            label=naming.town(place),
            point=place.point,
            rank=rank,
            capital=place.feature_code == "PPLC",
            min_zoom=min_zoom,
        )
        for rank, (place, min_zoom) in enumerate(ranked)
    )


def _largest(index: PlaceIndex, boxes: Iterable[Box], limit: int) -> list[Place]:
    return [place for box in boxes for place in basemap.towns(index, box, limit=limit)]


def _boxes(bounds: Bounds, cells: int) -> list[Box]:
    """The view, cut into as many rows and columns of boxes."""
    width, height = (bounds.east - bounds.west) / cells, (bounds.north - bounds.south) / cells
    corners = [
        (bounds.west + column * width, bounds.south + row * height)
        for row in range(cells)
        for column in range(cells)
    ]
    return [box for x, y in corners for box in split((x, y, x + width, y + height))]
