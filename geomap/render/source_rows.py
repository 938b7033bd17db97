"""The documents as a page has them: what they are, the passages that travel, what is marked in them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from geomap.layers import Mark, Source
from geomap.render.packing import column, day_number, squeeze_columns, squeeze_rows

PORTION = 500
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
    sources: Sequence[Source],
    offsets: Sequence[Offsets],
    number_of: Callable[[str], int],
    homes: Sequence[int] = (),
) -> dict[str, Any]:
    """The documents in portions of rows.

    In columns: ``publisher`` is its number (of '' for none), ``published`` counts days from 1
    January 1970. In rows: ``passages`` are [start, words]; ``marks`` are [start, end, kind,
    incidents or role] and, of a mention, its place's position; of a claim, 1 if it is against. The
    incidents count from the first that is marked; ``first`` is by how much that one comes after
    the first of the document before, in its portion.

    Parameters
    ----------
    sources, offsets
        The documents, and positions in their texts as the page counts them.
    number_of
        The number of a publisher.
    homes
        The position of each incident's own document. Where another document speaks of it too,
        that is told in ``elsewhere``: columns ``of`` (the document) and ``signs`` (the incident).
    """
    rows = [_row(source, offsets[i]) for i, source in enumerate(sources)]
    firsts = [_first(source) for source in sources]
    for i, first in enumerate(firsts):
        rows[i]["first"] = first - (firsts[i - 1] if i % PORTION else 0)
    elsewhere = [
        (i, sign)
        for i, source in enumerate(sources)
        for sign in sorted(
            {sign for mark in source.marks if mark.kind in ("claim", "incident") for sign in mark.signs}
        )
        if sign < len(homes) and homes[sign] != i
    ]
    return {
        "size": len(rows),
        "portion": PORTION,
        "kinds": list(_KINDS),
        "travels": _travels(sources),
        "elsewhere": squeeze_columns(
            {
                "of": column("u4", (i for i, _ in elsewhere)),
                "signs": column("u4", (sign for _, sign in elsewhere)),
            }
        ),
        "columns": squeeze_columns(
            {
                "publisher": column("u4", (number_of(source.publisher or "") for source in sources)),
                "published": column("i4", (day_number(source.published) for source in sources)),
            }
        ),
        "rows": [squeeze_rows(rows[start : start + PORTION]) for start in range(0, len(rows), PORTION)],
    }


def _travels(sources: Sequence[Source]) -> str:
    """How much of the texts came along: none, passages, or all."""
    if not any(source.passages for source in sources):
        return "none"
    whole = all(source.passages == ((0, len(source.text)),) for source in sources if source.text)
    return "all" if whole else "passages"


def _first(source: Source) -> int:
    return min((i for mark in source.marks for i in mark.signs), default=0)


def _row(source: Source, at: Offsets) -> dict[str, Any]:
    first = _first(source)
    full = {
        "id": source.id,
        "title": source.title if source.title != source.id else None,
        "url": source.url,
        "passages": [[at[start], source.text[start:end]] for start, end in source.passages],
        "marks": [_mark(mark, at, first) for mark in source.marks],
    }
    return {key: value for key, value in full.items() if value}


def _mark(mark: Mark, at: Offsets, first: int) -> list[Any]:
    told = [i - first for i in mark.signs] or mark.role
    row = [at[mark.start], at[mark.end], _KINDS.index(mark.kind), told]
    if mark.place is not None:
        row.append(mark.place)
    elif mark.against:
        row.append(1)
    return row
