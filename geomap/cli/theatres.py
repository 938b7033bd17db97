"""The command for theatres: list, show, check and import them, count incidents by their sectors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from geomap.cli.console import (
    STDOUT,
    Complaints,
    check_output,
    complain,
    counted,
    day,
    put,
    say,
)
from geomap.cli.corrections import tell_of_corrections
from geomap.cli.finding import finding_options, report_of
from geomap.cli.joining import told_by_several
from geomap.cli.overrides import tell_of_overrides
from geomap.cli.texts import reading_options
from geomap.cli.theatre_import import add_verb
from geomap.cli.theatre_lines import period, theatre_lines, theatre_record
from geomap.errors import TheatreError, UsageError


def add_commands(commands: Any) -> None:
    """Add the command with its verbs."""
    theatres = commands.add_parser(
        "theatres",
        help="list, show or check theatres; count incidents by sector and day",
        description="List the bundled theatres, show one, check the files of your own, or count the "
        "incidents of texts by sector and day.",
    )
    theatres.set_defaults(run=_list)
    verbs = theatres.add_subparsers(
        metavar="[show ID | check PATH | table INPUT... | import FILE...]",
        prog="geomap theatres",
        help="all are listed without",
    )
    show = verbs.add_parser(
        "show",
        help="show a theatre",
        description="Show a theatre: parties by side, lines with their days, areas, sectors, names, sources.",
    )
    show.add_argument("id", metavar="ID", help="the id of a bundled theatre, or the path of one's folder")
    show.add_argument("--on", type=day, metavar="DATE", help="cut the line of this day into sectors (ISO)")
    show.add_argument("--json", action="store_true", help="JSON")
    show.set_defaults(run=_show)
    check = verbs.add_parser(
        "check", help="check a theatre's files", description="Name every fault in a theatre's files."
    )
    check.add_argument("path", metavar="PATH", help="the theatre's folder")
    check.set_defaults(run=_check)
    table = verbs.add_parser(
        "table",
        parents=[reading_options(), *finding_options()],
        help="count incidents by sector and day",
        description="Write a CSV table of the incidents of texts: a row for each sector and day.",
    )
    table.add_argument(
        "-o", "--output", default=STDOUT, metavar="FILE.csv", help="standard output if not given"
    )
    table.add_argument("--from", dest="start", type=day, metavar="DATE", help="the first day (ISO)")
    table.add_argument("--to", dest="end", type=day, metavar="DATE", help="the last day (ISO)")
    table.set_defaults(run=_table)
    add_verb(verbs)


def _list(options: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes the options)
    from geomap.theatres import bundled_ids, load

    for theatre in map(load, bundled_ids()):
        say(f"{theatre.id:<20} {period(theatre.valid_from, theatre.valid_to):<26} {theatre.title}")
    return 0


def _show(options: argparse.Namespace) -> int:
    from geomap.theatres import load, make_sectors

    theatre = load(options.id)
    sectors = make_sectors(theatre, on=options.on)
    if options.json:
        say(json.dumps(theatre_record(theatre, sectors), ensure_ascii=False, indent=1))
    else:
        for line in theatre_lines(theatre, sectors):
            say(line)
    return 0


def _check(options: argparse.Namespace) -> int:
    from geomap.theatres import check

    if not Path(options.path).is_dir():
        raise TheatreError("no such folder", where=options.path, hint="the folder of a theatre is needed")
    faults = check(Path(options.path))
    for fault in faults:
        complain(fault)
    if not faults:
        say(f"{options.path}: no faults")
    return 1 if faults else 0


def _table(options: argparse.Namespace) -> int:
    if options.output != STDOUT and Path(options.output).suffix.lower() != ".csv":
        raise UsageError("the table is CSV", where=options.output, hint="a name ending in .csv is needed")
    if options.start is not None and options.end is not None and options.end < options.start:
        raise UsageError(
            f"{options.end} is before {options.start}", where="--to", hint="--from FIRST --to LAST"
        )
    check_output(options.output)
    complaints = Complaints()
    report = report_of(options, complaints)
    from geomap.exports import encode
    from geomap.exports.sector_days import dump_sector_days

    tell_of_overrides(report.overrides)
    text = dump_sector_days(report, start=options.start, end=options.end)
    put(encode(text), options.output)
    if options.output != STDOUT:
        incidents = counted(len(report.incidents), "incident")
        incidents += told_by_several(report) if options.join else ""
        say(f"{incidents} in {counted(len(report.sectors), 'sector')}: {options.output}")
    tell_of_corrections(report, counted=options.output != STDOUT)
    return complaints.status
