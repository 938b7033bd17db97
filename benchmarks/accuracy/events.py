"""Incident extraction on annotated corpora: types, places, dates, parties and speakers.

Five corpora, each with its reader and its measure in `benchmarks.accuracy.event_corpora`:

- ``case2021``: the label of a news snippet, most of them ACLED's sub-event types;
- ``muc4`` and ``muc4_dev``: incident templates of reports on Latin America (``muc4_dev``: of the
  first ``--documents`` reports, for looking at errors);
- ``wikievents``: the places of the events of a conflict;
- ``plover``: event class, source, target and place of single sentences;
- ``polnear``: who accuses, denies or claims.

The corpora and their scorer are not part of the repository. They are looked for in
``--evaluation`` or in the folder that the environment variable GEOMAP_EVALUATION names; where
there are none, that is said and the exit status is 0.

    python -m benchmarks.accuracy.events [--corpus NAME ...] [--documents N] [--keep FOLDER]
    python -m benchmarks.accuracy.events --errors NAME N      the first N errors, in words

Prints one JSON object: for each corpus its figures and the seconds of CPU. The errors of ``muc4``
are not shown: it is there to measure, and who has read them can no longer be surprised by them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.accuracy.event_corpora import case2021, muc4, plover, polnear, wikievents
from benchmarks.accuracy.event_corpora.outcome import Outcome
from benchmarks.accuracy.geoparsing import _load as load_scorer
from geomap.gazetteer.index import PlaceIndex

FILES = {
    "case2021": "events/case2021_dev.tsv",
    "muc4": "events/muc4_tst3.jsonl",
    "muc4_dev": "events/muc4_dev.jsonl",
    "wikievents": "events/wikievents_dev.jsonl",
    "plover": "events/plover_gsr_cameo.jsonl",
    "polnear": "attribution/polnear_dev.json",
}
UNSEEN = frozenset({"muc4"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--corpus", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--documents", type=int, default=100, metavar="N", help="reports of muc4_dev")
    parser.add_argument("--errors", nargs=2, metavar=("CORPUS", "N"), help="show errors instead of figures")
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    given = parser.parse_args(arguments)
    if given.errors is not None:
        name, number = given.errors
        if name not in FILES or name in UNSEEN or not number.isdecimal():
            known = ", ".join(n for n in FILES if n not in UNSEEN)
            parser.error(f"--errors {name} {number}: a corpus of {known} and a number are needed")
    folder: Path | None = Path(given.evaluation) if given.evaluation else None
    if folder is None or not (folder / "score.py").exists():
        print("events: no annotated corpora here; give --evaluation or GEOMAP_EVALUATION", file=sys.stderr)
        return 0
    index = PlaceIndex.bundled()
    with tempfile.TemporaryDirectory() as temporary:
        keep = given.keep or Path(temporary)
        keep.mkdir(parents=True, exist_ok=True)
        run = _measures(folder, index, keep, given.documents)
        if given.errors is not None:
            print("\n\n".join(run[given.errors[0]]().errors[: int(given.errors[1])]))
            return 0
        figures = {}
        for name in given.corpus:
            clock = time.process_time()
            outcome = run[name]()
            seconds = round(time.process_time() - clock, 1)
            figures[name] = {**outcome.figures, "cpu_seconds": seconds}
    print(json.dumps(figures, indent=2))
    return 0


def _measures(
    folder: Path, index: PlaceIndex, keep: Path, documents: int
) -> dict[str, Callable[[], Outcome]]:
    """What measures each corpus."""
    scorer = load_scorer(folder / "score.py")
    gold = {name: folder / file for name, file in FILES.items()}
    return {
        "case2021": lambda: case2021.measure(gold["case2021"], scorer, index, keep),
        "muc4": lambda: muc4.measure(gold["muc4"], scorer, index, keep),
        "muc4_dev": lambda: muc4.measure(gold["muc4_dev"], scorer, index, keep, first=documents),
        "wikievents": lambda: wikievents.measure(gold["wikievents"], index),
        "plover": lambda: plover.measure(gold["plover"], index),
        "polnear": lambda: polnear.measure(gold["polnear"], index),
    }


if __name__ == "__main__":
    sys.exit(main())
