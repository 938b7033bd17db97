import pytest

from training.corpora.cleaning.bounds import (
    at_word_ends,
    trim,
    with_capitals,
    without_descriptions,
    without_small_words,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Shells hit [the Orlan river|PLACE].", "Shells hit the [Orlan river|PLACE]."),
        ("[The Orlan Post|ORG] said so.", "The [Orlan Post|ORG] said so."),
        ("[Orlan's|PLACE] mayor left.", "[Orlan|PLACE]'s mayor left."),
        ("Orlan[ 's Interior Ministry|ORG] said so.", "Orlan 's [Interior Ministry|ORG] said so."),
        ("In ([Orlan),|PLACE] it rained.", "In ([Orlan|PLACE]), it rained."),
        ("They met in [Washington D.C.|PLACE]", "They met in [Washington D.C.|PLACE]"),
        ("They met in [Orlan.|PLACE]", "They met in [Orlan|PLACE]."),
        ("They met at [The Hague|PLACE].", "They met at [The Hague|PLACE]."),
        ("The [Hague|PLACE] is far.", "[The Hague|PLACE] is far."),
        ("He left [the|PLACE] town.", "He left the town."),
    ],
)
def test_trim(apply, before, after):
    assert apply(trim, before) == after


def test_at_word_ends(apply):
    assert apply(at_word_ends, "The [Iraqi|DEM]s left.") == "The [Iraqis|DEM] left."
    assert (
        apply(at_word_ends, "[Orlan|PLACE]-based, [U.S.|PLACE]-led")
        == "[Orlan|PLACE]-based, [U.S.|PLACE]-led"
    )
    assert apply(at_word_ends, "The [Orlan|PLACE]records came out.") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In [southern Orlan province|PLACE] it rained.", "In southern [Orlan|PLACE] province it rained."),
        ("Fighters of [al-Qaida|ORG] left.", "Fighters of [al-Qaida|ORG] left."),
        ("He met [bin Taled|PER].", "He met [bin Taled|PER]."),
        ("The [oil-rich|ORG] north.", "The oil-rich north."),
        ("[Bank of the North|ORG]", "[Bank of the North|ORG]"),
        ("the [101st Airborne|ORG]", "the [101st Airborne|ORG]"),
    ],
)
def test_without_small_words(apply, before, after):
    assert apply(without_small_words, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[We|ORG] thank [the commander of the Orlan fleet|PER].",
            "We thank the commander of the Orlan fleet.",
        ),
        (
            "[ORL militants|ORG] fled from [the Orlan Guard|ORG].",
            "ORL militants fled from [the Orlan Guard|ORG].",
        ),
        (
            "[Ministers of Iran, Oman, Egypt and of Qatar|ORG] met.",
            "Ministers of Iran, Oman, Egypt and of Qatar met.",
        ),
    ],
)
def test_without_descriptions(apply, before, after):
    assert apply(without_descriptions, before) == after


def test_with_capitals(apply):
    assert apply(with_capitals, "we were in [orlan bay|PLACE]") is None
    assert apply(with_capitals, "we were in [Orlan Bay|PLACE]") is not None
