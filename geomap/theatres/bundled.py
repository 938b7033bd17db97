"""The bundled theatres: read when needed and once, and what tells which of them may be needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from geomap.model import Place, Theatre
from geomap.tables import read_table
from geomap.theatres.choice import Ground
from geomap.theatres.files import BUNDLED, FILE, bundled_ids, load
from geomap.theatres.records import read_parties
from geomap.theatres.sheet import Faults, Table


@lru_cache(maxsize=64)
def bundled_theatre(key: str) -> Theatre:
    """A bundled theatre, read once; errors as of `load`."""
    return load(key)


def bundled_places() -> list[Place]:
    """The places that the bundled theatres add to the gazetteer."""
    return [place for key in bundled_ids() for place in bundled_theatre(key).places]


@lru_cache(maxsize=1)
def bundled_grounds() -> dict[str, Ground]:
    """What scoring needs of each bundled theatre, by id, with a rectangle in the place of its area.

    No geometry is made and nothing is checked: the files that come with the package are checked
    when they are tested. It takes about two milliseconds a theatre.
    """
    return {key: _ground(BUNDLED / key) for key in bundled_ids()}


def _ground(folder: Path) -> Ground:
    top = Table(read_table(folder / FILE), (), FILE, {}, Faults())
    parties, _ = read_parties(top.tables("parties"))
    area = top.text("area") or ""
    return Ground.from_parties(*top.days(), top.text("region"), parties, _rectangle(folder, area))


def _rectangle(folder: Path, reference: str) -> Callable[[float, float], bool]:
    """Whether a point lies in the rectangle around the area, which is read when first asked for."""

    @lru_cache(maxsize=1)
    def bounds() -> tuple[float, float, float, float]:
        shapes = json.loads((folder / reference.partition("#")[0]).read_text(encoding="utf-8"))
        positions = list(_positions([feature["geometry"]["coordinates"] for feature in shapes["features"]]))
        lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
        return min(lons), min(lats), max(lons), max(lats)

    def contains(lon: float, lat: float) -> bool:
        west, south, east, north = bounds()
        return west <= lon <= east and south <= lat <= north

    return contains


def _positions(coordinates: object) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list):
        if coordinates and isinstance(coordinates[0], int | float):
            yield float(coordinates[0]), float(coordinates[1])
        else:
            for inner in coordinates:
                yield from _positions(inner)
