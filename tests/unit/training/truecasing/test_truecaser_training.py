"""The lexicon is counted where the case of a word tells, and fitted alike each time."""

from __future__ import annotations

from geomap.recognition.truecasing.lexicon import Lexicon
from training.truecasing.__main__ import measure, write
from training.truecasing.counting import class_of, count, is_usual, own_forms
from training.truecasing.fitting import example, fit

TEXTS = [
    "The guns of McCoy were heard in Oldmere, NATO said.",
    "In March the guns of the army were heard; McCoy left.",
    "They march on Oldmere, and the Army's guns march with them.",
] * 4


def test_counts_leave_out_beginnings_and_shouting() -> None:
    counts = count([*TEXTS, "THE GUNS WERE HEARD IN OLDMERE"])
    assert {k: class_of(counts[k]) for k in ("guns", "oldmere", "nato", "march")} == {
        "guns": "l", "oldmere": "c", "nato": "u", "march": "m"
    }  # fmt: skip
    assert "they" not in counts
    assert own_forms(counts) == {"mccoy": "McCoy"}
    assert not is_usual("GUNS HEARD IN OLDMERE")


def test_fitting_is_the_same_each_time_and_learns() -> None:
    counts = count(TEXTS)
    bare = Lexicon({k: class_of(c) for k, c in counts.items()}, own_forms(counts))
    examples = [example(text, bare) for text in TEXTS]
    weights = fit(examples)
    assert weights == fit(examples)
    lexicon = Lexicon(bare.classes, bare.forms, weights)
    assert float(measure(TEXTS, lexicon)["all words"].split()[0]) > 0.95
    assert write(lexicon) == write(lexicon)
