"""Pieces of HTML for a notebook's output.

Styles stand at the elements, since front ends drop style sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.exports.gis.signs import LOOKS
from geomap.exports.pages.shown_text import as_attribute, as_content
from geomap.model import Status
from geomap.notebook.looks import INK, QUIET

PAGE = (
    f"background:#ffffff;color:{INK};border:1px solid #d5dadf;border-radius:6px;padding:10px 12px;"
    "font:13px/1.45 system-ui,sans-serif;text-align:start;max-width:1180px;overflow-x:auto"
)
"""Style of a whole output: light on any background, so that colours mean the same in a dark theme."""
_CELL = (
    "min-width:0;padding:2px 8px;border-bottom:1px solid #e6e9ec;text-align:start;"
    "vertical-align:top;background:#ffffff"
)
_LONGEST = 180


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML."""
    head = "".join(
        f'<th scope="col" style="{_CELL};color:{QUIET};font-weight:600">{name}</th>' for name in columns
    )
    body = "".join(
        f'<tr>{"".join(f"""<td style="{_CELL}" dir="auto">{cell}</td>""" for cell in row)}</tr>'
        for row in rows
    )
    return (
        f'<table style="border-collapse:collapse;margin:6px 0;font-size:12px;color:{INK};background:#ffffff">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def chip(status: Status) -> str:
    """The word for a status in its colour."""
    look = LOOKS[status]
    line = "dashed" if look.dashes else "solid"
    return (
        f'<span style="border:1px {line} {look.colour};color:{look.colour};border-radius:9px;padding:0 6px;'
        f'white-space:nowrap">{as_content(status.value)}</span>'
    )


def quiet(html: str) -> str:
    """A line of less weight."""
    return f'<p style="margin:4px 0;color:{QUIET}">{html}</p>' if html else ""


def shortened(text: str) -> str:
    """Text of some length as HTML: what is too long is cut, and whole when pointed at."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return as_content(flat)
    return f'<span title="{as_attribute(flat)}">{as_content(flat[: _LONGEST - 1])}…</span>'


def folded(summary: str, html: str, *, shown: bool = False) -> str:
    """What is opened by its summary."""
    state = " open" if shown else ""
    return f'<details{state}><summary style="cursor:pointer">{as_content(summary)}</summary>{html}</details>'
