"""What several files say of the project is the same everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from geomap import __version__
from geomap.extras import EXTRAS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
INSTALL = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")


def cited(key):
    """What the citation file says for a key: a word, or the items of a list."""
    word = re.search(rf"^{key}: *(\S.*)$", CITATION, flags=re.MULTILINE)
    if word:
        return word[1]
    return re.findall(
        r"- (?:name: )?(.+)", re.search(rf"^{key}:\n((?:  .*\n)+)", CITATION, flags=re.MULTILINE)[1]
    )


def test_the_version():
    assert cited("version") == __version__
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "version" in PROJECT["dynamic"]


def test_the_licences():
    assert " AND ".join(cited("license")) == PROJECT["license"]
    for name in PROJECT["license-files"]:
        assert (ROOT / name).is_file()


def test_the_authors():
    assert cited("authors") == [author["name"] for author in PROJECT["authors"]]


def test_the_extras_are_told_with_what_they_are_for():
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|", INSTALL, flags=re.MULTILINE)
    assert [(name, purpose) for name, purpose, _ in rows] == [(e.name, e.purpose) for e in EXTRAS]
    for name, _, packages in rows:
        wanted = PROJECT["optional-dependencies"][name]
        assert packages.split(", ") == [re.split(r"[^\w-]", each)[0] for each in wanted]


def test_the_python_that_is_needed_is_told():
    assert f"Python {PROJECT['requires-python'].removeprefix('>=')} or later" in INSTALL
