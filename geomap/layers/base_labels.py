"""Which names of the base map are shown from which zoom, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from geomap.layers.naming import Naming
from geomap.layers.records import Bounds, CountryLabel, UnitLabel
from geomap.model import Geometry, LonLat, Place

# Spots for a country's name: a grid over the view, of which this many far from borders are kept.
_LABEL_GRID = 14
_LABEL_SPOTS = 16

# The world is this many pixels wide at zoom 0.
_WORLD_PIXELS = 256
# Towns are shown from the zoom at which so many pixels lie between them and any more important one.
_APART_PIXELS = 56
_LAST_ZOOM = 14.0
# Least population -> the zoom from which a town is shown at all: a country fills a screen at 5 or 6.
_TOWN_ZOOMS = (
    (3_000_000, 4.0),
    (1_000_000, 4.75),
    (300_000, 5.5),
    (100_000, 6.25),
    (30_000, 7.0),
    (10_000, 8.0),
    (2_000, 9.25),
)
_SMALL_TOWN_ZOOM = 10.25
_CAPITAL_ZOOMS = ((3_000_000, 1.75), (1_000_000, 2.5), (100_000, 3.5), (30_000, 4.5))
_SMALL_CAPITAL_ZOOM = 5.5
# What a theatre names is told of in the news: shown earlier than others of its size, and closer.
_NAMED_ZOOM = 7.5
_NAMED_APART_PIXELS = 12
# In tenfolds of population.
_CAPITAL_BONUS, _SEAT_BONUS, _NAMED_BONUS = 1.0, 0.3, 0.8

# Names of units: pixels that a letter takes, how far a name may stand out, and the zooms it may begin at.
_UNIT_LETTER_PIXELS = 5.6
_UNIT_OVERHANG = 1.2
_UNIT_ZOOMS = (6.0, 10.0)


def rank_towns(places: Sequence[Place], named: Collection[str]) -> list[tuple[Place, float]]:
    """Towns with the zoom from which each is shown, the most important first.

    A town is shown once there is room between it and all more important ones, and not before the
    zoom for its population: so a zoom that shows a country shows its few largest, and more come in.

    Parameters
    ----------
    places
        Each once.
    named
        Ids of those that count for more than their population.
    """
    order = sorted(places, key=lambda place: (-_importance(place, named), place.id))
    spots = [_pixels(place.point) for place in order]
    found: list[tuple[Place, float]] = []
    for position, place in enumerate(order):
        x, y = spots[position]
        near = min((_gap(x - other[0], y - other[1]) for other in spots[:position]), default=math.inf)
        apart = _NAMED_APART_PIXELS if place.id in named else _APART_PIXELS
        room = math.log2(apart / max(1e-6, near)) if position else 0.0
        found.append((place, _quarter(min(_LAST_ZOOM, max(_least_zoom(place, named), room)))))
    return found


def unit_labels(units: Iterable[tuple[str, dict[str, Any]]]) -> tuple[UnitLabel, ...]:
    """A label for each unit, given by name and GeoJSON area, from the zoom at which it fits."""
    import shapely

    found: list[UnitLabel] = []
    for name, geometry in units:
        area = shapely.make_valid(shapely.geometry.shape(geometry))
        largest = max(shapely.get_parts([area]), key=lambda part: float(part.area))
        point = largest.representative_point()
        west, _, east, _ = largest.bounds
        across = shapely.intersection(largest, shapely.LineString([(west, point.y), (east, point.y)]))
        width = max((float(part.length) for part in shapely.get_parts([across])), default=0.0)
        if not name or width <= 0:
            continue
        room = width * _UNIT_OVERHANG * _WORLD_PIXELS / 360
        zoom = math.log2(len(name) * _UNIT_LETTER_PIXELS / room)
        least, last = _UNIT_ZOOMS
        spot = LonLat(round(point.x, 3), round(point.y, 3))
        found.append(UnitLabel(name, spot, _quarter(min(last, max(least, zoom)))))
    return tuple(sorted(found, key=lambda label: (label.min_zoom, label.name)))


def country_labels(
    naming: Naming,
    land: Sequence[Mapping[str, Any]],
    bounds: Bounds,
    avoid: Sequence[Geometry],
) -> tuple[CountryLabel, ...]:
    """A label for each country around the view, with spots inside it, the largest part in view first.

    Parameters
    ----------
    naming
        How countries are labelled.
    land
        Countries as GeoJSON features; of two with one id the first is taken.
    bounds
        The view.
    avoid
        What no spot should lie in.
    """
    import shapely

    margin = 0.25 * max(bounds.east - bounds.west, bounds.north - bounds.south)
    west, east = bounds.west - margin, bounds.east + margin
    south, north = bounds.south - margin, bounds.north + margin
    # A grid of trial points; fine enough to find free ground beside legend, lines and signs.
    steps = [(i + 0.5) / _LABEL_GRID for i in range(_LABEL_GRID)]
    trials = [
        ((west + x * (east - west) + 180) % 360 - 180, south + y * (north - south))
        for y in steps
        for x in steps
    ]
    grid = shapely.points(trials)
    taken = shapely.union_all([geometry.to_shapely() for geometry in avoid])
    shapely.prepare(taken)
    grid = grid[~shapely.intersects(taken, grid)]
    found: list[tuple[int, CountryLabel]] = []
    seen: set[str] = set()
    for feature in land:
        key = str(feature["properties"]["id"])
        if not feature["properties"]["name"] or key in seen:
            continue
        shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        shapely.prepare(shape)
        inside = grid[shapely.contains(shape, grid)]
        if not len(inside):
            continue
        seen.add(key)
        depth = shapely.distance(shape.boundary, inside)
        order = sorted(range(len(inside)), key=lambda k: (-round(float(depth[k]), 4), k))
        spots = tuple(LonLat(round(inside[k].x, 3), round(inside[k].y, 3)) for k in order[:_LABEL_SPOTS])
        name = naming.country(key.removeprefix("country:"), feature["properties"]["name"])
        found.append((len(inside), CountryLabel(name, spots)))
    return tuple(label for _, label in sorted(found, key=lambda pair: (-pair[0], pair[1].name)))


def _importance(place: Place, named: Collection[str]) -> float:
    size = math.log10(1_000 + place.population)
    size += _CAPITAL_BONUS if place.feature_code == "PPLC" else 0.0
    size += _SEAT_BONUS if place.feature_code == "PPLA" else 0.0
    return size + (_NAMED_BONUS if place.id in named else 0.0)


def _least_zoom(place: Place, named: Collection[str]) -> float:
    capital = place.feature_code == "PPLC"
    steps, last = (_CAPITAL_ZOOMS, _SMALL_CAPITAL_ZOOM) if capital else (_TOWN_ZOOMS, _SMALL_TOWN_ZOOM)
    zoom = next((zoom for least, zoom in steps if place.population >= least), last)
    return min(zoom, _NAMED_ZOOM) if place.id in named else zoom


def _pixels(point: LonLat) -> tuple[float, float]:
    """Where a point lies on a map of zoom 0, in pixels of Web Mercator."""
    lat = math.radians(max(-85.0, min(85.0, point.lat)))
    x = point.lon * _WORLD_PIXELS / 360
    return x, math.asinh(math.tan(lat)) * _WORLD_PIXELS / (2 * math.pi)


def _gap(dx: float, dy: float) -> float:
    """The distance between two points of that map, around the world where that is shorter."""
    dx = abs(dx)
    return math.hypot(min(dx, _WORLD_PIXELS - dx), dy)


def _quarter(zoom: float) -> float:
    """Rounded up to the steps in which a map zooms."""
    return math.ceil(4 * zoom) / 4
