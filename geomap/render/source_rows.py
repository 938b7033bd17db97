"""The documents as a page has them: what they are, the passages that travel, what is marked in them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from geomap.layers import Mark, Source
from geomap.render.packing import column, squeeze_json

PORTION = 200
_KINDS = ("incident", "claim", "place", "mention")


class Offsets:
    """Positions of a text's characters as JavaScript counts them, in UTF-16 units.

    ``offsets[k]`` is the position of the k-th Unicode character; up to the text's length inclusive.
    """

    def __init__(self, text: str) -> None:
        self._positions: array[int] | None = None
        # Only characters beyond the basic plane count twice; most texts have none.
        if text and max(text) > "\uffff":
            self._positions = array("q", [0])
            for character in text:
                self._positions.append(self._positions[-1] + (2 if character > "\uffff" else 1))

    def __getitem__(self, position: int) -> int:
        return position if self._positions is None else self._positions[position]


def source_rows(
    sources: Sequence[Source], offsets: Sequence[Offsets], homes: Sequence[int] = ()
) -> dict[str, Any]:
    """The documents in portions; a row is [id, title, publisher, day, url, passages, marks].

    Days are ISO dates; passages are [start, words]; marks [start, end, kind, incidents or role]
    and, of a mention, its place's position; of a claim, 1 if it is against.

    Parameters
    ----------
    homes
        The position of each incident's own document. Where another document speaks of it too,
        that is told in the columns ``elsewhere`` (the document) and ``elsewhereOf`` (the incident).
    """
    rows = [_row(source, offsets[i]) for i, source in enumerate(sources)]
    elsewhere = [
        (i, sign)
        for i, source in enumerate(sources)
        for sign in sorted({sign for mark in source.marks if mark.kind == "claim" for sign in mark.signs})
        if sign < len(homes) and homes[sign] != i
    ]
    return {
        "size": len(rows),
        "portion": PORTION,
        "kinds": list(_KINDS),
        "travels": _travels(sources),
        "elsewhere": column("u4", (i for i, _ in elsewhere)),
        "elsewhereOf": column("u4", (sign for _, sign in elsewhere)),
        "rows": [squeeze_json(rows[start : start + PORTION]) for start in range(0, len(rows), PORTION)],
    }


def _travels(sources: Sequence[Source]) -> str:
    """How much of the texts came along: none, passages, or all."""
    if not any(source.passages for source in sources):
        return "none"
    whole = all(source.passages == ((0, len(source.text)),) for source in sources if source.text)
    return "all" if whole else "passages"


def _row(source: Source, at: Offsets) -> list[Any]:
    return [
        source.id,
        source.title if source.title != source.id else None,
        source.publisher,
        source.published.isoformat() if source.published is not None else None,
        source.url,
        [[at[start], source.text[start:end]] for start, end in source.passages],
        [_mark(mark, at) for mark in source.marks],
    ]


def _mark(mark: Mark, at: Offsets) -> list[Any]:
    row = [at[mark.start], at[mark.end], _KINDS.index(mark.kind), list(mark.signs) or mark.role]
    if mark.place is not None:
        row.append(mark.place)
    elif mark.against:
        row.append(1)
    return row
