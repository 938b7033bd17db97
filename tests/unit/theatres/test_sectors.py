"""Sectors of whole theatres: which line is cut, where, and what the bundled ones are like."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from datetime import date

import pytest
import shapely
from shapely.geometry import Point

from geomap.errors import TheatreError, UsageError
from geomap.model import Geometry, LineOfContact, LonLat, Place, Sector, SectorArea, Theatre
from geomap.theatres import SectorIndex, load, make_sectors, sector_of, union_of
from geomap.theatres.extent import COMPASS, headings

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


def test_a_theatre_without_a_line_has_no_sectors(write: Write):
    theatre = replace(load(write()), lines=(), cut_line=None)
    assert make_sectors(theatre) == ()


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


def ids(sectors: tuple[Sector, ...]) -> list[str]:
    return [sector.id for sector in sectors]


def theatre_along(*paths: list[tuple[float, float]], **fields: object) -> Theatre:
    line = shapely.multilinestrings([shapely.linestrings(path) for path in paths])
    return Theatre(
        id="t",
        titles=(("en", "T"),),
        valid_from=None,
        valid_to=None,
        area=Geometry.from_shapely(shapely.box(0, 0, 60, 60)),
        lines=(LineOfContact("front", "Front", Geometry.from_shapely(line)),),
        **fields,  # type: ignore[arg-type]
    )


def ring(lon: float, lat: float, radius: float, corners: int = 72) -> list[tuple[float, float]]:
    turns = [2 * math.pi * n / corners for n in range(corners)]
    path = [
        (lon + radius * math.sin(turn) / math.cos(math.radians(lat)), lat + radius * math.cos(turn))
        for turn in turns
    ]
    return [*path, path[0]]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([(10, 40), (10, 41)], ["south", "centre", "north"]),
        ([(10, 41), (10.02, 40.5), (10, 40)], ["north", "centre", "south"]),
        ([(10, 40), (12, 40)], ["west", "centre", "east"]),
        ([(10, 40), (11.3, 41)], ["southwest", "centre", "northeast"]),
    ],
)
def test_a_straight_line_has_its_ends_and_a_centre(path, expected):
    sectors = make_sectors(theatre_along(path), scheme="extent-8")
    assert ids(sectors) == expected
    whole = sum(sector.length_km for sector in sectors)
    assert [sector.length_km / whole for sector in sectors] == pytest.approx([1 / 3] * 3, abs=0.01)


def test_a_diagonal_line_of_four_directions_has_two_of_them():
    assert ids(make_sectors(theatre_along([(10, 40), (11, 41)]), scheme="extent-4")) == [
        "south",
        "centre",
        "north",
    ]


def test_a_ring_has_all_directions_and_none_is_torn_at_its_seam():
    for count, names in ((8, COMPASS), (4, COMPASS[::2])):
        sectors = make_sectors(theatre_along(ring(20, 45, 0.5)), scheme=f"extent-{count}")
        assert ids(sectors) == list(names)
        whole = sum(sector.length_km for sector in sectors)
        for sector in sectors:
            assert sector.length_km / whole == pytest.approx(1 / count, abs=0.01)
            assert sector.stretch is not None
            assert sector.stretch.to_shapely().geom_type == "LineString"
            west, south, east, north = sector.band.to_shapely().bounds
            assert (north + south > 90) is (sector.id.startswith("north")) or sector.id in ("east", "west")
            assert (east + west > 40) is (sector.id.endswith("east")) or sector.id in ("north", "south")


def test_karabakh_and_donbas_by_their_own_extent():
    karabakh, donbas = (load(SOURCES / name) for name in ("karabakh-2020", "donbas-2014"))
    by_eight = make_sectors(karabakh, scheme="extent-8")
    assert ids(by_eight) == ["northwest", "north", "northeast", "east", "southeast"]
    assert by_eight[-1].aliases == ("south",)
    assert ids(make_sectors(karabakh, scheme="extent-4")) == ["west", "north", "east", "south"]
    assert ids(make_sectors(donbas, scheme="extent-8")) == [
        "southwest",
        "west",
        "northwest",
        "north",
        "northeast",
    ]
    assert ids(make_sectors(donbas, scheme="extent-4")) == ["south", "west", "north", "east"]


def test_no_sector_by_extent_is_under_a_twentieth_of_the_line():
    chance = random.Random(5)
    for _ in range(20):
        path = [(0.0, 0.0)]
        for _ in range(40):
            path.append((path[-1][0] + chance.uniform(-3e3, 9e3), path[-1][1] + chance.uniform(-9e3, 8e3)))
        line = shapely.linestrings(path)
        for count in (4, 8):
            found = headings(line, count)
            assert sum(h.shape.length for h in found) == pytest.approx(line.length)
            assert len(found) == 1 or min(h.shape.length for h in found) >= 0.05 * line.length - 1
            assert set(COMPASS[1::2]).isdisjoint(h.direction for h in found) or count == 8


def test_an_island_has_one_direction():
    theatre = theatre_along([(10, 40), (10, 42)], ring(11.5, 40.3, 0.02))
    (island,) = [s for s in make_sectors(theatre, scheme="extent-8") if "east" in s.id]
    assert island.id == "southeast" or island.length_km > 20


def test_equal_lengths():
    theatre = load(SOURCES / "karabakh-2020")
    sectors = make_sectors(theatre, scheme="equal-6")
    assert ids(sectors) == [f"part-{n}" for n in range(1, 7)]
    assert [sector.length_km for sector in sectors] == pytest.approx([202.6 / 6] * 6, rel=0.01)


def town(key: str, lon: float, lat: float) -> Place:
    return Place(key, key.title(), LonLat(lon, lat), "P", "PPL", None, None, None)


def test_stretches_between_towns_and_beyond_them():
    towns = (town("beta", 12, 40.2), town("alpha", 11, 39.9), town("gamma", 12.97, 40.1))
    theatre = theatre_along(
        [(10, 40), (13, 40)],
        places=towns,
        sector_scheme="stretches",
        sector_towns=tuple(place.id for place in towns),
    )
    sectors = make_sectors(theatre)
    # The end behind Gamma is under 5 % of the line and stays with Beta-Gamma.
    assert [(s.id, s.name) for s in sectors] == [
        ("west-of-alpha", "West of Alpha"),
        ("alpha-beta", "Alpha-Beta"),
        ("beta-gamma", "Beta-Gamma"),
    ]
    with pytest.raises(TheatreError, match="same position"):
        make_sectors(replace(theatre, places=(towns[1], town("beta", 11, 40.2), towns[2])))
    with pytest.raises(TheatreError, match="two towns"):
        make_sectors(replace(theatre, sector_towns=("beta",)))


def test_polygons_of_the_user_are_sectors_with_or_without_a_line():
    west, east = shapely.box(10, 39, 11, 41), shapely.box(10.999, 39, 12, 41)
    theatre = theatre_along(
        [(10.5, 40), (13, 40)],
        sector_scheme="areas",
        sector_areas=(
            SectorArea("w", "West", Geometry.from_shapely(west)),
            SectorArea("e", "East", Geometry.from_shapely(east), ("orient",)),
        ),
    )
    one, other = make_sectors(theatre)
    assert one.length_km == pytest.approx(42.7, abs=0.2)
    assert other.aliases == ("orient",)
    assert one.band.to_shapely().intersection(other.band.to_shapely()).area == 0
    alone = make_sectors(replace(theatre, lines=()))
    assert [(s.line, s.stretch, s.length_km) for s in alone] == [(None, None, 0.0)] * 2
    wide = replace(theatre.sector_areas[1], geometry=Geometry.from_shapely(shapely.box(10.5, 39, 12, 41)))
    with pytest.raises(TheatreError, match="'w' and 'e' overlap"):
        make_sectors(replace(theatre, sector_areas=(theatre.sector_areas[0], wide)))


def test_flanks_know_whose_side_they_are(write: Write):
    sectors = make_sectors(load(write()))
    assert sectors
    for sector in sectors:
        assert [flank.hand for flank in sector.flanks] == ["left", "right"]
        assert sector.sides == ("Northia", "Southia")
        left, right = (flank.band.to_shapely() for flank in sector.flanks)
        assert left.bounds[1] >= 50 - 1e-5
        assert right.bounds[3] <= 50 + 1e-5
        assert left.union(right).symmetric_difference(sector.band.to_shapely()).area < 1e-9
        flank = sector.flank_of("Southia")
        assert flank is sector.flanks[1]
        assert sector.flank_of("Westia") is None


def test_ten_random_points_a_sector_agree_with_shapely(karabakh):
    chance = random.Random(11)
    points = []
    for sector in karabakh:
        west, south, east, north = sector.band.to_shapely().bounds
        points += [LonLat(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(10)]
    for point, found in zip(points, sector_of(karabakh, points), strict=True):
        holding = [s.id for s in karabakh if s.band.to_shapely().covers(Point(point.lon, point.lat))]
        assert (found.id if found else None) == (holding[0] if holding else None)
    assert SectorIndex(karabakh).numbers([float("nan"), 47.0], [40.0, 0.0]).tolist() == [-1, -1]
    assert SectorIndex([]).of(points[0]) is None


@pytest.mark.parametrize("options", [{"scheme": "extent-5"}, {"line": "no-such"}])
def test_an_unknown_scheme_or_line_is_refused(write: Write, options):
    with pytest.raises(UsageError, match="no "):
        make_sectors(load(write()), **options)
