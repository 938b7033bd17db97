"""The reference: every public name on one page, every command and option on the page of all options."""

from __future__ import annotations

import argparse
import re
from collections import Counter

import pytest

import geomap
from docs._site.options import page, usage
from geomap.cli.parser import build_parser
from tests.docs.pages import ROOT

API = ROOT / "docs" / "reference" / "api"


def test_every_public_name_is_told_once():
    told = Counter(
        name
        for path in sorted(API.glob("*.md"))
        for name in re.findall(r"^::: geomap\.(\w+)$", path.read_text("utf-8"), re.MULTILINE)
    )
    assert told == Counter(set(geomap.__all__) - {"__version__"})
    assert "`geomap.__version__`" in (API / "index.md").read_text("utf-8")


def test_every_page_of_names_is_in_their_list():
    told = re.findall(r"\((\w+)\.md\)", (API / "index.md").read_text("utf-8"))
    assert {*told, "index"} == {path.stem for path in API.glob("*.md")}


def small_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tool", description="What it\n  is for.", epilog="An end.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    one = commands.add_parser("one", description="The one.", prog="tool one")
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("-o", "--output", required=True, metavar="OUT", help="where to; 100 %% of it")
    one.add_argument("--size", type=int, default=3, help="how many | which (%(default)s)")
    one.add_argument("--colour", choices=("red", "blue"), help="one <of> these")
    one.add_argument("--quick", action="store_true", help="of %(prog)s")
    one.add_argument("--hidden", help=argparse.SUPPRESS)
    return parser


def test_the_page_of_a_small_program():
    _, told = page(small_parser()).split("\n## tool\n")
    assert (
        told
        == r"""
What it is for.

```text
tool COMMAND ...
```

An end.

## tool one

The one.

```text
tool one -o OUT [--size SIZE] [--colour {red,blue}] [--quick] FILE...
```

| argument | meaning |
|---|---|
| `FILE...` |  |
| `-o OUT`, `--output OUT` | where to; 100 % of it (needed) |
| `--size SIZE` | how many \| which (3) |
| `--colour {red,blue}` | one \<of> these |
| `--quick` | of tool one |
"""
    )


def test_no_width_of_a_terminal_matters(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    narrow = page(build_parser())
    monkeypatch.setenv("COLUMNS", "200")
    assert page(build_parser()) == narrow


def test_what_belongs_together_is_on_one_line():
    parser = argparse.ArgumentParser(prog="tool")
    for i in range(12):
        parser.add_argument(f"--option-{i}", metavar="ONE TWO")
    lines = usage(parser).splitlines()
    assert len(lines) > 1
    assert all(line.count("[") == line.count("]") and len(line) <= 92 for line in lines)
    assert all(line.startswith(" " * 5) for line in lines[1:])


def parsers(parser):
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)


@pytest.mark.parametrize("parser", list(parsers(build_parser())), ids=lambda parser: parser.prog)
def test_every_option_is_on_the_page(parser):
    section = re.search(
        rf"^##+ {re.escape(parser.prog)}\n(.*?)(?=^##|\Z)", page(build_parser()), re.MULTILINE | re.DOTALL
    )
    for action in parser._actions:
        for option in set(action.option_strings) - {"-h", "--help", "--debug"}:
            assert f"`{option}" in section[1]
