"""Slopes of the measuring of growth."""

from __future__ import annotations

import pytest

from benchmarks.stress.growth import slope


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [([1.0, 2.0, 4.0], 1.0), ([1.0, 4.0, 16.0], 2.0), ([1.0, 9.0, 1.0], 0.0), ([0.01, 0.02, 0.04], None)],
)
def test_slope(seconds, expected):
    assert slope(seconds) == expected


def test_what_took_no_time_at_first_has_no_slope():
    assert slope([0.0, 1.0, 2.0]) is None
