"""What the commands share: options' types, messages, progress, standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli import streams
from geomap.errors import ExportError, GeomapError, InputError, UsageError

if TYPE_CHECKING:
    from geomap.model import Document

STDOUT = "-"

# A bar that would be gone again within a second only flickers.
_BAR_DELAY = 1.0  # seconds


def day(value: str) -> date:
    """Read an option's ISO date."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date; one such as 2020-10-13 is needed") from None


def fields(value: str) -> dict[str, str]:
    """Read an option's names of fields, such as ``text=body,published=date``."""
    from geomap.readers.fields import check_fields

    named: dict[str, str] = {}
    for part in value.split(","):
        ours, equals, theirs = part.partition("=")
        if not equals:
            raise argparse.ArgumentTypeError(f"{part!r} is no FIELD=NAME; one such as text=body is needed")
        if ours.strip() in named:
            raise argparse.ArgumentTypeError(f"{ours.strip()!r} stands twice")
        named[ours.strip()] = theirs.strip()
    try:
        return check_fields(named)
    except UsageError as error:
        raise argparse.ArgumentTypeError(f"{error.what}; {error.hint}") from None


def positive(value: str) -> int:
    """Read an option's whole number above zero."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no whole number above zero")
    return number


def share(value: str) -> float:
    """Read an option's share, a number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no share; a number from 0 to 1 is needed")
    return number


def say(message: object, *, at_once: bool = False) -> None:
    """Print a line of the result on standard output; at once, whatever stands on the other side."""
    with streams.writing():
        print(message, flush=at_once)  # noqa: T201


def complain(message: object) -> None:
    """Print a line on standard error."""
    streams.warn(message)


class Complaints:
    """Names inputs that cannot be read as they come, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: GeomapError) -> None:
        """Print the error as one line."""
        self.count += 1
        complain(error)

    @property
    def status(self) -> int:
        """1 if anything could not be read, else 0."""
        return 1 if self.count else 0


def read_inputs(options: argparse.Namespace, complaints: Complaints) -> tuple[Document, ...]:
    """Read the documents of ``options.inputs``; `InputError` if none could be read.

    An output that is one of them is refused: see `check_not_read`.
    """
    from geomap.cli.overwriting import check_not_read
    from geomap.readers import read

    check_not_read(options)
    found = read(
        *options.inputs, date=options.date, fields=options.fields, fetch=options.fetch, on_error=complaints
    )
    documents = tuple(found)
    if not documents:
        from geomap.web.showing import shown_inputs

        raise InputError("nothing could be read", where=shown_inputs(options.inputs))
    return documents


def put(content: bytes, path: str) -> None:
    """Write to a file, whole or not at all, or to standard output if the path is ``-``."""
    if path == STDOUT:
        _put_out(content)
        return
    from geomap.exports import write_bytes

    write_bytes(path, content)


def _put_out(content: bytes) -> None:
    with streams.writing():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def check_output(path: str) -> None:
    """Raise `ExportError` before the work if the output could not be written after it."""
    if path == STDOUT:
        if streams.is_closed(sys.stdout):
            raise ExportError("standard output is closed", where="-", hint="name a file, or leave it open")
    else:
        from geomap.exports import check_target

        check_target(Path(path))


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that draws a bar of documents done, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=what, unit=" documents", file=sys.stderr, leave=False, delay=_BAR_DELAY) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 incident', '2 incidents'."""
    return f"{number} {one if number == 1 else many or one + 's'}"
