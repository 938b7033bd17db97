"""From documents to incidents: all stages, document by document, parsed many together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from geomap.model import Correction, Document, Incident, Override, Toponym
from geomap.pipeline.as_written import incident_as_written
from geomap.pipeline.incidents import Incidents
from geomap.pipeline.persons_files import read_corrections, rows_of
from geomap.pipeline.progress import progress_of
from geomap.pipeline.reading import AUTO, BATCH_CHARACTERS, Progress, Reading, Source, read_toponyms
from geomap.pipeline.report import Report
from geomap.pipeline.settings import MODEL, Setting, recognition_of
from geomap.resolution.resolving import ABSTAIN_BELOW

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.incidents import OpenCase
    from geomap.recognition.tagging.spans import Tagger


def extract(
    documents: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
    recogniser: str | Tagger = MODEL,
    overrides: str | os.PathLike[str] | Iterable[Override] = (),
    min_score: float = ABSTAIN_BELOW,
    corrections: str | os.PathLike[str] | Iterable[Correction] = (),
    progress: Progress | bool | None = None,
) -> Report:
    """Find the incidents of documents, with their places and with all who speak of them.

    Parameters
    ----------
    documents
        Documents, texts or paths; one or an iterable of them (see `geomap.readers.as_documents`
        for what a string is).
    theatre
        ``auto`` chooses among the bundled theatres for each document, or none; ``none`` uses
        none; else the id of a bundled theatre or the path of one's folder, used for all.
    date
        The day of documents that do not say theirs.
    index
        The gazetteer; the bundled one if not given.
    recogniser
        What recognises names in English texts: ``model`` (the bundled model), ``rules`` (the
        gazetteer and rules alone), another such as ``spacy:NAME`` (docs/how-to/recognisers.md), or any
        `geomap.recognition.tagging.spans.Tagger`.
    overrides
        What names mean, whatever the gazetteer says: the path of a file of overrides
        (docs/how-to/overrides.md), which is read before the documents, or what `read_overrides` gave.
        ``Report.overrides`` says to how many names each was applied.
    min_score
        How sure a place has to be, 0 to 1: a name whose likeliest place has a smaller share of
        belief stays without one. An override is always sure.
    corrections
        What persons say is wrong with incidents: the path of a file of corrections
        (docs/how-to/corrections.md), which is read before the documents, or what `read_corrections` gave.
        ``Report.corrections`` says what came of each.
    progress
        Called with how many documents have been read, and of how many: after each document's places
        are found, before its incidents are. True shows a bar, False none; by default a notebook does.

    Raises
    ------
    InputError
        If an input cannot be read.
    CorrectionError, OverrideError
        If the file of corrections or of overrides is at fault.
    TheatreError
        If there is no such theatre, or its files are at fault.
    GazetteerError
        If the gazetteer is not there.
    UsageError, MissingExtraError, ModelError
        If the recogniser is none, or cannot be used; if ``min_score`` is no share.
    """
    from geomap.incidents import Case, open_case
    from geomap.overrides import Overrides, outcomes

    rows = rows_of(overrides, theatre, index)
    if isinstance(corrections, str | os.PathLike):
        corrections = read_corrections(corrections, theatre=theatre, index=index)
    asked = tuple(corrections)
    read: list[Document] = []
    toponyms: list[tuple[Toponym, ...]] = []
    incidents: list[Incident] = []
    used: dict[str, Setting] = {}
    pending: list[tuple[Reading, OpenCase]] = []
    size = 0
    with progress_of(progress) as told:
        for reading in read_toponyms(
            documents,
            theatre=theatre,
            date=date,
            index=index,
            recogniser=recogniser,
            overrides=rows,
            min_score=min_score,
            progress=told,
        ):
            setting = reading.setting
            if setting.theatre is not None:
                used.setdefault(setting.theatre.id, setting)
            read.append(reading.document)
            toponyms.append(reading.written_toponyms)
            case = Case(
                reading.read_as,
                reading.toponyms,
                reading.actors,
                setting.index,
                setting.theatre,
                setting.sectors,
            )
            pending.append((reading, open_case(case)))
            size += len(reading.document.text)
            if size >= BATCH_CHARACTERS:
                incidents += _incidents_of(pending)
                pending, size = [], 0
    incidents += _incidents_of(pending)
    report = Report(
        documents=tuple(read),
        toponyms=tuple(toponyms),
        incidents=Incidents(incidents),
        theatres=tuple(setting.theatre for setting in used.values() if setting.theatre is not None),
        sectors=tuple(sector for setting in used.values() for sector in setting.sectors),
        recognition=tuple(recognition_of(document.text, recogniser) for document in read),
        overrides=outcomes(Overrides(rows), zip(read, toponyms, strict=True)),
    )
    if not asked:
        return report
    from geomap.corrections import correct

    return correct(report, asked)


def _incidents_of(pending: Sequence[tuple[Reading, OpenCase]]) -> Iterator[Incident]:
    """The incidents of several documents, found together because the parser is faster so."""
    from geomap.incidents import find_in_each
    from geomap.recognition.collecting import collector_resting

    with collector_resting():
        each = list(find_in_each([case for _, case in pending]))
    for (reading, _), found in zip(pending, each, strict=True):
        for incident in found:
            if reading.read_as is reading.document:
                yield incident
            else:
                yield incident_as_written(incident, reading.read_as, reading.document)
