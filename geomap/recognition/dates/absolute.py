"""Days, months and years of the calendar: 'October 10-12', '13 October 2020', 'the 1990s'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geomap.recognition.dates import calendar
from geomap.recognition.dates.calendar import Tense
from geomap.recognition.dates.found import Found, Reading
from geomap.recognition.dates.vocabulary import (
    EXACT_NUMBERS_NEEDED,
    MONTHS,
    NAME_HEADS,
    PEOPLE_OR_MEASURES,
)

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"1[0-9]\d{2}|20\d{2}")
_DECADE = re.compile(r"((?:1[0-9]|20)\d0)s", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[Tt]\d\d)?")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})")
_DASHES = frozenset({"-", "–", "‑", "—", "/"})
_MONTH_OPENERS = frozenset(
    "in since until till of last this next early late mid during from through throughout by before after "
    "between and to for around previous following past every".split()
)
_ABOUT = frozenset("about around nearly some over than almost or and to of by approximately roughly".split())
_YEAR_OPENERS = frozenset(
    "in since until till from before after of during by between early late mid around circa through "
    "summer winter autumn fall spring and to or about year".split()
)


def read_calendar(reading: Reading, position: int) -> Found | None:
    """The expression for days of the calendar that begins at a token."""
    word = reading.stream.word(position)
    if not word:
        return None
    if word[0].isdigit():
        return (
            _numeric(reading, position)
            or _day_first(reading, position)
            or _decade(reading, position)
            or _bare_year(reading, position)
        )
    return _month_first(reading, position)


def read_bare_day(reading: Reading, position: int, joints: frozenset[str]) -> Found | None:
    """The 10 of 'from 10 to 12 October': a number whose month comes with the second day."""
    stream = reading.stream
    if not stream.word(position).isdecimal() or stream.key(position + 1) not in joints:
        return None
    second = read_calendar(reading, position + 2)
    number = int(stream.words[position]) if len(stream.words[position]) <= 2 else 0
    if second is None or second.unit != "day" or not 1 <= number <= 31:
        return None
    if second.start is None:
        return replace(second.spanning(position, position + 1), month_day=None)
    day = calendar.day_of(second.start.year, second.start.month, number)
    return Found.of(position, position + 1, (day, day)) if day is not None else None


def _numeric(reading: Reading, position: int) -> Found | None:
    word = reading.stream.words[position]
    iso = _ISO.fullmatch(word)
    if iso is not None:
        return _exact(position, position + 1, calendar.day_of(int(iso[1]), int(iso[2]), int(iso[3])))
    numeric = _NUMERIC.fullmatch(word)
    if numeric is None:
        return None
    a, b, year = int(numeric[1]), int(numeric[3]), _year_value(numeric[4], reading.anchor)
    if numeric[2] == "." or a > 12 or a == b:
        day, month = a, b  # dots always put the day first; 13/10 and 10/10 allow one reading
    elif b > 12:
        day, month = b, a
    else:
        return None  # 10/12 is one day in London and another in Washington
    return _exact(position, position + 1, calendar.day_of(year, month, day))


def _exact(first: int, last: int, day: date | None) -> Found | None:
    return Found.of(first, last, (day, day)) if day is not None else None


def _month_at(reading: Reading, position: int) -> tuple[int, int] | None:
    """Month number and the token after it (and after the full stop of a short form)."""
    stream = reading.stream
    month = MONTHS.get(stream.key(position))
    if month is None or not stream.words[position][0].isupper():
        return None
    last = position + 1
    if stream.key(last) == "." and stream.glued(last) and len(stream.words[position]) <= 4:
        last += 1
    return month, last


def _month_first(reading: Reading, position: int) -> Found | None:
    stream = reading.stream
    found = _month_at(reading, position)
    if found is None:
        return None
    month, last = found
    day = _day_number(reading, last)
    if day is not None:
        until, last = _second_day(reading, last + 1)
        year, last = year_after(reading, last)
        if not _is_name(reading, last):
            return _days(reading, (position, last), month, (day, until), year)
    year, last = year_after(reading, found[1] + (stream.key(found[1]) in {"of", ","}))
    if year is not None:
        return Found.of(position, last, calendar.month_of(year, month), unit="month")
    return _bare_month(reading, position, *found)


def _bare_month(reading: Reading, position: int, month: int, last: int) -> Found | None:
    """A month by itself, where the words before it make it one ('in May', not 'May said')."""
    stream = reading.stream
    if stream.key(position - 1) not in _MONTH_OPENERS or len(stream.keys[position]) < 3:
        return None
    if month in {3, 5} and stream.key(position - 1) in {"and", "to", "for", "by", "of", "before"}:
        return None
    if reading.anchor is None:
        return replace(Found.of(position, last, None, unit="month"), month_day=(month, 0))
    tense = Tense.FUTURE if stream.key(position - 1) == "next" else reading.tense(position)
    year = calendar.infer_month_year(month, reading.anchor, tense)
    interval = calendar.month_of(year, month)
    return replace(Found.of(position, last, interval, unit="month"), month_day=(month, 0))


def _day_first(reading: Reading, position: int) -> Found | None:
    """'13 October 2020', '10-12 October', '10 to 12 October', '19 APR 90'."""
    stream = reading.stream
    day = _day_number(reading, position)
    if day is None or (stream.glued(position) and stream.word(position - 1) in _DASHES):
        return None
    until, last = _second_day(reading, position + 1, needs_month=True)
    last = reading.skip(last, "of")
    found = _month_at(reading, last)
    if found is None:
        return None
    month, after = found
    year, last = year_after(reading, after, two_digits=True)
    if year is None and _day_number(reading, after) is not None and stream.key(after - 1) != ".":
        # '3 October 12' is no day; leave 'October 12' to be read by itself
        return None
    if _is_name(reading, last):
        return None
    return _days(reading, (position, last), month, (day, until), year)


def _days(
    reading: Reading, tokens: tuple[int, int], month: int, days: tuple[int, int | None], year: int | None
) -> Found | None:
    """The interval of one or two days of a month, the year inferred if it is not given."""
    first_day, last_day = days
    if year is not None:
        start = calendar.day_of(year, month, first_day)
    elif reading.anchor is None:
        if calendar.day_of(2000, month, first_day) is None:
            return None
        prec = 1 if last_day is None else calendar.precision(max(1, last_day - first_day + 1))
        return replace(Found.of(*tokens, None, prec=prec), month_day=(month, first_day))
    else:
        start = calendar.infer_year(month, first_day, reading.anchor, reading.tense(tokens[0]))
    if start is None:
        return None
    end = calendar.day_of(start.year, month, last_day) if last_day else start
    found = Found.of(*tokens, (start, end if end is not None and end >= start else start))
    return replace(found, month_day=None if year is not None else (month, first_day))


def _day_number(reading: Reading, position: int) -> int | None:
    word = reading.stream.word(position)
    numeral = _DAY.fullmatch(word)
    if numeral is None:
        return None
    day = int(numeral[1])
    return day if 1 <= day <= 31 else None


def _second_day(reading: Reading, position: int, *, needs_month: bool = False) -> tuple[int | None, int]:
    """'-12', 'to 12', 'and 12', '/12' after a day: the second day, and the token after it."""
    stream = reading.stream
    joint = stream.key(position)
    if joint not in _DASHES and joint not in {"to", "and", "through"}:
        return None, position
    day = _day_number(reading, position + 1)
    if day is None:
        return None, position
    if needs_month:
        return (day, position + 2) if _month_at(reading, position + 2) else (None, position)
    if _month_at(reading, position + 2) or stream.key(position + 2) in PEOPLE_OR_MEASURES:
        # 'October 12 and 13 November': the second belongs to its own month
        return None, position
    if joint == "and" and stream.word(position + 2)[:1].isalpha() and not _closes(stream.key(position + 2)):
        return None, position  # 'on October 12 and 13 soldiers were killed'
    return day, position + 2


def _closes(key: str) -> bool:
    return key in {
        "in",
        "at",
        "near",
        "by",
        "when",
        "as",
        "that",
        "which",
        "after",
        "and",
        "with",
        "during",
        "on",
    }


def year_after(reading: Reading, position: int, *, two_digits: bool = False) -> tuple[int | None, int]:
    """', 2020' or '2020' after a day or month, and the token after it."""
    stream = reading.stream
    inner = (
        reading.skip(position, ",", "of") if not two_digits else reading.skip(position, ",", "of", "'", "’")
    )
    word = stream.word(inner)
    if _YEAR.fullmatch(word) and stream.key(inner + 1) not in PEOPLE_OR_MEASURES:
        return int(word), inner + 1
    if two_digits and inner == position and re.fullmatch(r"\d{2}", word):
        following = stream.word(inner + 1)
        if not following[:1].isalpha() or stream.key(inner + 1) in {"at", "in", "to", "by"}:
            return _year_value(word, reading.anchor), inner + 1
    return None, position


def _year_value(digits: str, anchor: date | None) -> int:
    """A year of two or four digits; of two, the latest not after the anchor's (or 1950-2049)."""
    year = int(digits)
    if len(digits) == 4:
        return year
    newest = anchor.year if anchor is not None else 2049
    return newest - (newest - year) % 100


