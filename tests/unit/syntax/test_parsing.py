"""Sentences parsed: who does what to whom, and the same answer in every batch."""

from __future__ import annotations

import re

import pytest

from geomap.syntax import Parse, parse, parsing


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.'’\-]\w+)*|--+|\S", text)


def triples(text: str) -> set[tuple[str, str, str]]:
    """(word, relation, head) of a sentence, in small letters."""
    sentence = words(text)
    (found,) = parse([sentence])
    return {
        (word.lower(), relation, sentence[head].lower() if head >= 0 else "")
        for word, head, relation in zip(sentence, found.heads, found.relations, strict=True)
    }


SENTENCES = [
    "Rebels shelled the village of Karmat on Monday, killing two farmers.",
    "The bridge was destroyed by government forces near the river.",
    "Police said that the gunmen had fled.",
    '"We will not leave," the mayor told reporters.',
    "Residents",
    "Troops who held the airport withdrew after the truce was signed in Doha.",
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Rebels shelled the village of Karmat on Monday.",
            {("rebels", "nsubj", "shelled"), ("village", "obj", "shelled"), ("karmat", "nmod", "village"),
             ("monday", "obl", "shelled")},
        ),
        (
            "The bridge was destroyed by government forces.",
            {("bridge", "nsubj:pass", "destroyed"), ("was", "aux:pass", "destroyed"),
             ("forces", "obl:agent", "destroyed")},
        ),
        (
            "Police said that the gunmen had fled.",
            {("police", "nsubj", "said"), ("fled", "ccomp", "said"), ("gunmen", "nsubj", "fled")},
        ),
        (
            "The army's spokesman denied that its artillery hit the hospital.",
            {("army's", "nmod:poss", "spokesman"), ("spokesman", "nsubj", "denied"),
             ("artillery", "nsubj", "hit"), ("hospital", "obj", "hit")},
        ),
        (
            "THE BRIDGE WAS DESTROYED BY GOVERNMENT FORCES.",
            {("bridge", "nsubj:pass", "destroyed"), ("forces", "obl:agent", "destroyed")},
        ),
    ],
)  # fmt: skip
def test_subjects_objects_and_agents(text, wanted):
    assert wanted <= triples(text)


def test_verbs_have_their_form():
    (found,) = parse([words("The town was captured, and its mayor fled.")])
    assert found.tags[3] == "VERB:VBN"
    assert found.tags[2] == "AUX:VBD"
    assert found.tags[8] == "VERB:VBD"


def test_a_sentence_is_a_tree_of_its_words():
    for sentence, found in zip(map(words, SENTENCES), parse(list(map(words, SENTENCES))), strict=True):
        assert len(found.tags) == len(found.heads) == len(found.relations) == len(sentence)
        assert found.heads.count(-1) == 1
        assert found.relations[found.heads.index(-1)] == "root"
        for start in range(len(sentence)):
            seen, at = set(), start
            while at >= 0:
                assert at not in seen
                seen.add(at)
                at = found.heads[at]


def test_the_batch_makes_no_difference():
    sentences = [words(text) for text in SENTENCES]
    alone = tuple(parse([sentence])[0] for sentence in sentences)
    assert parse(sentences) == alone
    assert parse(sentences[::-1]) == alone[::-1]
    assert parse(sentences * 150) == alone * 150


def test_a_new_parser_gives_the_same():
    sentences = [words(text) for text in SENTENCES]
    assert parsing.Parser().parse(sentences) == parse(sentences)


def test_nothing_to_parse():
    assert parse([]) == ()
    assert parse([[]]) == (Parse((), (), ()),)
    found = parse([[], ["Troops", "left", "."], []])
    assert [len(p.heads) for p in found] == [0, 3, 0]


def test_odd_words():
    (found,) = parse([["", "\ud800", "😀", "  ", "x" * 10_000]])
    assert len(found.heads) == 5


def test_a_sentence_without_end_is_parsed_in_pieces():
    one = words("Rebels shelled the village on Monday and")
    sentence = one * 300
    (found,) = parse([sentence])
    assert len(found.heads) == len(sentence)
    assert found.heads.count(-1) == 1
    assert all(-1 <= head < len(sentence) for head in found.heads)


def test_words_are_forgotten_when_there_are_too_many(monkeypatch):
    sentences = [words(text) for text in SENTENCES]
    parser = parsing.Parser()
    before = parser.parse(sentences)
    monkeypatch.setattr(parsing, "_MOST_WORDS_KEPT", 3)
    assert parser.parse(sentences) == before
    assert parser.parse(sentences[1:]) == before[1:]
