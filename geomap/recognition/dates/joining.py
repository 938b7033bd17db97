"""Two days as the ends of one interval, the year or week of the one taken from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geomap.recognition.dates import calendar
from geomap.recognition.dates.calendar import Tense
from geomap.recognition.dates.found import Found, Reading


def join(reading: Reading, first: Found, second: Found) -> Found | None:
    """The interval from one expression to another; None if it would run backwards."""
    if second.unit not in {first.unit, "day", "year", "month"} or second.relation != "on":
        return None
    time = first.time or second.time
    if first.start is None or second.end is None:
        start = _before(first, second.start) if second.start is not None else None
        if start is None or second.end is None:
            return replace(first.spanning(first.first, second.last), prec=max(2, first.prec, second.prec))
        return _interval(first, second, start, time)
    start = first.start
    if first.month_day is not None and second.month_day is None and second.start is not None:
        start = _before(first, second.start) or start  # the year stands with the second only
    if start > second.end and reading.anchor is not None:
        start = _before(first, second.end) or start
    if start > second.end and second.month_day is not None and second.month_day[1]:
        later = calendar.infer_year(*second.month_day, start, Tense.FUTURE)
        if later is not None and (later - start).days < 200:
            return _interval(first, replace(second, start=later, end=later), start, time)
    return _interval(first, second, start, time) if start <= second.end else None


def _before(found: Found, limit: date) -> date | None:
    """The latest day of that month and day that is not after ``limit``."""
    if found.month_day is None:
        # a weekday or the like: its latest before the limit
        if found.start is None:
            return None
        weeks = -(-(found.start - limit).days // 7)
        return calendar.shift(found.start, -7 * weeks) if 0 < weeks < 8 else None
    month, day = found.month_day
    for year in (limit.year, limit.year - 1):
        candidate = calendar.day_of(year, month, max(1, day))
        if candidate is not None and candidate <= limit:
            return candidate
    return None


def _interval(first: Found, second: Found, start: date, time: str | None) -> Found | None:
    if second.end is None or start > second.end:
        return None
    joined = Found.of(first.first, second.last, (start, second.end), unit=first.unit)
    return replace(joined, time=time)
