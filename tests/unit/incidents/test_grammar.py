"""Who does what to whom in a sentence, by its tree: sentences of our own, and trees drawn by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents.sentences.grammar import Grammar
from geomap.syntax import Parse
from tests.unit.incidents.support import says, sentence, tree


def grammar(text: str) -> Grammar:
    return sentence(text).grammar


def subject(text: str, verb: str) -> str:
    found = grammar(text)
    return " ".join(says(found, found.subject(found.lows.index(verb))))


def objects(text: str, verb: str) -> list[str]:
    found = grammar(text)
    return says(found, *found.objects(found.lows.index(verb)))


def agents(text: str, verb: str) -> list[str]:
    found = grammar(text)
    return says(found, *found.agents(found.lows.index(verb)))


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Mortar crews shelled the market and burned two mosques.", "burned", "crews"),
        ("Fighters firing from rooftops wounded a nurse.", "firing", "fighters"),
        ("The column that left Tripoli seized the airfield.", "left", "column"),
        ("The militia, which holds Kismayo, fired on the boat.", "holds", "militia"),
        ("After crossing the Drina, the brigade attacked the garrison.", "crossing", "brigade"),
        ("The general ordered his men to retreat from Huambo.", "retreat", "men"),
        ("Soldiers began shooting at the crowd.", "shooting", "soldiers"),
        ("Soldiers entered the town while rebels fled into the hills.", "fled", "rebels"),
        ("ARMY RETAKES AIRPORT IN HODEIDA", "retakes", "army"),
        ("Rebels attack convoy near Bambari", "attack", "rebels"),
    ],
)
def test_the_subject_of_a_verb_is_its_own_or_carried(text: str, verb: str, expected: str) -> None:
    assert subject(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("If the truce fails, the rebels will attack Bangui.", "will"),
        ("The bridge was blown up by retreating Serbian troops.", "was"),
    ],
)
def test_an_auxiliary_has_no_subject(text: str, verb: str) -> None:
    assert subject(text, verb) == ""


def test_the_subject_of_what_is_said_is_not_that_of_who_says_it() -> None:
    said = tree(
        """
        Rebels NOUN:NNS 2 nsubj
        said VERB:VBD 0 root
        that SCONJ 4 mark
        fled VERB:VBD 2 ccomp
        """
    )
    assert said.subject(3) is None


def test_in_turn_claiming_goes_back_to_who_denied() -> None:
    found = tree(
        """
        Rebels NOUN:NNS 2 nsubj
        denied VERB:VBD 0 root
        it PRON 2 obj
        in ADP 5 case
        turn NOUN 2 obl
        claiming VERB:VBG 5 acl
        """
    )
    assert says(found, found.subject(5)) == ["rebels"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Mortar crews shelled the market and burned two mosques.", "shelled", ["market"]),
        ("Mortar crews shelled the market and burned two mosques.", "burned", ["mosques"]),
        ("Rebels seized the dam and the bridge.", "seized", ["dam", "bridge"]),
        ("The bridge was blown up by retreating Serbian troops.", "blown", ["bridge"]),
        ("Two teachers were abducted and shot by gunmen in Maiduguri.", "shot", ["teachers"]),
        ("The village shelled by the navy lies near the coast.", "shelled", ["village"]),
        ("The militia, which holds Kismayo, fired on the boat.", "fired", []),
    ],
)
def test_what_a_verb_acts_upon(text: str, verb: str, expected: list[str]) -> None:
    assert objects(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The bridge was blown up by retreating Serbian troops.", "blown", ["troops"]),
        ("Two teachers were abducted and shot by gunmen in Maiduguri.", "shot", ["gunmen"]),
        ("The village shelled by the navy lies near the coast.", "shelled", ["navy"]),
        ("The siege of Jaffna by the Tamil Tigers ended in August.", "siege", ["tigers"]),
        ("Goma was attacked by soldiers and militiamen.", "attacked", ["soldiers", "militiamen"]),
        ("Mortar crews shelled the market near the river.", "shelled", []),
    ],
)
def test_who_does_it_stands_behind_by(text: str, verb: str, expected: list[str]) -> None:
    assert agents(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Two teachers were abducted and shot by gunmen in Maiduguri.", "shot", True),
        ("The village shelled by the navy lies near the coast.", "shelled", True),
        ("Fighters firing from rooftops wounded a nurse.", "firing", False),
        ("Fighters firing from rooftops wounded a nurse.", "wounded", False),
        ("Government planes and helicopters bombed the camp.", "bombed", False),
    ],
)
def test_passive_verbs(text: str, verb: str, expected: bool) -> None:
    found = grammar(text)
    assert found.passive(found.lows.index(verb)) is expected


def test_subjects_joined_by_and_go_together() -> None:
    found = grammar("Government planes and helicopters bombed the camp.")
    planes = found.subject(found.lows.index("bombed"))
    assert planes is not None
    assert says(found, *found.coordinated(planes)) == ["planes", "helicopters"]


def test_phrases_and_their_prepositions() -> None:
    found = grammar("The French army in Bouake guarded the bridges of the town.")
    army, bridges = found.lows.index("army"), found.lows.index("bridges")
    assert says(found, *range(*found.name_phrase(army))) == ["the", "french", "army"]
    assert says(found, *range(*found.phrase(bridges))) == ["the", "bridges", "of", "the", "town"]
    assert found.preposition(found.lows.index("bouake")) == "in"
    assert found.preposition(found.lows.index("town")) == "of"
    assert found.preposition(army) == ""


def test_a_list_shares_its_preposition() -> None:
    found = grammar("Shells fell in Barda and Tartar.")
    assert found.preposition(found.lows.index("tartar")) == "in"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "If the truce fails, the rebels will attack Bangui.",
            [("subordinate", "if", "fails"), ("main", "", "attack")],
        ),
        (
            "The militia, which holds Kismayo, fired on the boat.",
            [("main", "", "fired"), ("relative", "which", "holds")],
        ),
        (
            "The general ordered his men to retreat from Huambo.",
            [("main", "", "ordered"), ("purpose", "to", "retreat")],
        ),
        (
            "Helicopters fired on the column, herders said.",
            [("content", "", "fired"), ("main", "", "said")],
        ),
        (
            "Mortar crews shelled the market and burned two mosques.",
            [("main", "", "shelled"), ("coordinate", "", "burned")],
        ),
        ("Five soldiers dead", [("main", "", "dead")]),
    ],
)
def test_clauses_with_the_words_that_open_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = grammar(text)
    assert [(c.kind, c.head, found.lows[c.verb]) for c in found.clauses[0]] == expected


def test_a_clause_knows_on_which_it_hangs() -> None:
    found = grammar("The general ordered his men to retreat from Huambo.")
    main, purpose = found.clauses[0]
    assert main.parent == -1
    assert purpose.parent == main.verb
    assert found.clause_verb(found.lows.index("huambo")) == purpose.verb
    assert found.clause_verb(found.lows.index("men")) == main.verb


def test_no_words_have_no_clauses() -> None:
    nothing = Grammar([], Parse((), (), ()))
    assert nothing.clauses == ((), ())
    assert nothing.kids == ()


@given(
    st.lists(
        st.sampled_from("rebels said that the army , in Goma had shot by and who it .".split()), min_size=1
    )
)
def test_any_row_of_words_is_read(words: list[str]) -> None:
    found = grammar(" ".join(words))
    for token in range(len(found.lows)):
        asked = (found.subject(token), *found.objects(token), *found.agents(token), found.clause_verb(token))
        assert all(0 <= t < len(found.lows) for t in asked if t is not None)
        for first, last in (found.phrase(token), found.name_phrase(token), found.stretch(token)):
            assert first <= token < last
