"""Seconds and memory for the sectors of a winding line of 10,000 vertices, and points a second.

::

    python -m benchmarks.speed.theatres
"""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from geomap.model import Geometry, LineOfContact, Theatre
from geomap.theatres.sector_index import SectorIndex
from geomap.theatres.sectors import make_sectors

SEED = 7
VERTICES = 10_000
POINTS = 200_000
SCHEMES = ("extent-8", "extent-4", "equal-20")


def winding_theatre() -> Theatre:
    """A theatre with a line of contact some 900 km long, with a bend every 100 m."""
    chance = np.random.default_rng(SEED)
    turns = 0.6 * np.sin(np.cumsum(chance.normal(0, 0.3, VERTICES)))
    steps = np.column_stack([np.cos(turns) / 700, np.sin(turns) / 1100])
    line = shapely.linestrings(np.cumsum(steps, axis=0) + np.array([30.0, 48.0]))
    return Theatre(
        id="winding",
        titles=(("en", "Winding"),),
        valid_from=None,
        valid_to=None,
        area=Geometry.from_shapely(shapely.box(20, 40, 60, 60)),
        lines=(LineOfContact("front", "Front", Geometry.from_shapely(line)),),
    )


def seconds(action: Callable[[], Any]) -> float:
    """The best of three runs."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return round(min(taken), 3)


def main() -> None:
    theatre = winding_theatre()
    figures: dict[str, Any] = {"vertices": VERTICES}
    for scheme in SCHEMES:
        figures[f"{scheme} seconds"] = seconds(lambda scheme=scheme: make_sectors(theatre, scheme=scheme))
    tracemalloc.start()
    sectors = make_sectors(theatre)
    figures["peak_mb of python objects and arrays"] = round(tracemalloc.get_traced_memory()[1] / 1e6, 1)
    tracemalloc.stop()
    figures["line_km"] = round(sum(sector.length_km for sector in sectors))
    index = SectorIndex(sectors)
    chance = np.random.default_rng(SEED)
    lon, lat = chance.uniform(30, 44, POINTS), chance.uniform(47, 49, POINTS)
    figures["points to sectors a second"] = round(POINTS / seconds(lambda: index.numbers(lon, lat)))
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
