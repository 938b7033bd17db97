"""A folium figure as one HTML document that asks no host for anything.

Method: the figure's children are rendered, which collects in its header every script and style
that folium and its plugins want; each is then written out with its text inside. Nothing of
folium or branca is changed for it: no class attribute, no global.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Sequence

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.map import Icon

from geomap.errors import RenderError, UnbundledAssetError
from geomap.render import assets

# folium lists these for every map, whether or not something on it needs them.
_NEVER_NEEDED = frozenset(
    {"bootstrap.bundle.min.js", "bootstrap.min.css", "leaflet.awesome.rotate.min.css", "all.min.css"}
)
_FOR_ICONS = frozenset(
    {"leaflet.awesome-markers.js", "leaflet.awesome-markers.css", "bootstrap-glyphicons.css"}
)
_FOR_FOLIUM = frozenset({"jquery-3.7.1.min.js"})
# Modules whose elements need none of folium's helpers, nor style attributes.
_PLAIN_MODULES = ("geomap.", "branca.", "folium.folium", "folium.elements")

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_REMOTE = re.compile(r"<(?:script\b[^>]*\bsrc|link\b[^>]*\bhref)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def self_contained(
    figure: Figure, *, title: str, image_hosts: Sequence[str] = (), language: str = "en"
) -> str:
    """The figure as one HTML document, in ASCII, the same bytes for the same figure.

    Parameters
    ----------
    figure
        With a map in it and whatever was added to it.
    title
        Of the document, as plain text.
    image_hosts
        Origins of tiles that were asked for; nothing else may be loaded from anywhere.
    language
        Of the page's own words (BCP 47).

    Raises
    ------
    UnbundledAssetError
        If something on the map wants a script or style that the package does not carry.
    """
    parts = (figure.header, figure.html, figure.script)
    before = [part._children.copy() for part in parts]
    try:
        for child in tuple(figure._children.values()):
            child.render()
        return _document(figure, title, image_hosts, language)
    finally:
        # Rendering leaves its scripts behind in the figure; a second one would run them twice.
        for part, children in zip(parts, before, strict=True):
            part._children = children


def _document(figure: Figure, title: str, image_hosts: Sequence[str], language: str) -> str:
    """The document of a figure whose children have been rendered into it."""
    elements = tuple(walk(figure))
    foreign = any(not type(element).__module__.startswith(_PLAIN_MODULES) for element in elements)
    unneeded = _NEVER_NEEDED
    if not foreign:
        unneeded |= _FOR_FOLIUM
    if not any(isinstance(element, Icon) for element in elements):
        unneeded |= _FOR_ICONS
    head = list(_head(figure, unneeded))
    body = figure.html.render()
    script = assets.safe_script(figure.script.render())
    head, (body, script) = _with_stable_ids(elements, head, [body, script])
    body = body.encode("ascii", "xmlcharrefreplace").decode("ascii")
    head_text = "\n".join(head)
    remote = _REMOTE.search(_SCRIPT.sub(_tag_only, head_text + body))
    if remote:
        raise UnbundledAssetError(
            "this script or style is not bundled, and a map loads nothing from the network",
            where=remote.group(1),
            hint="put its text into the element instead of its address",
        )
    # Scripts of the body are left out on purpose: text of a source belongs there, scripts do not,
    # and what has no hash does not run.
    scripts = [text for _, text in _SCRIPT.findall(head_text)] + [script]
    styles = _STYLE.findall(head_text + body)
    # folium's popups carry style attributes; geomap's own elements do not.
    rules = _policy(scripts, None if foreign else styles, image_hosts)
    shown_title = html.escape(title).encode("ascii", "xmlcharrefreplace").decode("ascii")
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(rules, quote=False)}">\n'
        f"<title>{shown_title}</title>\n{head_text}\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _policy(scripts: Iterable[str], styles: Iterable[str] | None, image_hosts: Sequence[str]) -> str:
    """The Content-Security-Policy that allows just these scripts and styles (None: any style)."""
    rules = (
        "default-src 'none'",
        f"script-src {_hashes(scripts)}",
        "style-src " + (_hashes(styles) if styles is not None else "'unsafe-inline'"),
        f"img-src {' '.join(('data:', 'blob:', *image_hosts))}",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _head(figure: Figure, unneeded: frozenset[str]) -> Iterator[str]:
    """The header's elements, links with their text inside."""
    for element in tuple(figure.header._children.values()):
        if isinstance(element, (JavascriptLink, CssLink)):
            if element.url.split("?")[0].rsplit("/", 1)[-1] in unneeded:
                continue
            if isinstance(element, JavascriptLink):
                yield f"<script>{assets.script(element.url)}</script>"
            else:
                yield f"<style>{assets.style(element.url)}</style>"
        elif element is not figure.header._children.get("meta_http"):
            yield _safe_markup(element.render())


def _safe_markup(markup: str) -> str:
    """Markup of a header element with its scripts and styles in ASCII."""
    markup = _SCRIPT.sub(lambda m: f"<script{m.group(1)}>{assets.safe_script(m.group(2))}</script>", markup)
    markup = _STYLE.sub(lambda m: m.group(0).replace(m.group(1), assets.safe_style(m.group(1))), markup)
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _tag_only(found: re.Match[str]) -> str:
    return f"<script{found.group(1)}></script>"


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode("ascii")).digest() for text in texts)
    found = dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)
    return " ".join(found) or "'none'"


def walk(root: Element) -> Iterator[Element]:
    """The element and all under it, each once: children, figure parts and elements held as attributes."""
    seen: set[int] = set()
    stack: list[object] = [root]
    while stack:
        found = stack.pop()
        if isinstance(found, (list, tuple)):
            stack += reversed(found)
        if not isinstance(found, Element) or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        held = [value for key, value in vars(found).items() if key not in ("_parent", "_children")]
        stack += reversed([*found._children.values(), *held])


def _with_stable_ids(
    elements: Iterable[Element], head: Sequence[str], texts: Sequence[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Put numbers for the random ids of branca's elements, in the order in which they appear.

    Only ids of these elements are touched. They are 32 hexadecimal digits, of which no
    two texts share one by chance.
    """
    ids = {element._id for element in elements}
    if not all(re.fullmatch(r"[0-9a-f]{32}", each) for each in ids):
        raise RenderError("an element has an id of its own making", hint="leave ids to branca")
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        word: str = found.group(0)
        if word not in ids:
            return word
        return numbers.setdefault(word, f"{len(numbers):032x}")

    pattern = re.compile(r"[0-9a-f]{32}")
    renamed = [pattern.sub(number, text) for text in (*head, *texts)]
    return renamed[: len(head)], tuple(renamed[len(head) :])
