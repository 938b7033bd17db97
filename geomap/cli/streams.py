"""The standard streams, whatever became of them: closed, full, without a reader, of few letters."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import IO

from geomap.errors import ExportError


def prepare() -> None:
    """Have all three streams be there, and have a name be no reason to fail.

    Where one is closed the next file that is opened would get its number, and what is printed would go
    into that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 (for as long as the process)
    if sys.stdout is None:
        sys.stdout = _nothing()
    if sys.stderr is None:
        sys.stderr = _nothing()
    out = sys.stdout
    if isinstance(out, TextIOWrapper) and out.errors == "strict":
        out.reconfigure(errors="backslashreplace")  # what its encoding lacks is shown as an escape


def is_closed(stream: IO[str]) -> bool:
    """Whether it leads nowhere, because whoever started the command closed it."""
    return getattr(stream, "name", None) == os.devnull


@contextmanager
def writing() -> Iterator[None]:
    """Tell what is wrong with standard output as an error of an output.

    Raises
    ------
    ExportError
        If it cannot be written, as where the disk is full.
    BrokenPipeError
        If its reader has gone.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go(sys.stdout)
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"cannot be written ({reason})", where="standard output") from error


def flush() -> None:
    """Write what is still held; see `writing` for errors."""
    with writing():
        sys.stdout.flush()


def let_go(stream: IO[str]) -> None:
    """Lead a stream that cannot be written nowhere: Python would find the fault once more at the exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def warn(message: object) -> None:
    """Print a line on standard error; that nobody can read it is no reason to end the work."""
    try:
        print(f"geomap: {message}", file=sys.stderr, flush=True)  # noqa: T201
    except (OSError, ValueError):
        let_go(sys.stderr)


def _nothing() -> IO[str]:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (for as long as the process)
