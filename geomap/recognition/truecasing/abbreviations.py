"""Abbreviations that a text explains itself: 'NATIONAL WATER BOARD [NWB]', 'NWB (NATIONAL WATER BOARD)'.

The short form may be of another language than the long one ('FMLN', the Farabundo Marti National
Liberation Front), so half of its letters will do.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.recognition.truecasing.pieces import CAPITAL, LOWER, UPPER, Piece

_SHORT = range(2, 9)
_SMALL = frozenset("of the and for in on to a de del la las el los y e da do du des et der und".split())
_OPENED, _CLOSED = ("(", "["), (")", "]")


def with_explained(pieces: Sequence[Piece], cases: Sequence[str]) -> list[str]:
    """The cases with explained abbreviations in capitals, and the names they stand for capitalised."""
    explained: set[str] = set()
    spelling: set[int] = set()
    for i, piece in enumerate(pieces):
        if not piece.gap.endswith(_OPENED):
            continue
        end = _bracket_end(pieces, i)
        if end is None:
            continue
        if end == i + 1:
            short, words = i, _words_before(pieces, i, len(piece.key))
        elif i and piece.gap.strip() in _OPENED:
            short, words = i - 1, [j for j in range(i, end) if pieces[j].key not in _SMALL]
        else:
            continue
        key = pieces[short].key
        if pieces[short].given is None and len(key) in _SHORT and len(words) > 1:
            initials = [pieces[j].key[0] for j in words]
            shared = sum(letter in initials for letter in key)
            if 2 * shared >= len(key) and abs(len(words) - len(key)) <= max(1, len(key) // 2):
                explained.add(key)
                spelling.update(words if end != i + 1 or "".join(initials) == key else ())
    if not explained:
        return list(cases)
    return [
        UPPER if p.given is None and p.key in explained else CAPITAL if j in spelling and c == LOWER else c
        for j, (p, c) in enumerate(zip(pieces, cases, strict=True))
    ]


def _bracket_end(pieces: Sequence[Piece], first: int) -> int | None:
    """One past the last word of the bracket that opens before ``first``; None if it is a long one."""
    for j in range(first + 1, min(first + 12, len(pieces))):
        if pieces[j].gap.startswith(_CLOSED):
            return j
        if pieces[j].gap.strip() and pieces[j].gap != "-":
            return None
    return None


def _words_before(pieces: Sequence[Piece], bracket: int, most: int) -> list[int]:
    """The last ``most`` words of any weight before a bracket, back to the nearest mark."""
    words: list[int] = []
    for j in range(bracket - 1, -1, -1):
        if pieces[j].key not in _SMALL:
            words.append(j)
        if len(words) == most or (pieces[j].gap.strip() and pieces[j].gap != "-"):
            break
    return words[::-1]
