"""The bundled vector basemap: land, first-level units, borders and towns, as plain GeoJSON.

All functions read the bundled gazetteer file and return what a renderer can hand on as it is. A
shape is a GeoJSON *Feature* (a plain dict: longitude first, decimal degrees WGS 84, three
decimals), and a set of them a *FeatureCollection*::

    land(index, bounds=None, detail=None)   countries and territories; (Multi)Polygon
        properties: id ('country:AZ', or '' where it is filed under none), name ('Azerbaijan')
    units(index, bounds)         first-level units that touch the bounds; (Multi)Polygon
        properties: id ('adm1:AZ.57'), name ('Tartar District')
    borders(index, bounds=None)  lines to stroke; (Multi)LineString
        properties: kind, name, of
        kind 'international'  border between two countries
             'disputed'       border of, or line within, a disputed area: draw it dashed
             'first_level'    border between two units of one country: draw it thin
        name   what a disputed line is ('Line of contact in Donbas of 2015-2022'), or ''
        of     the two sides, by label (['Armenia', 'Azerbaijan'])
    towns(index, bounds, limit=40)   the largest populated places in the bounds, as `Place`
        records with ``population`` and all ``names``, most important first

``bounds`` is (west, south, east, north) in decimal degrees and does not cross the 180th
meridian. Land is filled without a stroke, then borders are stroked: so a disputed border is
never also drawn solid. Land is simplified to 0.1 degrees, and within the rectangle ``detail``
only to 0.01: give the view there, or a coast like Gaza's is coarse. Units and borders are
simplified to 0.02. With bounds, shapes are clipped to them (which takes shapely), so take bounds
somewhat larger than the view, or the cut edges of polygons show. ``borders`` without bounds
leaves first-level ones out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.gazetteer.files import packed
from geomap.model.place import Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

DECIMALS = 3

Bounds = tuple[float, float, float, float]
FeatureCollection = dict[str, Any]


def land(
    index: PlaceIndex, bounds: Bounds | None = None, *, detail: Bounds | None = None
) -> FeatureCollection:
    """Countries and territories as polygons; the module's text says what their properties are."""
    found = _collection(index, "land", bounds)
    if detail is not None:
        _refine(found["features"], index, _checked(detail))
    return found


def units(index: PlaceIndex, bounds: Bounds) -> FeatureCollection:
    """First-level units within ``bounds`` as polygons."""
    return _collection(index, "unit", bounds)


def borders(index: PlaceIndex, bounds: Bounds | None = None) -> FeatureCollection:
    """Borders as lines; without bounds only those between countries and of disputed areas."""
    found = _collection(index, "border", bounds)
    if bounds is None:
        found["features"] = [f for f in found["features"] if f["properties"]["kind"] != "first_level"]
    return found


def towns(index: PlaceIndex, bounds: Bounds, limit: int = 40) -> tuple[Place, ...]:
    """The largest populated places within ``bounds``, the most important first."""
    return index.largest_towns(_checked(bounds), limit)


def _collection(index: PlaceIndex, layer: str, bounds: Bounds | None) -> FeatureCollection:
    return {"type": "FeatureCollection", "features": list(_features(index, layer, bounds))}


def _features(index: PlaceIndex, layer: str, bounds: Bounds | None) -> Iterator[dict[str, Any]]:
    for row in index.drawn(layer, None if bounds is None else _checked(bounds)):
        area = packed.is_area(row.packed)
        if bounds is None or _within(row.box, bounds):
            parts: Any = packed.parts(row.packed)
        else:
            parts = _clipped(row.packed, bounds)
        geometry = packed.to_geojson(parts, area=area, decimals=DECIMALS)
        if geometry is None:
            continue
        properties: dict[str, Any] = {"name": row.label}
        if layer == "border":
            properties |= {"kind": row.kind, "of": list(row.sides)}
        else:
            properties["id"] = row.place_id or ""
        yield {"type": "Feature", "properties": properties, "geometry": geometry}


def _refine(features: list[dict[str, Any]], index: PlaceIndex, detail: Bounds) -> None:
    """Put the finer shape of each country in place of the coarse one within ``detail``."""
    import shapely

    window = shapely.box(*detail)
    for feature in features:
        coarse = shapely.from_geojson(json.dumps(feature["geometry"]))
        geometry = index.geometry(feature["properties"]["id"])
        if geometry is None:
            continue
        fine = geometry.to_shapely()
        if not (coarse.intersects(window) or fine.intersects(window)):
            continue
        joined = shapely.union_all([shapely.difference(coarse, window), shapely.intersection(fine, window)])
        geometry_within = packed.to_geojson(_parts(joined, area=True), area=True, decimals=DECIMALS)
        if geometry_within is not None:
            feature["geometry"] = geometry_within


def _within(box: Bounds, bounds: Bounds) -> bool:
    return bounds[0] <= box[0] and bounds[1] <= box[1] and box[2] <= bounds[2] and box[3] <= bounds[3]


def _clipped(shape: bytes, bounds: Bounds) -> list[list[list[float]]]:
    """The parts of a shape within the bounds; none if only an edge of it is."""
    import shapely

    whole = shapely.from_wkb(packed.to_wkb(shape))
    return _parts(shapely.clip_by_rect(whole, *bounds), area=packed.is_area(shape))


def _parts(shape: Any, *, area: bool) -> list[list[list[float]]]:
    """Parts of a shapely shape as `packed.parts` has them; what is of another kind is left out."""
    import shapely

    kind = "Polygon" if area else "LineString"
    pieces = [p for p in shapely.get_parts([shape]) if p.geom_type == kind and not p.is_empty]
    paths = [[p.exterior, *p.interiors] if area else [p] for p in pieces]
    return [[shapely.get_coordinates(path).ravel().tolist() for path in part] for part in paths]


def _checked(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise UsageError(
            f"bounds {west} {south} {east} {north}",
            hint="west < east and south < north in decimal degrees are needed",
        )
    return bounds
