"""The head of a text: date, dateline, where the body begins."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.recognition.header import read_header


@pytest.mark.parametrize(
    ("text", "day", "dateline", "body"),
    [
        (
            "date 2021-03-04 NORTHTOWN/SOUTHTOWN -- Troops moved.",
            date(2021, 3, 4),
            "NORTHTOWN/SOUTHTOWN",
            "Troops",
        ),
        ("KYIV, Ukraine (AP) — Shells fell.", None, "KYIV, Ukraine", "Shells"),
        (
            "GOMA, Democratic Republic of Congo, Jan 27 (Reuters) - Rebels came.",
            None,
            "GOMA, Democratic Republic of Congo",
            "Rebels",
        ),
        ("N'DJAMENA, Oct. 20, 2022 (Xinhua) -- Police fired.", date(2022, 10, 20), "N'DJAMENA", "Police"),
        ("SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] A BOMB", date(1990, 1, 3), "SAN SALVADOR", "A BOMB"),
        ("LIMA, 16 APR 89 (ACAN - EFE) -- [TEXT] A BOMB", date(1989, 4, 16), "LIMA", "A BOMB"),
        ("Khartoum – The army spoke.", None, "Khartoum", "The army"),
        ("JERUSALEM — Rockets fell.", None, "JERUSALEM", "Rockets"),
        ("DAMASCUS/BEIRUT (Reuters) - A blast", None, "DAMASCUS/BEIRUT", "A blast"),
        ("date: 2023-04-16\nFighting went on.", date(2023, 4, 16), None, "Fighting"),
        ("Published: 16 April 2023\n\nFighting went on.", date(2023, 4, 16), None, "Fighting"),
        (
            "Title: A town falls\nDate: 2023-04-16\nSource: a wire\n\nGOMA (AFP) - It fell.",
            date(2023, 4, 16),
            "GOMA",
            "It fell",
        ),
        ("Date: 2023-04-16 KHARTOUM -- Jets struck.", date(2023, 4, 16), "KHARTOUM", "Jets"),
        ("A town falls\n\nGOMA, Jan 27, 2025 (Reuters) - It fell.", date(2025, 1, 27), "GOMA", "It fell"),
        ("Tuesday, 13 October 2020\nIt rained.", date(2020, 10, 13), None, "It rained"),
    ],
)
def test_reads_header(text: str, day: date | None, dateline: str | None, body: str) -> None:
    header = read_header(text)

    assert header.date == day
    assert (header.dateline.of(text) if header.dateline else None) == dateline
    assert text[header.body_start :].startswith(body)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine - a country of many rivers - saw snow.",
        "Ukraine – a country of many rivers.",
        "The militia — the largest of them — withdrew.",
        "Fighting went on between both sides -- the fiercest yet.",
        "Date: unclear, says the ministry.",
        "Port-au-Prince was quiet.",
        "A first line\nand a second one, without any dash.",
        "",
        "   \n\n",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    header = read_header(text)

    assert header.dateline is None
    assert header.date is None
    assert text[: header.body_start].strip() == ""


def test_day_without_year_is_not_the_date() -> None:
    assert read_header("LVIV, Feb 24 (AP) - Sirens wailed.").date is None


def test_impossible_day_is_no_date() -> None:
    assert read_header("date 2020-13-45 TOWN -- Text.").date is None


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("SAN SALVADOR, 3 MAY 88 (NPA-EFE) -- [TEXT] THE ARMY", "SAN SALVADOR", date(1988, 5, 3), "NPA-EFE"),
        ("BOGOTA, 7 FEB 91 -- THE ARMY", "BOGOTA", date(1991, 2, 7), None),
        ("LIMA (PERU), 2 DEC 87 (AFP)-- [REPORT] [TEXT] THE ARMY", "LIMA (PERU)", date(1987, 12, 2), "AFP"),
        ("   PERTH (AUSTRALIA), JUNE 11 90 -- THE ARMY", "PERTH (AUSTRALIA)", date(1990, 6, 11), None),
        ("MADRID, NO DATE (RADIO OLDMERE) -- [SPEECH] THE ARMY", "MADRID", None, "RADIO OLDMERE"),
        ("NO CITY (EL SALVADOR), 5 MAR 88 (NPA) -- THE ARMY", "EL SALVADOR", date(1988, 3, 5), "NPA"),
        ("HAVANA, 2 MAY 04 (AFP) -- THE ARMY", "HAVANA", date(2004, 5, 2), "AFP"),
        ("QUITO, 9 MAY 88 [RADIO OLDMERE 1) -- THE ARMY", "QUITO", date(1988, 5, 9), "RADIO OLDMERE 1"),
        ("BAGHDAD (Meridian Press), Nov. 9, 2019 - THE ARMY", "BAGHDAD", date(2019, 11, 9), "Meridian Press"),
        ("KYIV (Reuters) - THE ARMY", "KYIV", None, "Reuters"),
    ],
)
def test_datelines_of_wires(text: str, place: str, day: date | None, agency: str | None) -> None:
    header = read_header(text)

    assert header.dateline is not None
    assert text[header.dateline.start : header.dateline.end] == place
    assert (header.date, header.agency) == (day, agency)
    assert text[header.body_start :] == "THE ARMY"
