"""What the commands that find incidents are told of joining those of several documents."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.pipeline import Report

_SETTINGS = {"join_km": "distance_km", "join_days": "days"}


def joining_options() -> argparse.ArgumentParser:
    """The options of every command that finds incidents."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--join",
        action="store_true",
        help="make one incident of those in which several documents tell of one happening",
    )
    options.add_argument(
        "--join-km",
        type=float,
        metavar="KM",
        help="with --join: how far apart, in kilometres, two places told as exact may lie and still be one "
        "(3 if not given)",
    )
    options.add_argument(
        "--join-days",
        type=int,
        metavar="DAYS",
        help="with --join: how many days before its document's day something may lie whose day the document "
        "does not say (1 if not given)",
    )
    return options


def joining_of(options: argparse.Namespace) -> Joining | None:
    """How incidents are to be joined, checked before any text is read; None if they are not.

    Raises
    ------
    UsageError
        If a number is out of its range, or given without ``--join``.
    """
    given = {name: getattr(options, name) for name in _SETTINGS if getattr(options, name) is not None}
    if not options.join:
        if given:
            where = f"--{next(iter(given)).replace('_', '-')}"
            raise UsageError("nothing is joined", where=where, hint="give it with --join")
        return None
    from geomap.corroboration import Joining

    try:
        return Joining(**{_SETTINGS[name]: value for name, value in given.items()})
    except UsageError as error:
        names = {field: name for name, field in _SETTINGS.items()}
        where = f"--{names.get(error.where or '', 'join').replace('_', '-')}"
        raise UsageError(error.what, where=where, hint=error.hint) from None


def told_by_several(report: Report) -> str:
    """How many incidents several documents tell of, to stand behind the number of all."""
    number = sum(bool(incident.accounts) for incident in report.incidents)
    return f" ({number} of them told by several documents)"
