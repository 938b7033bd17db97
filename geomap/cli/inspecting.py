"""Commands that show what is there: theatres, doctor."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geomap
from geomap.cli.console import complain, say
from geomap.errors import TheatreError

if TYPE_CHECKING:
    from geomap.model import Theatre

_NEEDED = (
    "charset-normalizer",
    "folium",
    "branca",
    "geopandas",
    "geopy",
    "pyogrio",
    "pyproj",
    "shapely",
    "tqdm",
)
_OPTIONAL = {"pyarrow": "GeoParquet (.parquet)"}
_PACKAGE = Path(geomap.__file__).parent
_DATA = _PACKAGE / "_data"


def add_commands(commands: Any) -> None:
    """Add the two commands."""
    theatres = commands.add_parser(
        "theatres",
        help="list, show or check theatres",
        description="List the bundled theatres, show one, or check the files of your own.",
    )
    theatres.set_defaults(run=_list_theatres)
    verbs = theatres.add_subparsers(
        metavar="[show ID | check PATH]", prog="geomap theatres", help="all are listed without"
    )
    show = verbs.add_parser(
        "show", help="show a theatre", description="Show a theatre's parties and sectors."
    )
    show.add_argument("id", metavar="ID", help="the id of a bundled theatre, or the path of one's folder")
    show.set_defaults(run=_show_theatre)
    check = verbs.add_parser(
        "check", help="check a theatre's files", description="Name every fault in a theatre's files."
    )
    check.add_argument("path", metavar="PATH", help="the theatre's folder")
    check.set_defaults(run=_check_theatre)

    doctor = commands.add_parser(
        "doctor", help="show what is installed", description="Show what is installed and what is missing."
    )
    doctor.set_defaults(run=_doctor)


def _list_theatres(options: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes the options)
    from geomap.theatres import bundled_ids, load

    for theatre in map(load, bundled_ids()):
        say(f"{theatre.id:<20} {_period(theatre):<26} {theatre.title}")
    return 0


def _show_theatre(options: argparse.Namespace) -> int:
    from geomap.theatres import load, make_sectors

    theatre = load(options.id)
    say(f"{theatre.id}: {theatre.title}, {_period(theatre)}")
    for party in theatre.parties:
        side = f", side of {party.side}" if party.side and party.side != party.name else ""
        say(f"  party   {party.name} ({party.kind.value.replace('_', ' ')}{side})")
    for line in theatre.lines:
        say(f"  line    {line.name}{f' ({line.note})' if line.note else ''}")
    for area in theatre.areas:
        say(f"  area    {area.name}")
    for sector in make_sectors(theatre):
        say(f"  sector  {sector.name}: {sector.length_km:.0f} km, {sector.width_km:g} km to either side")
    for reference in theatre.references:
        say(f"  source  {reference}")
    return 0


def _check_theatre(options: argparse.Namespace) -> int:
    from geomap.theatres import check

    if not Path(options.path).is_dir():
        raise TheatreError("no such folder", where=options.path, hint="the folder of a theatre is needed")
    faults = check(Path(options.path))
    for fault in faults:
        complain(fault)
    if not faults:
        say(f"{options.path}: no faults")
    return 1 if faults else 0


def _period(theatre: Theatre) -> str:
    return f"{_day(theatre.valid_from)} to {_day(theatre.valid_to)}"


def _day(value: date | None) -> str:
    return value.isoformat() if value else "..."


def _doctor(options: argparse.Namespace) -> int:  # noqa: ARG001
    import platform

    missing = 0
    say(f"geomap {geomap.__version__}  {_PACKAGE}")
    say(f"Python {platform.python_version()}  {sys.executable}")
    for name, path, hint in (
        ("gazetteer", _DATA / "gazetteer.sqlite", "places cannot be looked up"),
        ("map assets", _PACKAGE / "render" / "_assets" / "manifest.json", "maps cannot be drawn"),
        ("samples", _PACKAGE / "samples", "geomap demo has nothing to map"),
    ):
        missing += not path.exists()
        say(f"  {name:<20} {'ok' if path.exists() else f'MISSING: {hint}; install geomap anew'}")
    for name in _NEEDED:
        found = _version(name)
        missing += found is None
        say(f"  {name:<20} {found or f'MISSING: pip install {name}'}")
    for name, use in _OPTIONAL.items():
        say(f"  {name:<20} {_version(name) or f'not installed (optional: {use}; pip install {name})'}")
    say("all that is needed is there" if not missing else f"{missing} needed things are missing")
    return 1 if missing else 0


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None
