"""Whose words a clause is: accusations, denials and counter-claims in sentences of our own on many wars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Act
from tests.unit.incidents.support import Account, accounts, frames_of, group, voice


def only(text: str) -> Account:
    found = accounts(text)
    assert len(found) == 1, found
    return found[0]


def last(text: str) -> Account:
    return accounts(text)[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "accused", "content"),
    [
        (
            "Ethiopia's government accused Eritrean forces of looting hospitals in Adigrat.",
            "Ethiopia",
            "Eritrea",
            "looting hospitals in Adigrat",
        ),
        (
            "Eritrea was accused by Ethiopia of shelling Zalambessa.",
            "Ethiopia",
            "Eritrea",
            "of shelling Zalambessa",
        ),
        (
            "The shelling of Zalambessa was blamed on Eritrea by the Ethiopian army.",
            "Ethiopia",
            "Eritrea",
            "The shelling of Zalambessa was",
        ),
        ("Mali's army blamed al-Qaeda for the attack on Gao.", "Mali", "al-Qaeda", "the attack on Gao"),
        (
            "Mali's army blamed the attack on Gao on al-Qaeda.",
            "Mali",
            "al-Qaeda",
            "the attack on Gao on al-Qaeda",
        ),
        ("SUDAN ARMY ACCUSES REBELS OF BURNING MALAKAL", "Sudan", "rebels", "BURNING MALAKAL"),
    ],
)
def test_an_accusation_has_an_accuser_and_an_accused(
    text: str, speaker: str, accused: str, content: str
) -> None:
    account = only(text)
    assert account.act is Act.ACCUSES
    assert (account.sides, account.accused, account.content) == ((speaker,), (accused,), content)
    assert not account.reciprocal


@pytest.mark.parametrize(
    "text",
    [
        "India's army and Pakistan's army accused each other of shelling villages.",
        "India's army and Pakistan's army traded blame for the shelling.",
        "Both sides accused each other of shelling. India and Pakistan have fought over Kashmir for decades.",
    ],
)
def test_both_sides_accuse_each_other(text: str) -> None:
    account = only(text)
    assert account.act is Act.ACCUSES
    assert account.sides == ("India", "Pakistan")
    assert account.accused == ()
    assert account.reciprocal


@pytest.mark.parametrize(
    ("text", "takes_up"),
    [
        ("Eritrea denied the accusation.", "accusation"),
        ("Eritrea denied it.", "it"),
        ("Eritrea denied that.", "that"),
        ("Eritrea denied, and left the talks.", ""),
        ("Eritrea confirmed the attack.", "attack"),
        ("Eritrea denied that it had shelled Zalambessa.", None),
        ("Eritrea denied sending troops.", None),
    ],
)
def test_an_answer_takes_up_what_was_said_or_tells_it_itself(text: str, takes_up: str | None) -> None:
    account = only(text)
    assert account.sides == ("Eritrea",)
    assert account.takes_up == takes_up


def test_a_denial_and_the_counter_claim_that_follows_it_are_two_accounts() -> None:
    denial, counter = accounts(
        "Eritrea's Defence Ministry denied the accusation, in turn saying that Ethiopian troops had shelled "
        "Zalambessa."
    )
    assert (denial.act, denial.sides, denial.takes_up) == (Act.DENIES, ("Eritrea",), "accusation")
    assert (counter.act, counter.sides) == (Act.REPORTS, ("Eritrea",))
    assert counter.content == "that Ethiopian troops had shelled Zalambessa"
    assert "Zalambessa" not in denial.content


def test_a_second_verb_has_the_speaker_of_the_first() -> None:
    denial, counter = accounts(
        "Burundi's army denied shelling Gatumba and said that rebels had fired on the camp."
    )
    assert denial.act is Act.DENIES
    assert counter.act is Act.REPORTS
    assert denial.sides == counter.sides == ("Burundi",)
    assert counter.content == "that rebels had fired on the camp"


def test_behind_a_semicolon_somebody_else_speaks() -> None:
    first, second = accounts(
        "Thailand said that Cambodian soldiers had fired first; Cambodia said that Thai soldiers had crossed "
        "the border."
    )
    assert (first.sides, first.content) == (("Thailand",), "that Cambodian soldiers had fired first")
    assert (second.sides, second.content) == (("Cambodia",), "that Thai soldiers had crossed the border")


def test_another_may_dismiss_the_claim_in_the_same_sentence() -> None:
    claim, answer = accounts(
        "Somalia's army claimed it killed 30 fighters near Jilib, but al-Shabaab dismissed the claim."
    )
    assert (claim.act, claim.sides) == (Act.REPORTS, ("Somalia",))
    assert (answer.act, answer.sides, answer.takes_up) == (Act.DENIES, ("Al-Shabaab",), "claim")
    assert "dismissed" not in claim.content


@pytest.mark.parametrize(
    "text",
    [
        "According to the Colombian army, guerrillas blew up a pylon near Pasto.",
        "Guerrillas blew up a pylon near Pasto, according to the Colombian army.",
        "Guerrillas blew up a pylon near Pasto, the Colombian army said on Monday.",
        "Guerrillas blew up a pylon near Pasto, said the Colombian army.",
    ],
)
def test_the_speaker_may_stand_on_either_side_of_what_is_said(text: str) -> None:
    account = only(text)
    assert account.act is Act.REPORTS
    assert account.sides == ("Colombia",)
    assert account.content.lower() == "guerrillas blew up a pylon near pasto"


def test_a_place_of_speaking_is_none_of_what_is_said() -> None:
    account = only("Uganda's army said in Kampala on Monday that rebels had burned Atiak.")
    assert account.content == "that rebels had burned Atiak"


def test_residents_speak_without_a_party() -> None:
    account = only("The Rapid Support Forces stormed El Geneina, residents said.")
    assert (account.speaker, account.sides) == ("residents", ())
    assert account.content == "The Rapid Support Forces stormed El Geneina"


def test_of_nested_quotes_the_outer_one_is_of_who_stands_behind_it() -> None:
    found = accounts("\"The general told us 'burn the huts', and we did,\" said a deserter.")
    assert [a.speaker for a in found] == ["The general", "a deserter"]
    assert found[1].content == "\"The general told us 'burn the huts', and we did"


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        (
            "Sudan's army said it had retaken Wad Madani. Its spokesman added that 40 fighters had surrendered.",
            "Its spokesman",
            "Sudan",
        ),
        ("Uganda's army said rebels had burned Atiak. It said twelve people had died.", "It", "Uganda"),
        ("Chad accused Libya of bombing Faya. Its spokesman denied that.", "Its spokesman", "Libya"),
        ("Chad accused Libya of bombing Faya. It denied the charge.", "It", "Libya"),
        ("Chad accused Libya of bombing Faya. It said two men were dead.", "It", "Chad"),
        ("The FARC said it had left Mitu. The group said two men were missing.", "The group", "FARC"),
        (
            "Serbia's Interior Ministry said guerrillas had ambushed a patrol. The ministry said two men were dead.",
            "ministry",
            "Serbia",
        ),
        (
            "Tuareg rebels of the MNLA said they had taken Kidal. The movement said nobody was hurt.",
            "The movement",
            "MNLA",
        ),
        ("Hezbollah said it had fired rockets at Nahariya. They said it was a reply.", "They", "Hezbollah"),
    ],
)
def test_a_speaker_of_the_sentence_before_is_taken_up(text: str, speaker: str, side: str) -> None:
    account = last(text)
    assert account.speaker == speaker
    assert account.sides == (side,)


@pytest.mark.parametrize(
    ("text", "speaker", "sides"),
    [
        ("Azerbaijani forces had not shelled Martuni, it said.", "it", ("Azerbaijan",)),
        ("Azerbaijani forces never shelled Martuni, it said.", "it", ("Azerbaijan",)),
        (
            "The ministry in Yerevan said shells hit Martuni. Azerbaijani forces shelled Martuni, it said.",
            "it",
            ("Armenia",),
        ),
        ("Azerbaijan shelled Martuni, it said.", "Azerbaijan", ("Azerbaijan",)),
        ("Azerbaijani forces shelled Martuni, they said.", "Azerbaijani forces", ("Azerbaijan",)),
    ],
)
def test_several_are_not_it(text: str, speaker: str, sides: tuple[str, ...]) -> None:
    account = last(text)
    assert (account.speaker, account.sides) == (speaker, sides)


def test_the_capital_speaks_for_its_state() -> None:
    account = last("Croatia's government says gunboats shelled Dubrovnik. Belgrade denies this.")
    assert (account.act, account.sides, account.takes_up) == (Act.DENIES, ("Serbia",), "this")


def test_who_claims_a_deed_admits_it() -> None:
    account = only("The LTTE claimed the attack on the naval base at Trincomalee.")
    assert (account.act, account.sides, account.takes_up) == (Act.ADMITS, ("LTTE",), "attack")


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed the attack.",
        "Neither side has confirmed the toll.",
        "Croatian troops have crossed the Sava, it was reported.",
        "Fighting broke out on Monday",
        "the",
        '"?" -- !',
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert accounts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Croatia did not confirm that its troops had crossed the Sava.",
        "Croatia warned that its troops might cross the Sava.",
    ],
)
def test_what_is_not_confirmed_or_only_feared_is_not_asserted(text: str) -> None:
    account = only(text)
    assert account.act is None
    assert account.sides == ("Croatia",)


def test_who_condemns_an_attack_takes_it_for_granted() -> None:
    text = "Iran condemned the raid on Khorramshahr."
    (frame,) = frames_of(text, voice(text, "Iran", "Iran"))
    assert frame.factive
    assert frame.act is None
    assert text[frame.cue_start : frame.cue_end] == "condemned"


def test_in_the_passive_who_denies_stands_behind_by() -> None:
    text = "The report was denied by the Front."
    (frame,) = frames_of(text, group(text, "the Front", "Front"))
    assert frame.act is Act.DENIES
    assert frame.speaker is not None
    assert frame.speaker.sides == ("Front",)
    assert frame.takes_up is not None


WORDS = '"Chad" said denied accused Libya of shelling , that ; it its army . according to by was and rebels'.split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_accounts_of_any_row_of_words_are_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = frames_of(text, *([voice(text, "Libya", "Libya")] if "Libya" in text else []))
    for frame in found:
        assert 0 <= frame.start < frame.end
        assert 0 <= frame.cue_start < frame.cue_end <= len(text)
    assert list(found) == sorted(found, key=lambda f: (f.cue_start, f.start))
