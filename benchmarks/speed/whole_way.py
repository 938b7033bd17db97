"""Time, memory and sizes of extracting and mapping the bundled samples.

::

    python -m benchmarks.speed.whole_way
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed.running import measure
from geomap.demo import sample_paths
from geomap.pipeline import extract
from geomap.readers import read

RUNS = 3
GEOMAP = (sys.executable, "-m", "geomap")


def main() -> None:
    samples = [str(path) for path in sample_paths()]
    with tempfile.TemporaryDirectory() as folder:
        geojson, page = Path(folder, "incidents.geojson"), Path(folder, "map.html")
        one = measure((*GEOMAP, "extract", samples[0], "-o", str(geojson)), runs=RUNS)
        every = measure((*GEOMAP, "extract", *samples, "-o", str(geojson)), runs=RUNS)
        drawn = measure((*GEOMAP, "map", *samples, "-o", str(page)), runs=RUNS)
        sizes = {
            "geojson_kb": round(geojson.stat().st_size / 1e3),
            "map_kb": round(page.stat().st_size / 1e3),
        }
    documents = list(read(*samples))
    extract(documents)  # opens the gazetteer and reads the word lists
    begun = time.perf_counter()
    extract(documents)
    seconds = time.perf_counter() - begun
    characters = sum(len(document.text) for document in documents)
    figures = {
        "documents": len(documents),
        "characters": characters,
        "geomap extract, one dispatch": one.as_json(),
        "geomap extract, all samples": every.as_json(),
        "geomap map, all samples": drawn.as_json(),
        "extract within a running process": {
            "seconds": round(seconds, 3),
            "kilobytes of text a second": round(characters / 1e3 / seconds, 1),
        },
        **sizes,
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
