"""The figures as Markdown, a table for each number of incidents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.speed.maps.pages import NAMES

_COLUMNS = {
    "build_seconds": "build, s",
    "megabytes": "file, MB",
    "beyond_text_megabytes": "beyond the text, MB",
    "ready_seconds": "ready, s",
    "heap_megabytes": "heap, MB",
    "outside_heap_megabytes": "outside it, MB",
    "process_megabytes": "process, MB",
    "filter_ms": "filter, ms",
    "unfilter_ms": "back to all, ms",
    "slider_ms": "slider, ms",
}


def markdown(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """A heading and a table for each number of incidents; what was skipped stands below its table."""
    parts: list[str] = []
    for n, by_page in figures.items():
        parts.append(f"### {int(n):,} incidents\n")
        parts.append(f"| page | {' | '.join(_COLUMNS.values())} |\n|---|{'---:|' * len(_COLUMNS)}")
        for name, own in by_page.items():
            if isinstance(own, Mapping):
                cells = [_cell(own.get(column)) for column in _COLUMNS]
                parts.append(f"| {NAMES[name]} | {' | '.join(cells)} |")
        skipped = [
            f"{NAMES[name]}: {own['skipped']}."
            for name, own in by_page.items()
            if isinstance(own, Mapping) and "skipped" in own
        ]
        parts.append("\n" + "\n".join(skipped) + "\n" if skipped else "")
    return "\n".join(parts).rstrip() + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
