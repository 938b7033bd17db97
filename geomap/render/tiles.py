"""Raster tiles under the map, only where they were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from branca.element import Element, MacroElement
from folium.raster_layers import TileLayer, WmsTileLayer
from folium.template import Template

from geomap.errors import UsageError

NONE = "none"
_OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
_OSM_ATTRIBUTION = "© OpenStreetMap contributors (openstreetmap.org/copyright)"


class OnlineTiles(MacroElement):
    """Tiles that are asked for only while the browser is online, and given up when the host refuses.

    Parameters
    ----------
    url
        Template of Leaflet's kind with ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}``.
    attribution
        Plain text.
    """

    # Three refused tiles without one that came: the host does not serve this page.
    _template = Template(
        """
        {%- macro script(this, kwargs) %}
        (function (map) {
          if (!navigator.onLine) return;
          var came = 0, refused = 0;
          var tiles = L.tileLayer({{ this.url|tojson }}, {
            maxZoom: 19, referrerPolicy: 'origin',
            attribution: geomap.escape({{ this.attribution|tojson }})});
          tiles.on('tileload', function () { came += 1; });
          tiles.on('tileerror', function () {
            refused += 1;
            if (!came && refused >= 3) map.removeLayer(tiles);
          });
          tiles.addTo(map);
        })({{ this._parent.get_name() }});
        {%- endmacro %}
        """
    )

    def __init__(self, url: str, attribution: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "OnlineTiles"
        self.url = url
        self.attribution = attribution

    @property
    def host(self) -> str:
        """The origin that the page must be allowed to ask, as a source of a Content-Security-Policy."""
        return tile_host(self.url)


def make_tiles(choice: str) -> OnlineTiles | None:
    """Tiles by name: ``none``, ``osm`` or an https address with ``{z}``, ``{x}`` and ``{y}``.

    Raises
    ------
    UsageError
        If it is none of these.
    """
    if choice == NONE:
        return None
    if choice == "osm":
        return OnlineTiles(_OSM, _OSM_ATTRIBUTION)
    # branca reads what it is given as a template: braces other than Leaflet's own are refused.
    plain = re.sub(r"\{[zxysr]\}", "", choice)
    if (
        "{" in plain
        or not choice.startswith("https://")
        or not all(part in choice for part in ("{z}", "{x}", "{y}"))
    ):
        raise UsageError(
            f"tiles={choice!r}", hint="'none', 'osm' or an https address with {z}, {x} and {y} is needed"
        )
    return OnlineTiles(choice, f"Tiles: {tile_host(choice)}")


def tile_host(url: str) -> str:
    """The origin of a tile address; ``{s}`` becomes a wildcard.

    Raises
    ------
    UsageError
        If the host has characters that no host has.
    """
    try:
        parts = urlsplit(re.sub(r"\{s\}", "sub-domain", url))
    except ValueError:  # '[' without ']', and the like
        parts = urlsplit("")
    host = (parts.netloc or "").replace("sub-domain.", "*.")
    if parts.scheme not in ("https", "http") or not re.fullmatch(r"(\*\.)?[A-Za-z0-9.-]+(:\d+)?", host):
        raise UsageError(
            f"no host in the tile address {url!r}", hint="https://host/{z}/{x}/{y}.png is needed"
        )
    return f"{parts.scheme}://{host}"


def tile_hosts(elements: Iterable[Element]) -> tuple[str, ...]:
    """Hosts of the tiles on a map: those that geomap was asked for, and those that a user added."""
    hosts: dict[str, None] = {}
    for element in elements:
        if isinstance(element, OnlineTiles):
            hosts[element.host] = None
        elif isinstance(element, TileLayer):
            hosts[tile_host(element.tiles)] = None
        elif isinstance(element, WmsTileLayer):
            hosts[tile_host(element.url)] = None
    return tuple(hosts)
