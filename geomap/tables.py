"""The package's own tables: files of TOML, taken from their compiled form where that is of the same bytes.

TOML is for those who write the tables. Its parser is written in Python and takes a tenth of a second for
all that reading a text needs, at every start; so the build writes them into one file of JSON. A table that
has been edited since has another checksum there, and is parsed.
"""

from __future__ import annotations

import json
import tomllib
import zlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = Path(__file__).resolve().parent
COMPILED: Final = PACKAGE / "_data" / "tables.json"

_Steps = tuple[str | int, ...]


def read_table(path: Path) -> dict[str, Any]:
    """Read a table of the package.

    Parameters
    ----------
    path
        The file of TOML, in the package's folder or elsewhere.

    Returns
    -------
    dict
        As `tomllib.loads` gives it. It is the caller's own, and may be changed.

    Raises
    ------
    OSError, tomllib.TOMLDecodeError
        If the file is missing or no TOML.
    """
    written = path.read_bytes()
    known = _compiled().get(path.relative_to(PACKAGE).as_posix()) if path.is_relative_to(PACKAGE) else None
    if known is None or known["checksum"] != zlib.crc32(written):
        return tomllib.loads(written.decode("utf-8"))
    table: dict[str, Any] = json.loads(known["table"])
    for *steps, last in known["days"]:
        holder: Any = table
        for step in steps:
            holder = holder[step]
        holder[last] = date.fromisoformat(holder[last])
    return table


@lru_cache(maxsize=1)
def _compiled() -> dict[str, dict[str, Any]]:
    """The compiled tables by their paths within the package; none where nothing was built."""
    try:
        found: dict[str, dict[str, Any]] = json.loads(COMPILED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def compile_tables() -> None:
    """Write the tables of all files of TOML in the package, if they are not written so already.

    To be called by the build once the theatres are in the package.
    """
    found = {}
    for path in sorted(PACKAGE.rglob("*.toml")):
        written = path.read_bytes()
        table = tomllib.loads(written.decode("utf-8"))
        found[path.relative_to(PACKAGE).as_posix()] = {
            "checksum": zlib.crc32(written),
            "days": [list(steps) for steps in _days(table, ())],
            "table": json.dumps(table, ensure_ascii=False, default=date.isoformat, separators=(",", ":")),
        }
    text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
    if not COMPILED.exists() or COMPILED.read_text(encoding="utf-8") != text:
        part = COMPILED.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(COMPILED)


def _days(value: Any, steps: _Steps) -> Iterator[_Steps]:
    """The steps that lead to each day in a table."""
    if type(value) is date:  # a day with an hour is refused by `date.isoformat`: no table has one
        yield steps
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _days(inner, (*steps, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _days(inner, (*steps, number))
