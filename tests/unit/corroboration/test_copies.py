"""Near-duplicate texts."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.corroboration.copies import COPY, bands_of, copy_likeness, signature_of

RNG = random.Random(4)
WORDS = [f"word{n}" for n in range(900)]
STORY = [RNG.choice(WORDS) for _ in range(240)]


def text(words):
    return " ".join(words)


@pytest.mark.parametrize(
    "other",
    [STORY, ["another", "headline", "of", "five", "words", *STORY], STORY[:170], [*STORY, *WORDS[:60]]],
    ids=["the same", "another headline", "the end cut", "a paragraph added"],
)
def test_the_same_agency_text_is_a_copy(other):
    one, two = signature_of(text(STORY)), signature_of(text(other))
    assert copy_likeness(one, two) >= COPY
    assert set(bands_of(one)) & set(bands_of(two))


def test_another_text_about_the_same_words_is_none():
    shuffled = RNG.sample(STORY, len(STORY))
    assert copy_likeness(signature_of(text(STORY)), signature_of(text(shuffled))) < 0.2


def test_case_and_punctuation_do_not_matter():
    assert signature_of("Shells fell on X, they said!") == signature_of("SHELLS FELL ON X -- they said")


def test_the_estimate_is_near_the_true_share():
    errors = []
    for cut in range(40, 240, 20):
        one = {text(STORY[i : i + 5]) for i in range(236)}
        other = {text(STORY[i : i + 5]) for i in range(cut - 4)}
        true = len(one & other) / len(one | other)
        errors.append(abs(true - copy_likeness(signature_of(text(STORY)), signature_of(text(STORY[:cut])))))
    assert max(errors) < 0.2
    assert sum(errors) / len(errors) < 0.06


def test_signatures_are_the_same_for_ever():
    # Stores keep them: another signature for the same text would lose its copies.
    assert signature_of("shells fell on the market of the town in the morning").hex()[:32] == (
        "2b24c007b6334f0fb235e94687f82347"
    )


@given(st.text(max_size=300))
def test_any_text_has_a_signature(told):
    signature = signature_of(told)
    assert len(signature) in (0, 384)
    assert copy_likeness(signature, signature) in (0.0, 1.0)
    assert len(bands_of(signature)) in (0, 32)
