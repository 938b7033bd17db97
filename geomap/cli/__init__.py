"""The command ``geomap``.

Exit status: 0 done; 1 done, but something could not be read or found (each named on standard
error); 2 wrong usage, or nothing could be done. 130 and 141 after an interrupt and a closed pipe,
as shells have it.

Only the standard library is imported before a command runs: help and errors come at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import takewhile

from geomap.cli.parser import build_parser
from geomap.errors import GeomapError

__all__ = ["main"]

_FAILED = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Parameters
    ----------
    arguments
        Without the program's name; those of the process if not given.

    Raises
    ------
    SystemExit
        After ``--help`` and ``--version`` (0) and on wrong usage (2), as argparse does.
    """
    _show_all_letters()
    debug = False
    try:
        options = _parse(arguments)
        debug = options.debug
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("geomap: interrupted", file=sys.stderr)  # noqa: T201
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not find the closed pipe once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except GeomapError as error:
        if debug:
            raise
        print(f"geomap: {error}", file=sys.stderr)  # noqa: T201
        return _FAILED
    except Exception as error:  # the last stop: a fault of ours is one line too
        if debug:
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        print(f"geomap: {what}; --debug shows where", file=sys.stderr)  # noqa: T201
        return _FAILED
    return status


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    try:
        for argument in takewhile(lambda each: each != "--", given):
            option, equals, value = argument.partition("=")
            # Of this argparse, up to Python 3.12, makes an empty list, whatever the option's type.
            if option.startswith("-") and equals and value == "--":
                parser.error(f"argument {option}: '--' is no value")
        return parser.parse_args(given)
    finally:
        sys.stdout.flush()  # of help and versions: that their reader has gone shows here, not at the exit


def _show_all_letters() -> None:
    """Have standard output show what its encoding lacks as an escape: a name is no reason to fail."""
    out = sys.stdout
    if isinstance(out, TextIOWrapper) and out.errors == "strict":
        out.reconfigure(errors="backslashreplace")
