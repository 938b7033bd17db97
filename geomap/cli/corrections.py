"""What the commands that find incidents share about corrections: the option, and what came of them."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from geomap.cli.console import complain, say
from geomap.model import CorrectionState

if TYPE_CHECKING:
    from geomap.model import CorrectionOutcome, Extraction


def corrections_option() -> argparse.ArgumentParser:
    """The option of every command that finds incidents."""
    option = argparse.ArgumentParser(add_help=False)
    option.add_argument(
        "--corrections",
        metavar="FILE",
        help="a file that rejects, retypes, relocates, redates or merges incidents by id (TOML, JSON Lines)",
    )
    return option


def tell_of_corrections(extraction: Extraction, *, counted: bool = True) -> None:
    """Name on standard error what was not applied as asked; count all on standard output."""
    for outcome in extraction.corrections:
        if outcome.state is not CorrectionState.APPLIED or outcome.note:
            complain(f"note: {outcome_line(outcome)}")
    if extraction.corrections and counted:
        say(f"corrections: {count_line(extraction)}")


def outcome_line(outcome: CorrectionOutcome) -> str:
    """A correction and what came of it, on one line that no text of the file can break."""
    from geomap.model.telling import visible

    asked = outcome.correction
    told = f"{asked.where}: {asked.action.value} {', '.join(asked.incidents)}: {outcome.state.value}"
    return visible("; ".join(filter(None, (told, outcome.note))))


def count_line(extraction: Extraction) -> str:
    """How many were applied and how many were not ('3 applied, 1 not applied')."""
    counts = Counter(outcome.state for outcome in extraction.corrections)
    return ", ".join(f"{counts[state]} {state.value}" for state in CorrectionState if counts[state])
