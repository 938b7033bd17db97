"""The base map around the views: land, borders and towns of the bundled gazetteer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.gazetteer import basemap
from geomap.layers.records import Basemap, BaseShape, BaseTown, Bounds, CountryLabel, View
from geomap.model import LonLat, Place, Theatre

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

# Borders and units are cut off at this distance from a view: its size again on each side, so
# that the cut does not show after a step of zooming out.
_PADDING = 1.0
_TOWNS_MAIN = 60
_TOWNS_ELSEWHERE = 12


def make_basemap(
    index: PlaceIndex, view: View, elsewhere: Sequence[View], theatres: Sequence[Theatre]
) -> Basemap:
    """Land of the whole world; borders and towns around each view.

    Parameters
    ----------
    index
        The gazetteer.
    view, elsewhere
        What the map opens on, drawn in detail, and the other views, drawn with fewer towns.
    theatres
        They decide the labels of some places, so that all parties' names are shown.
    """
    shapes = [_shape("land", feature) for feature in basemap.land(index)["features"]]
    world = basemap.borders(index)["features"]
    # Units are many: their borders come only with the views. Country borders are whole.
    shapes += [_shape(f["properties"]["kind"], f) for f in world if f["properties"]["kind"] != "first_level"]
    seen: set[str] = set()
    towns: list[BaseTown] = []
    labels = {place_id: label for theatre in theatres for place_id, label in theatre.preferred_place_names}
    for number, each in enumerate((view, *elsewhere)):
        around = _padded(each.bounds)
        shapes += [
            _shape("first_level", feature)
            for feature in basemap.borders(index, around)["features"]
            if feature["properties"]["kind"] == "first_level"
        ]
        limit = _TOWNS_MAIN if number == 0 else _TOWNS_ELSEWHERE
        for rank, place in enumerate(basemap.towns(index, around, limit=limit)):
            if place.id not in seen:
                seen.add(place.id)
                towns.append(_town(place, rank, labels))
    countries = _country_labels(basemap.land(index)["features"], view.bounds)
    return Basemap(shapes=tuple(shapes), countries=countries, towns=tuple(towns))


def _shape(kind: str, feature: Mapping[str, Any]) -> BaseShape:
    return BaseShape(kind=kind, name=feature["properties"].get("name") or "", geometry=feature["geometry"])


def _town(place: Place, rank: int, labels: Mapping[str, str]) -> BaseTown:
    return BaseTown(
        label=labels.get(place.id, place.name),
        point=place.point,
        rank=rank,
        capital=place.feature_code == "PPLC",
    )


def _country_labels(land: Sequence[Mapping[str, Any]], bounds: Bounds) -> tuple[CountryLabel, ...]:
    """A label for each country in the view, inside what the view shows of it, the largest part first."""
    import shapely

    window = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)
    window = shapely.buffer(window, 0.25 * max(bounds.east - bounds.west, bounds.north - bounds.south))
    found: list[tuple[float, CountryLabel]] = []
    for feature in land:
        shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        if not shape.intersects(window):
            continue
        seen = shape.intersection(window)
        point = seen.representative_point()
        label = CountryLabel(feature["properties"]["name"], LonLat(round(point.x, 4), round(point.y, 4)))
        found.append((seen.area, label))
    return tuple(label for area, label in sorted(found, key=lambda pair: -pair[0]) if label.name and area > 0)


def _padded(bounds: Bounds) -> tuple[float, float, float, float]:
    """The bounds with a margin, as (west, south, east, north) in decimal degrees."""
    dx = (bounds.east - bounds.west) * _PADDING
    dy = (bounds.north - bounds.south) * _PADDING
    return (
        max(-180.0, bounds.west - dx),
        max(-90.0, bounds.south - dy),
        min(180.0, bounds.east + dx),
        min(90.0, bounds.north + dy),
    )
