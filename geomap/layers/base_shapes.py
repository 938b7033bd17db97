"""Land and borders of the base map: the world coarsely, windows around the views finely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.ground import basemap
from geomap.layers.arcs import Box, to_the_meridian
from geomap.layers.base_windows import EDGES_IN_A_DEGREE, Window
from geomap.layers.naming import Naming
from geomap.layers.records import BaseShape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

# Beyond the windows: what simplifies land by the area that a corner takes, and borders by distance.
_COARSE_LAND, _COARSE_BORDER = 0.15, 0.05
# Corners are told in so many parts of a degree; the coarse ones are at the edges of windows too.
_FINE_SCALE, _COARSE_SCALE = 1000, EDGES_IN_A_DEGREE
_OF_COUNTRIES = ("international", "disputed")


def land(
    coarse: Sequence[Mapping[str, Any]],
    detail: Mapping[Box, Sequence[Mapping[str, Any]]],
    windows: Sequence[Window],
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


def borders(index: PlaceIndex, windows: Sequence[Window]) -> list[BaseShape]:
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
