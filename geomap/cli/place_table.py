"""A table with place names to the same table with places."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.errors import InputError, UsageError
from geomap.exports.tables.cells import defuse, line_of
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.answers.located import ADDED_COLUMNS, Located, added_cells
from geomap.gazetteer.index import PlaceIndex
from geomap.readers.encoding import decode
from geomap.readers.source import Source, expand

if TYPE_CHECKING:
    from geomap.overrides import ForNames


class LocatedRow(NamedTuple):
    """A row's own cells, and what its place is."""

    cells: list[str]
    located: Located


def read_rows(path: str, wanted: Sequence[str]) -> tuple[list[str], list[dict[str, str]]]:
    """Read a table that has the wanted columns.

    Parameters
    ----------
    path
        A CSV file, or ``-`` for standard input; any usual encoding and delimiter.
    wanted
        Names of columns that it must have.

    Raises
    ------
    InputError
        If it cannot be read.
    UsageError
        If a wanted column is not there.
    """
    source = _source(path)
    text = decode(source.read_bytes(), where=source.name).text
    from geomap.readers.table import header_of

    first, _, _ = text.partition("\n")
    if not first.strip():
        raise InputError("the table is empty", where=source.name)
    found = header_of(first, wanted[0])
    header, delimiter = found or ([cell.strip() for cell in next(csv.reader([first]))], ",")
    for column in wanted:
        if column not in header:
            raise UsageError(
                f"no column {column!r}", where=source.name, hint=f"there are {', '.join(header)}"
            )
    csv.field_size_limit(2**31 - 1)
    rows: list[dict[str, str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(reader)
    for cells in reader:
        if len(cells) > len(header):
            raise InputError(
                f"{len(cells)} cells where the header has {len(header)}",
                where=f"{source.name}:{reader.line_num}",
                hint='a cell with a delimiter in it is put in "quotes"',
            )
        if cells:
            rows.append(dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True)))
    return header, rows


def locate_rows(
    index: PlaceIndex,
    rows: Sequence[Mapping[str, str]],
    columns: Mapping[str, str | None],
    *,
    overrides: ForNames | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[LocatedRow]:
    """Find each row's place.

    Parameters
    ----------
    index
        The gazetteer.
    rows
        Cells by column.
    columns
        Which column has the ``name``, the ``country``, ``admin1`` and ``admin2``; None where the
        table has none.
    overrides
        What the user says that names mean, in rows with some words in any of their cells.
    progress
        Called with the number of rows done and of all.
    """
    answers: dict[tuple[object, ...], Located] = {}
    located: list[LocatedRow] = []
    for done, row in enumerate(rows, start=1):
        asked = {part: row[column].strip() if column else "" for part, column in columns.items()}
        held = None if overrides is None else overrides.among(*row.values(), country=asked["country"])
        key = (held, *asked.values())
        if key not in answers:
            answers[key] = locate(
                index,
                asked["name"],
                country=asked["country"] or None,
                admin1=asked["admin1"] or None,
                admin2=asked["admin2"] or None,
                overriding=None if held is None else held.for_name,
            )
        if overrides is not None and held is not None:
            overrides.count(held, answers[key])
        located.append(LocatedRow(list(row.values()), answers[key]))
        if progress is not None:
            progress(done, len(rows))
    return located


def dump_table(header: Sequence[str], rows: Sequence[LocatedRow], suffix: str) -> str:
    """Write the table with the columns of `ADDED_COLUMNS`, as CSV or, for ``.geojson``, as points."""
    if suffix == ".geojson":
        features = ",\n".join(
            json.dumps(_feature(header, row), ensure_ascii=False, allow_nan=False) for row in rows
        )
        return (
            '{"type": "FeatureCollection", "features": [' + (f"\n{features}\n" if features else "") + "]}\n"
        )
    # The table's own cells are the user's and stay; a name or a note of ours is defused.
    cells = ([*row.cells, *(defuse(value) for value in added_cells(row.located).values())] for row in rows)
    return "".join(map(line_of, ([*header, *ADDED_COLUMNS], *cells)))


def _feature(header: Sequence[str], row: LocatedRow) -> dict[str, Any]:
    point = row.located.point
    return {
        "type": "Feature",
        "geometry": None
        if point is None
        else {"type": "Point", "coordinates": [round(point.lon, 6), round(point.lat, 6)]},
        "properties": {**dict(zip(header, row.cells, strict=True)), **added_cells(row.located)},
    }


def _source(path: str) -> Source:
    def refuse(error: InputError) -> None:
        raise error

    sources = list(expand((path,), refuse))
    if len(sources) != 1 or (sources[0].path is not None and sources[0].path.is_dir()):
        raise InputError("a single table is needed", where=path)
    return sources[0]
