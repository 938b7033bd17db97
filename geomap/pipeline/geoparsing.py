"""From documents to resolved place names alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from geomap.model import Document, Override, Toponym
from geomap.pipeline.persons_files import rows_of
from geomap.pipeline.reading import AUTO, Progress, Source, read_toponyms
from geomap.pipeline.settings import MODEL
from geomap.resolution.resolving import ABSTAIN_BELOW

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.recognition.tagging.spans import Tagger


def geoparse(
    document: Source,
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
    recogniser: str | Tagger = MODEL,
    overrides: str | os.PathLike[str] | Iterable[Override] = (),
    min_score: float = ABSTAIN_BELOW,
    explain: bool = False,
) -> tuple[Toponym, ...]:
    """Find and resolve the place names of one document or text, in the order of the text.

    Parameters and errors are those of `extract`. A toponym that could not be resolved is there,
    with ``resolution`` None. With ``explain`` each carries its ``weighing``, all candidates with all
    features, which `Toponym.explain` tells as a table.
    """
    pairs = geoparse_each(
        document,
        theatre=theatre,
        date=date,
        index=index,
        recogniser=recogniser,
        overrides=overrides,
        min_score=min_score,
        explain=explain,
    )
    return tuple(toponym for _, toponyms in pairs for toponym in toponyms)


def geoparse_each(
    documents: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
    recogniser: str | Tagger = MODEL,
    overrides: str | os.PathLike[str] | Iterable[Override] = (),
    min_score: float = ABSTAIN_BELOW,
    explain: bool = False,
    progress: Progress | None = None,
) -> Iterator[tuple[Document, tuple[Toponym, ...]]]:
    """Yield each document with its toponyms; parameters and errors are those of `geoparse`."""
    for reading in read_toponyms(
        documents,
        theatre=theatre,
        date=date,
        index=index,
        recogniser=recogniser,
        overrides=rows_of(overrides, theatre, index),
        min_score=min_score,
        explain=explain,
        progress=progress,
    ):
        yield reading.document, reading.written_toponyms
