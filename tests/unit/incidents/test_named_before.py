"""The places named before, and the last of a kind."""

from __future__ import annotations

import pytest

from geomap.incidents.places import named_before
from geomap.incidents.places.named_before import Known, NamedBefore
from geomap.model import LonLat, Place, Resolution, Toponym

FAR = 10_000


def town(start, name="Arda", cue=None):
    place = Place(name, name, LonLat(10.0, 50.0), "P", "PPL", "AA")
    return Toponym(start, start + 4, name, cue=cue, resolution=Resolution(place, "unique name", 1, 5.0, 1.0))


@pytest.mark.parametrize(
    ("before", "here", "offset", "meant"),
    [
        ([], [], FAR, None),
        ([town(0), town(50)], [], FAR, 50),
        ([town(0, cue="city"), town(50)], [], FAR, 0),
        ([town(0, cue="city"), town(50)], [], 60, 50),
        ([town(0)], [town(FAR - 300, cue="city"), town(FAR - 200)], FAR, FAR - 300),
        ([town(0)], [town(FAR - 100)], FAR, FAR - 100),
        ([town(0)], [town(FAR + 10)], FAR, 0),
        ([Toponym(0, 4, "Nowa")], [], FAR, None),
    ],
)
def test_the_last_of_a_kind(before, here, offset, meant):
    known = NamedBefore()
    known.add(before)
    found = Known(known, here).of_kind("city", offset)
    assert (found and found.start) == meant


def test_what_is_added_later_is_found_too():
    known = NamedBefore()
    for start in (0, 500, 1000):
        known.add([town(start)])
        assert Known(known).of_kind("city", FAR).start == start


def test_ground_just_named():
    known = NamedBefore()
    known.add([town(0)])
    assert Known(known).just_named(100) == town(0)
    assert Known(known).just_named(500) is None


def test_a_place_is_looked_at_once_for_each_noun(monkeypatch):
    looked = []
    fits = named_before._fits
    monkeypatch.setattr(named_before, "_fits", lambda noun, t: looked.append(t) or fits(noun, t))
    known = NamedBefore()
    for number in range(100):
        known.add([town(number * 1_000)])
        Known(known).of_kind("city", number * 1_000 + 999)
    assert len(looked) == 100
