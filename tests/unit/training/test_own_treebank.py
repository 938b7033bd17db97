"""The treebank of our own: whole trees, read as those of EWT are."""

from __future__ import annotations

import pytest

from geomap.errors import InputError
from geomap.syntax.parsing import Parse
from training.syntax.own.checking import problems, sentences
from training.syntax.own.measuring import FOLDER, PARTS, measured, own_trees
from training.syntax.treebank import is_tree

NUMBER = {"war-train": 344, "war-test": 73}


def _written(part: str) -> list[tuple[str, list[list[str]]]]:
    return list(sentences((FOLDER / f"{part}.conllu").read_text(encoding="utf-8")))


@pytest.mark.parametrize("part", PARTS)
def test_every_sentence_is_whole(part: str) -> None:
    wrong = {said: found for said, rows in _written(part) if (found := problems(said, rows))}
    assert wrong == {}


@pytest.mark.parametrize("part", PARTS)
def test_the_reader_takes_every_sentence(part: str) -> None:
    trees = own_trees(part)
    assert len(trees) == NUMBER[part]
    assert all(is_tree(tree) for tree in trees)
    assert not any("dep" in tree.relations for tree in trees)
    assert all(5 <= len(tree.words) <= 50 for tree in trees)


def test_no_sentence_is_in_both_parts_or_twice() -> None:
    said = [text for part in PARTS for text, _ in _written(part)]
    assert len(said) == len(set(said))


def test_names_of_the_test_are_not_in_training() -> None:
    ordinary = set(
        "monday tuesday wednesday thursday friday saturday sunday march april june october army un gen. front".split()
    )
    names = [
        {row[1].casefold() for _, rows in _written(part) for row in rows if row[3] == "PROPN"}
        for part in PARTS
    ]
    assert names[0] & names[1] <= ordinary


def test_a_hyphenated_word_is_one_token() -> None:
    tree = next(tree for tree in own_trees("war-train") if "Saudi-led" in tree.words)
    at = tree.words.index("Saudi-led")
    assert (tree.tags[at], tree.relations[at], tree.words[tree.heads[at]]) == (
        "VERB:VBN",
        "amod",
        "coalition",
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("1 Jets NOUN NNS 2 nsubj|2 struck VERB VBD 0 root", []),
        ("1 Jets NOUN NNS 0 root|2 struck VERB VBD 0 root", ["2 roots"]),
        (
            "1 Jets NOUN NNS 2 nsubj|2 struck VERB VBD 1 obj|3 . PUNCT . 0 root",
            [".: PUNCT is root", "a cycle"],
        ),
        ("1 Jets NOUN NNS 5 nsubj|2 struck VERB VBD 0 root", ["a head is beyond the sentence"]),
        (
            "1 Jets VERB NNS 2 subject|2 struck VERB VBD 0 root",
            ["Jets: VERB with NNS", "Jets: no relation subject"],
        ),
        (
            "1 Two NUM CD 3 nummod|2 struck VERB VBD 0 root|3 men NOUN NNS 2 obj",
            ["Two crosses struck"],
        ),
    ],
)
def test_what_is_wrong_is_told(rows: str, found: list[str]) -> None:
    split = [row.split() for row in rows.split("|")]
    full = [[n, form, "_", part, tag, "_", head, rel, "_", "_"] for n, form, part, tag, head, rel in split]
    assert problems(" ".join(row[1] for row in full), full) == found


def test_measuring_counts_forms_roots_and_relations() -> None:
    trees = own_trees("war-test")

    class Perfect:
        def parse(self, _: object) -> tuple[Parse, ...]:
            return tuple(Parse(tree.tags, tree.heads, tree.relations) for tree in trees)

    figures = measured(Perfect(), trees)  # type: ignore[arg-type]
    assert figures["all"] == {"tags": 100.0, "uas": 100.0, "las": 100.0, "roots": 100.0}
    assert all(figures[name]["f1"] == 100.0 for name in ("VERB:VBD", "VERB:VBN", "nsubj:pass", "obl:agent"))


def test_another_part_is_refused() -> None:
    with pytest.raises(InputError, match="no part 'dev'"):
        own_trees("dev")
