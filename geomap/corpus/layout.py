"""Where a run keeps what: the folder of its results, and within it that of its work.

::

    manifest.json  files.jsonl  shards.jsonl  failures.jsonl  timings.json
    incidents/month=2020-10/part-00003.parquet      every account of an incident, as documents tell it
    happenings/month=2020-10/part-00003.parquet     these joined: each happening once
    sector_days.parquet  sector_days.csv            happenings by sector and day
    work/                                           what resuming needs; may be deleted once all is done
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from geomap.errors import ExportError
from geomap.exports.atomic import replacing, write_bytes
from geomap.partials import is_unfinished

INCIDENTS: Final = "incidents"
HAPPENINGS: Final = "happenings"
NO_MONTH: Final = "none"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a run.

    Parameters
    ----------
    root
        The folder of the results.
    """

    root: Path

    @property
    def manifest(self) -> Path:
        """What was done, written last."""
        return self.root / "manifest.json"

    @property
    def timings(self) -> Path:
        """How long it took: all that differs from run to run."""
        return self.root / "timings.json"

    @property
    def shards(self) -> Path:
        """A line for each shard: its counts and hashes."""
        return self.root / "shards.jsonl"

    @property
    def files(self) -> Path:
        """A line for each file of the two tables: its rows and checksum."""
        return self.root / "files.jsonl"

    @property
    def failures(self) -> Path:
        """A line for each input or document that was set aside."""
        return self.root / "failures.jsonl"

    @property
    def sector_days(self) -> Path:
        """The table by sector and day, without suffix."""
        return self.root / "sector_days"

    @property
    def work(self) -> Path:
        """What resuming needs."""
        return self.root / "work"

    @property
    def asked(self) -> Path:
        """What the run was asked, as long as it goes on."""
        return self.work / "run.json"

    @property
    def plan(self) -> Path:
        """A line for each shard: what it is made of."""
        return self.work / "plan.jsonl"

    def records(self, shard: int, segment: int) -> Path:
        """What was found in a part of a shard."""
        return self.work / "records" / f"shard-{shard:06d}-{segment:03d}.parquet"

    def read(self, shard: int) -> Path:
        """The marker of a shard that is read; written last."""
        return self.work / "read" / f"shard-{shard:06d}.json"

    def at(self, shard: int) -> Path:
        """Which documents of a shard are being read just now."""
        return self.work / "at" / f"shard-{shard:06d}.json"

    def skipped(self, shard: int) -> Path:
        """Documents of a shard that kill whoever reads them."""
        return self.work / "skipped" / f"shard-{shard:06d}.json"

    def joined(self, block: int) -> Path:
        """The marker of a block that is joined; written last."""
        return self.work / "joined" / f"block-{block:06d}.json"

    @property
    def joined_of(self) -> Path:
        """Of which shards the blocks are made that are joined already."""
        return self.work / "joined" / "of.json"

    def part(self, table: str, month: str, block: int) -> Path:
        """A file of one of the two tables."""
        return self.root / table / f"month={month}" / f"part-{block:05d}.parquet"

    def make(self) -> None:
        """Make the folders.

        Raises
        ------
        ExportError
            If they cannot be made.
        """
        try:
            for name in ("records", "read", "at", "skipped", "joined"):
                (self.work / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ExportError(f"the folder cannot be made ({reason})", where=str(self.root)) from error

    def sweep(self) -> None:
        """Delete files that were never finished: those of a process that was killed."""
        # The folder is the user's, who may keep hidden files of his own in it.
        own = {path.name for path in (self.manifest, self.timings, self.shards, self.files, self.failures)}
        own |= {self.sector_days.with_suffix(suffix).name for suffix in (".csv", ".parquet")}
        found = [path for name in own for path in self.root.glob(f".{name}.*") if is_unfinished(path.name)]
        found += (path for name in (INCIDENTS, HAPPENINGS) for path in (self.root / name).glob("*/.part-*"))
        found += self.work.rglob(".*")
        for path in found:
            path.unlink(missing_ok=True)


def month_of(day: date | None) -> str:
    """The month of a day as folders have it: ``2020-10``, or ``none``."""
    return f"{day:%Y-%m}" if day is not None else NO_MONTH


def write_json(path: Path, told: Any) -> None:
    """Write JSON, whole or not at all; the same bytes for the same content."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    write_bytes(path, text.encode("utf-8", "replace") + b"\n", sweeps=False)


def read_json(path: Path) -> Any:
    """Read JSON; None if it is not there or broken."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


@contextmanager
def lines_into(path: Path) -> Iterator[Any]:
    """Give a function that adds a line of JSON to a file, which is there at the end or not at all."""
    with replacing(path, sweeps=False) as partial, partial.open("wb") as file:

        def add(told: Any) -> None:
            text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            file.write(text.encode("utf-8", "replace") + b"\n")

        yield add


def lines_of(path: Path) -> Iterator[Any]:
    """Yield what stands in the lines of a file of JSON Lines."""
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)
