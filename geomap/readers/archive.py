"""Archives and packed files: their members as sources, read as if they lay in a folder.

Nothing is written, so that it does not matter where a name leads to; links are passed over. What comes
out is bounded, see `geomap.readers.bounds`.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Final, cast

from geomap.errors import InputError
from geomap.extras import require
from geomap.readers.bounds import DAMAGES, MAX_DEPTH, MAX_MEMBERS, Budget, bounded, damaged
from geomap.readers.source import SUFFIXES, TARS, Source, has_known_suffix, passed_over
from geomap.readers.stream import seekable

_LOCKED: Final = 1  # the bit of a member of a ZIP file that has a password
_LINKS: Final = 0o120000

Report = Callable[[InputError], None]


def unpacked(source: Source, packing: str | None, stream: BinaryIO, budget: Budget) -> Source:
    """The one file that a packed file holds, named as it is called without the packing's suffix.

    Raises
    ------
    InputError
        If archives lie too deep in one another.
    MissingExtraError
        If it needs a package that is not installed.
    """
    _check_depth(source)
    if packing is None:
        raise InputError(f"not packed as {source.suffix} says", where=source.name)
    if source.suffix in TARS:
        key, suffix = source.key, ".tar"
    else:
        inner = PurePosixPath(source.key)
        known = has_known_suffix(inner.name) or inner.suffix == ".xml"
        suffix = inner.suffix if known else ""
        key, suffix = source.key.removesuffix(suffix), suffix.lower()
    opened = _openers()[packing] if packing != "zst" else partial(_zstd, source.name)
    return replace(
        source,
        key=key,
        suffix=suffix,
        path=None,
        opener=lambda: bounded(opened(stream), budget, source.name),
        depth=source.depth + 1,
    )


def _openers() -> dict[str, Callable[[BinaryIO], BinaryIO]]:
    return {
        "gz": lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream)),
        "bz2": lambda stream: cast(BinaryIO, bz2.BZ2File(stream)),
        "xz": lambda stream: cast(BinaryIO, lzma.LZMAFile(stream)),
    }


def _zstd(name: str, stream: BinaryIO) -> BinaryIO:
    zstandard = require("zstandard", what="a file packed with zstd", where=name)
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)  # as the command zstd has it
    return cast(BinaryIO, decompressor.stream_reader(stream, read_across_frames=True, closefd=False))


def zip_members(source: Source, stream: BinaryIO, budget: Budget, report: Report) -> Iterator[Source]:
    """Yield the files in a ZIP file that can be read, in the order that a folder would have.

    Raises
    ------
    InputError
        If it cannot be unpacked.
    """
    _check_depth(source)
    with seekable(stream, source.name) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        # zipfile raises NotImplementedError for an archive in parts and a kind of packing it does not know.
        except (*DAMAGES, ValueError, OverflowError, NotImplementedError, MemoryError) as error:
            raise damaged(source.name, error) from error
        with archive:
            members = [member for member in archive.infolist() if member.filename and not member.is_dir()]
            _check_count(source, len(members))
            found = locked = False
            for member in sorted(members, key=lambda member: _order(member.filename)):
                if budget.spent:
                    return
                if member.external_attr >> 16 & 0o170000 == _LINKS or not _is_read(member.filename):
                    continue
                found = True
                if member.flag_bits & _LOCKED:
                    if not locked:
                        report(
                            InputError("locked with a password", where=source.name, hint="unpack it first")
                        )
                    locked = True
                    continue
                yield _member(source, member.filename, partial(archive.open, member), budget)
            _check_found(source, found, report)


def tar_members(source: Source, stream: BinaryIO, budget: Budget, report: Report) -> Iterator[Source]:
    """Yield the files in a tar file that can be read, in its own order: it is read once, front to back.

    Raises
    ------
    InputError
        If it cannot be unpacked.
    """
    _check_depth(source)
    found = False
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # it keeps them all
                count += 1
                _check_count(source, count)
                if budget.spent:
                    return
                # Of a file with holes a few bytes may become any number.
                if not member.isreg() or member.issparse() or not _is_read(member.name):
                    continue
                found = True
                yield _member(source, member.name, partial(archive.extractfile, member), None)
    except InputError:
        raise
    # tarfile meets whatever is in the headers: OverflowError for a length, RecursionError for long names of
    # long names without end, and its own.
    except (*DAMAGES, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise damaged(source.name, error) from error
    _check_found(source, found, report)


def _member(
    source: Source, name: str, opener: Callable[[], IO[bytes] | None], budget: Budget | None
) -> Source:
    path = PurePosixPath(_cleaned(name))
    told = f"{source.name}/{path}"
    key = str(path.with_suffix(""))
    # An archive that was named is like a folder that was named: its own name is no part of the ids.
    key = f"{source.key}/{key}" if source.listed else key

    def opened() -> BinaryIO:
        try:
            stream = opener()
        except Exception as error:
            raise damaged(told, error) from error
        return bounded(cast(BinaryIO, stream), budget, told)

    return Source(told, key, path.suffix.lower(), None, opened, source.depth + 1, listed=True)


def _cleaned(name: str) -> str:
    """A member's name as a path below the archive, with nothing in it that a terminal would obey."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    path = "/".join(parts).encode("utf-8", "replace").decode("utf-8")
    return "".join(ch if ch.isprintable() else "\ufffd" for ch in path) or "member"


def _is_read(name: str) -> bool:
    path = PurePosixPath(_cleaned(name))
    folders = path.parts[:-1]
    if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in folders):
        return False
    return not passed_over(path.name) and (has_known_suffix(path.name) or path.suffix.lower() == ".xml")


def _order(name: str) -> tuple[tuple[bool, str], ...]:
    """As a folder is walked: its own files before those of its folders."""
    *folders, file = _cleaned(name).split("/")
    return (*((True, folder) for folder in folders), (False, file))


def _check_depth(source: Source) -> None:
    if source.depth >= MAX_DEPTH:
        raise InputError("archives lie too deep in one another", where=source.name, hint="unpack it first")


def _check_count(source: Source, count: int) -> None:
    if count > MAX_MEMBERS:
        raise InputError(
            f"an archive of more than {MAX_MEMBERS:,} files",
            where=source.name,
            hint="divide it, or unpack it",
        )


def _check_found(source: Source, found: bool, report: Report) -> None:
    if not found:
        hint = f"{' '.join(SUFFIXES)} are read"
        report(InputError("no readable file in this archive", where=source.name, hint=hint))
