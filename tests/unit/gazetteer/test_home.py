"""The names by which a country's government is known."""

from __future__ import annotations

from geomap.gazetteer.home import names_of_country


def test_a_country_is_known_by_all_its_names() -> None:
    assert {"Democratic Republic of the Congo", "DR Congo", "Congo"} <= names_of_country("CD")
    assert "Turkey" in names_of_country("TR")


def test_no_country_has_no_names() -> None:
    assert names_of_country(None) == names_of_country("QQ") == frozenset()
