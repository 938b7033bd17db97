"""Commands that know places without texts: geocode and reverse."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.console import STDOUT, check_output, complain, counted, positive, progress_bar, put, say
from geomap.cli.overrides import add_option, tell_of_overrides
from geomap.cli.place_lines import (
    answer_line,
    answer_record,
    candidate_line,
    candidate_record,
    explanation_lines,
    place_record,
)
from geomap.errors import RecordError, UsageError

if TYPE_CHECKING:
    from geomap.gazetteer.answers.located import Located
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.place import Candidate
    from geomap.overrides import ForNames

_TABLE_FORMATS = (".csv", ".geojson")
_LISTED = 5
_SHOWN_LETTERS = 80  # of a name in a message
# The name itself is not known, whatever else is.
_NOT_FOUND = {"none", "admin1", "admin2", "admin2 seat", "suggestion"}
_OVERRIDE = "override"
_BY_UNITS = _NOT_FOUND | {"country"}


def add_commands(commands: Any) -> None:
    """Add the two commands."""
    geocode = commands.add_parser(
        "geocode",
        help="names to places",
        description="Find places by name, or those of a table's rows.",
        epilog="With --table, --country, --admin1 and --admin2 name columns.",
    )
    geocode.add_argument("names", nargs="*", metavar="NAME", help="a name; 'Goma, DR Congo' is one too")
    geocode.add_argument("--country", metavar="CC", help="the country: an ISO code or a name")
    geocode.add_argument("--admin1", metavar="NAME", help="the first-level unit that it lies in")
    geocode.add_argument("--admin2", metavar="NAME", help="the second-level unit that it lies in")
    geocode.add_argument(
        "--limit",
        type=positive,
        metavar="N",
        help=f"places a name ({_LISTED} if not given; all that nothing tells apart)",
    )
    add_option(geocode)
    geocode.add_argument("--explain", action="store_true", help="what decided, what was rejected and why")
    geocode.add_argument("--json", action="store_true", help="JSON, one list a name")
    geocode.add_argument("--table", metavar="IN.csv", help="a CSV file whose rows are to be located")
    geocode.add_argument("--name", metavar="COL", help="with --table: the column of names")
    geocode.add_argument("-o", "--output", metavar="OUT", help="with --table: .csv or .geojson; - for CSV")
    geocode.set_defaults(run=_geocode)

    reverse = commands.add_parser(
        "reverse",
        help="a point to a place",
        description="Show the country, the first-level unit and the nearest town of a point.",
    )
    reverse.add_argument("lat", type=_degrees, metavar="LAT", help="latitude, decimal degrees")
    reverse.add_argument("lon", type=_degrees, metavar="LON", help="longitude, decimal degrees")
    reverse.add_argument("--json", action="store_true", help="JSON")
    reverse.set_defaults(run=_reverse)


def _degrees(value: str) -> float:
    """Read a coordinate; the comma of a pasted '40.34, 46.93' is passed over."""
    try:
        return float(value.removesuffix(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no number of degrees; latitude and longitude such as 40.34 46.93 are needed"
        ) from None


def _geocode(options: argparse.Namespace) -> int:
    if options.table:
        return _geocode_table(options)
    for option in ("name", "output"):
        if getattr(options, option):
            raise UsageError("this belongs to --table", where=f"--{option}", hint="give --table IN.csv")
    if not options.names:
        raise UsageError("no name to look for", where="geocode", hint="give a NAME or --table IN.csv")
    from geomap.gazetteer.answers.countries import find_country

    index = _open_index()
    if options.country:
        find_country(index, options.country)
    if not all(map(str.strip, options.names)):
        raise UsageError("a name is empty", where="geocode", hint="give each NAME some letters")
    saying = _overrides(index, options)
    unknown = 0
    answers: list[list[dict[str, Any]]] = []
    for name in options.names:
        located, others = _ask(index, name, options, saying)
        unknown += located.method in _NOT_FOUND or (located.place is None and located.method == _OVERRIDE)
        _comment(name, located, options)
        if options.json:
            records = [] if located.place is None else [answer_record(located, located.place)]
            answers.append([*records, *map(candidate_record, others)])
            continue
        if len(options.names) > 1 and (located.place or others):
            say(f"{name}:")
        if located.place is not None:
            say(answer_line(located, located.place))
        for candidate in others:
            say(candidate_line(candidate))
        if options.explain:
            for line in explanation_lines(located):
                say(line)
    if options.json:
        say(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=2))
    if saying is not None:
        tell_of_overrides(saying.outcomes())
    return 1 if unknown else 0


def _overrides(index: PlaceIndex, options: argparse.Namespace) -> ForNames | None:
    """The user's overrides, read before anything is looked up."""
    if options.overrides is None:
        return None
    from geomap.overrides import ForNames, Overrides
    from geomap.pipeline import read_overrides

    return ForNames(index, Overrides(read_overrides(options.overrides, index=index)))


def _open_index() -> PlaceIndex:
    """The gazetteer with the user's overlays."""
    from geomap.gazetteer.index import PlaceIndex

    return PlaceIndex.installed()


