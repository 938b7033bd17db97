"""Cells of a table as text: what a spreadsheet would run is defused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

# What OWASP lists: = + - @, tab and line ends before them, and the full-width forms that some
# spreadsheets take for the plain ones.
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
# Some take what follows these for the beginning of a cell.
_UNSEEN = " \v\f\0\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"


_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes one for each cell


def defuse(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Numbers stay numbers; so does text that is one ('-3').
    """
    if isinstance(cell, str) and cell.lstrip(_UNSEEN).startswith(_DANGEROUS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def as_cell(value: Any) -> Any:
    """A list or record as JSON text; everything else as it is."""
    return _encode(value) if isinstance(value, list | dict) else value


def line_of(cells: Iterable[Any], delimiter: str = ",") -> str:
    r"""One line of a table, with its ``\n``.

    Written with ``\r\n`` first: Python puts quotes around a carriage return only if it stands in the line
    end, and without them readers take it for one. A null character, at which readers stop, becomes U+FFFD.
    """
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return f"{out.getvalue()[:-2]}\n".replace("\0", "\ufffd")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
