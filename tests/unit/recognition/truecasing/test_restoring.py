"""Text in capitals is read in the usual case, character by character."""

from __future__ import annotations

import pytest

from geomap.recognition.truecasing import capital_stretches, restore


@pytest.mark.parametrize(
    ("shouted", "usual"),
    [
        (
            "THE ARMY OF EL SALVADOR SHELLED TWO VILLAGES NEAR THE RIVER YESTERDAY.",
            "The army of El Salvador shelled two villages near the river yesterday.",
        ),
        (
            "UN OBSERVERS TOLD REPORTERS IN GENEVA THAT THE U.S. WILL NOT SEND TROOPS WITH US.",
            "UN observers told reporters in Geneva that the U.S. will not send troops with us.",
        ),
        ("FIGHTERS LEFT SANTA CRUZ DE LA SIERRA AT 6 A.M. ON MONDAY.",
         "Fighters left Santa Cruz de la Sierra at 6 a.m. on Monday."),
        ("THE 4TH COMPANY FIRED ITS 75MM GUNS AT D'ARCY AND AL-BAB.",
         "The 4th company fired its 75mm guns at D'Arcy and al-Bab."),
        ("HE WAS SHOT.  THE REBELS DENIED THAT.", "He was shot.  The rebels denied that."),
        ("GEN. O'BRIEN SAID THE COUNTRY'S PORTS WERE CLOSED.", "Gen. O'Brien said the country's ports were closed."),
    ],
)  # fmt: skip
def test_restores_usual_case(shouted: str, usual: str) -> None:
    restored = restore(shouted)
    assert restored.casefold() == usual.casefold()
    different = [(a, b) for a, b in zip(restored.split(), usual.split(), strict=True) if a != b]
    # Whether a unit of an army is capitalised is a matter of taste.
    assert [pair for pair in different if pair[1] not in {"company", "army"}] == []


def test_explained_abbreviation_stays_in_capitals() -> None:
    restored = restore(
        "THE NATIONAL ORCHARD BOARD [NOB] CLOSED THE ROAD.  THE NOB SAID THE ROAD WAS MINED BY GUERRILLAS."
    )
    assert "[NOB]" in restored
    assert "The NOB said" in restored


def test_names_of_the_register_are_written_as_it_writes_them() -> None:
    assert "Shining Path" in restore("TWO MEMBERS OF THE SHINING PATH WERE ARRESTED IN THE TOWN.")


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell near Kharkiv on Monday, officials said.",
        "KYIV (Reuters) - Shells fell near Kharkiv on Monday, NATO and the UN said.",
        "NATO UN EU",
        "",
        "Ракеты упали на Харьков. НАТО и ООН ЗАЯВИЛИ ОБ ЭТОМ ВЧЕРА ВЕЧЕРОМ В КИЕВЕ.",
        "停火协议 12345",
    ],
)
def test_other_text_is_the_same_object(text: str) -> None:
    assert restore(text) is text


def test_other_languages_stay_in_capitals() -> None:
    text = "EL EJERCITO DE LA REPUBLICA ATACO AYER LAS POSICIONES DE LOS REBELDES EN EL NORTE DE LA CIUDAD."
    assert restore(text) == text


def test_a_headline_in_capitals_is_restored_alone() -> None:
    text = "REBELS SHELL THE AIRPORT OF THE CAPITAL\n\nOn Monday NATO said that shells had hit the airport."
    (stretch,) = capital_stretches(text)
    assert text[stretch.start : stretch.end] == "REBELS SHELL THE AIRPORT OF THE CAPITAL"
    assert restore(text).startswith("Rebels shell the airport of the capital\n\nOn Monday NATO said")


def test_what_stands_before_the_start_is_kept() -> None:
    text = "SAN SALVADOR, 3 MAY 88 -- THE ARMY SHELLED THE HILLS."
    assert restore(text, 26).startswith("SAN SALVADOR, 3 MAY 88 -- The ")


def test_letters_whose_small_form_is_longer_keep_their_place() -> None:
    text = "THE ARMY OF İZMİR AND OF STRAẞE SHELLED THE TOWN OF ǅUR YESTERDAY."
    restored = restore(text)
    assert len(restored) == len(text)
    assert "İzmİr" in restored
