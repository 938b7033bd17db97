"""Place strings of a conflict table - name, country, units - against the coordinates in the table.

The table (UCDP GED's place strings, CSV) and its scorer are not part of the repository. They are
looked for in ``--evaluation`` or in the folder that the environment variable GEOMAP_EVALUATION
names; where there are none, that is said and the exit status is 0.

    python -m benchmarks.accuracy.places --evaluation FOLDER [--keep FILE] [--overlay]

Prints one JSON object: the scorer's figures for all rows and by country, how the answers came
about, the ceiling (rows for which any entry of the gazetteer with any of the names in the string
lies within 25 km) and the speed. The bundled gazetteer is asked, without the user's overlays
unless ``--overlay`` says so.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from benchmarks.accuracy.geoparsing import _load as load_scorer
from geomap.gazetteer.answers.ladder import Located, locate
from geomap.gazetteer.answers.phrases import read_phrase
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat

NEAR_KM = 25.0
ASKED = ("where_coordinates", "country", "adm_1", "adm_2")


def main() -> int:
    """Run the benchmark; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--keep", type=Path, help="file for the predictions")
    parser.add_argument("--overlay", action="store_true", help="ask the user's overlays too")
    given = parser.parse_args()
    folder: Path | None = Path(given.evaluation) if given.evaluation else None
    if folder is None or not (folder / "score.py").exists():
        print("places: no table of places here; give --evaluation or GEOMAP_EVALUATION", file=sys.stderr)
        return 0
    gold = folder / "places" / "ged_places_dev.csv"
    index = PlaceIndex.installed() if given.overlay else PlaceIndex.bundled()
    with tempfile.TemporaryDirectory() as temporary:
        keep = given.keep or Path(temporary) / "places.jsonl"
        figures = _measure(folder / "score.py", gold, index, keep)
    print(json.dumps(figures, indent=2))
    return 0


def _measure(scorer: Path, gold: Path, index: PlaceIndex, keep: Path) -> dict[str, Any]:
    with gold.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    clock = time.process_time()
    answers = [_locate(index, row) for row in rows]
    seconds = time.process_time() - clock
    with keep.open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps(_prediction(row, answer)) + "\n" for row, answer in zip(rows, answers, strict=True)
        )
    exact = [row for row in rows if row["prec"] in "12"]
    with redirect_stdout(io.StringIO()):
        scores = load_scorer(scorer).places(gold, keep)
    return {
        **scores,
        "methods": dict(Counter(answer.method for answer in answers).most_common()),
        "ceiling, prec 1-2": round(100 * sum(_is_known(index, row) for row in exact) / len(exact), 1),
        "rows_per_cpu_second": round(len(rows) / seconds),
    }


def _locate(index: PlaceIndex, row: dict[str, str]) -> Located:
    name, country, admin1, admin2 = (row[column] for column in ASKED)
    return locate(index, name, country=country, admin1=admin1, admin2=admin2)


def _prediction(row: dict[str, str], answer: Located) -> dict[str, Any]:
    return {
        "query": row["where_coordinates"],
        **{column: row[column] for column in ASKED[1:]},
        "lat": answer.point.lat if answer.point else None,
        "lon": answer.point.lon if answer.point else None,
        "where_prec": answer.where_prec,
        "method": answer.method,
        "name": answer.place.name if answer.place else None,
        "note": answer.note,
    }


def _is_known(index: PlaceIndex, row: dict[str, str]) -> bool:
    """Whether any place that goes by a name in the string lies where the table says."""
    where = LonLat(float(row["lon"]), float(row["lat"]))
    return any(
        candidate.place.point.distance_km(where) <= NEAR_KM
        for reading in read_phrase(row["where_coordinates"])
        for name in reading.names
        for candidate in index.lookup(name)
    )


if __name__ == "__main__":
    sys.exit(main())
