"""Scripts and styles of a page by address: their text, or where that is asked for a link.

A link is the exact address, never its host: the page's Content-Security-Policy allows that one file.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from geomap.errors import UnbundledAssetError, UsageError
from geomap.render import assets

ERROR, LINK = "error", "link"
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
_PATH = re.compile(r"/[A-Za-z0-9._~!$&'()*+=:@%/-]*")
_QUERY = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")


class Links:
    """What a page carries or links, and which addresses its policy has to allow.

    Parameters
    ----------
    unbundled
        ``error`` or ``link``: what is done about a script or style that is not bundled.

    Raises
    ------
    UsageError
        If it is neither.
    """

    def __init__(self, unbundled: str = ERROR) -> None:
        if unbundled not in (ERROR, LINK):
            raise UsageError(f"unbundled={unbundled!r}", hint=f"{ERROR!r} or {LINK!r} is needed")
        self._link = unbundled == LINK
        self.markup: list[str] = []
        self._scripts: dict[str, None] = {}
        self._styles: dict[str, None] = {}
        self._hosts: dict[str, None] = {}

    def script(self, url: str) -> str:
        """The element for the script at the address.

        Raises
        ------
        UnbundledAssetError
            If it is not bundled and may not be linked.
        """
        try:
            return f"<script>{assets.script(url)}</script>"
        except UnbundledAssetError:
            if not self._link or assets.is_forbidden(url):
                raise
        source, _ = _source(url)
        self._scripts[source] = None
        return self._put(f'<script src="{_attribute(url)}" crossorigin="anonymous"></script>')

    def style(self, url: str) -> str:
        """The element for the style sheet at the address.

        Raises
        ------
        UnbundledAssetError
            If it is not bundled and may not be linked.
        """
        try:
            return f"<style>{assets.style(url)}</style>"
        except UnbundledAssetError:
            if not self._link:
                raise
        source, host = _source(url)
        self._styles[source] = None
        self._hosts[host] = None
        return self._put(f'<link rel="stylesheet" href="{_attribute(url)}" crossorigin="anonymous">')

    @property
    def script_sources(self) -> tuple[str, ...]:
        """Addresses of scripts that the page may ask for, as sources of a policy."""
        return tuple(self._scripts)

    @property
    def style_sources(self) -> tuple[str, ...]:
        """Addresses of styles that the page may ask for, as sources of a policy."""
        return tuple(self._styles)

    @property
    def file_hosts(self) -> tuple[str, ...]:
        """Hosts of the linked styles, which may name fonts and images beside them."""
        return tuple(self._hosts)

    def _put(self, markup: str) -> str:
        self.markup.append(markup)
        return markup


def _attribute(url: str) -> str:
    return html.escape(url, quote=True)


def _source(url: str) -> tuple[str, str]:
    """The address and its host as sources of a policy, which has no queries, commas or semicolons."""
    parts = urlsplit(url)
    if (
        parts.scheme != "https"
        or not url.isascii()
        or not _HOST.fullmatch(parts.netloc)
        or not _PATH.fullmatch(parts.path)
        or not _QUERY.fullmatch(parts.query)
        or parts.path.endswith("/")
    ):
        raise UnbundledAssetError(
            "this script or style is neither bundled nor at an address that a map may ask",
            where=url,
            hint="only the https address of a file is linked",
        )
    host = f"https://{parts.netloc}"
    return host + parts.path, host
