"""Scripts and styles of a page, as text, by the address under which folium asks for them.

A page carries everything inside it. An address is looked up by its last part; the third-party
files come from npm at build time (``assets/`` in the sources), geomap's own from ``static/``.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from functools import cache
from pathlib import Path

from geomap.errors import RenderError, UnbundledAssetError
from geomap.render import languages

_ASSETS = Path(__file__).parent / "_assets"
_STATIC = Path(__file__).parent / "static"

# Addresses of geomap's own files: no host, since they are never fetched.
OWN_SCRIPT = "geomap:geomap.js"
OWN_STYLE = "geomap:geomap.css"

# In the order in which they build on one another.
_OWN_MODULES = (
    "base/core",
    "base/language",
    "base/theme",
    "base/state",
    "base/copying",
    "data/documents",
    "data/filters",
    "data/lens",
    "data/clusters",
    "data/table",
    "data/words",
    "data/finder",
    "layers/signs",
    "layers/labels",
    "layers/packed",
    "layers/popups",
    "layers/basemap",
    "layers/areas",
    "layers/sectors",
    "layers/hits",
    "layers/lines",
    "layers/heat",
    "layers/incidents",
    "controls/tree",
    "controls/legend",
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
    "controls/all",
    "panel/cards",
    "panel/facets",
    "panel/list",
    "panel/panel",
    "panel/unplaced",
    "page",
)
_OWN_STYLES = ("page", "boxes", "signs", "panel", "popups", "narrow", "tools", "print")

# Other last parts of addresses under which the same file is asked for.
_ALIASES = {
    "jquery.min.js": "jquery-3.7.1.min.js",
    "leaflet.awesome-markers.min.js": "leaflet.awesome-markers.js",
    "Control.FullScreen.js": "Control.FullScreen.min.js",
}


def script(url: str) -> str:
    """The script at the address, in ASCII, safe inside a script element.

    Raises
    ------
    UnbundledAssetError
        If the package does not carry it.
    """
    if url == OWN_SCRIPT:
        modules = [(_STATIC / f"{name}.js").read_text("utf-8") for name in _OWN_MODULES]
        return safe_script("\n".join((languages.script(), *modules)))
    name = _bundled_name(url)
    text = re.sub(r"^//# sourceMappingURL=.*$", "", _read(name), flags=re.MULTILINE)
    if name == "leaflet.js":
        text += _default_icon_script()
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
        return safe_style("\n".join(sheets))
    return safe_style(re.sub(r"url\(\s*['\"]?([^'\")]*)['\"]?\s*\)", _inline_url, _read(_bundled_name(url))))


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
    last = url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rsplit("/", 1)[-1]
    name = _ALIASES.get(last, last)
    if not _ASSETS.is_dir():
        raise RenderError(
            "the map's scripts are not in this installation",
            hint="run `python assets/build.py` in the source tree, or install the wheel",
        )
    if not name or not (_ASSETS / name).is_file():
        bundled = ", ".join(sorted(p.name for p in _ASSETS.iterdir() if p.suffix in (".js", ".css")))
        raise UnbundledAssetError(
            "this script or style is not bundled, and a map loads nothing from the network",
            where=url,
            hint=f"remove the folium element that needs it; bundled are {bundled}",
        )
    return name


@cache
def _read(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")


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