def _ask(
    index: PlaceIndex, name: str, options: argparse.Namespace, saying: ForNames | None
) -> tuple[Located, Sequence[Candidate]]:
    """The answer to a name, and what else it may mean: all if nothing tells them apart."""
    from geomap.gazetteer.answers.ladder import locate
    from geomap.gazetteer.answers.search import search

    units = {"country": options.country, "admin1": options.admin1, "admin2": options.admin2}
    if saying is None:
        located = locate(index, name, **units)
    else:
        held = saying.among(name, *units.values(), country=options.country)
        located = locate(index, name, overriding=held.for_name, **units)
        saying.count(held, located)
    if located.method == _OVERRIDE:
        return located, ()
    if located.method in {"country", "none"}:
        # A country that was given is no answer to a name that is not known.
        return replace(located, place=None, where_prec=None, radius_km=None, method="none"), ()
    if located.tied:
        others = [c for c in located.tied if located.place is None or c.place.id != located.place.id]
        return located, others[: options.limit]
    if located.method in _BY_UNITS:
        return located, ()
    found = (c for c in search(index, name, **units) if located.place and c.place.id != located.place.id)
    return located, list(found)[: (options.limit or _LISTED) - 1]


def _comment(name: str, located: Located, options: argparse.Namespace) -> None:
    """Tell on standard error what is not known, and what cannot be told apart."""
    # One line, whatever the name is.
    name = " ".join(name.split())[:_SHOWN_LETTERS]
    if located.method == _OVERRIDE and located.place is None:
        complain(f"{name}: no place; {' '.join(located.note.split())}")
        return
    for caveat in located.caveats:
        complain(f"{name}: {caveat}")
    if located.tied:
        held = f"the answer is {located.place.name}" if located.place else "there is no answer"
        complain(
            f"{name}: {len(located.tied)} places of this name that nothing given tells apart; {held}; "
            "a --country, --admin1 or --admin2 narrows it"
        )
    elif located.method in _NOT_FOUND:
        likely = ", ".join(dict.fromkeys(c.name for c in located.suggestions))
        hint = f"; perhaps {likely}" if likely else ""
        complain(f"{name}: no such place in the gazetteer{_within(options)}{hint}")


def _geocode_table(options: argparse.Namespace) -> int:
    if options.names:
        raise UsageError("names and a table cannot be mixed", where="geocode", hint="give one of them")
    if not options.name:
        raise UsageError("which column has the names", where="--table", hint="give --name COL")
    if not options.output:
        raise UsageError(
            "where to write", where="--table", hint=f"give -o OUT{' or OUT'.join(_TABLE_FORMATS)}"
        )
    suffix = ".csv" if options.output == STDOUT else Path(options.output).suffix.lower()
    if suffix not in _TABLE_FORMATS:
        raise UsageError(
            "a table can be written as CSV and as GeoJSON",
            where=options.output,
            hint="name it .csv or .geojson",
        )
    check_output(options.output)
    from geomap.cli.place_table import dump_table, locate_rows, read_rows
    from geomap.exports import encode

    columns = {part: getattr(options, part) for part in ("name", "country", "admin1", "admin2")}
    header, rows = read_rows(options.table, [column for column in columns.values() if column])
    index = _open_index()
    saying = _overrides(index, options)
    with progress_bar("geocode") as progress:
        located = locate_rows(index, rows, columns, overrides=saying, progress=progress)
    put(encode(dump_table(header, located, suffix)), options.output)
    lost = sum(row.located.place is None for row in located)
    if lost:
        complain(
            f"{options.table}: {counted(lost, 'row')} of {len(located)} without any place; see geomap_note"
        )
    if saying is not None:
        tell_of_overrides(saying.outcomes())
    if options.output != STDOUT:
        say(f"{counted(len(located) - lost, 'row')} located: {options.output}")
    return 1 if lost else 0


def _reverse(options: argparse.Namespace) -> int:
    from geomap.gazetteer.ground.reverse import reverse
    from geomap.model.geometry import LonLat

    try:
        point = LonLat(options.lon, options.lat)
    except RecordError as error:
        raise UsageError(
            f"latitude {options.lat:g}, longitude {options.lon:g} is no point",
            where="reverse",
            hint="latitude -90..90 first, then longitude -180..180",
        ) from error
    around = reverse(_open_index(), point)
    if options.json:
        nearest = None
        if around.nearest is not None and around.distance_km is not None:
            nearest = {
                **place_record(around.nearest),
                "distance_km": round(around.distance_km, 1),
                "direction": around.direction,
            }
        record = {
            "country": place_record(around.country) if around.country else None,
            "admin1": place_record(around.unit) if around.unit else None,
            "nearest": nearest,
        }
        say(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    say(around)
    for label, place in (("country", around.country), ("admin1", around.unit), ("nearest", around.nearest)):
        say(f"  {label:<8} {f'{place.name} ({place.id})' if place else 'none'}")
    return 0


def _within(options: argparse.Namespace) -> str:
    """Tell what narrowed the search, for the message that it found nothing."""
    units = ", ".join(value for value in (options.admin2, options.admin1, options.country) if value)
    return f" within {units}" if units else ""
