"""The parts of recognition by themselves: tokens, cues, persons, organisations, the walk."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Candidate, LonLat, Place
from geomap.recognition.cues import Cues, read_cues
from geomap.recognition.names import GivenNameFinder, NameFinder
from geomap.recognition.organisations import find_organisations, institution_after, office_before
from geomap.recognition.persons import find_people
from geomap.recognition.tokens import tokenise
from geomap.recognition.verbs import acts
from geomap.recognition.words import words


class FakeNames:
    """A gazetteer of a few names."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def has_prefix(self, folded: str) -> tuple[bool, bool]:
        return folded in self._names, any(n.startswith(folded + " ") for n in self._names)

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        place = Place("test:1", name, LonLat(1.0, 2.0), "P", "PPL", country)
        return (Candidate(place, name),) if name in self._names else ()


def cues_of(text: str, name: str = "Xanadu") -> Cues:
    tokens = tokenise(text)
    at = next(i for i, token in enumerate(tokens) if token.text == name)
    return read_cues(tokens, at, at)


def test_hyphens_part_words_and_possessives_are_cut_off() -> None:
    tokens = tokenise("Nagorno-Karabakh is Azerbaijan's; the United States' and Sana'a")
    assert [t.text for t in tokens] == [
        "Nagorno", "Karabakh", "is", "Azerbaijan", "the", "United", "States", "and", "Sana'a",
    ]  # fmt: skip
    assert [t.text for t in tokens if t.possessive] == ["Azerbaijan", "States"]
    assert tokens[1].gap == "-"


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    tokens = tokenise("In the U.S. Gen. J. Smith spoke. Then he left.")
    assert [t.text for t in tokens if t.opens] == ["In", "Then"]


def test_capitals_say_nothing_in_a_shouted_line_and_little_in_a_headline() -> None:
    shouted = tokenise("THE TROOPS ATTACKED A SMALL VILLAGE NEAR SAN SALVADOR YESTERDAY MORNING")
    assert [t.text for t in shouted if t.capital] == ["SAN", "SALVADOR"]
    headline = tokenise("Rebels Attack Villages Near Border Town\nThe rest is prose with few capitals in it.")
    assert [t.opens for t in headline[:6]] == [True] * 6
    assert not headline[7].opens


@given(st.text())
def test_tokens_point_into_the_text_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    ("text", "relation", "distance_km"),
    [
        ("12 km north of Xanadu", "north", 12.0),
        ("12km north of Xanadu", "north", 12.0),
        ("12.5 km (8 miles) north-east of Xanadu", "northeast", 12.5),
        ("five miles from Xanadu", "near", 5 * 1.609344),
        ("20 kilometers to the east of Xanadu", "east", 20.0),
        ("500 metres outside Xanadu", "near", 0.5),
        ("several kilometres south of the town of Xanadu", "south", None),
        ("in and around the breakaway Xanadu", "in and around", None),
        ("the outskirts of the city of Xanadu", "outskirts", None),
        ("Xanadu's outskirts", "outskirts", None),
        ("the Xanadu border", "border", None),
        ("the border between Xanadu", "border", None),
        ("between Xanadu", "between", None),
        ("not far from Xanadu", "near", None),
        ("fired from Xanadu", "from", None),
        ("heard that Xanadu", "in", None),
    ],
)
def test_relation_and_distance(text: str, relation: str, distance_km: float | None) -> None:
    cues = cues_of(text)
    assert (cues.relation, cues.distance_km) == (relation, distance_km)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the Xanadu district", "district"),
        ("the village of Xanadu", "village"),
        ("villages called Xanadu", "village"),
        ("the Xanadu refugee camp", "camp"),
        ("the Xanadu and", None),
    ],
)
def test_feature_words(text: str, word: str | None) -> None:
    assert cues_of(text).word == word


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("in southern Xanadu", "southern"),
        ("in north-eastern Xanadu", "northeastern"),
        ("in the north of Xanadu", "north"),
        ("12 km north of Xanadu", None),
    ],
)
def test_parts_of_a_place(text: str, prefix: str | None) -> None:
    assert cues_of(text).region_prefix == prefix


