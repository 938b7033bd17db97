"""The head of a text: its date, its dateline and where its first sentence begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geomap.model import Span
from geomap.recognition.dates import read_full_date
from geomap.recognition.dates.vocabulary import MONTHS, SHORT_WEEKDAYS, WEEKDAYS

# A header stands at the beginning; these many characters are looked at and no more.
_REACH = 600
_LONGEST_DATELINE = 160
_LONGEST_DAY = 60
_HEADLINE_LENGTH = 200
_MOST_HEADLINES = 3
_FIELD = re.compile(
    r"(?P<name>date|published|publication date|pubdate|posted|updated|title|headline|source|author|by|url"
    r"|link|dateline|place|location|language|id|section|agency)[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)
_DATE_FIELDS = frozenset({"date", "published", "publication date", "pubdate", "posted"})
# As the first line these begin ordinary sentences as well.
_WEAK_FIELDS = frozenset({"by", "place", "location", "section", "updated", "id", "link", "language"})
_DATE_WORD = re.compile(
    r"\s*(?:date\s+)?(?P<day>\d{4}-\d{2}-\d{2})(?!\d)(?:[T ]\d\d:\d\d\S*)?", re.IGNORECASE
)
_DASH = re.compile(r"\s*(?:--+|—|–|―)\s*|\s+-\s+|-")
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\n]{2,60})\)")
# 'LIMA (PERU), 25 DEC 89': what a place lies in, before the comma and the day.
_COUNTRY = re.compile(r"\s*\((?P<inner>[^\W\d][^()\d]{1,40})\)(?=\s*,)")
_AGENCY = re.compile(
    r"\b(?:PRESS|NEWS|RADIO|AGENCY|TV|TASS|REUTERS?|AFP|EFE|DPA|ANSA|KYODO|XINHUA|UPI|TELEVISION)\b"
)
_NO_DAY = re.compile(r"\bNO DATE\b")
_NO_CITY = re.compile(r"(?:NO CITY|CLANDESTINE)\b[\s(]*")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-][^\W\d_]+)*")
_TAG = re.compile(r"\s*\[(?!BEGIN |WORDS? INDISTINCT)[A-Z][^\[\]]{1,240}\]")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# 'JUNE 11 89' is no day of running text: said the other way round it is.
_SHORT_YEAR = re.compile(rf"^({_MONTH})\s(\d{{1,2}}),?\s(\d\d)$", re.IGNORECASE)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s\d{{1,2}}(?:,?\s(?:\d{{4}}|\d\d))?\b|\b\d{{1,2}}\s{_MONTH}(?:,?\s\d{{2,4}})?\b",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset("of the and de la el al del da do sur upon les ad ez es".split())
_DAY_WORDS = frozenset(
    [*MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *"st nd rd th am pm gmt utc local time on date published".split()]
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the first sentence.

    Parameters
    ----------
    date
        The day that the header gives with its year, or None.
    dateline
        Span of the places of the dateline ('YEREVAN/BAKU', 'KYIV, Ukraine'), or None.
    body_start
        Character offset at which the first sentence begins.
    agency
        The agency or station that the dateline names in brackets ('Reuters'), or None.
    """

    date: date | None
    dateline: Span | None
    body_start: int
    agency: str | None = None


@lru_cache(maxsize=8)
def read_header(text: str) -> Header:
    """Read fields, date and dateline from the beginning of a text.

    Understood are lines such as 'Title: ...' and 'Published: 16 April 2023', a leading day
    ('date 2020-10-13', or a line that is nothing but a day), up to three lines of headline and
    byline before a dateline, and the dateline itself, ended by a dash: places in capitals, or
    followed by an agency in brackets or by a day. A sentence that merely has a dash ('Ukraine -
    a country of ...') is no dateline. A day without its year is not taken for the header's date.
    The last few texts are remembered: every stage asks.
    """
    position, day = _read_fields(text)
    leading = _DATE_WORD.match(text, position)
    leading_day = _iso(leading.group("day")) if leading is not None else None
    if leading is not None and leading_day is not None:
        position = leading.end()
    position = _skip_space(text, position)
    dateline = _read_dateline(text, position)
    line_start = position
    for _ in range(_MOST_HEADLINES):
        line = _short_line(text, line_start)
        if dateline is not None or line is None:
            break
        line_day = _only_day(line)
        line_start = _skip_space(text, text.index("\n", line_start))
        if line_day is not None:
            # A line that is nothing but a day is no sentence, whatever follows.
            leading_day = leading_day or line_day
            position = line_start
        dateline = _read_dateline(text, line_start, strict=line_day is None)
    day = day or leading_day
    if dateline is None:
        return Header(date=day, dateline=None, body_start=position)
    return Header(
        date=day or dateline.day,
        dateline=dateline.places,
        body_start=_after_tags(text, dateline.end),
        agency=dateline.agency,
    )


def _read_fields(text: str) -> tuple[int, date | None]:
    """The offset after the lines of fields at the top, and the day that they give."""
    day: date | None = None
    position = 0
    seen = False
    while True:
        line = _FIELD.match(text, _skip_space(text, position))
        if line is None:
            return position, day
        name = line.group("name").lower()
        if not seen and name in _WEAK_FIELDS:
            return position, day
        seen = True
        if name in _DATE_FIELDS and day is None:
            value = line.group("value").strip()
            day = _only_day(value)
            if day is None:
                # The day alone, and the text goes on in the same line; or prose after all.
                iso = _DATE_WORD.match(text, line.start("value"))
                day = _iso(iso.group("day")) if iso is not None else None
                return (iso.end(), day) if iso is not None and day is not None else (position, None)
        position = line.end()


