"""Files and folders that are not finished: each beside the file that it is to become, and held by a lock.

The lock goes with the process, however that ends. So whoever writes the same file next knows which of
them nobody will finish, and removes those; what another process is writing just now stays.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_MOST_BYTES: Final = 80  # of the name: a file system has room for 255 in all
_LONGEST_SUFFIX: Final = 20  # bytes
_CHANCE: Final = "[a-z0-9_]{8}"  # what mkstemp puts between
_OF_SQLITE: Final = ("-journal", "-wal", "-shm")
_UNFINISHED: Final = re.compile(rf"\..+\.{_CHANCE}(?:\.[^.]*)?(?:{'|'.join(_OF_SQLITE)})?")


@contextmanager
def partial_of(target: Path, suffix: str | None = None, *, sweeps: bool = True) -> Iterator[Path]:
    """Give an empty file beside ``target``, which is gone at the end unless it was renamed.

    Parameters
    ----------
    target
        The file that it is to become, in a folder that is there.
    suffix
        Of its name; that of ``target`` if not given.
    sweeps
        Whether those are removed that processes left which were killed. That lists the folder.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    begin, end = _around(target, suffix)
    if sweeps:
        _sweep(target.parent, begin, end)
    path, lock = _make(target.parent, begin, end)
    try:
        yield path
    finally:
        # What cannot be removed now is removed by the next who writes the file.
        _remove(path)
        os.close(lock)


@contextmanager
def partial_folder_of(target: Path) -> Iterator[Path]:
    """Give an empty folder beside ``target``, as `partial_of` does a file; what is in it is gone at the end.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    begin, _ = _around(target, "")
    _sweep(target.parent, begin, "")
    path, lock = _make(target.parent, begin, "", folder=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def is_unfinished(name: str) -> bool:
    """Whether a file has a name that `partial_of` gives."""
    return _UNFINISHED.fullmatch(name) is not None


def _around(target: Path, suffix: str | None) -> tuple[str, str]:
    """What the names of the target's unfinished files begin and end with."""
    name = os.fsdecode(os.fsencode(target.name)[:_MOST_BYTES].decode("utf-8", "ignore").encode())
    end = target.suffix if suffix is None else suffix
    return f".{name}.", end if len(os.fsencode(end)) <= _LONGEST_SUFFIX else ""


def _make(place: Path, begin: str, end: str, *, folder: bool = False) -> tuple[Path, int]:
    """A new file or folder, and what holds its lock."""
    while True:
        if folder:
            name = tempfile.mkdtemp(prefix=begin, suffix=end, dir=place)
            handle = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        else:
            handle, name = tempfile.mkstemp(prefix=begin, suffix=end, dir=place)
        # Some file systems know no locks; then nothing is swept there either.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        # Between the making and the lock somebody may have taken it for a dead process's.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.stat(name), os.fstat(handle)):  # noqa: PTH116 (mkstemp gives a str)
                return Path(name), handle
        os.close(handle)


def _sweep(folder: Path, begin: str, end: str) -> None:
    wanted = re.compile(f"{re.escape(begin)}{_CHANCE}{re.escape(end)}")
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if wanted.fullmatch(entry.name) and not entry.is_symlink():
                with suppress(OSError):
                    _remove_if_dead(Path(entry.path))


def _remove_if_dead(path: Path) -> None:
    folder = path.is_dir()
    access = os.O_RDONLY | os.O_DIRECTORY if folder else os.O_RDWR
    handle = os.open(path, access | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder:
            shutil.rmtree(path, ignore_errors=True)
        else:
            _remove(path)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for each in (*(path.with_name(path.name + more) for more in _OF_SQLITE), path):
        with suppress(OSError):
            each.unlink(missing_ok=True)
