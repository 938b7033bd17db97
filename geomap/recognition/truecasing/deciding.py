"""Which case a word has: by itself, or by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.recognition.truecasing.lexicon import AMBIGUOUS, DERIVED, UNKNOWN, Lexicon
from geomap.recognition.truecasing.pieces import CAPITAL, LOWER, TITLES, UPPER, Piece, is_spelt
from geomap.recognition.words import folded_words

CASES: Final = (LOWER, CAPITAL, UPPER)
# Within a name these are small ('Santa Cruz de la Sierra', 'Ortega y Gasset').
_LINKS: Final = frozenset("de del y e da di du des dos das bin ibn".split())
# These open a name ('La Libertad'), and are small after a link.
_ARTICLES: Final = frozenset("la las los el le les".split())
_ARABIC: Final = frozenset("al el ad ar as ash at an ul ed".split())
# What follows these is the rest of a name.
_NAME_OPENERS: Final = frozenset("san santa santo sao puerto rio villa ciudad fort mount".split())
_GIVERS: Final = frozenset("let tell told give gives gave join joined help helped all".split())
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")


def decide(pieces: Sequence[Piece], lexicon: Lexicon) -> list[str]:
    """The case of each word, from the first to the last."""
    classes = [piece.given or lexicon.class_of(piece.key) for piece in pieces]
    dotted = any(piece.key == "u.s." for piece in pieces)
    for i, piece in enumerate(pieces):
        if piece.key == "us" and _is_pronoun(pieces, i, dotted=dotted):
            classes[i] = LOWER
    cases: list[str] = []
    for i, piece in enumerate(pieces):
        case = piece.given or settled(pieces, i, classes, cases)
        cases.append(case or told(pieces, i, classes, cases, lexicon))
    return cases


def _is_pronoun(pieces: Sequence[Piece], i: int, *, dotted: bool) -> bool:
    """Whether 'US' is 'us': by what stands beside it, or for ``dotted``: the text writes 'U.S.'."""
    before = pieces[i - 1].key if i else ""
    if before == "the":
        return False
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    if following is None or following.gap.strip() or before in _GIVERS:
        return True
    return dotted or following.key in folded_words("function_words")


def told(
    pieces: Sequence[Piece], i: int, classes: Sequence[str], cases: Sequence[str], lexicon: Lexicon
) -> str:
    """The case by the neighbours of a word."""
    case = weighed(features(pieces, i, classes, cases), lexicon)
    if pieces[i].key.startswith(("d'", "o'")):
        return CAPITAL
    if case == UPPER and classes[i] in {DERIVED, UNKNOWN} and not is_spelt(pieces[i].key):
        return CAPITAL  # what can be read is rather a name than an abbreviation
    return case


def settled(pieces: Sequence[Piece], i: int, classes: Sequence[str], cases: Sequence[str]) -> str | None:
    """The case by the word alone, or by a rule for particles; None where its neighbours are to tell."""
    piece = pieces[i]
    key = piece.key
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    if key in _ARABIC and following is not None and following.gap == "-":
        return LOWER
    named = following is not None and following.gap.strip(" \n") == "" and classes[i + 1] != LOWER
    if key in _LINKS and (not cases or cases[-1] != LOWER or pieces[i - 1].key in _ARTICLES):
        return LOWER if named else None
    if key in _ARTICLES and named:
        return LOWER if cases and pieces[i - 1].key in _LINKS else CAPITAL
    if len(key) > 1 and key not in {"mi", "di"} and _ROMAN.fullmatch(key) and classes[i] != LOWER:
        return UPPER
    if key in TITLES or (
        i and piece.gap.isspace() and pieces[i - 1].key in _NAME_OPENERS and classes[i] != LOWER
    ):
        return CAPITAL
    if key == "us" and (following is None or following.gap.strip()) and (not i or pieces[i - 1].key != "the"):
        return LOWER
    known = classes[i]
    return known if known in CASES else None


def weighed(found: Sequence[str], lexicon: Lexicon) -> str:
    """The case for which the features say most; a capital where they say nothing."""
    small = upper = 0
    capital = 1
    for feature in found:
        weights = lexicon.weights.get(feature)
        if weights is not None:
            small += weights[0]
            capital += weights[1]
            upper += weights[2]
    if small > capital and small >= upper:
        return LOWER
    return UPPER if upper > capital else CAPITAL


def features(pieces: Sequence[Piece], i: int, classes: Sequence[str], cases: Sequence[str]) -> list[str]:
    """What may tell the case of a word: its class and ending, the words beside it and their cases."""
    piece = pieces[i]
    key, kind = piece.key, classes[i]
    before, case = (pieces[i - 1].key, cases[i - 1]) if i and not piece.opens else ("", "^")
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    after, after_kind = (following.key, classes[i + 1]) if following is not None else ("", "$")
    if following is not None and following.opens:
        after, after_kind = "", "$"
    dash = ("-" if piece.gap == "-" else "") + ("+" if following is not None and following.gap == "-" else "")
    found = [
        f"k{kind}",
        f"k{kind} {case}{after_kind}",
        f"k{kind} <{case}",
        f"k{kind} >{after_kind}",
        f"k{kind} <{before}",
        f"k{kind} >{after}",
    ]
    if dash:
        found.append(f"k{kind} {dash}{case}{after_kind}")
    if piece.gap[-1:] in {"(", "["} and following is not None and following.gap[:1] in {")", "]"}:
        found.append(f"k{kind} () {min(len(key), 7)}")
    if kind == AMBIGUOUS:
        found += [
            f"w{key}",
            f"w{key} <{case}",
            f"w{key} >{after_kind}",
            f"w{key} {case}{after_kind}",
            f"w{key} <{before}",
            f"w{key} >{after}",
        ]
    elif kind in {DERIVED, UNKNOWN}:
        found += [f"s{kind}{key[-n:]}" for n in (1, 2, 3, 4)]
        found.append(f"l{kind}{min(len(key), 9)}{'-' if is_spelt(key) else ''}")
        found.append(f"p{kind}{key[:3]}")
    return found
