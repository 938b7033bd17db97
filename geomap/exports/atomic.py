"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.characters import well_formed
from geomap.errors import ExportError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary path beside ``path``; what was written there takes its place at the end.

    If the block raises, nothing is left behind and a file that was there before stays as it was.
    A link is followed, so that it goes on pointing to the new content; a device such as
    ``/dev/null`` is written to directly.

    Raises
    ------
    ExportError
        If the folder is not there or may not be written to.
    """
    check_target(path)
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:80]}.", suffix=target.suffix, dir=target.parent
        )
    except OSError as error:
        raise _named(error, path) from error
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        partial.chmod(_mode(target))
        partial.replace(target)
    except OSError as error:
        if isinstance(error, ExportError):
            raise
        raise _named(error, path) from error
    finally:
        partial.unlink(missing_ok=True)


def check_target(path: str | os.PathLike[str]) -> None:
    """Raise `ExportError` now if a file could not be written there, before long work is done for it."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise ExportError("this is a folder", where=str(path), hint="the name of a file is needed")
    if not target.parent.is_dir():
        raise ExportError("the folder is not there", where=str(path), hint=f"make {target.parent} first")
    if not os.access(target.parent if not target.exists() else target, os.W_OK):
        raise ExportError("cannot be written (permission denied)", where=str(path))


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a whole file, or leave what was there; `ExportError` if it cannot be written."""
    with replacing(path) as partial, partial.open("wb") as file:
        file.write(content)
        file.flush()
        if partial.is_file():
            os.fsync(file.fileno())


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


def _named(error: OSError, path: str | os.PathLike[str]) -> ExportError:
    reason = (error.strerror or str(error)).lower()
    return ExportError(f"cannot be written ({reason})", where=str(path))