def _short_line(text: str, position: int) -> str | None:
    """The line at an offset if it can be a headline or byline: short, and no sentence's end."""
    end = text.find("\n", position, position + _HEADLINE_LENGTH)
    line = text[position:end].strip() if end >= 0 else ""
    return line if line and line[-1] not in ".!?:;," else None


@dataclass(frozen=True, slots=True)
class _Dateline:
    places: Span
    day: date | None
    end: int
    agency: str | None


def _read_dateline(text: str, position: int, *, strict: bool = False) -> _Dateline | None:
    """The dateline at an offset; if ``strict``, only one with capitals, agency or day."""
    head = text[position : position + _REACH]
    dash = _DASH.search(head)
    # A hyphen within a name or a day ('Port-au-Prince', '2020-10-13') is passed over.
    while dash is not None and (dash.group() == "-" or _in_bracket(head, dash.start())):
        dash = _DASH.search(head, dash.end())
    if dash is None or dash.start() > _LONGEST_DATELINE or "\n\n" in head[: dash.start()]:
        return None
    before = head[: dash.start()]
    names = _places(before, weak=not strict and _sentence_follows(head, dash.end()))
    if names is None:
        return None
    rest = before[names.end :]
    agency = _BRACKET.search(rest)
    return _Dateline(
        places=Span(position + names.start, position + names.end),
        day=_day_in(rest),
        end=position + dash.end(),
        agency=" ".join(agency["inner"].split()) if agency is not None else None,
    )


def _in_bracket(head: str, position: int) -> bool:
    """Whether an offset lies within brackets ('(ACAN - EFE)')."""
    opened = head.rfind("(", 0, position)
    return opened > head.rfind(")", 0, position) and ")" in head[position : position + 40]


def _places(before: str, *, weak: bool) -> Span | None:
    """Span of the places in what stands before the dash; None if it is prose.

    ``weak``: one place in small letters, with neither agency nor day, will do ('Khartoum -- ').
    """
    marks = (_BRACKET.search(before), _MONTH_DAY.search(before), _NO_DAY.search(before))
    ends = [found.start() for found in marks if found is not None]
    names = (before[: min(ends)] if ends else before).rstrip(" \t\n,;:")
    if not names or not names[0].isalpha():
        return None
    parts = [part.strip() for part in re.split(r"[,/]| and ", names)]
    end = len(names)
    country = _COUNTRY.match(before, end)
    if country is not None and _is_country(country["inner"], before[country.end() :]):
        parts.append(country["inner"].strip())
        end = country.end()
    if not all(_NAME.fullmatch(part.replace(". ", " ").rstrip(".")) for part in parts):
        return None
    rest = before[end:]
    unnamed = _NO_CITY.match(before)
    start = 0
    if unnamed is not None and country is not None:
        start, end = country.span("inner")
    capitalised = all(_is_capitalised(part) for part in parts)
    if len(parts[0]) > 1 and parts[0].isupper() and _only_header(rest):
        return Span(start, end)
    if ends and capitalised and _only_header(rest):
        return Span(start, end)
    short = not ends and len(parts) <= 2 and len(names.split()) <= 3
    return Span(start, end) if weak and short and capitalised else None


def _is_country(words: str, rest: str) -> bool:
    """Whether brackets after a place hold what it lies in: the agency's follow, or these are no agency's."""
    if _BRACKET.search(rest) is not None:
        return True
    return words.isupper() and len(words) > 2 and _AGENCY.search(words) is None


def _sentence_follows(head: str, position: int) -> bool:
    """Whether what follows a dash begins like a sentence and has no second dash in it."""
    after = head[position:]
    sentence = after.split(". ", 1)[0]
    opening = after.lstrip("\"'“‘«(")[:1]
    return (opening.isupper() or opening.isdigit()) and not re.search(r"\s(?:--|—|–)\s", sentence)


def _only_header(rest: str) -> bool:
    """Whether nothing but agency, day and punctuation stands between the places and the dash."""
    return not re.search(r"\w", _NO_DAY.sub("", _MONTH_DAY.sub("", _BRACKET.sub("", rest))))


def _is_capitalised(name: str) -> bool:
    return all(word[0].isupper() or word in _SMALL_WORDS for word in re.split(r"[\s-]+", name) if word)


def _day_in(rest: str) -> date | None:
    found = _MONTH_DAY.search(rest)
    if found is None:
        return None
    return read_full_date(_SHORT_YEAR.sub(r"\2 \1 \3", found.group()))


def _only_day(line: str) -> date | None:
    """The day that is all a short line says ('Tuesday, 13 October 2020, 14:05 GMT')."""
    if len(line) > _LONGEST_DAY or not any(c.isdigit() for c in line):
        return None
    words = re.findall(r"[^\W\d_]{2,}", line.lower())
    return read_full_date(line) if all(word in _DAY_WORDS for word in words) else None


def _after_tags(text: str, position: int) -> int:
    """The offset after '[REPORT] [TEXT]' and the like, as monitoring services put them."""
    while (tag := _TAG.match(text, position)) is not None:
        position = tag.end()
    return _skip_space(text, position)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and (text[position].isspace() or text[position] == "\ufeff"):
        position += 1
    return position
