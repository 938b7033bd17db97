"""What the commands that find incidents share: options, and the way to a report."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from geomap.cli.choices import choices_of
from geomap.cli.console import Complaints, progress_bar, read_inputs
from geomap.cli.corrections import corrections_option
from geomap.cli.joining import joining_of, joining_options

if TYPE_CHECKING:
    from geomap.model import Correction
    from geomap.pipeline import Report


def finding_options() -> list[argparse.ArgumentParser]:
    """The options of every command that finds incidents, but for those of reading."""
    return [joining_options(), corrections_option()]


def report_of(options: argparse.Namespace, complaints: Complaints) -> Report:
    """Read the inputs and find the incidents; join them and correct them, as far as it is asked for."""
    joining = joining_of(options)
    choices = choices_of(options)
    from geomap.pipeline import extract, read_corrections

    asked: tuple[Correction, ...] = ()
    if options.corrections is not None:
        asked = read_corrections(options.corrections, theatre=options.theatre)
    documents = read_inputs(options, complaints)
    with progress_bar("extract") as progress:
        report = extract(documents, progress=progress, **choices)
    if joining is not None:
        from geomap.corroboration import corroborate

        report = corroborate(report, joining)
    if asked:
        from geomap.corrections import correct

        # After joining: what is corrected is what is shown.
        report = correct(report, asked)
    return report
