"""Opening a store by its address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import StoreError
from geomap.store.keeping import Store
from geomap.store.postgis import SERVERS, open_server

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.store.backend import Backend

SUFFIX = ".gpkg"


def open_store(
    path_or_url: str | os.PathLike[str], *, create: bool = True, joining: Joining | None = None
) -> Store:
    """Open a store: incidents kept over time, which QGIS reads while they are written.

    It is one file, a GeoPackage, or the tables of a team in a PostgreSQL with PostGIS. A store of an older
    geomap is brought to the present form when it is opened.
    Several processes may have it open and write to it; one waits for the other. A `Store` itself belongs to
    the thread that opened it.

    Parameters
    ----------
    path_or_url
        A file whose name ends in ``.gpkg``, or ``postgresql://USER@HOST:5432/DATABASE`` with the password in
        ``~/.pgpass``. The tables are in the schema ``geomap``, or that of ``?schema=NAME`` at its end.
    create
        Whether it is made if it is not there.
    joining
        When incidents of several documents are taken to be one; the store keeps it. None for what the
        store has, or `Joining()` for a new one.

    Raises
    ------
    StoreError
        If it is not there and is not to be made; if it is no store, a store of a newer geomap, or cannot be
        written to.
    UsageError
        If the store was made with other settings of joining, or the address of a database cannot be read.
    MissingExtraError
        If a database is named and what speaks to it is not installed.

    Examples
    --------
    >>> with geomap.open_store("news.gpkg") as store:  # doctest: +SKIP
    ...     store.add(geomap.extract("dispatch.txt"))
    """
    address = os.fspath(path_or_url)
    store = Store(_backend(address, create=create))
    try:
        store.settle_in(joining)
    except BaseException:
        store.close()
        raise
    return store


def _backend(address: str, *, create: bool) -> Backend:
    if address.startswith(SERVERS):
        return open_server(address, create=create)
    if not address.lower().endswith(SUFFIX):
        raise StoreError(
            "a store is a GeoPackage or a database",
            where=address,
            hint=f"a name ending in {SUFFIX} is needed, or postgresql://...",
        )
    from geomap.store.geopackage.backend import GeoPackage

    return GeoPackage.open(Path(address), create=create)
