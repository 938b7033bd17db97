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

from geomap.errors import RenderError, UnbundledAssetError
from geomap.render import assets
from geomap.render.direction import settled
from geomap.render.links import ERROR, Links
from geomap.render.needs import ROTATION, Needs

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
# Scripts, styles and links in this order, so that a link in a script's text is no link.
_PART = re.compile(f"{_SCRIPT.pattern}|{_STYLE.pattern}|<link\\b([^>]*)>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w-])(?:src|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"(?<![\w-])rel\s*=\s*[\"']?stylesheet(?![\w-])", re.IGNORECASE)
_REMOTE = re.compile(r"<(?:script\b[^>]*\bsrc|link\b[^>]*\bhref)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def self_contained(
    figure: Figure,
    *,
    title: str,
    image_hosts: Sequence[str] = (),
    language: str = "en",
    unbundled: str = ERROR,
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
    unbundled
        What is done about a script or style that is not bundled: ``error``, or ``link`` to have the page
        ask its host for just that file.

    Raises
    ------
    UnbundledAssetError
        If something on the map wants a script or style that the package does not carry, and it
        may not be linked.
    UsageError
        If ``unbundled`` has no such value.
    """
    links = Links(unbundled)
    parts = (figure.header, figure.html, figure.script)
    before = [part._children.copy() for part in parts]
    try:
        for child in tuple(figure._children.values()):
            child.render()
        return _document(figure, title, image_hosts, language, links)
    finally:
        # Rendering leaves its scripts behind in the figure; a second one would run them twice.
        for part, children in zip(parts, before, strict=True):
            part._children = children


def _document(figure: Figure, title: str, image_hosts: Sequence[str], language: str, links: Links) -> str:
    """The document of a figure whose children have been rendered into it."""
    elements = tuple(walk(figure))
    body = figure.html.render()
    script = assets.safe_script(figure.script.render())
    needs = Needs(elements, script)
    head = list(_head(figure, needs, links))
    head, (body, script) = _with_stable_ids(elements, head, [body, script])
    body = body.encode("ascii", "xmlcharrefreplace").decode("ascii")
    head_text = "\n".join(head)
    _refuse_addresses(head_text, body, links)
    # Scripts of the body are left out on purpose: text of a source belongs there, scripts do not,
    # and what has no hash does not run.
    scripts = [text for _, text in _SCRIPT.findall(head_text) if text] + [script]
    styles = _STYLE.findall(head_text + body)
    # folium's popups carry style attributes, and its plugins may make pictures; geomap's elements do neither.
    images = ("data:", *(("blob:",) if needs.foreign else ()), *image_hosts, *links.file_hosts)
    rules = _policy(scripts, None if needs.foreign else styles, images, links)
    shown_title = html.escape(settled(title)).encode("ascii", "xmlcharrefreplace").decode("ascii")
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="geomap">\n'  # by which readers pass it over
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(rules, quote=False)}">\n'
        f"<title>{shown_title}</title>\n{head_text}\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _refuse_addresses(head: str, body: str, links: Links) -> None:
    """Raise if a script or style is still asked for by address: in the body, or in a way not known here.

    The body is never linked: text of a source belongs there, and must not bring a script with it.
    """
    for linked in links.markup:
        head = head.replace(linked, "")
    remote = _REMOTE.search(_SCRIPT.sub(_tag_only, head + body))
    if remote:
        raise UnbundledAssetError(
            "this script or style is not bundled, and a map loads nothing from the network",
            where=remote.group(1),
            hint="put its text into the element instead of its address",
        )


def _policy(scripts: Iterable[str], styles: Iterable[str] | None, images: Iterable[str], links: Links) -> str:
    """The Content-Security-Policy that allows just these scripts, styles (None: any style) and links."""
    style_sources = _hashes(styles) if styles is not None else ("'unsafe-inline'",)
    rules = (
        "default-src 'none'",
        f"script-src {_sources(_hashes(scripts), links.script_sources)}",
        f"style-src {_sources(style_sources, links.style_sources)}",
        f"img-src {_sources(dict.fromkeys(images))}",
        f"font-src {_sources(('data:',), links.file_hosts)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _sources(*listed: Iterable[str]) -> str:
    return " ".join(each for sources in listed for each in sources) or "'none'"


def _head(figure: Figure, needs: Needs, links: Links) -> Iterator[str]:
    """The header's elements, links with their text inside."""
    for element in tuple(figure.header._children.values()):
        if isinstance(element, (JavascriptLink, CssLink)):
            if assets.last_part(element.url) == ROTATION:
                if needs.rotation:
                    yield f"<style>{needs.rotation}</style>"
            elif not needs.skips(element.url):
                put = links.script if isinstance(element, JavascriptLink) else links.style
                yield put(element.url)
        elif element is not figure.header._children.get("meta_http"):
            yield _safe_markup(element.render(), links)


def _safe_markup(markup: str, links: Links) -> str:
    """Markup of a header element with its scripts and styles in ASCII, those by address put inside."""

    def put(found: re.Match[str]) -> str:
        of_script, script, style, of_link = found.groups()
        if of_script is not None:
            address = _address(of_script)
            return (
                links.script(address)
                if address
                else f"<script{of_script}>{assets.safe_script(script)}</script>"
            )
        if style is not None:
            return f"{found.group(0).split('>', 1)[0]}>{assets.safe_style(style)}</style>"
        address = _address(of_link)
        return links.style(address) if address and _STYLE_SHEET.search(of_link) else found.group(0)

    return _PART.sub(put, markup).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _address(attributes: str) -> str:
    """The address that an element's attributes name, or nothing."""
    found = _ADDRESS.search(attributes)
    return html.unescape(found.group(1) or found.group(2) or found.group(3) or "") if found else ""


def _tag_only(found: re.Match[str]) -> str:
    return f"<script{found.group(1)}></script>"


def _hashes(texts: Iterable[str]) -> tuple[str, ...]:
    digests = (hashlib.sha256(text.encode("ascii")).digest() for text in texts)
    return tuple(dict.fromkeys(f"'sha256-{base64.b64encode(each).decode('ascii')}'" for each in digests))


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
