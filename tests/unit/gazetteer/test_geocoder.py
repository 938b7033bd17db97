"""The geopy face of the gazetteer."""

from __future__ import annotations

import pickle

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.point import Point

from geomap.gazetteer.geocoder import Gazetteer


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
    assert geocoder.reverse(query, exactly_one=False) == [found]


@pytest.mark.parametrize("query", ["nonsense", (1, 2, 3, 4), "91.5.2"])
def test_what_is_no_point_is_an_error(geocoder: Gazetteer, query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)


def test_it_works_with_a_rate_limiter_and_pickles(geocoder: Gazetteer) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = limited("Goma")
    assert found.raw["country"] == "CD"
    assert pickle.loads(pickle.dumps(found)) == found


def test_no_host_is_ever_asked(geocoder: Gazetteer) -> None:
    with pytest.raises(GeocoderUnavailable):
        geocoder._call_geocoder("https://example.org", lambda answer: answer)
