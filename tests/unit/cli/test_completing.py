"""Completion, as bash itself answers with the script; the scripts of other shells by what is in them."""

from __future__ import annotations

import re
import subprocess

import pytest

from geomap.cli import completing, main
from geomap.cli.parser import build_parser
from geomap.layers.naming import GENERAL
from geomap.pipeline.settings import MODEL, RULES
from geomap.recognition.tagging.plugins import SCHEMES
from geomap.render.languages import CODES
from geomap.theatres import bundled_ids

# Completes the words that are given, the last of which is being typed, and prints what bash would offer.
ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_shtab_geomap
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    return tmp_path_factory.mktemp("completion") / "geomap.bash"


@pytest.fixture
def complete(script, tmp_path, capsys):
    """Have bash complete a line in a folder of its own."""
    if not script.exists():
        assert main(["completion", "bash"]) == 0
        script.write_text(capsys.readouterr().out, encoding="utf-8")
    for name in ("a.txt", "b.html", "t.csv", "lines.jsonl", "of two words.html"):
        (tmp_path / name).touch()
    (tmp_path / "news").mkdir()

    def ask(*words):
        done = subprocess.run(
            ["bash", "--norc", "-c", ASK, "bash", str(script), "geomap", *words],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=True,
        )
        assert done.stderr == ""
        return set(done.stdout.splitlines()) - {""}

    return ask


def commands():
    (action,) = (a for a in build_parser()._actions if a.dest == "==SUPPRESS==" and a.choices)
    return set(action.choices)


FILES = {"a.txt", "b.html", "t.csv", "lines.jsonl", "of two words.html", "news"}
PAGES = {"b.html", "of two words.html", "news"}


def test_commands(complete):
    assert complete("") == commands()
    assert complete("the") == {"theatres"}
    assert complete("--v") == {"--version"}


def test_verbs(complete):
    assert complete("theatres", "") == {"show", "check", "table", "import"}
    assert complete("gazetteer", "in") == {"info", "install"}
    assert complete("corrections", "") == {"check"}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("map", "--na"), {"--names"}),
        (("map", "a.txt", "--qu"), {"--quotes"}),
        (("theatres", "show", "korea", "--j"), {"--json"}),
        (("gazetteer", "install", "AZ", "--up"), {"--update"}),
    ],
)
def test_options(complete, words, offered):
    assert complete(*words) == offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("map", "a.txt", "--quotes", ""), {"none", "sentence", "full"}),
        (("map", "a.txt", "--names", ""), {"written", "en", "local"}),
        (("map", "--language", "u"), {"uk"}),
        (("extract", "--theatre", "kar"), {"karabakh-2020"}),
        (("theatres", "show", ""), set(bundled_ids())),
        (("theatres", "import", "x.kml", "--theatre", "ukr"), {"ukraine-2022"}),
        (("completion", ""), {"bash", "zsh", "fish"}),
    ],
)
def test_values(complete, words, offered):
    assert complete(*words) == offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("map", ""), FILES),
        (("map", "a.txt", ""), FILES),  # inputs are many
        (("map", "--date", "2020-10-01", "a"), {"a.txt"}),
        (("map", "a.txt", "-o", ""), PAGES),
        (("map", "a.txt", "--output", "of"), {"of two words.html"}),
        (("geoparse", "a.txt", "--html", ""), PAGES),
        (("geoparse", "a.txt", "-o", ""), {"lines.jsonl", "news"}),
        (("geocode", "--table", ""), {"t.csv", "news"}),
        (("demo", "-o", ""), {"news"}),
        (("gazetteer", "add", "t"), {"t.csv"}),
    ],
)
def test_files_of_the_suffix_that_is_taken(complete, words, offered):
    assert complete(*words) == offered


def test_what_is_offered_is_what_there_is():
    assert completing.WORDS["--names"] == GENERAL
    assert completing.WORDS["--language"] == ("auto", *CODES)
    assert completing.WORDS["--recogniser"] == (MODEL, RULES, *(f"{scheme}:" for scheme in SCHEMES))
    options = {o for a in completing._actions(build_parser()) for o in a.option_strings}
    assert set(completing.WORDS) <= options


@pytest.mark.parametrize("shell", completing.SHELLS)
def test_every_shell_has_every_command(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for command in commands():
        assert re.search(rf"\b{command}\b", script)
    assert "karabakh-2020" in script
    assert "--coarsen" in script or "-l coarsen" in script


def test_zsh_completes_every_input_not_only_the_first(capsys):
    main(["completion", "zsh"])
    script = capsys.readouterr().out
    assert '"(*)' not in script
    assert re.search(r'"\*:a file, a folder, .*:_files"', script)


def test_another_shell_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["completion", "csh"])
    assert "invalid choice: 'csh'" in capsys.readouterr().err
