"""``geomap store`` with the address of a database: the same as with a file, and no password is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.cli import main
from tests import builders

PASSWORD = "nobody-sees-this"


@pytest.fixture
def run(path, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(builders.TEXT, encoding="utf-8")
    address = path.replace("postgres@", f"postgres:{PASSWORD}@")

    def ask(verb, *options):
        capsys.readouterr()
        status = main(["store", verb, address, *options])
        done = capsys.readouterr()
        assert PASSWORD not in done.out + done.err
        return status, done.out, done.err

    return ask


def test_all_verbs(run, path):
    status, out, err = run("list")
    assert (status, out) == (2, "")
    assert "there is no store in schema" in err
    status, out, _ = run("add", "a.txt", "--date", "2021-03-02")
    assert (status, out.splitlines()[0]) == (0, "1 new, 0 changed, 0 unchanged; 1 document so far")
    assert f"schema={path.rpartition('=')[2]}: 1 incident, told 1 time in 1 document" in out
    assert run("add", "a.txt", "--date", "2021-03-02")[1].startswith("1 unchanged; 1 document so far")
    status, out, _ = run("list")
    assert (status, out.count("\n")) == (0, 1)
    assert run("map", "-o", "map.html")[0] == 0
    assert PASSWORD not in Path("map.html").read_text(encoding="utf-8")
    assert run("export", "-o", "out.geojson")[0] == 0
    assert PASSWORD not in Path("out.geojson").read_text(encoding="utf-8")
    assert run("check")[1] == "no faults in 1 document, 1 incident\n"
    assert "no document 'none'" in run("remove", "none")[2]
    assert run("remove", "a")[1] == "1 document removed\n"
    status, out, _ = run("vacuum")
    assert status == 0
    assert "MB before" in out
