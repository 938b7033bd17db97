"""The command that shows what is installed: doctor."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import geomap
from geomap.cli.console import say

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
    """Add the command."""
    doctor = commands.add_parser(
        "doctor", help="show what is installed", description="Show what is installed and what is missing."
    )
    doctor.set_defaults(run=_doctor)


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
