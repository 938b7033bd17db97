"""Countries by what tables call them."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.gazetteer.answers.countries import ALSO_FILED, country_named, find_country
from geomap.gazetteer.index import PlaceIndex


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UA", "UA"),
        ("ukr", "UA"),
        ("Ukraine", "UA"),
        ("DR Congo (Zaire)", "CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Myanmar (Burma)", "MM"),
        ("Yemen (North Yemen)", "YE"),
        ("U.S.", "US"),
        ("Korea, North", "KP"),
        ("Republic of the Sudan", "SD"),
        ("Islamic Republic of Iran", "IR"),
        ("Kingdom of Jordan", "JO"),
    ],
)
def test_countries_have_many_names(index, name, code):
    assert find_country(index, name).iso2 == code


def test_an_unknown_country_gets_suggestions(index):
    with pytest.raises(UsageError, match="'Ukrane': no such country; perhaps Ukraine"):
        find_country(index, "Ukrane")
    with pytest.raises(UsageError, match="an ISO code or an English name is needed"):
        find_country(index, "qqqqqq")
    assert country_named(index, "Ukrane") is None


def test_ground_that_is_also_filed_elsewhere_names_real_countries(index):
    codes = {country.iso2 for country in index.countries()}
    assert {*ALSO_FILED, *(code for others in ALSO_FILED.values() for code in others)} <= codes
    assert all(code not in others for code, others in ALSO_FILED.items())
