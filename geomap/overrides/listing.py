"""The rows of a file of overrides as tables of typed fields: CSV by its header, or TOML."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from geomap.errors import InputError, OverrideError
from geomap.readers.encoding import decode
from geomap.readers.source import Source
from geomap.readers.table import header_line, header_of, named_twice, rows
from geomap.theatres.listed import MAX_BYTES, numbered_tables, text_of
from geomap.theatres.sheet import Faults, Table

COLUMNS = ("name", "context", "place", "lat", "lon", "radius_km", "label", "country", "note")
"""What a row may say, as columns of CSV or keys of TOML."""

NUMBERS = frozenset(("lat", "lon", "radius_km"))

_TOML, _CSV = (".toml",), (".csv", ".tsv", ".txt")
_WANTED = "a CSV or TOML file of overrides"
_TABLE = "override"
# A decimal comma too: a spreadsheet writes numbers as its country does.
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class Row(Table):
    """A row, which an error names by its name."""

    @property
    def label(self) -> str:
        """Such as ``'Goma'``."""
        name = self.values.get("name")
        return repr(name) if isinstance(name, str) and name.strip() else "the row"

    @property
    def line(self) -> int | None:
        """Its line in the file, counted from 1; that of the whole list where it stands within one."""
        ends = range(len(self.path), 0, -1)
        return next((line for end in ends if (line := self.lines.get(self.path[:end])) is not None), None)

    def words(self, key: str) -> str | None:
        """A text with single blanks."""
        found = self.text(key)
        return None if found is None else " ".join(found.split())


def list_rows(path: Path, faults: Faults) -> list[Row]:
    """The rows of a file in their order; faults of the file as a whole are noted.

    Parameters
    ----------
    path
        ``.toml``, or ``.csv`` (also ``.tsv`` and ``.txt``) in any usual encoding and delimiter.
    faults
        To which faults are added.

    Raises
    ------
    OverrideError
        If it cannot be read, or is no such file.
    """
    suffix = path.suffix.lower()
    if suffix in _TOML:
        text = text_of(path, _WANTED, OverrideError)
        tables = numbered_tables(text, str(path), _TABLE, faults)
        return [Row(t.values, t.path, str(path), t.lines, faults) for t in tables]
    if suffix not in _CSV:
        raise OverrideError(
            f"overrides in a file of the suffix {suffix!r}", where=str(path), hint="save it as .csv or .toml"
        )
    return _of_table(_decoded(path), str(path), faults)


def _decoded(path: Path) -> str:
    try:
        with Source(str(path), "", "", path).opened() as (_, stream):
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) <= MAX_BYTES:
            return decode(raw, where=str(path)).text
    except (InputError, ValueError) as error:  # ValueError: a null character in the path
        what = error.what if isinstance(error, InputError) else str(error)
        hint = (error.hint if isinstance(error, InputError) else None) or f"{_WANTED} is needed"
        raise OverrideError(f"cannot be read ({what})", where=str(path), hint=hint) from None
    raise OverrideError(f"more than {MAX_BYTES / 1e6:.0f} MB", where=str(path), hint=f"{_WANTED} is needed")


def _of_table(text: str, file: str, faults: Faults) -> list[Row]:
    lines = text.split("\n")
    head = header_line(lines)
    found = header_of(lines[head], "name") if head is not None and head < len(lines) else None
    if head is None or found is None:
        faults.add(file, (head or 0) + 1, "no header with a column 'name'", f"columns: {', '.join(COLUMNS)}")
        return []
    header = [column.casefold() for column in found[0]]
    for column in named_twice(header):
        faults.add(file, head + 1, f"column {column!r} stands twice", "each column once is needed")
    for column in dict.fromkeys(header):
        if column and column not in COLUMNS:
            close = get_close_matches(column, COLUMNS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"columns: {', '.join(COLUMNS)}"
            faults.add(file, head + 1, f"unknown column {column[:60]!r}", hint)
    numbers: dict[tuple[str | int, ...], int] = {}
    listed: list[Row] = []

    def refuse(error: InputError) -> None:
        line = int((error.where or "").rpartition(":")[2])
        faults.add(file, line, error.what, error.hint or 'a quotation mark in "quotes" is doubled')

    for number, cells in rows(lines[head + 1 :], head + 1, found[1], len(header), file, refuse):
        path = (_TABLE, len(listed))
        numbers[path] = number
        given = zip(header, cells, strict=False)
        values = {
            column: _value(column, cell) for column, cell in given if column in COLUMNS and cell.strip()
        }
        listed.append(Row(values, path, file, numbers, faults))
    return listed


def _value(column: str, cell: str) -> str | float:
    """The cell's text, or its number where the column has numbers and it is one."""
    plain = cell.strip().replace("\u2212", "-")
    return float(plain.replace(",", ".")) if column in NUMBERS and _NUMBER.fullmatch(plain) else cell.strip()
