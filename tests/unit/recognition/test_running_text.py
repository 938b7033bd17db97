"""The text that the stages read has the length of the document's, without its wraps, notes and capitals."""

from __future__ import annotations

import pytest

from geomap.model import Document
from geomap.recognition.line_ends import join_lines
from geomap.recognition.running_text import as_running_text, running_text

WRAPPED = (
    "The convoy of four lorries left the depot shortly before nine in the\n"
    "morning and was fired on at the second bridge, where the road to Oldmere\n"
    "Heights begins. Two drivers were wounded, a spokesman for the Northern\n"
    "Transport Office said.\n"
    "\n"
    "Nobody claimed the attack."
)


def test_wrapped_paragraphs_are_joined() -> None:
    joined = join_lines(WRAPPED)
    assert len(joined) == len(WRAPPED)
    assert "nine in the morning" in joined
    assert "Oldmere Heights" in joined
    assert "the Northern Transport Office said.\n\nNobody" in joined


@pytest.mark.parametrize(
    "text",
    [
        "Two shells fell.\nNobody was hurt.",
        "The town slept,\nThe guns were still,\nNo lamp was kept\nUpon the hill.",
        "Killed in the fighting of the last week, as the hospital told it on Monday:\n- four men of Oldmere\n- two of Elm",
        "Title: The convoy was fired on at the second bridge of Oldmere by men unknown\nPublished: 3 May 2021\n\nIt left.",
        "A paragraph of its own, " + "and on it goes, " * 10 + "to its end.\nAnother one begins here.",
    ],
)
def test_other_line_ends_are_kept(text: str) -> None:
    assert join_lines(text) == text


def test_notes_are_no_text() -> None:
    text = "He said: [applause] we will [words indistinct] the [Oldmere] bridge (//) [PASSAGE OMITTED]."
    read = running_text(text)
    assert len(read) == len(text)
    assert read.split() == "He said: we will the [Oldmere] bridge .".split()


def test_shouted_report_is_read_whole() -> None:
    text = (
        "   SAN SALVADOR, 3 MAY 88 (RADIO OLDMERE) -- [TEXT] TWO TRUCKS OF THE ARMY\n"
        "WERE SHELLED ON THE ROAD TO SAN\nMIGUEL, POLICE SAID.  [WORDS INDISTINCT] THE DRIVERS FLED ON FOOT TO\n"
        "THE HILLS."
    )
    read = running_text(text)
    assert len(read) == len(text)
    assert "   SAN SALVADOR, 3 MAY 88 (RADIO OLDMERE) --" in read
    assert "police said." in read
    assert "The drivers fled on foot to the hills." in read


def test_usual_text_is_the_very_document() -> None:
    document = Document("a", "KYIV (Reuters) - Shells fell near Kharkiv.\n\nNobody was hurt.")
    assert as_running_text(document) is document


def test_a_text_of_notes_alone_stays() -> None:
    document = Document("a", "[words indistinct]")
    assert as_running_text(document) is document
