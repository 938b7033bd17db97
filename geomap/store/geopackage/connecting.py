"""Opening the file: what is there is looked at before anything is written."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from geomap.errors import StoreError
from geomap.store.geopackage import foreign, schema
from geomap.store.geopackage.blobs import add_functions

BUSY = 60.0
"""Seconds for which one waits for another's writing to end."""
_PAUSE = 0.02  # seconds
_LONGEST = 300  # characters of a path, in a message
_CACHE = 65536  # kilobytes: bands of texts come in no order, and each wants another page

_WANTED = "the path of a store is needed, or of a file that is not there yet"


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open the file of a store, and make it if that is wanted.

    Raises
    ------
    StoreError
        If it is not there, is no store, or may not be read or written.
    """
    where = str(path)
    try:
        there = path.exists()
        is_file = path.is_file()
    except OSError as error:  # as of a name too long, or a folder that may not be looked into
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"cannot be opened ({reason})", where=where[:_LONGEST], hint=_WANTED) from error
    if there and not is_file:
        raise StoreError("this is no file", where=where, hint=_WANTED)
    if not there and not create:
        raise StoreError("there is no such store", where=where, hint="geomap store add makes one")
    if not there and not path.parent.is_dir():
        raise StoreError("the folder is not there", where=where, hint=f"make {path.parent} first")
    if not there and not os.access(path.parent, os.W_OK):
        raise StoreError("cannot be made (permission denied)", where=where, hint="another folder is needed")
    fixed = there and _is_fixed(path)
    try:
        address = f"{path.absolute().as_uri()}?{'immutable=1' if fixed else 'mode=rwc'}"
        database = sqlite3.connect(address, timeout=BUSY, isolation_level=None, uri=True)
    except sqlite3.Error as error:
        raise StoreError(f"cannot be opened ({error})", where=where) from error
    try:
        # Until it is known whose they are, triggers may call nothing; afterwards those of the spatial
        # indexes have to, as functions of Python's cannot be marked as harmless.
        database.execute("PRAGMA trusted_schema = OFF")
        if _is_store(database):
            foreign.refuse(database, where)
        if not (fixed and _is_store(database)):
            _look(database, where, create=create)
        database.execute("PRAGMA trusted_schema = ON")
        add_functions(database)
        database.execute("PRAGMA foreign_keys = ON")
        # What was acknowledged is there after a loss of power, too.
        database.execute("PRAGMA synchronous = FULL")
        database.execute(f"PRAGMA cache_size = -{_CACHE}")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a message about damage may quote its bytes
        database.close()
        raise StoreError(f"cannot be used as a store ({error})", where=where, hint=_WANTED) from error
    except BaseException:
        database.close()
        raise
    return database


def _is_fixed(path: Path) -> bool:
    """Whether nobody here can write, as on somebody else's share: SQLite wants room for a log otherwise."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _look(database: sqlite3.Connection, where: str, *, create: bool) -> None:
    """Make the tables in an empty file; refuse one that holds anything else."""
    if _is_store(database):
        _use_wal(database)
        return
    if not _is_empty(database):
        raise StoreError("this file is no store", where=where, hint=_WANTED)
    if not create:
        raise StoreError("this file is empty", where=where, hint="geomap store add makes a store")
    # Not in the way of WAL yet: what a file is, other programs read from its first bytes, past SQLite.
    database.execute("BEGIN EXCLUSIVE")
    try:
        if not _is_store(database):  # another process may have come first
            schema.create(database)
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    _use_wal(database)


def _use_wal(database: sqlite3.Connection) -> None:
    """Have readers go on while somebody writes; the file remembers it."""
    until = time.monotonic() + BUSY
    while True:
        try:
            (mode,) = database.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            # Two that make the file at once: SQLite does not wait here by itself.
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
            continue
        if mode != "wal":
            raise sqlite3.OperationalError(f"journal mode {mode}, where wal is needed")
        return


def _is_store(database: sqlite3.Connection) -> bool:
    return _has(database, "WHERE type = 'table' AND name = 'geomap_store'")


def _is_empty(database: sqlite3.Connection) -> bool:
    return not _has(database, "")


def _has(database: sqlite3.Connection, condition: str) -> bool:
    return bool(database.execute(f"SELECT 1 FROM sqlite_master {condition} LIMIT 1").fetchone())  # noqa: S608
