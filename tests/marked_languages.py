"""The dispatches of ``tests/fixtures/languages.jsonl``: eight languages, every toponym marked.

``[Харькове|Kharkiv]``: the name as it stands, and the labels that its place may have in the gazetteer,
parted by slashes; ``-`` where the gazetteer lacks the place, or it is a matter of taste whether it is one.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "fixtures" / "languages.jsonl"
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


class Gold(NamedTuple):
    """A toponym as marked: span, text, and the labels of its place (empty: optional)."""

    start: int
    end: int
    text: str
    places: frozenset[str]


class Dispatch(NamedTuple):
    """A dispatch; ``use`` is 'open' or 'held' (not read while the rules were first written)."""

    id: str
    language: str
    use: str
    text: str
    toponyms: tuple[Gold, ...]


def dispatches() -> tuple[Dispatch, ...]:
    """All dispatches, in the order of the file."""
    rows = map(json.loads, _FILE.read_text(encoding="utf-8").splitlines())
    return tuple(Dispatch(r["id"], r["language"], r["use"], *_read(r["marked"])) for r in rows)


def _read(marked: str) -> tuple[str, tuple[Gold, ...]]:
    plain, found, after = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[after : mark.start()]
        places = frozenset() if mark[2] == "-" else frozenset(mark[2].split("/"))
        found.append(Gold(len(plain), len(plain) + len(mark[1]), mark[1], places))
        plain += mark[1]
        after = mark.end()
    return plain + marked[after:], tuple(found)
