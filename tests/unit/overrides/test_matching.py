"""Which override holds for a name of a document, and what came of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.model import Document, Override, Toponym
from geomap.overrides import Overrides, outcomes
from geomap.overrides.matching import names_of, words_of
from tests.builders import PLACE

OTHER = replace(PLACE, id="test:2")


def override(name, place=PLACE, *context, where=""):
    return Override(name, place, context, where=where)


def document(text="A text.", **fields):
    return Document("d1", text, **fields)


def holds(context, *documents):
    asked = Overrides([override("Alta", PLACE, *context.split("|"))])
    return [asked.of(each).for_name("Alta") is not None for each in documents]


def test_a_context_is_looked_for_in_all_that_tells_what_a_document_is_about():
    assert holds(
        "north cora",
        document("From North Cora."),
        document(title="NORTH-CORA burns"),
        document(source="North Córa Post"),
        document(url="https://example.org/north-cora/1"),
        replace(document(), id="north_cora:12"),
        document("North of Cora.", title="North", source="Cora"),
    ) == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("context", "text", "there"),
    [
        ("Azerbaijan", "Azerbaijan's army", True),
        ("Azerbaijan", "AZERBAIJAN’S ARMY", True),
        ("Azerbaijan", "the Azerbaijani army", False),
        ("Azerbaijan", "(Azerbaijan)", True),
        ("Azerbaijan", "in «Azerbaijan»!?", True),
        ("Sana'a", "in Sanaa.", True),
        ("Deir ez-Zor", "in DEIR EZ ZOR\ncity", True),
        ("ez-Zor", "Deir ez-Zor", True),
        ("Zor Deir", "Deir Zor, Deir", True),
        ("Zor Deir", "Deir Zo rDeir", False),
        ("غزة", "في غزة، اليوم", True),
        ("Baku|Ganja", "From Ganja", True),
        ("Baku|Ganja", "From Shusha", False),
        ("12", "On 12 October", True),
        ("12", "On 112 October", False),
    ],
)
def test_a_context_is_whole_words(context, text, there):
    assert holds(context, document(text)) == [there]


def test_one_with_a_context_goes_before_one_without_and_then_the_later():
    bare, later = override("Alta", where="1"), override("ALTA", OTHER, where="2")
    told, again = (
        override("Álta", PLACE, "Bela", where="3"),
        override("Alta", None, "Bela", "Cora", where="4"),
    )
    asked = Overrides([told, again, bare, later])
    assert asked.of(document()).for_name("alta") is later
    assert asked.of(document("Bela")).for_name("alta") is again
    assert Overrides([told, bare]).of(document("Bela")).for_name("alta") is told
    assert asked.of(document()).for_name("Altaa") is None


def test_names_are_those_of_the_mention_with_its_feature_word_or_without():
    assert names_of(Toponym(0, 4, "Alta", cue="river", region_prefix="upper", lemma="Álto")) == (
        "alta river", "river alta", "river of alta", "upper alta",
        "alto river", "river alto", "river of alto", "upper alto", "alta", "alto",
    )  # fmt: skip
    town, unit = override("Alta"), override("Alta district", OTHER)
    held = Overrides([unit, town]).of(document())
    assert held.for_toponym(Toponym(0, 4, "Alta", cue="district")) is unit
    assert held.for_toponym(Toponym(0, 4, "Alta", cue="village")) is town
    assert held.for_toponym(Toponym(0, 6, "Altaya", lemma="Alta")) is town
    assert held.for_toponym(Toponym(0, 4, "Bela")) is None


def test_only_what_is_given_a_place_is_to_be_recognised():
    rows = [
        override("Alta"),
        override("Bela", None),
        override("Cora", PLACE, "war"),
        override("Dora", None, "war"),
    ]
    asked = Overrides([*rows, override("Dora")])
    assert asked.of(document()).places == {"alta", "dora"}
    assert asked.of(document("War")).places == {"alta", "cora"}


def test_what_holds_is_the_same_for_the_same_rows():
    asked = Overrides([override("Alta", PLACE, "war"), override("Alta", PLACE, "peace")])
    assert asked.of(document("War.")) is asked.of(document("A war"))
    assert asked.of(document("War.")) is not asked.of(document("Peace."))


def test_more_texts_than_are_kept_have_each_its_own():
    asked = Overrides([override(f"A{n}", PLACE, f"word{n}") for n in range(1200)])
    for n in (*range(1200), 0, 1199):
        held = asked.of(document(f"word{n}"))
        assert held.places == {f"a{n}"}


def test_each_row_is_told_with_its_uses():
    rows = [override("Alta"), override("Alta"), override("Bela", None), override("Cora", PLACE, "war")]
    text = "Alta, Bela, Cora, Alta"
    mentions = [
        Toponym(text.index(name), text.index(name) + 4, name) for name in ("Alta", "Bela", "Cora", "Alta")
    ]
    told = outcomes(Overrides(rows), [(document(text), mentions), (document("no war"), mentions[2:3])])
    assert [outcome.names for outcome in told] == [0, 2, 1, 1]
    assert [outcome.beaten_by for outcome in told] == [rows[1], None, None, None]
    assert all(outcome.override is row for outcome, row in zip(told, rows, strict=True))
    assert outcomes(Overrides([]), [(document(text), mentions)]) == ()


def test_words_have_single_blanks_and_no_signs():
    assert words_of(" St.  John's—Gate | (North)\n¿Qué? ") == "st john gate north que"
    assert words_of("'s ... |") == ""
