"""From a theatre's ``[[changes]]`` to places said to have changed hands, noting every fault."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.model import DatedChange
from geomap.model.theatre import CHANGE_KINDS
from geomap.theatres.sheet import Table, one_of


def read_changes(tables: Iterable[Table], parties: dict[str, str]) -> tuple[DatedChange, ...]:
    """The dated changes, by day and then in the order of the file.

    Parameters
    ----------
    tables
        ``[[changes]]``: ``date``, ``place``, ``party``, ``said_by`` and ``source`` are needed.
    parties
        Names of parties by id and by name.
    """
    found = []
    for table in tables:
        day = table.day("date", required=True)
        place = table.text("place", required=True, wanted='"id of a place"')
        party = table.text("party", required=True, wanted='"id of a party"')
        said_by, disputed_by = table.texts("said_by"), table.texts("disputed_by")
        if not said_by:
            table.fault(f"{table.label} has no 'said_by'", 'add said_by = ["id of a party", "..."]')
        for key, names in (
            ("party", (party,) if party else ()),
            ("said_by", said_by),
            ("disputed_by", disputed_by),
        ):
            for name in names:
                if name not in parties:
                    table.fault(f"{key} {name!r} of {table.label} is no party", one_of(parties), key)
        kind = table.choice("kind", CHANGE_KINDS) or "capture"
        source, note = table.text("source", required=True), table.text("note")
        table.close()
        if day is None or place is None or party not in parties:
            continue
        found.append(
            DatedChange(
                day=day,
                place=place,
                party=parties[party],
                said_by=_named(said_by, parties),
                source=source or "",
                disputed_by=_named(disputed_by, parties),
                kind=kind,
                note=note or "",
            )
        )
    return tuple(sorted(found, key=lambda change: change.day))


def _named(ids: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties[each] for each in ids if each in parties))
