"""The command that watches feeds."""

from __future__ import annotations

import argparse
import re
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.blurring import sensitive_of
from geomap.cli.choices import add_choices, choices_of
from geomap.cli.console import STDOUT, complain, say
from geomap.cli.ending import Ending
from geomap.cli.map_output import add_map_options, check_map, check_names, page_of, show_map
from geomap.errors import UsageError
from geomap.model.telling import visible

if TYPE_CHECKING:
    from geomap.errors import InputError
    from geomap.layers.blurring import SensitivePlace
    from geomap.model import Document, Extraction
    from geomap.watching import Outcome, Work
    from geomap.web import Policy, Visitor

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}  # seconds
_DURATION = re.compile(r"(\d{1,6})([smhd])")
_SHORTEST = 60  # seconds; whoever asks more often is a burden


def add_commands(commands: Any) -> None:
    """Add the command."""
    watch = commands.add_parser(
        "watch",
        help="watch feeds, keep what they tell and map it",
        description="Read what is new in feeds, add it to a store and draw the map of the store anew; until "
        "it is ended by Ctrl-C or SIGTERM.",
    )
    watch.add_argument("feeds", nargs="+", metavar="FEED", help="an RSS or Atom feed: an address or a file")
    watch.add_argument(
        "--store", required=True, metavar="FILE.gpkg", help="where it is kept; made if it is not there"
    )
    watch.add_argument(
        "--every",
        type=duration,
        default=600.0,
        metavar="TIME",
        help="how often each feed is asked, such as 90s, 10m (the default), 2h or 1d",
    )
    watch.add_argument("--once", action="store_true", help="ask each feed once and end")
    watch.add_argument(
        "--articles", action="store_true", help="fetch the page of each item, not only what the feed says"
    )
    watch.add_argument(
        "--contact",
        metavar="TEXT",
        help="how the keepers of sites can reach you: an address of mail or a page",
    )
    add_map_options(watch)
    add_choices(watch)
    watch.set_defaults(run=_watch)


def duration(value: str) -> float:
    """Read an option's time as seconds."""
    found = _DURATION.fullmatch(value.strip())
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if seconds < _SHORTEST:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no time of {_SHORTEST}s or more; one such as 10m is needed"
        )
    return float(seconds)


def _watch(options: argparse.Namespace) -> int:
    from geomap.extras import require

    if options.output == STDOUT:
        raise UsageError(
            "a map that is drawn again and again is a file", where="-o -", hint="give -o FILE.html"
        )
    check_map(options)
    check_names(options.names, options.theatre)
    require("feedparser", what="watching feeds")
    sensitive = sensitive_of(options)

    from geomap.store import open_store
    from geomap.watching import Settings, Watcher, World, feed_of
    from geomap.web import Visitor

    policy = policy_of(options)
    with (
        Ending(lambda: tell("ending after what is being read")) as ending,
        open_store(options.store) as store,
    ):
        visitor = Visitor(policy, sleep=ending.pause)
        watcher = Watcher(
            [feed_of(feed, visitor) for feed in dict.fromkeys(options.feeds)],
            store,
            _work(options, visitor, sensitive),
            Settings(every=options.every, articles=options.articles, seed=secrets.randbelow(2**32)),
            World(clock=time.time, pause=ending.pause, stopping=ending.stopping, ticks=time.monotonic),
            tell=tell,
            say=_say,
        )
        outcome = watcher.watch(once=options.once, redraw=not Path(options.output).exists())
        return _status(outcome) if options.once and not ending.stopping() else 0


def policy_of(options: argparse.Namespace) -> Policy:
    """What may be fetched, by the options."""
    from geomap.web import Policy

    return Policy(contact=options.contact)


def tell(line: object) -> None:
    """Print a line on standard error, with the time."""
    complain(f"{_now()} {visible(str(line))}")


def _say(line: str) -> None:
    say(f"{_now()} {visible(line)}", at_once=True)  # whoever reads it from a pipe is to have it now


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _work(options: argparse.Namespace, visitor: Visitor, sensitive: tuple[SensitivePlace, ...]) -> Work:
    from geomap.exports import write_bytes
    from geomap.pipeline import ABSTAIN_BELOW, Report, extract, provenance_of
    from geomap.watching import Work

    choices = choices_of(options)
    provenance = provenance_of(
        theatre=choices["theatre"],
        recogniser=choices["recogniser"],
        overrides=choices.get("overrides", ()),
        min_score=choices.get("min_score", ABSTAIN_BELOW),
    )
    opened: list[bool] = []

    def draw(extraction: Extraction) -> None:
        write_bytes(options.output, page_of(Report.of(extraction), options, sensitive))
        if not opened:
            opened.append(True)
            show_map(options)

    return Work(
        extract=partial(extract, progress=False, **choices),
        draw=draw,
        map=str(Path(options.output).resolve()),
        article=partial(_article, visitor) if options.articles else None,
        provenance=provenance,
        version=provenance.key,
    )


def _article(visitor: Visitor, address: str) -> Iterator[Document]:
    from geomap.readers import read

    return read(address, fetch=visitor, on_error=_raised)


def _raised(error: InputError) -> None:
    raise error


def _status(outcome: Outcome) -> int:
    if outcome.asked and outcome.asked == outcome.failed:
        return 2
    return 1 if outcome.failed or outcome.faults else 0
