"""Which place a toponym means: our own texts, with GeoNames' dump of Ukraine too, beside the prior.

::

    python -m benchmarks.accuracy.resolution [--dump UA.zip] [--errors CORPUS N]

The texts are those of ``tests/trials/toponyms``: the ranker was fitted on the ones whose names end in
``dev``, and never on the blind ones, whose errors are not shown. Cross-validated figures of LGL and
GeoVirus are those that ``python -m training.resolution`` prints. The dump is not part of the repository;
it is looked for in ``--dump`` and in the folder that the environment variable GEOMAP_DUMPS names. Prints
one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from geomap.gazetteer.index import PlaceIndex
from geomap.resolution.inference import infer
from geomap.resolution.ranking import bundled
from geomap.resolution.resolving import ABSTAIN_BELOW
from training.resolution.__main__ import OWN, population_prior, with_dump
from training.resolution.examples import NEAR_KM, Example, examples
from training.resolution.measuring import answers, figures, reliability

CORPORA = ("dev", "blind", "places_dev", "places_blind", "ukraine_dev", "ukraine_blind")
OF_UKRAINE = ("ukraine_dev", "ukraine_blind")
NEARNESS_KM = (10.0, 25.0)


def main() -> int:
    """Run the benchmark; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description="Resolution of our own annotated texts.")
    parser.add_argument("--dump", type=Path, help="GeoNames' dump of Ukraine, UA.zip")
    parser.add_argument("--errors", nargs=2, metavar=("CORPUS", "N"), help="of a corpus that is not blind")
    given = parser.parse_args()
    index = PlaceIndex.bundled()
    if given.errors:
        name, most = given.errors
        if name not in CORPORA or "blind" in name:
            parser.error(
                f"no errors are shown of {name}; of {', '.join(c for c in CORPORA if 'dev' in c)} they are"
            )
        for line in _errors(examples([OWN / f"{name}.jsonl"], index))[: int(most)]:
            print(line)
        return 0
    told = {name: _told(examples([OWN / f"{name}.jsonl"], index)) for name in CORPORA}
    folder = os.environ.get("GEOMAP_DUMPS")
    dump = given.dump or (Path(folder) / "UA.zip" if folder else None)
    if dump is None or not dump.exists():
        print("resolution: no dump here; give --dump or GEOMAP_DUMPS", file=sys.stderr)
    else:
        villages = with_dump(dump)
        for name in OF_UKRAINE:
            told[f"{name}, dump installed"] = _told(examples([OWN / f"{name}.jsonl"], villages))
    print(json.dumps(told, indent=2))
    return 0


def _told(read: Sequence[Example]) -> dict[str, Any]:
    annotated = sum(e.annotated for e in read)
    ranked, by_prior = answers(read, bundled()), answers(read, population_prior())
    return {
        "ranker": figures(ranked, least=0.0, annotated=annotated) | _near(ranked, 0.0),
        "ranker, with threshold": figures(ranked, least=ABSTAIN_BELOW, annotated=annotated)
        | _near(ranked, ABSTAIN_BELOW),
        "population prior": figures(by_prior, least=0.0, annotated=annotated) | _near(by_prior, 0.0),
        "reliability": reliability(ranked),
    }


def _near(found: Sequence[tuple[float, float, bool]], least: float) -> dict[str, float]:
    n = max(1, len(found))
    return {
        f"within {km:.0f} km": round(
            100 * sum(far <= km and score >= least for score, far, _ in found) / n, 1
        )
        for km in NEARNESS_KM
    }


def _errors(read: Sequence[Example]) -> list[str]:
    """Names that were taken for another place although the right one was a candidate, or had none."""
    lines = []
    for example in read:
        scene = example.scene
        beliefs = infer(scene, bundled())
        for sense, point in example.truths:
            first, last = int(scene.first[sense]), int(scene.first[sense + 1])
            name = scene.senses[sense].toponym.text
            if first == last:
                lines.append(f"{example.document} {name!r}: not known")
                continue
            places = [o.candidate.place for o in scene.senses[sense].options.options]
            best = places[int(np.argmax(beliefs.candidates[first:last]))]
            far = best.point.distance_km(point)
            if far > NEAR_KM:
                could = min(places, key=lambda p: p.point.distance_km(point))
                near = could.point.distance_km(point)
                told = f"{could.name} ({could.country}) at {near:.0f} km" if near <= NEAR_KM else "none near"
                lines.append(
                    f"{example.document} {name!r}: {best.name} ({best.country}), {far:.0f} km off; {told}"
                )
    return lines


if __name__ == "__main__":
    sys.exit(main())
