"""Where users' own places are kept, and what they are called there.

Each overlay is one file, ``NAME.SCHEMA.sqlite``: the schema stands in the name, so that one scan
of the folder tells which files this version of geomap can open, and versions that share a
folder keep a file each.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from geomap.errors import GazetteerError, UsageError, reason_of
from geomap.gazetteer.files.database import SCHEMA_VERSION

VARIABLE = "GEOMAP_DATA_DIR"
"""The environment variable that names another folder than the platform's."""

_FILE = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9_-]*)\.(?P<schema>\d+)\.sqlite")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
# The first parts of the ids that the bundled gazetteer gives.
_TAKEN = frozenset({"geonames", "country", "adm1", "adm2", "ne", "geomap", "wikidata"})


class OverlayFile(NamedTuple):
    """A file of the folder, by what its name says."""

    name: str
    schema: str
    path: Path


def data_folder() -> Path:
    """Return the folder of the user's data; it need not be there.

    ``GEOMAP_DATA_DIR`` if set; else ``geomap`` in the platform's place for such data
    (``XDG_DATA_HOME`` or ``~/.local/share``, ``~/Library/Application Support``, ``%LOCALAPPDATA%``).

    Raises
    ------
    GazetteerError
        If the user has no home folder, as in a container that runs as some number.
    """
    try:
        return _data_folder()
    except RuntimeError as error:
        raise GazetteerError(
            "there is no home folder to keep places of your own in", hint=f"set {VARIABLE} to a folder"
        ) from error


def _data_folder() -> Path:
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "geomap"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "geomap"
    shared = os.environ.get("XDG_DATA_HOME", "")
    # The specification: a relative path there is invalid and is to be ignored.
    return (Path(shared) if Path(shared).is_absolute() else Path.home() / ".local" / "share") / "geomap"


def overlays_folder() -> Path:
    """Return the folder of the overlays; it need not be there."""
    return data_folder() / "gazetteers"


def overlay_path(name: str) -> Path:
    """Return the path of an overlay's file in this version's schema."""
    return overlays_folder() / f"{name}.{SCHEMA_VERSION}.sqlite"


def list_files() -> tuple[OverlayFile, ...]:
    """Every overlay's file of every schema, by name.

    Raises
    ------
    GazetteerError
        If the folder is there and cannot be read.
    """
    try:
        folder = overlays_folder()
    except GazetteerError:
        return ()  # who has no folder has put nothing there
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 (names are enough, and this runs at every start)
    except FileNotFoundError:
        return ()
    except OSError as error:
        reason = reason_of(error)
        raise GazetteerError(
            f"the folder of your own places cannot be read ({reason})",
            where=str(folder),
            hint=f"mend it, or set {VARIABLE} to another folder",
        ) from error
    found = ((_FILE.fullmatch(name), folder / name) for name in names)
    return tuple(OverlayFile(m["name"], m["schema"], path) for m, path in found if m)


def installed_files() -> tuple[Path, ...]:
    """Return the overlays' files in the order of their names.

    One scan of the folder while all are of this version's schema. One that is not is made anew
    from the source that it keeps, which is told as a warning in the log.

    Raises
    ------
    GazetteerError
        If an overlay of another schema cannot be made anew; the message says how to add it again.
    """
    current: dict[str, Path] = {}
    others: dict[str, Path] = {}
    for name, schema, path in list_files():
        (current if schema == SCHEMA_VERSION else others)[name] = path
    for name in sorted(others.keys() - current.keys()):
        from geomap.gazetteer.overlays.adding import rebuild

        current[name] = rebuild(name, others[name])
    return tuple(current[name] for name in sorted(current))


def check_name(name: str) -> str:
    """Return a name that an overlay may have.

    Raises
    ------
    UsageError
        If it has other characters than Latin letters, digits, - and _, or stands for something else.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            "not a name for an overlay",
            where=repr(name),
            hint="Latin letters, digits, - and _ are allowed: give --name",
        )
    if name.casefold() in _TAKEN:
        raise UsageError("the bundled gazetteer's ids begin so", where=repr(name), hint="give another --name")
    return name


def name_for(path: Path) -> str:
    """Make an overlay's name from that of a file: 'my villages.csv' is ``my-villages``."""
    stem = path.name.partition(".")[0] or path.name
    return re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-_")[:60] or "own-places"
