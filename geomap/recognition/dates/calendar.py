"""Arithmetic of days for time expressions: intervals, precision codes, the year that is meant.

Nothing here reads a clock: what cannot be reckoned from the anchor is None.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from math import ceil
from typing import Final, TypeAlias

Interval: TypeAlias = tuple[date, date]

# A day without its year may lie this many days after the text ('the talks on Friday the 16th')
# before the year before is meant.
SLACK_DAYS: Final = 7


class Tense(Enum):
    """Where from the anchor a date without its year or week is looked for."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


def precision(days: int) -> int:
    """UCDP GED's date_prec of an interval of ``days`` days.

    1 the day, 2 two to six days, 3 a week, 4 eight days to a month, 5 longer (Hoegbladh, UCDP GED
    Codebook, variable date_prec).
    """
    if days <= 1:
        return 1
    if days <= 6:
        return 2
    if days == 7:
        return 3
    return 4 if days <= 31 else 5


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """The day so many days later (before, if negative); None beyond the calendar's end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_of(year: int, month: int) -> Interval | None:
    """First and last day of a month; ``month`` may run over into other years (0 is December)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day_of(year, month, 1)
    if first is None:
        return None
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return first, (following - timedelta(days=1) if following else date.max)


def years(first: int, last: int) -> Interval | None:
    """The interval from the first day of one year to the last of another."""
    start, end = day_of(first, 1, 1), day_of(last, 12, 31)
    return (start, end) if start is not None and end is not None else None


def infer_year(month: int, day: int, anchor: date, tense: Tense) -> date | None:
    """The day that 'October 13' means in a text of the day ``anchor``.

    In the past tense the latest not more than `SLACK_DAYS` after the anchor, in the future tense
    the first from the anchor on, else the nearest. February 29 may lie up to eight years off.
    """
    near = [
        d for year in range(anchor.year - 8, anchor.year + 9) if (d := _safe(year, month, day)) is not None
    ]
    if not near:
        return None
    if tense is Tense.FUTURE:
        return min((d for d in near if d >= anchor), default=None)
    if tense is Tense.NEAREST:
        return min(near, key=lambda d: abs((d - anchor).days))
    return max((d for d in near if (d - anchor).days <= SLACK_DAYS), default=None)


def infer_month_year(month: int, anchor: date, tense: Tense) -> int:
    """The year of the month that is meant: the latest begun, or the next to come."""
    if tense is Tense.FUTURE:
        return anchor.year if month >= anchor.month else anchor.year + 1
    return anchor.year if month <= anchor.month else anchor.year - 1


def weekday_near(anchor: date, weekday: int, tense: Tense, *, strictly: bool = False) -> date | None:
    """The weekday (Monday is 0) on or before the anchor, or on or after it in the future tense.

    ``strictly`` leaves the anchor itself out ('last Tuesday', 'next Tuesday').
    """
    if tense is Tense.FUTURE:
        ahead = (weekday - anchor.weekday()) % 7
        return shift(anchor, ahead or (7 if strictly else 0))
    back = (anchor.weekday() - weekday) % 7
    return shift(anchor, -(back or (7 if strictly else 0)))


def thirds(interval: Interval, which: str, *, decade: bool = False) -> Interval:
    """The early, middle ('mid') or late part of a month, year or decade.

    Months are cut after the 10th and 20th, years after April and August, decades after the
    fourth and seventh year.
    """
    start, end = interval
    if decade:
        cuts = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        return date(start.year + cuts[0], 1, 1), date(start.year + cuts[1], 12, 31)
    if (end - start).days > 31:
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[which]
        last = month_of(start.year, months[1])
        return date(start.year, months[0], 1), last[1] if last else end
    days = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[which]
    return start.replace(day=days[0]), start.replace(day=days[1])


def back(anchor: date, count: int, unit: str) -> Interval | None:
    """The interval of ``count`` units that ends with the anchor ('the past three days')."""
    if unit in {"second", "minute"}:
        return anchor, anchor
    if unit == "hour":
        # 24 hours reach into the day before.
        start = shift(anchor, -ceil(count / 24) if count > 12 else 0)
    elif unit in {"day", "week", "fortnight"}:
        start = shift(anchor, -count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    else:
        months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 1)
        start = months_before(anchor, months)
    return (start, anchor) if start is not None else None


def months_before(anchor: date, months: int) -> date | None:
    """The same day of the month so many months before, or the month's last day."""
    found = month_of(anchor.year, anchor.month - months) if months < 120_000 else None
    if found is None:
        return None
    return found[0].replace(day=min(anchor.day, found[1].day))


def nominal_precision(count: int, unit: str) -> int:
    """The precision of a stretch that the text gives as so many units."""
    if unit in {"second", "minute"} or (unit == "hour" and count <= 12):
        return 1
    days = {
        "hour": ceil(count / 24) + 1,
        "day": count,
        "week": 7 * count,
        "fortnight": 14,
        "month": 30 * count,
    }
    return precision(days.get(unit, 365))


def _safe(year: int, month: int, day: int) -> date | None:
    return day_of(year, month, day) if 1 <= year <= 9999 else None
