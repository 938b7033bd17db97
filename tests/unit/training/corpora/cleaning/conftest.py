import re
from collections.abc import Callable

import pytest

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.records import Sentence

LABELS = {"PLACE": Label.PLACE, "DEM": Label.DEMONYM, "ORG": Label.ORGANISATION, "PER": Label.PERSON}


def annotated(marked: str) -> Sentence:
    """Read '[Veska|PLACE] fell': names in brackets with their label, MISC for other names."""
    text, spans, others = "", [], []
    for part in re.split(r"(\[[^\]]+\|[A-Z]+\])", marked):
        named = re.fullmatch(r"\[([^\]]+)\|([A-Z]+)\]", part)
        if named:
            start, end = len(text), len(text) + len(named[1])
            if named[2] == "MISC":
                others.append((start, end))
            else:
                spans.append(LabelledSpan(start, end, LABELS[named[2]]))
        text += named[1] if named else part
    return Sentence("own-1", "own", "own", "own", text, tuple(spans), tuple(others))


def marked(sentence: Sentence | None) -> str | None:
    """Write a sentence as `annotated` reads it."""
    if sentence is None:
        return None
    short = {label: name for name, label in LABELS.items()}
    names = [(s.start, s.end, short[s.label]) for s in sentence.spans]
    names += [(a, b, "MISC") for a, b in sentence.others]
    text = sentence.text
    for start, end, label in sorted(names, reverse=True):
        text = f"{text[:start]}[{text[start:end]}|{label}]{text[end:]}"
    return text


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.bundled()


@pytest.fixture
def read() -> Callable[[str], Sentence]:
    return annotated


@pytest.fixture
def apply(lexicon):
    """Apply a step to a marked sentence; the result marked, None if it is dropped."""

    def applied(step, text, *more):
        return marked(step(annotated(text), lexicon, *more))

    return applied
