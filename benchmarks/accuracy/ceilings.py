"""What the gazetteer can give at all: annotated toponyms of which any candidate lies near enough.

::

    python -m benchmarks.accuracy.ceilings [--evaluation FOLDER] [--errors CORPUS N]

The corpora are those of `benchmarks.accuracy.geoparsing`. Each annotated toponym with coordinates is
looked up by its own words, as resolution does with what it was given; no choice is made. It counts
where any candidate lies within 161 km (100 miles, the distance usual for acc@161). By kinds of LGL's
own annotation (GeoNames feature codes); corpora without kinds are told as a whole.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Role, Toponym
from geomap.resolution.candidates import find_options

NEAR_KM = 161.0
_TURN = 180.0
CORPORA = ("lgl", "geovirus", "wotr")
_KINDS = {
    "country": ("PCL", "CONT", "TERR"),
    "first-level unit": ("ADM1",),
    "second-level unit": ("ADM2", "ADM3", "ADM4", "ADMD"),
    "settlement": ("PPL", "STLMT"),
    "region": ("RGN", "AREA", "LCTY"),
    "water": ("STM", "LK", "SEA", "BAY", "OCN", "RSV", "CHN", "CNL"),
    "height, island": ("MT", "ISL", "VAL", "PK", "HLL", "PEN", "DSRT"),
}


def kind_of(code: str | None) -> str:
    """The kind of place that a GeoNames feature code names; 'other' of parks and buildings."""
    if not code:
        return "not told"
    return next((kind for kind, codes in _KINDS.items() if code.startswith(codes)), "other")


def is_reachable(surface: str, point: LonLat, index: PlaceIndex) -> bool:
    """Whether any place that the words may mean lies within `NEAR_KM` of a point."""
    return any(
        c.place.point.distance_km(point) <= NEAR_KM
        for role in (Role.PLACE, Role.DEMONYM)
        for c, _ in find_options(Toponym(0, len(surface), surface, role=role), index)
    )


def ceilings(rows: Iterable[dict[str, Any]], index: PlaceIndex) -> dict[str, Any]:
    """Shares of annotated toponyms that can be resolved rightly at all, by kind and together."""
    reachable: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for toponym in _annotated(rows):
        kind = kind_of(toponym.get("type"))
        given[kind] += 1
        reachable[kind] += is_reachable(toponym["surface"], LonLat(toponym["lon"], toponym["lat"]), index)
    by_kind = {
        kind: {"toponyms": n, "share": round(100 * reachable[kind] / n, 1)} for kind, n in given.most_common()
    }
    total = sum(given.values())
    share = round(100 * sum(reachable.values()) / total, 1) if total else None
    return {"toponyms": total, "share": share, "by kind": by_kind}


def unreachable(rows: Iterable[dict[str, Any]], index: PlaceIndex) -> Iterator[str]:
    """The toponyms without a candidate near enough, a line each."""
    for toponym in _annotated(rows):
        point = LonLat(toponym["lon"], toponym["lat"])
        if not is_reachable(toponym["surface"], point, index):
            kind = kind_of(toponym.get("type"))
            yield f"{toponym['surface']!r} ({kind}) at {point.lat:.2f}, {point.lon:.2f}"


def _annotated(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those with coordinates; a corpus has slips such as a longitude of -939."""
    return (t for row in rows for t in row["toponyms"] if t.get("lat") is not None and abs(t["lon"]) <= _TURN)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> int:
    """Print the figures as JSON; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description="Toponyms that have any candidate near enough.")
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--errors", nargs=2, metavar=("CORPUS", "N"), help="toponyms without one")
    given = parser.parse_args()
    folder: Path | None = Path(given.evaluation) / "geoparsing" if given.evaluation else None
    if folder is None or not folder.exists():
        print("ceilings: no annotated corpora here; give --evaluation or GEOMAP_EVALUATION", file=sys.stderr)
        return 0
    index = PlaceIndex.bundled()
    if given.errors:
        name, most = given.errors
        for _, line in zip(
            range(int(most)), unreachable(_read(folder / f"{name}.jsonl"), index), strict=False
        ):
            print(line)
        return 0
    figures = {name: ceilings(_read(folder / f"{name}.jsonl"), index) for name in CORPORA}
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
