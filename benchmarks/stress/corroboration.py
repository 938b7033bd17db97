"""How long it takes to join accounts, as their number grows: all at once, and one document more.

::

    python -m benchmarks.stress.corroboration [--tenth]

Sketches are drawn (seed 10): happenings at 2,000 towns, so many a day that the density is the same
whatever their number, each told by one to six documents, roughly or exactly. Peak memory is that of the
process, which holds all sketches, likenesses and clusters.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from geomap.corroboration import Joining, MemoryLedger, Sketch, settle
from geomap.corroboration.families import family_of
from geomap.model import IncidentType
from geomap.model.toll import Toll

DAY = 730_000
A_DAY = 300  # accounts
TOWNS = 2_000
MORE = 300  # documents that come afterwards, one by one
SIZES = (10_000, 100_000, 1_000_000)
TYPES = (
    IncidentType.SHELLING,
    IncidentType.DRONE_STRIKE,
    IncidentType.ARMED_CLASH,
    IncidentType.ATTACK_ON_CIVILIANS,
    IncidentType.PROTEST,
)


def accounts(count: int, *, first_id: int = 0, seed: int = 10, days: int | None = None) -> Iterator[Sketch]:
    """Draw accounts of happenings: ``count`` of them over so many days that each has about `A_DAY`.

    Parameters
    ----------
    count
        How many.
    first_id
        The number of the first one's id.
    seed
        For what is drawn.
    days
        Over how many days instead.
    """
    rng = random.Random(seed)
    towns = [(rng.uniform(-10, 60), rng.uniform(0, 55)) for _ in range(TOWNS)]
    number, span = 0, days or max(1, count // A_DAY)
    while number < count:
        town = rng.randrange(TOWNS)
        day = DAY + rng.randrange(span)
        kind, killed = rng.choice(TYPES), rng.choice((None, None, 1, 2, 3, 5, 12))
        side, words = f"side-{rng.randrange(8)}", rng.sample(range(5000), 12)
        for _ in range(min(rng.choice((1, 1, 1, 2, 2, 3, 6)), count - number)):
            yield _account(rng, first_id + number, town, towns[town], day, kind, killed, side, words)
            number += 1


def _account(
    rng: random.Random,
    number: int,
    town: int,
    point: tuple[float, float],
    day: int,
    kind: IncidentType,
    killed: int | None,
    side: str,
    words: list[int],
) -> Sketch:
    dated, rough = rng.random() < 0.6, rng.random() < 0.15
    lon, lat = point
    around = 0.3 if rough else 0.02
    return Sketch(
        id=f"inc-{number:08}",
        document_id=f"doc-{number:08}",
        family=family_of(kind),
        type=kind,
        first=day if dated else day - 1,
        last=day,
        dated=dated,
        day=day,
        time_of_day=rng.choice((None, None, "morning", "night")),
        west=lon - around,
        south=lat - around,
        east=lon + around,
        north=lat + around,
        lon=lon,
        lat=lat,
        radius_km=30.0 if rough else 2.0,
        exact="area" if rough else "town",
        outlined=rough,
        place_id=f"area-{town}" if rough else f"town-{town}",
        unit=f"XX.{town % 50}",
        theatre=None,
        sectors=(),
        initiators=(side,) if rng.random() < 0.7 else (),
        targets=(),
        killed=Toll() if killed is None or rng.random() < 0.3 else Toll(killed, killed, killed),
        wounded=Toll(),
        weapons=(),
        hit=(),
        words=tuple(sorted(rng.sample(words, 8))),
    )


def measure(count: int) -> dict[str, Any]:
    """Join so many accounts at once, then `MORE` documents one by one."""
    joining, ledger = Joining(), MemoryLedger()
    begun = time.process_time()
    # In parts, as a run over a corpus has them; what is drawn is not measured.
    drawn = spent = 0.0
    batch: list[Sketch] = []
    for sketch in accounts(count):
        batch.append(sketch)
        if len(batch) == 5_000:
            at = time.process_time()
            settle(ledger, batch, (), joining)
            spent += time.process_time() - at
            batch = []
    at = time.process_time()
    settle(ledger, batch, (), joining)
    spent += time.process_time() - at
    drawn = time.process_time() - begun - spent
    more = list(accounts(MORE, first_id=count, seed=11, days=max(1, count // A_DAY)))
    at = time.process_time()
    for sketch in more:
        settle(ledger, [sketch], (), joining)
    one_more = time.process_time() - at
    clusters = len({ledger.cluster_of(each) for each in ledger})
    return {
        "accounts": count,
        "incidents": clusters,
        "microseconds_an_account": round(1e6 * spent / count, 1),
        "microseconds_one_document_more": round(1e6 * one_more / MORE, 1),
        "seconds_drawing": round(drawn, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main(*, full: bool = True) -> dict[str, Any]:
    """Measure each size and print a row of it on standard error."""
    rows = []
    for size in SIZES:
        row = measure(size if full else size // 10)
        rows.append(row)
        print(
            f"{row['accounts']:>9,} accounts  {row['incidents']:>9,} incidents  "
            f"{row['microseconds_an_account']:>7} µs an account  "
            f"{row['microseconds_one_document_more']:>7} µs a document more  peak {row['peak_mb']:,} MB",
            file=sys.stderr,
        )
    return {"corroboration": rows}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="time of joining by the number of accounts")
    parser.add_argument("--tenth", action="store_true", help="a tenth of each size")
    print(json.dumps(main(full=not parser.parse_args().tenth), indent=2))
