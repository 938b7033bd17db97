"""The command ``geomap``.

Exit status: 0 done; 1 done, but something could not be read or found (each named on standard
error); 2 wrong usage, or nothing could be done. 129, 130, 141 and 143 after a hang-up, an interrupt,
a closed pipe and SIGTERM, as shells have it.

Only the standard library is imported before a command runs: help and errors come at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import takewhile

from geomap.cli import streams
from geomap.cli.ending import Ended, ends_in_order
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
    streams.prepare()
    debug = False
    try:
        with ends_in_order():
            options = _parse(arguments)
            debug = options.debug
            status: int = options.run(options)
            streams.flush()
    except Ended as ended:
        return _gone(128 + ended.number, f"ended by {ended.number.name}")
    except KeyboardInterrupt:
        return _gone(_INTERRUPTED, "interrupted")
    except BrokenPipeError:
        # Whoever read our output has gone.
        streams.let_go(sys.stdout)
        return _PIPE_CLOSED
    except MemoryError:
        if debug:
            raise
        return _gone(_FAILED, "out of memory; give fewer texts at a time, or more memory")
    except GeomapError as error:
        if debug:
            raise
        return _gone(_FAILED, str(error))
    except Exception as error:  # the last stop: a fault of ours is one line too
        if debug:
            raise
        return _gone(_FAILED, " ".join(f"{type(error).__name__}: {error}".split()) + "; --debug shows where")
    return status


def _gone(status: int, why: str) -> int:
    """Say why the command ends before its end; what it had printed is not lost by it."""
    try:
        streams.flush()
    except OSError:
        streams.let_go(sys.stdout)
    streams.warn(why)
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
        streams.flush()  # of help and versions: that their reader has gone shows here, not at the exit
