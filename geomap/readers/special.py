"""Files that are none: pipes, sockets and devices, which a name may lead to."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import BinaryIO, Final

from geomap.errors import InputError

PATIENCE: Final = 10.0
"""Seconds that are waited for somebody who writes to a pipe with a name."""

_PAUSE = 0.02
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def kind_of_special(path: Path) -> str | None:
    """What a name leads to that is no file, as 'a pipe'; None for files, and for what is not there."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    return next((told for is_kind, told in _KINDS if is_kind(mode)), None)


def opened_for_reading(path: Path) -> BinaryIO:
    """Open a file or a pipe.

    A pipe that nobody writes to would hold up whoever opens it for ever.

    Raises
    ------
    InputError
        If nobody writes to a pipe within `PATIENCE`.
    OSError
        If it cannot be opened.
    """
    if kind_of_special(path) != "a pipe":
        return path.open("rb")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        head = _first_of_pipe(handle, path)
        os.set_blocking(handle, True)
    except BaseException:
        os.close(handle)
        raise
    return _with_first(head, handle)


def _first_of_pipe(handle: int, path: Path) -> bytes:
    """What comes first, or nothing if somebody has the pipe open who has not written yet."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            first = os.read(handle, 1)
        except BlockingIOError:  # somebody has it open
            return b""
        if first:
            return first
        if time.monotonic() > end:
            raise InputError("a pipe that nobody writes to", where=str(path), hint="a file is needed")
        time.sleep(_PAUSE)


def _with_first(first: bytes, handle: int) -> BinaryIO:
    from geomap.readers.stream import rejoined

    return rejoined(first, open(handle, "rb"))
