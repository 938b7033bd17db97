import pytest

from training.corpora.cleaning import dropping, spacing, tweets


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Shells hit [Orlan|PLACE] again http://t.co/x1", "Shells hit [Orlan|PLACE] again"),
        ("RT @orlan_news: Shells hit [Orlan|PLACE]", "Shells hit [Orlan|PLACE]"),
        ("@ [anaveng|PER] was in [Orlan|PLACE]", "was in [Orlan|PLACE]"),
        ("Shells hit #[Orlan|PLACE] today #war #news", "Shells hit [Orlan|PLACE] today"),
        ("[Tal &amp; Veng|ORG] closed ♥ today :)", "[Tal & Veng|ORG] closed today"),
        ("He said , wait , in [Orlan|PLACE]  .", "He said, wait, in [Orlan|PLACE]."),
    ],
)
def test_tweets_become_plain(apply, before, after):
    assert apply(tweets.plain, before) == after


def test_what_is_not_english_is_dropped(apply):
    assert apply(tweets.english, "Shells have hit the town of Orlan") is not None
    assert apply(tweets.english, "Hari ini kita pergi lagi kota Orlan") is None
    assert apply(tweets.english, "снова обстрел города and the rest") is None
    assert apply(tweets.english, "so cold") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Orlan|PLACE] 's mayor", "[Orlan|PLACE]'s mayor"),
        ("don' t go to the [U. S.|PLACE]", "don't go to the [U.S.|PLACE]"),
        ("It was '\"' fine '\"' there", 'It was " fine " there'),
        ("( [Orlan|PLACE] ) fell .", "([Orlan|PLACE]) fell."),
    ],
)
def test_spaced(apply, before, after):
    assert apply(spacing.spaced, before) == after


def test_numbers(apply):
    assert (
        apply(dropping.numbers, "1,00,000 of 10,000 fled [Orlan|PLACE]")
        == "100,000 of 10,000 fled [Orlan|PLACE]"
    )


def test_contradictions_are_dropped(apply, read):
    assert apply(dropping.consistent, "[Orlan|PLACE] told [Orlan|ORG]") is None
    assert apply(dropping.consistent, "[Orlan|PLACE] told [Orlan Bank|ORG]") is not None
    kept = dropping.without_duplicates(
        map(
            read,
            [
                "[Orlan|PLACE] fell.",
                "[Orlan|PLACE]  fell.",
                "[Tal|PER] left.",
                "[Tal|ORG] left.",
                "All left.",
            ],
        )
    )
    assert [s.text for s in kept] == ["Orlan fell.", "All left."]
