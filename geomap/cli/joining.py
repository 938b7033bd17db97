"""What the commands that find incidents are told of joining those of several documents."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.pipeline import Report

_SETTINGS = {"join_km": "distance_km", "join_days": "days"}


def joining_options() -> argparse.ArgumentParser:
    """The options of every command that finds incidents, and joins them if it is asked to."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--join",
        action="store_true",
        help="make one incident of those in which several documents tell of one happening",
    )
    add_settings(options, when="with --join: ")
    return options


def add_settings(parser: argparse.ArgumentParser, *, when: str = "") -> None:
    """Add the options of how incidents are joined; ``when`` says in their help when they count."""
    parser.add_argument(
        "--join-km",
        type=float,
        metavar="KM",
        help=f"{when}how far apart, in kilometres, two places told as exact may lie and still be one "
        "(3 if not given)",
    )
    parser.add_argument(
        "--join-days",
        type=int,
        metavar="DAYS",
        help=f"{when}how many days before its document's day something may lie whose day the document "
        "does not say (1 if not given)",
    )


def joining_of(options: argparse.Namespace) -> Joining | None:
    """How incidents are to be joined, checked before any text is read; None if they are not.

    Raises
    ------
    UsageError
        If a number is out of its range, or given without ``--join``.
    """
    if options.join:
        from geomap.corroboration import Joining

        return settings_of(options) or Joining()
    given = _given(options)
    if given:
        raise UsageError("nothing is joined", where=_option(next(iter(given))), hint="give it with --join")
    return None


def settings_of(options: argparse.Namespace) -> Joining | None:
    """The settings that are asked for; None if none are.

    Raises
    ------
    UsageError
        If a number is out of its range.
    """
    given = _given(options)
    if not given:
        return None
    from geomap.corroboration import Joining

    try:
        return Joining(**{_SETTINGS[name]: value for name, value in given.items()})
    except UsageError as error:
        names = {field: name for name, field in _SETTINGS.items()}
        where = _option(names.get(error.where or "", "join"))
        raise UsageError(error.what, where=where, hint=error.hint) from None


def _given(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name) for name in _SETTINGS if getattr(options, name) is not None}


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def told_by_several(report: Report) -> str:
    """How many incidents several documents tell of, to stand behind the number of all."""
    number = sum(bool(incident.accounts) for incident in report.incidents)
    return f" ({number} of them told by several documents)"
