"""The page docs/benchmarks.md, written wholly from the figures of ``benchmarks.run``."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.page import finding, growing, maps, starting, writing
from benchmarks.page.tables import number

__all__ = ["SOURCES", "written"]

_SECTIONS = (starting, finding, growing, maps, writing)
SOURCES = tuple(dict.fromkeys(source for section in _SECTIONS for source in section.SOURCES))
"""The benchmarks that the page tells of."""

_WIDTH = 140

_TOP = """\
# Benchmarks

Written by `make bench` from its figures; not edited by hand. Every figure is of one run on one machine
({machine}), and so
are those of the packages beside geomap: **trust the ratios more than the single figures**. Each is
measured in
a process of its own. CPU seconds are those of the processor, so that a busy machine weighs less; seconds
are those of
the clock. `MB` are millions of bytes.

A package beside geomap does less, or something else: what it does not do stands beside its figures. One
that was
not installed is told as *not measured*; `pip install 'geomap[bench]'` brings most of them.
"""
_QUICK = """
**Figures of a quick run, which shows that the benchmarks work and no more.**
"""


def written(figures: Mapping[str, Any]) -> str:
    """The page of figures; what was not measured is told as such, under the same headings and columns."""
    machine = figures.get("machine", {})
    told = "not told"
    if machine:
        told = (
            f"{number(machine['cores'])} cores of {machine['processor']}, {machine['system']}, "
            f"Python {machine['python']}"
        )
    parts = [_TOP.format(machine=told), _QUICK if machine.get("quick") else ""]
    parts += [section.written(figures) for section in _SECTIONS]
    return "\n\n".join(folded("\n\n".join(parts))) + "\n"


def folded(text: str) -> Iterator[str]:
    """The blocks of a page, prose broken anew into lines of a length."""
    for block in re.split(r"\n{2,}", text.strip()):
        if block.lstrip().startswith(("|", "#")):
            yield block.strip()
        else:
            words = " ".join(block.split())
            yield textwrap.fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
