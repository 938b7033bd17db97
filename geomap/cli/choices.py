"""What the options of the commands that read texts choose, for the verbs of the pipeline."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypedDict

from geomap.cli.console import day, share
from geomap.cli.overrides import add_option

if TYPE_CHECKING:
    from datetime import date

    from geomap.model import Override


class Choices(TypedDict, total=False):
    """What the options of `add_choices` choose, as the verbs of `geomap.pipeline` take it."""

    theatre: str
    date: date | None
    recogniser: str
    overrides: tuple[Override, ...]
    min_score: float


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose how texts are read, of every command that reads some."""
    parser.add_argument(
        "--date", type=day, metavar="DATE", help="the day of documents that do not say theirs (ISO)"
    )
    parser.add_argument(
        "--theatre",
        default="auto",
        metavar="ID",
        help="auto (the default), none, the id of a bundled theatre, or the path of one's folder",
    )
    parser.add_argument(
        "--recogniser",
        default="model",
        metavar="NAME",
        help="what recognises names in English: model (the bundled one, the default), rules (the gazetteer "
        "and rules alone), or another such as spacy:NAME_OR_PATH",
    )
    add_option(parser)
    parser.add_argument(
        "--min-score",
        type=share,
        metavar="SHARE",
        help="how sure a place has to be, 0 to 1 (0.2 if not given); a less sure name stays without one",
    )


def choices_of(options: argparse.Namespace) -> Choices:
    """What was chosen; a file of overrides is read, before any text is."""
    chosen = Choices(theatre=options.theatre, date=options.date, recogniser=options.recogniser)
    if options.min_score is not None:
        chosen["min_score"] = options.min_score
    if options.overrides is not None:
        from geomap.pipeline import read_overrides

        chosen["overrides"] = read_overrides(options.overrides, theatre=options.theatre)
    return chosen
