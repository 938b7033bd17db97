"""GeoNames' own dumps as overlays: whether they are taken whole, and villages of the war resolve right.

The dumps (``UA.zip``, ``AD.txt``, ``no-country.txt.gz``, and a postal-code file that must be
refused) are not part of the repository. They are looked for in ``--dumps``, in the folder that the
environment variable GEOMAP_DUMPS names, and in ``shared/reference/geonames`` beside the checkout;
where there are none, that is said and the exit status is 0.

    python -m benchmarks.accuracy.overlay [--dumps FOLDER]

Prints one JSON object: rows, places, seconds, memory and file size of each dump, and for villages
that news of the war in Ukraine names how far the answer lies from where they are, asked with the
country alone and with the oblast.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from geomap.errors import GeomapError, InputError
from geomap.gazetteer import overlays
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat

ROOT = Path(__file__).resolve().parents[2]
DUMPS = ("UA.zip", "AD.txt", "no-country.txt.gz")
POSTAL = "AZ_postal_not_a_gazetteer.txt"
# Villages with their oblasts and rough points, written down from maps of the war; 'near' is 15 km.
VILLAGES = {
    "Robotyne": ("Zaporizhzhia Oblast", LonLat(35.84, 47.45)),
    "Klishchiivka": ("Donetsk Oblast", LonLat(37.96, 48.53)),
    "Synkivka": ("Kharkiv Oblast", LonLat(37.69, 49.76)),
    "Krynky": ("Kherson Oblast", LonLat(33.08, 46.73)),
    "Urozhaine": ("Donetsk Oblast", LonLat(36.82, 47.75)),
    "Verbove": ("Zaporizhzhia Oblast", LonLat(35.99, 47.43)),
}
NEAR_KM = 15.0


def main() -> int:
    """Run the benchmark; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dumps", type=Path, default=os.environ.get("GEOMAP_DUMPS"))
    given = parser.parse_args()
    folder = Path(given.dumps or ROOT.parent / "shared" / "reference" / "geonames")
    if not all((folder / name).exists() for name in DUMPS):
        print(f"overlay: no dumps in {folder}; give --dumps or GEOMAP_DUMPS", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["GEOMAP_DATA_DIR"] = temporary
        figures = {name: _add(folder / name) for name in DUMPS}
        figures["postal-code file"] = _refused(folder / POSTAL)
        index = PlaceIndex.installed()
        figures["villages"] = {name: _ask(index, name) for name in VILLAGES}
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    return 0


def _add(path: Path) -> dict[str, Any]:
    begun, cpu = time.perf_counter(), time.process_time()
    try:
        added = overlays.add(path)
    except GeomapError as error:
        return {"failed": str(error)}
    return {
        "places": added.overlay.places,
        "in_the_bundled_file": added.bundled,
        "not_kept": added.unused,
        "faulty": added.left_out + added.mended,
        "seconds": round(time.perf_counter() - begun, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "file_mb": round(added.overlay.size / 1e6, 1),
    }


def _refused(path: Path) -> dict[str, Any]:
    try:
        overlays.add(path)
    except InputError as error:
        return {"refused": error.what}
    return {"refused": None}


def _ask(index: PlaceIndex, name: str) -> dict[str, Any]:
    oblast, where = VILLAGES[name]
    answers: dict[str, Any] = {}
    for asked, admin1 in (("with the country", None), ("with the oblast", oblast)):
        found = locate(index, name, country="UA", admin1=admin1)
        away = round(found.place.point.distance_km(where), 1) if found.place else None
        exact = found.where_prec in {1, 2}
        right = exact and away is not None and away <= NEAR_KM
        answers[asked] = {
            "method": found.method,
            "where_prec": found.where_prec,
            "km_away": away if exact else None,
            "verdict": "right" if right else "wrong" if exact else "left open",
        }
    return answers


if __name__ == "__main__":
    sys.exit(main())
