"""Annotated mentions as examples: which candidates are right."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, LonLat, Span
from tests.small_gazetteer import SmallIndex, keys_of, mention, place, unit
from training.resolution.examples import Gold, make_example, read_gold, sentence_examples

TOWN = place("town", "Arda", 10.0, 50.0)
POINT = TOWN.point


def example(text, toponyms, golds, index, theatre=None):
    reading = SimpleNamespace(
        toponyms=tuple(toponyms),
        read_as=Document("d", text),
        setting=SimpleNamespace(index=index, theatre=theatre),
    )
    return make_example("made", "made/d", reading, golds)


def right(places, point=POINT, sort=None):
    """The ids of the candidates that are right for a name annotated with a point and a sort."""
    index = SmallIndex({"Arda": places})
    made = example("Arda", [mention("Arda", "Arda")], [Gold(0, 4, point, sort)], index)
    ((_, rows),) = [(t.sense, t.right) for t in made.targets]
    return {keys_of(made.scene)[row] for row in rows}


def near(key, km, **fields):
    """A place so far north of the point."""
    return place(key, "Arda", 10.0, 50.0 + km / 111.195, **fields)


def test_what_lies_near_enough_is_right_and_as_near_as_the_nearest():
    far = place("far", "Arda", 80.0, 10.0, "BB")
    assert right([TOWN, far]) == {"town"}
    assert right([near("a", 100), near("b", 115), near("c", 125), far]) == {"a", "b"}
    assert right([near("a", 160), far]) == {"a"}
    assert right([near("a", 162), far]) == set()
    assert right([]) == set()


def test_an_area_is_right_as_far_as_it_reaches_if_nothing_is_nearer():
    wide = unit("wide", "Arda", 10.0, 53.0, radius_km=400.0)
    assert right([wide]) == {"wide"}
    assert right([wide, near("a", 150)]) == {"a"}
    assert right([unit("small", "Arda", 10.0, 53.0, radius_km=300.0)]) == set()
    assert right([place("town", "Arda", 10.0, 53.0, radius_km=400.0)]) == set()


def test_of_several_the_ones_of_the_sort_that_is_meant():
    province = unit("province", "Arda", 10.0, 50.1)
    assert right([TOWN, province]) == {"town", "province"}
    assert right([TOWN, province], sort="A") == {"province"}
    assert right([TOWN, province], sort="P") == {"town"}
    assert right([TOWN, province], sort="H") == {"town", "province"}
    assert right([TOWN, unit("province", "Arda", 10.0, 51.0)], sort="A") == {"province"}


TEXT = "Arda; Arda; Bela; Cora Dora"
INDEX = SmallIndex({"Arda": [TOWN], "Cora Dora": [place("cora", "Cora Dora", 20.0, 50.0)]})
MENTIONS = [
    mention(TEXT, "Arda"),
    mention(TEXT, "Arda", 1),
    mention(TEXT, "Bela"),
    mention(TEXT, "Cora Dora"),
]


def test_mentions_of_a_sense_are_counted_by_what_is_right_of_them():
    golds = [Gold(0, 4, POINT, None), Gold(6, 10, POINT, "P"), Gold(12, 16, POINT, None)]
    made = example(TEXT, MENTIONS, golds, INDEX)
    assert [(t.sense, t.right, t.weight) for t in made.targets] == [(0, (0,), 2.0), (1, (), 1.0)]
    assert made.truths == ((0, POINT), (0, POINT), (1, POINT))
    two = example(TEXT, MENTIONS, [golds[0], Gold(6, 10, LonLat(80, 10), None)], INDEX)
    assert [(t.right, t.weight) for t in two.targets] == [((), 1.0), ((0,), 1.0)]


@pytest.mark.parametrize(
    ("start", "end", "senses"), [(18, 22, [2]), (12, 20, [1]), (15, 24, [2]), (10, 12, []), (27, 30, [])]
)
def test_a_mention_is_the_one_that_it_overlaps_most(start, end, senses):
    made = example(TEXT, MENTIONS, [Gold(start, end, POINT, None)], INDEX)
    assert [sense for sense, _ in made.truths] == senses


def test_spans_of_a_part():
    gold = Gold(10, 14, POINT, "P")
    assert gold.inside(Span(10, 14))
    assert not gold.inside(Span(11, 20))
    assert not gold.inside(Span(0, 13))
    assert gold.shifted(-10) == Gold(0, 4, POINT, "P")


def corpus(tmp_path, *rows):
    path = tmp_path / "small.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_annotations_are_read_with_their_sorts(tmp_path):
    def told(**fields):
        return {"start": 0, "end": 4, "lat": 50.0, "lon": 10.0} | fields

    rows = [
        told(kind="unit2"),
        told(kind="other"),
        told(type="PPLA"),
        told(type="PCLI"),
        told(type="ADM1"),
        told(type="STM"),
        told(lat=None),
        told(lon=-939.0),
        told(),
    ]
    path = corpus(
        tmp_path, {"text": "Arda", "toponyms": rows, "date": "2022-03-04"}, {"text": "Bela", "toponyms": []}
    )
    (first, golds), (second, none) = read_gold(path)
    assert [g.sort for g in golds] == ["A", None, "P", "A", "A", None, None]
    assert {(g.start, g.end, g.point) for g in golds} == {(0, 4, POINT)}
    assert (first.id, first.text, first.published) == ("0", "Arda", date(2022, 3, 4))
    assert (second.id, second.published, none) == ("1", None, ())


def test_each_sentence_is_an_example_of_its_document(tmp_path):
    index = PlaceIndex.bundled()
    text = "Shells fell on Kharkiv. Nobody was hurt there. It was quiet in Lviv."
    golds = [
        {"start": text.index(name), "end": text.index(name) + len(name), "lat": lat, "lon": lon}
        for name, lat, lon in (("Kharkiv", 49.98, 36.25), ("Lviv", 49.84, 24.02))
    ]
    made = sentence_examples([corpus(tmp_path, {"text": text, "toponyms": golds})], index)
    assert [(e.corpus, e.document) for e in made] == [("small by sentence", "small/0")] * 2
    for found, name in zip(made, ("Kharkiv", "Lviv"), strict=True):
        ((sense, _),) = found.truths
        assert found.scene.senses[sense].toponym.text == name
        (target,) = found.targets
        assert target.right
