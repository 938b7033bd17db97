"""The verbs of ``geomap gazetteer``: what they print, and their exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from geomap.cli import main
from geomap.cli.gazetteers import _byte_bars

FIXTURES = Path(__file__).parents[2] / "fixtures" / "gazetteers"
pytestmark = pytest.mark.usefixtures("data_folder")


def run(capsys, *arguments: str) -> tuple[int, list[str], list[str]]:
    status = main(["gazetteer", *arguments])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


@pytest.fixture
def clean_dump(tmp_path) -> Path:
    rows = (FIXTURES / "dump.txt").read_text("utf-8").split("\n")[:16]
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "UA.txt").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_adding_a_file_with_faults_names_them(capsys):
    status, out, err = run(capsys, "add", str(FIXTURES / "dump.txt"), "--name", "made")
    assert status == 1
    assert out == [
        "made: 12 places added (UA)",
        "  2 units not repeated: the bundled gazetteer has their shapes",
        "  2 rows of kinds that are not kept (streets, hotels, farms ...)",
    ]
    assert err[0].startswith("geomap: dump.txt:17: latitude")
    assert err[-1] == "geomap: dump.txt: 3 rows left out"


def test_adding_a_whole_file_is_status_0(capsys, clean_dump):
    status, out, err = run(capsys, "add", str(clean_dump / "UA.txt"))
    assert (status, out[0], err) == (0, "UA: 12 places added (UA)", [])
    assert run(capsys, "add", str(clean_dump / "UA.txt"))[1][0] == "UA: 12 places replaced (UA)"


def test_what_cannot_be_added_is_status_2_and_one_line(capsys):
    status, out, err = run(capsys, "add", str(FIXTURES / "postal.txt"))
    assert (status, out, len(err)) == (2, [], 1)
    assert "this is a postal-code file" in err[0]


def test_a_table_in_an_old_encoding_with_columns_of_its_own(capsys, tmp_path):
    path = tmp_path / "own.csv"
    names = "Нова Видумка Стара Видумка Мала Видумка Велика Видумка".split()
    rows = [f"{a} {b},47.{i},35.9" for i, (a, b) in enumerate(zip(names[::2], names[1::2], strict=True))]
    path.write_bytes(("назва,широта,довгота\n" + "\n".join(rows)).encode("cp1251"))
    columns = "name=назва,lat=широта,lon=довгота"
    status, out, _ = run(
        capsys, "add", str(path), "--columns", columns, "--country", "Ukraine", "--licence", "CC0"
    )
    assert (status, out) == (0, ["own: 4 places added (UA)"])
    assert main(["geocode", "Велика Видумка"]) == 0
    assert "own:5" in capsys.readouterr().out
    (overlay,) = json.loads("".join(run(capsys, "list", "--json")[1]))
    assert (overlay["name"], overlay["places"], overlay["licence"]) == ("own", 4, "CC0")


@pytest.mark.parametrize("columns", ["name", "name=", "=a", "name=a,b"])
def test_columns_that_cannot_be_read(capsys, columns):
    status, _, err = run(capsys, "add", str(FIXTURES / "villages.csv"), "--columns", columns)
    assert (status, len(err)) == (2, 1)
    assert "is no list of columns; name=village,lat=breite is one" in err[0]


def test_installing_from_a_folder_goes_on_after_a_country_that_is_not_there(capsys, clean_dump):
    status, out, err = run(capsys, "install", "Armenia", "UA", "--from", str(clean_dump))
    assert status == 1
    assert out[0] == "UA: 12 places added (UA)"
    assert err == [f"geomap: {clean_dump}: there is no AM.zip and no AM.txt"]


def test_a_country_alone_that_is_not_there_is_status_2(capsys, clean_dump):
    status, out, err = run(capsys, "install", "AM", "--from", str(clean_dump))
    assert (status, out, len(err)) == (2, [], 1)
    status, _, err = run(capsys, "install", "UA", "Atlantis", "--from", str(clean_dump))
    assert status == 2
    assert err == ["geomap: 'Atlantis': no such country; an ISO code such as AZ or an English name is needed"]


def test_a_changed_dump_is_told_and_taken_with_update(capsys, clean_dump):
    run(capsys, "install", "UA", "--from", str(clean_dump))
    shutil.copy(FIXTURES / "dump.txt", clean_dump / "UA.txt")
    status, _, err = run(capsys, "install", "UA", "--from", str(clean_dump))
    assert status == 2
    assert "UA.txt: changed since" in err[0]
    status, out, _ = run(capsys, "install", "UA", "--from", str(clean_dump), "--update")
    assert (status, out[0]) == (1, "UA: 12 places replaced (UA)")


def test_listing_and_removing(capsys, data_folder):
    assert run(capsys, "list")[1] == [f"no overlays in {data_folder / 'gazetteers'}"]
    assert run(capsys, "list", "--json")[1] == ["[]"]
    run(capsys, "add", str(FIXTURES / "villages.csv"))
    (line,) = run(capsys, "list")[1]
    assert line.split()[:3] == ["villages", "3", "UA"]
    assert line.endswith("licence not given")
    assert run(capsys, "info")[1][-1] == "overlays   villages (3)"
    assert run(capsys, "remove", "villages") == (0, ["villages: removed"], [])
    status, _, err = run(capsys, "remove", "villages")
    assert (status, err) == (2, ["geomap: 'villages': no overlay of that name; none is installed"])
    assert run(capsys)[1][-1] == "overlays   none"


def test_progress_is_drawn_for_a_terminal_alone(capsys, monkeypatch):
    with _byte_bars() as progress:
        assert progress is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with _byte_bars() as progress:
        show = progress("UA.zip")
        show(512, 1024)
        show(1024, None)
    assert "UA.zip" in capsys.readouterr().err
