"""Files that are there whole or not at all, and faults of the disk told as one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import GazetteerError, InputError
from geomap.partials import partial_of


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path beside ``target`` of which the file takes its place, if nothing is raised."""
    where = str(target.parent)
    with told(target, where=where):
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial_of(target, ".part") as part:
            yield part
            with part.open("r+b") as file:
                os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            part.chmod(0o666 & ~mask)  # as any new file: mkstemp's is for its owner only
            part.replace(target)


@contextmanager
def told(path: Path, where: str | None = None) -> Iterator[None]:
    """Tell faults of the disk as one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, GazetteerError | InputError):
            raise
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise GazetteerError(f"cannot be read or written ({reason})", where=where or str(path)) from error
