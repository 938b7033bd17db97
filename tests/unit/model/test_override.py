"""Overrides check themselves and tell where they stand."""

from __future__ import annotations

import pytest

from geomap.errors import RecordError
from geomap.model import OVERRIDE, Override
from tests.builders import PLACE


def test_an_override_needs_a_name_and_no_empty_context() -> None:
    with pytest.raises(RecordError, match=r"o\.csv line 2: an override needs a name"):
        Override(" ", PLACE, where="o.csv line 2")
    with pytest.raises(RecordError, match="Override: a context is empty"):
        Override("Alta", PLACE, ("war", " "))


def test_the_reason_tells_where_it_stands_and_why() -> None:
    assert Override("Alta", PLACE, note="seen\nby N.N.", where="o.csv line 2").reason == (
        "override: o.csv line 2: seen by N.N."
    )
    assert Override("Alta", PLACE).reason == "override"


def test_it_has_one_candidate_or_none() -> None:
    (only,) = Override("Alta", PLACE, note="why").candidates
    assert (only.place, only.name, only.name_kind, only.reasons) == (
        PLACE,
        "Alta",
        OVERRIDE,
        ("override: why",),
    )
    assert Override("Alta", None).candidates == ()


def test_where_it_was_read_is_no_part_of_what_it_says() -> None:
    assert Override("Alta", PLACE, where="one") == Override("Alta", PLACE, where="other")
