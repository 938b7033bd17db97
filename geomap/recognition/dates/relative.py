"""Expressions reckoned from the anchor: 'yesterday', 'last week', 'three days ago'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.recognition.dates import calendar
from geomap.recognition.dates.absolute import read_calendar
from geomap.recognition.dates.calendar import Interval
from geomap.recognition.dates.found import Found, Reading, near_anchor
from geomap.recognition.dates.stretches import (
    LAST,
    ends_phrase,
    from_last,
    past_stretch,
    read_counted_time,
    read_for,
    read_recent,
)
from geomap.recognition.dates.vocabulary import (
    ALL_UNITS,
    MONTHS,
    PARTS_OF_DAY,
)
from geomap.recognition.dates.weekdays import read_season, read_weekday
from geomap.recognition.numerals import ORDINALS

# Which third of a month, year or decade a word means.
_SHADES: Final = {
    "early": "early", "beginning": "early", "start": "early", "earlier": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "later": "late",
}  # fmt: skip
_BESIDE = frozenset({"previous", "next", "following", "same"})
_NEXT = frozenset({"next", "coming", "following"})


def read_relative(reading: Reading, position: int) -> Found | None:
    """The relative expression that begins at a token."""
    reader = _READERS.get(reading.stream.key(position))
    found = reader(reading, position) if reader is not None else None
    return found or read_counted_time(reading, position)


def _simple(reading: Reading, position: int) -> Found | None:
    key = reading.stream.keys[position]
    if reading.stream.key(position + 1) == "'s" and key == "today":
        return None  # 'today's Russia' is no day
    days, time = {
        "yesterday": (-1, None),
        "today": (0, None),
        "tonight": (0, "night"),
        "tomorrow": (1, None),
    }[key]
    return near_anchor(reading, position, position + 1, days, time)


def _last_or_this(reading: Reading, position: int) -> Found | None:
    """'last night', 'last week', 'this month', 'last Tuesday', 'next year', 'last October'."""
    stream = reading.stream
    which = stream.keys[position]
    inner = position + 1
    key = stream.key(inner)
    if key in PARTS_OF_DAY and key != "morning":
        if which in {"last", "this"}:
            night = which == "last"
            return near_anchor(reading, position, inner + 1, -1 if night else 0, PARTS_OF_DAY[key])
        return None
    if which == "this" and key == "morning":
        return near_anchor(reading, position, inner + 1, 0, "morning")
    named = _shaded_name(reading, inner, which)
    if named is not None:
        return named.spanning(position, named.last)
    unit = ALL_UNITS.get(key)
    if unit in {"week", "month", "year", "weekend", "decade"} and key == unit:
        interval = _calendar_unit(reading.anchor, unit, which) if reading.anchor is not None else None
        prec = {"week": 3, "month": 4, "weekend": 2}.get(unit, 5)
        return Found.of(position, inner + 1, interval, unit=unit, prec=prec)
    if which in LAST:
        return past_stretch(reading, position, inner)
    return None


def _shaded_name(reading: Reading, position: int, which: str) -> Found | None:
    """A weekday, season or month after 'last', 'this' or 'next'."""
    found = read_weekday(reading, position, shade=which) or read_season(reading, position, shade=which)
    if found is not None:
        return found
    month = MONTHS.get(reading.stream.key(position))
    if month is None or not reading.stream.word(position)[:1].isupper():
        return None
    dated = read_calendar(reading, position)
    if dated is not None and dated.unit == "day":
        return dated
    anchor = reading.anchor
    if anchor is None:
        return Found.of(position, position + 1, None, unit="month")
    if which in LAST:
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif which in _NEXT:
        year = anchor.year if month > anchor.month else anchor.year + 1
    else:
        year = anchor.year
    return Found.of(position, position + 1, calendar.month_of(year, month), unit="month")


def _calendar_unit(anchor: date, unit: str, which: str) -> Interval | None:
    """The week (from Monday), month or year that is last, this or next; this ends today."""
    step = -1 if which in LAST else 1 if which in _NEXT else 0
    if unit == "week":
        return _days_from(anchor, 7 * step - anchor.weekday(), 7, clip=step == 0)
    if unit == "weekend":
        back = (anchor.weekday() - 5) % 7  # days since Saturday
        if which in LAST and back < 2:
            back += 7
        return _days_from(anchor, (7 - back if step > 0 else -back), 2, clip=step == 0)
    if unit == "month":
        interval = calendar.month_of(anchor.year, anchor.month + step)
    elif unit == "year":
        interval = calendar.years(anchor.year + step, anchor.year + step)
    else:
        first = anchor.year - anchor.year % 10 + 10 * step
        interval = calendar.years(first, first + 9)
    if interval is not None and step == 0:
        interval = interval[0], anchor
    return interval


def _days_from(anchor: date, offset: int, length: int, *, clip: bool) -> Interval | None:
    start, end = calendar.shift(anchor, offset), calendar.shift(anchor, offset + length - 1)
    if start is None or end is None:
        return None
    return start, min(end, anchor) if clip and start <= anchor else end


def _the(reading: Reading, position: int) -> Found | None:
    """'the day before', 'the next day', 'the past three days', 'the first week of October'."""
    stream = reading.stream
    key, following = stream.key(position + 1), stream.key(position + 2)
    if key == "day" and following in {"before", "after"}:
        if following == "before" and stream.key(position + 3) == "yesterday":
            return near_anchor(reading, position, position + 4, -2)
        if following == "after" and stream.key(position + 3) == "tomorrow":
            return near_anchor(reading, position, position + 4, 2)
        if ends_phrase(stream.word(position + 3)):
            return from_last(reading, (position, position + 3), 1, following)
        return None
    if key in _BESIDE and (following == "day" or following in PARTS_OF_DAY):
        # 'the next day', 'the same night', 'the following morning'
        days = 0 if key == "same" else 1
        found = from_last(reading, (position, position + 3), days, "before" if key == "previous" else "after")
        return replace(found, time=PARTS_OF_DAY.get(following))
    if key in LAST:
        return past_stretch(reading, position + 1, position + 2) or _last_or_this(reading, position + 1)
    if key in {"coming", "next"}:
        return None
    if key == "weekend" and stream.key(position - 1) in {"over", "at", "during"}:
        interval = _calendar_unit(reading.anchor, "weekend", "this") if reading.anchor else None
        return Found.of(position + 1, position + 2, interval, unit="weekend", prec=2)
    return _nth_of_month(reading, position + 1)


def _that(reading: Reading, position: int) -> Found | None:
    """'that day', 'that night': the day last named, else the anchor's."""
    key = reading.stream.key(position + 1)
    if key != "day" and key not in PARTS_OF_DAY:
        return None
    day = reading.last_day or reading.anchor
    found = Found.of(position, position + 2, (day, day) if day is not None else None)
    return replace(found, time=PARTS_OF_DAY.get(key))


