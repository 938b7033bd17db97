"""--fields: what the user's tables call what is read."""

from __future__ import annotations

import pytest

from geomap.cli import main

TABLE = "nr,body,day\n7,Shells struck Kharkiv at dawn.,2022-05-03\n"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLE)

    def run_with(fields: str):
        try:
            status = main(["geoparse", "a.csv", "--recogniser", "rules", "--fields", fields])
        except SystemExit as stopped:  # as argparse does
            status = stopped.code
        return status, *capsys.readouterr()

    return run_with


def test_a_column_of_another_name_is_the_text(run):
    status, out, err = run("text=body, id=nr")
    assert (status, err) == (0, "")
    assert '"doc_id": "7"' in out
    assert "Kharkiv" in out


def test_a_column_that_is_not_there_is_told_and_the_others_are_read(run):
    status, out, err = run("text=body,url=link")
    assert status == 1
    assert "Kharkiv" in out
    assert (
        err
        == "geomap: a.csv:1: no column 'link' in the header; nr, body, day are there; it is read without url\n"
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("body", "'body' is no FIELD=NAME; one such as text=body is needed"),
        ("text=body,", "'' is no FIELD=NAME; one such as text=body is needed"),
        ("text=body,text=day", "'text' stands twice"),
        ("words=body", "no field 'words' is read; there are id, text, title"),
        ("text=", "no name stands for 'text'; text=NAME is needed"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_read(run, fields, told):
    status, _, err = run(fields)
    assert status == 2
    assert f"argument --fields: {told}" in err
