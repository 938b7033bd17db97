"""How long each command takes from nothing, and its memory, beside importing the packages it avoids.

::

    python -m benchmarks.speed.cold_start

Each is a process of its own, run several times after one run that is not counted; the median is told.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.amount import amount
from benchmarks.speed.running import measure
from geomap.demo import sample_paths

GEOMAP = (sys.executable, "-m", "geomap")
_DOCTOR_MAY_MISS = (0, 1)  # an optional package that is not installed is told with status 1

PEERS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "import geopy": (sys.executable, "-c", "import geopy.geocoders"),
    "import folium": (sys.executable, "-c", "import folium"),
    "import geopandas": (sys.executable, "-c", "import geopandas"),
}


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """The commands by what a user would type; what they write and keep is in the folder."""
    samples = [str(path) for path in sample_paths()]
    store, out = str(folder / "kept.gpkg"), str(folder / "out")
    return {
        "geomap --help": ("--help",),
        "geomap --version": ("--version",),
        "geomap geocode NAME": ("geocode", "Tartar"),
        "geomap reverse LAT LON": ("reverse", "40.34", "46.93"),
        "geomap theatres": ("theatres",),
        "geomap gazetteer info": ("gazetteer", "info"),
        "geomap geoparse, one dispatch": ("geoparse", samples[0], "-o", f"{out}.jsonl"),
        "geomap extract, one dispatch": ("extract", samples[0], "-o", f"{out}.geojson"),
        "geomap extract, ten dispatches": ("extract", *samples, "-o", f"{out}.geojson"),
        "geomap map, one dispatch": ("map", samples[0], "-o", f"{out}.html"),
        "geomap map, ten dispatches": ("map", *samples, "-o", f"{out}.html"),
        "geomap run, ten dispatches": ("run", str(Path(samples[0]).parent), "-o", out, "--engine", "serial"),
        "geomap store add, one dispatch": ("store", "add", store, samples[0]),
        "geomap store list": ("store", "list", store),
        "geomap doctor": ("doctor",),
    }


def main() -> None:
    runs = amount(9, 1)
    ours = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, command in commands(Path(folder)).items():
            allowed = _DOCTOR_MAY_MISS if name == "geomap doctor" else (0,)
            ours[name] = measure((*GEOMAP, *command), runs=runs, allowed=allowed).as_json()
    peers = {name: measure(command, runs=runs).as_json() for name, command in PEERS.items()}
    print(json.dumps({"runs": runs, "commands": ours, "beside": peers}, indent=2))


if __name__ == "__main__":
    main()
