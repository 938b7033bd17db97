"""The bundled basemap."""

from __future__ import annotations

import json

import pytest
import shapely

from geomap.errors import UsageError
from geomap.gazetteer.ground import basemap
from geomap.gazetteer.index import PlaceIndex

KARABAKH = (44.0, 38.5, 49.0, 42.0)
GAZA = (33.5, 31.0, 35.5, 32.5)


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


def test_the_worlds_land_is_small_and_valid(index: PlaceIndex) -> None:
    land = basemap.land(index)
    assert len(json.dumps(land, separators=(",", ":"))) < 700_000
    names = {f["properties"]["name"] for f in land["features"]}
    assert {"Azerbaijan", "Armenia", "Kosovo", "Taiwan", "Western Sahara", "South Sudan"} <= names


def test_detailed_land_refines_the_coast_of_the_view(index: PlaceIndex) -> None:
    def palestine(land: dict) -> shapely.Geometry:
        (feature,) = [f for f in land["features"] if f["properties"]["id"] == "country:PS"]
        return shapely.geometry.shape(feature["geometry"])

    coarse, fine = palestine(basemap.land(index)), palestine(basemap.detailed_land(index, GAZA))
    whole = index.geometry("adm1:PS.GZ")
    assert whole is not None
    strip = whole.to_shapely()
    window = shapely.box(34.0, 31.2, 34.6, 31.6)
    assert (fine.intersection(window) ^ strip).area < (coarse.intersection(window) ^ strip).area
    assert (fine.intersection(window) ^ strip).area < 0.02 * strip.area


def test_units_are_clipped_to_the_bounds(index: PlaceIndex) -> None:
    units = basemap.units(index, KARABAKH)["features"]
    assert "Tartar District" in {f["properties"]["name"] for f in units}
    box = shapely.box(*KARABAKH).buffer(0.001)
    assert all(box.covers(shapely.geometry.shape(f["geometry"])) for f in units)


def test_disputed_borders_are_not_international_ones(index: PlaceIndex) -> None:
    lines = basemap.borders(index)["features"]
    assert {f["properties"]["kind"] for f in lines} == {"international", "disputed"}
    kinds = {
        frozenset(f["properties"]["of"]): f["properties"]["kind"]
        for f in lines
        if len(set(f["properties"]["of"])) == 2
    }
    assert kinds[frozenset({"Serbia", "Kosovo"})] == "disputed"
    assert kinds[frozenset({"France", "Germany"})] == "international"
    crimea = shapely.Point(33.7, 46.2).buffer(0.3)
    near = [f for f in lines if shapely.geometry.shape(f["geometry"]).intersects(crimea)]
    assert {f["properties"]["kind"] for f in near} == {"disputed"}


def test_first_level_borders_come_with_bounds(index: PlaceIndex) -> None:
    kinds = {f["properties"]["kind"] for f in basemap.borders(index, KARABAKH)["features"]}
    assert kinds == {"international", "disputed", "first_level"}


def test_towns_are_the_largest_and_no_quarters_of_one(index: PlaceIndex) -> None:
    towns = basemap.towns(index, KARABAKH, limit=10)
    assert len(towns) == 10
    assert {"Yerevan", "Tbilisi", "Ganja"} <= {t.name for t in towns}
    assert "Shengavit" not in {t.name for t in towns}


def test_capitals_are_those_of_all_countries(index: PlaceIndex) -> None:
    capitals = basemap.capitals(index)
    assert len(capitals) > 200
    assert {"Kyiv", "Suva", "Yerevan"} <= {p.name for p in capitals}
    assert [p.population for p in capitals] == sorted((p.population for p in capitals), reverse=True)


@pytest.mark.parametrize("bounds", [(10, 0, 5, 5), (0, 5, 5, 0), (-190, 0, 5, 5)])
def test_reversed_bounds_are_refused(index: PlaceIndex, bounds: tuple[float, float, float, float]) -> None:
    with pytest.raises(UsageError, match="west < east"):
        basemap.units(index, bounds)
