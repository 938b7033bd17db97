"""What a database has to do for a store; everything else is general code above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from geomap.store.records import Selection
from geomap.store.tables import Table

Row = Mapping[str, Any]
"""Values by the names of a table's fields; a shape is well-known binary (WGS 84), or None."""


class Backend(Protocol):
    """A database with the tables of `geomap.store.tables`.

    It raises `StoreError` for whatever its database refuses. Within `writing` it sees what it wrote.
    """

    address: str

    def version(self) -> int:
        """The version of the schema that is there."""
        ...

    def migrate(self) -> int:
        """Bring an older schema to the present one, whole or not at all; how many steps that took."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Within it, all that is read is of one moment."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Within it nobody else writes. At its end all is there for good, or nothing if it raised."""
        ...

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """Write rows; one whose key is there takes that one's place."""
        ...

    def drop(self, table: Table, field: str, values: Collection[Any]) -> int:
        """Take out the rows with one of these values, and what refers to them; how many rows of the table."""
        ...

    def amend(self, table: Table, changes: Row, field: str, values: Collection[Any]) -> None:
        """Set some fields of the rows with one of these values."""
        ...

    def fetch(
        self,
        table: Table,
        fields: Sequence[str],
        field: str | None = None,
        values: Collection[Any] = (),
    ) -> Iterator[tuple[Any, ...]]:
        """Yield these fields of all rows, or of those with one of the values; in the order of the key.

        ``geom`` is a field of layers, as well-known binary.
        """
        ...

    def choose(self, table: Table, selection: Selection) -> list[str]:
        """Ids of the rows of a layer that meet days, box and columns of a selection, sorted."""
        ...

    def near(self, family: str, days: tuple[int, int], box: tuple[float, float, float, float]) -> list[bytes]:
        """The sketches of a family whose days and box meet these, in the order of their ids."""
        ...

    def count(self, table: Table) -> int:
        """How many rows there are."""
        ...

    def strays(self, table: Table, field: str, other: Table, other_field: str) -> Iterator[str]:
        """Yield the values of a field that the other table's field does not have, each once, sorted."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the database itself, a line each."""
        ...

    def vacuum(self) -> None:
        """Give back the room of what was taken out."""
        ...

    def size(self) -> int:
        """How many bytes it takes on the disk."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
