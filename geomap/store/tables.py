"""The tables of a store, whichever database keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geomap.exports.tables.columns import OWN, Kind

VERSION: Final = 1
"""Of the tables; raised with every change of them, and a migration comes along."""


class Type(StrEnum):
    """What a field holds; a day is ISO text."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DAY = "day"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table.

    Parameters
    ----------
    name
        Its column.
    type
        See `Type`.
    needed
        Whether it is never empty.
    of
        Name of the table whose ``id`` it refers to; its rows go when those go.
    """

    name: str
    type: Type = Type.TEXT
    needed: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Parameters
    ----------
    name
        Its name.
    key
        The fields by which a row is known.
    fields
        All fields but the shape.
    about
        What is in it, for people.
    indexes
        Fields by which rows are looked up, beside the key.
    shaped
        Whether it is a layer: rows have a shape in ``geom``, which may be missing.
    boxed
        Whether rows are found by ``family``, days (``first``, ``last``) and box.
    listed
        Whether programs for maps are to list it.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    about: str
    indexes: tuple[str, ...] = ()
    shaped: bool = False
    boxed: bool = False
    listed: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field.name for field in self.fields)


_TYPES = {
    Kind.TEXT: Type.TEXT,
    Kind.CATEGORY: Type.TEXT,
    Kind.INTEGER: Type.INTEGER,
    Kind.NUMBER: Type.REAL,
    Kind.DAY: Type.DAY,
    Kind.LIST: Type.TEXT,
}

PROPERTIES: Final = tuple(column.name for column in OWN)
"""The columns that every export of incidents has."""
LOOKS: Final = ("family", "sign", "shape")
"""By what a program for maps draws an incident: see `geomap.store.rows`."""

_TOLD = (
    *(Field(column.name, _TYPES[column.kind], column.name == "id") for column in OWN),
    *(Field(name, needed=name != "shape") for name in LOOKS),
)
CHOOSABLE: Final = {c.name: c.values for c in OWN if c.kind in (Kind.TEXT, Kind.CATEGORY, Kind.INTEGER)}
"""The columns by which incidents can be chosen, those with one value, and what it may be if that is known."""

INCIDENTS: Final = Table(
    "incidents",
    ("id",),
    (*_TOLD, Field("cluster", needed=True), Field("record", Type.BYTES, needed=True)),
    "Incidents, those of several documents joined",
    indexes=("cluster", "date_start"),
    shaped=True,
)
DOCUMENTS: Final = Table(
    "documents",
    ("id",),
    (
        Field("id", needed=True),
        *map(Field, ("title", "source", "url")),
        Field("published", Type.DAY),
        *map(Field, ("language", "fields")),
        Field("text", needed=True),
        Field("characters", Type.INTEGER, needed=True),
        Field("incidents", Type.INTEGER, needed=True),
        Field("copy_of"),
        Field("content", needed=True),
        Field("provenance", needed=True),
        Field("signature_id", Type.INTEGER),
        Field("recognition", Type.BYTES),
        Field("record", Type.BYTES, needed=True),
    ),
    "Documents that were read, with their texts",
    indexes=("published", "signature_id"),
)
ACCOUNTS: Final = Table(
    "accounts",
    ("id",),
    (
        *(Field(f.name, f.type, f.needed, "documents" if f.name == "document_id" else None) for f in _TOLD),
        Field("incident_id", needed=True),
        Field("record", Type.BYTES, needed=True),
    ),
    "Incidents as each document by itself tells of them",
    indexes=("document_id", "incident_id", "date_start"),
    shaped=True,
)
CLAIMS: Final = Table(
    "claims",
    ("account_id", "number"),
    (
        Field("incident_id", needed=True),
        Field("account_id", needed=True, of="accounts"),
        Field("number", Type.INTEGER, needed=True),
        *map(Field, ("speaker", "side", "act", "about", "stance", "quote")),
        Field("start", Type.INTEGER),
        Field("end", Type.INTEGER),
        Field("document_id"),
    ),
    "Who says what of an incident",
    indexes=("incident_id",),
)
LIKENESSES: Final = Table(
    "likenesses",
    ("one", "other"),
    (
        Field("one", needed=True, of="sketches"),
        Field("other", needed=True, of="sketches"),
        Field("score", Type.REAL, needed=True),
        Field("reasons", needed=True),
    ),
    "How alike two accounts are, and why; each pair once, the lesser id first",
    indexes=("other",),
)
RUNS: Final = Table(
    "runs",
    ("id",),
    (
        Field("id", needed=True),
        *(Field(name, needed=True) for name in ("at", "provenance", "geomap", "gazetteer", "models")),
        *(Field(name, needed=True) for name in ("theatre", "recogniser", "options")),
        *(Field(name, Type.INTEGER, needed=True) for name in ("new", "changed", "unchanged", "clusters")),
    ),
    "When documents were added, and by what they were read",
)
TOPONYMS: Final = Table(
    "toponyms",
    ("document_id",),
    (
        Field("document_id", needed=True, of="documents"),
        Field("number", Type.INTEGER, needed=True),
        Field("record", Type.BYTES, needed=True),
    ),
    "The place names of each document",
    listed=False,
)
THEATRES: Final = Table(
    "theatres",
    ("id",),
    (
        Field("id", needed=True),
        Field("title", needed=True),
        Field("record", Type.BYTES, needed=True),
        Field("sectors", Type.BYTES, needed=True),
    ),
    "The theatres that were used, with their sectors",
    listed=False,
)
SKETCHES: Final = Table(
    "sketches",
    ("id",),
    (
        Field("id", needed=True),
        Field("cluster"),
        Field("family", needed=True),
        Field("first", Type.INTEGER, needed=True),
        Field("last", Type.INTEGER, needed=True),
        *(Field(name, Type.REAL, needed=True) for name in ("west", "south", "east", "north")),
        Field("record", Type.BYTES, needed=True),
    ),
    "What is compared of accounts, found by days and box, and which of them are one",
    indexes=("cluster",),
    boxed=True,
    listed=False,
)
SIGNATURES: Final = Table(
    "signatures",
    ("id",),
    (
        Field("id", Type.INTEGER, needed=True),
        Field("signature", Type.BYTES, needed=True),
        Field("first", needed=True),
        Field("head", needed=True),
    ),
    "What texts are known by: the first document of each, and the first of those that are like it",
    indexes=("head",),
    listed=False,
)
BANDS: Final = Table(
    "bands",
    ("band", "signature_id"),
    (
        Field("band", Type.INTEGER, needed=True),
        Field("signature_id", Type.INTEGER, needed=True, of="signatures"),
    ),
    "Parts of signatures, by which those that are alike are found",
    indexes=("signature_id",),
    listed=False,
)
NOTES: Final = Table(
    "notes",
    ("name",),
    (Field("name", needed=True), Field("value", needed=True)),
    "What other parts of geomap keep here: a value for a name",
    listed=False,
)
SETTINGS: Final = Table(
    "settings",
    ("name",),
    (Field("name", needed=True), Field("value", needed=True)),
    "What holds for the whole store",
    listed=False,
)

TABLES: Final = (
    INCIDENTS,
    DOCUMENTS,
    ACCOUNTS,
    CLAIMS,
    LIKENESSES,
    RUNS,
    TOPONYMS,
    THEATRES,
    SKETCHES,
    SIGNATURES,
    BANDS,
    NOTES,
    SETTINGS,
)
"""All of them, those that others refer to first."""
