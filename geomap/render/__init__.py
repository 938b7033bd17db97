"""Layers to a self-contained folium map.

`draw` is the public face: the map that it returns is a `folium.Map`, so folium's own layers and
plugins can be added to it before it is saved. The page opens from disk without a network;
`self_contained_page` makes such a page of any other folium map.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geomap.layers import build_layers
from geomap.layers.blurring import Sensitive
from geomap.model import Extraction
from geomap.render.any_map import self_contained_page
from geomap.render.conflict_map import ConflictMap
from geomap.render.elements import (
    AreaHitLayer,
    ChangeLayer,
    CircleLayer,
    ControlAreaLayer,
    HeatLayer,
    IncidentLayer,
    IncidentTable,
    LineLayer,
    MentionLayer,
    SectorLayer,
)
from geomap.render.languages import check_language
from geomap.render.time_control import TimeControl

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

__all__ = [
    "AreaHitLayer",
    "ChangeLayer",
    "CircleLayer",
    "ConflictMap",
    "ControlAreaLayer",
    "HeatLayer",
    "IncidentLayer",
    "IncidentTable",
    "LineLayer",
    "MentionLayer",
    "SectorLayer",
    "TimeControl",
    "draw",
    "self_contained_page",
]


def draw(
    extraction: Extraction,
    index: PlaceIndex | None = None,
    *,
    title: str | None = None,
    as_of: date | None = None,
    names: str = "en",
    quotes: str = "sentence",
    tiles: str = "none",
    language: str = "auto",
    unbundled: str = "error",
    coarsen: float | None = None,
    sensitive: Sensitive = (),
) -> ConflictMap:
    """Draw what was found as a layered map.

    Parameters
    ----------
    extraction
        Documents, toponyms, incidents, theatres and sectors.
    index
        The gazetteer for the base map; the bundled one by default.
    title
        Of the map; by default its theatre and the days of its incidents.
    as_of
        The day up to which it tells; by default that of the latest document.
    names
        How places are labelled: ``en`` (the gazetteer's label), ``written`` (as the source writes
        them), ``local`` (in the writing of their country) or a party of one of the map's theatres,
        by id or name. Cards show the other names and whose they are.
    quotes
        How much of the sources' text travels with the map: ``none``, ``sentence`` or ``full``.
    tiles
        ``none`` (the bundled vector base map), ``osm`` or an https address with ``{z}``, ``{x}``
        and ``{y}``: only then may the page ask a host for anything.
    language
        Of the page's own words: ``en``, ``ru``, ``uk``, ``fr``, ``es`` or ``ar``, or ``auto`` for
        the reader's; the reader can choose another.
    unbundled
        What is done about a script or style that a layer of your own wants and that is not bundled:
        ``error``, or ``link`` to have the page ask its https address for it, and for nothing else.
    coarsen
        Places known more exactly than that many kilometres are blurred to them; None for none.
    sensitive
        Places that are blurred and not named: the path of a list, or names and ids one by one.
        See docs/how-to/blurring.md.

    Returns
    -------
    ConflictMap
        A folium map; ``save(path)``, ``to_html()`` and a notebook's display are self-contained.

    Raises
    ------
    UsageError
        If an option has no such value.
    BlurringError
        If the list of sensitive places cannot be used.
    GazetteerError
        If the bundled gazetteer is wanted and missing.
    """
    if index is None:
        from geomap.gazetteer.index import PlaceIndex

        index = PlaceIndex.installed()
    layers = build_layers(
        extraction,
        index,
        title=title,
        as_of=as_of,
        names=names,
        quotes=quotes,
        coarsen=coarsen,
        sensitive=sensitive,
    )
    return ConflictMap(layers, tiles=tiles, language=check_language(language), unbundled=unbundled)
