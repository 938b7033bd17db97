"""Text of an input as text of a page: never markup, and nothing in it unseen."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# Control characters (HTML has none but tab and line end), what turns the direction of the text that
# follows - U+202E shows "exe.txt" for "txt.exe" - and lone surrogates, which no file can hold. The
# marks that Arabic, Persian and Hebrew are written with (U+200C to U+200F) stay.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


def as_content(text: str) -> str:
    """Text for between tags; what cannot be seen is written as its code point, in a box."""
    return _UNSEEN.sub(lambda m: f'<span class="unseen">{_named(m[0])}</span>', _escaped(text))


def as_name(text: str) -> str:
    """Text for within a sentence of ours: of its own direction, so that its neighbours keep their places."""
    return f"<bdi>{as_content(text)}</bdi>"


def as_attribute(text: str) -> str:
    """Text for between the double quotes of an attribute; line ends stay."""
    return _UNSEEN.sub(lambda m: f"[{_named(m[0])}]", _escaped(text))


def web_address(url: str) -> str | None:
    """The address for an ``href``, escaped, or None if it is none of the web's or holds anything odd."""
    if not url.isprintable() or any(c.isspace() or c in "\\`<>\"'" for c in url) or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return html.escape(url) if parts.scheme in ("http", "https") and parts.netloc else None


def language_tag(language: str | None) -> str:
    """A ``lang`` attribute with the blank before it, or nothing if that is no code of a language."""
    return f' lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""


def _escaped(text: str) -> str:
    return html.escape(_LINE_END.sub("\n", text))


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
