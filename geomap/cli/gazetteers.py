"""Commands on gazetteers: what the bundled one holds, and the user's own places beside it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geomap.cli.console import complain, counted, say
from geomap.errors import GazetteerError, UsageError

if TYPE_CHECKING:
    from geomap.gazetteer.overlays import Added, Overlay


def add_commands(commands: Any) -> None:
    """Add the command with its verbs."""
    gazetteer = commands.add_parser(
        "gazetteer",
        help="the gazetteer, and places of your own",
        description="Show what the bundled gazetteer holds; add places of your own beside it.",
    )
    gazetteer.set_defaults(run=_show)
    verbs = gazetteer.add_subparsers(
        metavar="[info | install CC... | add FILE | list | remove NAME]",
        prog="geomap gazetteer",
        help="info without",
    )
    info = verbs.add_parser("info", help="show it", description="Show what the bundled gazetteer holds.")
    info.set_defaults(run=_show)
    _add_install(verbs)
    _add_add(verbs)
    listing = verbs.add_parser(
        "list", help="list the overlays", description="List the overlays that are installed."
    )
    listing.add_argument("--json", action="store_true", help="JSON")
    listing.set_defaults(run=_list)
    remove = verbs.add_parser("remove", help="remove an overlay", description="Remove an overlay.")
    remove.add_argument("name", metavar="NAME", help="its name, as geomap gazetteer list has it")
    remove.set_defaults(run=_remove)


def _add_install(verbs: Any) -> None:
    install = verbs.add_parser(
        "install",
        help="fetch all places of a country",
        description="Fetch GeoNames' dump of each country and add it. What has come of a fetch that broke"
        " off is kept, and the same command goes on from there.",
    )
    install.add_argument("countries", nargs="+", metavar="CC", help="a country: ISO code or name")
    install.add_argument(
        "--from", dest="origin", metavar="URL|DIR", help="a mirror's address, or a folder with CC.zip"
    )
    install.add_argument("--update", action="store_true", help="take a dump that has changed since")
    install.set_defaults(run=_install)


def _add_add(verbs: Any) -> None:
    add = verbs.add_parser(
        "add",
        help="add a file of places",
        description="Add a GeoNames dump, CSV, GeoJSON or GeoPackage; one of the same name is replaced.",
    )
    add.add_argument("file", metavar="FILE", help="the file")
    add.add_argument("--name", metavar="NAME", help="what to call it (the file's name if not given)")
    add.add_argument("--country", metavar="CC", help="the country of rows that name none")
    add.add_argument(
        "--columns", metavar="FIELD=COLUMN,...", help="columns with unusual names, as name=village,lat=breite"
    )
    add.add_argument("--layer", metavar="LAYER", help="the layer of a GeoPackage with several")
    add.add_argument("--licence", metavar="TEXT", help="the file's licence, to be kept with it")
    add.set_defaults(run=_add)


def _show(options: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes the options)
    from geomap.gazetteer import overlays
    from geomap.gazetteer.index import PlaceIndex
    from geomap.versions import DATA, gazetteer_version, read_record

    manifest = read_record(DATA / "manifest.json")
    if manifest is None:
        raise GazetteerError("the gazetteer is missing", where=str(DATA), hint="geomap doctor tells more")
    file = DATA / "gazetteer.sqlite"
    say(f"build      {gazetteer_version()} (of {len(manifest['sources'])} sources, each with its checksum)")
    say(f"places     {manifest['places']:,}")
    say(f"countries  {len(PlaceIndex.bundled().countries())}")
    say(f"file       {file} ({file.stat().st_size / 1e6:.1f} MB)")
    say("sources    GeoNames (geonames.org), CC BY 4.0; Natural Earth 4.1, public domain; authored by geomap")
    names = ", ".join(f"{o.name} ({o.places:,})" for o in overlays.installed())
    say(f"overlays   {names or 'none'}")
    return 0


def _install(options: argparse.Namespace) -> int:
    from geomap.gazetteer import overlays
    from geomap.gazetteer.overlays.installing import ORIGIN, country_codes

    codes = country_codes(options.countries)
    status = 0
    for country in codes:
        with _byte_bars() as progress:
            try:
                (added,) = overlays.install(
                    [country], origin=options.origin or ORIGIN, update=options.update, progress=progress
                )
            except GazetteerError as error:
                if len(codes) == 1:
                    raise
                complain(error)
                status = 1
                continue
        status = max(status, _report(added))
    return status


def _add(options: argparse.Namespace) -> int:
    from geomap.gazetteer import overlays
    from geomap.readers.encoding import decode

    added = overlays.add(
        options.file,
        name=options.name,
        country=options.country,
        columns=_columns(options.columns),
        layer=options.layer,
        licence=options.licence,
        decode=lambda raw, where: decode(raw, where=where).text,
    )
    return _report(added)


def _columns(option: str | None) -> dict[str, str]:
    """Read 'name=village,lat=breite'."""
    pairs = [pair.partition("=") for pair in (option or "").split(",") if pair.strip()]
    if any(not (field.strip() and column.strip()) for field, _, column in pairs):
        raise UsageError(
            f"{option!r} is no list of columns", where="--columns", hint="name=village,lat=breite is one"
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


def _report(added: Added) -> int:
    """Say what was added, and complain of what was not; 1 if a row could not be taken as it is."""
    overlay = added.overlay
    where = ", ".join(overlay.countries[:5]) + (" ..." if len(overlay.countries) > 5 else "")
    verb = "replaced" if added.replaced else "added"
    say(f"{overlay.name}: {counted(overlay.places, 'place')} {verb}{f' ({where})' if where else ''}")
    if added.bundled:
        say(f"  {counted(added.bundled, 'unit')} not repeated: the bundled gazetteer has their shapes")
    if added.unused:
        say(f"  {counted(added.unused, 'row')} of kinds that are not kept (streets, hotels, farms ...)")
    for message in added.messages:
        complain(message)
    faults = [(added.left_out, "left out"), (added.mended, "taken without what was wrong")]
    told = ", ".join(f"{counted(number, 'row')} {what}" for number, what in faults if number)
    if told:
        complain(f"{overlay.file}: {told}")
    return 1 if told else 0


def _list(options: argparse.Namespace) -> int:
    from geomap.gazetteer import overlays

    found = overlays.installed()
    if options.json:
        say(json.dumps([_record(overlay) for overlay in found], ensure_ascii=False, indent=2))
        return 0
    if not found:
        say(f"no overlays in {overlays.overlays_folder()}")
    for overlay in found:
        countries = " ".join(overlay.countries[:5]) or "-"
        size = f"{overlay.size / 1e6:.1f} MB"
        licence = overlay.licence or "licence not given"
        say(f"{overlay.name:<16} {overlay.places:>9,} {countries:<15} {overlay.added} {size:>9}  {licence}")
    return 0


def _record(overlay: Overlay) -> dict[str, Any]:
    return {
        "name": overlay.name,
        "places": overlay.places,
        "countries": list(overlay.countries),
        "licence": overlay.licence,
        "added": overlay.added.isoformat(),
        "bytes": overlay.size,
        "file": overlay.file,
        "sha256": overlay.sha256,
        "path": str(overlay.path),
    }


def _remove(options: argparse.Namespace) -> int:
    from geomap.gazetteer import overlays

    overlays.remove(options.name)
    say(f"{options.name}: removed")
    return 0


@contextmanager
def _byte_bars() -> Iterator[Callable[[str], Callable[[int, int | None], None]] | None]:
    """Give a function that makes a bar of bytes for a file, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit="B", unit_scale=True, unit_divisor=1024, file=sys.stderr, leave=False) as bar:

        def begin(name: str) -> Callable[[int, int | None], None]:
            bar.set_description(name)

            def show(done: int, total: int | None) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return show

        yield begin
