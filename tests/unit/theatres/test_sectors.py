"""Sectors of whole theatres: which line is cut, where, and what the bundled ones are like."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
import shapely
from shapely.geometry import Point

from geomap.errors import TheatreError, UsageError
from geomap.model import Geometry, LonLat, Sector
from geomap.theatres import load, make_sectors, union_of

from .conftest import SOURCES, Write


@pytest.fixture(scope="module")
def karabakh() -> tuple[Sector, ...]:
    return make_sectors(load(SOURCES / "karabakh-2020"))


def nearest(sectors: tuple[Sector, ...], lon: float, lat: float) -> str:
    return min(sectors, key=lambda sector: sector.stretch.to_shapely().distance(Point(lon, lat))).id


def test_sectors_follow_the_line_and_share_their_borders(karabakh):
    assert [sector.id for sector in karabakh] == ["north", "northeast", "east", "southeast", "south"]
    bands = [sector.band.to_shapely() for sector in karabakh]
    assert shapely.coverage_is_valid(bands)
    for one, other in itertools.pairwise(karabakh):
        end, start = one.stretch.to_shapely().coords[-1], other.stretch.to_shapely().coords[0]
        assert end == pytest.approx(start, abs=1e-6)


def test_shares_of_the_karabakh_line(karabakh):
    """Of 202.6 km: in degrees the shares are 34, 19, 25, 12 and 11 %; on the ground these."""
    whole = sum(sector.length_km for sector in karabakh)
    assert whole == pytest.approx(202.6, abs=0.1)
    shares = [round(100 * sector.length_km / whole) for sector in karabakh]
    assert shares == pytest.approx([31, 18, 26, 14, 11], abs=1)


@pytest.mark.parametrize(
    ("town", "lon", "lat", "sector"),
    [
        ("Murovdag pass of Omar", 46.20, 40.295, "north"),
        ("Talish", 46.741, 40.381, "northeast"),
        ("Madagiz (Sugovushan)", 46.750, 40.326, "northeast"),
        ("Tartar", 46.9316, 40.3420, "northeast"),
        ("Aghdam", 46.9274, 39.9910, "east"),
        ("Khojavend (Martuni)", 47.1117, 39.7950, "southeast"),
        ("Fuzuli", 47.1453, 39.6009, "southeast"),
        ("Horadiz", 47.3350, 39.4502, "south"),
        ("Jabrayil", 47.0284, 39.3992, "south"),
    ],
)
def test_towns_lie_in_the_sector_that_news_puts_them_in(karabakh, town, lon, lat, sector):
    assert nearest(karabakh, lon, lat) == sector, town


def test_touching_bands_dissolve_and_others_stay_apart(karabakh):
    north, northeast, _, _, south = karabakh
    union = union_of([south, north, northeast])
    assert union is not None
    parts = shapely.get_parts(union.to_shapely())
    assert len(parts) == 2
    assert union.to_shapely().area == pytest.approx(
        sum(sector.band.to_shapely().area for sector in (north, northeast, south)), rel=1e-9
    )
    assert union_of([]) is None


def test_the_width_is_respected(karabakh):
    wide = make_sectors(load(SOURCES / "karabakh-2020"), width_km=20)
    for narrow, broad in zip(karabakh, wide, strict=True):
        assert broad.width_km == 20
        assert broad.band.to_shapely().area > 1.7 * narrow.band.to_shapely().area


@pytest.mark.parametrize("width", [0, -1, 501, float("nan"), float("inf")])
def test_a_width_out_of_range_is_refused(width):
    with pytest.raises(UsageError, match="width_km"):
        make_sectors(load(SOURCES / "karabakh-2020"), width_km=width)


def test_the_same_theatre_gives_the_same_bytes(karabakh):
    assert make_sectors(load(SOURCES / "karabakh-2020")) == karabakh


def test_a_theatre_without_a_line_has_no_sectors():
    assert make_sectors(load(SOURCES / "sudan-2023")) == ()


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (None, "front"),
        (date(2031, 4, 1), "front"),
        (date(2031, 7, 1), "later-front"),
        (date(2030, 1, 1), "front"),
    ],
)
def test_the_line_of_the_day_is_cut(write: Write, on, line):
    sectors = make_sectors(load(write()), on=on)
    assert [sector.id for sector in sectors] == ["west", "centre", "east"]
    assert {sector.line for sector in sectors} == {line}
    assert sectors[0].aliases == ("northwest",)


def test_a_line_of_another_day_may_be_drawn_the_other_way_round(write: Write):
    theatre = load(write())
    front = theatre.lines[0]
    turned = replace(front, geometry=Geometry.from_shapely(front.geometry.to_shapely().reverse()))
    for one, other in zip(
        make_sectors(theatre), make_sectors(replace(theatre, lines=(turned,))), strict=True
    ):
        assert one.length_km == pytest.approx(other.length_km, rel=1e-6)
        assert one.band.to_shapely().symmetric_difference(other.band.to_shapely()).area < 1e-4


def test_cuts_that_leave_a_sector_without_length_are_refused(write: Write):
    theatre = load(write())
    first, second, last = theatre.cuts
    cuts = (first, replace(second, until=first.until), last)
    with pytest.raises(TheatreError, match="'centre' has no length"):
        make_sectors(replace(theatre, cuts=cuts))
    with pytest.raises(TheatreError, match="'west' has no cut point"):
        make_sectors(replace(theatre, cuts=(replace(first, until=None), second, last)))


def test_donbas_towns():
    sectors = make_sectors(load(SOURCES / "donbas-2014"))
    towns = {
        "south": LonLat(37.55, 47.10),  # Mariupol
        "west": LonLat(37.74, 48.14),  # Avdiivka
        "northwest": LonLat(38.29, 48.43),  # Svitlodarsk
        "north": LonLat(39.46, 48.65),  # Stanytsia Luhanska
    }
    assert {nearest(sectors, town.lon, town.lat): sector for sector, town in towns.items()} == {
        sector: sector for sector in towns
    }
