"""The command line's grammar."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from geomap import __version__
from geomap.cli.console import say

_DESCRIPTION = "News text to maps of a conflict: places, incidents and contested claims."
_EPILOG = "Exit status: 0 done; 1 done, but some inputs could not be read; 2 wrong usage or nothing done."


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and whose options are never abbreviated."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        """Say what was wrong in one line and leave with status 2."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}; see '{self.prog} --help'\n")


class _ShowVersion(argparse.Action):
    """Print the versions of geomap, its gazetteer and its models (which takes reading small files)."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from geomap.versions import MODELS, gazetteer_version, model_version

        models = ", ".join(f"{which} {model_version(which)}" for which in MODELS)
        say(f"geomap {__version__} (gazetteer {gazetteer_version()}, {models})", at_once=True)
        parser.exit()


def build_parser() -> Parser:
    """Make the parser with all commands; ``options.run(options)`` runs the one chosen."""
    from geomap.cli import (
        completing,
        correcting,
        demonstrating,
        gazetteers,
        geocoding,
        inspecting,
        running,
        storing,
        texts,
        theatres,
        watching,
    )

    parser = Parser(prog="geomap", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="show the versions and leave")
    parser.add_argument("--debug", action="store_true", help="show a traceback with an error")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Command, prog="geomap"
    )
    for group in (
        texts,
        running,
        correcting,
        storing,
        watching,
        geocoding,
        theatres,
        gazetteers,
        inspecting,
        completing,
        demonstrating,
    ):
        group.add_commands(commands)
    return parser


class _Command(Parser):
    """The parser of one command; it takes ``--debug`` as well."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help="show a traceback with an error"
        )
