"""CSV for spreadsheets, with cells that a spreadsheet would run defused."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from geomap.exports.properties import COLUMNS, LISTS, incidents_with_properties
from geomap.exports.shapes import settle
from geomap.model import Extraction

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def defuse(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Numbers stay numbers; so does text that is one ('-3').
    """
    if isinstance(cell, str) and cell.startswith(_DANGEROUS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def dump_csv(extraction: Extraction, *, formulas: bool = False) -> str:
    """Write the incidents as CSV: the columns of `COLUMNS`, then ``geometry`` as well-known text.

    Parameters
    ----------
    extraction
        What to write.
    formulas
        Leave cells that begin with ``= + - @`` as they are.
    """
    import shapely

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "geometry"))
    for incident, row in incidents_with_properties(extraction):
        cells = [json.dumps(row[c], ensure_ascii=False) if c in LISTS else row[c] for c in COLUMNS]
        shape = incident.place.geometry if incident.place is not None else None
        if shape is not None:
            settled = settle(shape, where=f"incident {incident.id}")
            cells.append(shapely.to_wkt(settled, rounding_precision=6, trim=True))
        else:
            cells.append(None)
        writer.writerow(cells if formulas else [defuse(cell) for cell in cells])
    return out.getvalue()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
