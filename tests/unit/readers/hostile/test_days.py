"""Days that are none."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.readers.fields import parse_day
from tests.files_made import STORY

NO_DAYS = (
    "0000-01-01", "10000-01-01", "2020-02-31", "2020-01-01T00:00:00+99:99", "Mon, 31 Feb 2020 10:00:00 +0000",
    "Mon, 1 Jan 99999999999999999999 10:00:00 +0000", "Mon, 99999999999 Jan 2020 10:00:00 +0000",
    "1 Jan 2020 99999999999999:00:00", "Mon, 1 Jan 2020 10:00:00 +9999999999999999999999", "1" * 3000,
    "(" * 3000, ",", "Mon,", "-1", "NaN", "a a a a a",
)  # fmt: skip


@pytest.mark.parametrize("told", NO_DAYS)
def test_what_is_no_day_is_a_value_error_and_nothing_else(told):
    with pytest.raises(ValueError, match="is no date") as raised:
        parse_day(told)
    assert type(raised.value) is ValueError
    assert len(str(raised.value)) < 150


@pytest.mark.parametrize("told", [*NO_DAYS, "1 Jan 0", "\0"])
def test_a_document_is_read_without_a_day_that_is_none(told, read_bytes):
    row = json.dumps({"text": STORY, "published": told}).encode()
    clean = told.replace("\0", "")
    page = f"<meta name='date' content='{clean}'><time datetime='{clean}'></time><p>{STORY}</p>".encode()
    feed = f"<rss version='2.0'><channel><item><title>{STORY}</title><pubDate>{clean}</pubDate></item></channel></rss>"
    mail = f"From: a@b.c\r\nDate: {clean}\r\nMIME-Version: 1.0\r\n\r\n{STORY}".encode()
    for content, name in ((row, "a.json"), (page, "a.html"), (feed.encode(), "a.rss"), (mail, "a.eml")):
        documents, _ = read_bytes(content, name)
        assert [STORY in document.text for document in documents] == [True], name


def test_a_row_says_that_its_day_is_none(read_bytes):
    rows = "".join(json.dumps({"text": STORY, "published": told}) + "\n" for told in NO_DAYS)
    documents, faults = read_bytes(rows.encode(), "a.jsonl")
    assert len(documents) == len(faults) == len(NO_DAYS)
    assert all("is no date" in fault and "read without it" in fault for fault in faults)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_are_days(day):
    assert parse_day(day.isoformat()) == day
