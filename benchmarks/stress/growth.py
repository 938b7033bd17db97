"""How each stage grows with its input: ordinary text, and text made to be hard.

::

    python -m benchmarks.stress growth [--tenth]
    python -m benchmarks.stress.growth [--tenth] [--kinds KIND ...] [-o FILE]

Each kind of text goes through the stages at one, two and four times a size, in processor time. The
size is doubled from `_LEAST` on until the whole way takes a while, or `_MOST` is reached. A slope
is the logarithm of how many times as long the fourfold text takes, to the base of 4: 1 is linear, 2
quadratic. What takes less than `_TELLING` seconds tells nothing. What is made of incidents (exports,
map, corroboration, corrections, blurring) grows with these: reports of one, two and four times as many.
Memory is the peak that tracemalloc tells of the whole way, at one, two and four times `_LEAST`.

Figures hold for one thread: set OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import geomap
from benchmarks.speed.stages import go
from benchmarks.stress.growing_texts import KINDS
from geomap.corrections import correct
from geomap.layers import build_layers
from geomap.layers.blurring import blur
from geomap.model import Document, Incident, Recognition, Toponym
from geomap.pipeline import MODEL, Report
from geomap.pipeline.installed import installed_index
from geomap.pipeline.settings import Settings
from geomap.recognition.header import read_header

_LEAST, _MOST = 20_000, 2_500_000
_LONG = 2.0
"""Seconds for one time of a text that are enough to tell."""
_TELLING = 0.2
_FORMATS = ("geojson", "jsonl", "csv", "kml", "jsonld", "gpkg")
_INCIDENTS = 2_000
SLOPE = 1.2
"""What grows faster is marked."""


def slope(seconds: Sequence[float]) -> float | None:
    """The logarithm of how many times as long the last takes, to the base of how many times as much it is.

    None where it takes too little time to tell.
    """
    if seconds[-1] < _TELLING or seconds[0] <= 0.0:
        return None
    return round(math.log(seconds[-1] / seconds[0], 2 ** (len(seconds) - 1)), 2)


def of_text(kind: str, settings: Settings, most: int) -> dict[str, Any]:
    """Seconds of each stage for a kind of text at one, two and four times a size, and their slopes."""
    size = _LEAST
    while (one := _seconds(kind, size, settings)) and sum(one.values()) < _LONG and 8 * size <= most:
        size *= 2
    runs = [one, *(_seconds(kind, times * size, settings) for times in (2, 4))]
    stages = {stage: {"seconds": [round(run.get(stage, 0.0), 3) for run in runs]} for stage in runs[-1]}
    for stage, figures in stages.items():
        figures["slope"] = slope([run.get(stage, 0.0) for run in runs])
    return {
        "characters": [size, 2 * size, 4 * size],
        "stages": stages,
        "megabytes": [_peak(kind, times * _LEAST) for times in (1, 2, 4)],
    }


def _seconds(kind: str, size: int, settings: Settings) -> dict[str, float]:
    document = Document(id=kind, text=KINDS[kind](size))
    begun = time.process_time()
    read_header(document.text)
    return {"header": time.process_time() - begun} | go([document], settings)


def _peak(kind: str, size: int) -> float:
    """Megabytes that the whole way holds at most, over what was held before."""
    document = Document(id=kind, text=KINDS[kind](size))
    tracemalloc.start()
    try:
        geomap.extract([document])
        return round(tracemalloc.get_traced_memory()[1] / 1e6, 1)
    finally:
        tracemalloc.stop()


def of_incidents(count: int, folder: Path) -> dict[str, Any]:
    """Seconds of what is made of incidents, for one, two and four times as many."""
    texts = KINDS["ordinary"](30_000).strip().split("\n\n")
    told = geomap.extract([Document(id=f"{i}", text=text) for i, text in enumerate(texts)])
    reports = [_grown(told, times * count) for times in (1, 2, 4)]
    index = installed_index()
    actions: dict[str, Callable[[Report], object]] = {
        **{name: partial(_saved, folder / f"incidents.{name}") for name in _FORMATS},
        "unresolved": lambda r: r.unresolved,
        "layers": lambda r: build_layers(r, index),
        "map": lambda r: geomap.draw(r).save(str(folder / "map.html")),
        "blurring": lambda r: blur(r, coarsen_km=10),
        "corroboration": geomap.corroborate,
        "corrections": lambda r: _corrected(r, folder),
    }
    figures: dict[str, Any] = {}
    for name, action in actions.items():
        action(told)
        seconds = []
        for report in reports:
            begun = time.process_time()
            action(report)
            seconds.append(time.process_time() - begun)
        figures[name] = {"seconds": [round(s, 3) for s in seconds], "slope": slope(seconds)}
    return {"incidents": [count, 2 * count, 4 * count], "stages": figures}


def _saved(path: Path, report: Report) -> None:
    report.save(path)


def _grown(told: Report, count: int) -> Report:
    """A report of so many incidents: those of another again and again, in documents of their own."""
    documents: list[Document] = []
    toponyms: list[tuple[Toponym, ...]] = []
    recognition: list[Recognition] = []
    incidents: list[Incident] = []
    while len(incidents) < count:
        turn = len(documents)
        own = {document.id: f"{document.id}-{turn}" for document in told.documents}
        documents += [replace(document, id=own[document.id]) for document in told.documents]
        toponyms += told.toponyms
        recognition += told.recognition
        for incident in told.incidents:
            claims = tuple(replace(c, document_id=own[c.document_id]) for c in incident.claims)
            incidents.append(
                replace(
                    incident,
                    id=f"inc-{len(incidents):016x}",
                    document_id=own[incident.document_id],
                    claims=claims,
                )
            )
    return Report(
        documents=tuple(documents),
        toponyms=tuple(toponyms),
        incidents=tuple(incidents),
        theatres=told.theatres,
        sectors=told.sectors,
        recognition=tuple(recognition),
    )


def _corrected(report: Report, folder: Path) -> object:
    """All incidents corrected, from a file that names each."""
    path = folder / "corrections.jsonl"
    row = {"action": "retype", "type": "shelling", "by": "N.N.", "why": "read again"}
    lines = (json.dumps({"incident": incident.id, **row}) for incident in report.incidents)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return correct(report, geomap.read_corrections(path))


def main(*, full: bool, kinds: Sequence[str] = tuple(KINDS)) -> dict[str, Any]:
    """Measure all kinds of text and all that is made of incidents.

    Parameters
    ----------
    full
        Whether texts grow to their full size, or to a tenth.
    kinds
        Which kinds of text.
    """
    part = 1 if full else 10
    settings = Settings(installed_index(), MODEL)
    go([Document(id="first", text=KINDS["ordinary"](5_000))], settings)
    figures: dict[str, Any] = {"texts": {}}
    for kind in kinds:
        figures["texts"][kind] = of_text(kind, settings, _MOST // part)
        _tell(kind, figures["texts"][kind])
    with tempfile.TemporaryDirectory() as folder:
        figures["incidents"] = of_incidents(_INCIDENTS // part, Path(folder))
    _tell("made of incidents", figures["incidents"])
    return figures


def _tell(kind: str, found: dict[str, Any]) -> None:
    """A row for each stage that takes long enough to tell."""
    size = found.get("characters", found.get("incidents"))
    print(f"{kind} ({size[-1]:,}; {found.get('megabytes', '')})", file=sys.stderr)
    for stage, figures in found["stages"].items():
        if figures["slope"] is not None:
            mark = " <<" if figures["slope"] > SLOPE else ""
            print(f"    {stage:24}{figures['slope']:6.2f}  {figures['seconds']}{mark}", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tenth", action="store_true", help="a tenth of everything")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=tuple(KINDS), metavar="KIND")
    parser.add_argument("-o", "--output", metavar="FILE", help="figures as JSON")
    options = parser.parse_args()
    measured = main(full=not options.tenth, kinds=options.kinds)
    if options.output:
        Path(options.output).write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
