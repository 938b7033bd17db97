"""Lines of texts of any size and encoding."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import date

import pytest

from geomap.errors import InputError
from geomap.readers import lines, read
from geomap.readers.lines import read_lines
from geomap.readers.stream import with_head
from geomap.readers.table import read_table


def lines_of(content: bytes):
    return list(read_lines(*with_head(io.BytesIO(content)), "a.jsonl"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_lines_have_numbers_whatever_ends_them(encoding):
    found = lines_of("Один\r\nДва Два Два\rТри\n\nПять\n".encode(encoding))
    assert [(line.number, line.text) for line in found] == [
        (1, "Один"),
        (2, "Два Два Два"),
        (3, "Три"),
        (4, ""),
        (5, "Пять"),
        (6, ""),
    ]


def test_an_encoding_is_guessed_at_the_first_line_that_needs_it(monkeypatch):
    monkeypatch.setattr(lines, "_CHUNK", 64)
    text = "Министерство обороны сообщило, что утром обстрел возобновился у реки."
    content = b"plain\n" * 30 + f"{text}\n{text}\n".encode("cp1251") + f"{text}\n".encode()
    found = lines_of(content)
    assert [line.text for line in found[30:33]] == [text] * 3
    assert [line.guessed for line in found[29:33]] == [None, "cp1251", "cp1251", None]


def test_a_broken_byte_does_not_spoil_a_line():
    (line, _) = lines_of("Министерство обороны".encode() + b"\xff\n")
    assert (line.text, line.guessed) == ("Министерство обороны\ufffd", "utf-8")


def test_what_has_no_lines_is_not_held(monkeypatch):
    monkeypatch.setattr(lines, "MAX_LINE", 3_000_000)
    content = b'{"text": "One."}\n' + b"x" * 5_000_000
    found = read_lines(*with_head(io.BytesIO(content)), "a.jsonl")
    assert next(found).text == '{"text": "One."}'
    with pytest.raises(
        InputError, match=r"a\.jsonl:2: a line of more than 3 MB; a document a line is needed"
    ):
        list(found)


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ""])
def test_memory_does_not_grow_with_the_file(tmp_path, suffix):
    """8 MB of rows are read within 4 MB, and the first is there before the last is read."""
    path = tmp_path / f"a{suffix}"
    text = "Shells fell on the harbour. " * 35
    if suffix == ".csv":
        head, row = "text,language,source\n", f'"{text}",en,Herald\n'
    else:
        head, row = "", json.dumps({"text": text, "language": "en", "source": "Herald"}) + "\n"
    path.write_text(head + row * 8_000)
    assert path.stat().st_size > 7_900_000
    documents = read(path, date=date(2021, 5, 6))
    tracemalloc.start()
    try:
        assert next(documents).id == ("a:2" if suffix == ".csv" else "a:1")
        for _ in range(3_000):
            next(documents)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        documents.close()
    assert peak < 5_000_000


def test_a_quote_that_is_never_closed_holds_only_so_much(monkeypatch):
    monkeypatch.setattr("geomap.readers.table._LONGEST_ROW", 10_000)
    content = b'text\n"Never closed.\n' + b"Next, and next.\n" * 2_000
    faults = []
    rows = read_table(
        read_lines(*with_head(io.BytesIO(content)), "a"), name="a", key="a", on_error=faults.append
    )
    assert list(rows) == []
    assert str(faults[0]).startswith("a:2: the row breaks the rules of quoting (more than 10,000 characters)")
    assert str(faults[1]).startswith("a:3: 2 cells where the header has 1")
