"""What the options of the commands that read texts choose, for the verbs of the pipeline."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from datetime import date

    from geomap.model import Override


class Choices(TypedDict, total=False):
    """What `geomap.cli.texts.reading_options` choose, as the verbs of `geomap.pipeline` take it."""

    theatre: str
    date: date | None
    recogniser: str
    overrides: tuple[Override, ...]
    min_score: float


def choices_of(options: argparse.Namespace) -> Choices:
    """What was chosen; a file of overrides is read, before any text is."""
    chosen = Choices(theatre=options.theatre, date=options.date, recogniser=options.recogniser)
    if options.min_score is not None:
        chosen["min_score"] = options.min_score
    if options.overrides is not None:
        from geomap.pipeline import read_overrides

        chosen["overrides"] = read_overrides(options.overrides, theatre=options.theatre)
    return chosen
