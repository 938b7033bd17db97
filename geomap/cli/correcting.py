"""The command for files of corrections: check."""

from __future__ import annotations

import argparse
from typing import Any

from geomap.cli.choices import choices_of
from geomap.cli.console import Complaints, complain, say
from geomap.cli.corrections import count_line, outcome_line
from geomap.cli.finding import found_in
from geomap.cli.joining import joining_of, joining_options
from geomap.cli.overrides import tell_of_overrides
from geomap.cli.texts import reading_options
from geomap.errors import CorrectionError
from geomap.model import CorrectionOutcome, CorrectionState

_SHOWN_LETTERS = 100  # of a value in a line


def add_commands(commands: Any) -> None:
    """Add the command with its verb."""
    corrections = commands.add_parser(
        "corrections",
        help="check a file of corrections",
        description="Check a file of corrections against the texts whose incidents it corrects.",
    )
    verbs = corrections.add_subparsers(
        metavar="check FILE INPUT...", prog="geomap corrections", required=True, help="what is to be done"
    )
    check = verbs.add_parser(
        "check",
        parents=[
            reading_options(before=("FILE", "the file of corrections: TOML, or JSON Lines (.jsonl)", "file")),
            joining_options(),
        ],
        help="name every fault in a file, or tell what of it applies to the incidents of texts",
        description="Name every fault in a file of corrections; without one, tell which of them apply to "
        "the incidents of texts, and which do not.",
    )
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    complaints = Complaints()
    joining = joining_of(options)
    from geomap.corrections import correct
    from geomap.pipeline import read_corrections

    try:
        asked = read_corrections(options.file, theatre=options.theatre)
    except CorrectionError as error:
        if options.debug:
            raise
        for fault in error.faults:
            complain(fault)
        return 2
    found = found_in(options, complaints, choices_of(options), joining)
    tell_of_overrides(found.overrides)
    report = correct(found, asked)
    for outcome in report.corrections:
        say(f"{outcome_line(outcome)}{_told(outcome)}")
    say(count_line(report) or "no corrections")
    applied = all(outcome.state is CorrectionState.APPLIED for outcome in report.corrections)
    return complaints.status if applied else 1


def _told(outcome: CorrectionOutcome) -> str:
    """The place that was found and what was there before, so that a wrong id or name is seen."""
    from geomap.model.telling import visible

    told = []
    place = outcome.correction.place
    if place is not None:
        entry = place.resolution.place if place.resolution is not None else None
        told.append(f"now {place.name}" + (f" ({entry.id}, {entry.country or '-'})" if entry else ""))
    before = []
    for name, value in outcome.before:
        listed = "; ".join(value) if isinstance(value, tuple) else value
        if listed not in (None, ""):
            words = str(listed)
            before.append(f"{name} {words[:_SHOWN_LETTERS]}{'...' if len(words) > _SHOWN_LETTERS else ''}")
    if before:
        told.append(f"before: {', '.join(before)}")
    return "".join(f"; {visible(each)}" for each in told)
