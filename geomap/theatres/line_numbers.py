"""The lines on which the tables and keys of a TOML text stand."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[(\[)?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))\s*=")
# Of tables and keys that lie deeper no line is known: no table of geomap's does.
_DEEPEST = 6

#: Where a table or key stands: names, and positions (from 0) in lists of tables.
Path = tuple[str | int, ...]


def line_index(text: str) -> dict[Path, int]:
    """The line, counted from 1, on which each table and key of a TOML text stands.

    A key of the second ``[[parties]]`` has the path ``("parties", 1, "name")``. Keys inside
    inline tables are not followed: their fault is reported on the line of the table.
    """
    index: dict[Path, int] = {}
    counts: dict[tuple[str, ...], int] = {}
    within: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    table: Path = ()
    in_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        fences = line.count('"""') + line.count("'''")
        if in_string:
            in_string = fences % 2 == 0
            continue
        if header := _HEADER.match(line):
            parts = header[2].split(".", maxsplit=_DEEPEST)
            names = tuple(part.strip().strip("\"'") for part in parts)
            if header[1]:
                counts[names] = counts.get(names, -1) + 1
                for depth in range(1, len(names)):
                    within.setdefault(names[:depth], set()).add(names)
                # The tables within begin to count anew in each element.
                for inner in within.pop(names, ()):
                    counts.pop(inner, None)
            table = ()
            for depth, name in enumerate(names, start=1):
                table += (name,)
                if names[:depth] in counts:
                    table += (counts[names[:depth]],)
            index.setdefault(table, number)
        elif key := _KEY.match(line):
            index.setdefault((*table, key[1] or key[2] or key[3]), number)
        in_string = fences % 2 == 1
    return index
