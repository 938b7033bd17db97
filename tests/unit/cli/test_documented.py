"""docs/reference/cli.md tells every command and every option."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from geomap.cli.parser import build_parser

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## geomap (\w+)$", TEXT, flags=re.MULTILINE)[1:])] * 2, strict=True))


def commands():
    parser = build_parser()
    (action,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return action.choices


def actions(parser):
    """A command's options and arguments, and those of its verbs."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                yield from actions(verb)


def test_the_commands_are_those_told():
    assert set(SECTIONS) == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_told(name):
    shared = TEXT[TEXT.index("Options of all three:") : TEXT.index("## geomap map")]
    told = SECTIONS[name] + (shared if name in ("map", "extract", "geoparse", "run") else "")
    for action in actions(commands()[name]):
        for option in action.option_strings:
            assert f"`{option}" in told or option in ("-h", "--help", "--debug"), option
        assert action.help, action.dest


def test_what_is_told_is_there():
    for name, told in SECTIONS.items():
        there = {o for action in actions(commands()[name]) for o in action.option_strings}
        assert set(re.findall(r"--[a-z][a-z0-9-]+", told)) <= there, name
