"""Stretches of time that are counted: 'three days ago', 'two weeks of fighting', 'for a month'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from geomap.recognition.dates import calendar
from geomap.recognition.dates.calendar import Interval
from geomap.recognition.dates.found import Found, Reading, near_anchor
from geomap.recognition.dates.vocabulary import ALL_UNITS, STRIFE, VAGUE_NUMBERS
from geomap.recognition.numerals import read_cardinal

# Numbers of units beyond this are no time of news ('for 100,000 years').
_MOST_UNITS = 2000
LAST: Final = frozenset({"last", "past", "previous", "preceding"})
_NUMBER_WORDS: Final = frozenset(
    "a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty several few couple some".split()
)
_SAME_DAY = 12
"""Hours after a happening that are taken for the same day: 'three hours later'."""


def past_stretch(reading: Reading, first: int, position: int) -> Found | None:
    """'the past 24 hours', 'the last three days', 'the past few weeks'; ``position`` is after 'past'."""
    number = _number(reading, position)
    if number is None:
        # 'the past day', 'the past hour'
        unit = ALL_UNITS.get(reading.stream.key(position))
        if unit is None or reading.stream.key(first) not in {"past", "preceding"}:
            return None
        return _stretch(reading, (first, position + 1), 1, unit)
    count, after = number
    unit = ALL_UNITS.get(reading.stream.key(after))
    return _stretch(reading, (first, after + 1), count, unit) if unit is not None else None


def _stretch(reading: Reading, tokens: tuple[int, int], count: int, unit: str) -> Found | None:
    if unit == "weekend" or not 0 < count <= _MOST_UNITS:
        return None
    interval = calendar.back(reading.anchor, count, unit) if reading.anchor is not None else None
    return Found.of(*tokens, interval, unit="stretch", prec=calendar.nominal_precision(count, unit))


def _number(reading: Reading, position: int) -> tuple[int, int] | None:
    """A cardinal or a vague number ('several', 'a few'), and the token after it."""
    stream = reading.stream
    inner = reading.skip(position, "a", "at", "least", "more", "about", "around", "nearly", "almost", "some")
    while stream.key(inner) in {"least", "than", "over"}:
        inner += 1
    if stream.key(inner) in VAGUE_NUMBERS:
        most = VAGUE_NUMBERS[stream.key(inner)][1]
        return most, inner + 1 + (stream.key(inner + 1) == "of")
    found = read_cardinal(stream, inner)
    if found is None and stream.key(position) in {"a", "an", "one"} and stream.key(position + 1) in ALL_UNITS:
        return 1, position + 1
    return found


def read_counted_time(reading: Reading, position: int) -> Found | None:
    """'three days ago', 'two weeks of fighting', 'a day earlier', 'a six-week war'."""
    stream = reading.stream
    word = stream.word(position)
    if not (word[:1].isdigit() or stream.key(position) in _NUMBER_WORDS):
        return None
    vague = stream.key(position) in VAGUE_NUMBERS or stream.key(position + 1) in VAGUE_NUMBERS
    number = _number(reading, position)
    if number is None:
        return None
    count, inner = number
    hyphenated = stream.key(inner) == "-"
    inner += hyphenated
    unit = ALL_UNITS.get(stream.key(inner))
    if unit is None or unit == "weekend" or not 0 < count <= _MOST_UNITS:
        return None
    after = inner + 1
    following = stream.key(after)
    if hyphenated:
        after += following == "-" and stream.key(after + 1) == "long"
        after += stream.key(after) in {"long", "old"} and stream.key(after + 1) in STRIFE
        if stream.key(after) not in STRIFE:
            return None
        found = _stretch(reading, (position, after + 1), count, unit)
        return replace(found, relation="duration") if found is not None else None
    if following == "ago":
        return _ago(reading, (position, after + 1), count, unit, vague=vague)
    if following == "later" and unit == "hour" and reading.last_day is not None and count <= _SAME_DAY:
        return from_last(reading, (position, after + 1), 0, "later")
    if following in {"earlier", "before", "later", "after"} and unit in {"day", "week"}:
        if following in {"before", "after"} and not ends_phrase(stream.word(after + 1)):
            return None
        return from_last(reading, (position, after + 1), count * (7 if unit == "week" else 1), following)
    strife = _strife_after(reading, after + 1) if following == "of" else None
    if strife is not None:
        found = _stretch(reading, (position, strife), count, unit)
        return replace(found, relation="duration") if found is not None else None
    return None


def _strife_after(reading: Reading, position: int) -> int | None:
    """The token after the fighting or the like named within a few words ('of fierce artillery fire')."""
    stream = reading.stream
    for place in range(position, min(position + 4, len(stream))):
        if stream.keys[place] in STRIFE:
            return place + 1
        if not stream.words[place][0].isalpha():
            return None
    return None


def ends_phrase(word: str) -> bool:
    """Whether a word cannot go on with 'the day before ...', so that the phrase ends there."""
    return not word[:1].isalpha() or word in {"and", "but", "when", "in", "at"}


def _ago(reading: Reading, tokens: tuple[int, int], count: int, unit: str, *, vague: bool) -> Found | None:
    """The time so many units before the anchor, as exactly as the unit says."""
    anchor = reading.anchor
    if unit in {"second", "minute", "hour", "day"}:
        days = count if unit == "day" else count // 24 if unit == "hour" else 0
        if not vague or unit != "day":
            return near_anchor(reading, *tokens, -days)
        span = (calendar.shift(anchor, -6), calendar.shift(anchor, -2)) if anchor else (None, None)
        return Found.of(*tokens, _whole(*span), prec=2)
    if anchor is None:
        return Found.of(*tokens, None, unit=unit)
    if unit in {"week", "fortnight"}:
        days = count * (7 if unit == "week" else 14)
        interval = _whole(calendar.shift(anchor, -days - 3), calendar.shift(anchor, -days + 3))
        return Found.of(*tokens, interval, unit="week", prec=4 if vague else 3)
    if unit == "month":
        return Found.of(*tokens, calendar.month_of(anchor.year, anchor.month - count), unit="month")
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    year = anchor.year - count * size
    half = size // 2
    return Found.of(*tokens, calendar.years(year - half, year + half), unit="year", prec=5)


def _whole(start: date | None, end: date | None) -> Interval | None:
    return (start, end) if start is not None and end is not None else None


def from_last(reading: Reading, tokens: tuple[int, int], days: int, direction: str) -> Found:
    """'a day earlier', 'two days later': from the day last named, else from the anchor."""
    backward = direction in {"earlier", "before"}
    base = reading.last_day or (reading.anchor if backward else None)
    day = calendar.shift(base, -days if backward else days) if base is not None else None
    return Found.of(*tokens, (day, day) if day else None)


def read_recent(reading: Reading, position: int) -> Found | None:
    """'recent days' and the like: so many units as 'several' means at most."""
    unit = ALL_UNITS.get(reading.stream.key(position + 1))
    if unit not in {"hour", "day", "week", "month", "year"}:
        return None
    return _stretch(reading, (position, position + 2), VAGUE_NUMBERS["several"][1], unit)


def read_for(reading: Reading, position: int) -> Found | None:
    """'for three days', 'for the past two weeks': how long."""
    stream = reading.stream
    inner = reading.skip(position + 1, "the")
    if stream.key(inner) in LAST:
        found = past_stretch(reading, inner, inner + 1)
    else:
        number = _number(reading, inner)
        unit = ALL_UNITS.get(stream.key(number[1])) if number is not None else None
        if number is None or unit in {None, "second", "minute", "hour"}:
            return None
        found = _stretch(reading, (position, number[1] + 1), number[0], str(unit))
    return replace(found.spanning(position, found.last), relation="duration") if found is not None else None
