"""The base map around the views: land, borders and towns of the bundled gazetteer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.ground import basemap
from geomap.layers.blurring import Withheld
from geomap.layers.naming import Naming
from geomap.layers.records import Basemap, BaseShape, BaseTown, Bounds, CountryLabel, View
from geomap.model import Geometry, LonLat, Theatre

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

# Units are cut off at this distance from a view: its size again on each side, so that the cut
# does not show after a step of zooming out.
_PADDING = 1.0
_TOWNS_FIRST = 8
_TOWNS_IN_VIEW = 24
_TOWNS_AROUND = 30
_TOWNS_ELSEWHERE = 12
# Spots for a country's name: a grid over the view, of which this many far from borders are kept.
_LABEL_GRID = 14
_LABEL_SPOTS = 16

Box = tuple[float, float, float, float]


def make_basemap(
    index: PlaceIndex,
    view: View,
    elsewhere: Sequence[View],
    theatres: Sequence[Theatre],
    naming: Naming,
    avoid: Sequence[Geometry] = (),
    withheld: Withheld | None = None,
) -> Basemap:
    """Land and country borders of the whole world; borders of units and towns around each view.

    Parameters
    ----------
    index
        The gazetteer.
    view, elsewhere
        What the map opens on, drawn in detail, and the other views, drawn with fewer towns.
    theatres
        Their own places are shown with the largest towns.
    naming
        How places are labelled.
    avoid
        What names of countries should not be written over.
    withheld
        Places of which neither name nor point is shown.
    """
    around = _padded(view.bounds)
    # Finer coasts and borders where the map opens.
    land = basemap.land(index, detail=around)["features"]
    shapes = [_shape("land", feature) for feature in land]
    shapes += [_shape(f["properties"]["kind"], f) for f in basemap.borders(index)["features"]]
    for each in (view, *elsewhere):
        shapes += [
            _shape("first_level", feature)
            for feature in basemap.borders(index, _padded(each.bounds))["features"]
            if feature["properties"]["kind"] == "first_level"
        ]
    return Basemap(
        shapes=tuple(shapes),
        countries=tuple(
            label
            for label in _country_labels(naming, land, view.bounds, avoid)
            if not withheld or not withheld.names.hits(label.name)
        ),
        towns=_towns(index, view, elsewhere, theatres, naming, withheld),
    )


def _towns(
    index: PlaceIndex,
    view: View,
    elsewhere: Sequence[View],
    theatres: Sequence[Theatre],
    naming: Naming,
    withheld: Withheld | None,
) -> tuple[BaseTown, ...]:
    """Towns with labels, the largest first; those that a theatre names come with them."""
    own = {place.id: place for theatre in theatres for place in theatre.places}
    named = [own.get(place_id) or index.place(place_id) for place_id in naming.labels]
    box = (view.bounds.west, view.bounds.south, view.bounds.east, view.bounds.north)
    inside = basemap.towns(index, box, limit=_TOWNS_IN_VIEW)
    # The few largest, then those whose names the theatre knows, then the rest.
    places = list(inside[:_TOWNS_FIRST])
    places += sorted((place for place in named if place is not None), key=lambda place: -place.population)
    places += inside[_TOWNS_FIRST:]
    places += basemap.towns(index, _padded(view.bounds), limit=_TOWNS_AROUND)
    for each in elsewhere:
        places += basemap.towns(index, _padded(each.bounds), limit=_TOWNS_ELSEWHERE)
    shown = (place for place in places if not withheld or not withheld.holds(place))
    once = {place.id: place for place in shown if place.feature_class == "P"}
    return tuple(
        BaseTown(
            label=naming.town(place),
            point=place.point,
            rank=rank,
            capital=place.feature_code == "PPLC",
        )
        for rank, place in enumerate(once.values())
    )


def _shape(kind: str, feature: Mapping[str, Any]) -> BaseShape:
    return BaseShape(kind=kind, name=feature["properties"].get("name") or "", geometry=feature["geometry"])


def _country_labels(
    naming: Naming,
    land: Sequence[Mapping[str, Any]],
    bounds: Bounds,
    avoid: Sequence[Geometry],
) -> tuple[CountryLabel, ...]:
    """A label for each country around the view, with spots inside it, the largest part in view first."""
    import shapely

    margin = 0.25 * max(bounds.east - bounds.west, bounds.north - bounds.south)
    box = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north).buffer(margin)
    west, south, east, north = box.bounds
    # A grid of trial points; fine enough to find free ground beside legend, lines and signs.
    steps = [(i + 0.5) / _LABEL_GRID for i in range(_LABEL_GRID)]
    trials = [(west + x * (east - west), south + y * (north - south)) for y in steps for x in steps]
    grid = shapely.points(trials)
    taken = shapely.union_all([geometry.to_shapely() for geometry in avoid])
    shapely.prepare(taken)
    grid = grid[~shapely.intersects(taken, grid)]
    found: list[tuple[float, CountryLabel]] = []
    for feature in land:
        shape = shapely.geometry.shape(feature["geometry"])
        if not feature["properties"]["name"] or not shapely.box(*shape.bounds).intersects(box):
            continue
        shape = shapely.make_valid(shape)
        shapely.prepare(shape)
        inside = grid[shapely.contains(shape, grid)]
        if not len(inside):
            continue
        depth = shapely.distance(shape.boundary, inside)
        order = sorted(range(len(inside)), key=lambda k: (-round(float(depth[k]), 4), k))
        spots = tuple(LonLat(round(inside[k].x, 3), round(inside[k].y, 3)) for k in order[:_LABEL_SPOTS])
        iso2 = str(feature["properties"]["id"]).removeprefix("country:")
        name = naming.country(iso2, feature["properties"]["name"])
        found.append((len(inside), CountryLabel(name, spots)))
    return tuple(label for _, label in sorted(found, key=lambda pair: (-pair[0], pair[1].name)))


def _padded(bounds: Bounds) -> Box:
    """The bounds with a margin, as (west, south, east, north) in decimal degrees."""
    dx = (bounds.east - bounds.west) * _PADDING
    dy = (bounds.north - bounds.south) * _PADDING
    return (
        max(-180.0, bounds.west - dx),
        max(-90.0, bounds.south - dy),
        min(180.0, bounds.east + dx),
        min(90.0, bounds.north + dy),
    )
