"""A file of overrides: its rows, and all that is wrong with them (docs/how-to/overrides.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from geomap.corrections.placing import Places
from geomap.errors import OverrideError
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.fold import fold
from geomap.model import Override
from geomap.model.telling import visible
from geomap.overrides.listing import Row, list_rows
from geomap.overrides.matching import words_of
from geomap.overrides.placing import NO_PLACE, Placing
from geomap.theatres.bundled import bundled_places
from geomap.theatres.faults import Faults
from geomap.theatres.listed import raise_faults

# Characters of a field's text; of others fewer.
_LONGEST: Mapping[str, int] = MappingProxyType({"context": 5000, "note": 2000})
_LONGEST_OTHERS = 200
_FORMULA = ("=", "+", "-", "@")
_NO_FORMULAS = ("name", "context", "place", "label", "country")


def read_overrides(path: str | os.PathLike[str], known: Places | None = None) -> tuple[Override, ...]:
    """Read a file of overrides, in the order of its rows.

    Parameters
    ----------
    path
        CSV with a header (``.csv``, ``.tsv`` or ``.txt``), or TOML (``.toml``).
    known
        The places that ids may mean; if not given, those of the installed gazetteer and of the
        bundled theatres.

    Raises
    ------
    OverrideError
        If the file cannot be read, or any row of it is at fault: its message and its ``faults``
        name all of them, each with its line.
    """
    file = Path(path)
    faults = Faults()
    rows = list_rows(file, faults)
    placing = Placing(known or Places(PlaceIndex.installed(), bundled_places))
    read = [_override(row, file.name, placing) for row in rows]
    if faults.found:
        faults.found.sort(key=lambda fault: fault.line or 0)
        raise_faults(faults, str(file), OverrideError)
    return tuple(override for override in read if override is not None)


def _override(row: Row, file: str, placing: Placing) -> Override | None:
    """The override of one row, or None where something is wrong with it."""
    known = row.faulty
    if not _is_sound(row):
        return None
    name = row.words("name")
    if "name" not in row:
        row.fault("a row has no name", f"each needs a name, and {NO_PLACE} or a place")
    if name is not None and not any(map(str.isalnum, fold(name))):
        row.fault(f"name of the row is {name!r}", "a name with letters is needed", "name")
    context = _context(row)
    note = row.words("note") or ""
    given = placing.of(row, name or "?")
    row.close()
    if row.faulty > known or name is None or given is None:
        return None
    return Override(name, given.place, context, note, where=f"{file} line {row.line}")


def _is_sound(row: Row) -> bool:
    """Whether no field is too long to be one, drives a terminal, or is computed by a spreadsheet."""
    known = row.faulty
    for key, value in row.values.items():
        if not isinstance(value, str):
            continue
        most = _LONGEST.get(key, _LONGEST_OTHERS)
        if len(value) > most:
            row.fault(f"{key} of a row has {len(value):,} characters", f"{most:,} at most are needed", key)
        elif visible(value) != " ".join(value.split()):
            row.fault(f"{key} of a row is {value!r}", "a text without control characters is needed", key)
        elif key in _NO_FORMULAS and value.strip().startswith(_FORMULA):
            row.fault(f"{key} of a row is {value!r}, as a formula begins", "a plain text is needed", key)
    return row.faulty == known


def _context(row: Row) -> tuple[str, ...]:
    """The alternatives, as they are written."""
    said = row.text("context", wanted='"one|or another"')
    if said is None:
        return ()
    alternatives = tuple(part.strip() for part in said.split("|"))
    if not all(map(words_of, alternatives)):
        row.fault(
            f"context of {row.label} is {said!r}",
            "words, or several with | between them, are needed; none at all for every text",
            "context",
        )
    return alternatives
