"""Cells of a table as text: what a spreadsheet would run is defused."""

from __future__ import annotations

import json
from typing import Any

# What OWASP lists: = + - @, tab and line ends before them, and the full-width forms that some
# spreadsheets take for the plain ones.
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


def defuse(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Numbers stay numbers; so does text that is one ('-3').
    """
    if isinstance(cell, str) and cell.startswith(_DANGEROUS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def as_cell(value: Any) -> Any:
    """A list or record as JSON text; everything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
