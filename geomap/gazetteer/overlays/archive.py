"""Reading a file that may be packed, line by line and never further than is sane.

Nothing is unpacked to disk, so a path within an archive can lead nowhere; one that tries is
refused all the same.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from geomap.errors import InputError

MOST_BYTES = 4 * 2**30
"""What an unpacked source may have; GeoNames' file of all countries has 1.7 GB."""

_MOST_RATIO = 100  # text packs to a quarter; what packs to a hundredth was made to fill the memory
_RATIO_FROM = 16 * 2**20
_README = "readme.txt"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_GZIP = b"\x1f\x8b"


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so is a ZIP archive or packed with gzip."""
    return head.startswith((_ZIP, _EMPTY_ZIP, _GZIP))


def check_archive(path: Path) -> None:
    """Read a whole ZIP archive and compare its checksums.

    Raises
    ------
    InputError
        If it is damaged, or not one at all.
    """
    with _unpacking(path), zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
        if damaged is not None:
            raise _damaged(path)


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], str]]:
    """Open a file, unpacked if it is packed.

    Yields
    ------
    file and str
        The bytes, and the name of what they are: ``UA.zip/UA.txt`` for the one within an archive.

    Raises
    ------
    InputError
        If an archive is damaged, encrypted, made to swell, or does not hold one file of places.
    OSError
        As `open`.
    """
    with path.open("rb") as raw:
        head = raw.read(4)
    with _unpacking(path):
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            with zipfile.ZipFile(path) as archive:
                member = _only_member(archive, path)
                with archive.open(member) as file:
                    yield file, f"{path.name}/{member.filename}"
        elif head.startswith(_GZIP):
            with gzip.open(path) as unpacked:
                yield cast(IO[bytes], unpacked), path.name
        else:
            with path.open("rb") as file:
                yield file, path.name


def lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """Yield the lines of a file without their ends; what swells beyond all measure is refused."""
    packed = path.stat().st_size
    size = 0
    # Never a line as long as memory: a bomb may be one line.
    while line := file.readline(_RATIO_FROM):
        size += len(line)
        check_size(size, packed, path)
        yield line.rstrip(b"\r\n")


def check_size(size: int, packed: int, path: Path) -> None:
    """Raise `InputError` if ``size`` unpacked bytes are out of measure for so many packed ones."""
    if size > MOST_BYTES or (size > _RATIO_FROM and size > _MOST_RATIO * max(packed, 1)):
        raise InputError(
            "it unpacks to more than a file of places can have",
            where=str(path),
            hint="fetch it again from its publisher",
        )


def _only_member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = [m for m in archive.infolist() if not m.is_dir()]
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise InputError(
                f"the archive names a path outside itself ({member.filename[:80]})",
                where=str(path),
                hint="fetch it again from its publisher",
            )
    wanted = [m for m in members if m.filename.rpartition("/")[2].lower() != _README]
    if len(wanted) != 1:
        listed = ", ".join(m.filename for m in wanted[:4]) or "none"
        raise InputError(
            f"the archive holds {len(wanted)} files of places ({listed})",
            where=str(path),
            hint="one is needed, such as AZ.txt in AZ.zip",
        )
    (member,) = wanted
    if member.flag_bits & 1:
        raise InputError("the archive is encrypted", where=str(path), hint="unpack it first")
    check_size(member.file_size, member.compress_size, path)
    return member


@contextmanager
def _unpacking(path: Path) -> Iterator[None]:
    try:
        yield
    except NotImplementedError as error:
        # A whole archive, packed by a method that Python has no decoder for.
        raise InputError(
            "the archive is packed in a way that cannot be unpacked", where=str(path), hint="unpack it first"
        ) from error
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError("the archive is damaged or cut short", where=str(path), hint="fetch it again")
