"""What a run is asked to do, and what two runs have to have in common to be one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from geomap.corroboration import Joining
from geomap.errors import UsageError
from geomap.model import Override
from geomap.pipeline import ABSTAIN_BELOW, AUTO, MODEL, NONE

SHARD_MB: Final = 4.0
"""About so many megabytes of text are read as one shard: some minutes of one core's work."""

BLOCK: Final = 20_000
"""About so many incidents are joined at a time."""

PATIENCE: Final = 300.0
"""Seconds after which a worker that has not come on by a batch of documents is ended: some hundred times as
long as a batch takes."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is read and its incidents joined.

    Parameters
    ----------
    theatre, date, recogniser, overrides, min_score
        As for `geomap.pipeline.extract`; the path of a theatre's folder is made absolute.
    fields
        What rows call what is read, as pairs of our name and theirs.
    joining
        When incidents of several documents are taken to be one.
    shard_mb
        Megabytes of input in a shard.
    block
        Incidents that are joined at a time; a day is never divided.
    """

    theatre: str = AUTO
    date: date | None = None
    recogniser: str = MODEL
    fields: tuple[tuple[str, str], ...] = ()
    overrides: tuple[Override, ...] = ()
    min_score: float = ABSTAIN_BELOW
    joining: Joining = field(default_factory=Joining)
    shard_mb: float = SHARD_MB
    block: int = BLOCK

    def __post_init__(self) -> None:
        if not self.shard_mb > 0:
            raise UsageError(
                f"{self.shard_mb} megabytes are no shard", where="shard_mb", hint="more than 0 is needed"
            )
        if self.theatre not in (AUTO, NONE) and Path(self.theatre).exists():
            # Workers may have another working folder.
            object.__setattr__(self, "theatre", str(Path(self.theatre).resolve()))

    def told(self) -> dict[str, Any]:
        """The options for a manifest, in a form that is the same wherever the files lie."""
        return {
            "theatre": Path(self.theatre).name,
            "theatre_sha256": _theatre_hash(self.theatre),
            "date": self.date.isoformat() if self.date else None,
            "recogniser": self.recogniser,
            "fields": dict(self.fields),
            "overrides": len(self.overrides),
            "overrides_sha256": _hash(self.overrides) if self.overrides else None,
            "min_score": self.min_score,
            "join_km": self.joining.distance_km,
            "join_days": self.joining.days,
            "join_threshold": self.joining.threshold,
            "shard_mb": self.shard_mb,
            "block": self.block,
        }


@cache
def versions() -> dict[str, str]:
    """The versions on which a result depends; they have to be the same on all machines."""
    from geomap.versions import MODELS, gazetteer_version, geomap_version, model_version
    from geomap.wire import FORM

    return {
        "geomap": geomap_version(),
        "gazetteer": gazetteer_version(),
        **{f"model {which}": model_version(which) for which in MODELS},
        "form": str(FORM),
    }


def _theatre_hash(theatre: str) -> str | None:
    if theatre in (AUTO, NONE):
        return None
    from geomap.theatres import load

    return _hash(load(theatre))


def _hash(record: Any) -> str:
    from geomap.wire import to_bytes

    return hashlib.sha256(to_bytes(record)).hexdigest()
