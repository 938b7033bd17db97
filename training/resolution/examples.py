"""Annotated toponyms as examples: which candidates of which sense are right, and how often.

A document gives the senses that resolution finds in what recognition finds, with the points that annotators
gave to the mentions. A candidate is right if it lies near enough to the point (an area, if the point
lies as near to its middle as its own extent: what point stands for China is convention). Where the
annotation tells the sort of place, and some right candidate is of that sort, the others are not right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, LonLat, Span
from geomap.pipeline.reading import AUTO, NONE, Reading, read_toponyms
from geomap.pipeline.settings import MODEL
from geomap.recognition.sentences import split_sentences
from geomap.resolution.resolving import area_test
from geomap.resolution.scene import Scene
from geomap.resolution.senses import find_senses
from training.resolution.composed import compose

NEAR_KM = 161.0
_AS_NEAR_KM = 20.0  # as near as the nearest candidate, by the corpora's own roundings
_TURN = 180.0


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated toponym: its span, its point, and its sort (GeoNames' feature class) if told.

    Without a point it is a place that the gazetteer is known not to have.
    """

    start: int
    end: int
    point: LonLat | None
    sort: str | None

    def inside(self, span: Span) -> bool:
        """Whether it lies in a span."""
        return span.start <= self.start and self.end <= span.end

    def shifted(self, by: int) -> Gold:
        """The same in a text that begins elsewhere."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """What is right for a sense: its number, its right candidates (empty: none is), its weight."""

    sense: int
    right: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A document, or a part of one, as resolution sees it, with what is right in it.

    ``document`` names the document: all that is made of one goes into one fold.
    """

    corpus: str
    document: str
    scene: Scene
    targets: tuple[Target, ...]
    truths: tuple[tuple[int, LonLat], ...]
    """Every mention with a point that was recognised: its sense, its point."""
    annotated: int = 0
    """How many mentions have a point, recognised or not."""


def read_gold(path: Path) -> Iterator[tuple[Document, tuple[Gold, ...]]]:
    """The documents of a corpus as JSON Lines, with their annotated toponyms."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            day = row.get("date") or row.get("published")
            document = Document(
                str(number),
                row["text"],
                title=row.get("title"),
                published=date.fromisoformat(day) if day else None,
            )
            yield document, tuple(_golds(row["toponyms"]))


def _golds(rows: Sequence[Mapping[str, Any]]) -> Iterator[Gold]:
    for row in rows:
        # One corpus has slips such as a longitude of -939.
        if row.get("lat") is not None and abs(row["lon"]) <= _TURN:
            yield Gold(row["start"], row["end"], LonLat(row["lon"], row["lat"]), _sort(row))


_SORTS = {
    "country": "A",
    "unit1": "A",
    "unit2": "A",
    "settlement": "P",
    "water": "H",
    "height": "T",
    "site": "S",
}


def _sort(row: Mapping[str, Any]) -> str | None:
    if row.get("kind"):
        return _SORTS.get(row["kind"])
    code = row.get("type")
    if not code:
        return None
    if code.startswith("PPL"):
        return "P"
    return "A" if code.startswith(("ADM", "PCL")) else None


def examples(paths: Sequence[Path], index: PlaceIndex, *, theatre: str = AUTO) -> list[Example]:
    """Read and recognise all documents of the corpora as the pipeline does, and annotate them.

    Parameters
    ----------
    paths
        JSON Lines; the stem of a file is the name of its corpus.
    index
        The gazetteer.
    theatre
        As for `geomap.geoparse`.
    """
    made: list[Example] = []
    for path in paths:
        pairs = list(read_gold(path))
        readings = _readings([document for document, _ in pairs], index, theatre)
        for reading, (_, golds) in zip(readings, pairs, strict=True):
            made.append(make_example(path.stem, f"{path.stem}/{reading.document.id}", reading, golds))
    return made


def sentence_examples(paths: Sequence[Path], index: PlaceIndex) -> list[Example]:
    """Each sentence of the corpora by itself, in the theatre of its document.

    News is read in scraps, too: a headline or a post has no company that would tell where it is set.
    """
    made: list[Example] = []
    for path in paths:
        for document, golds in read_gold(path):
            (whole,) = _readings([document], index, AUTO)
            theatre = whole.setting.theatre.id if whole.setting.theatre is not None else NONE
            spans = [s for s in split_sentences(document.text) if any(g.inside(s) for g in golds)]
            parts = [
                replace(document, id=f"{document.id}/{span.start}", text=document.text[span.start : span.end])
                for span in spans
            ]
            for reading, span in zip(_readings(parts, index, theatre), spans, strict=True):
                own = [g.shifted(-span.start) for g in golds if g.inside(span)]
                made.append(
                    make_example(f"{path.stem} by sentence", f"{path.stem}/{document.id}", reading, own)
                )
    return made


def composed_examples(index: PlaceIndex) -> list[Example]:
    """The sentences of `training.resolution.composed`, as corpus 'composed'."""
    composed = list(compose(index))
    readings = _readings([c.document for c in composed], index, NONE)
    return [
        make_example(
            "composed",
            f"composed/{c.document.id.partition('-')[2]}",
            reading,
            [Gold(c.start, c.end, c.point, _SORTS[c.kind] if c.kind else None)],
        )
        for reading, c in zip(readings, composed, strict=True)
    ]


def _readings(documents: Sequence[Document], index: PlaceIndex, theatre: str) -> Iterator[Reading]:
    return read_toponyms(documents, theatre=theatre, date=None, index=index, recogniser=MODEL, progress=None)


def make_example(corpus: str, document: str, reading: Reading, golds: Sequence[Gold]) -> Example:
    """One document's example."""
    toponyms = reading.toponyms
    senses = find_senses(reading.read_as.text, toponyms, reading.setting.index)
    theatre = reading.setting.theatre
    scene = Scene(senses, area_test(() if theatre is None else (theatre,)))
    of = {i: number for number, sense in enumerate(senses) for i in sense.members}
    counts: defaultdict[tuple[int, tuple[int, ...]], float] = defaultdict(float)
    truths = []
    for gold in golds:
        touching = [i for i, t in enumerate(toponyms) if t.start < gold.end and gold.start < t.end]
        if not touching:
            continue
        i = max(touching, key=lambda i: min(toponyms[i].end, gold.end) - max(toponyms[i].start, gold.start))
        sense = of[i]
        if gold.point is not None:
            truths.append((sense, gold.point))
        counts[sense, _right(scene, sense, gold)] += 1.0
    targets = tuple(Target(s, right, weight) for (s, right), weight in sorted(counts.items()))
    return Example(corpus, document, scene, targets, tuple(truths), len(golds))


def _right(scene: Scene, sense: int, gold: Gold) -> tuple[int, ...]:
    """The right candidates of a sense, by their numbers in the scene."""
    if gold.point is None:
        return ()
    options = scene.senses[sense].options.options
    places = [option.candidate.place for option in options]
    far = np.array([p.point.distance_km(gold.point) for p in places])
    extent = np.array([max(NEAR_KM, p.radius_km if p.feature_class in "AL" else 0.0) for p in places])
    near = np.flatnonzero(far <= NEAR_KM)
    if not len(near):
        near = np.flatnonzero(far <= extent)
    if not len(near):
        return ()
    of_sort = [i for i in near if gold.sort is not None and places[i].feature_class == gold.sort]
    among = of_sort or list(near)
    nearest = min(far[i] for i in among)
    start = int(scene.first[sense])
    return tuple(start + int(i) for i in among if far[i] <= nearest + _AS_NEAR_KM)
