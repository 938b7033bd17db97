"""Any folium map as one file."""

from __future__ import annotations

from branca.element import Element, Figure

from geomap.errors import UsageError
from geomap.render.document import self_contained, walk
from geomap.render.links import ERROR
from geomap.render.tiles import tile_hosts


def self_contained_page(
    folium_map: Element, *, title: str | None = None, unbundled: str = ERROR, language: str = "en"
) -> str:
    """A folium map of yours as one HTML document with its scripts, styles and pictures inside.

    Parameters
    ----------
    folium_map
        A `folium.Map`, a `folium.plugins.DualMap` or what else folium can save. Tiles on it are still
        asked for at their hosts, and nothing else is: ``folium.Map(tiles=None)`` has none.
    title
        Of the document, as plain text.
    unbundled
        What is done about a script or style that is not bundled: ``error``, or ``link`` to have the
        page ask its https address for it.
    language
        Of the page (BCP 47).

    Returns
    -------
    str
        The page, in ASCII; the same map gives the same bytes.

    Raises
    ------
    UnbundledAssetError
        If something on the map wants a script or style that is not bundled and may not be linked.
    UsageError
        If it is on no figure, or an option has no such value.

    Examples
    --------
    >>> import folium
    >>> page = self_contained_page(folium.Map(tiles=None), title="Nothing yet")
    >>> "https://" in page.split("<body>")[1].split("<script>")[0]
    False
    """
    figure = folium_map.get_root()
    if not isinstance(figure, Figure):
        raise UsageError(f"{type(folium_map).__name__} is on no map", hint="give the map itself")
    shown = title or getattr(folium_map, "title", None) or getattr(figure, "title", None) or "Map"
    hosts = tile_hosts(walk(figure))
    return self_contained(figure, title=shown, image_hosts=hosts, language=language, unbundled=unbundled)
