"""Words for sorts of units."""

from __future__ import annotations

import pytest

from geomap.gazetteer.names.terms import strip_terms, without_terms


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("tartar district", "tartar"),
        ("republic of dagestan", "dagestan"),
        ("autonomous republic of crimea", "crimea"),
        ("donetsk", None),
        ("northern state", None),
        ("district", None),
        ("red sea state", "red sea"),
    ],
)
def test_without_terms(folded: str, bare: str | None) -> None:
    assert without_terms(folded) == bare


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Donetsk Oblast", "Donetsk"),
        ("Republic of Karelia", "Karelia"),
        ("Deir ez-Zor Governorate", "Deir ez-Zor"),
        ("Tigray", "Tigray"),
        ("District", None),
    ],
)
def test_strip_terms_keeps_the_spelling(name: str, bare: str | None) -> None:
    assert strip_terms(name) == bare
