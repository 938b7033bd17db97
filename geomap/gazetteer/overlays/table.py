"""Tables of places: CSV with any usual delimiter, columns recognised by their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from geomap.errors import InputError
from geomap.gazetteer.overlays.columns import FIELDS, Columns
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.rows import RowReader

DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 2**31 - 1  # C's long is the csv module's limit
_NEEDED = ("name", "lat", "lon")


def read_table(
    text: str, name: str, reader: RowReader, chosen: Mapping[str, str] | None = None
) -> Iterator[Draft]:
    """Yield the place of each row.

    Parameters
    ----------
    text
        Of the file.
    name
        Of the file, for messages.
    reader
        Makes places of rows, and counts the faulty ones.
    chosen
        Columns for fields that have unusual names.

    Raises
    ------
    InputError
        If there is no column of names, latitudes or longitudes.
    UsageError
        If a chosen column is not there.
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip().casefold() in {f"sep={d}" for d in DELIMITERS}:  # Excel's hint to itself
        first += 1
    header, delimiter = _header(lines[first] if first < len(lines) else "")
    columns = Columns.find(header, chosen)
    missing = [field for field in _NEEDED if field not in columns.fields]
    if missing:
        usual = "; ".join(f"{field}: {', '.join(FIELDS[field][:4])}" for field in missing)
        raise InputError(
            f"no column for {' and '.join(missing)} in the header ({', '.join(header)[:120]})",
            where=f"{name}:{first + 1}",
            hint=f"name it as usual ({usual}), or give --columns {missing[0]}=COLUMN",
        )
    for number, cells in _rows(lines, first + 1, delimiter, name, reader.faults):
        where = f"{name}:{number}"
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(header):
            reader.faults.leave_out(where, f"{len(cells)} cells where the header has {len(header)}")
            continue
        row = dict(zip(header, cells, strict=False))
        draft = reader.to_draft(row, columns, where=where, default_id=str(number))
        if draft is not None:
            yield draft


def _header(line: str) -> tuple[list[str], str]:
    """Columns and delimiter of a header line: the delimiter with which most needed columns are found."""
    found = []
    for order, delimiter in enumerate(DELIMITERS):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        needed = sum(field in Columns.find(cells).fields for field in _NEEDED)
        found.append((needed, len(cells), -order, cells, delimiter))
    *_, cells, delimiter = max(found)
    return cells, delimiter


def _rows(
    lines: list[str], begin: int, delimiter: str, name: str, faults: Faults
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of each row that is not empty.

    Where a quote is never closed, the row is named and reading goes on at the next line: it must
    not swallow the rest of the file.
    """
    while begin < len(lines):
        left = (lines[n] + "\n" for n in range(begin, len(lines)))
        rows = csv.reader(left, delimiter=delimiter, strict=True)
        consumed = 0
        try:
            for cells in rows:
                number, consumed = begin + consumed + 1, rows.line_num
                if any(cell.strip() for cell in cells):
                    yield number, cells
        except csv.Error as error:
            begin += consumed + 1
            faults.leave_out(f"{name}:{begin}", f"the row breaks the rules of quoting ({error})")
        else:
            return
