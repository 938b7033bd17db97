"""A user's maps, as mappers publish them, to dated areas of control and lines of contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from geomap.errors import InputError
from geomap.model import Theatre
from geomap.theatres.imports.asking import Imported, Wanted
from geomap.theatres.imports.classing import Classes
from geomap.theatres.imports.driven import read_driven
from geomap.theatres.imports.features import Feature
from geomap.theatres.imports.gathering import Gathering
from geomap.theatres.imports.geojson import read_geojson
from geomap.theatres.imports.unpacking import is_map, unpacked


def import_fronts(
    paths: Iterable[str | Path],
    *,
    theatre: Theatre | None = None,
    wanted: Wanted | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Imported:
    """Read front lines and areas of control from GeoJSON, KML, KMZ, GeoPackage and shapefiles.

    Parameters
    ----------
    paths
        Files, archives of files (.zip) and folders of them.
    theatre
        Whose parties the classes are named by; None: the table of classes names all.
    wanted
        See `Wanted`.
    on_error
        Called with each file that cannot be read; the others go on.

    Returns
    -------
    Imported
        Polygons become areas, lines become lines of contact.

    Raises
    ------
    UsageError
        If the table of classes names a party that the theatre does not have.
    InputError
        If nothing could be read, or no class has a party.
    """
    wanted = wanted or Wanted()
    gathering = Gathering(Classes.of(wanted.classes, theatre.parties if theatre else ()), wanted)
    unread: list[InputError] = []
    files = 0
    for path in _maps(paths):
        try:
            with unpacked(path) as maps:
                for name, each in maps:
                    gathering.take(_read(each, name, gathering.counts), name)
                    files += 1
        except InputError as error:
            unread.append(error)
            if on_error is not None:
                on_error(error)
    if not files:
        raise unread[0] if unread else InputError("no map there", hint="GeoJSON, KML, GeoPackage, shapefile")
    return gathering.finish(tuple(unread), files)


def _maps(paths: Iterable[str | Path]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(each for each in path.rglob("*") if each.is_file() and is_map(each))
        else:
            found.append(path)
    return found


def _read(path: Path, name: str, counts: Counter[str]) -> list[Feature]:
    with path.open("rb") as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"["):
        return read_geojson(path, name, counts)
    return read_driven(path, name, counts)
