"""The way up to resolved toponyms, document by document."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.model import ActorMention, Document, Override, Theatre, Toponym
from geomap.pipeline.as_written import toponyms_as_written
from geomap.pipeline.installed import installed_index
from geomap.pipeline.settings import Setting, Settings
from geomap.readers import as_documents
from geomap.resolution.resolving import ABSTAIN_BELOW

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.overrides import Held
    from geomap.recognition.tagging.spans import Tagger

AUTO = "auto"
NONE = "none"

Progress = Callable[[int, int], None]
"""Called with the number of documents done and of all."""

Source = Document | str | os.PathLike[str]

BATCH_CHARACTERS = 150_000  # tagged at once: enough to be fast, little enough to hold


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, what was recognised in it, and the setting in which it was resolved.

    Parameters
    ----------
    document
        As it is written.
    read_as
        As the stages read it (see `geomap.recognition.running_text`); the document itself where
        that is how it is written.
    actors, toponyms
        With the words of ``read_as``; the spans are those of both.
    setting
        The theatre with its names and sectors.
    """

    document: Document
    read_as: Document
    actors: tuple[ActorMention, ...]
    toponyms: tuple[Toponym, ...]
    setting: Setting

    @property
    def written_toponyms(self) -> tuple[Toponym, ...]:
        """The toponyms with the words of the document."""
        if self.read_as is self.document:
            return self.toponyms
        return toponyms_as_written(self.toponyms, self.document)


def read_toponyms(
    given: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str],
    date: date | None,
    index: PlaceIndex | None,
    recogniser: str | Tagger,
    overrides: Iterable[Override] = (),
    min_score: float = ABSTAIN_BELOW,
    explain: bool = False,
    progress: Progress | None = None,
) -> Iterator[Reading]:
    """Go the way up to resolved toponyms.

    A document is first read without a theatre, which is enough to choose one; where one is chosen,
    the document is read anew with its names and parties. So a village of one war never becomes a
    candidate in another, and a document of none is read once. A user's overrides hold in both, where
    the document has their context.
    """
    from geomap.overrides import Overrides
    from geomap.recognition.running_text import as_running_text
    from geomap.resolution import with_grounds
    from geomap.theatres import choose_bundled

    check_share(min_score)
    check_day(date)
    prepared = Overrides(overrides)
    settings = Settings(index or installed_index(), recogniser)
    wanted = asked_for(theatre)
    documents = tuple(as_documents(given, date=date))
    done = 0
    for batch in in_batches(documents):
        running = [as_running_text(document) for document in batch]
        settings.ahead(running)
        for document, read_as in zip(batch, running, strict=True):
            held = prepared.of(document)
            reading = _read(document, read_as, settings.of(wanted, held.places), held, min_score, explain)
            if theatre == AUTO:
                own = choose_bundled(read_as, reading.toponyms, reading.actors)
                if own is not None:
                    reading = _read(
                        document, read_as, settings.of(own, held.places), held, min_score, explain
                    )
            yield replace(reading, toponyms=with_grounds(read_as, reading.toponyms, reading.setting.index))
            done += 1
            if progress is not None:
                progress(done, len(documents))


def in_batches(documents: Iterable[Document], most: int | None = None) -> Iterator[list[Document]]:
    """Documents in batches of about so many characters, and of no more documents than ``most``."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH_CHARACTERS or len(batch) == most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(
    document: Document,
    read_as: Document,
    setting: Setting,
    held: Held,
    min_score: float,
    explain: bool,
) -> Reading:
    """Recognise and resolve within one setting."""
    from geomap.recognition.collecting import collector_resting
    from geomap.resolution import resolve

    theatres = () if setting.theatre is None else (setting.theatre,)
    with collector_resting():
        actors, toponyms = setting.recognise(read_as)
        resolved = resolve(
            read_as,
            toponyms,
            setting.index,
            theatres=theatres,
            min_score=min_score,
            overriding=held.for_toponym,
            explain=explain,
        )
        actors = setting.actors_among(read_as, actors, resolved)
    return Reading(document, read_as, actors, resolved, setting)


def asked_for(theatre: str | os.PathLike[str]) -> Theatre | None:
    """Load the theatre that is asked for; None where each document has its own or none."""
    from geomap.theatres import load

    if not isinstance(theatre, str | os.PathLike):
        raise UsageError(
            f"{theatre!r} is no theatre", where="theatre", hint="auto, none, an id or the path of a folder"
        )
    if theatre in (AUTO, NONE):
        return None
    # A path is told from an id by having a separator, or by being there.
    return load(Path(theatre) if not isinstance(theatre, str) else theatre)


def check_day(day: object) -> None:
    """Raise `UsageError` unless it is a day or None: a text or a time would fail where days are compared."""
    import datetime

    if day is not None and (not isinstance(day, datetime.date) or isinstance(day, datetime.datetime)):
        raise UsageError(f"{day!r} is no day", where="date", hint="a datetime.date is needed, or None")


def check_share(min_score: float) -> None:
    """Raise `UsageError` unless it is a number from 0 to 1."""
    if not isinstance(min_score, int | float) or not 0 <= min_score <= 1:
        raise UsageError(
            f"{min_score!r} is no share", where="min_score", hint="a number from 0 to 1 is needed"
        )
