"""The page of all commands and options, made of the program's own grammar.

It is written from what each option is, not from the program's help, whose lines depend on the width of
the terminal and on the version of Python.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ADDRESS = "reference/options.md"
_WIDTH = 92
_INTRO = """\
# All options

Every command with its arguments and options, as the program tells them with `--help`;
[The command line](cli.md) tells how they are used. `--help` (`-h`) and `--debug`, which shows a
traceback with an error, go with each."""

_EVERYWHERE = {"--help", "--debug"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    from mkdocs.structure.files import File

    from geomap.cli.parser import build_parser

    files.append(File.generated(config, ADDRESS, content=page(build_parser())))
    return files


def page(parser: argparse.ArgumentParser) -> str:
    """The page on a program and all its commands."""
    parts = [_INTRO]
    for one, level in _parsers(parser, 2):
        parts += _section(one, level)
    return "\n\n".join(parts) + "\n"


def usage(parser: argparse.ArgumentParser) -> str:
    """How a command is called, at a width that is always the same."""
    words = [_in_brackets(action) for action in _told(parser) if action.option_strings]
    words += [_value(action) for action in _told(parser) if not action.option_strings]
    # What belongs together stays on one line.
    wrapped = textwrap.fill(
        " ".join([parser.prog.replace(" ", "\0"), *(word.replace(" ", "\0") for word in words)]),
        _WIDTH,
        subsequent_indent=" " * (len(parser.prog) + 1),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped.replace("\0", " ")


def _parsers(parser: argparse.ArgumentParser, level: int) -> Iterator[tuple[argparse.ArgumentParser, int]]:
    yield parser, level
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                # The program and its commands stand side by side, a command's verbs below it.
                yield from _parsers(one, 2 if " " not in parser.prog else 3)


def _section(parser: argparse.ArgumentParser, level: int) -> Iterator[str]:
    yield f"{'#' * level} {parser.prog}"
    if parser.description:
        yield " ".join(parser.description.split())
    yield f"```text\n{usage(parser)}\n```"
    rows = [
        f"| {_names(action)} | {_meaning(action, parser)} |"
        for action in _told(parser)
        if not isinstance(action, argparse._SubParsersAction)
    ]
    if rows:
        yield "\n".join(["| argument | meaning |", "|---|---|", *rows])
    if parser.epilog:
        yield " ".join(parser.epilog.split())


def _told(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """All but the options that every command has."""
    return [
        action
        for action in parser._actions
        if action.help != argparse.SUPPRESS and not _EVERYWHERE & set(action.option_strings)
    ]


def _in_brackets(action: argparse.Action) -> str:
    written = f"{action.option_strings[0]} {_value(action)}".rstrip()
    return written if action.required else f"[{written}]"


def _value(action: argparse.Action) -> str:
    """What is to be given, as a usage line has it."""
    if action.nargs == 0:
        return ""
    name = action.metavar
    if isinstance(name, tuple):
        return " ".join(name)
    if name is None:
        name = f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper()
    if isinstance(action.nargs, int):
        return " ".join([name] * action.nargs)
    if isinstance(action, argparse._SubParsersAction):
        return name if "..." in name or not action.required else f"{name} ..."
    return {"+": f"{name}...", "*": f"[{name}...]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _names(action: argparse.Action) -> str:
    value = _value(action)
    written = [f"{option} {value}".rstrip() for option in action.option_strings] or [value]
    return ", ".join(f"`{_cell(one)}`" for one in written)


def _meaning(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    told = (action.help or "") % {**vars(action), "prog": parser.prog}
    needed = " (needed)" if action.required and action.option_strings else ""
    return _cell(" ".join(told.split())) + needed


def _cell(text: str) -> str:
    """Text that does not end a table's cell, nor begin what it does not mean to."""
    return text.replace("|", r"\|").replace("<", r"\<") if "`" not in text else text.replace("|", r"\|")
