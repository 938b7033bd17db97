"""Charts of a report: incidents a day, and sectors by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.errors import UsageError
from geomap.exports.gis.signs import LOOKS
from geomap.exports.sector_days import day_of, is_news, sector_by_day
from geomap.model import Extraction, Incident, IncidentType, Status
from geomap.notebook.looks import HATCHES
from geomap.notebook.plots.axes import axes, load_pyplot
from geomap.notebook.plots.periods import label_periods, periods

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_TYPES = 9
_WIDTH = 9.0
_MOST_CELLS = 600
"""In a table of more cells than this numbers could not be read."""
_NARROW = 20
"""With more columns than this the numbers are written smaller."""
_PATTERNS = ("", "//", "..", "xx", "\\\\", "++")


def draw_days(
    extraction: Extraction,
    *,
    by: str,
    start: date | None,
    end: date | None,
    ax: Axes | None,
    title: str | None,
) -> Axes:
    """Draw incidents a day as stacked bars; see `Plots.days`."""
    if by not in ("status", "type"):
        raise UsageError(f"by={by!r}", where="plot.days", hint="status or type is needed")
    if start is not None and end is not None and end < start:
        raise UsageError(f"{end} is before {start}", where="end", hint="the first day, then the last")
    dated = [(day, i) for i in extraction.incidents if is_news(i) and (day := day_of(i)) is not None]
    dated = [(day, i) for day, i in dated if (not start or day >= start) and (not end or day <= end)]
    shown = periods([day for day, _ in dated] + [bound for bound in (start, end) if bound])
    plot = axes(ax, size=(_WIDTH, 3.4))
    from matplotlib.ticker import MaxNLocator  # after axes() has told whether it is there

    bottom = [0] * len(shown.starts)
    for number, (name, incidents) in enumerate(_groups(dated, by)):
        counts = Counter(shown.column(day) for day, _ in incidents)
        heights = [counts[column] for column in range(len(bottom))]
        colour, hatch = _look(name, by, number)
        bars = plot.bar(range(len(bottom)), heights, bottom=bottom, label=name.replace("_", " "), width=0.86)
        for bar in bars:
            bar.set(facecolor=colour, hatch=hatch, edgecolor="#ffffff", linewidth=0.4)
        bottom = [low + height for low, height in zip(bottom, heights, strict=True)]
    label_periods(plot, shown)
    plot.set_ylabel("incidents")
    plot.yaxis.set_major_locator(MaxNLocator(integer=True))
    plot.set_xlabel(_not_drawn(extraction, sum(bottom)))
    plot.set_title(
        title if title is not None else f"Incidents a {shown.unit} by {by}", loc="left", parse_math=False
    )
    for side in ("top", "right"):
        plot.spines[side].set_visible(False)
    if any(bottom):
        # Many types would cover bars. A figure of our own makes room beside them; another's may have none.
        beside: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)} if ax is None else {}
        plot.legend(frameon=False, fontsize=8, **beside)
    return plot


def draw_sectors(
    extraction: Extraction,
    *,
    value: str,
    start: date | None,
    end: date | None,
    ax: Axes | None,
    title: str | None,
) -> Axes:
    """Draw the heat table; see `Plots.sectors`."""
    import pandas as pd

    table = sector_by_day(extraction, start=start, end=end)
    check_value(table, value)
    told_of = {incident.theatre for incident in extraction.incidents}
    rows = [
        (_Line(_text(theatre), _text(sector), name), None if pd.isna(day) else day.date(), number)
        for theatre, sector, name, day, number in zip(
            *(table[column] for column in ("theatre", "sector", "sector_name", "day", value)), strict=True
        )
        if _text(theatre) is None or theatre in told_of
    ]
    lines = {line: position for position, line in enumerate(dict.fromkeys(line for line, _, _ in rows))}
    shown = periods(day for _, day, _ in rows if day is not None)
    cells = [[0.0] * len(shown.starts) for _ in lines]
    undated = 0.0
    for line, day, number in rows:
        column = shown.column(day) if day is not None else None
        if column is None:
            undated += known(number)
        else:
            cells[lines[line]][column] += known(number)
    plot = axes(ax, size=(_WIDTH, 1.2 + 0.34 * max(1, len(lines))))
    if shown.starts:
        most = max(1.0, *(max(row) for row in cells))
        plot.imshow(cells, cmap="OrRd", aspect="auto", vmin=0, vmax=most)
        _write_cells(plot, cells, most)
    several = len({line.theatre for line in lines}) > 1
    names = [f"{line.name} ({line.theatre})" if several and line.theatre else line.name for line in lines]
    plot.set_yticks(range(len(names)), labels=names, parse_math=False)
    label_periods(plot, shown)
    plot.set_xlabel(f"without a day: {undated:g}" if undated else "")
    said = f"{value.replace('_', ' ').capitalize()} by sector and {shown.unit}"
    plot.set_title(title if title is not None else said, loc="left", parse_math=False)
    return plot


def check_value(table: pd.DataFrame, value: str) -> None:
    """Raise `UsageError` unless it is a column of numbers of the sector table."""
    numbers = [name for name in table.columns if name not in ("theatre", "sector", "sector_name", "day")]
    if value not in numbers:
        raise UsageError(f"no column {value!r}", where="value", hint=f"one of {', '.join(numbers)} is needed")


def known(number: Any) -> float:
    """A number of a cell; what is not known (<NA>) adds nothing."""
    import pandas as pd

    return 0.0 if pd.isna(number) else float(number)


def _groups(dated: Sequence[tuple[date, Incident]], by: str) -> list[tuple[str, list[tuple[date, Incident]]]]:
    """Dated incidents by status, or by type: the commonest first, those that are rare together."""
    if by == "status":
        statuses = [(s.value, [pair for pair in dated if pair[1].status is s]) for s in Status]
        return [group for group in statuses if group[1]]
    order: list[IncidentType] = [kind for kind, _ in Counter(i.type for _, i in dated).most_common()]
    named = order if len(order) <= _MOST_TYPES else order[: _MOST_TYPES - 1]
    groups = [(kind.value, [pair for pair in dated if pair[1].type is kind]) for kind in named]
    rare = [pair for pair in dated if pair[1].type not in named]
    return [*groups, ("other", rare)] if rare else groups


def _look(name: str, by: str, number: int) -> tuple[Any, str]:
    """Colour and hatching: nothing is told by colour alone."""
    if by == "status":
        return LOOKS[Status(name)].colour, HATCHES[Status(name)]
    return load_pyplot().get_cmap("tab10")(number % 10), _PATTERNS[number % len(_PATTERNS)]


def _not_drawn(extraction: Extraction, drawn: int) -> str:
    """What the bars leave out, in words."""
    left = len(extraction.incidents) - drawn
    why = "without a day, outside of these days, background, or not said to have happened"
    return f"not drawn: {left:,} {why}" if left else ""


class _Line(NamedTuple):
    """A row of the heat table: sectors may have the same name."""

    theatre: str | None
    sector: str | None
    name: str


def _text(cell: Any) -> str | None:
    """Text of a cell; what is missing is None, whatever pandas makes of it."""
    return cell if isinstance(cell, str) else None


def _write_cells(plot: Axes, cells: Sequence[Sequence[float]], most: float) -> None:
    if len(cells) * len(cells[0]) > _MOST_CELLS:
        return
    size = 8 if len(cells[0]) <= _NARROW else 6
    for y, row in enumerate(cells):
        for x, number in enumerate(row):
            if number:
                colour = "#ffffff" if number > 0.6 * most else "#1a1f24"
                plot.text(x, y, f"{number:.2g}", ha="center", va="center", fontsize=size, color=colour)
