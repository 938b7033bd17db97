"""How long a command takes to answer from nothing, beside importing the packages it avoids.

::

    python -m benchmarks.speed.cold_start
"""

from __future__ import annotations

import json
import sys

from benchmarks.speed.running import measure

RUNS = 7
GEOMAP = (sys.executable, "-m", "geomap")

COMMANDS = {
    "geomap --help": (*GEOMAP, "--help"),
    "geomap --version": (*GEOMAP, "--version"),
    "geomap geocode Tartar": (*GEOMAP, "geocode", "Tartar"),
    "geomap reverse 40.34 46.93": (*GEOMAP, "reverse", "40.34", "46.93"),
}
PEERS = {
    "bare Python": (sys.executable, "-c", "pass"),
    "import geopy": (sys.executable, "-c", "import geopy.geocoders"),
    "import folium": (sys.executable, "-c", "import folium"),
    "import geopandas": (sys.executable, "-c", "import geopandas"),
}


def main() -> None:
    ours = {name: measure(command, runs=RUNS) for name, command in COMMANDS.items()}
    peers = {name: measure(command, runs=RUNS) for name, command in PEERS.items()}
    geocode, geopandas = ours["geomap geocode Tartar"], peers["import geopandas"]
    figures = {
        "runs": RUNS,
        **{name: taken.as_json() for name, taken in {**ours, **peers}.items()},
        "geocode to import geopandas, time": round(geocode.seconds / geopandas.seconds, 2),
        "geocode to import geopandas, memory": round(geocode.megabytes / geopandas.megabytes, 2),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
