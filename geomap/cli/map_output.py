"""What the commands that draw a map share: its options, and the page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli.blurring import add_options as add_blurring
from geomap.cli.blurring import tell_of_sensitive
from geomap.cli.console import STDOUT, check_output, complain, day, put
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.layers.blurring import SensitivePlace
    from geomap.pipeline import Report


def add_map_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a map is drawn, and where it is written."""
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE.html", help="the page; - for standard output"
    )
    parser.add_argument("--title", help="title of the map")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day that the map shows (ISO)")
    parser.add_argument(
        "--names",
        default="en",
        metavar="NAMES",
        help="label places in English (en, the default), as the text does (written), in the writing of "
        "their country (local), or as a party of the theatre does (its id or name)",
    )
    parser.add_argument(
        "--quotes",
        default="sentence",
        choices=("none", "sentence", "full"),
        help="how much of the text to show",
    )
    parser.add_argument(
        "--tiles",
        default="none",
        metavar="TILES",
        help="none (the default), osm or an https address with {z}, {x} and {y}",
    )
    add_blurring(parser)
    parser.add_argument(
        "--language",
        default="auto",
        metavar="CODE",
        help="the language of the page itself: auto (the reader's, the default), en, ru, uk, fr, es or ar",
    )
    parser.add_argument("--open", action="store_true", help="open the page in a browser")


def check_map(options: argparse.Namespace) -> None:
    """Refuse, before anything is read, a page that could not be written after it."""
    if options.output != STDOUT and Path(options.output).suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            "a map is an HTML page", where=options.output, hint="a name ending in .html is needed"
        )
    if options.open and options.output == STDOUT:
        raise UsageError(
            "a page on standard output cannot be opened", where="--open", hint="give -o FILE.html"
        )
    check_output(options.output)


def check_names(names: str, theatre: str) -> None:
    """Refuse a party that no theatre knows before anything is read."""
    from geomap.layers.naming import GENERAL, choose_naming

    if names in GENERAL:
        return
    from geomap.theatres import bundled_ids, load

    ids = {"auto": bundled_ids(), "none": ()}.get(theatre, (theatre,))
    choose_naming(names, tuple(load(each) for each in ids))


def put_map(report: Report, options: argparse.Namespace, sensitive: tuple[SensitivePlace, ...]) -> None:
    """Draw the map and write the page."""
    tell_of_sensitive(report, sensitive)
    put(page_of(report, options, sensitive), options.output)


def page_of(report: Report, options: argparse.Namespace, sensitive: tuple[SensitivePlace, ...]) -> bytes:
    """Draw the map, and give its page."""
    from geomap.render import draw

    page = draw(
        report,
        title=options.title,
        as_of=options.as_of,
        names=options.names,
        quotes=options.quotes,
        tiles=options.tiles,
        language=options.language,
        coarsen=options.coarsen,
        sensitive=sensitive,
    )
    return page.to_html().encode("utf-8", "replace")


def show_map(options: argparse.Namespace) -> None:
    """Open the page in a browser, if that is wanted."""
    if options.open:
        import webbrowser

        if not webbrowser.open(Path(options.output).resolve().as_uri()):
            complain(f"--open: no browser was found; open {options.output} yourself")
