"""The geopy face of the gazetteer."""

from __future__ import annotations

import asyncio
import pickle

import geopy.geocoders
import pandas as pd
import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.point import Point

from geomap.gazetteer.geocoder import Gazetteer
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place


@pytest.fixture(scope="module")
def geocoder() -> Gazetteer:
    return Gazetteer()


def test_latitude_comes_first(geocoder: Gazetteer) -> None:
    found = geocoder.geocode("Tartar")
    assert (found.latitude, found.longitude) == (
        pytest.approx(40.34, abs=0.01),
        pytest.approx(46.93, abs=0.01),
    )
    assert found.address == "Tartar, Tartar District, AZ"
    assert found.raw["where_prec"] == 1
    assert [r["place_id"] for r in found.raw["rejected"]] == ["adm1:AZ.57"]


def test_nothing_found_is_none_in_both_forms(geocoder: Gazetteer) -> None:
    assert geocoder.geocode("no such place anywhere") is None
    assert geocoder.geocode("no such place anywhere", exactly_one=False) is None


def test_lists_and_limits(geocoder: Gazetteer) -> None:
    assert len(geocoder.geocode("Tripoli", exactly_one=False)) > 2
    assert len(geocoder.geocode("Tripoli", exactly_one=False, limit=2)) == 2
    assert geocoder.geocode("Tripoli", country="Lebanon").raw["country"] == "LB"
    assert geocoder.geocode("Tripoli, Lebanon").raw["country"] == "LB"


@pytest.mark.parametrize("query", ["", "  ", None, 7])
def test_empty_queries_are_geopys_errors(geocoder: Gazetteer, query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


def test_unknown_countries_and_limits_are_geopys_errors(geocoder: Gazetteer) -> None:
    with pytest.raises(GeocoderQueryError, match="no such country"):
        geocoder.geocode("Minsk", country="Freedonia")
    with pytest.raises(GeocoderQueryError, match="limit 0"):
        geocoder.geocode("Minsk", exactly_one=False, limit=0)


@pytest.mark.parametrize("query", [(40.34, 46.93), "40.34, 46.93", Point(40.34, 46.93)])
def test_reverse_takes_all_that_geopy_takes(geocoder: Gazetteer, query: object) -> None:
    found = geocoder.reverse(query)
    assert found.raw["admin1"] == "Tartar District"
    assert found.raw["country"] == "AZ"
    assert geocoder.reverse(query, exactly_one=False)[0] == found


@pytest.mark.parametrize("query", ["nonsense", (1, 2, 3, 4), "91.5.2", None])
def test_what_is_no_point_is_an_error(geocoder: Gazetteer, query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)


def test_reverse_gives_the_units_around_as_well(geocoder: Gazetteer) -> None:
    nearest, *units = geocoder.reverse((40.34, 46.93), exactly_one=False)
    assert nearest.raw["name"] == "Tartar"
    assert [unit.raw["place_id"] for unit in units][-2:] == ["adm1:AZ.57", "country:AZ"]
    assert [unit.raw["where_prec"] for unit in units][-2:] == [4, 6]


def test_only_the_unit_is_given_where_only_the_unit_is_known(geocoder: Gazetteer) -> None:
    found = geocoder.geocode("Xyzzyq", country="UA", admin1="Donetsk oblast")
    assert (found.raw["place_id"], found.raw["method"], found.raw["where_prec"]) == (
        "adm1:UA.05",
        "admin1",
        4,
    )
    assert geocoder.geocode("Xyzzyq", country="UA", admin1="Donetsk oblast", exactly_one=False) == [found]
    assert geocoder.geocode("Xyzzyq", country="UA") is None


def test_what_nothing_tells_apart_is_no_point() -> None:
    villages = [
        Place(f"test:{n}", "Zelenoqamsk", LonLat(30 + n, 49), "P", "PPL", "UA", f"{n}", f"Unit {n}")
        for n in range(1, 5)
    ]
    geocoder = Gazetteer(PlaceIndex.bundled().with_places(villages))
    found = geocoder.geocode("Zelenoqamsk", country="UA")
    assert (found.raw["place_id"], found.raw["method"], found.raw["where_prec"]) == (
        "country:UA",
        "ambiguous",
        6,
    )
    assert {c["place_id"] for c in found.raw["candidates"]} == {v.id for v in villages}
    assert len(geocoder.geocode("Zelenoqamsk", country="UA", exactly_one=False)) == 4


def test_a_structured_query_names_its_parts(geocoder: Gazetteer) -> None:
    goma = geocoder.geocode({"city": "Goma", "state": "North Kivu", "country": "DR Congo"})
    assert goma.raw["place_id"] == "geonames:216281"
    assert geocoder.geocode({"state": "Donetsk Oblast", "country": "Ukraine"}).raw["where_prec"] == 4
    assert geocoder.geocode({"country": "Ukraine", "postalcode": "1"}).raw["place_id"] == "country:UA"
    assert geocoder.geocode({"country": "AZ"}).raw["place_id"] == "country:AZ"
    for query, words in (
        ({}, "a place name"),
        ({"country": "Freedonia"}, "no such country"),
        ({"street": "x"}, "none of its keys"),
        ({"town1": "x"}, "no key 'town1'"),
    ):
        with pytest.raises(GeocoderQueryError, match=words):
            geocoder.geocode(query)


def test_a_language_chooses_the_first_part_of_the_address(geocoder: Gazetteer) -> None:
    assert geocoder.geocode("Kharkiv", language="uk").address.startswith("Харків, ")
    assert geocoder.geocode("Kharkiv", language="ru").address.startswith("Харьков, ")
    assert geocoder.geocode("Yerevan", language="hy").address.startswith("Երեւան, ")
    assert geocoder.geocode("Kharkiv").address.startswith("Kharkiv, ")
    with pytest.raises(GeocoderQueryError, match="language 'tlh'"):
        geocoder.geocode("Kharkiv", language="tlh")


def test_it_works_with_a_rate_limiter_and_pickles(geocoder: Gazetteer) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = limited("Goma")
    assert found.raw["country"] == "CD"
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(geocoder)).geocode("Goma") == found


def test_it_works_over_a_series_and_in_a_with_statement() -> None:
    with Gazetteer() as geocoder:
        found = pd.Series(["Goma", "Xyzzyq", "Kharkiv"]).apply(geocoder.geocode)
    assert [location.raw["country"] if location else None for location in found] == ["CD", None, "UA"]


class _Asynchronous(BaseAsyncAdapter):
    async def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> object:
        raise AssertionError(url)

    async def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        raise AssertionError(url)


def test_an_asynchronous_adapter_makes_it_awaitable() -> None:
    async def ask() -> tuple[object, object]:
        async with Gazetteer(adapter_factory=_Asynchronous) as geocoder:
            limited = AsyncRateLimiter(geocoder.geocode, min_delay_seconds=0)
            return await limited("Goma"), await geocoder.reverse((40.34, 46.93))

    goma, tartar = asyncio.run(ask())
    assert goma.raw["country"] == "CD"
    assert tartar.raw["country"] == "AZ"


def test_geopys_options_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geopy.geocoders.options, "default_timeout", 7)
    assert Gazetteer().timeout == 7


def test_no_host_is_ever_asked(geocoder: Gazetteer) -> None:
    with pytest.raises(GeocoderUnavailable):
        geocoder._call_geocoder("https://example.org", lambda answer: answer)
