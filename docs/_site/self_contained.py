"""The site loads nothing from a host, and what its pages link of it is there: else the build fails.

One thing of the theme's is mended on the way: its box of search has no name for a screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href"}
_LINKED = {
    "dns-prefetch", "icon", "apple-touch-icon", "manifest", "modulepreload", "preconnect", "prefetch",
    "preload", "stylesheet",
}  # fmt: skip
_HOST = re.compile(r"\s*(?:https?:|wss?:|ftp:)?//", re.IGNORECASE)
_OF_A_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
_OF_A_SERVER = "404.html"  # its links begin at the root of whatever host serves it


_SEARCH = 'data-md-component="search" role="dialog"'


def on_post_page(output: str, **_: object) -> str:
    """Name the box of search."""
    return output.replace(_SEARCH, f'{_SEARCH} aria-label="Search"')


def on_post_build(config: MkDocsConfig) -> None:
    """Look at every page and style of the built site."""
    from mkdocs.exceptions import PluginError

    faults = list(faults_of(Path(config.site_dir)))
    if faults:
        raise PluginError("the site does not hold all that it shows:\n" + "\n".join(faults))


def faults_of(site: Path) -> Iterator[str]:
    """What pages and styles of a site load from hosts, and link in vain."""
    for path in sorted(site.rglob("*")):
        if path.suffix in {".html", ".css", ".svg"}:
            name = path.relative_to(site).as_posix()
            loaded, linked = addresses(path.read_text("utf-8"), path.suffix)
            yield from (f"{name} loads {address}" for address in loaded)
            if name != _OF_A_SERVER:
                yield from (f"{name} links {one}" for one in linked if not (path.parent / one).exists())


def addresses(text: str, suffix: str) -> tuple[list[str], list[str]]:
    """Addresses of hosts that a page or style loads something from; paths that it links or loads."""
    if suffix == ".css":
        return _OF_A_STYLE.findall(text), []
    reader = _Reader()
    reader.feed(text)
    return reader.loaded, reader.linked


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        loading = set(_LOADING)
        if (tag == "link" and _LINKED & set(given.get("rel", "").lower().split())) or tag in {"use", "image"}:
            loading.add("href")
        for name in sorted(loading & given.keys()):
            for address in given[name].split(",") if name == "srcset" else [given[name]]:
                (self.loaded if _HOST.match(address) else self.linked).append(address.strip())
        if tag == "a" and "href" in given:
            self.linked.append(given["href"])
        self.linked = [path for path in map(_path, self.linked) if path]
        self.loaded += _OF_A_STYLE.findall(given.get("style", ""))
        if "srcdoc" in given:
            self.loaded += addresses(given["srcdoc"], ".html")[0]
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.loaded += _OF_A_STYLE.findall(data)


def _path(address: str) -> str:
    """The path of an address within the site; empty for others, and for places on the page itself."""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc else unquote(parts.path)
