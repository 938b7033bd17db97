"""The base map around the views: land, borders, units and towns of the bundled gazetteer.

A page must be light and yet show any ground at any zoom. So the whole world is drawn coarsely, and
finely in a window around each view: coasts, borders and first-level units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.ground import basemap
from geomap.layers.arcs import Box, split
from geomap.layers.base_labels import country_labels, rank_towns, unit_labels
from geomap.layers.base_shapes import borders, land
from geomap.layers.base_windows import Window, around, window_of
from geomap.layers.blurring import Withheld
from geomap.layers.naming import Naming
from geomap.layers.records import Basemap, BaseTown, Bounds, UnitLabel, View
from geomap.model import Geometry, Place, Theatre

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

# Other views drawn in detail, those with most incidents; of the rest only the largest towns are known.
_VIEWS_IN_DETAIL = 12
_TOWNS_FAR = 8
# Towns of the whole view, of each of its cells (of 3 x 3), around it, and around each other view.
_TOWNS_IN_VIEW, _TOWNS_IN_CELL, _TOWNS_AROUND, _TOWNS_ELSEWHERE = 60, 12, 60, 30
_CELLS = 3


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
    windows = [window_of(each.bounds) for each in (view, *elsewhere[:_VIEWS_IN_DETAIL])]
    fine = [window for window in windows if not window.wide]
    coarse = basemap.land(index)["features"]
    detail = {box: basemap.detailed_land(index, box)["features"] for window in fine for box in window.boxes}
    known = [feature for features in detail.values() for feature in features]
    return Basemap(
        shapes=(*land(coarse, detail, fine, naming), *borders(index, fine)),
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


def _units(index: PlaceIndex, windows: Sequence[Window], naming: Naming) -> tuple[UnitLabel, ...]:
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
    places += _largest(index, around(inside), _TOWNS_AROUND)
    for position, each in enumerate(elsewhere):
        limit = _TOWNS_ELSEWHERE if position < _VIEWS_IN_DETAIL else _TOWNS_FAR
        places += _largest(index, around(each.bounds), limit)
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
