"""Sentences that are made, and real ones that are changed."""

from __future__ import annotations

import random

import pytest

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.augmentation.filling import fill, made_sentences, templates
from training.augmentation.names import Pools
from training.augmentation.swapping import swap
from training.augmentation.writing import in_capitals, in_title_case

POOLS = Pools(
    villages=("Qaraxan", "Zhurabad"),
    cities=("Ganja",),
    capitals=("Baku",),
    units=("Tartar District",),
    counties=("Stearns County",),
    us_states=("Ohio",),
    regions=("Darfur",),
    waters=("Nile",),
    states=("Chad",),
    demonyms=("Chadian",),
    made_up=("Zzyzx",),
    given=("Leyla",),
    surnames=("Lincoln",),
)


def marked(text, spans):
    return [(text[s.start : s.end], s.label) for s in spans]


def test_a_template_is_filled_and_marked():
    text, spans = fill(
        "{dem} troops left {village} for the [{city} Hotel|organisation].", POOLS, random.Random(1)
    )
    assert marked(text, spans) == [
        ("Chadian", Label.DEMONYM),
        (text[text.index("left ") + 5 : text.index(" for")], Label.PLACE),
        ("Ganja Hotel", Label.ORGANISATION),
    ]


def test_things_have_no_label():
    text, spans = fill("A {thing} rifle was found in {year}.", POOLS, random.Random(1))
    assert "{" not in text
    assert spans == ()


def test_every_template_can_be_filled():
    rng = random.Random(2)
    for template in templates():
        text, spans = fill(template, POOLS, rng)
        assert not set("{}[]|") & set(text), template
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        fill("{nothing}", POOLS, random.Random(1))


def test_the_same_seed_makes_the_same_sentences():
    one, two = (list(made_sentences(POOLS, random.Random(3), each=2)) for _ in range(2))
    assert one == two
    assert len(one) == 2 * len(templates())


def test_names_are_swapped_alike_and_spans_move_with_them():
    text = "Oslo police left Oslo, Anna Berg said."
    spans = (
        LabelledSpan(0, 4, Label.PLACE),
        LabelledSpan(17, 21, Label.PLACE),
        LabelledSpan(23, 32, Label.PERSON),
    )
    changed, moved = swap(text, spans, POOLS, random.Random(4), share=1.0)
    first, second, person = marked(changed, moved)
    assert first == second != ("Oslo", Label.PLACE)
    assert person[1] is Label.PERSON
    assert changed == f"{first[0]} police left {first[0]}, {person[0]} said."
    assert swap(text, spans, POOLS, random.Random(4), share=0.0) == (text, spans)


def test_demonyms_and_small_letters_are_not_swapped():
    text = "Turkish aid to a place in town"
    spans = (LabelledSpan(0, 7, Label.DEMONYM), LabelledSpan(26, 30, Label.PLACE))
    assert swap(text, spans, POOLS, random.Random(1), share=1.0) == (text, spans)


def test_other_writings_keep_the_spans():
    text, spans = "Shells fell in the town of Gießen.", (LabelledSpan(27, 33, Label.PLACE),)
    shouted, same = in_capitals(text, spans)
    assert shouted == "SHELLS FELL IN THE TOWN OF GIEßEN."
    assert same == spans
    titled, same = in_title_case(text, spans)
    assert titled == "Shells Fell in the Town of Gießen"
    assert marked(titled, same) == [("Gießen", Label.PLACE)]
