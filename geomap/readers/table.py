"""CSV and its relatives, with the delimiter found from the header line."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from geomap.errors import InputError
from geomap.readers.fields import Reading, to_document
from geomap.readers.lines import Line

DELIMITERS = (",", ";", "\t", "|")

# A news text may be longer than the csv module's 131,072 characters a cell; C's long is the limit.
_LONGEST_CELL = 2**31 - 1


_LONGEST_ROW = 50_000_000  # characters; what has more is a quote that was never closed
_AGAIN = 5
"""How many times what it has a table may be read again for rows that break the rules of quoting: each of
them may seem to reach to the end, and a table of them alone would take the square of its lines."""

_AGAIN_AT_LEAST = 1_000_000  # characters
_HINTS = frozenset(f"sep={d}" for d in DELIMITERS)  # Excel's
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


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
    if head is not None and lines[head].strip().casefold() in _HINTS:
        return head + 1
    return head


def named_twice(columns: Sequence[str]) -> list[str]:
    """The names that stand twice in a header."""
    return sorted(c for c, count in Counter(columns).items() if c and count > 1)


def read_table(
    lines: Iterable[Line],
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
    fields: Mapping[str, str] = _NONE,
) -> Iterator[Reading]:
    """Yield the document of each row; a faulty row is named by its line and the others go on."""
    lines = iter(lines)
    head = next((line for line in lines if line.text.strip()), None)
    if head is not None and head.text.strip().casefold() in _HINTS:
        head = next(lines, Line(head.number + 1, ""))
    if head is None:
        on_error(InputError("the file is empty", where=name))
        return
    wanted = fields.get("text", "text")
    found = header_of(head.text, wanted)
    where = f"{name}:{head.number}"
    if found is None:
        hint = "columns id, text, title, published, source, url are read; text is needed"
        if fields:
            hint = "it is the column that the text is taken from"
        on_error(
            InputError(f"no column {wanted!r} in the header ({head.text[:200]})", where=where, hint=hint)
        )
        return
    columns, delimiter = found
    twice = named_twice([column.casefold() for column in columns])
    if twice:
        on_error(InputError(f"column {twice[0]!r} stands twice in the header", where=where))
        return
    there = {column.casefold() for column in columns}
    for ours, theirs in fields.items():
        if theirs.casefold() not in there:
            hint = f"{', '.join(columns)} are there; it is read without {ours}"
            on_error(InputError(f"no column {theirs!r} in the header", where=where, hint=hint))
    guess = _Guess()
    some = False  # rows that are read or named; a line of delimiters alone is neither

    def report(error: InputError) -> None:
        nonlocal some
        some = True
        on_error(error)

    for number, cells in rows(guess.of(lines), head.number, delimiter, len(columns), name, report):
        some = True
        where = f"{name}:{number}"
        row = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        try:
            reading = to_document(row, default_id=f"{key}:{number}", where=where, fields=fields)
        except InputError as error:
            on_error(error)
        else:
            yield reading.in_encoding(guess.last)
    if not some:
        on_error(InputError("the table has no rows", where=name))


class _Guess:
    """The encoding that had to be guessed, once a line needed it."""

    def __init__(self) -> None:
        self.last: str | None = None

    def of(self, lines: Iterable[Line]) -> Iterator[str]:
        for line in lines:
            self.last = line.guessed or self.last
            yield line.text


def rows(
    lines: Iterable[str],
    before: int,
    delimiter: str,
    width: int,
    name: str,
    on_error: Callable[[InputError], None],
) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of its first line, cells) of each row that is not blank.

    A row that breaks the rules of quoting is read leniently if that gives as many cells as the
    header has, else it is named and reading goes on at the next line: a quote that is never
    closed must not swallow the rest of the file.

    Parameters
    ----------
    lines
        Those behind the header; they are taken as they are needed.
    before
        How many lines stand before them.
    delimiter, width
        What is between cells, and how many there are.
    name
        Of the file.
    on_error
        Called with each faulty row.
    """
    taking = _Taking(lines)
    reader = csv.reader(taking, delimiter=delimiter, strict=True)
    number = before + 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            repaired = next(csv.reader([taking.row[0]], delimiter=delimiter), [])
            if len(repaired) == width and len(taking.row) == 1:
                yield number, repaired
            else:
                on_error(
                    InputError(f"the row breaks the rules of quoting ({error})", where=f"{name}:{number}")
                )
            taking.go_back()
            reader = csv.reader(taking, delimiter=delimiter, strict=True)
            number += 1
            continue
        if cells is None:
            return
        begin = number
        number += taking.done()
        while cells and len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width:
            on_error(
                InputError(
                    f"{len(cells)} cells where the header has {width}",
                    where=f"{name}:{begin}",
                    hint='a cell with a delimiter in it is put in "quotes"',
                )
            )
            continue
        yield begin, cells


class _Taking:
    """Lines as a row takes them; those behind its first can be given back, but not without end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.row: list[str] = []
        self._size = 0
        self._taken = 0
        self._given_back = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.popleft()
        else:
            line = next(self._lines)
            self._taken += len(line) + 1
        self.row.append(line)
        self._size += len(line) + 1
        if len(self.row) > 1 and self._given_back > max(_AGAIN_AT_LEAST, _AGAIN * self._taken):
            raise csv.Error("a quote that is not closed on its line, behind too many of them")
        if self._size > _LONGEST_ROW:
            raise csv.Error(f"more than {_LONGEST_ROW:,} characters")
        return line + "\n"

    def done(self) -> int:
        """How many lines the row had, which is complete."""
        count = len(self.row)
        self.row, self._size = [], 0
        return count

    def go_back(self) -> None:
        """Give all lines back but the first."""
        self._again.extendleft(reversed(self.row[1:]))
        self._given_back += self._size
        self.done()
