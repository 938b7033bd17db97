"""The day of a map, from a file's name or a field."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(sorted([*_MONTHS, *(m[:3] for m in _MONTHS), "sept"], key=len, reverse=True))
_GAP = r"[-_. /]"
_YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d){_GAP}?(\d\d){_GAP}?(\d\d)(?!\d)")
_YEAR_LAST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}((?:19|20)\d\d)(?!\d)")
_CLOSED_YEAR_LAST = re.compile(r"(?<!\d)(\d\d)(\d\d)((?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}*({_MONTH}),?{_GAP}*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(
    rf"({_MONTH}){_GAP}*(\d{{1,2}})(?:st|nd|rd|th)?,?{_GAP}*((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)


def days_in(text: str) -> tuple[date, ...]:
    """Every day that a text may mean.

    '2022-10-13', '20221013', '13.10.2022', '13Oct2022', 'October 13, 2022' and their like. Of
    '03.04.2022' there are two: whether the day or the month stands first is not guessed.
    """
    found: dict[date, None] = {}
    taken: list[tuple[int, int]] = []

    def note(match: re.Match[str], *readings: tuple[int, int, int]) -> None:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return
        days = [day for reading in readings if (day := _day(*reading)) is not None]
        if days:
            taken.append(match.span())
            found.update(dict.fromkeys(days))

    for match in _YEAR_FIRST.finditer(text):
        note(match, (int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY_MONTH.finditer(text):
        note(match, (int(match[3]), _month(match[2]), int(match[1])))
    for match in _MONTH_DAY.finditer(text):
        # 'ControlOct13' has a month, 'vidmar13' has none.
        if text[: match.start()][-1:].isalpha() and match[1][0].islower():
            continue
        note(match, (int(match[3]), _month(match[1]), int(match[2])))
    for pattern in (_YEAR_LAST, _CLOSED_YEAR_LAST):
        for match in pattern.finditer(text):
            first, second, year = int(match[1]), int(match[2]), int(match[3])
            note(match, (year, second, first), (year, first, second))
    return tuple(found)


def day_of_value(value: Any) -> date | None:
    """The day of a field's value: a date, a time, or a text with one day; None for anything else."""
    if value is None:
        return None
    if hasattr(value, "astype"):  # numpy's datetime64, without importing numpy
        value = value.astype("datetime64[s]").item() if value.dtype.kind == "M" else value.item()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = days_in(value) if isinstance(value, str) else ()
    return found[0] if len(found) == 1 else None


def _month(name: str) -> int:
    return [m[:3] for m in _MONTHS].index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
