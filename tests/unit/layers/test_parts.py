"""Which part of a district is meant, where a front runs through it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely

from geomap.layers import build_layers
from geomap.model import Actor, IncidentType
from tests import drawn
from tests.drawn import geometry

# The district lies on both sides of 46.95 E: Velm is said to hold what is west of it.
WEST = shapely.box(46.0, 39.0, 46.95, 41.0)


def theatre(held=WEST, until=date(2031, 4, 1)):
    home = drawn.theatre()
    party = {area.party for area in home.areas if area.party}
    assert {"Velm", "Ostra"} <= party
    areas = tuple(
        replace(area, geometry=geometry(held), valid_to=until)
        if area.party == "Velm"
        else replace(area, geometry=geometry(shapely.box(46.95, 39, 49, 41)), valid_to=until)
        if area.party == "Ostra"
        else area
        for area in home.areas
    )
    return replace(home, areas=areas)


def part_of(*told, home=None):
    found = build_layers(drawn.extraction(incidents=told, theatres=(home or theatre(),)), None)
    (hit,) = found.hits
    return found, hit.part


def shelling(**changes):
    return replace(drawn.incidents()[1], **changes)


def test_shelling_by_one_side_means_the_part_that_it_does_not_hold():
    found, part = part_of(shelling())
    assert part is not None
    assert part.side == "Velm"
    assert part.valid_to == date(2031, 4, 1)
    shape = part.geometry.to_shapely()
    assert shape.bounds[0] >= 46.95 - 1e-9
    assert shape.area == pytest.approx(shapely.difference(drawn.TAMSIN, WEST).area)
    # The place stays the whole district; the sign stands in the part.
    assert found.hits[0].geometry.to_shapely().equals(drawn.TAMSIN)
    assert found.signs[0].anchors[0].lon > 46.95


@pytest.mark.parametrize(
    "told",
    [
        (shelling(initiators=()),),
        (shelling(initiators=(Actor("Velm", "Velm"), Actor("Ostra", "Ostra"))),),
        (shelling(initiators=(Actor("gunmen", "gunmen"),)),),
        (shelling(type=IncidentType.ARMED_CLASH),),
        (shelling(theatre=None),),
        (shelling(), shelling(id="other", initiators=(Actor("Ostra", "Ostra"),))),
        (shelling(date_start=None, date_end=None, date_prec=None),),
    ],
    ids=["nobody", "both sides", "not a party", "fighting", "no theatre", "each at the other", "no date"],
)
def test_where_it_is_not_plain_no_part_is_drawn(told):
    assert part_of(*told)[1] is None


def test_a_sliver_beside_the_line_is_no_part():
    nearly_all = shapely.box(46.0, 39.0, 47.24, 41.0)
    assert part_of(shelling(), home=theatre(nearly_all))[1] is None
    assert part_of(shelling(), home=theatre(shapely.box(40, 39, 41, 40)))[1] is None
