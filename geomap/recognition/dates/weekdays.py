"""Weekdays and seasons: 'last Tuesday', 'Tuesday, October 13', 'the summer of 2014'."""

from __future__ import annotations

from geomap.recognition.dates import calendar
from geomap.recognition.dates.absolute import read_calendar, year_after
from geomap.recognition.dates.calendar import Interval, Tense
from geomap.recognition.dates.found import Found, Reading
from geomap.recognition.dates.vocabulary import SEASONS, SHORT_WEEKDAYS, WEEKDAYS


def read_weekday(reading: Reading, position: int, *, shade: str | None = None) -> Found | None:
    """'Tuesday', 'last Tuesday', 'Tuesday, October 13'; ``shade`` is a 'last' or 'next' before it."""
    stream = reading.stream
    number = _weekday_at(reading, position)
    if number is None:
        return None
    weekday, last = number
    inner = last + (stream.key(last) in {",", "("})
    dated = read_calendar(reading, inner)
    if dated is not None and dated.unit == "day" and (inner > last or stream.word(inner)[0] != "("):
        closing = stream.key(inner - 1) == "(" and stream.key(dated.last) == ")"
        return dated.spanning(position, dated.last + closing)
    if reading.anchor is None:
        return Found.of(position, last, None)
    tense = {"next": Tense.FUTURE, "coming": Tense.FUTURE, "last": Tense.PAST, "past": Tense.PAST}.get(
        shade or "", reading.tense(position)
    )
    strictly = shade in {"last", "next"}
    day = calendar.weekday_near(reading.anchor, weekday, tense, strictly=strictly)
    return Found.of(position, last, (day, day) if day else None)


def _weekday_at(reading: Reading, position: int) -> tuple[int, int] | None:
    stream = reading.stream
    word = stream.word(position)
    if not word[:1].isupper():
        return None
    key = stream.key(position)
    if key in WEEKDAYS:
        # 'Bloody Sunday' and 'Good Friday' are names of days long past or of feasts.
        return (
            None if stream.key(position - 1) in {"bloody", "black", "good"} else (WEEKDAYS[key], position + 1)
        )
    if key in SHORT_WEEKDAYS:
        # 'Sun' and 'Sat' are words: a short form needs a full stop or a date after it.
        last = position + 1
        if stream.key(last) == "." and stream.glued(last):
            last += 1
        inner = last + (stream.key(last) == ",")
        if inner > position + 1 and read_calendar(reading, inner) is not None:
            return SHORT_WEEKDAYS[key], last
    return None


def read_season(reading: Reading, position: int, *, shade: str | None = None) -> Found | None:
    """'summer 2014', 'the winter of 2022', 'last spring': three months of the northern year."""
    stream = reading.stream
    month = SEASONS.get(stream.key(position))
    if month is None:
        return None
    year, last = year_after(reading, reading.skip(position + 1, "of"))
    if year is None:
        if shade not in {"last", "this"} or reading.anchor is None:
            return None
        begin = reading.anchor.year if month <= reading.anchor.month else reading.anchor.year - 1
        current = begin == reading.anchor.year and reading.anchor.month < month + 3
        year, last = begin - (1 if shade == "last" and current else 0), position + 1
    first, final = calendar.month_of(year, month), calendar.month_of(year, month + 2)
    interval: Interval | None = (first[0], final[1]) if first and final else None
    return Found.of(position, last, interval, unit="season", prec=5)
