"""Megabytes of text to incidents for a second of processor time, by stage: war, ordinary and made news.

::

    python -m benchmarks.speed.text_to_incidents

The stages are those of `benchmarks.speed.stages`, each the best of several readings after one that
is not counted; short texts are read several times over. The first reading of all, which opens the
gazetteer and reads the word lists, is told apart, and so is ``geomap.extract`` as a whole.
"""

from __future__ import annotations

import json
import time
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.stages import by_stage
from benchmarks.speed.texts import made_news, megabytes, ordinary_news, war_news
from geomap.model import Document
from geomap.pipeline import MODEL, extract
from geomap.pipeline.installed import installed_index
from geomap.pipeline.settings import Settings


def figures_of(documents: list[Document], times: int, runs: int) -> dict[str, Any]:
    """Seconds a megabyte by stage, and megabytes a second in all and of `extract`."""
    settings = Settings(installed_index(), MODEL)
    found = by_stage(documents * times, settings, runs)
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        extract(documents * times)
        taken.append(time.process_time() - begun)
    found["extract: megabytes a second"] = round(megabytes(documents) * times / min(taken), 3)
    return found


def main() -> None:
    begun = time.process_time()
    extract("KHARKIV, March 3 -- Shells hit two houses in Kupiansk on Sunday, officials said.")
    figures: dict[str, Any] = {"first extract, CPU seconds": round(time.process_time() - begun, 2)}
    runs, times = amount(3, 1), amount(8, 1)
    figures["war news"] = figures_of(war_news(), times, runs)
    figures["ordinary news"] = figures_of(ordinary_news(), times, runs)
    figures["made news"] = figures_of(made_news(amount(600, 60)), 1, runs)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
