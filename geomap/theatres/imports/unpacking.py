"""Files of a user's, taken with suspicion: sizes are bounded, archives unpacked within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from geomap.errors import InputError

MAX_FILE_BYTES = 512_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_MEMBERS = 5_000
# Files that belong to a shapefile.
_BESIDE = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx")
SUFFIXES = (".geojson", ".json", ".kml", ".kmz", ".gpkg", ".shp", ".zip")
_CHUNK = 1 << 20


def is_map(path: Path) -> bool:
    """Whether a file's name is that of a map that can be read."""
    return path.suffix.lower() in SUFFIXES


@contextmanager
def unpacked(path: Path) -> Iterator[list[tuple[str, Path]]]:
    """Give the maps of a file: itself, or those in an archive, unpacked to a temporary folder.

    Yields
    ------
    list of tuple
        Name to be shown and dated ('maps.zip/2022-10-13.shp'), and path.

    Raises
    ------
    InputError
        If the file is not there, too large, or an archive that is broken or hostile.
    """
    _check_file(path)
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    if not packed:
        yield [(path.name, path)]
        return
    with TemporaryDirectory(prefix="geomap-") as folder:
        yield _unpack(path, Path(folder))


def _check_file(path: Path) -> None:
    try:
        if not path.is_file():
            raise InputError("no such file" if not path.exists() else "not a file", where=str(path)[:200])
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path)[:200]) from None
    if size > MAX_FILE_BYTES:
        raise InputError(
            f"has {size / 1e6:.0f} MB",
            where=str(path),
            hint=f"at most {MAX_FILE_BYTES / 1e6:.0f} MB are read",
        )


def _unpack(path: Path, folder: Path) -> list[tuple[str, Path]]:
    hint = "an archive of GeoJSON, KML, GeoPackage or shapefiles is needed"
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise InputError(f"an archive of {len(members)} files", where=str(path), hint=hint)
            left = MAX_UNPACKED_BYTES
            for member in members:
                if member.flag_bits & 1:
                    raise InputError(
                        "an archive locked with a password", where=str(path), hint="unpack it first"
                    )
                left = _take(archive, member, folder, left, path)
    except NotImplementedError as error:
        # A whole archive, packed by a method that Python has no decoder for.
        raise InputError(
            f"an archive that cannot be unpacked ({error})", where=str(path), hint=hint
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise InputError(
            f"a damaged archive that cannot be unpacked ({error})", where=str(path), hint=hint
        ) from None
    except OSError as error:
        # The archive cannot be read, or the temporary folder cannot be written: not a fault of its content.
        raise InputError(f"cannot be unpacked ({error})", where=str(path)) from None
    found = sorted(p for p in folder.rglob("*") if p.is_file() and is_map(p) and p.suffix.lower() != ".zip")
    if not found:
        raise InputError("an archive without a map", where=str(path), hint=hint)
    return [(f"{path.name}/{each.relative_to(folder).as_posix()}", each) for each in found]


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int, path: Path) -> int:
    """Unpack one file; the bytes are counted as they come, because an archive may lie of its sizes."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    suffix = name.suffix.lower()
    if suffix not in (*SUFFIXES, *_BESIDE) or name.name.startswith("._") or "__MACOSX" in name.parts:
        return left
    if name.is_absolute() or ".." in name.parts or "\0" in member.filename:
        raise InputError(f"{member.filename[:80]!r} leads out of the archive", where=str(path))
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise InputError(
                    f"an archive that unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB", where=str(path)
                )
            file.write(chunk)
    return left
