"""Writing incidents in each format, beside the same columns written by geopandas (pyogrio).

::

    python -m benchmarks.speed.exports

Each format is written several times in this process, after one that is not counted; the median of
processor seconds and the size of the file are told. What geopandas writes is a frame that is ready: one flat
row an incident with its point, without claims, documents and rules of RFC 7946 to keep.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.maps.incidents import FIELDS, extraction, told
from geomap.exports import write

FORMATS = (".geojson", ".jsonl", ".csv", ".gpkg", ".parquet", ".kml")
BASELINES = {".geojson": "GeoJSON", ".gpkg": "GPKG"}


def timed(action: Callable[[], Any], runs: int) -> float:
    """The median of processor seconds, after a first time."""
    action()
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        action()
        taken.append(time.process_time() - begun)
    return round(statistics.median(taken), 3)


def main() -> None:
    import geopandas

    number, runs = amount(10_000, 200), amount(3, 1)
    found = extraction(number)
    rows = list(told(number))
    points = geopandas.points_from_xy([row.lon for row in rows], [row.lat for row in rows])
    columns = {name: [row[2 + k] for row in rows] for k, name in enumerate(FIELDS)}
    frame = geopandas.GeoDataFrame(columns, geometry=points, crs=4326)
    figures: dict[str, Any] = {"incidents": number, "geomap": {}, "geopandas": {}}
    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMATS:
            path = Path(folder, f"ours{suffix}")
            try:
                seconds = timed(lambda path=path: write(found, path), runs)
            except ImportError as error:
                figures["geomap"][suffix] = {"skipped": str(error)}
                continue
            figures["geomap"][suffix] = {"cpu_seconds": seconds, "bytes": path.stat().st_size}
        for suffix, driver in BASELINES.items():
            path = Path(folder, f"theirs{suffix}")
            seconds = timed(lambda path=path, driver=driver: frame.to_file(path, driver=driver), runs)
            figures["geopandas"][suffix] = {"cpu_seconds": seconds, "bytes": path.stat().st_size}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
