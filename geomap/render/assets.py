"""Scripts and styles of a page, as text, by the address under which folium asks for them.

A page carries everything inside it. An address is looked up by its last part; the third-party
files come from npm at build time (``assets/`` in the sources), a few from folium's own package,
geomap's own from ``static/``.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from functools import cache
from pathlib import Path

import folium

from geomap.errors import RenderError, UnbundledAssetError
from geomap.render import languages

_ASSETS = Path(__file__).parent / "_assets"
_STATIC = Path(__file__).parent / "static"
# folium serves some of its plugins' scripts out of its own repository, and has them in its package.
_FOLIUM = Path(folium.__file__).parent / "templates"

# Addresses of geomap's own files: no host, since they are never fetched.
OWN_SCRIPT = "geomap:geomap.js"
OWN_STYLE = "geomap:geomap.css"

# In the order in which they build on one another.
_OWN_MODULES = (
    "base/core",
    "base/language",
    "base/theme",
    "base/motion",
    "base/state",
    "base/copying",
    "base/painting",
    "data/documents",
    "data/filters",
    "data/lens",
    "data/clusters",
    "data/table",
    "data/histogram",
    "data/words",
    "data/shapes",
    "data/saving",
    "data/finder",
    "layers/signs",
    "layers/labels",
    "layers/packed",
    "layers/popups",
    "layers/wrapping",
    "layers/basemap",
    "layers/areas",
    "layers/sectors",
    "layers/hits",
    "layers/lines",
    "layers/heat",
    "layers/incidents",
    "controls/tree",
    "controls/legend",
    "controls/fitting",
    "controls/address",
    "controls/chips",
    "controls/buttons",
    "controls/accounts",
    "controls/message",
    "controls/search",
    "controls/measure",
    "controls/locate",
    "controls/overview",
    "controls/settings",
    "controls/keyboard",
    "controls/timechart",
    "controls/timeline",
    "controls/picture",
    "controls/printing",
    "controls/saving_menu",
    "controls/all",
    "panel/cards",
    "panel/facets",
    "panel/joined",
    "panel/list",
    "panel/marks",
    "panel/panel",
    "panel/presses",
    "panel/reading",
    "panel/unplaced",
    "page",
)
_OWN_STYLES = (
    "page",
    "boxes",
    "signs",
    "panel",
    "reading",
    "popups",
    "time",
    "saving",
    "narrow",
    "tools",
    "print",
)

# Other last parts of addresses under which the same file is asked for.
_ALIASES = {
    "jquery.min.js": "jquery-3.7.1.min.js",
    "leaflet.awesome-markers.min.js": "leaflet.awesome-markers.js",
    "Control.FullScreen.js": "Control.FullScreen.min.js",
    "leaflet.terminator": "L.Terminator.js",
}
# Of folium's package; named one by one, since its other files are templates.
_OF_FOLIUM = frozenset({"leaflet_heat.min.js", "pa7_hm.min.js", "pa7_leaflet_hm.min.js"})

# What is left out for a reason, by last part of the address: why, and what to do instead.
_EVALUATES = "it makes code out of text, which the page's Content-Security-Policy forbids"
_NEVER = {
    "leaflet-measure.min.js": (_EVALUATES, "the map measures distances itself"),
    "vega.min.js": (_EVALUATES, "put the chart on the map as a picture"),
    "vega@5": (_EVALUATES, "put the chart on the map as a picture"),
}
_INSTEAD = {
    "all.min.css": "Font Awesome's signs are not bundled: folium.Icon has signs with prefix='glyphicon'",
    "leaflet-geoman.js": "folium.plugins.Draw is bundled",
}

# folium's TimeSliderChoropleth inserts its slider into the body before the map, which d3 does only
# where the map is the body's own child. Elsewhere the slider goes beside the map and lies over it.
_INSERT_BESIDE = """;(function (p) {
  var insert = p.insert;
  p.insert = function (name, before) {
    if (typeof before !== "string") return insert.apply(this, arguments);
    var make = d3.creator(name);
    return this.select(function () {
      var at = this.querySelector(before), parent = at ? at.parentNode : this;
      var made = parent.insertBefore(make.call(parent), at);
      if (parent !== this) Object.assign(made.style, {position: "absolute", zIndex: 1000, top: "10px",
        left: "50%", transform: "translateX(-50%)", padding: "4px 8px", borderRadius: "4px",
        background: "var(--gm-paper, #fff)", color: "var(--gm-ink, #000)"});
      return made;
    });
  };
})(d3.selection.prototype);"""


def script(url: str) -> str:
    """The script at the address, in ASCII, safe inside a script element.

    Raises
    ------
    UnbundledAssetError
        If the package does not carry it.
    """
    if url == OWN_SCRIPT:
        modules = [(_STATIC / f"{name}.js").read_text("utf-8") for name in _OWN_MODULES]
        return safe_script("\n".join((languages.script(), *map(_lean, modules))))
    name = _bundled_name(url)
    text = re.sub(r"^//# sourceMappingURL=.*$", "", _read(name), flags=re.MULTILINE)
    if name == "leaflet.js":
        text += _default_icon_script()
    elif name == "d3.v4.min.js":
        text += _INSERT_BESIDE
    return safe_script(text)


def style(url: str) -> str:
    """The style sheet at the address, in ASCII, with its images and fonts inside.

    Raises
    ------
    UnbundledAssetError
        If the package does not carry it, or an image that it names.
    """
    if url == OWN_STYLE:
        sheets = [(_STATIC / "styles" / f"{name}.css").read_text("utf-8") for name in _OWN_STYLES]
        return safe_style(_lean(re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)))
    return safe_style(re.sub(r"url\(\s*['\"]?([^'\")]*)['\"]?\s*\)", _inline_url, _read(_bundled_name(url))))


def _lean(text: str) -> str:
    """Our own text without indentation, blank lines and lines that are comments: a page is read by browsers.

    Our modules have no text over several lines in which that would change anything.
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def safe_script(text: str) -> str:
    """Script text that no parser of HTML ends early and no encoding changes.

    What is not ASCII becomes an escape, which means the same in strings, templates, regular
    expressions and names of JavaScript.
    """
    text = re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE).replace("<!--", "<\\!--")
    units = text.encode("utf-16-be", "surrogatepass")
    pairs = (int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2))
    return text if text.isascii() else "".join(chr(u) if u < 128 else f"\\u{u:04x}" for u in pairs)


