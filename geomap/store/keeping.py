"""A store, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from geomap.errors import StoreError, UsageError
from geomap.model import Document, Extraction
from geomap.store import tables
from geomap.store.keepable import is_keepable, keepable
from geomap.store.notes import Notes
from geomap.store.records import Added, Counts, Kept, Provenance, content_of, selection_of

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.store.backend import Backend


class Store:
    """Documents, what was found in them, and what several of them tell of; `open_store` opens one.

    A document is known by its id. The same document added twice changes nothing; another text, other
    metadata or another provenance under the same id takes the place of what was there, with all that was
    found in it. Incidents of several documents are joined as documents come and go (`geomap.corroborate`):
    the same documents give the same incidents, in whatever order they came.

    Parameters
    ----------
    backend
        The database.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._joining: Joining | None = None

    @property
    def address(self) -> str:
        """The file or server."""
        return self._backend.address

    @property
    def joining(self) -> Joining:
        """When incidents of several documents are taken to be one in this store."""
        if self._joining is None:
            raise StoreError("the store is not open", where=self.address, hint="open_store opens one")
        return self._joining

    @property
    def notes(self) -> Notes:
        """Values kept under names for other parts of a program; see `Notes`."""
        return Notes(self._backend)

    def settle_in(self, joining: Joining | None) -> None:
        """Bring it to the present form and to terms with the settings; `open_store` does so.

        Raises
        ------
        UsageError
            If the store has other settings.
        StoreError
            If it is a newer geomap's, or none.
        """
        from geomap.store.settings import settle

        self.migrate()
        self._joining = settle(self._backend, joining)

    def add(self, report: Extraction, *, provenance: Provenance | None = None) -> Added:
        """Add what was found in documents, all of it or, if that fails, nothing.

        When it returns, what was added is on the disk. Incidents that several documents tell of are
        taken apart into the accounts of each and joined anew with what is there. Corrected incidents are
        kept as they were corrected; what corrections rejected, and what came of overrides, is not kept.

        Parameters
        ----------
        report
            As `geomap.extract` gives it. Documents that are there with the same content and provenance
            are passed over.
        provenance
            By what the documents were read (`geomap.provenance_of`); if it is not told, that counts as a
            provenance of its own.

        Raises
        ------
        StoreError
            If an incident is of a document that the report lacks, or the store cannot be written.
        """
        from geomap.store.adding import add

        return add(self._backend, self.joining, report, provenance or Provenance())

    def known(self, documents: Iterable[Document], *, provenance: Provenance | None = None) -> frozenset[str]:
        """Ids of those documents that are there with this content and provenance: they need not be read.

        Parameters
        ----------
        documents
            As `geomap.read` gives them.
        provenance
            By what they would be read.
        """
        key = (provenance or Provenance()).key
        wanted = {each.id: content_of(each) for each in documents if is_keepable(each.id)}
        rows = self._backend.fetch(tables.DOCUMENTS, ("id", "content", "provenance"), "id", wanted)
        return frozenset(id_ for id_, content, own in rows if content == wanted[id_] and own == key)

    def remove(self, document_ids: Iterable[str]) -> int:
        """Take documents out with all that was found in them; how many there were.

        What other documents tell of the same incidents stays, and is joined anew.
        """
        from geomap.store.adding import remove

        return remove(self._backend, self.joining, keepable(dict.fromkeys(document_ids)))

    def report(
        self,
        *,
        where: Mapping[str, str | Iterable[str]] | None = None,
        start: date | None = None,
        end: date | None = None,
        bbox: tuple[float, float, float, float] | None = None,
        document_ids: Iterable[str] | None = None,
        accounts: bool = False,
    ) -> Extraction:
        """What is kept, or the part of it that meets all conditions.

        `geomap.Report.of` makes a report of it, which can be drawn and saved. Nothing is read anew.

        Parameters
        ----------
        where
            Values by column (docs/reference/columns.md), any of which will do:
            ``{"incident_type": "shelling", "status": ("contested", "denied")}``. Only columns with one value.
        start, end
            The first and last day, both included. What may have happened on one of these days is in, what
            has no day is not.
        bbox
            West, south, east, north in decimal degrees (WGS 84); west above east reaches over longitude
            180. What has no place is not in.
        document_ids
            Only incidents of which these documents tell.
        accounts
            Each account by itself instead of joined incidents.

        Returns
        -------
        Extraction
            The incidents with all documents that tell of them, by the days of these and then by their ids;
            without any condition all documents, also those that tell of nothing.

        Raises
        ------
        UsageError
            If there is no such column or value, the box is none, or the last day is before the first.
        InputError
            If what is kept was written by another version of geomap: it has to be read anew.
        """
        from geomap.store.reading import read

        selection = selection_of(where, start, end, bbox, document_ids)
        for column, values in selection.where.items():
            _check_choice(column, values)
        with self._backend.reading():
            return read(self._backend, selection, accounts=accounts)

    def documents(self) -> tuple[Kept, ...]:
        """The documents that are there, without their texts, in the order of their ids."""
        names = Kept.__slots__
        rows = self._backend.fetch(tables.DOCUMENTS, names)
        return tuple(
            Kept(**{**kept, "published": self._day(kept["published"], f"document {kept['id']}")})
            for kept in (dict(zip(names, row, strict=True)) for row in rows)
        )

    def _day(self, kept: object, where: str) -> date | None:
        if not kept:
            return None
        try:
            return date.fromisoformat(str(kept))
        except ValueError:
            raise StoreError(
                f"{where} was published on {str(kept)[:40]!r}, which is no day",
                where=self.address,
                hint="geomap store check lists what is damaged",
            ) from None

    def counts(self) -> Counts:
        """How much there is."""
        with self._backend.reading():
            count = self._backend.count
            copies = sum(
                copy_of is not None for (copy_of,) in self._backend.fetch(tables.DOCUMENTS, ("copy_of",))
            )
            return Counts(
                documents=count(tables.DOCUMENTS),
                copies=copies,
                incidents=count(tables.INCIDENTS),
                accounts=count(tables.ACCOUNTS),
                claims=count(tables.CLAIMS),
                likenesses=count(tables.LIKENESSES),
                runs=count(tables.RUNS),
            )

    def size(self) -> int:
        """How many bytes it takes on the disk."""
        return self._backend.size()

    def check(self) -> tuple[str, ...]:
        """Every fault of the store, a line each; empty if all is well.

        The database itself, its spatial indexes, columns against the records beside them, joined incidents
        against the likenesses that join them, and rows that belong to nothing.
        """
        from geomap.store.checking import check

        with self._backend.reading():
            return tuple(check(self._backend, self.joining))

    def vacuum(self) -> None:
        """Give back the room of what was removed; theatres of which nothing tells any more go."""
        from geomap.store.adding import forget_unused

        forget_unused(self._backend)
        self._backend.vacuum()

    def migrate(self) -> int:
        """Bring a store of an older geomap to the present form; how many steps that took.

        All of them are done or none. `open_store` has done so.

        Raises
        ------
        StoreError
            If it is a store of a newer geomap, which is left as it is.
        """
        found = self._backend.version()
        if found > tables.VERSION:
            raise StoreError(
                f"a store of version {found}, and this geomap knows versions up to {tables.VERSION}",
                where=self.address,
                hint="a newer geomap reads it",
            )
        return self._backend.migrate() if found < tables.VERSION else 0

    def close(self) -> None:
        """Let go of it; what was added is there already."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store: {self.address}>"


def _check_choice(column: str, values: Iterable[str]) -> None:
    if column not in tables.CHOOSABLE:
        known = ", ".join(tables.CHOOSABLE)
        raise UsageError(
            f"no column {column!r} to choose by", where="where", hint=f"one of {known} is needed"
        )
    possible = tables.CHOOSABLE[column]
    for value in values:
        if possible and value not in possible:
            raise UsageError(
                f"{column}={value!r}", where="where", hint=f"one of {', '.join(possible)} is needed"
            )
