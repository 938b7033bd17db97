"""CSV and its relatives, with the delimiter found from the header line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence

from geomap.errors import InputError
from geomap.readers.fields import Reading, to_document

DELIMITERS = (",", ";", "\t", "|")

# A news text may be longer than the csv module's 131,072 characters a cell; C's long is the limit.
_LONGEST_CELL = 2**31 - 1


def header_of(line: str, wanted: str = "text") -> tuple[list[str], str] | None:
    """Find the delimiter with which a header line has a column ``wanted``.

    Returns
    -------
    columns and delimiter
        None if no delimiter gives such a column. Among several the one with most columns.
    """
    csv.field_size_limit(_LONGEST_CELL)
    found: list[tuple[int, list[str], str]] = []
    for delimiter in DELIMITERS:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        if wanted.casefold() in (cell.casefold() for cell in cells):
            found.append((len(cells), cells, delimiter))
    if not found:
        return None
    _, columns, delimiter = max(found, key=lambda f: f[0])
    return columns, delimiter


def header_line(lines: Sequence[str]) -> int | None:
    """Index of the header's line, behind blank lines and Excel's ``sep=;``; None where all are blank."""
    head = next((i for i, line in enumerate(lines) if line.strip()), None)
    if head is not None and lines[head].strip().casefold() in {f"sep={d}" for d in DELIMITERS}:
        return head + 1
    return head


def named_twice(columns: Sequence[str]) -> list[str]:
    """The names that stand twice in a header."""
    return sorted({c for c in columns if c and columns.count(c) > 1})


def read_table(
    text: str, *, name: str, key: str, on_error: Callable[[InputError], None]
) -> Iterator[Reading]:
    """Yield the document of each row; a faulty row is named by its line and the others go on."""
    lines = text.split("\n")
    head = header_line(lines)
    if head is None:
        on_error(InputError("the file is empty", where=name))
        return
    found = header_of(lines[head]) if head < len(lines) else None
    if found is None:
        header = lines[head][:200] if head < len(lines) else ""
        on_error(
            InputError(
                f"no column 'text' in the header ({header})",
                where=f"{name}:{head + 1}",
                hint="columns id, text, title, published, source, url are read; text is needed",
            )
        )
        return
    columns, delimiter = found
    twice = named_twice(columns)
    if twice:
        on_error(InputError(f"column {twice[0]!r} stands twice in the header", where=f"{name}:{head + 1}"))
        return
    for number, cells in rows(lines, head + 1, delimiter, len(columns), name, on_error):
        where = f"{name}:{number}"
        row = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        try:
            yield to_document(row, default_id=f"{key}:{number}", where=where)
        except InputError as error:
            on_error(error)


def rows(
    lines: Sequence[str],
    begin: int,
    delimiter: str,
    width: int,
    name: str,
    on_error: Callable[[InputError], None],
) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of its first line, cells) of each row that is not blank.

    A row that breaks the rules of quoting is read leniently if that gives as many cells as the
    header has, else it is named and reading goes on at the next line: a quote that is never
    closed must not swallow the rest of the file.
    """
    while begin < len(lines):
        reader = csv.reader(
            (lines[i] + "\n" for i in range(begin, len(lines))), delimiter=delimiter, strict=True
        )
        consumed = 0
        while True:
            number = begin + consumed + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                repaired = next(csv.reader([lines[number - 1]], delimiter=delimiter), [])
                if len(repaired) == width and reader.line_num - consumed == 1:
                    yield number, repaired
                else:
                    on_error(
                        InputError(f"the row breaks the rules of quoting ({error})", where=f"{name}:{number}")
                    )
                begin = number
                break
            if cells is None:
                return
            consumed = reader.line_num
            while cells and len(cells) > width and not cells[-1].strip():
                cells.pop()
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > width:
                on_error(
                    InputError(
                        f"{len(cells)} cells where the header has {width}",
                        where=f"{name}:{number}",
                        hint='a cell with a delimiter in it is put in "quotes"',
                    )
                )
                continue
            yield number, cells
