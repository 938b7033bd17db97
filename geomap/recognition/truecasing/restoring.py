"""A text with its stretches in capitals in the usual case."""

from __future__ import annotations

from functools import lru_cache

from geomap.recognition.truecasing.abbreviations import with_explained
from geomap.recognition.truecasing.deciding import decide
from geomap.recognition.truecasing.lexicon import Lexicon, bundled
from geomap.recognition.truecasing.pieces import CAPITAL, LOWER, Piece, cased, pieces_of
from geomap.recognition.truecasing.stretches import capital_stretches

_LONGEST_NAME = 7


def restore(text: str, start: int = 0) -> str:
    """A text with what is in capitals written as it would be elsewhere; any other as it is.

    Each character becomes one character, and equal but for its case, so that spans of the one
    text are spans of the other. Only English is restored: other languages are read in capitals.

    Parameters
    ----------
    text
        Any text.
    start
        Character offset before which nothing is changed (a dateline is in capitals anywhere).
    """
    stretches = [s for s in capital_stretches(text) if s.end > start]
    if not stretches:
        return text
    from geomap.recognition.by_language import language_of
    from geomap.recognition.languages.detection import ENGLISH

    parts: list[str] = []
    done = 0
    for stretch in stretches:
        begin = max(stretch.start, start)
        if language_of(text[begin : stretch.end]) != ENGLISH:
            continue
        parts += (text[done:begin], restore_stretch(text, begin, stretch.end, bundled()))
        done = stretch.end
    return "".join((*parts, text[done:])) if parts else text


def restore_stretch(text: str, start: int, end: int, lexicon: Lexicon) -> str:
    """Part of a text, all in capitals, in the usual case."""
    pieces = pieces_of(text, start, end)
    cases = _with_names(pieces, with_explained(pieces, decide(pieces, lexicon)))
    parts: list[str] = []
    done = start
    for piece, case in zip(pieces, cases, strict=True):
        parts.append(text[done : piece.start])
        word = text[piece.start : piece.end]
        written = CAPITAL if piece.opens and case == LOWER and piece.given is None else case
        if piece.opens and piece.given == LOWER and piece.key == "a":
            written = CAPITAL
        parts.append(cased(word, written, lexicon.forms.get(piece.key)))
        done = piece.end
    parts.append(text[done:end])
    return "".join(parts)


def _with_names(pieces: list[Piece], cases: list[str]) -> list[str]:
    """The cases with the register's names of several words as it writes them ('Shining Path')."""
    names = _names()
    for i, piece in enumerate(pieces):
        for keys, written in names.get(piece.key, ()):
            last = i + len(keys)
            if last <= len(pieces) and all(
                pieces[i + n].key == key and (not n or pieces[i + n].gap.strip(" \n") in {"", "-"})
                for n, key in enumerate(keys)
            ):
                cases[i:last] = written
                break
    return cases


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], list[str]]]]:
    """Names of several words by their first, the longest first: the words and their cases."""
    from geomap.recognition.actors.register import load_register
    from geomap.recognition.truecasing.pieces import shape_of

    by_first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for name, _ in sorted(load_register().names, key=lambda named: (-len(named[0]), named[0])):
        pieces = pieces_of(name)
        written = [shape_of(name[p.start : p.end]) for p in pieces]
        if 1 < len(pieces) <= _LONGEST_NAME and written[0] != LOWER:
            by_first.setdefault(pieces[0].key, []).append((tuple(p.key for p in pieces), written))
    return by_first
