"""What the pages of texts share: the head with its policy, and the facts of a document.

A page is plain HTML with its style sheet inside, opens from disk and asks no host for anything. Its
Content-Security-Policy lets only that style sheet apply and only the page's own script run, if it has
one: both are named by their hash. All text of an input goes through `geomap.exports.pages.shown_text`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from geomap.exports.pages.shown_text import as_attribute, as_content, web_address
from geomap.model import Document

MOST_OPEN = 12
"""A longer list of documents is folded away."""


def head(title: str, *sheets: str, script: str = "") -> str:
    """Everything up to the body's start tag.

    Parameters
    ----------
    title
        Of the page, as plain text.
    sheets
        Files beside this one that make up the style sheet, in their order.
    script
        The page's one script, to be put into a ``script`` element as it is; empty for none.
    """
    style = "".join(beside(sheet) for sheet in sheets)
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    policy = f"default-src 'none'; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="geomap">\n'  # by which readers pass it over
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        # A title has no markup, so that what cannot be seen is named as in an attribute.
        f"<title>{as_attribute(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def beside(name: str) -> str:
    """The text of a file beside this one."""
    return files(__package__).joinpath(name).read_text("utf-8")


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def facts(document: Document, more: Sequence[tuple[str, str]]) -> str:
    """What is known of a document, and further names with their content as HTML."""
    found = [("Id", as_content(document.id))] if document.title else []
    found.append(("Date", document.published.isoformat() if document.published else "not known"))
    if document.source:
        found.append(("Source", as_content(document.source)))
    if document.url:
        shown, address = as_content(document.url), web_address(document.url)
        link = f'<a href="{address}" rel="noopener noreferrer nofollow">{shown}</a>' if address else shown
        found.append(("Address", link))
    if document.language:
        found.append(("Language", as_content(document.language)))
    rows = "".join(
        f'<div><dt>{name}</dt><dd dir="auto">{fact}</dd></div>\n' for name, fact in (*found, *more)
    )
    return f'<dl class="facts">\n{rows}</dl>\n'


def counted(number: int, one: str) -> str:
    """'1 text', '2,000 texts'."""
    return f"{number:,} {one if number == 1 else one + 's'}"
