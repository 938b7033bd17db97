"""The verb that makes a theatre of a user's maps of a front."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from geomap.cli.console import complain, counted, day, positive, say
from geomap.errors import TheatreError, UsageError

if TYPE_CHECKING:
    from geomap.model import LineOfContact, Theatre
    from geomap.theatres.imports import Imported


def add_verb(verbs: Any) -> None:
    """Add ``import`` to the verbs of the command."""
    verb = verbs.add_parser(
        "import",
        help="make a theatre of your own maps of a front",
        description="Read dated areas of control and lines from GeoJSON, KML, GeoPackage or shapefiles (a "
        "day a file, or a field with the day) and write the folder of a theatre that has them.",
    )
    verb.add_argument("inputs", nargs="+", metavar="FILE", help="files or folders; archives too")
    verb.add_argument("-o", "--output", required=True, metavar="FOLDER", help="the new theatre's folder")
    verb.add_argument(
        "--theatre", required=True, metavar="ID", help="the theatre whose parties and names are taken"
    )
    verb.add_argument(
        "--party",
        action="append",
        default=[],
        metavar="CLASS=PARTY",
        help="whose the polygons of a class are; CLASS= leaves them out (may be given more than once)",
    )
    verb.add_argument("--class-field", metavar="FIELD", help="the field with the class")
    verb.add_argument("--date-field", metavar="FIELD", help="the field with the day")
    verb.add_argument("--day", type=day, metavar="DATE", help="the day of maps that do not tell (ISO)")
    verb.add_argument(
        "--hold-days", type=positive, default=7, metavar="N", help="days for which a map holds (7)"
    )
    verb.add_argument("--source", default="", metavar="TEXT", help="where the maps come from")
    verb.add_argument(
        "--lines", action="store_true", help="compute the line of contact of each day from its areas"
    )
    verb.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    from geomap.theatres import load
    from geomap.theatres.imports import Wanted, import_fronts, write_theatre

    base = load(options.theatre)
    wanted = Wanted(
        classes=dict(map(_class_of, options.party)),
        class_field=options.class_field,
        date_field=options.date_field,
        day=options.day,
        hold_days=options.hold_days,
        source=options.source,
    )
    imported = import_fronts(options.inputs, theatre=base, wanted=wanted)
    lines = (*imported.lines, *(_lines(imported, base) if options.lines else ()))
    written = write_theatre(options.output, base=options.theatre, areas=imported.areas, lines=lines)
    for line in imported.report():
        complain(line)
    say(
        f"{written.id}: {counted(len(imported.areas), 'area')} and {counted(len(lines), 'line')} added: "
        f"{options.output}"
    )
    return 1 if imported.unread else 0


def _class_of(text: str) -> tuple[str, str | None]:
    name, equals, party = text.partition("=")
    if not equals or not name:
        raise UsageError(f"{text!r}", where="--party", hint="CLASS=PARTY is needed")
    return name, party or None


def _lines(imported: Imported, base: Theatre) -> list[LineOfContact]:
    """The line of contact of every day of the areas; a day that gives none is told."""
    from dataclasses import replace

    from geomap.theatres.fronts import contact_line, sides_of

    sides = sides_of(base)
    names = tuple(dict.fromkeys(sides.values()))
    if len(names) != 2:
        raise UsageError(
            f"theatre {base.id} has {len(names)} sides", where="--lines", hint="a theatre of two is needed"
        )
    holds = {area.valid_from: area.valid_to for area in imported.areas if area.valid_from is not None}
    found: list[LineOfContact] = []
    for first, last in sorted(holds.items()):
        try:
            line = contact_line(imported.areas, between=(names[0], names[1]), on=first, sides=sides)
        except TheatreError as error:
            complain(f"{first}: no line: {error}")
            continue
        found.append(replace(line, id=f"computed-{first}", valid_from=first, valid_to=last))
    return found
