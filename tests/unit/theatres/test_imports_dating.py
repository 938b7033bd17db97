"""The day of a map, from the many ways in which files are named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from geomap.theatres.imports.dating import day_of_value, days_in

DAY = date(2022, 10, 13)


@pytest.mark.parametrize(
    "name",
    """2022-10-13|20221013|2022_10_13|2022.10.13|front 2022-10-13 v2|13.10.2022|13-10-2022|10-13-2022|13102022
    13Oct2022|13 October 2022|13OCT2022|October 13, 2022|Oct_13_2022|Oct13-2022|ControlOct13_2022
    October 13th 2022|2022-10-13T08:00:00+03:00|map20221013T0800|line_3_2022-10-13""".replace(
        "\n", "|"
    ).split("|"),
)
def test_usual_forms_give_the_day(name):
    assert days_in(name.strip()) == (DAY,)


@pytest.mark.parametrize(
    "name", ["map", "v1.2.3", "123456789", "2022", "2022-13-45", "1822-10-13", "vidmar13-2022", "99.99.2022"]
)
def test_what_is_no_day_gives_none(name):
    assert days_in(name) == ()


def test_what_may_be_two_days_gives_both():
    assert set(days_in("03.04.2022")) == {date(2022, 4, 3), date(2022, 3, 4)}
    assert days_in("04.04.2022") == (date(2022, 4, 4),)
    assert days_in("2022-10-13_2022-10-14") == (DAY, date(2022, 10, 14))


@pytest.mark.parametrize(
    "value",
    [DAY, datetime(2022, 10, 13, 5, tzinfo=UTC), np.datetime64("2022-10-13T05:00:00.000"), "13 Oct 2022"],
)
def test_values_of_fields_give_the_day(value):
    assert day_of_value(value) == DAY


@pytest.mark.parametrize("value", [None, 20221013, 1.5, "03.04.2022", "soon", np.float64(3)])
def test_other_values_give_none(value):
    assert day_of_value(value) is None
