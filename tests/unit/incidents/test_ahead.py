"""Which sentences are worth parsing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from geomap.incidents import finding
from geomap.incidents.reading import Reading
from geomap.incidents.sentences.ahead import worth_parsing
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Document, Incident, Polarity, Salience, Status
from geomap.pipeline import extract
from tests.unit.incidents.deeds_support import DAY, reading_of, told

TRIALS = Path(__file__).parents[2] / "trials"


def chosen(text: str) -> list[int]:
    """The indices of the sentences that are worth parsing."""
    return [s.index for s in worth_parsing(reading_of(Document("d", text, published=DAY)))]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Goma on Monday.",
        "Rebels took the town of Mopti on Monday.",
        "Four people were killed in Nguru.",
        "The Kunduz garrison came under bombardment.",
        "Police detained six students in Minsk on Monday.",
        "India and Pakistan exchanged fire near Uri.",
        "The president of Chad met the king of Jordan in Amman.",
        "Protesters marched through Lagos on Monday.",
        "A truce was signed in Bonn.",
    ],
)
def test_what_may_tell_of_an_incident_is_parsed(text: str) -> None:
    assert chosen(text) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "The harvest in Mopti was good this year.",
        "The minister spoke of taxes in Harare on Monday.",
        "The firm hit its target for sales.",
        "Oslo won the match in Bergen.",
        "It was cold in Goma.",
    ],
)
def test_what_cannot_is_left_and_gives_no_incident(text: str) -> None:
    assert chosen(text) == []
    assert told(text) == ()


def test_words_that_need_arms_are_read_for_two_sentences_after_them() -> None:
    calm = "The sky stays grey. "
    text = "Rebels came to Bor on Sunday. " + calm + "They hit the mill."
    assert 2 in chosen(text)
    assert 4 not in chosen("Rebels came to Bor on Sunday. " + calm * 3 + "They hit the mill.")


def test_an_answer_is_parsed_only_near_what_it_answers() -> None:
    calm = "The sky stays grey. "
    shelled = "Houthi forces shelled Taiz on Monday. "
    answer = "The Houthis denied it."
    assert chosen(shelled + answer) == [0, 1]
    assert chosen(shelled + calm * 2 + answer) == [0, 3]
    assert chosen(shelled + calm * 6 + answer) == [0]
    assert chosen(answer) == []


def test_an_attack_named_in_a_word_of_its_own_may_be_answered_too() -> None:
    accused = "Residents accused the military of shelling Laiza on Tuesday. "
    answer = "The military denied it."
    assert chosen(accused + answer) == [0, 1]
    assert chosen("Police detained six students in Minsk on Monday. " + answer) == [0]
    (incident,) = told(accused + answer)
    assert incident.status is Status.CONTESTED


def test_no_text_has_no_sentence_worth_it() -> None:
    assert chosen("...\n\n!") == []


def _trials() -> list[Document]:
    rows = [
        json.loads(line)
        for path in sorted(TRIALS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Document(r["id"], r["text"], published=date.fromisoformat(r["published"])) for r in rows]


def _told_as_news(incidents: tuple[Incident, ...]) -> set[tuple[str, str]]:
    """Sentences that tell of violence as the news."""
    return {
        (i.document_id, i.quote)
        for i in incidents
        if i.violent and i.polarity is Polarity.ASSERTED and i.salience is Salience.CORE
    }


@pytest.fixture(scope="module")
def sentences() -> dict[str, list[tuple[str, bool]]]:
    """The sentences of each trial, and whether they are worth parsing."""
    found = {}
    for document in _trials():
        reading = reading_of(document)
        worth = {s.index for s in worth_parsing(reading)}
        found[document.id] = [
            (document.text[s.span.start : s.span.end], s.index in worth) for s in reading.sentences
        ]
    return found


@pytest.fixture(scope="module")
def incidents() -> tuple[Incident, ...]:
    """The incidents of all trials."""
    return extract(_trials()).incidents


def test_a_sentence_that_is_dropped_gives_no_incident(
    sentences: dict[str, list[tuple[str, bool]]], incidents: tuple[Incident, ...]
) -> None:
    dropped = {(d, text) for d, each in sentences.items() for text, worth in each if not worth}
    dropped -= {(d, text) for d, each in sentences.items() for text, worth in each if worth}
    assert dropped
    assert not [i.quote for i in incidents if (i.document_id, i.quote) in dropped]


def test_hardly_any_news_of_violence_is_dropped(
    incidents: tuple[Incident, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def every(reading: Reading) -> Iterator[Sentence]:
        return iter(reading.sentences)

    kept = _told_as_news(incidents)
    monkeypatch.setattr(finding, "worth_parsing", every)
    of_all = _told_as_news(extract(_trials()).incidents)
    assert len(of_all) > 200
    assert len(of_all - kept) <= len(of_all) // 100, sorted(of_all - kept)


def test_much_is_dropped_of_what_is_of_no_war() -> None:
    text = (
        "The harvest in Mopti was good this year. The school has a new roof. The fair opens on Friday. " * 20
    )
    assert chosen(text) == []