def _nth_of_month(reading: Reading, position: int) -> Found | None:
    """'first week of October', '13th of October' after 'the'."""
    stream = reading.stream
    which = ORDINALS.get(stream.key(position))
    if (
        which is None
        or which > 4
        or stream.key(position + 1) != "week"
        or stream.key(position + 2) not in {"of", "in"}
    ):
        return None
    month = read_calendar(reading, position + 3)
    if month is None or month.unit != "month":
        return None
    if month.start is None:
        return Found.of(position, month.last, None, unit="week")
    interval = _days_from(month.start, 7 * (which - 1), 7, clip=False)
    return Found.of(position, month.last, interval, unit="week", prec=3)


def _shaded(reading: Reading, position: int) -> Found | None:
    """'early Sunday', 'late September', 'mid-2014', 'early in the 1990s', 'earlier this month'."""
    stream = reading.stream
    which = _SHADES[stream.keys[position]]
    key = stream.keys[position]
    inner = position + 1
    inner += stream.key(inner) == "-"
    if key in {"beginning", "start", "end", "middle"}:
        if stream.key(inner) != "of":
            return None
        inner += 1
    elif key in {"early", "late"}:
        inner = reading.skip(inner, "on", "in")
    inner = reading.skip(inner, "the")
    if key in {"earlier", "later"}:
        return _earlier(reading, position, inner)
    named = read_calendar(reading, inner) or read_weekday(reading, inner) or _shade_base(reading, inner)
    if named is None:
        return None
    found = named.spanning(position, named.last)
    if named.unit == "day":
        if key not in {"early", "late"} or named.start != named.end:
            return None
        return replace(found, time=named.time or ("morning" if which == "early" else "night"))
    if named.unit in {"month", "year", "decade"} and named.start is not None and named.end is not None:
        part = calendar.thirds((named.start, named.end), which, decade=named.unit == "decade")
        return Found.of(position, named.last, part, unit=named.unit, prec=4 if named.unit == "month" else 5)
    return found if named.unit in {"month", "year", "decade", "week", "weekend"} else None


def _shade_base(reading: Reading, position: int) -> Found | None:
    """'yesterday', 'last month', 'this year' after 'early' or 'late'."""
    key = reading.stream.key(position)
    if key in {"yesterday", "today"}:
        return _simple(reading, position)
    return _last_or_this(reading, position) if key in LAST | {"this"} else None


def _earlier(reading: Reading, first: int, position: int) -> Found | None:
    """'earlier this week', 'earlier on Tuesday', 'earlier in the day', 'later that day'."""
    stream = reading.stream
    if stream.key(position) == "this" or (stream.key(position) in LAST):
        found = _last_or_this(reading, position)
        return found.spanning(first, found.last) if found is not None else None
    position = reading.skip(position, "on", "in")
    position = reading.skip(position, "the")
    if stream.key(position) in {"day", "today"} and stream.key(first) == "earlier":
        return near_anchor(reading, first, position + 1, 0)
    if stream.key(position) in {"week", "month", "year"} and stream.key(first) == "earlier":
        unit = stream.key(position)
        interval = _calendar_unit(reading.anchor, unit, "this") if reading.anchor else None
        return Found.of(first, position + 1, interval, unit=unit, prec={"week": 3, "month": 4}.get(unit, 5))
    named = _that(reading, position) or read_weekday(reading, position)
    return named.spanning(first, named.last) if named is not None else None


_READERS: Final[dict[str, Callable[[Reading, int], Found | None]]] = {
    **dict.fromkeys(("yesterday", "today", "tonight", "tomorrow"), _simple),
    **dict.fromkeys((*LAST, *_NEXT, "this"), _last_or_this),
    **dict.fromkeys(_SHADES, _shaded),
    "the": _the,
    "for": read_for,
    "that": _that,
    "recent": read_recent,
}
