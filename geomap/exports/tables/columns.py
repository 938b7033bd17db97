"""Columns of a table, whichever scheme they are of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geomap.exports.records.categories import CATEGORIES
from geomap.exports.records.properties import COLUMNS, DATES, LISTS, NUMBERS, WHOLE_NUMBERS
from geomap.model import Geometry, Incident


class Kind(StrEnum):
    """What a column holds; what is not known is None in all of them."""

    TEXT = "text"
    CATEGORY = "category"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name
        Its header.
    kind
        See `Kind`. Days are ISO strings in rows.
    values
        Of a category, all that there can be, in the order of their definition.
    """

    name: str
    kind: Kind = Kind.TEXT
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """An incident as a row.

    Parameters
    ----------
    incident
        The incident.
    cells
        Values by the names of the columns.
    """

    incident: Incident
    cells: dict[str, Any]

    @property
    def shape(self) -> Geometry | None:
        """Where it happened, as exactly as is known; None if that is not known."""
        return self.incident.place.geometry if self.incident.place is not None else None


def kind_of(name: str) -> Kind:
    """What one of geomap's own properties holds."""
    for kind, names in _KINDS.items():
        if name in names:
            return kind
    return Kind.TEXT


_KINDS = {
    Kind.CATEGORY: frozenset(CATEGORIES),
    Kind.INTEGER: WHOLE_NUMBERS,
    Kind.NUMBER: NUMBERS,
    Kind.DAY: DATES,
    Kind.LIST: LISTS,
}

OWN = tuple(Column(name, kind_of(name), CATEGORIES.get(name, ())) for name in COLUMNS)
"""geomap's own columns."""

PREFIX = "geomap_"
"""Before the names of geomap's own columns in a table of another scheme."""

PREFIXED = tuple(Column(f"{PREFIX}{own.name}", own.kind, own.values) for own in OWN)
"""geomap's own columns beside those of another scheme, which keeps no contested accounts."""


def prefixed(told: dict[str, Any]) -> dict[str, Any]:
    """The properties of an incident by the names of `PREFIXED`."""
    return {f"{PREFIX}{name}": value for name, value in told.items()}
