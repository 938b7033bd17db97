"""Seconds of processor time for a megabyte of text, by stage of the way from text to incidents.

::

    python -m benchmarks.speed.stages [INPUT ...] [--limit N] [--runs N] [--growth]

INPUT is whatever geomap reads (JSON Lines with ``text``, a folder of texts); the bundled samples,
repeated, if there is none. The first run, which opens the gazetteer and reads the word lists, is
not counted; of the others the best is, stage by stage. ``--growth`` sets one document beside the
same text in ten: whatever grows faster than the text shows there, by more than ten times as long.

Figures hold for one thread: set OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from geomap.demo import sample_paths
from geomap.incidents.finding import Case, OpenCase, find_in_each, open_case
from geomap.model import Document, Incident
from geomap.pipeline import AUTO, MODEL
from geomap.pipeline.installed import installed_index
from geomap.pipeline.reading import in_batches
from geomap.pipeline.settings import Setting, Settings
from geomap.readers import read
from geomap.recognition.actors import find_actors
from geomap.recognition.running_text import as_running_text
from geomap.resolution import resolve
from geomap.theatres import choose_bundled

RUNS = 3
_LEAST_CHARACTERS = 200_000
_ONCE, _TIMES = 20_000, 10
_CHOOSING, _INCIDENTS = "choosing sentences", "incidents"
"""Dates, counts and sectors are read where a sentence is worth parsing: in the first of the two."""

Result = TypeVar("Result")


class Clock:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, stage: str, action: Callable[[], Result]) -> Result:
        """Do something on a stage's account."""
        begun = time.process_time()
        result = action()
        self.seconds[stage] += time.process_time() - begun
        return result


def go(documents: Sequence[Document], settings: Settings) -> dict[str, float]:
    """Go the whole way as `geomap.extract` does with a theatre chosen a document; seconds by stage."""
    clock = Clock()
    plain = settings.of(None)
    for batch in in_batches(documents):
        running = clock.time("running text", lambda batch=batch: [as_running_text(d) for d in batch])
        clock.time("tagging", lambda running=running: settings.ahead(running))
        opened = [_read(clock, document, plain, settings) for document in running]
        clock.time(_INCIDENTS, partial(_found, opened))
    return dict(clock.seconds)


def _found(opened: Sequence[OpenCase]) -> list[tuple[Incident, ...]]:
    return list(find_in_each(opened))


def _read(clock: Clock, document: Document, plain: Setting, settings: Settings) -> OpenCase:
    text = document.text
    actors = clock.time("actors", lambda: find_actors(text, plain.lexicon))
    found = clock.time("toponyms", lambda: plain.recogniser.recognise(document, actors))
    toponyms = clock.time("resolution", lambda: resolve(document, found, plain.index, theatres=()))
    own = clock.time("theatre", lambda: choose_bundled(document, toponyms, actors))
    setting = plain
    if own is not None:
        setting = settings.of(own)
        actors, found = clock.time("again in a theatre", lambda: setting.recognise(document))
        toponyms = clock.time(
            "again in a theatre", lambda: resolve(document, found, setting.index, theatres=(own,))
        )
    case = Case(document, toponyms, actors, setting.index, own, setting.sectors)
    return clock.time(_CHOOSING, lambda: open_case(case))


def best(documents: Sequence[Document], settings: Settings, runs: int) -> dict[str, float]:
    """The least seconds of several runs, stage by stage."""
    found = [go(documents, settings) for _ in range(runs)]
    return {stage: max(0.0, min(seconds[stage] for seconds in found)) for stage in found[0]}


def by_stage(documents: Sequence[Document], settings: Settings, runs: int) -> dict[str, Any]:
    """Figures for documents: seconds for a megabyte (of UTF-8) by stage, and what they add up to."""
    go(documents, settings)
    seconds = best(documents, settings, runs)
    megabytes = sum(len(document.text.encode()) for document in documents) / 1e6
    rates = {stage: taken / megabytes for stage, taken in seconds.items()}
    total = sum(rates.values())
    return {
        "documents": len(documents),
        "megabytes": round(megabytes, 3),
        "seconds for a megabyte": {stage: round(rate, 3) for stage, rate in rates.items()},
        "all but incidents": round(total - rates[_INCIDENTS] - rates[_CHOOSING], 3),
        "all": round(total, 3),
        "megabytes a second": round(1 / total, 3),
    }


def growth(documents: Sequence[Document], settings: Settings, once: int, runs: int) -> dict[str, Any]:
    """How many times as long ten times the text takes in one document, by stage.

    The same text is read in ten documents and in one, so that nothing but the length differs.
    """
    whole = "\n\n".join(document.text for document in documents)
    whole *= 1 + once * _TIMES // len(whole)
    first = documents[0]
    parts = [
        Document(id=f"{i}", text=whole[once * i : once * (i + 1)], published=first.published)
        for i in range(_TIMES)
    ]
    large = Document(id=first.id, text=whole[: once * _TIMES], published=first.published)
    go(parts, settings)
    ten, one = best(parts, settings, runs), best([large], settings, runs)
    # Ten documents may have theatres of their own, and be read twice, where the one has none.
    stages = {
        stage: round(_TIMES * one[stage] / ten[stage], 1)
        for stage in ten
        if ten[stage] > 0.01 and stage in one
    }
    return {
        "characters": [once, once * _TIMES],
        "times as long": {**stages, "all": round(_TIMES * sum(one.values()) / sum(ten.values()), 1)},
    }


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description="Seconds for a megabyte of text by stage.")
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="texts; the bundled samples if none")
    parser.add_argument("--limit", type=int, help="read no more than so many documents")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"the best of so many counts ({RUNS})")
    parser.add_argument("--growth", action="store_true", help="one document of ten times the text, too")
    parser.add_argument("--once", type=int, default=_ONCE, help=f"characters of the text once ({_ONCE})")
    given = parser.parse_args()
    documents = list(read(*(given.inputs or sample_paths())))[: given.limit]
    if not given.inputs:
        # Few and short: so many times over that the clock's grain does not show.
        documents *= 1 + _LEAST_CHARACTERS // sum(len(document.text) for document in documents)
    settings = Settings(installed_index(), MODEL)
    figures = by_stage(documents, settings, given.runs)
    if given.growth or not given.inputs:
        figures["growth"] = growth(documents, settings, given.once, given.runs)
    print(json.dumps({"theatre": AUTO, **figures}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
