"""Which of the scripts and styles that folium lists a page really needs.

folium lists some for every map, whether or not something on it uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from branca.element import Element
from folium.map import Icon
from folium.plugins import BeautifyIcon

from geomap.render import assets

ROTATION = "leaflet.awesome.rotate.min.css"

_NEVER = frozenset({"bootstrap.bundle.min.js", "bootstrap.min.css"})
_FOR_FOLIUM = frozenset({"jquery-3.7.1.min.js"})
_FOR_ICONS = frozenset(
    {"leaflet.awesome-markers.js", "leaflet.awesome-markers.css", "bootstrap-glyphicons.css"}
)
_FONT_AWESOME = frozenset({"all.min.css"})
# Listed by the layers of Leaflet.TimeDimension, whose script no longer uses them.
_UNUSED = frozenset(
    {
        "https://cdnjs.cloudflare.com/ajax/libs/jqueryui/1.10.2/jquery-ui.min.js",
        "https://cdnjs.cloudflare.com/ajax/libs/highlight.js/8.4/styles/default.min.css",
    }
)
# Modules whose elements need none of folium's helpers, nor style attributes.
_PLAIN_MODULES = ("geomap.", "branca.", "folium.folium", "folium.elements")


class Needs:
    """What the elements of a page need.

    Parameters
    ----------
    elements
        All of them.
    script
        What they do, as text: some make icons there.
    """

    def __init__(self, elements: Iterable[Element], script: str = "") -> None:
        self._unneeded = _NEVER | _FOR_FOLIUM | _FOR_ICONS | _FONT_AWESOME
        self.foreign = False
        if "L.AwesomeMarkers" in script:
            self._unneeded -= _FOR_ICONS
        angles: set[int] = set()
        for element in elements:
            if not type(element).__module__.startswith(_PLAIN_MODULES):
                self.foreign = True
                self._unneeded -= _FOR_FOLIUM
            if isinstance(element, Icon):
                self._unneeded -= _FOR_ICONS
                angles |= _angle(element)
            if _has_font_awesome(element):
                self._unneeded -= _FONT_AWESOME
        # folium links a sheet of 360 rules for the one or two that are used.
        self.rotation = "".join(f".fa-rotate-{n}{{transform:rotate({n}deg)}}" for n in sorted(angles))

    def skips(self, url: str) -> bool:
        """Whether the script or style at the address can be left out."""
        return url in _UNUSED or assets.last_part(url) in self._unneeded


def _angle(icon: Icon) -> set[int]:
    found = re.search(r"fa-rotate-(-?\d{1,3})\b", str(icon.options.get("extra_classes", "")))
    return {int(found.group(1))} - {0} if found else set()


def _has_font_awesome(element: Element) -> bool:
    if isinstance(element, Icon):
        return str(element.options.get("prefix", "")).startswith("fa")
    return isinstance(element, BeautifyIcon) and bool(element.options.get("icon"))
