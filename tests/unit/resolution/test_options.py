"""The features of a candidate by itself, and the catalogue that keeps them."""

from __future__ import annotations

import gc
import math
import weakref

import numpy as np
import pytest

from geomap.model import Candidate, LonLat, Role
from geomap.resolution.candidates import Form, Option
from geomap.resolution.options import (
    OPEN,
    Catalogue,
    catalogue_of,
    make_options,
    unit_vector,
)
from geomap.resolution.static_features import STATIC, is_wide
from tests.small_gazetteer import SmallIndex, candidate, named, place, state, unit

TOWN = place("t", "Arda", 1, 1, admin1="01")
UNIT = unit("u", "Arda", 1, 1, admin1="01")
LAND = state("c", "Aland", 1, 1, "AA")
WATER = place("w", "Arda", 1, 1, feature_class="H", feature_code="STM")
HILL = place("h", "Arda", 1, 1, feature_class="T", feature_code="HLL")
SITE = place("s", "Arda", 1, 1, feature_class="S", feature_code="AIRP")
REGION = place("l", "Arda", 1, 1, feature_class="L", feature_code="RGN")
WORD, PRIOR = Form.WITH_WORD, {"prior": 3.0, "preferred name": 1.0}


def features(found, form=Form.BARE, *beside, **fields):
    """All features of a candidate that are not zero, by name."""
    options = [Option(candidate(each), form if each is found else Form.BARE) for each in (found, *beside)]
    row = make_options(named("Arda", **fields), options).static[0]
    return {name: value for name, value in zip(STATIC, row.tolist(), strict=True) if value}


def kind(name_kind):
    return Candidate(TOWN, "Arda", name_kind, 3.0)


CASES = {
    "prior": (features(TOWN), {"town"}),
    "prior above a city's": (features(candidate(TOWN, 7.5)), {"town"}),
    "preferred name": (features(kind("native")), {"town"}),
    "historic name": (features(kind("historic")), {"town"}),
    "name by its sound": (features(kind("transliteration")), {"town"}),
    "known only to lie there": (features(kind("within")), {"town"}),
    "unit found with its word": (features(UNIT, WORD), {"first-level unit"}),
    "site found with its word": (features(SITE, WORD), {"height or site"}),
    "town found with a word": (features(TOWN, WORD), {"town"}),
    "name written out": (features(TOWN, Form.WRITTEN_OUT), {"town"}),
    "unit's word left out": (features(UNIT, Form.UNIT_UNSAID), {"first-level unit"}),
    "fits the feature word": (features(TOWN, cue="village"), {"town"}),
    "town against a unit's word": (features(TOWN, cue="district"), {"town"}),
    "unit against a town's word": (features(UNIT, cue="village"), {"first-level unit"}),
    "other than the feature word says": (features(SITE, cue="district"), {"height or site"}),
    "town": (features(TOWN), set()),
    "town of unknown size": (features(place("t", "Arda", 1, 1, population=0)), {"town"}),
    "capital": (features(place("t", "Arda", 1, 1, feature_code="PPLC")), {"town"}),
    "seat of a unit": (features(place("t", "Arda", 1, 1, feature_code="PPLA")), {"town"}),
    "town of the unit's name": (features(TOWN, Form.BARE, UNIT), {"town"}),
    "first-level unit": (features(UNIT), set()),
    "second-level unit": (features(unit("u", "Arda", 1, 1, feature_code="ADM2")), set()),
    "country": (features(LAND), set()),
    "continent, ocean or sea": (
        features(place("o", "Arda", 1, 1, None, feature_class="H", feature_code="OCN")),
        set(),
    ),
    "water": (features(WATER), set()),
    "height or site": (features(HILL), set()),
    "a government's seat": (features(LAND, role=Role.METONYM), {"country"}),
    "town of a dateline": (features(TOWN, role=Role.DATELINE), {"town"}),
    "town for a distance": (features(TOWN, distance_km=12.0), {"town"}),
    "area with parts": (features(REGION, region_prefix="southern"), set()),
}


@pytest.mark.parametrize("name", STATIC)
def test_each_feature_holds_of_what_it_tells_of(name):
    found, beside = CASES[name]
    assert found[name] == {"prior": 3.0, "prior above a city's": 2.0}.get(name, 1.0)
    assert set(found) - {"prior", "preferred name"} == (beside | {name}) - {"prior", "preferred name"}


@pytest.mark.parametrize(
    ("found", "absent"),
    [
        (features(UNIT, role=Role.DATELINE), "town of a dateline"),
        (features(UNIT, distance_km=3.0), "town for a distance"),
        (features(TOWN, region_prefix="southern"), "area with parts"),
        (features(TOWN, role=Role.METONYM), "a government's seat"),
        (features(TOWN, Form.BARE, UNIT, cue="village"), "town of the unit's name"),
        (features(TOWN, Form.BARE, unit("u", "Arda", 1, 1, admin1="02")), "town of the unit's name"),
        (features(place("t", "Arda", 1, 1), Form.BARE, unit("u", "Arda", 1, 1)), "town of the unit's name"),
        (features(kind("alternate")), "preferred name"),
        (features(candidate(TOWN, 5.5)), "prior above a city's"),
    ],
)
def test_features_that_do_not_hold(found, absent):
    assert absent not in found


