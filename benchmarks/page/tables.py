"""Tables and numbers of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MISSING = "not measured"


def number(value: Any) -> str:
    """Three digits or so of a number, a text as it is, and a dash for nothing."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value.replace("|", "\\|")
    if isinstance(value, int):
        return f"{value:,}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 0.1 or not value else f"{value:.3f}"


def ratio(value: Any, of: Any) -> str:
    """How many times as much; a dash where one is not known."""
    if not isinstance(value, (int, float)) or not isinstance(of, (int, float)) or not of:
        return "-"
    return f"{number(value / of)} x"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table, its first column to the left; one row that says so if nothing was measured."""
    lines = [f"| {' | '.join(columns)} |", f"|---|{'---:|' * (len(columns) - 1)}"]
    body = [f"| {' | '.join(number(cell) for cell in row)} |" for row in rows]
    empty = f"| {MISSING} |{' - |' * (len(columns) - 1)}"
    return "\n".join([*lines, *(body or [empty])]) + "\n"


def of(figures: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    """The figures of a benchmark; nothing if it failed, was skipped or was not run."""
    found = figures.get(source, {})
    return {} if "failed" in found or "skipped" in found else found


def why_not(figures: Mapping[str, Any], *sources: str) -> str:
    """A line that names the benchmarks that gave no figures, and why; nothing if all did."""
    told = []
    for source in sources:
        found = figures.get(source, {"skipped": "not run"})
        reason = found.get("failed") or found.get("skipped")
        if reason:
            told.append(f"`{source}`: {' '.join(str(reason).split())[:200]}")
    return f"Not measured: {'; '.join(told)}.\n" if told else ""
