"""Theatres, overrides and corrections of the right keys with any values: read, or every fault told in a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.corrections import read_corrections
from geomap.corrections.placing import Places
from geomap.errors import CorrectionError, OverrideError, TheatreError
from geomap.gazetteer.index import PlaceIndex
from geomap.overrides import read_overrides
from geomap.theatres import make_sectors
from geomap.theatres.files import check, load
from tests import holding
from tests.property.drawing import examples

WORDS = st.one_of(
    st.sampled_from(
        ["made", "north", "south", "front", "state", "armed_group", "mediator", "P/PPL", "A/ADM1", "UA", "#ff0000", "none",
         "geonames:216281", "Goma", "2020-10-10", "reject", "retype", "relocate", "redate", "merge", "air_strike", "i",
         "area.geojson", "line.geojson", "area.geojson#a", "../area.geojson", "/etc/hostname", "", " ", "a|b", "|"]
    ),
    st.text(max_size=12),
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-200, 200), st.floats(), st.integers(), st.sampled_from([10**30, -(10**400), 0, 90, 180])
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(WORDS, NUMBERS, st.booleans(), st.dates(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


def toml_of(value: Any) -> str:
    """A value as TOML has it; what TOML cannot say is said in words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_of(k)} = {toml_of(v)}" for k, v in value.items()) + "}"
    if isinstance(value, int | float):
        return repr(value) if abs(value) < 10**300 else "1" + "0" * 40
    return json.dumps(str(value)).replace("\\ud", "\\ue").replace("\x7f", "\\u007f")


def rows_of(keys: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(keys.split()), VALUES, max_size=9)


def lines_of(rows: Iterable[tuple[str, dict[str, Any]]]) -> str:
    return "".join(
        f"{head}\n" + "".join(f"{key} = {toml_of(value)}\n" for key, value in row.items())
        for head, row in rows
    )


# A sound sheet, of which some values are others: what is all wrong is refused at its first table.
SOUND: dict[str, dict[str, Any]] = {
    "": {"id": "made", "valid_from": date(2001, 2, 3), "area": "area.geojson", "references": ["made up"]},
    "[titles]": {"en": "Made"},
    "[[parties]]": {"id": "north", "name": "Northland", "kind": "state", "side": "north", "aliases": ["The north"]},
    "[[lines]]": {
        "id": "front", "name": "Front", "geometry": "line.geojson", "valid_from": date(2001, 2, 3), "source": "made up",
    },
    "[[areas]]": {"id": "held", "name": "Held", "party": "north", "geometry": "area.geojson", "source": "made up"},
    "[[places]]": {"id": "p", "name": "Otherwhere", "lon": 30.4, "lat": 50.2, "feature": "P/PPL", "country": "UA"},
    "[sectors]": {"line": "front"},
    "[[sectors.cuts]]": {"id": "west", "name": "West", "until": [30.5, 50.0]},
    "[[sectors.cuts]] ": {"id": "east", "name": "East"},
}  # fmt: skip
KEYS = {
    "": "id valid_from valid_to area region references note extra",
    "[titles]": "en uk ar xx",
    "[[parties]]": "id name kind side aliases demonyms forces institutions offices capitals allies seats colour note",
    "[[lines]]": "id name geometry valid_from valid_to source confidence kind note",
    "[[areas]]": "id name party geometry valid_from valid_to source confidence note",
    "[[places]]": "id name names lon lat feature country admin1 admin1_name population radius_km source label note",
    "[sectors]": "line scheme width_km areas",
    "[[sectors.cuts]]": "id name until aliases",
    "[[sectors.cuts]] ": "id name until aliases",
}
COORDINATES = st.recursive(
    st.one_of(st.floats(-400, 400), st.integers(-200, 200), st.just("NaN"), st.none()),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=16,
)
POINTS = st.lists(st.tuples(st.integers(29, 32), st.integers(48, 51)).map(list), min_size=0, max_size=6)
SHAPES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "LineString", "MultiLineString", "MultiPolygon", "Point", "Circle", 1, None]),
        "coordinates": st.one_of(POINTS, POINTS.map(lambda p: [[*p, *p[:1]]]), COORDINATES),
    }
)  # fmt: skip
GEOJSON = st.one_of(
    SHAPES,
    st.builds(
        lambda shape, key: {"type": "Feature", "id": key, "properties": {}, "geometry": shape}, SHAPES, VALUES
    ),
    st.builds(
        lambda shapes: {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": n, "properties": None, "geometry": s} for n, s in enumerate(shapes)
            ],
        },
        st.lists(SHAPES, max_size=3),
    ),
    VALUES,
).map(lambda value: json.dumps(value, default=str))
AREA = '{"type": "Polygon", "coordinates": [[[30, 49], [31, 49], [31, 51], [30, 51], [30, 49]]]}'
LINE = '{"type": "LineString", "coordinates": [[30, 50], [30.5, 50.0], [31, 50]]}'


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = {head: dict(row) for head, row in SOUND.items()}
    for head in draw(st.lists(st.sampled_from(list(rows)), max_size=3)):
        rows[head] |= draw(st.dictionaries(st.sampled_from(KEYS[head].split()), VALUES, max_size=2))
    return lines_of((head.strip(), row) for head, row in rows.items())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("settings") / "made"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def known() -> Places:
    return Places(PlaceIndex.bundled(), tuple)


@settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
@given(sheets(), st.one_of(st.just(AREA), GEOJSON), st.one_of(st.just(LINE), GEOJSON))
def test_a_theatre_is_loaded_or_its_faults_are_told(folder: Path, sheet: str, area: str, line: str) -> None:
    for name, content in (("theatre.toml", sheet), ("area.geojson", area), ("line.geojson", line)):
        (folder / name).write_text(content, encoding="utf-8")
    told = check(folder)
    assert all("\n" not in fault and fault.strip() for fault in told)
    try:
        theatre = load(folder)
    except TheatreError as error:
        holding.is_one_line(error)
        assert told
        return
    assert not told
    for place in theatre.places:
        assert -180 <= place.point.lon <= 180
        assert -90 <= place.point.lat <= 90
    try:
        sectors = make_sectors(theatre)
    except TheatreError as error:
        holding.is_one_line(error)
        return
    assert all(sector.band.to_shapely().is_valid for sector in sectors)


def test_the_sound_sheet_is_sound(folder: Path) -> None:
    sheet = lines_of((head.strip(), row) for head, row in SOUND.items())
    for name, content in (("theatre.toml", sheet), ("area.geojson", AREA), ("line.geojson", LINE)):
        (folder / name).write_text(content, encoding="utf-8")
    assert check(folder) == ()


@settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
@given(
    st.lists(rows_of("name context place lat lon radius_km label country note other"), max_size=3),
    st.booleans(),
)
def test_overrides_are_read_or_their_faults_told(
    folder: Path, known: Places, rows: list[dict[str, Any]], table: bool
) -> None:
    path = folder / ("a.csv" if table else "a.toml")
    if table:
        header = "name,context,place,lat,lon,radius_km,label,country,note"
        content = [",".join(json.dumps(str(row.get(k, ""))) for k in header.split(",")) for row in rows]
        path.write_text("\n".join([header, *content]), encoding="utf-8")
    else:
        path.write_text(lines_of(("[[override]]", row) for row in rows), encoding="utf-8")
    try:
        read = read_overrides(path, known)
    except OverrideError as error:
        holding.is_one_line(error)
        return
    assert len(read) <= len(rows)


@settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        rows_of(
            "incident action type lat lon radius_km name place date_start date_end merge by why on other"
        ),
        max_size=3,
    ),
    st.booleans(),
)
def test_corrections_are_read_or_their_faults_told(
    folder: Path, rows: list[dict[str, Any]], lines: bool
) -> None:
    path = folder / ("a.jsonl" if lines else "a.toml")
    if lines:
        content = "\n".join(json.dumps(row, default=str) for row in rows)
    else:
        content = lines_of(("[[correction]]", row) for row in rows)
    path.write_text(content, encoding="utf-8")
    try:
        read = read_corrections(path, index=PlaceIndex.bundled(), places=tuple)
    except CorrectionError as error:
        holding.is_one_line(error)
        return
    assert len(read) == len(rows)
