"""Whether a folder holds the run that is asked for, another one, or none; and the plan of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.corpus.layout import HAPPENINGS, INCIDENTS, Layout, lines_into, lines_of, read_json, write_json
from geomap.corpus.options import Options, versions
from geomap.corpus.shards import Shard, cut
from geomap.errors import InputError, UsageError
from geomap.readers.source import expand

Inputs = Sequence[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A run as it is asked for.

    Parameters
    ----------
    options, versions
        As they are told.
    corpus
        Names, number of files, bytes and checksum.
    state
        Names, sizes and times of the files: while it is the same, the corpus is not read for its checksum.
    shards
        How many there are.
    failures
        What could not be read when the corpus was cut.
    """

    options: dict[str, Any]
    versions: dict[str, str]
    corpus: dict[str, Any]
    state: str
    shards: int
    failures: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """The run as JSON has it."""
        return {
            "options": self.options,
            "versions": self.versions,
            "corpus": self.corpus,
            "state": self.state,
            "shards": self.shards,
            "failures": list(self.failures),
        }


def ask(inputs: Inputs, options: Options, layout: Layout) -> Asked:
    """Make the plan of a run, or find it made.

    Parameters
    ----------
    inputs
        The corpus.
    options
        How to read it.
    layout
        The folder of the results, with its folders made.

    Raises
    ------
    UsageError
        If the folder holds a run of another corpus, or with other options.
    InputError
        If nothing of the corpus can be read.
    """
    told, own = options.told(), versions()
    known = read_json(layout.asked) or read_json(layout.manifest)
    if isinstance(known, dict):
        _check_same(known, told, own, layout)
    state = _state_of(inputs)
    if isinstance(known, dict) and known.get("state") == state and layout.plan.exists():
        return _asked_of(known)
    asked = _plan(inputs, options, layout, state)
    if isinstance(known, dict) and known["corpus"]["sha256"] != asked.corpus["sha256"]:
        raise UsageError("the folder holds a run of another corpus", where=str(layout.root), hint=_HINT)
    write_json(layout.asked, asked.told())
    return asked


_HINT = "give another folder, or --restart to begin anew in this one"


def _check_same(known: dict[str, Any], told: dict[str, Any], own: dict[str, str], layout: Layout) -> None:
    for kind, there, here in (("option", known["options"], told), ("version of", known["versions"], own)):
        for name in sorted({*there, *here}):
            if there.get(name) != here.get(name):
                what = f"the folder holds a run with another {kind} {name}"
                values = f" ({there.get(name)} there, {here.get(name)} here)"
                raise UsageError(what + values, where=str(layout.root), hint=_HINT)


def _asked_of(known: dict[str, Any]) -> Asked:
    return Asked(
        known["options"],
        known["versions"],
        known["corpus"],
        known["state"],
        known["shards"],
        tuple(known["failures"]),
    )


def _plan(inputs: Inputs, options: Options, layout: Layout, state: str) -> Asked:
    """Cut the corpus and write the plan down."""
    failures: list[str] = []
    first: list[InputError] = []

    def fail(error: InputError) -> None:
        failures.append(str(error))
        first.append(error)

    digest = hashlib.sha256()
    files, size, shards = 0, 0, 0
    before = ""
    with lines_into(layout.work / ".plan") as add:
        for shard in cut(inputs, int(options.shard_mb * 1e6), fail):
            add(shard.told())
            shards += 1
            for piece in shard.pieces:
                # What a document's id begins with is a part of the corpus, where its files lie is none.
                digest.update(json.dumps([piece.key, piece.sha256, piece.begin, piece.end]).encode())
                if piece.path != before:
                    files += 1
                    size += Path(piece.path).stat().st_size
                before = piece.path
    if not shards:
        if first:
            raise first[0]
        from geomap.web.showing import shown_inputs

        raise InputError("nothing could be read", where=shown_inputs(inputs))
    corpus = {
        "names": [Path(given).name for given in inputs],
        "files": files,
        "bytes": size,
        "sha256": digest.hexdigest(),
    }
    (layout.work / ".plan").replace(layout.plan)
    return Asked(options.told(), versions(), corpus, state, shards, tuple(failures))


def _state_of(inputs: Inputs) -> str:
    digest = hashlib.sha256()
    for source in expand(tuple(inputs), lambda _: None):
        if source.path is not None:
            facts = source.path.stat()
            digest.update(json.dumps([source.name, source.key, facts.st_size, facts.st_mtime_ns]).encode())
    return digest.hexdigest()


def shards_of(layout: Layout) -> Iterator[Shard]:
    """The shards of the plan, one after another."""
    return map(Shard.of, lines_of(layout.plan))


@contextmanager
def alone(layout: Layout) -> Iterator[None]:
    """Hold the folder: two runs at a time would be in each other's way.

    Raises
    ------
    UsageError
        If another process holds it.
    """
    import fcntl

    with (layout.work / "lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                "another process works in this folder", where=str(layout.root), hint="wait for it, or stop it"
            ) from None
        yield


def clear(layout: Layout) -> None:
    """Delete what an earlier run left, and nothing else that is in the folder."""
    for folder in (layout.work, layout.root / INCIDENTS, layout.root / HAPPENINGS):
        shutil.rmtree(folder, ignore_errors=True)
    tables = (layout.sector_days.with_suffix(suffix) for suffix in (".csv", ".parquet"))
    for file in (layout.manifest, layout.timings, layout.shards, layout.files, layout.failures, *tables):
        file.unlink(missing_ok=True)
