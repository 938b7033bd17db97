"""What is told to a store, and what it tells: flat frozen records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from geomap import wire
from geomap.errors import UsageError
from geomap.model import Document
from geomap.store.keepable import is_keepable, keepable


@dataclass(frozen=True, slots=True)
class Provenance:
    """By what documents were read; those read by something else are read anew.

    `geomap.provenance_of` makes it of the options of `geomap.extract`.

    Parameters
    ----------
    geomap
        The version of geomap.
    gazetteer
        The version of the gazetteer, with the user's own places.
    models
        The models that had a say, each with its version.
    theatre
        ``auto``, ``none``, or the theatre that was asked for, with a checksum if it is the user's own.
    recogniser
        As for `geomap.extract`.
    options
        Other options that change what is found, as (name, value) pairs.
    """

    geomap: str = ""
    gazetteer: str = ""
    models: tuple[str, ...] = ()
    theatre: str = ""
    recogniser: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """A checksum of all of it, and of the form in which records are kept."""
        return _checksum(wire.to_bytes((wire.FORM, self)))


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding documents.

    Parameters
    ----------
    new, changed, unchanged
        Ids of documents that were not there, that were there with another content or provenance, and
        that were there as they are; in the order in which they were given.
    clusters
        Ids of the incidents, as users see them, that are new or not what they were.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a store: numbers of rows."""

    documents: int
    copies: int
    incidents: int
    accounts: int
    claims: int
    likenesses: int
    runs: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as a store lists it, without its text.

    Parameters
    ----------
    id, title, source, url, published, language
        As in `geomap.Document`.
    characters
        Of its text.
    incidents
        How many it tells of.
    copy_of
        Id of the first document with nearly the same text, or None.
    provenance
        `Provenance.key` of what read it.
    """

    id: str
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    language: str | None
    characters: int
    incidents: int
    copy_of: str | None
    provenance: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents are wanted; all conditions have to be met.

    Parameters
    ----------
    start, end
        The first and last day, both included; what may have happened on one of these days is in, what has no
        day is not.
    bbox
        West, south, east, north in decimal degrees (WGS 84); west above east reaches over longitude 180.
        What has no place is not in.
    document_ids
        Of documents that tell of them.
    where
        Values by column, any of which will do: ``{"status": ("contested", "denied")}``.

    Raises
    ------
    UsageError
        If the last day is before the first, or the box is none.
    """

    start: date | None = None
    end: date | None = None
    bbox: tuple[float, float, float, float] | None = None
    document_ids: tuple[str, ...] | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise UsageError(
                f"{self.end} is before {self.start}", where="end", hint="the first day, then the last"
            )
        if self.bbox is not None:
            _check_box(self.bbox)

    @property
    def boxes(self) -> tuple[tuple[float, float, float, float], ...]:
        """The boxes that are meant, none of which reaches over longitude 180."""
        if self.bbox is None:
            return ()
        west, south, east, north = self.bbox
        if west <= east:
            return (self.bbox,)
        return (west, south, 180.0, north), (-180.0, south, east, north)

    @property
    def everything(self) -> bool:
        """Whether there is no condition."""
        return self == Selection()


def selection_of(
    where: Mapping[str, str | Iterable[str]] | None,
    start: date | None,
    end: date | None,
    bbox: tuple[float, float, float, float] | None,
    document_ids: Iterable[str] | None,
) -> Selection:
    """The selection that a caller means, who may give one value where several are possible."""
    values = {column: _wanted(column, given) for column, given in (where or {}).items()}
    ids = None if document_ids is None else keepable(document_ids)
    return Selection(start, end, bbox, ids, values)


def _wanted(column: str, given: str | Iterable[str]) -> tuple[str, ...]:
    """The values of a column; numbers too, which those of some columns are."""
    try:
        values: tuple[object, ...] = (given,) if isinstance(given, str | int) else tuple(given)
    except TypeError:
        values = (given,)
    for value in values:
        if not isinstance(value, str | int) or not is_keepable(str(value)):
            raise UsageError(f"{column}={value!r}", where="where", hint="a text, or several, is needed")
    return tuple(map(str, values))


def content_of(document: Document) -> str:
    """A checksum of all that a document says of itself, its text included."""
    return _checksum(wire.to_bytes(document))


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _check_box(box: tuple[float, float, float, float]) -> None:
    wanted = "west, south, east, north in degrees, such as 44,38,51,42"
    if len(box) != 4:
        raise UsageError(f"{box!r} is no box", where="bbox", hint=wanted)
    west, south, east, north = box
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError(f"{box!r} is no box", where="bbox", hint=wanted)