def test_points_countries_and_size_stand_beside():
    options = make_options(
        named("Arda"), [Option(candidate(TOWN, 5.5)), Option(candidate(LAND)), Option(candidate(UNIT))]
    )
    assert options.wide.tolist() == [False, True, False]
    np.testing.assert_allclose(np.linalg.norm(options.vectors, axis=1), 1.0)
    town, land, province = options.numbers.tolist()
    assert town[1] == land[1] == land[4] == province[1] >= 0
    assert town[2] == province[2] == province[5] >= 0
    assert (town[3], town[4], town[5], land[2], land[5]) == (-1,) * 5
    assert len({town[0], land[0], province[0]}) == 3


def test_second_level_units_are_known_by_name_however_it_is_written():
    county = unit("d", "Bela Raion", 1, 1, admin1="01", feature_code="ADM2")
    inside = place("t", "Arda", 1, 1, admin1="01", admin2_name="BELA raion")
    beyond = place("b", "Arda", 1, 1, admin1="02", admin2_name="Bela Raion")
    numbers = make_options(named("Arda"), [Option(candidate(p)) for p in (county, inside, beyond)]).numbers
    assert numbers[0, 3] == numbers[1, 3] >= 0
    assert numbers[2, 3] not in (-1, numbers[0, 3])


@pytest.mark.parametrize(
    ("toponym", "count", "values"),
    [
        (named("Arda"), 0, {}),
        (named("Arda"), 1, {"one candidate": 1.0}),
        (named("Arda Bela"), 0, {"of several words": 1.0}),
        (named("Arda", cue="village"), 0, {"asks for a sort of place": 1.0}),
        (named("Arda", cue="airport"), 0, {}),
        (named("Arda", role=Role.ORGANISATION), 0, {"inside a name": 1.0}),
    ],
)
def test_features_of_leaving_it_open(toponym, count, values):
    options = make_options(toponym, [Option(candidate(TOWN))] * count)
    expected = {"nothing known of it": 1.0, "many candidates": math.log1p(count)} | values
    assert dict(zip(OPEN, options.open.tolist(), strict=True)) == {n: expected.get(n, 0.0) for n in OPEN}


def test_no_candidates_make_empty_tables():
    options = make_options(named("Arda"), [])
    assert (options.static.shape, options.vectors.shape, options.numbers.shape) == (
        (0, len(STATIC)),
        (0, 3),
        (0, 6),
    )


@pytest.mark.parametrize(
    ("point", "vector"),
    [((0, 0), (1, 0, 0)), ((90, 0), (0, 1, 0)), ((-180, 0), (-1, 0, 0)), ((12, 90), (0, 0, 1))],
)
def test_points_as_vectors(point, vector):
    assert unit_vector(LonLat(*point)) == pytest.approx(vector, abs=1e-12)


@pytest.mark.parametrize(
    ("code", "wide"), [("PCLI", 1), ("CONT", 1), ("OCN", 1), ("SEA", 1), ("LK", 0), ("PPL", 0)]
)
def test_some_are_so_wide_that_their_points_say_nothing(code, wide):
    assert is_wide(place("x", "Arda", 1, 1, feature_code=code)) is bool(wide)


def test_the_options_of_a_name_are_worked_out_once():
    index, catalogue = SmallIndex({"Arda": (TOWN,)}), Catalogue()
    first = catalogue.of(named("Arda"), index)
    assert catalogue.of(named("Arda", relation="near"), index) is first
    assert index.asked == ["Arda"]
    others = [
        catalogue.of(named("Arda", **fields), index)
        for fields in (
            {"cue": "village"},
            {"role": Role.DATELINE},
            {"region_prefix": "southern"},
            {"distance_km": 3.0},
            {"lemma": "Bela"},
        )
    ]
    assert len({id(options) for options in (first, *others)}) == 6


def test_what_is_kept_does_not_hang_on_which_text_was_read_first():
    """'Greater Arda' is known as 'Arda', and is of several words where 'Arda' is of one."""
    index, catalogue = SmallIndex({"Arda": (TOWN,)}), Catalogue()
    longer, shorter = named("Greater Arda", lemma="Arda"), named("Arda")
    column = OPEN.index("of several words")
    assert [catalogue.of(t, index).open[column] for t in (longer, shorter)] == [1.0, 0.0]
    assert [Catalogue().of(t, index).open[column] for t in (longer, shorter)] == [1.0, 0.0]


def test_a_full_catalogue_begins_again(monkeypatch):
    monkeypatch.setattr("geomap.resolution.options._MOST_KEPT", 2)
    index, catalogue = SmallIndex({}), Catalogue()
    for name in ("Arda", "Bela", "Arda", "Cora", "Arda"):
        catalogue.of(named(name), index)
    assert index.asked == ["Arda", "Bela", "Cora", "Arda"]


def test_each_gazetteer_has_a_catalogue_that_goes_with_it():
    one, other = SmallIndex({"Arda": (TOWN,)}), SmallIndex({"Arda": (TOWN,)})
    assert catalogue_of(one) is catalogue_of(one) is not catalogue_of(other)
    catalogue_of(one).of(named("Arda"), one)
    gone = weakref.ref(catalogue_of(one))
    del one
    gc.collect()
    assert gone() is None
