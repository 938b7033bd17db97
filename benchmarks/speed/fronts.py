"""Lines and changes from 200 days of areas of control: time and memory.

::

    python -m benchmarks.speed.fronts [DAYS [CORNERS]]

The data are made: two sides on both sides of a fractal front of about a thousand kilometres, each
day's layer with about CORNERS corners. Every day the front moves on a tenth of its length; on
every tenth day all of it is redrawn, some metres beside. Measured apart: layers whose areas share
their border, the same with a gap of a kilometre between the sides (every tenth day), the table
of changes, and the peak of memory of this process.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

import numpy as np
import shapely

from geomap.model import AreaOfControl, Geometry
from geomap.theatres.fronts import changes_by_day, trace_line

SEED = 11
START = date(2031, 1, 1)
SIDES = ("Northia", "Southia")
METRE = 9e-6  # degrees of latitude


def fractal(corners: int, roughness: float, chance: np.random.Generator) -> Any:
    """Heights of a line by midpoint displacement, the first and last at 0."""
    heights, step = np.zeros(2), roughness
    while len(heights) < corners:
        middles = (heights[:-1] + heights[1:]) / 2 + chance.normal(0, step, len(heights) - 1)
        finer = np.empty(2 * len(heights) - 1)
        finer[::2], finer[1::2] = heights, middles
        heights, step = finer, step * 0.55
    keep = np.linspace(0, len(heights) - 1, corners).astype(int)
    return heights[keep]


def layers(days: int, corners: int) -> list[tuple[AreaOfControl, ...]]:
    """The areas of both sides for each day."""
    chance = np.random.default_rng(SEED)
    front, coast = int(corners * 0.4), int(corners * 0.1)
    x, heights = np.linspace(30, 42, front), fractal(front, 0.3, chance)
    shores = [
        np.round(np.column_stack([np.linspace(30, 42, coast), y + fractal(coast, 0.05, chance)]), 6)
        for y in (51, 45)
    ]
    made = []
    for number in range(days):
        centre = chance.uniform(31, 41)
        heights = heights + chance.normal(0, 0.05) * np.exp(-(((x - centre) / 0.3) ** 2)) * (
            np.abs(x - centre) < 0.6
        )
        if number % 10 == 9:
            heights = heights + chance.normal(0, 5 * METRE, front)
        line = np.round(np.column_stack([x, 48 + heights]), 6)
        day = START + timedelta(days=number)
        made.append(
            tuple(
                AreaOfControl(
                    f"{side}-{day}",
                    side,
                    side,
                    Geometry.from_shapely(shapely.make_valid(shapely.Polygon(ring))),
                    day,
                    day,
                    "made",
                )
                for side, ring in zip(
                    SIDES,
                    (np.vstack([line, shores[0][::-1]]), np.vstack([line[::-1], shores[1]])),
                    strict=True,
                )
            )
        )
    return made


def with_gap(areas: tuple[AreaOfControl, ...]) -> tuple[AreaOfControl, ...]:
    """The second side's area moved a kilometre away."""
    from dataclasses import replace

    moved = shapely.affinity.translate(areas[1].geometry.to_shapely(), 0, -1000 * METRE)
    return areas[0], replace(areas[1], geometry=Geometry.from_shapely(moved))


def megabytes() -> float:
    # Kilobytes on Linux, bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    import shapely.affinity

    days = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    corners = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    made = layers(days, corners)
    before = megabytes()
    begun = time.perf_counter()
    kilometres = [trace_line(areas, between=SIDES).length_km for areas in made]
    lines = time.perf_counter() - begun
    begun = time.perf_counter()
    flat = [area for areas in made for area in areas]
    rows = [row for rows, _ in changes_by_day(flat) for row in rows]
    changing = time.perf_counter() - begun
    begun = time.perf_counter()
    gapped = [trace_line(with_gap(areas), between=SIDES).bridged_km for areas in made[::10]]
    bridged = (time.perf_counter() - begun) / len(gapped)
    figures = {
        "days": days,
        "corners a day": int(
            np.mean(
                [sum(shapely.get_num_coordinates(a.geometry.to_shapely()) for a in areas) for areas in made]
            )
        ),
        "line km, first and last day": [round(kilometres[0]), round(kilometres[-1])],
        "gained km2 in all": round(sum(row.gained_km2 for row in rows)),
        "lines: seconds": round(lines, 1),
        "changes and table: seconds": round(changing, 1),
        "a line with a gap: seconds a day": round(bridged, 2),
        "data: MB": round(sum(len(a.geometry.wkb) for a in flat) / 1e6, 1),
        "before: peak MB": round(before),
        "peak MB": round(megabytes()),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
