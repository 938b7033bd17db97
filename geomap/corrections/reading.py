"""A file of corrections: its tables, and all that is wrong with them.

TOML with a ``[[correction]]`` for each, or JSON Lines with an object for each (docs/how-to/corrections.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from geomap.corrections.placing import Places, Unplaced, at_point
from geomap.errors import CorrectionError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import (
    CorrectedPlace,
    Correction,
    CorrectionAction,
    IncidentType,
    LonLat,
    Place,
)
from geomap.theatres.bundled import bundled_places
from geomap.theatres.faults import Faults
from geomap.theatres.listed import NumberedTable, numbered_tables, raise_faults, text_of
from geomap.theatres.sheet import Table

_TABLE = "correction"
_JSON_LINES = (".jsonl", ".ndjson")
_WIDEST_KM = 3000.0  # of a place that is still one on a map
_ANY_ACTION = tuple(action.value for action in CorrectionAction)
_ANY_TYPE = tuple(kind.value for kind in IncidentType)


def read_corrections(
    path: str | os.PathLike[str],
    *,
    index: PlaceIndex | None = None,
    places: Callable[[], Iterable[Place]] | None = None,
) -> tuple[Correction, ...]:
    """Read a file of corrections, in the order of its tables.

    Parameters
    ----------
    path
        TOML, or JSON Lines where the suffix is ``.jsonl`` or ``.ndjson``.
    index
        The gazetteer in which places are looked up; the installed one if not given.
    places
        Gives further places, such as those of theatres; those of the bundled theatres if not given.

    Raises
    ------
    CorrectionError
        If the file cannot be read, or any field of it is at fault: its message and its ``faults``
        name all of them, each with the number of its table and its line.
    """
    file = os.fspath(path)
    text = text_of(Path(path), "a TOML file of corrections", CorrectionError)
    faults = Faults()
    if Path(path).suffix.lower() in _JSON_LINES:
        numbered = _json_lines(text, file, faults)
    else:
        numbered = numbered_tables(text, file, _TABLE, faults)
    finder = Places(index or PlaceIndex.installed(), places or bundled_places)
    read = [
        _correction(table, f"{Path(path).name}, table {n}", finder)
        for n, table in enumerate(numbered, start=1)
    ]
    if faults.found:
        raise_faults(faults, file, CorrectionError)
    return tuple(correction for correction in read if correction is not None)


def _json_lines(text: str, file: str, faults: Faults) -> list[NumberedTable]:
    read: list[Mapping[str, object]] = []
    lines: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair can be written nowhere
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            faults.add(
                file, number, "no JSON object", 'a line such as {"incident": "inc-...", ...} is needed'
            )
            continue
        lines[_TABLE, len(read)] = number
        read.append({key: inner for key, inner in value.items() if inner is not None})
    return [NumberedTable(values, (_TABLE, n), file, lines, faults) for n, values in enumerate(read)]


def _correction(table: Table, where: str, places: Places) -> Correction | None:
    """The correction of one table, or None where something is wrong with it."""
    known = table.faulty
    chosen = table.choice("action", _ANY_ACTION, required=True)
    by = table.text("by", required=True, wanted='"who says so"')
    why = table.text("why", required=True, wanted='"on what grounds"')
    on = table.day("on")
    if chosen is None:
        return None  # which other keys belong here depends on the action
    action = CorrectionAction(chosen)
    ids = _ids(table, merge=action is CorrectionAction.MERGE)
    kind = table.choice("type", _ANY_TYPE, required=True) if action is CorrectionAction.RETYPE else None
    place = _place(table, places) if action is CorrectionAction.RELOCATE else None
    start = end = None
    if action is CorrectionAction.REDATE:
        start = table.day("date_start", required=True)
        end = table.day("date_end") or start
        if start is not None and end is not None and end < start:
            table.fault(
                f"{table.label} runs backwards, from {start} to {end}",
                "date_start <= date_end is needed",
                "date_end",
            )
    table.close()
    if table.faulty > known or by is None or why is None:
        return None
    return Correction(
        action=action,
        incidents=ids,
        by=by,
        why=why,
        on=on,
        type=IncidentType(kind) if kind is not None else None,
        place=place,
        date_start=start,
        date_end=end,
        where=where,
    )


def _ids(table: Table, *, merge: bool) -> tuple[str, ...]:
    if not merge:
        found = table.text("incident", required=True, wanted='"inc-..."')
        return (found,) if found else ()
    known = table.faulty
    ids = table.texts("merge")
    if "merge" not in table:
        table.fault(f"{table.label} has no 'merge'", 'add merge = ["inc-...", "inc-..."]')
    elif table.faulty == known and len(ids) < 2:
        table.fault(f"merge of {table.label} has {len(ids) or 'no'} id", "two or more are needed", "merge")
    return ids


def _place(table: Table, places: Places) -> CorrectedPlace | None:
    """The place by id or name, or as a point."""
    known = table.faulty
    named = table.text("place", wanted='"a gazetteer id or name"')
    country, admin1 = table.text("country", wanted='"AZ"'), table.text("admin1")
    lat, lon = table.number("lat", -90, 90), table.number("lon", -180, 180)
    radius, label = table.number("radius_km", 0, _WIDEST_KM), table.text("name")
    is_point = any(key in table for key in ("lat", "lon", "name"))
    if country is not None and not places.has_country(country):
        table.fault(
            f"country of {table.label} is {country!r}", "an ISO code or an English name is needed", "country"
        )
    if is_point and any(key in table for key in ("place", "country", "admin1")):
        table.fault(
            f"{table.label} has both a place and a point", "either place, or lat and lon, is needed", "lat"
        )
    elif is_point:
        for key in ("lat", "lon", "radius_km"):
            if key not in table:
                table.fault(
                    f"{table.label} has no {key!r}", "lat, lon and radius_km (how exactly) are needed"
                )
    elif "place" not in table:
        table.fault(f"{table.label} has no 'place'", "add place = an id or a name, or lat, lon and radius_km")
    if table.faulty > known:
        return None
    if lat is not None and lon is not None and radius is not None:
        return at_point(LonLat(lon, lat), radius, label)
    if named is None:
        return None
    found = places.by_id(named, radius) or places.by_name(named, country, admin1, radius)
    if isinstance(found, Unplaced):
        table.fault(f"place of {table.label}: {found.what}", found.hint, "place")
        return None
    return found