def safe_style(text: str) -> str:
    """Style text that no parser of HTML ends early and no encoding changes."""
    text = re.sub(r"</(?=style)", r"<\\/", text, flags=re.IGNORECASE)
    return "".join(c if c.isascii() else f"\\{ord(c):x} " for c in text)


def _bundled_name(url: str) -> str:
    last = last_part(url)
    name = _ALIASES.get(last, last)
    if not _ASSETS.is_dir():
        raise RenderError(
            "the map's scripts are not in this installation",
            hint="run `python assets/build.py` in the source tree, or install the wheel",
        )
    if last in _NEVER:
        why, instead = _NEVER[last]
        raise UnbundledAssetError(f"this script cannot be on a map: {why}", where=url, hint=instead)
    if not name or not _path(name).is_file():
        instead = f"{_INSTEAD[last]}; " if last in _INSTEAD else ""
        raise UnbundledAssetError(
            "this script or style is not bundled, and a map loads nothing from the network",
            where=url,
            hint=f"{instead}remove the folium element that needs it (docs/reference/map-layers.md lists "
            "what is bundled), or let the page ask that host for it with the option unbundled='link'",
        )
    return name


def is_forbidden(url: str) -> bool:
    """Whether the script at the address could not run on a page, wherever it comes from."""
    return last_part(url) in _NEVER


def last_part(url: str) -> str:
    """The last part of an address's path: what scripts and styles are looked up by."""
    return url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rsplit("/", 1)[-1]


def _path(name: str) -> Path:
    return (_FOLIUM if name in _OF_FOLIUM else _ASSETS) / name


@cache
def _read(name: str) -> str:
    return _path(name).read_text("utf-8")


@cache
def _data_url(name: str) -> str:
    kind = "font/woff2" if name.endswith(".woff2") else mimetypes.guess_type(name)[0]
    content = base64.b64encode((_ASSETS / name).read_bytes()).decode("ascii")
    return f"data:{kind or 'application/octet-stream'};base64,{content}"


def _inline_url(found: re.Match[str]) -> str:
    address: str = found.group(1)
    if address.startswith(("data:", "#")):
        return found.group(0)
    if not (_ASSETS / address).is_file():
        raise UnbundledAssetError("a bundled style names an image that is not bundled", where=address)
    return f"url({_data_url(address)})"


def _default_icon_script() -> str:
    """Leaflet finds its marker's images beside its style sheet, which an inlined one has not."""
    urls = {
        option: _data_url(f"images/{name}")
        for option, name in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    }
    options = ",".join(f'{key}:"{value}"' for key, value in urls.items())
    return f";delete L.Icon.Default.prototype._getIconUrl;L.Icon.Default.mergeOptions({{{options}}});"
