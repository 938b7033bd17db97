"""The command that writes a shell's completion script: completion.

What an argument takes, its metavar says: ``FILE.html`` a file of that suffix, ``DIR`` a folder,
``ID`` a theatre. So an option that is added elsewhere is completed without a word here.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any

from geomap.cli.console import say

SHELLS = ("bash", "zsh", "fish")

_FOLDERS = frozenset({"DIR", "FOLDER", "PATH", "URL|DIR"})
_FILES = frozenset({"FILE", "INPUT", "OUT"})
_SUFFIX = re.compile(r"[A-Z]+(\.[a-z0-9]+)")  # FILE.html, IN.csv
# Usual values of options that take others too. Given here, as their homes import far more.
WORDS = {
    "--names": ("written", "en", "local"),
    "--language": ("auto", "en", "ru", "uk", "fr", "es", "ar"),
    "--tiles": ("none", "osm"),
    "--recogniser": ("model", "rules", "spacy:", "hf:", "gliner:"),
}
_ALSO = {".html": ("*.html", "*.htm"), ".jsonl": ("*.jsonl", "*.ndjson")}


def add_commands(commands: Any) -> None:
    """Add the command."""
    completion = commands.add_parser(
        "completion",
        help="write a completion script for a shell",
        description="Write the script that has a shell complete commands, options, their values and files.",
        epilog='For one session: eval "$(geomap completion bash)".',
    )
    completion.add_argument("shell", choices=SHELLS, help="the shell")
    completion.set_defaults(run=_complete)


def _complete(options: argparse.Namespace) -> int:
    import shtab

    from geomap.cli.parser import build_parser
    from geomap.theatres.files import bundled_ids

    theatres = tuple(bundled_ids())
    words = {**WORDS, "--theatre": ("auto", "none", *theatres), "id": theatres}
    parser = build_parser()
    for action in _actions(parser):
        _tell_values(action, words)
    script = shtab.complete(parser, shell=options.shell)
    if options.shell == "zsh":
        # shtab completes only the first of several inputs: its '(*)' excludes all that follow.
        script = script.replace('"(*)::', '"*:').replace('"(*):', '"*:')
    say(script.rstrip())
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[Any]:
    """A parser's options and arguments, and those of its commands and verbs."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _actions(inner)
        else:
            yield action


def _tell_values(action: Any, words: dict[str, tuple[str, ...]]) -> None:
    """Tell shtab what an option or argument takes; the parser is read by it, and parses nothing."""
    import shtab

    metavar = action.metavar if isinstance(action.metavar, str) else ""
    known = next((words[n] for n in (*action.option_strings, action.dest) if n in words), None)
    suffix = _SUFFIX.fullmatch(metavar)
    if action.choices is not None or action.nargs == 0:
        return
    if known is not None:
        action.choices = known
    elif suffix:
        action.complete = shtab.glob(*_ALSO.get(suffix[1], (f"*{suffix[1]}",)))
    elif metavar in _FOLDERS:
        action.complete = shtab.DIRECTORY
    elif metavar in _FILES:
        action.complete = shtab.FILE
