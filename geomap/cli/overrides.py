"""What the commands share about overrides of places: the option, and what came of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.cli.console import complain, counted

if TYPE_CHECKING:
    from geomap.model import OverrideOutcome

_LISTED = 10
_SHOWN_LETTERS = 60  # of a name in a message


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the option of every command that places names."""
    parser.add_argument(
        "--overrides",
        metavar="FILE",
        help="a file that says what names mean, everywhere or in texts about something (CSV, TOML)",
    )


def tell_of_overrides(outcomes: Sequence[OverrideOutcome]) -> None:
    """Say on standard error how many were applied to how many names, and which were not."""
    if not outcomes:
        return
    used = [outcome for outcome in outcomes if outcome.names]
    names = counted(sum(outcome.names for outcome in used), "name")
    unused = [_told(outcome) for outcome in outcomes if not outcome.names]
    more = f", and {len(unused) - _LISTED} more" if len(unused) > _LISTED else ""
    rest = f"; not used: {', '.join(unused[:_LISTED])}{more}" if unused else ""
    complain(f"overrides: {len(used)} of {len(outcomes)} applied to {names}{rest}")


def _told(outcome: OverrideOutcome) -> str:
    from geomap.model.telling import visible

    override = outcome.override
    instead = f", {outcome.beaten_by.where} instead" if outcome.beaten_by is not None else ""
    return visible(f"{override.where} ({override.name[:_SHOWN_LETTERS]}{instead})")
