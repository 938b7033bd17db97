"""The command over inputs of which some, or all, cannot be read."""

from __future__ import annotations

import pytest

from geomap.cli import main
from tests.files_made import STORY


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "\x1b[31mbad.json").write_text("{", encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    return tmp_path


@pytest.mark.parametrize(
    ("inputs", "status", "lines"),
    [
        (["good.txt"], 0, 0),
        (["good.txt", "deep.json", "\x1b[31mbad.json", "binary.txt"], 1, 3),
        (["."], 1, 3),
        (["deep.json", "\x1b[31mbad.json"], 2, 3),
        (["no\x1bthing.txt"], 2, 2),
    ],
)
def test_the_status_and_a_line_for_each(folder, capsys, inputs, status, lines):
    assert main(["geoparse", *inputs, "-o", "out.jsonl"]) == status
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert all(line.startswith("geomap: ") and line.isprintable() for line in told)
    assert (folder / "out.jsonl").exists() == (status < 2)
