"""The language of documents that do not say it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from geomap.readers import language, read
from geomap.readers.language import language_of
from tests.files_made import STORY

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "languages.jsonl"
GERMAN = "Die Stadt wurde am Sonntag beschossen, sagte der Gouverneur. Zwei Menschen kamen ums Leben."
UKRAINIAN = "Увечері 3 травня російські війська обстріляли місто, двоє мешканців загинули, сказав голова."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STORY, "en"),
        (GERMAN, "de"),
        (UKRAINIAN, "uk"),
        ("", None),
        ("Gorno-Badakhshan, Kyzyl-Art", None),  # hardly more than names
        ("1 2 3 4 5 6 7 8 9 0 . . . . - - - - 1 2 3 4 5 6 7 8 9 0", None),
    ],
)
def test_a_language_is_told_where_it_is_sure(text, told):
    assert language_of(text) == told


def test_plain_english_loads_no_model(monkeypatch):
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("a model was loaded"))
    assert language_of(STORY) == "en"


def test_what_the_document_says_counts(tmp_path):
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        "".join(json.dumps(row) + "\n" for row in ({"text": GERMAN, "language": "nl"}, {"text": GERMAN}))
    )
    assert [document.language for document in read(rows)] == ["nl", "de"]


def test_without_the_extra_nothing_is_guessed(monkeypatch):
    monkeypatch.setattr(language, "_is_installed", lambda: False)
    assert language_of(STORY) is None


def test_languages_of_the_fixture_are_never_told_wrongly():
    rows = [json.loads(line) for line in FIXTURE.read_text("utf-8").splitlines()]
    texts = [re.sub(r"\[([^]|]*)[^]]*\]", r"\1", row["marked"]) for row in rows]
    told = [(row["language"], language_of(text)) for row, text in zip(rows, texts, strict=True)]
    assert all(answer in (wanted, None) for wanted, answer in told)
    assert sum(answer is None for _, answer in told) <= 1
    assert "py3langid" in sys.modules
