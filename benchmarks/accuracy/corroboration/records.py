"""Happenings and documents of the set as they are measured."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.accuracy.corroboration.sources import TELLINGS

DECOYS = ("day after", "town beside", "other kind", "retold")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something made up that several documents tell of.

    Parameters
    ----------
    id, kind, day
        See `sources.Facts`.
    town, place_id, country, lat, lon
        Its place: the name as the texts have it, and the place of the gazetteer.
    origin
        ``written`` (documents by hand) or ``composed`` (of facts and phrasings).
    decoy_of, decoy
        The happening that it could be mistaken for and how the two differ: ``day after`` (the same
        kind and place the next day), ``town beside`` (the same kind and day) or ``other kind`` (the
        same day and place); both empty for most.
    """

    id: str
    kind: str
    day: date
    town: str
    place_id: str
    country: str
    lat: float
    lon: float
    origin: str
    decoy_of: str = ""
    decoy: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A stretch of a document that tells of one happening, in characters of its text."""

    happening: str
    start: int
    end: int
    main: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A document, and what it tells of.

    Parameters
    ----------
    id, text, title, published, source
        As in `geomap.model.Document`.
    copy_of
        Id of the document whose text it has, all but the last paragraph; empty for most.
    tells
        In the order of the text. What no stretch covers tells of no happening of the set.
    """

    id: str
    published: date
    title: str
    source: str
    text: str
    tells: tuple[Telling, ...]
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """One half of the set."""

    name: str
    happenings: tuple[Happening, ...]
    documents: tuple[Told, ...]


def read_half(name: str, folder: Path = TELLINGS) -> Half:
    """Read one half as it was composed."""
    lines = _lines(folder / name / "happenings.jsonl")
    happenings = tuple(Happening(**{**line, "day": date.fromisoformat(line["day"])}) for line in lines)
    documents = tuple(
        Told(
            **{
                **line,
                "published": date.fromisoformat(line["published"]),
                "tells": tuple(Telling(**each) for each in line["tells"]),
            }
        )
        for line in _lines(folder / name / "documents.jsonl")
    )
    return Half(name, happenings, documents)


def as_lines(records: tuple[Happening, ...] | tuple[Told, ...]) -> str:
    """Write records as JSON Lines."""
    return "".join(
        json.dumps(asdict(record), ensure_ascii=False, default=date.isoformat) + "\n" for record in records
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
