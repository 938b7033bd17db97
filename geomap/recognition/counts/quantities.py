"""Numbers of people as news gives them: exact, bounded, ranged or vague."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from geomap.recognition.numerals import read_cardinal
from geomap.recognition.token_stream import TokenStream

# Least numbers behind vague words. 'dozens' is at least two dozen, 'scores' two score, 'hundreds'
# two hundred and so on; 'several' and 'a few' are taken as three.
_VAGUE: Final = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000,
    "tens": 20, "several": 3, "few": 3, "couple": 2,
}  # fmt: skip
_AT_LEAST: Final = (
    ("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"),
    ("more", "than"), ("upwards", "of"), ("a", "minimum", "of"), ("over",), ("in", "excess", "of"),
    ("well", "over"),
)  # fmt: skip
_AT_MOST: Final = (
    ("up", "to"), ("as", "many", "as"), ("at", "most"), ("no", "more", "than"), ("fewer", "than"),
    ("less", "than"), ("a", "maximum", "of"), ("not", "more", "than"),
    ("nearly",), ("almost",), ("close", "to"),
)  # fmt: skip
_ABOUT: Final = (
    ("about",), ("around",), ("some",), ("roughly",), ("approximately",), ("an", "estimated"), ("estimated",),
    ("reportedly",), ("nearby",), ("exactly",), ("a", "further"), ("another",), ("a", "total", "of"),
    ("the", "other"), ("all",), ("the",), ("other",), ("only",), ("just",), ("further",), ("additional",),
    ("an", "additional"), ("its",), ("their",), ("her",), ("his",), ("those",), ("these",),
)  # fmt: skip
_MOST_QUALIFIERS = 4


def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    kinds = ((_AT_LEAST, "low"), (_AT_MOST, "high"), (_ABOUT, "about"))
    phrases = [(phrase, kind) for group, kind in kinds for phrase in group]
    phrases.sort(key=lambda entry: -len(entry[0]))
    firsts = {phrase[0] for phrase, _ in phrases}
    return {first: tuple(entry for entry in phrases if entry[0][0] == first) for first in firsts}


_QUALIFIERS: Final = _by_first_word()
_APPROXIMATE: Final = frozenset({"about", "around", "some", "roughly", "approximately", "estimated"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, with the range of tokens that say so.

    Parameters
    ----------
    first, last
        Half-open range of token numbers.
    low, best, high
        As in `CasualtyCount`. 'At least 20' is low 20, best 20; 'up to 20' is best 20, high 20;
        'about 20' best 20; of '20 to 30' the lower figure is the best, as UCDP GED and ACLED code.
    article
        Whether it is only 'a', 'an' or a possessive before one person.
    """

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    article: bool = False


def read_quantity(stream: TokenStream, position: int) -> Quantity | None:
    """The quantity that begins at a token, its qualifiers included ('the at least five')."""
    qualifiers: list[tuple[str, tuple[str, ...]]] = []
    here = position
    while len(qualifiers) < _MOST_QUALIFIERS and (found := _qualifier(stream, here)) is not None:
        qualifiers.append(found)
        here += len(found[1])
    # 'a couple' and 'the few' begin like qualifiers: the number may stand before the last of them.
    while True:
        quantity = _between(stream, here) if stream.key(here) == "between" else _plain(stream, here)
        if quantity is not None and not (quantity.article and qualifiers):
            break
        if not qualifiers:
            return None
        here -= len(qualifiers.pop()[1])
    for kind, phrase in reversed(qualifiers):
        quantity = _qualified(quantity, kind, phrase)
    return replace(quantity, first=position)


def _qualifier(stream: TokenStream, position: int) -> tuple[str, tuple[str, ...]] | None:
    """The longest qualifier at a token, and what it makes of a number."""
    for phrase, kind in _QUALIFIERS.get(stream.key(position), ()):
        if stream.keys[position : position + len(phrase)] == phrase:
            return kind, phrase
    return None


def _qualified(quantity: Quantity, kind: str, phrase: tuple[str, ...]) -> Quantity:
    if quantity.low is None or quantity.low != quantity.high:
        return quantity
    if kind == "low":
        return replace(quantity, high=None)
    if kind == "high":
        return replace(quantity, low=None)
    if phrase[-1] in _APPROXIMATE:
        return replace(quantity, low=None, high=None)
    return quantity


def _between(stream: TokenStream, position: int) -> Quantity | None:
    low = read_cardinal(stream, position + 1)
    if low is None or stream.key(low[1]) != "and":
        return None
    high = read_cardinal(stream, low[1] + 1)
    if high is None or high[0] < low[0]:
        return None
    return Quantity(position, high[1], low[0], low[0], high[0])


def _plain(stream: TokenStream, position: int) -> Quantity | None:
    vague = _vague(stream, position)
    if vague is not None:
        return vague
    number = read_cardinal(stream, position)
    if number is None:
        if stream.key(position) in {"a", "an"}:
            return Quantity(position, position + 1, 1, 1, 1, article=True)
        return None
    value, last = number
    ranged = _range(stream, position, value, last)
    if ranged is not None:
        return ranged
    if stream.keys[last : last + 2] == ("or", "more"):
        return Quantity(position, last + 2, value, value, None)
    return Quantity(position, last, value, value, value)


def _range(stream: TokenStream, position: int, value: int, last: int) -> Quantity | None:
    """'20 to 30', '20-30', 'two or three'."""
    if stream.key(last) not in {"to", "or", "-", "–"}:
        return None
    high = read_cardinal(stream, last + 1)
    if high is None and stream.key(last) in {"-", "–"} and stream.word(last + 1).isdecimal():
        high = int(stream.words[last + 1]), last + 2
    if high is None or high[0] <= value:
        return None
    return Quantity(position, high[1], value, value, high[0])


def _vague(stream: TokenStream, position: int) -> Quantity | None:
    inner = position + (stream.key(position) == "a" and stream.key(position + 1) in {"few", "couple"})
    key = stream.key(inner)
    if key not in _VAGUE:
        return None
    least, last = _VAGUE[key], inner + 1
    if key == "few" and inner == position:
        return None  # 'few people' are next to none
    if key in {"tens", "hundreds", "dozens", "thousands"} and stream.keys[last : last + 2] in {
        ("of", "thousands"),
        ("of", "millions"),
    }:
        least *= 1_000 if stream.keys[last + 1] == "thousands" else 1_000_000
        last += 2
    elif key == "tens":
        return None
    if key == "couple" and stream.key(last) == "of":
        return Quantity(position, last, 2, 2, 2)
    if key == "dozens" and stream.keys[last : last + 3] == ("or", "even", "hundreds"):
        last += 3
    return Quantity(position, last, least, None, None)
