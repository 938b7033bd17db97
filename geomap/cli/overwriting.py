"""An output that is one of the inputs."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from geomap.errors import UsageError


def check_not_read(options: argparse.Namespace) -> None:
    """Refuse to replace a text that is named as an input, before anything is read.

    A file in a folder that is read is no such text: who maps a folder into itself means its own page.

    Raises
    ------
    UsageError
        If an output is the same file as an input, whatever links lead there.
    """
    files = [given for given in options.inputs if _is_file(given)]
    for output in _outputs(options):
        if _is_file(output) and any(Path(output).samefile(given) for given in files):
            raise UsageError(
                "the output is one of the inputs, which it would replace",
                where=output,
                hint="name another file",
            )


def _outputs(options: argparse.Namespace) -> list[str]:
    output, page = getattr(options, "output", None), getattr(options, "html", None)
    several = output if isinstance(output, list | tuple) else [output]
    return [each for each in (*several, page) if isinstance(each, str)]


def _is_file(path: str) -> bool:
    with suppress(OSError, ValueError):  # it is told where it is read or written
        return Path(path).is_file()
    return False
