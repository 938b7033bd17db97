"""Every block of code in README.md and docs/ does what the page says; ``pages.py`` tells the kinds."""

from __future__ import annotations

import webbrowser
from collections import Counter

import pytest

from geomap import CorrectionError, OverrideError
from tests.docs.pages import (
    CHECKS,
    NOT_RUN,
    PAGES,
    RUN,
    SHOWN,
    Block,
    Runner,
    blocks,
    blocks_of,
    commands,
    fits,
    run_command,
)

# Setting up, and what needs a network or other people's models.
UNRUN = {
    "README.md": 2,
    "docs/explanation/cluster.md": 1,
    "docs/how-to/export.md": 1,
    "docs/how-to/install.md": 8,
    "docs/how-to/notebooks.md": 1,
    "docs/how-to/own-places.md": 1,
    "docs/how-to/postgis.md": 3,
    "docs/how-to/recognisers.md": 1,
    "docs/how-to/watch.md": 1,
    "docs/how-to/web.md": 1,
    "docs/tutorials/first-map.md": 1,
}


@pytest.fixture
def folder(tmp_path, monkeypatch, data_folder):
    """An empty folder, no places of the user's own, and no browser that opens."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(True for _ in blocks(page))])
def test_blocks_do_what_the_page_says(page, folder):
    runner = Runner()
    for block in blocks(page):
        runner.run(block)


def test_every_block_is_of_a_known_kind():
    known = RUN | SHOWN | set(CHECKS) | {NOT_RUN}
    assert [str(block) for page in PAGES for block in blocks(page) if block.kind not in known] == []


def test_blocks_that_do_not_run_are_few():
    assert Counter(block.page for page in PAGES for block in blocks(page) if block.kind == NOT_RUN) == UNRUN


def test_blocks_are_found_with_their_lines():
    text = 'A\n\n```python\na = 1\n```\n\n- b\n\n    ```toml title="b/c.toml"\n    d = 1\n    ```\n\nE\n\n    f\n'
    assert list(blocks_of(text, "p.md")) == [
        Block("p.md", 3, "python", "", "a = 1\n"),
        Block("p.md", 9, "toml", "b/c.toml", "d = 1\n"),
        Block("p.md", 15, "", "", "f\n"),
    ]


def test_blocks_of_one_page_share_names_and_files(folder):
    runner = Runner()
    for kind, title, text in (
        ("python", "", "a = 1\n"),
        ("toml", "b.toml", "c = 2\n"),
        ("toml", "b.toml", "d = 3\n"),
        (
            "python",
            "",
            "import tomllib\nfrom pathlib import Path\nprint(a, tomllib.loads(Path('b.toml').read_text()))\n",
        ),
        ("output", "", "1 {'c': 2, ...}\n"),
        ("console", "", "$ cat b.toml | head -n 1\nc = 2\n$ geomap --help\nusage: ...\n"),
        ("sh", "", "false\n"),
    ):
        runner.run(Block("p.md", 1, kind, title, text))


@pytest.mark.parametrize(
    ("kind", "title", "text", "fault"),
    [
        ("python", "", "1 / 0\n", ZeroDivisionError),
        ("output", "", "printed\n", AssertionError),
        ("console", "", "$ false\n", AssertionError),
        ("console", "", "$ echo a\nb\n", AssertionError),
        ("console", "", "echo a\n", AssertionError),
        ("console", "", "$ geomap reverse 95 0\n", AssertionError),
        ("toml", "", "a = \n", ValueError),
        ("json", "", "{'a': 1}", ValueError),
        ("jsonl", "", "{}\n{\n", ValueError),
        ("csv", "", "a,b\n1\n", AssertionError),
        ("geojson", "", '{"type": "Nothing"}', AssertionError),
        (
            "toml",
            "corrections.toml",
            "[[correction]]\nincident = 'inc-1'\naction = 'none'\n",
            CorrectionError,
        ),
        ("csv", "overrides.csv", "nam,place\nA,none\n", OverrideError),
    ],
)
def test_what_does_not_is_a_failure(kind, title, text, fault, folder):
    with pytest.raises(fault):
        Runner().run(Block("p.md", 1, kind, title, text))


def test_a_fault_is_told_with_the_line_of_the_page(folder):
    with pytest.raises(ZeroDivisionError) as raised:
        Runner().run(Block("p.md", 40, "python", "", "a = 0\n1 / a\n"))
    assert raised.traceback[-1].lineno + 1 == 42


def test_commands_go_on_over_lines():
    assert list(commands("$ a \\\n> b\nc\n\nd\n$ e\n")) == [("a \\\nb", "c\n\nd"), ("e", "")]


def test_dots_stand_for_anything():
    assert fits("a ... b\n...\nz", "a 1 2 b  \nc\nd\nz\n")
    assert not fits("a ... b", "a 1 2 c")


def test_a_shell_runs_what_is_more_than_a_command(folder):
    assert run_command("echo a; echo b >&2") == (0, "a\nb\n")
    assert run_command("geomap reverse 95 0; echo status $?")[1].endswith("status 2\n")