def _is_name(reading: Reading, position: int) -> bool:
    """Whether a name goes on after a day ('the March 23 Movement')."""
    return reading.stream.key(position) in NAME_HEADS and reading.stream.word(position)[:1].isupper()


def _decade(reading: Reading, position: int) -> Found | None:
    decade = _DECADE.fullmatch(reading.stream.words[position])
    if decade is None:
        return None
    first = int(decade[1])
    return Found.of(position, position + 1, calendar.years(first, first + 9), unit="decade", prec=5)


def _bare_year(reading: Reading, position: int) -> Found | None:
    """'in 1994', 'a 1994 cease-fire'; not '2000 troops' and not 'Resolution 1973'."""
    stream = reading.stream
    word = stream.words[position]
    if not _YEAR.fullmatch(word) or stream.key(position + 1) in PEOPLE_OR_MEASURES:
        return None
    before = stream.key(position - 1)
    if before in EXACT_NUMBERS_NEEDED or before in {"$", "€", "£", "#", "+"}:
        return None
    if (
        stream.glued(position)
        and before not in {"(", "[", "“", '"', "‘"}
        and not _hangs_on_time(reading, position)
    ):
        return None
    year = int(word)
    newest = (reading.anchor.year if reading.anchor else 2099) + 20
    if before not in _YEAR_OPENERS and before not in _DASHES | {"(", ","} and not 1900 <= year <= newest:
        return None
    following = stream.word(position + 1)
    if before in _ABOUT and following[:1].islower() and not _closes(following):
        return None  # 'about 2000 gunmen' are counted
    return Found.of(position, position + 1, calendar.years(year, year), unit="year", prec=5)


def _hangs_on_time(reading: Reading, position: int) -> bool:
    """Whether a dash before a year follows another year or 'mid' (and not 'Su-')."""
    before = reading.stream.key(position - 2)
    return reading.stream.key(position - 1) in _DASHES and (before == "mid" or before.isdigit())
