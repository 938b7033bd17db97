"""Commands that know places without texts: geocode and reverse."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.console import STDOUT, check_output, complain, counted, positive, progress_bar, put, say
from geomap.errors import RecordError, UsageError

if TYPE_CHECKING:
    from geomap.model.place import Candidate, Place

_TABLE_FORMATS = (".csv", ".geojson")


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
        "--limit", type=positive, default=5, metavar="N", help="places a name (5 if not given)"
    )
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
    reverse.add_argument("lat", type=float, metavar="LAT", help="latitude, decimal degrees")
    reverse.add_argument("lon", type=float, metavar="LON", help="longitude, decimal degrees")
    reverse.add_argument("--json", action="store_true", help="JSON")
    reverse.set_defaults(run=_reverse)


def _geocode(options: argparse.Namespace) -> int:
    if options.table:
        return _geocode_table(options)
    for option in ("name", "output"):
        if getattr(options, option):
            raise UsageError("this belongs to --table", where=f"--{option}", hint="give --table IN.csv")
    if not options.names:
        raise UsageError("no name to look for", where="geocode", hint="give a NAME or --table IN.csv")
    from geomap.gazetteer.index import PlaceIndex
    from geomap.gazetteer.search import search

    index = PlaceIndex.bundled()
    unknown = 0
    answers: list[list[dict[str, Any]]] = []
    for name in options.names:
        found = search(index, name, country=options.country, admin1=options.admin1, admin2=options.admin2)[
            : options.limit
        ]
        if not found:
            unknown += 1
            complain(f"{name}: no such place in the gazetteer{_within(options)}")
        if options.json:
            answers.append([_record(candidate) for candidate in found])
            continue
        if len(options.names) > 1 and found:
            say(f"{name}:")
        for candidate in found:
            say(_line(candidate))
    if options.json:
        say(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=2))
    return 1 if unknown else 0


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
    from geomap.gazetteer.index import PlaceIndex

    columns = {part: getattr(options, part) for part in ("name", "country", "admin1", "admin2")}
    header, rows = read_rows(options.table, [column for column in columns.values() if column])
    with progress_bar("geocode") as progress:
        located = locate_rows(PlaceIndex.bundled(), rows, columns, progress=progress)
    put(encode(dump_table(header, located, suffix)), options.output)
    lost = sum(row.located.place is None for row in located)
    if lost:
        complain(
            f"{options.table}: {counted(lost, 'row')} of {len(located)} without any place; see geomap_note"
        )
    if options.output != STDOUT:
        say(f"{counted(len(located) - lost, 'row')} located: {options.output}")
    return 1 if lost else 0


def _reverse(options: argparse.Namespace) -> int:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.gazetteer.reverse import reverse
    from geomap.model.geometry import LonLat

    try:
        point = LonLat(options.lon, options.lat)
    except RecordError as error:
        raise UsageError(
            f"latitude {options.lat:g}, longitude {options.lon:g} is no point",
            where="reverse",
            hint="latitude -90..90 first, then longitude -180..180",
        ) from error
    around = reverse(PlaceIndex.bundled(), point)
    if options.json:
        nearest = None
        if around.nearest is not None and around.distance_km is not None:
            nearest = {
                **_place_record(around.nearest),
                "distance_km": round(around.distance_km, 1),
                "direction": around.direction,
            }
        record = {
            "country": _place_record(around.country) if around.country else None,
            "admin1": _place_record(around.unit) if around.unit else None,
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


def _line(candidate: Candidate) -> str:
    place = candidate.place
    units = ", ".join(dict.fromkeys(u for u in (place.admin1_name, place.country) if u and u != place.name))
    return (
        f"{place.name:<28} {place.point.lat:>9.4f} {place.point.lon:>9.4f}  "
        f"{place.feature_code:<6} {place.id:<18} {units}"
    )


def _record(candidate: Candidate) -> dict[str, Any]:
    return {
        **_place_record(candidate.place),
        "matched": candidate.name,
        "name_kind": candidate.name_kind,
        "score": round(candidate.score, 4),
    }


def _place_record(place: Place) -> dict[str, Any]:
    return {
        "place_id": place.id,
        "name": place.name,
        "lat": round(place.point.lat, 6),
        "lon": round(place.point.lon, 6),
        "country": place.country,
        "admin1": place.admin1_name,
        "feature_code": place.feature_code,
        "population": place.population,
        "radius_km": round(place.radius_km, 3),
    }
