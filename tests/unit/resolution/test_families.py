"""Which senses are of one family."""

from __future__ import annotations

import random
from types import SimpleNamespace

from geomap.resolution.families import families
from tests.work import calls_of


def sense(name, *places):
    options = [SimpleNamespace(candidate=SimpleNamespace(place=SimpleNamespace(id=p))) for p in places]
    return SimpleNamespace(
        toponym=SimpleNamespace(lemma=None, text=name), options=SimpleNamespace(options=options)
    )


def by_definition(senses):
    """Families by comparing each with each."""
    family = list(range(len(senses)))
    places = [[o.candidate.place.id for o in s.options.options] for s in senses]
    for one in range(len(senses)):
        for other in range(one):
            shared = len(set(places[one]) & set(places[other]))
            fewer = min(len(places[one]), len(places[other]))
            if senses[one].toponym.text == senses[other].toponym.text or (shared and 2 * shared >= fewer):
                family = [family[other] if f == family[one] else f for f in family]
    return {frozenset(i for i, f in enumerate(family) if f == label) for label in family}


def parted(senses):
    found = families(senses).tolist()
    return {frozenset(i for i, f in enumerate(found) if f == label) for label in found}


def test_names_and_shared_places_make_families():
    senses = [sense("Arda", "1", "2"), sense("Bela", "2"), sense("Cora", "3"), sense("Arda")]
    assert parted(senses) == {frozenset({0, 1, 3}), frozenset({2})}


def test_families_are_those_of_comparing_each_with_each():
    drawn = random.Random(11)
    for _ in range(300):
        senses = [
            sense(drawn.choice("ABCDEFGH"), *drawn.sample("123456789", drawn.randrange(5)))
            for _ in range(drawn.randrange(12))
        ]
        assert parted(senses) == by_definition(senses)


def test_a_place_of_many_senses_is_not_compared_with_each():
    def work(count):
        senses = [sense("Arda", "1", "2") for _ in range(count)]
        return calls_of(lambda: families(senses))

    assert work(400) < 2.3 * work(200)
