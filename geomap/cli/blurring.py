"""What `geomap map` is told of places that are not to be shown exactly, and what came of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from geomap.cli.console import complain

if TYPE_CHECKING:
    from geomap.layers.blurring import SensitivePlace
    from geomap.pipeline import Report

_LISTED = 10
_SHOWN_LETTERS = 60  # of a name in a message


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that draws a map."""
    parser.add_argument(
        "--coarsen",
        type=kilometres,
        metavar="KM",
        help="blur every place that is known more exactly than so many kilometres to a grid of that size",
    )
    parser.add_argument(
        "--sensitive",
        metavar="FILE",
        help="a list of places that the map must not name or show exactly: an id or a name a line",
    )


def kilometres(value: str) -> float:
    """Read an option's number of kilometres, of which a grid can be."""
    from geomap.errors import UsageError
    from geomap.layers.blurring import check_km

    try:
        return check_km(float(value.replace(",", ".")), "coarsen")
    except UsageError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no such number; {error.hint}") from None
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of kilometres") from None


def sensitive_of(options: argparse.Namespace) -> tuple[SensitivePlace, ...]:
    """The places of the list that was given, which is read before any text is."""
    if options.sensitive is None:
        return ()
    from geomap.layers.blurring import read_sensitive

    return read_sensitive(options.sensitive)


def tell_of_sensitive(report: Report, sensitive: tuple[SensitivePlace, ...]) -> None:
    """Say on standard error which sensitive places the texts do not name."""
    if not sensitive:
        return
    from geomap.gazetteer.index import PlaceIndex
    from geomap.layers.blurring import Withheld
    from geomap.model.telling import visible

    unmatched = Withheld(report, sensitive, PlaceIndex.installed()).unmatched
    told = [visible(f"{each.where} ({each.name[:_SHOWN_LETTERS]})") for each in unmatched[:_LISTED]]
    more = f", and {len(unmatched) - _LISTED} more" if len(unmatched) > _LISTED else ""
    rest = f"; not found: {', '.join(told)}{more}" if told else ""
    found = f"{len(sensitive) - len(unmatched)} of {len(sensitive)} found in the texts"
    complain(f"sensitive places: {found}{rest}")
