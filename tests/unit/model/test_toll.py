"""Counts added up."""

from __future__ import annotations

import pytest

from geomap.model import Harm
from geomap.model.toll import toll
from tests.builders import killed


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ([], (None, None, None)),
        ([killed(3, 3, 3)], (3, 3, 3)),
        ([killed(3, 3, 3, victims="civilian"), killed(5, 5, 5, victims="military")], (8, 8, 8)),
        ([killed(24, None, None, party="A"), killed(3, 3, 3, party="B")], (27, None, None)),
        ([killed(3, 3, 3, party="A"), killed(5, 5, 5, party="A")], (3, 3, 5)),
        ([killed(8, 8, 8), killed(3, 3, 3, victims="civilian")], (8, 8, 8)),
        ([killed(3, 3, None)], (3, 3, None)),
        ([killed(9, 9, 9, harm=Harm.WOUNDED)], (None, None, None)),
        ([killed(500, 500, 500, cumulative=True)], (None, None, None)),
    ],
)
def test_tolls(counts, wanted):
    assert toll(counts, Harm.KILLED, running_totals=False) == wanted


def test_running_totals_count_where_asked_for():
    assert toll([killed(500, None, None, cumulative=True)], Harm.KILLED, running_totals=True).low == 500
