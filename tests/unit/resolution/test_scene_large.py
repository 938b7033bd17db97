"""Documents of many names: the same answers, however the work is cut up."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from geomap.model import Document, Toponym
from geomap.resolution import resolve
from geomap.resolution.inference import infer
from geomap.resolution.options import known_numbers
from geomap.resolution.ranking import bundled
from geomap.resolution.scene import Scene
from geomap.resolution.senses import find_senses
from geomap.resolution.unit_codes import renumbered
from tests.small_gazetteer import SmallIndex, place, state

LIMITS = "geomap.resolution.scene"


def many(names: int, namesakes: int) -> tuple[str, list[Toponym], SmallIndex]:
    """A text of so many names, each of so many places all over the world."""
    drawn = np.random.default_rng(7)
    words = [f"Town{n:05}" for n in range(names)]
    places = {
        word: [
            place(
                f"{word}-{k}",
                word,
                drawn.uniform(-180, 180),
                drawn.uniform(-80, 80),
                f"C{drawn.integers(9)}",
                admin1=f"{drawn.integers(5)}",
                admin2_name=f"D{drawn.integers(5)}",
            )
            for k in range(namesakes)
        ]
        for word in words
    }
    places[words[0]].append(state("land", words[0], 0.0, 0.0, "C1"))
    text = ", ".join(words)
    toponyms = [Toponym(n * 11, n * 11 + 9, word) for n, word in enumerate(words)]
    return text, toponyms, SmallIndex(places)


@pytest.fixture(scope="module")
def some():
    text, toponyms, index = many(40, 6)
    return find_senses(text, toponyms, index)


@pytest.mark.parametrize("limit", [("_BLOCK", 7), ("_BLOCK", 1), ("_MOST_COUNTED", 0)])
def test_answers_do_not_hang_on_how_the_work_is_cut_up(some, limit, monkeypatch):
    whole = infer(Scene(some), bundled(), rounds=4)
    belief = np.linspace(0.0, 1.0, len(whole.candidates))
    values = Scene(some).changing(belief)
    name, size = limit
    monkeypatch.setattr(f"{LIMITS}.{name}", size)
    parts = infer(Scene(some), bundled(), rounds=4)
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-9)
    np.testing.assert_allclose(Scene(some).changing(belief), values, rtol=0, atol=1e-9)


def test_all_features_are_finite_and_shares_within_bounds(some):
    scene = Scene(some, lambda lons, lats: (lons > 0) & (lats > 0))
    nothing, all_of_it = np.zeros(len(scene.group)), np.ones(len(scene.group))
    for belief in (nothing, all_of_it, infer(scene, bundled()).candidates):
        values = scene.changing(belief)
        assert np.isfinite(values).all()
        assert ((values >= 0) & (values <= 1)).all()
    assert np.isfinite(scene.fixed).all()
    assert not scene.changing(nothing)[:, [2, 3, 4, 7, 8, 9]].any()
    assert scene.changing(all_of_it)[:, [2, 3, 4, 7, 8, 9]].any(axis=0).all()


def test_the_surest_are_the_anchors_of_all_others(some, monkeypatch):
    scene = Scene(some)
    belief = np.linspace(0.5, 1.0, len(scene.group))
    monkeypatch.setattr(f"{LIMITS}._MOST_ANCHORS", 1)
    surest = np.zeros(len(scene.group))
    surest[-2 if scene.wide[-1] else -1] = belief[-1]
    np.testing.assert_allclose(scene.changing(belief)[:, 7:9], scene.changing(surest)[:, 7:9])


def test_thousands_of_names_are_resolved_in_a_hundred_megabytes():
    text, toponyms, index = many(3000, 4)
    tracemalloc.start()
    try:
        found = resolve(Document("d", text), toponyms, index, min_score=0.0)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [(t.start, t.text) for t in found] == [(t.start, t.text) for t in toponyms]
    assert all(t.resolution is not None and t.resolution.place.name == t.text for t in found)
    assert most < 1e8


def test_small_numbers_stand_for_large_ones():
    largest = known_numbers() - 1
    assert largest > 3
    given = np.array([largest, 0, -1, largest, 3, -1, 0])
    small = renumbered(given)
    assert ((given[:, None] == given[None, :]) == (small[:, None] == small[None, :])).all()
    assert 0 <= small.min() <= small.max() < len(given)
    assert renumbered(given[:0]).tolist() == []


def test_families_near_are_counted_row_by_row(some, monkeypatch):
    scene = Scene(some)
    scene.wide[::5] = True
    near = scene.vectors @ scene.vectors.T > np.cos(75.0 / 6371.0088)
    expected = [
        len(
            {
                int(f)
                for f, beside, wide in zip(scene.family, row, scene.wide, strict=True)
                if beside and not wide
            }
        )
        for row in near
    ]
    for cells in (4_000_000, 1, 500):
        monkeypatch.setattr(f"{LIMITS}._MOST_CELLS", cells)
        assert scene._families_near().tolist() == expected
    scene.wide[:] = True
    assert not scene._families_near().any()
