"""The site loads nothing from a host: a build that does is a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href"}
_LINKED = {
    "dns-prefetch", "icon", "apple-touch-icon", "manifest", "modulepreload", "preconnect", "prefetch",
    "preload", "stylesheet",
}  # fmt: skip
_HOST = re.compile(r"\s*(?:https?:|wss?:|ftp:)?//", re.IGNORECASE)
_OF_A_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


def on_post_build(config: MkDocsConfig) -> None:
    """Look at every page and style of the built site."""
    site = Path(config.site_dir)
    faults = [
        f"{path.relative_to(site).as_posix()}: {address}"
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".css", ".svg"}
        for address in loaded_from_hosts(path.read_text("utf-8"), path.suffix)
    ]
    if faults:
        raise PluginError("the site would load from a host:\n" + "\n".join(faults))


def loaded_from_hosts(text: str, suffix: str) -> Iterator[str]:
    """Addresses of hosts from which a page or a style loads something; links to follow are none of them."""
    if suffix == ".css":
        yield from _OF_A_STYLE.findall(text)
        return
    reader = _Reader()
    reader.feed(text)
    yield from reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        loading = set(_LOADING)
        if (tag == "link" and _LINKED & set(given.get("rel", "").lower().split())) or tag in {"use", "image"}:
            loading.add("href")
        for name in sorted(loading & given.keys()):
            addresses = given[name].split(",") if name == "srcset" else [given[name]]
            self.found += [address.strip() for address in addresses if _HOST.match(address)]
        self.found += _OF_A_STYLE.findall(given.get("style", ""))
        if "srcdoc" in given:
            self.found += loaded_from_hosts(given["srcdoc"], ".html")
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += _OF_A_STYLE.findall(data)
