"""CSV and TSV for spreadsheets and programs."""

from __future__ import annotations

from geomap.exports.records.shapes import settle
from geomap.exports.tables.cells import as_cell, defuse, line_of
from geomap.exports.tables.columns import Row
from geomap.exports.tables.schemes import Table

BOM = "\ufeff"
"""Before the text it makes Excel read a file as UTF-8; other programs may take it for a letter of the
first header."""


def dump_table(table: Table, *, delimiter: str = ",", formulas: bool = False, bom: bool = False) -> str:
    r"""Write a table: its headers, its tags where it has any, the rows; at last shapes as well-known text.

    Parameters
    ----------
    table
        What to write.
    delimiter
        Between cells; lines end in ``\n``.
    formulas
        Leave cells that begin with ``= + - @`` as they are.
    bom
        Begin with a byte order mark.

    Raises
    ------
    ExportError
        If a shape has a coordinate that is not finite or beyond a pole.
    """
    lines = [BOM] if bom else []
    scheme = table.scheme
    names = [column.name for column in scheme.columns]
    lines.append(line_of((*names, scheme.geometry), delimiter))
    if scheme.tags:
        lines.append(line_of([scheme.tags[name] for name in (*names, scheme.geometry)], delimiter))
    for row in table.rows:
        cells = [*(as_cell(row.cells[name]) for name in names), _wkt(row)]
        lines.append(line_of(cells if formulas else [defuse(cell) for cell in cells], delimiter))
    return "".join(lines)


def _wkt(row: Row) -> str | None:
    import shapely

    if row.shape is None:
        return None
    settled = settle(row.shape, where=f"incident {row.incident.id}")
    text: str = shapely.to_wkt(settled, rounding_precision=6, trim=True)
    return text
