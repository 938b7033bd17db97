"""Happenings told by several documents: the set is sound, and a tenth of it is measured.

The whole of it: ``python -m benchmarks.accuracy.corroboration``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from benchmarks.accuracy.corroboration.choosing import TYPES
from benchmarks.accuracy.corroboration.composing import compose
from benchmarks.accuracy.corroboration.measuring import (
    Joiner,
    a_tenth,
    extract_half,
    join_by_baseline,
    join_by_geomap,
    measure,
)
from benchmarks.accuracy.corroboration.reading import kilometres
from benchmarks.accuracy.corroboration.records import DECOYS, Half, read_half
from benchmarks.accuracy.corroboration.scoring import Scored
from benchmarks.accuracy.corroboration.sources import HALVES, TELLINGS, read_source
from geomap.gazetteer.index import PlaceIndex
from geomap.pipeline.report import Report

#: Fewest leads of a family of kinds, in each half.
LEADS = 12


@pytest.fixture(scope="module")
def halves():
    return {name: read_half(name) for name in HALVES}


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


def scored_on_a_tenth(joiner: Joiner) -> Scored:
    """Extract about a tenth of the set, join it and score that: for the figure that joining has to reach.

    ``joiner`` gives by the id of each incident of a report the id of the one that it became part of.
    """
    return measure(*_extracted_tenth(), joiner)


@cache
def _extracted_tenth() -> tuple[Half, Report]:
    half = a_tenth(read_half("held-out"))
    return half, extract_half(half)


def test_a_tenth_is_measured_with_the_plain_joiner():
    scored = scored_on_a_tenth(join_by_baseline)
    assert all(scored.decoys_by_kind[kind] >= 6 for kind in DECOYS)
    pairs = scored.pairs
    assert pairs.right + pairs.parted + pairs.lost > 90
    assert pairs.precision > 0.9
    assert 0.2 < pairs.f1(lost=True) <= pairs.f1(lost=False) <= 1
    assert pairs.f1(lost=True) < pairs.ceiling


@pytest.mark.parametrize("name", HALVES)
def test_what_is_measured_is_what_was_written(name, halves, index):
    assert compose(read_source(name), index) == halves[name]


def test_it_is_as_large_as_it_should_be(halves):
    happenings = [h for half in halves.values() for h in half.happenings]
    assert len(happenings) >= 220
    assert sum(len(half.documents) for half in halves.values()) >= 700
    assert sum(h.origin == "written" for h in happenings) >= 60
    assert len({h.country for h in happenings}) >= 15
    assert len({h.id for h in happenings}) == len(happenings)
    told = [d.id for half in halves.values() for d in half.documents]
    assert len(set(told)) == len(told)


def test_the_halves_share_no_phrasing():
    one, other = (read_source(name).phrasings.families for name in HALVES)
    assert one.keys() == other.keys()
    for family, lists in one.items():
        assert min(len(lists["leads"]), len(other[family]["leads"])) >= LEADS, family
        for use in lists.keys() & other[family].keys():
            assert not set(lists[use]) & set(other[family][use]), (family, use)


@pytest.mark.parametrize("name", HALVES)
def test_happenings_are_at_places_of_the_gazetteer_and_of_known_kinds(name, halves, index):
    for happening in halves[name].happenings:
        place = index.place(happening.place_id)
        assert place is not None, happening
        assert place.country == happening.country, happening
        assert kilometres(place.point.lat, place.point.lon, happening.lat, happening.lon) < 1, happening
        assert happening.kind in TYPES, happening


@pytest.mark.parametrize("name", HALVES)
def test_every_happening_is_told_and_every_stretch_is_in_its_text(name, halves):
    half = halves[name]
    days = {h.id: h.day for h in half.happenings}
    told = Counter(d.id.rpartition(".")[0] for d in half.documents)
    assert told.keys() == days.keys()
    assert max(told.values()) <= 8
    for document in half.documents:
        main = document.id.rpartition(".")[0]
        assert 0 <= (document.published - days[main]).days <= 4, document.id
        assert 30 <= len(document.text.split()) <= 200, document.id
        assert not re.search(r"[{}]|\s\s(?<!\n\n)|\bat at\b", document.text), document.id
        assert {t.happening for t in document.tells if t.main} == {main}
        assert all(days[t.happening] <= days[main] for t in document.tells), document.id
        stretches = [(t.start, t.end) for t in document.tells]
        assert all(0 <= start < end <= len(document.text) for start, end in stretches)
        assert all(end <= start for (_, end), (start, _) in pairwise(stretches))


@pytest.mark.parametrize("name", HALVES)
def test_copies_have_the_text_of_another_but_its_last_paragraph(name, halves):
    documents = {d.id: d for d in halves[name].documents}
    copies = [d for d in documents.values() if d.copy_of]
    assert len(copies) >= 10
    for copy in copies:
        original = documents[copy.copy_of]
        assert original.text.rpartition("\n\n")[0] == copy.text
        assert copy.title != original.title


@pytest.mark.parametrize("name", HALVES)
def test_decoys_differ_as_they_say(name, halves):
    happenings = {h.id: h for h in halves[name].happenings}
    decoys = [(h, happenings[h.decoy_of]) for h in happenings.values() if h.decoy_of]
    assert {h.decoy for h, _ in decoys} == set(DECOYS) - {"retold"}
    for decoy, original in decoys:
        days = (decoy.day - original.day).days
        apart = kilometres(decoy.lat, decoy.lon, original.lat, original.lon)
        same = (decoy.kind == original.kind, days, decoy.place_id == original.place_id)
        wanted = {
            "day after": (True, 1, True),
            "town beside": (True, 0, False),
            "other kind": (False, 0, True),
        }
        assert same == wanted[decoy.decoy], decoy
        assert apart < 60, decoy
    retold = {t.happening for d in halves[name].documents for t in d.tells if not t.main}
    assert len(retold) >= 5
    assert retold <= happenings.keys()


def test_its_readme_has_the_right_numbers(halves):
    readme = (TELLINGS / "README.md").read_text(encoding="utf-8")
    for name, half in halves.items():
        assert f"| `{name}/` | {len(half.happenings)} | {len(half.documents)} |" in readme


def test_a_tenth_is_joined_well_and_better_than_by_type_day_and_place():
    pairs, plain = (scored_on_a_tenth(joiner).pairs for joiner in (join_by_geomap, join_by_baseline))
    # The whole set gives 0.90 (docs/explanation/corroboration.md); 150 pairs vary more.
    assert pairs.f1(lost=False) >= 0.8
    assert pairs.precision >= 0.9
    assert pairs.f1(lost=True) > plain.f1(lost=True) + 0.1
