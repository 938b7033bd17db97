"""Parts of the day, alone or with their day or two days: the night of October 12 to 13."""

from __future__ import annotations

from dataclasses import replace

from geomap.recognition.dates import calendar
from geomap.recognition.dates.absolute import read_bare_day, read_calendar
from geomap.recognition.dates.clock import read_clock, read_part
from geomap.recognition.dates.found import Found, Reading
from geomap.recognition.dates.joining import join
from geomap.recognition.dates.relative import read_relative
from geomap.recognition.dates.vocabulary import PARTS_OF_DAY
from geomap.recognition.dates.weekdays import read_weekday


def read_part_of_day(reading: Reading, position: int) -> Found | None:
    """A part of the day, alone or before its day ('the night of October 12 to 13')."""
    stream = reading.stream
    noun = PARTS_OF_DAY.get(stream.key(position))
    part = None if noun is not None else read_part(stream, position)
    if noun is not None:
        part = (noun, position + 1)
    elif stream.key(position) in {"early", "small", "predawn"} and stream.key(position + 1) == "hours":
        part = ("night", position + 2)
    if part is None:
        return None
    time, last = part
    joined = _part_with_day(reading, position, time, last)
    if joined is not None:
        return joined
    if noun is not None:
        return None  # 'morning' alone may be any morning
    anchor = reading.anchor
    if "that" in stream.keys[position : position + 2] and reading.last_day is not None:
        anchor = reading.last_day
    alone = Found.of(position, last, (anchor, anchor) if anchor is not None else None, unit="part", prec=1)
    return replace(alone, time=time)


def _part_with_day(reading: Reading, position: int, time: str, last: int) -> Found | None:
    stream = reading.stream
    if stream.key(position) == "on":
        position = reading.skip(position + 1, "the")
    if stream.key(last) == "(":
        # The same time in another zone: 'at 5 p.m. (1300 GMT) on Sunday'.
        zone = read_clock(stream, last + 1, bare=True)
        if zone is not None and stream.key(zone[1]) == ")":
            last = zone[1] + 1
    opener = stream.key(last)
    inner = last + (opener in {"of", "on", "from", "between", "into", "to", ","})
    inner = reading.skip(inner, "the")
    if opener == "," and time == "overnight":
        return None
    if opener in {"from", "between"} or time in {"night", "overnight"}:
        pair = _two_days(reading, inner, frozenset({"to", "and", "into", "-", "–", "/"}))
        if pair is not None:
            return replace(pair.spanning(position, pair.last), time=time)
    found = read_weekday(reading, inner) or read_calendar(reading, inner) or read_relative(reading, inner)
    if found is None or found.unit != "day" or found.relation != "on":
        return None
    if opener in {"into", "to"} and time in {"overnight", "night"} and found.start is not None:
        before = calendar.shift(found.start, -1)
        found = replace(found, start=before or found.start, prec=2)
    elif opener in {"into", "to", "from", "between"}:
        return None
    return replace(found.spanning(position, found.last), time=time)


def _two_days(reading: Reading, position: int, joints: frozenset[str]) -> Found | None:
    """'October 12 to 13', 'Monday to Tuesday', '12 to 13 October' after 'night of'."""
    first = read_bare_day(reading, position, joints) or read_weekday(reading, position)
    first = first or read_calendar(reading, position)
    if first is None or first.unit != "day":
        return None
    if first.start != first.end:
        return first
    if reading.stream.key(first.last) not in joints:
        return None
    inner = reading.skip(first.last + 1, "the")
    second = read_weekday(reading, inner) or read_calendar(reading, inner)
    if second is None or second.unit != "day":
        return None
    joined = join(reading, first, second)
    return joined if joined is not None and (joined.start is None or joined.prec <= 2) else None
