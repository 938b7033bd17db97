"""Tokens as columns."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.names import Name, NameFacts
from geomap.recognition.tagging.columns import CAPITAL, OPENS, class_of, make_columns
from geomap.recognition.tagging.word_types import WordTypes
from geomap.recognition.tokens import tokenise


def columns_of(*texts, names=()):
    tokens = [tokenise(t) for t in texts]
    return make_columns([(t, names if i == 0 else ()) for i, t in enumerate(tokens)], WordTypes())


def test_sentences_and_texts_begin_sequences():
    columns = columns_of("Shells fell. Troops left, he said.", "Baku denied it.")
    assert columns.sequence_starts.tolist() == [0, 2, 6, 9]
    assert columns.text_starts.tolist() == [0, 6, 9]
    assert [columns.gaps[i] for i in (0, 2, 6)] == [0, 0, 0]
    assert columns.writing[0] & CAPITAL
    assert columns.writing[0] & OPENS


def test_abbreviations_and_initials_end_no_sequence():
    assert columns_of("Gen. Smith met Lt. Col. J. R. Ali in the U.S. capital.").sequence_starts.tolist() == [
        0,
        12,
    ]


def test_a_possessive_stands_in_the_gap_after_it():
    columns = columns_of("Azerbaijan's army, Russia's too")
    plain = columns_of("Azerbaijan army, Russia too")
    assert columns.gaps[1] == columns.gaps[3] != plain.gaps[1]


def test_runs_of_capitals():
    columns = columns_of("the New York Police Department of Kharkiv-Oblast said")
    assert columns.run_first.tolist() == [0, 1, 1, 1, 1, 5, 6, 6, 8]
    assert columns.run_last.tolist() == [0, 4, 4, 4, 4, 5, 7, 7, 8]


def test_names_are_classes_by_whether_alone_first_or_further():
    facts = NameFacts(state=True)
    names = [Name(1, 1, 0, 0, "x", facts), Name(3, 5, 0, 0, "y", facts)]
    columns = columns_of("in Chad and in the Gambia now", names=names)
    assert columns.names.tolist() == [0, 3, 0, 4, 5, 5, 0]


def test_classes_tell_kinds_and_sizes_apart():
    kinds = [
        NameFacts(state=True),
        NameFacts(demonym=True),
        NameFacts(capital=True),
        NameFacts(unit=True, population=1_000_000),
        NameFacts(unit=True),
        NameFacts(region=True),
        NameFacts(known_as="historic"),
        *(NameFacts(population=p) for p in (2_000_000, 200_000, 20_000, 2_000, 20, 0)),
        NameFacts(known_as="alternate"),
    ]
    classes = [class_of(k) for k in kinds]
    assert len(set(classes)) == len(kinds)
    assert min(classes) == 1


def test_very_long_sentences_are_cut():
    starts = columns_of("word " * 500).sequence_starts.tolist()
    assert max(b - a for a, b in itertools.pairwise(starts)) <= 120


def test_nothing_gives_empty_columns():
    columns = columns_of("", "...")
    assert len(columns.types) == 0
    assert columns.sequence_starts.tolist() == [0]
    assert columns.text_starts.tolist() == [0, 0, 0]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_laid_out(texts):
    columns = columns_of(*texts)
    size = sum(len(tokenise(t)) for t in texts)
    assert all(len(c) == size for c in (columns.types, columns.gaps, columns.writing, columns.names))
    assert columns.text_starts[-1] == columns.sequence_starts[-1] == size
    assert (columns.run_first <= columns.run_last).all()
    assert set(columns.text_starts.tolist()) - {size} <= set(columns.sequence_starts.tolist())
