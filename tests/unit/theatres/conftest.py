"""A small theatre folder that is in order, to be broken by the tests one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[3] / "gazetteer" / "theatres"

TOML = """\
id = "eastland-2031"
valid_from = 2031-03-01
valid_to = 2031-09-30
area = "area.geojson"
region = "geomap:region:eastland"
references = ["Drawn for the tests"]

[titles]
fr = "Pays de l'Est, 2031"
en = "Eastland, 2031"

[labels]
policy = "all"

[[parties]]
id = "north"
name = "Northia"
kind = "state"
side = "north"
aliases = ["Republic of Northia"]
demonyms = ["Northian", "Northians"]
forces = ["Northian army"]
institutions = ["Northian Defence Ministry"]
offices = ["President of Northia"]
capitals = ["Northport"]
colour = "#0072b2"

[[parties]]
id = "south"
name = "Southia"
kind = "state"
side = "south"

[[parties]]
id = "militia"
name = "River Militia"
kind = "armed_group"
side = "south"

[[parties]]
id = "league"
name = "League of States"
kind = "mediator"

[[parties]]
id = "west"
name = "Westia"
kind = "third_party"

[[lines]]
id = "front"
name = "Front of March 2031"
geometry = "shapes.geojson#front"
valid_from = 2031-03-01
valid_to = 2031-05-31
source = "Drawn for the tests"
note = "It has moved since."

[[lines]]
id = "later-front"
name = "Front of June 2031"
geometry = "shapes.geojson#later-front"
valid_from = 2031-06-01
source = "Drawn for the tests"

[[areas]]
id = "upper"
name = "Above the front"
party = "north"
geometry = "shapes.geojson#upper"
valid_from = 2031-03-01
valid_to = 2031-05-31
source = "Drawn for the tests"

[[areas]]
id = "lower"
name = "Below the front"
party = "militia"
geometry = "shapes.geojson#lower"
source = "Drawn for the tests"

[[areas]]
id = "province"
name = "Old province"
geometry = "shapes.geojson#province"
source = "Drawn for the tests"

[sectors]
line = "front"

[[sectors.cuts]]
id = "west"
name = "Western sector"
until = [10.4, 50.05]
aliases = ["northwest"]

[[sectors.cuts]]
id = "centre"
name = "Central sector"
until = [10.7, 49.95]

[[sectors.cuts]]
id = "east"
name = "Eastern sector"

[[places]]
id = "test:bridge"
name = "Bridge"
lon = 10.5
lat = 50.0
feature = "P/PPLA"
country = "XX"
names = { north = ["Brigg", "Brygg"], south = ["Ponte"], fr = ["Pont"] }

[[places]]
id = "test:mill"
name = "Mill"
lon = 10.6
lat = 50.2
label = "The Mill"
"""


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def line(*positions: list[float]) -> dict[str, object]:
    return {"type": "LineString", "coordinates": list(positions)}


SHAPES: dict[str, dict[str, object]] = {
    "front": line([10.0, 50.0], [10.5, 50.0], [11.0, 50.0]),
    "later-front": line([10.0, 49.8], [10.5, 49.8], [11.0, 49.8]),
    "upper": box(10, 50, 11, 51),
    "lower": box(10, 49, 11, 50),
    "province": box(10.2, 49.5, 10.8, 50.5),
}


def collection(shapes: dict[str, dict[str, object]]) -> str:
    features = [
        json.dumps({"type": "Feature", "id": key, "properties": {}, "geometry": shape})
        for key, shape in shapes.items()
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the folder, with (old, new) pairs replaced in its TOML and shapes replaced or added."""

    def write_folder(*changes: tuple[str, str], **shapes: dict[str, object]) -> Path:
        folder = tmp_path / "eastland-2031"
        folder.mkdir(exist_ok=True)
        text = TOML
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        (folder / "theatre.toml").write_text(text, encoding="utf-8")
        (folder / "area.geojson").write_text(collection({"area": box(9, 48, 12, 52)}))
        (folder / "shapes.geojson").write_text(collection(SHAPES | shapes))
        return folder

    return write_folder
