"""What each command takes from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.page.tables import of, ratio, table, why_not

SOURCES = ("speed.cold_start",)
TARGETS = {
    "geomap --help": "under 0.15 s",
    "geomap extract, one dispatch": "under 0.8 s, 150 MB",
}
_BARE = "python -c pass"


def written(figures: Mapping[str, Any]) -> str:
    """The section."""
    found = of(figures, *SOURCES)
    beside, commands = found.get("beside", {}), found.get("commands", {})
    geopandas = beside.get("import geopandas", {}).get("cpu_seconds")
    rows = [
        (
            f"`{name}`",
            one["cpu_seconds"],
            one["seconds"],
            one["peak_mb"],
            ratio(one["cpu_seconds"], geopandas),
            TARGETS.get(name, ""),
        )
        for name, one in {**beside, **commands}.items()
    ]
    columns = ("command", "CPU s", "s", "peak MB", "to import geopandas", "target")
    return f"""
## Start of each command

From the start of the process to its end, the median of {found.get("runs", "several")} runs after one that
is not counted: what a
user waits for. The first lines are what Python and the packages take that geomap loads only where it needs
them.
The gazetteer's first answer is `geomap geocode NAME`.

{table(columns, rows)}
{why_not(figures, *SOURCES)}"""
