"""A GeoPackage that is a store of incidents, and not one of them that an export may replace."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from geomap.errors import ExportError


def check_no_store(path: str | os.PathLike[str]) -> None:
    """Refuse to replace a store.

    Raises
    ------
    ExportError
        If the file is one.
    """
    try:
        if not Path(path).is_file():
            return
        # Nothing is locked, and no log made beside it.
        address = f"{Path(path).absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            found = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'geomap_store'").fetchone()
    except (OSError, ValueError, sqlite3.Error):
        return  # whatever it is, it is no store
    if found:
        raise ExportError(
            "this is a store of incidents, which would be lost", where=str(path), hint="name another file"
        )
