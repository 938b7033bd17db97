"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.characters import well_formed
from geomap.errors import ExportError, GeomapError, reason_of
from geomap.partials import partial_of

_LONGEST = 300  # characters of a path, in a message


@contextmanager
def replacing(path: str | os.PathLike[str], *, sweeps: bool = True) -> Iterator[Path]:
    """Give a temporary path beside ``path``; what was written there takes its place at the end.

    If the block raises, nothing is left behind and a file that was there before stays as it was.
    A link is followed, so that it goes on pointing to the new content; a device such as
    ``/dev/null`` is written to directly.

    Parameters
    ----------
    path
        The file.
    sweeps
        Whether what killed processes left of the same file is removed first; see `geomap.partials`.

    Raises
    ------
    ExportError
        If the folder is not there or may not be written to, or the disk is full.
    """
    check_target(path)
    target = Path(os.path.realpath(path))
    with telling_faults(path):
        if target.exists() and not target.is_file():
            yield target
            return
        with partial_of(target, sweeps=sweeps) as partial:
            yield partial
            with partial.open("rb") as file:
                os.fsync(file.fileno())  # a rename may reach the disk before what was written
            partial.chmod(_mode(target))
            partial.replace(target)


def check_target(path: str | os.PathLike[str]) -> None:
    """Raise `ExportError` now if a file could not be written there, before long work is done for it."""
    if "\0" in os.fspath(path):
        raise ExportError("no file has a name with a zero byte", where=str(path)[:_LONGEST])
    with telling_faults(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise ExportError("this is a folder", where=str(path), hint="the name of a file is needed")
        if not target.parent.is_dir():
            raise ExportError("the folder is not there", where=str(path), hint=f"make {target.parent} first")
        there = target.exists()
        # A file is replaced, and not written into: that wants its folder.
        needed = [target] if there and not target.is_file() else [target.parent, *([target] if there else [])]
        if not all(os.access(each, os.W_OK) for each in needed):
            raise ExportError(_denied(needed), where=str(path))


def write_bytes(path: str | os.PathLike[str], content: bytes, *, sweeps: bool = True) -> None:
    """Write a whole file, or leave what was there; `ExportError` if it cannot be written."""
    with replacing(path, sweeps=sweeps) as partial, partial.open("wb") as file:
        file.write(content)


def encode(text: str) -> bytes:
    """Encode as UTF-8; what `geomap.characters.well_formed` knows as unheld becomes U+FFFD."""
    return well_formed(text).encode("utf-8")


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _denied(needed: list[Path]) -> str:
    if any(os.statvfs(each).f_flag & os.ST_RDONLY for each in needed):
        return "cannot be written (read-only file system)"
    return "cannot be written (permission denied)"


@contextmanager
def telling_faults(path: str | os.PathLike[str]) -> Iterator[None]:
    """Tell faults of the disk as those of the output."""
    try:
        yield
    except GeomapError:
        raise
    except OSError as error:
        reason = reason_of(error)
        raise ExportError(f"cannot be written ({reason})", where=str(path)[:_LONGEST]) from error
