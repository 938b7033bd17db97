"""A store of a team: tables in a PostgreSQL with PostGIS, which several write to and map programs read.

The only part of geomap that imports SQLAlchemy, psycopg and GeoAlchemy2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.store.backend import Backend

SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")
"""What the address of a database on a server begins with."""


def open_server(address: str, *, create: bool) -> Backend:
    """Open the tables of a store on a server.

    Parameters
    ----------
    address
        ``postgresql://USER@HOST:5432/DATABASE``, with ``?schema=NAME`` for another schema than ``geomap``.
    create
        Whether the tables are made if they are not there.

    Raises
    ------
    MissingExtraError
        If what speaks to the server is not installed.
    UsageError
        If the address is none.
    StoreError
        If the server cannot be reached, there is no store and none is to be made, or PostGIS is missing.
    """
    from geomap.extras import require

    for package in ("sqlalchemy", "psycopg", "geoalchemy2"):
        require(package, what="a store on a server")
    from geomap.store.postgis.address import address_of
    from geomap.store.postgis.backend import PostGis

    return PostGis.open(address_of(address), create=create)
