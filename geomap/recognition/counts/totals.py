"""Running totals: death tolls, and sentences that count over a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model import Harm
from geomap.recognition.counts.people import Counted
from geomap.recognition.counts.quantities import read_quantity
from geomap.recognition.counts.vocabulary import SUFFERED
from geomap.recognition.dates.vocabulary import MONTHS
from geomap.recognition.token_stream import TokenStream

_TOLL_REACH = 14
_TO_FIGURE = frozenset(
    """
        to at of reached reaching passed passes surpassed exceeded exceeds exceeding topped tops
        hit is was stands stood as : reaches above beyond
    """.split()
)
_PHRASES = (
    ("so", "far"), ("to", "date"), ("in", "total"), ("in", "all"), ("death", "toll"), ("overall",),
    ("altogether",), ("cumulative",), ("cumulatively",), ("bringing", "to"), ("brings", "to"),
    ("total", "of"), ("total", "number"),
)  # fmt: skip
_OPENERS = frozenset(phrase[0] for phrase in _PHRASES)
_WARS = frozenset(
    """
        war conflict fighting insurgency violence offensive uprising rebellion campaign unrest
    """.split()
)
_COUNTED_OVER = _WARS | {"clashes", "shelling", "protests"}
_UNITS = frozenset("days weeks months years decades day week month year decade".split())


@dataclass(frozen=True, slots=True)
class Toll:
    """The figure of a toll."""

    counted: Counted
    harm: Harm


def read_toll(stream: TokenStream, position: int, end: int) -> Toll | None:
    """'the death toll rose to 42', 'the number of wounded to 30', from its first word on."""
    key = stream.keys[position]
    if key == "toll":
        harm = Harm.WOUNDED if stream.key(position - 1) in {"injury", "wounded"} else Harm.KILLED
        return _figure(stream, position + 1, end, harm)
    if key in {"number", "tally"} and stream.key(position + 1) == "of":
        for place in range(position + 2, min(position + 6, end)):
            found = SUFFERED.get(stream.keys[place])
            if found is None and stream.keys[place] in {"deaths", "fatalities", "victims"}:
                found = Harm.KILLED
            if found is not None:
                return _figure(stream, place + 1, end, found)
    if key == "to" and stream.key(position - 1) in {"bringing", "brings", "brought", "raising", "raised"}:
        return _figure_first(stream, position, end)
    return None


def _figure_first(stream: TokenStream, position: int, end: int) -> Toll | None:
    """'bringing to 12 the number of people killed'."""
    quantity = read_quantity(stream, position + 1) if position + 1 < end else None
    if quantity is None or stream.keys[quantity.last : quantity.last + 3] != ("the", "number", "of"):
        return None
    for place in range(quantity.last + 3, min(quantity.last + 8, end)):
        harm = SUFFERED.get(stream.keys[place])
        if harm is None and stream.keys[place] in {"deaths", "fatalities", "victims"}:
            harm = Harm.KILLED
        if harm is not None:
            return Toll(Counted(quantity, place + 1, None), harm)
    return None


def _figure(stream: TokenStream, position: int, end: int, harm: Harm) -> Toll | None:
    """The figure that a toll has come to ('from 30 to 42' is 42)."""
    for place in range(position, min(position + _TOLL_REACH, end)):
        key = stream.keys[place]
        if key in {";", "but", "while"}:
            return None
        if key not in _TO_FIGURE or place + 1 >= end:
            continue
        quantity = read_quantity(stream, place + 1)
        if quantity is None or quantity.article or stream.key(quantity.last) in {"%", "percent"} | _UNITS:
            continue
        return Toll(Counted(quantity, quantity.last, None), harm)
    return None


def is_total(stream: TokenStream, begin: int, end: int) -> bool:
    """Whether a sentence counts over a stretch of time ('since September 27', 'so far')."""
    keys = stream.keys
    for place in range(begin, end):
        key = keys[place]
        if key == "since" and place + 1 < end and keys[place + 1] not in {"he", "she", "they", "it", "we"}:
            return True
        if key in _OPENERS and any(keys[place : place + len(phrase)] == phrase for phrase in _PHRASES):
            return True
        if key == "between" and _two_months(keys[place + 1 : min(place + 9, end)]):
            return True
        if (
            key in _UNITS
            and keys[place + 1 : place + 2] == ("of",)
            and not _COUNTED_OVER.isdisjoint(keys[place + 2 : place + 5])
        ):
            return True
        if key in _WARS and keys[place + 1 : place + 2] in {("has",), ("have",)}:
            return True
    return False


def _two_months(keys: tuple[str, ...]) -> bool:
    """Whether two names of months stand in a few tokens ('between September 27 and November 9')."""
    return sum(key in MONTHS for key in keys) >= 2
