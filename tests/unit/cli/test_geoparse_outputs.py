"""Where geoparse writes its lines and its page."""

from __future__ import annotations

import json

import pytest

import geomap.pipeline
from geomap.cli import main
from geomap.exports.pages import toponym_page
from tests import builders


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    def found(documents, **options):
        return iter(
            [(document, (builders.toponym(), builders.toponym(resolved=False))) for document in documents]
        )

    monkeypatch.setattr(geomap.pipeline, "geoparse_each", found)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(builders.TEXT)

    def ask(*arguments):
        status = main(["geoparse", "a.txt", *arguments])
        done = capsys.readouterr()
        return status, done.out, done.err

    return ask


def is_page(text):
    return text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n")


def is_lines(text):
    return [json.loads(line)["doc_id"] for line in text.splitlines()] == ["a"]


def test_lines_go_to_standard_output_if_nothing_is_said(run):
    status, out, err = run()
    assert (status, err) == (0, "")
    assert is_lines(out)


def test_a_page_alone(run, tmp_path):
    assert run("--html", "page.html") == (0, "2 toponyms in 1 document: page.html\n", "")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert is_page(page)
    assert "Eastford, Ukraine" in page
    assert "unique name" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "page.html"]


def test_a_page_and_lines(run, tmp_path):
    told = run("--html", "page.HTM", "-o", "lines.jsonl", "--explain")
    assert told == (0, "2 toponyms in 1 document: lines.jsonl, page.HTM\n", "")
    assert "unique name" in (tmp_path / "page.HTM").read_text("utf-8")
    assert is_lines((tmp_path / "lines.jsonl").read_text("utf-8"))
    status, out, _ = run("--html", "page.html", "-o", "-")
    assert status == 0
    assert is_lines(out)
    status, out, _ = run("--html", "-", "-o", "other.jsonl")
    assert status == 0
    assert is_page(out)
    assert is_lines((tmp_path / "other.jsonl").read_text("utf-8"))


def test_a_page_on_standard_output_comes_alone(run, tmp_path):
    status, out, err = run("--html", "-")
    assert (status, err) == (0, "")
    assert is_page(out)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--html", "page.pdf"), "page.pdf: a page is HTML; a name ending in .html is needed"),
        (("--html", ""), "a name ending in .html is needed"),
        (("--html", "none/page.html"), "none/page.html: the folder is not there"),
        (("--html", "-", "-o", "-"), "standard output: JSON Lines and a page cannot both go there"),
        (("--html", "x.html", "-o", "./x.html"), "x.html: JSON Lines and a page cannot both go there"),
    ],
)
def test_what_cannot_be_is_refused_before_the_work(run, tmp_path, arguments, words):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_old_page_stays_when_the_new_one_fails(run, tmp_path, monkeypatch):
    (tmp_path / "page.html").write_text("old")

    def fail(*_, **__):
        raise RuntimeError("half-way")

    monkeypatch.setattr(toponym_page, "toponym_page", fail)
    status, out, _ = run("--html", "page.html")
    assert (status, out) == (2, "")
    assert (tmp_path / "page.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "page.html"]
