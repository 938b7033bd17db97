"""What overlays are installed, and removing one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.errors import GazetteerError, InputError, UsageError
from geomap.gazetteer.overlays import folder
from geomap.gazetteer.overlays.files import told
from geomap.gazetteer.overlays.reading import Recipe


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay that is installed.

    Parameters
    ----------
    name
        What it is called.
    path
        Its file.
    places
        How many places it has.
    countries
        ISO codes, those with most places first.
    file, sha256
        Name and checksum of the file that it was made of.
    licence
        Of that file, as told when it was added; may be empty.
    added
        The day.
    size
        Bytes of its file.
    """

    name: str
    path: Path
    places: int
    countries: tuple[str, ...]
    file: str
    sha256: str
    licence: str
    added: date
    size: int


def installed() -> tuple[Overlay, ...]:
    """Give the overlays that are installed, by name.

    Raises
    ------
    GazetteerError
        If one of them is damaged, or of another schema and cannot be made anew.
    """
    return tuple(map(describe, folder.installed_files()))


def remove(name: str) -> None:
    """Remove an overlay.

    Raises
    ------
    GazetteerError
        If there is none of that name; the message lists those there are.
    """
    files = folder.list_files()
    wanted = [f.path for f in files if f.name.casefold() == name.casefold()]
    if not wanted:
        there = ", ".join(dict.fromkeys(f.name for f in files))
        raise GazetteerError(
            "no overlay of that name",
            where=repr(name),
            hint=f"there are {there}" if there else "none is installed",
        )
    for path in wanted:
        with told(path):
            path.unlink(missing_ok=True)


def describe(path: Path) -> Overlay:
    """Read what an overlay says of itself.

    Raises
    ------
    GazetteerError
        If it is damaged.
    """
    with opened_overlay(path) as db:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        recipe = Recipe.from_json(db.execute("SELECT recipe FROM source").fetchone()[0])
    return Overlay(
        name=path.name.partition(".")[0],
        path=path,
        places=int(meta["places"]),
        countries=tuple(meta["countries"].split()),
        file=recipe.file,
        sha256=recipe.sha256,
        licence=recipe.licence,
        added=date.fromisoformat(recipe.added),
        size=path.stat().st_size,
    )


@contextmanager
def opened_overlay(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an overlay for reading; `GazetteerError` if what is read is not what it should be."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    hint = f"geomap gazetteer add it again, or remove {path}"
    try:
        db = sqlite3.connect(uri, uri=True)
        try:
            yield db
        finally:
            db.close()
    except (sqlite3.Error, TypeError, KeyError, ValueError) as error:
        if isinstance(error, InputError | UsageError):
            raise
        raise GazetteerError(f"the overlay is damaged ({error})", where=str(path), hint=hint) from error
