"""What a document says, and what an address hides, is in outputs alone: not in logs, errors or progress."""

from __future__ import annotations

import json
import logging

import pytest

from geomap.cli import main

CANARY = "Zanzarakiwi"
SECRET = "hunter2secret"
TEXT = f"Shells struck Stepanakert on 4 October 2020, said {CANARY}. Two civilians were killed in Martakert."
ROWS = [
    json.dumps({"id": "good", "title": f"{CANARY} speaks", "text": TEXT, "date": "2020-10-04"}),
    json.dumps({"id": "no text", "title": CANARY}),
    json.dumps({"id": "no day", "text": TEXT, "published": f"{CANARY} day"}),
    f'{{"id": "cut off", "text": "{TEXT}',
    json.dumps({"id": "no text but a number", "text": 7, "note": CANARY}),
    json.dumps([CANARY]),
]


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(ROWS) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("command", ["extract", "geoparse", "map", "run"])
def test_the_words_of_documents_are_in_no_log_and_no_error(command, rows, tmp_path, capsys, caplog):
    caplog.set_level(logging.INFO)
    endings = {"extract": "out.geojson", "geoparse": "out.jsonl", "map": "out.html", "run": "out"}
    serial = ["--engine", "serial"] if command == "run" else []
    status = main([command, str(rows), "-o", str(tmp_path / endings[command]), *serial])
    said = capsys.readouterr()
    assert status == 1
    # 'no day' is told with the date that cannot be read, which is what has to be put right.
    told = [line for line in said.err.splitlines() if f"{CANARY} day" not in line]
    assert told != []
    assert CANARY not in "\n".join(told) + said.out
    assert [r for r in caplog.records if CANARY in r.getMessage()] == []


@pytest.mark.parametrize(
    "store",
    [
        f"postgresql://anna:{SECRET}@127.0.0.1:1/news",
        f"postgresql://anna:{SECRET}@127.0.0.1:no/news",
        f"postgresql://anna:a@{SECRET}@/news?host=/nowhere",
        f"postgresql://anna@/news?host=/nowhere&password={SECRET}",
        f"postgresql://anna@/news?host=/nowhere&sslpassword={SECRET}",
        f"postgres://anna:{SECRET}/x@127.0.0.1:1/news",
    ],
)
def test_the_password_of_a_database_is_in_no_error(store, capsys, caplog):
    caplog.set_level(logging.INFO)
    assert main(["store", "list", store]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert SECRET not in said.err + said.out + caplog.text


@pytest.mark.parametrize("url", [f"https://anna:{SECRET}@127.0.0.1/a", f"http://127.0.0.1/a?token={SECRET}"])
def test_the_keys_of_an_address_are_in_no_error(url, tmp_path, capsys, caplog):
    caplog.set_level(logging.INFO)
    assert main(["extract", "--fetch", url, "-o", str(tmp_path / "a.geojson")]) == 2
    said = capsys.readouterr()
    assert SECRET not in said.err + said.out + caplog.text
    assert list(tmp_path.iterdir()) == []
