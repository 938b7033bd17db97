"""Exports beside geopandas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.page.tables import of, ratio, table, why_not

SOURCES = ("speed.exports",)


def written(figures: Mapping[str, Any]) -> str:
    """The section."""
    found = of(figures, *SOURCES)
    beside = found.get("geopandas", {})
    rows: list[list[Any]] = []
    for suffix, one in found.get("geomap", {}).items():
        theirs = beside.get(suffix, {})
        if "skipped" in one:
            rows.append([f"`{suffix}`", one["skipped"], *[None] * 4])
            continue
        rows.append(
            [
                f"`{suffix}`",
                one["cpu_seconds"],
                one["bytes"] / 1e6,
                theirs.get("cpu_seconds"),
                theirs["bytes"] / 1e6 if theirs else None,
                ratio(one["cpu_seconds"], theirs.get("cpu_seconds")),
            ]
        )
    count = f"{found['incidents']:,}" if "incidents" in found else "Many"
    columns = ("format", "CPU s", "file, MB", "geopandas, CPU s", "its file, MB", "geomap to geopandas")
    return f"""
## Exports

{count} incidents of one claim each. geopandas (pyogrio) writes a frame that is ready, six flat columns and
a point; geomap
writes some fifty fields an incident from its records, with claims and documents.

{table(columns, rows)}
{why_not(figures, *SOURCES)}"""
