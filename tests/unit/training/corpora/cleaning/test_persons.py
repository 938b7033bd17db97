import pytest

from training.corpora.cleaning.persons import with_announced, with_surnames, without_titles


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[President Mira Tal|PER] spoke.", "President [Mira Tal|PER] spoke."),
        ("[Mr. Tal|PER] and [Lt. Col. Ana Veng|PER]", "Mr. [Tal|PER] and Lt. Col. [Ana Veng|PER]"),
        (
            "[U.S. Secretary of Defense Ash Orlan|PER] left.",
            "U.S. Secretary of Defense [Ash Orlan|PER] left.",
        ),
        ("the [Prime|PER] Minister", "the Prime Minister"),
        ("[Martin Luther King|PER] spoke.", "[Martin Luther King|PER] spoke."),
        ("[General Staff|ORG] said", "[General Staff|ORG] said"),
    ],
)
def test_without_titles(apply, before, after):
    assert apply(without_titles, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mr. [Taled|PLACE] left [Orlan|PLACE].", "Mr. [Taled|PER] left [Orlan|PLACE]."),
        ("Envoys met Mr. Taled Tuesday.", "Envoys met Mr. [Taled|PER] Tuesday."),
        ("President Asif [Ali Taled|PER] spoke.", "President [Asif Ali Taled|PER] spoke."),
        ("Minister Ban Ki-moor spoke.", "Minister [Ban Ki-moor|PER] spoke."),
        ("Colonel Abdul al-Veng spoke.", "Colonel [Abdul al-Veng|PER] spoke."),
        ("They told Mr. Veng China's law.", "They told Mr. [Veng|PER] China's law."),
        ("Minister [Orlan Trade Union|ORG] said", "Minister [Orlan Trade Union|ORG] said"),
        ("on [Prince Edward Island|PLACE]", "on [Prince Edward Island|PLACE]"),
    ],
)
def test_with_announced(apply, before, after):
    assert apply(with_announced, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[John|PER] [Negropolis|ORG] left.", "[John Negropolis|PER] left."),
        ("[John|PER] Negropolis left.", "[John Negropolis|PER] left."),
        ("John [Negropolis|PER] left.", "[John Negropolis|PER] left."),
        ("[John|PER] Tuesday left.", "[John|PER] Tuesday left."),
        ("[John|PER]'s [Negropolis|ORG]", "[John|PER]'s [Negropolis|ORG]"),
        ("told [John|PER] [Orlan Trade Union|ORG] staff", "told [John|PER] [Orlan Trade Union|ORG] staff"),
    ],
)
def test_with_surnames(apply, before, after):
    assert apply(with_surnames, before) == after
