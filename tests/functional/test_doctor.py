"""``geomap doctor`` and ``geomap --version``, of a package that is whole and of one that is not."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

import geomap as package

HOME = Path(package.__file__).resolve().parent


@pytest.fixture
def copy(tmp_path):
    """A copy of the package whose data are links that a test may replace; the folder to find it in."""
    target = tmp_path / "copy"
    left_out = shutil.ignore_patterns(
        "_data", "_assets"
    )  # what is compiled goes along: compiling takes longer
    shutil.copytree(HOME, target / "geomap", ignore=left_out)
    for folder in ("_data", "render/_assets"):
        (target / "geomap" / folder).mkdir()
        for path in (HOME / folder).resolve().iterdir():
            (target / "geomap" / folder / path.name).symlink_to(path)
    return target


def findings(done):
    record = json.loads(done.out)
    return record, {(f["group"], f["name"]): f for f in record["findings"]}


def test_all_is_well(geomap):
    done = geomap("doctor")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "all that is needed works"
    assert len(done.out.splitlines()) <= 40  # one screen
    for word in ("gazetteer", "tagger", "parser", "map scripts", "folium", "notebook", "browser", "terminal"):
        assert word in done.out
    assert "broken" not in done.out


def test_the_same_as_json(geomap):
    done = geomap("doctor", "--json", PYTHONIOENCODING="ascii")
    record, found = findings(done)
    assert done.status == 0
    assert found["around it", "terminal"]["told"].startswith("its encoding ascii lacks letters")
    assert record["works"] is True
    assert record["geomap"] == package.__version__
    assert found["geomap", "gazetteer"]["state"] == "ok"
    assert {f["state"] for f in record["findings"]} <= {"ok", "note", "absent"}


def test_a_package_without_its_gazetteer(geomap, copy, tmp_path):
    (copy / "geomap/_data/gazetteer.sqlite").unlink()
    done = geomap("doctor", PYTHONPATH=str(copy))
    assert done.status == 1
    assert re.search(r"^  broken  gazetteer +.*missing.*; .+$", done.out, flags=re.MULTILINE)
    assert re.search(r"^  ok      map scripts ", done.out, flags=re.MULTILINE)  # the others are looked at
    assert re.search(r"^[2-9] things that geomap needs are broken$", done.out, flags=re.MULTILINE)
    assert done.err == ""


def test_a_script_that_was_changed_is_the_only_thing_broken(geomap, copy):
    path = copy / "geomap/render/_assets/leaflet.js"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(text + "\n// changed", encoding="utf-8")
    done = geomap("doctor", "--json", PYTHONPATH=str(copy))
    record, _ = findings(done)
    assert (done.status, record["works"]) == (1, False)
    assert [f["name"] for f in record["findings"] if f["state"] == "broken"] == ["map scripts"]


def test_a_needed_package_that_cannot_be_imported(geomap, tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "folium.py").write_text("raise ImportError('half of it is gone')")
    done = geomap("doctor", "--json", PYTHONPATH=os.pathsep.join(map(str, (tmp_path / "first", HOME.parent))))
    _, found = findings(done)
    assert done.status == 1
    assert found["geomap", "map"]["state"] == "broken"
    assert found["geomap", "map"]["hint"] == "see the needed packages"
    assert found["needed packages", "folium"]["told"] == "half of it is gone"
    assert found["geomap", "gazetteer"]["state"] == "ok"


def test_versions_are_one_line(geomap, copy):
    done = geomap("--version")
    assert re.fullmatch(
        rf"geomap {re.escape(package.__version__)} \(gazetteer [0-9a-f]{{8}}, tagger news-en [0-9a-f]{{8}}, "
        r"parser syntax-en [0-9a-f]{8}\)\n",
        done.out,
    )
    (copy / "geomap/_data/manifest.json").unlink()
    done = geomap("--version", PYTHONPATH=str(copy))
    assert done.status == 0
    assert "(gazetteer missing, tagger news-en" in done.out


def test_what_an_encoding_lacks_is_escaped(geomap):
    done = geomap("geocode", "Шуша", PYTHONIOENCODING="ascii")
    assert (done.status, done.err) == (0, "")
    assert r"\u0428\u0443\u0448\u0430" in done.out
