"""Sentences of our own in the style of news of war: who does what to whom, who says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.syntax import parse

TOKEN = re.compile(r"\w+(?:[.'’\-]\w+)*(?:(?<=\.[A-Za-z])\.)?|--+|\S")


def parts() -> dict[str, list[tuple[list[str], list[list[str]]]]]:
    """By part: the words of a sentence, and the arcs that it should have."""
    out: dict[str, list[tuple[list[str], list[list[str]]]]] = {}
    sentence: list[str] = []
    text = Path(__file__).with_name("news_sentences.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("# -- "):
            here = out.setdefault(line[5:], [])
        elif line.startswith("    "):
            here.append((sentence, [arc.split() for arc in line.split(";")]))
        elif line and line[0] != "#":
            sentence = TOKEN.findall(line)
    return out


@pytest.mark.parametrize(("part", "least"), [("first", 0.97), ("second", 0.92), ("third", 0.92)])
def test_most_arcs_are_found(part, least):
    sentences = parts()[part]
    missed = []
    number = 0
    for (words, arcs), found in zip(sentences, parse([words for words, _ in sentences]), strict=True):
        there = {
            (words[i], relation, words[head])
            for i, (head, relation) in enumerate(zip(found.heads, found.relations, strict=True))
            if head >= 0
        }
        for dependents, relations, head in arcs:
            number += 1
            if not any((d, r, head) in there for d in dependents.split("|") for r in relations.split("|")):
                missed.append((dependents, relations, head))
    assert number >= 50
    assert len(missed) <= (1 - least) * number, missed