@pytest.mark.parametrize("text", ["the shelling of Xanadu", "had retaken Xanadu", "an attack on the Xanadu"])
def test_ground_that_is_fought_over(text: str) -> None:
    assert cues_of(text).assailed


def test_the_walk_takes_the_longest_name_and_needs_a_capital() -> None:
    finder = NameFinder(FakeNames("port", "port sudan", "deir ez zor", "sudan"))
    assert [n.key for n in finder.find(tokenise("In Port Sudan and Deir ez-Zor a port"))] == [
        "port sudan",
        "deir ez zor",
    ]


def test_a_name_does_not_run_over_a_possessive_or_a_comma() -> None:
    finder = NameFinder(FakeNames("port sudan", "sudan"))
    assert [n.key for n in finder.find(tokenise("The Port's Sudan desk; Port, Sudan"))] == ["sudan", "sudan"]


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Foreign Minister Sergei Petrov spoke", "petrov"),
        ("spokesman Ali Karimli denied it", "karimli"),
        ("Maria van der Berg said so", "berg"),
        ("Qorin Vaskel, 34, was hurt", "vaskel"),
        ("Qorin Vaskel said so", "vaskel"),
    ],
)
def test_persons_are_known_by_title_given_name_or_deed(text: str, surname: str) -> None:
    assert find_people(tokenise(text), lambda _: 0).surnames == {surname}


def test_a_well_known_place_is_no_person() -> None:
    assert find_people(tokenise("In San Jose Costa said"), lambda i: 2 if i == 1 else 0).tokens == frozenset()


def test_organisations_run_from_their_first_capital_to_their_last() -> None:
    text = "the Organization for Security and Cooperation in Europe met the Minsk Group; Police in Kabul wait"
    tokens = tokenise(text)
    spans = [text[tokens[o.first].start : tokens[o.last].end] for o in find_organisations(tokens)]
    assert spans == ["Organization for Security and Cooperation in Europe", "Minsk Group"]


def test_institutions_and_offices_beside_a_name() -> None:
    assert institution_after(tokenise("Gaza health officials said"), 0) == 2
    assert institution_after(tokenise("Gaza burned while officials waited"), 0) is None
    assert office_before(tokenise("the mayor of Kharkiv"), 3)
    assert not office_before(tokenise("the streets of Kharkiv"), 3)


@pytest.mark.parametrize(
    ("clause", "state", "expected"),
    [
        ("rejected the claim", False, True),
        ("has said so", False, True),
        ("will not wait", False, True),
        ("has seen fighting", False, False),
        ("was shelled", True, False),
        ("is a regional power", True, False),
        ("is closest to", True, True),
        ("is seeking talks", False, True),
        ("burned", True, False),
    ],
)
def test_who_acts(clause: str, state: bool, expected: bool) -> None:
    assert acts(clause.split(), state=state) is expected


def test_word_lists_hold_no_phrases_and_a_missing_one_is_an_error() -> None:
    assert "district" not in words("speech_verbs")
    assert "said" in words("speech_verbs")
    with pytest.raises(FileNotFoundError):
        words("no_such_list")


def test_names_that_the_user_gives_are_found_beside_the_gazetteers() -> None:
    base = NameFinder(FakeNames("xanadu", "north"))
    finder = GivenNameFinder(base, frozenset({"north ford upon xan", "xanadu"}))
    tokens = tokenise("From Xanadu to North Ford upon Xan and North Ford.")
    found = [(n.key, n.facts.given) for n in finder.find(tokens)]
    assert found == [("xanadu", True), ("north ford upon xan", True), ("north", False)]
    assert [n.facts.given for n in base.find(tokens)] == [False] * 3  # the other finder is as it was
