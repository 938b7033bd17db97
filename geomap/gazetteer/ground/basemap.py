"""The bundled vector basemap: land, first-level units, borders and towns, as plain GeoJSON.

All functions read the bundled gazetteer file and return what a renderer can hand on as it is. A
shape is a GeoJSON *Feature* (a plain dict: longitude first, decimal degrees WGS 84, three
decimals), and a set of them a *FeatureCollection*::

    land(index, bounds=None)     countries and territories; (Multi)Polygon
        properties: id ('country:AZ', or '' where it is filed under none), name ('Azerbaijan')
    detailed_land(index, bounds)   the same, ten times as fine
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
    capitals(index)              the capitals of all countries and territories, the same way

``bounds`` is (west, south, east, north) in decimal degrees and does not cross the 180th
meridian. Land is filled without a stroke, then borders are stroked: so a disputed border is
never also drawn solid. Land is simplified to 0.1 degrees, or to 0.01 by ``detailed_land``: take that
for the view, or a coast like Gaza's is coarse. Units and borders are simplified to 0.02. With
bounds, shapes are clipped to them (which takes shapely), so take bounds somewhat larger than the
view, or the cut edges of polygons show. ``borders`` without bounds leaves first-level ones out.
Shapes that reach the 180th meridian end at 179.9 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.gazetteer.files import packed
from geomap.model.place import Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

DECIMALS = 3
_COARSE = 0.1

Bounds = tuple[float, float, float, float]
FeatureCollection = dict[str, Any]


def land(index: PlaceIndex, bounds: Bounds | None = None) -> FeatureCollection:
    """Countries and territories as polygons; the module's text says what their properties are."""
    return _collection(index, "land", bounds)


def detailed_land(index: PlaceIndex, bounds: Bounds) -> FeatureCollection:
    """Countries and territories within ``bounds`` in the finest shape there is."""
    west, south, east, north = _checked(bounds)
    # The coarse shapes by which they are found may leave out an island on the edge, or all of a
    # country that lies on the other side of the 180th meridian.
    wider = [(west - _COARSE, south - _COARSE, east + _COARSE, north + _COARSE)]
    wider += [(180 - 2 * _COARSE, south, 180.0, north)] if west == -180 else []
    wider += [(-180.0, south, 2 * _COARSE - 180, north)] if east == 180 else []
    rows = {(row.place_id, row.label): row for box in wider for row in index.drawn("land", box)}
    features: list[dict[str, Any]] = []
    for row in rows.values():
        geometry = index.geometry(row.place_id) if row.place_id else None
        parts = _clipped(geometry.wkb if geometry is not None else packed.to_wkb(row.packed), bounds)
        shape = packed.to_geojson(parts, area=True, decimals=DECIMALS)
        if shape is not None:
            properties = {"name": row.label, "id": row.place_id or ""}
            features.append({"type": "Feature", "properties": properties, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def units(index: PlaceIndex, bounds: Bounds) -> FeatureCollection:
    """First-level units within ``bounds`` as polygons."""
    return _collection(index, "unit", bounds)


def borders(index: PlaceIndex, bounds: Bounds | None = None) -> FeatureCollection:
    """Borders as lines; without bounds only those between countries and of disputed areas."""
    return _collection(index, "border", bounds)


def towns(index: PlaceIndex, bounds: Bounds, limit: int = 40) -> tuple[Place, ...]:
    """The largest populated places within ``bounds``, the most important first."""
    return index.largest_towns(_checked(bounds), limit)


def capitals(index: PlaceIndex) -> tuple[Place, ...]:
    """The capitals of all countries and territories, the largest first."""
    ids = dict.fromkeys(country.capital_id for country in index.countries() if country.capital_id)
    found = [place for place in map(index.place, ids) if place is not None]
    return tuple(sorted(found, key=lambda place: (-place.population, place.id)))


def _collection(index: PlaceIndex, layer: str, bounds: Bounds | None) -> FeatureCollection:
    return {"type": "FeatureCollection", "features": list(_features(index, layer, bounds))}


def _features(index: PlaceIndex, layer: str, bounds: Bounds | None) -> Iterator[dict[str, Any]]:
    for row in index.drawn(layer, None if bounds is None else _checked(bounds)):
        if bounds is None and row.kind == "first_level":
            continue  # some 10,000 of them
        area = packed.is_area(row.packed)
        if bounds is None or _within(row.box, bounds):
            parts: Any = packed.parts(row.packed)
        else:
            parts = _clipped(packed.to_wkb(row.packed), bounds, area=area)
        geometry = packed.to_geojson(parts, area=area, decimals=DECIMALS)
        if geometry is None:
            continue
        properties: dict[str, Any] = {"name": row.label}
        if layer == "border":
            properties |= {"kind": row.kind, "of": list(row.sides)}
        else:
            properties["id"] = row.place_id or ""
        yield {"type": "Feature", "properties": properties, "geometry": geometry}


def _within(box: Bounds, bounds: Bounds) -> bool:
    return bounds[0] <= box[0] and bounds[1] <= box[1] and box[2] <= bounds[2] and box[3] <= bounds[3]


def _clipped(wkb: bytes, bounds: Bounds, *, area: bool = True) -> list[list[list[float]]]:
    """The parts of a shape within the bounds; none if only an edge of it is."""
    import shapely

    return _parts(shapely.clip_by_rect(shapely.from_wkb(wkb), *bounds), area=area)


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
