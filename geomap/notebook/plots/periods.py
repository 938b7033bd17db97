"""Days, weeks or months: what a chart counts by, so that its columns stay wide enough to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WEEKS_BEYOND, _MONTHS_BEYOND = 92, 400
"""Days from which on weeks, and months, are counted."""
_LABELS = 24
"""With more columns than this not every one is labelled."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Columns of a chart, from the first to the last without a gap.

    Parameters
    ----------
    unit
        ``day``, ``week`` (from Monday on) or ``month``.
    starts
        The first day of each.
    """

    unit: str
    starts: tuple[date, ...]

    def column(self, day: date) -> int | None:
        """The column of a day, or None if it lies outside of all."""
        if not self.starts or day < self.starts[0]:
            return None
        position = self._number(_start(day, self.unit)) - self._number(self.starts[0])
        return position if position < len(self.starts) else None

    def _number(self, start: date) -> int:
        if self.unit == "month":
            return 12 * start.year + start.month
        return start.toordinal() // (7 if self.unit == "week" else 1)


def periods(days: Iterable[date]) -> Periods:
    """The periods that hold all of these days."""
    known = sorted(set(days))
    if not known:
        return Periods("day", ())
    span = (known[-1] - known[0]).days + 1
    unit = "day" if span <= _WEEKS_BEYOND else "week" if span <= _MONTHS_BEYOND else "month"
    starts = [_start(known[0], unit)]
    while (following := _next(starts[-1], unit)) <= known[-1]:
        starts.append(following)
    return Periods(unit, tuple(starts))


def label_periods(plot: Axes, shown: Periods) -> None:
    """Write the periods below the columns; the year once if it is the same for all."""
    starts = shown.starts
    chosen = range(0, len(starts), max(1, -(-len(starts) // _LABELS)))
    one_year = len({start.year for start in starts}) == 1
    names = [_name(starts[i], shown.unit, with_year=not one_year) for i in chosen]
    plot.set_xticks(list(chosen), labels=names, rotation=45, ha="right", fontsize=8)
    if one_year:
        plot.text(1.0, 1.02, str(starts[0].year), transform=plot.transAxes, ha="right", fontsize=8)


def _start(day: date, unit: str) -> date:
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def _next(start: date, unit: str) -> date:
    if unit == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if unit == "week" else 1)


def _name(start: date, unit: str, *, with_year: bool) -> str:
    day = "" if unit == "month" else f"{start.day} "
    return f"{day}{_MONTHS[start.month - 1]}{f' {start.year}' if with_year else ''}"


_MONTHS: Sequence[str] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
