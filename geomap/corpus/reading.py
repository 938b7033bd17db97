"""Reading a shard: documents in, a file of records and a marker out.

What a document raises is set aside with the document. What kills the process or hangs is found out by
whoever runs the tasks (`suspects`), from the note of which documents were being read.
"""

from __future__ import annotations

import faulthandler
import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from geomap.corpus.documents import Numbered, batches, documents_of
from geomap.corpus.layout import Layout, read_json, write_json
from geomap.corpus.options import Options, versions
from geomap.corpus.records import Found, Record, in_segments, records_of, write_segment
from geomap.corpus.shards import Shard
from geomap.corroboration import sketches_of
from geomap.errors import (
    EngineError,
    GazetteerError,
    GeomapError,
    InputError,
    MissingExtraError,
    ModelError,
    TheatreError,
    UsageError,
    message_of,
)
from geomap.exports.records.unplaced import UnplacedNames
from geomap.model import Document

KILLS: Final = "whoever reads it is killed, or never comes to an end"

# What is wrong with the run, and not with a document.
_FAULTS_OF_THE_RUN: Final = (
    EngineError,
    GazetteerError,
    MissingExtraError,
    ModelError,
    TheatreError,
    UsageError,
)

# A worker of a cluster may have several threads; the stages share what they keep, so one at a time reads.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A shard to be read.

    Parameters
    ----------
    root
        The folder of the results.
    shard, options
        What to read, and how.
    versions
        Those of whoever asks: a worker of others refuses.
    patience
        Seconds for a batch of documents, after which the process, which has to be a worker, is ended; None to
        wait for ever.
    within
        Numbers of documents, from the first to the one behind the last: only these are read, and
        nothing is written; None for all.
    """

    root: Path
    shard: Shard
    options: Options
    versions: dict[str, str]
    patience: float | None
    within: tuple[int, int] | None = None


def read_shard(task: ReadTask) -> int:
    """Read a shard and write its records and its marker; give the number of its documents."""
    with _one_at_a_time:
        check_versions(task.versions)
        layout = Layout(task.root)
        reader = _Reader(task, layout)
        segments = [
            write_segment(held, layout.records(task.shard.number, number))
            for number, held in enumerate(in_segments(reader.records()))
        ]
        write_json(
            layout.read(task.shard.number),
            {
                "shard": task.shard.number,
                "documents": reader.documents,
                "incidents": sum(segment.rows for segment in segments),
                "failures": reader.failures,
                "days": sorted(reader.days.items()),
                "segments": [{**asdict(each), "path": Path(each.path).name} for each in segments],
            },
        )
        layout.at(task.shard.number).unlink(missing_ok=True)
        return reader.documents


def probe(task: ReadTask) -> None:
    """Read some documents of a shard for nothing but to see whether that can be done."""
    with _one_at_a_time:
        check_versions(task.versions)
        for _ in _Reader(task, Layout(task.root)).records():
            pass


def check_versions(wanted: dict[str, str]) -> None:
    """Raise `EngineError` in a worker whose geomap is another than that of whoever asks."""
    own = versions()
    for name, version in wanted.items():
        if own.get(name) != version:
            raise EngineError(
                f"{name} {own.get(name)} on a worker, {version} where the run was started",
                where="versions",
                hint="install the same on all machines",
            )


class _Reader:
    """Reads a shard, and counts."""

    def __init__(self, task: ReadTask, layout: Layout) -> None:
        self._task = task
        self._layout = layout
        self._skipped: dict[str, Any] = read_json(layout.skipped(task.shard.number)) or {}
        self.documents = 0
        self.failures: list[dict[str, str]] = []
        self.days: Counter[int] = Counter()

    def records(self) -> Iterator[Record]:
        """Yield the records of all documents that can be read."""
        try:
            for batch in batches(self._documents()):
                self._note(batch)
                for document, incidents in self._found([each.document for each in batch]):
                    for record in records_of(document, incidents):
                        self.days[record.day] += 1
                        yield record
        finally:
            if self._task.patience is not None:
                faulthandler.cancel_dump_traceback_later()

    def _documents(self) -> Iterator[Numbered]:
        within = self._task.within
        for each in documents_of(
            self._task.shard, self._task.options.date, self._unreadable, dict(self._task.options.fields)
        ):
            if within is not None and not within[0] <= each.number < within[1]:
                continue
            self.documents += 1
            if str(each.number) in self._skipped:
                self._fail(each.document.id, KILLS)
            else:
                yield each

    def _found(self, documents: Sequence[Document]) -> Iterator[tuple[Document, list[Found]]]:
        """The incidents of documents; one that raises is set aside, and the others are read without it."""
        try:
            yield from self._extracted(documents)
        except _FAULTS_OF_THE_RUN:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are read
            if len(documents) > 1:
                for document in documents:
                    yield from self._found([document])
                return
            told = (
                str(error)
                if isinstance(error, GeomapError)
                else f"{type(error).__name__}: {message_of(error)}"
            )
            self._fail(documents[0].id, told)

    def _extracted(self, documents: Sequence[Document]) -> list[tuple[Document, list[Found]]]:
        from geomap.pipeline import extract
        from geomap.resolution.unplaced import gather_unresolved

        options = self._task.options
        report = extract(
            documents,
            theatre=options.theatre,
            recogniser=options.recogniser,
            overrides=options.overrides,
            min_score=options.min_score,
            progress=False,
        )
        names = UnplacedNames(gather_unresolved(report))
        sketches = sketches_of(report, options.joining)
        found: dict[str, list[Found]] = {document.id: [] for document in report.documents}
        for incident in report.incidents:
            unplaced = tuple(names.within(incident))
            found[incident.document_id].append(Found(incident, sketches.get(incident.id), unplaced))
        return [(document, found[document.id]) for document in report.documents]

    def _note(self, batch: Sequence[Numbered]) -> None:
        """Write down what is being read, and begin to wait for it anew."""
        if self._task.patience is None:
            return
        # Its thread needs no lock of Python's: it ends the process even where a loop of C does not come back.
        faulthandler.dump_traceback_later(self._task.patience, exit=True, file=_nowhere())
        if self._task.within is None:
            at = self._layout.at(self._task.shard.number)
            at.write_text(f"[{batch[0].number},{batch[-1].number + 1}]", encoding="utf-8")

    def _unreadable(self, error: InputError) -> None:
        self._fail("", str(error))

    def _fail(self, document_id: str, error: str) -> None:
        self.failures.append({"document": document_id, "error": error})


@cache
def _nowhere() -> int:
    """What the watching thread writes to; open for as long as the process lives."""
    return os.open(os.devnull, os.O_WRONLY)
