"""The command that maps the bundled samples: demo."""

from __future__ import annotations

import argparse
from typing import Any

from geomap.cli.console import progress_bar, say


def add_commands(commands: Any) -> None:
    """Add the command."""
    demo = commands.add_parser(
        "demo",
        help="map the bundled sample dispatches",
        description="Map the bundled sample dispatches into map.html and incidents.geojson.",
    )
    demo.add_argument(
        "-o", "--output", default="geomap-demo", metavar="DIR", help="the folder (geomap-demo if not given)"
    )
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from geomap.demo import describe, run

    with progress_bar("demo") as progress:
        done = run(options.output, progress=progress)
    say(describe(done))
    return 0
