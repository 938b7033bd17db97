"""Counts of people harmed."""

from __future__ import annotations

import pytest

from geomap.model import CasualtyCount, Harm
from geomap.recognition.counts import find_counts


def shape(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(c.harm.value, c.low, c.best, c.high) for c in find_counts(text)]


def only(text: str) -> CasualtyCount:
    (count,) = find_counts(text)
    return count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They killed three civilians.", [("killed", 3, 3, 3)]),
        ("Three civilians were killed.", [("killed", 3, 3, 3)]),
        (
            "It hit a bus, killing at least five people and wounding 12.",
            [("killed", 5, 5, None), ("wounded", 12, 12, 12)],
        ),
        ("The death toll rose from 30 to 42.", [("killed", 42, 42, 42)]),
        ("It caused the deaths of two soldiers.", [("killed", 2, 2, 2)]),
        ("12 people, including 3 children, were injured.", [("wounded", 12, 12, 12)]),
        ("Ten people died, two of them children.", [("killed", 10, 10, 10)]),
        ("A woman was killed.", [("killed", 1, 1, 1)]),
        ("A 12-year-old girl was wounded.", [("wounded", 1, 1, 1)]),
        ("It left two dead and six wounded.", [("killed", 2, 2, 2), ("wounded", 6, 6, 6)]),
        ("It claimed the lives of 17 people.", [("killed", 17, 17, 17)]),
        ("The army lost 30 troops.", [("killed", 30, 30, 30)]),
        ("Between 20 and 30 people were killed.", [("killed", 20, 20, 30)]),
        ("20 to 30 fighters died.", [("killed", 20, 20, 30)]),
        ("Up to 20 militants were killed.", [("killed", None, 20, 20)]),
        ("About 70 people were hurt.", [("wounded", None, 70, None)]),
        ("More than 2,300 people have been killed.", [("killed", 2300, 2300, None)]),
        ("Dozens were wounded.", [("wounded", 24, None, None)]),
        ("Scores of people were killed.", [("killed", 40, None, None)]),
        ("Hundreds of soldiers and civilians have been killed.", [("killed", 200, None, None)]),
        ("Hundreds of thousands of people fled.", [("displaced", 200_000, None, None)]),
        ("1.5 million people were displaced.", [("displaced", 1_500_000, 1_500_000, 1_500_000)]),
        ("2,000 people were forced to flee.", [("displaced", 2000, 2000, 2000)]),
        ("Twenty-one rebels were killed.", [("killed", 21, 21, 21)]),
        ("a dozen people were hurt", [("wounded", 12, 12, 12)]),
        ("Two soldiers and three civilians were killed.", [("killed", 2, 2, 2), ("killed", 3, 3, 3)]),
        (
            "It killed two soldiers and a civilian and destroyed three tanks.",
            [("killed", 2, 2, 2), ("killed", 1, 1, 1)],
        ),
        ("Two gunmen killed five people.", [("killed", 5, 5, 5)]),
        ("Three people were killed and five wounded.", [("killed", 3, 3, 3), ("wounded", 5, 5, 5)]),
        ("3 killed, 5 wounded in a blast", [("killed", 3, 3, 3), ("wounded", 5, 5, 5)]),
        ("30 people were killed or wounded.", [("killed", None, None, 30), ("wounded", None, None, 30)]),
        ("They took 12 prisoners.", [("captured", 12, 12, 12)]),
        ("They abducted 20 schoolgirls.", [("captured", 20, 20, 20)]),
        ("Twelve soldiers were captured.", [("captured", 12, 12, 12)]),
        ("500 people are missing.", [("missing", 500, 500, 500)]),
        ("Gunmen shot dead two policemen.", [("killed", 2, 2, 2)]),
        ("Five people were burned to death.", [("killed", 5, 5, 5)]),
        (
            "THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED.",
            [("killed", 3, 3, 3), ("wounded", 7, 7, 7)],
        ),
        ("IT RESULTED IN ONE DEAD TERRORIST.", [("killed", 1, 1, 1)]),
    ],
)
def test_counts(text: str, expected: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of soldiers marched.",
        "They killed two tanks and three drones.",
        "Shells fell 5 km from the town.",
        "300 homes were destroyed.",
        "They captured 12 villages.",
        "No civilians were killed.",
        "Its commander was killed 5 days ago.",
        "20 militants attacked the post and the commander was killed.",
        "They shot down 84 cruise missiles.",
        "A police station was hit.",
        "The 72nd Brigade was hit by a Su-25.",
        "Twelve people were not hurt.",
    ],
)
def test_no_counts(text: str) -> None:
    assert find_counts(text) == ()


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Three civilians were killed.", "civilian"),
        ("Three soldiers were killed.", "military"),
        ("Three people were killed.", None),
        ("12 soldiers and civilians were killed.", None),
        ("At least 12 civilian deaths were reported.", "civilian"),
        ("Three sailors were killed.", "military"),
        ("Three sailors on a cargo ship were killed.", "civilian"),
        ("A missile hit a tanker off Aden. Three sailors were killed.", "civilian"),
        ("A tanker burned. On Monday a frigate was hit and three sailors were killed.", "military"),
        ("Two crewmen of a fishing boat died.", "civilian"),
    ],
)
def test_victims(text: str, victims: str | None) -> None:
    assert only(text).victims == victims


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Hundreds of people have been killed since May 2.", True),
        ("The death toll stood at 42.", True),
        ("So far 12 people have been killed.", True),
        ("People said 12 villagers were killed in three weeks of fighting.", True),
        ("The war has killed more than 10,000 people.", True),
        ("It brought to 12 the number of people killed.", True),
        ("Twelve people were killed on Monday.", False),
    ],
)
def test_running_totals(text: str, cumulative: bool) -> None:
    assert only(text).cumulative is cumulative


def test_quote_is_the_text_of_its_span() -> None:
    text = "The ministry said at least three civilians were killed near the market."
    count = only(text)

    assert count.quote == text[count.start : count.end] == "at least three civilians were killed"
    assert count.harm is Harm.KILLED
    assert count.party is None
