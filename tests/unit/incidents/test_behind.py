"""Speakers who stand behind what they say: sentences of our own on several wars."""

from __future__ import annotations

import pytest

from geomap.incidents.accounts.behind import speaker_behind
from geomap.incidents.accounts.cueing import find_cues
from tests.unit.incidents.support import sentence


def behind(text: str) -> list[tuple[str, str]]:
    """Speakers behind their words, with these words."""
    read = sentence(text)
    found = [speaker_behind(read, cue) for cue in find_cues(read)]
    return [(read.words[b.head], text[slice(*b.content)]) for b in found if b is not None]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Helicopters fired on the column, herders said.", "herders", "Helicopters fired on the column"),
        (
            "Helicopters strafed the ferry, the bishop of Gulu said on Sunday in a letter.",
            "bishop",
            "Helicopters strafed the ferry",
        ),
        (
            "Soldiers burned the huts, villagers who had fled to Gulu said.",
            "villagers",
            "Soldiers burned the huts",
        ),
        ("The rebels took the port, it said.", "it", "The rebels took the port"),
        ("Guns fell silent, he said", "he", "Guns fell silent"),
        (
            "Rebels shelled the port, said the admiral; nobody was hurt.",
            "admiral",
            "Rebels shelled the port",
        ),
        ("SHELLS HIT CONVENT, ARMY SAYS", "ARMY", "SHELLS HIT CONVENT"),
        (
            "Tanks have crossed the Drina, a Bosnian officer confirmed.",
            "officer",
            "Tanks have crossed the Drina",
        ),
    ],
)
def test_a_speaker_behind_a_comma(text: str, speaker: str, said: str) -> None:
    assert behind(text) == [(speaker, said)]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            '"They came at dawn and shot the cattle," said a herder, Deng Akol.',
            "herder",
            '"They came at dawn and shot the cattle,',
        ),
        ('"We hold the ridge," the captain told reporters.', "captain", '"We hold the ridge,'),
        ("“The bridge is gone,” said the ferryman.", "ferryman", "“The bridge is gone,"),
    ],
)
def test_a_speaker_behind_a_quote(text: str, speaker: str, said: str) -> None:
    assert behind(text) == [(speaker, said)]


def test_of_a_quote_within_a_quote_the_outer_one_has_its_speaker_behind() -> None:
    text = "\"He said 'leave or die' and fired,\" recalled the teacher."
    assert behind(text) == [("teacher", "\"He said 'leave or die' and fired,")]


@pytest.mark.parametrize(
    "text",
    [
        "The navy said it had sunk two boats.",
        "In Gulu, the bishop said the rebels had come back.",
        "After the column had passed, the mayor said the road was mined.",
        "After the column had passed, the mayor said.",
        "On Monday, said the clerk.",
        "The agency, which has its seat in Geneva, reported shelling near Huambo.",
        "Villagers, who had fled to Gulu, said soldiers had burned their huts.",
        "Refugees, from Gori, said Russian troops had burned their farms.",
        "The road is open, it was said.",
        "Rebels denied it, in turn claiming that soldiers had burned the huts.",
        "Shells hit the mill, and the miller said so.",
        "Said the admiral",
        "said",
        "no word",
    ],
)
def test_elsewhere_the_speaker_stands_where_speakers_do(text: str) -> None:
    assert behind(text) == []


def test_who_is_said_to_say_nothing_is_no_speaker() -> None:
    assert behind("The gates were shut, said nothing of the siege.") == []
