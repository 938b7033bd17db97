"""A theatre as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.model import AreaOfControl, LineOfContact, Party, Sector, Theatre


_DONE = {"capture": "capture by", "handover": "handover to"}


def period(start: date | None, end: date | None) -> str:
    """'2020-09-27 to 2020-11-10', with dots where it is open."""
    return f"{start or '...'} to {end or '...'}"


def theatre_lines(theatre: Theatre, sectors: Sequence[Sector]) -> Iterator[str]:
    """Everything that a reader may ask of a theatre: who, where the line ran and when, what is called how."""
    yield f"{theatre.id}: {theatre.title}, {period(theatre.valid_from, theatre.valid_to)}"
    for side, parties in _by_side(theatre).items():
        names = ", ".join(_party(party) for party in parties)
        yield f"  side    {side}: {names}" if side is not None else f"  others  {names}"
    for line in theatre.lines:
        kind = f"{line.kind}, " if line.kind != "contact" else ""
        yield f"  line    {line.name} ({kind}{_known(line)}, {_length(line):.0f} km){_note(line.note)}"
    for area in theatre.areas:
        held = f"{area.party}, " if area.party else "outline, "
        yield f"  area    {area.name} ({held}{_known(area)}){_note(area.note)}"
    for sector in sectors:
        yield f"  sector  {sector.name} ({sector.id}): {_extent(sector)}"
    for change in theatre.changes:
        said = f"said by {', '.join(change.said_by)}" if change.said_by else "sourced"
        disputed = f"; disputed by {', '.join(change.disputed_by)}" if change.disputed_by else ""
        where = _label(theatre, change.place) or change.place
        yield f"  change  {change.day}: {where}, {_DONE[change.kind]} {change.party} ({said}{disputed})"
    owners = {party.id: party.name for party in theatre.parties}
    for place in theatre.place_names:
        forms = "; ".join(f"{owners.get(key, key)}: {', '.join(names)}" for key, names in place.forms)
        label = _label(theatre, place.place)
        yield f"  names   {label}: {forms}" if label else f"  names   {forms}"
    for reference in theatre.references:
        yield f"  source  {reference}"


def theatre_record(theatre: Theatre, sectors: Sequence[Sector]) -> dict[str, Any]:
    """The same as JSON takes it; shapes are left to the theatre's files."""
    return {
        "id": theatre.id,
        "titles": dict(theatre.titles),
        "valid_from": _iso(theatre.valid_from),
        "valid_to": _iso(theatre.valid_to),
        "region": theatre.region,
        "parties": [
            {
                "id": party.id,
                "name": party.name,
                "kind": party.kind.value,
                "side": party.side,
                "allies": list(party.allies),
                "aliases": list(party.aliases),
                "capitals": list(party.capitals),
            }
            for party in theatre.parties
        ],
        "lines": [
            {"kind": line.kind, "length_km": round(_length(line), 1)} | _held(line) for line in theatre.lines
        ],
        "areas": [{"party": area.party} | _held(area) for area in theatre.areas],
        "sectors": [
            {
                "id": sector.id,
                "name": sector.name,
                "aliases": list(sector.aliases),
                "line": sector.line,
                "length_km": round(sector.length_km, 1),
                "width_km": sector.width_km,
                "sides": list(sector.sides),
            }
            for sector in sectors
        ],
        "changes": [
            {
                "day": change.day.isoformat(),
                "place": change.place,
                "party": change.party,
                "kind": change.kind,
                "said_by": list(change.said_by),
                "disputed_by": list(change.disputed_by),
                "source": change.source,
            }
            for change in theatre.changes
        ],
        "place_names": {
            place.place: {key: list(names) for key, names in place.forms} for place in theatre.place_names
        },
        "references": list(theatre.references),
    }


def _by_side(theatre: Theatre) -> dict[str | None, list[Party]]:
    """Parties by side, those on none last."""
    found: dict[str | None, list[Party]] = {}
    for party in sorted(theatre.parties, key=lambda party: party.side is None):
        found.setdefault(party.side, []).append(party)
    return found


def _known(record: LineOfContact | AreaOfControl) -> str:
    days = period(record.valid_from, record.valid_to)
    return f"{days}, {record.confidence}" if record.confidence else days


def _note(note: str) -> str:
    return f"; {note}" if note else ""


def _length(line: LineOfContact) -> float:
    from geomap.theatres.plane import length_km

    return length_km(line.geometry.to_shapely())


def _extent(sector: Sector) -> str:
    if sector.stretch is None:
        return "no line known in it"
    sides = " | ".join(side or "side not known" for side in sector.sides)
    wide = f", {sector.width_km:g} km to either side" if sector.flanks else ""
    return f"{sector.length_km:.0f} km of the line{wide}{f' ({sides})' if sides else ''}"


def _party(party: Party) -> str:
    allies = f"; allies: {', '.join(party.allies)}" if party.allies else ""
    return f"{party.name} ({party.kind.value.replace('_', ' ')}{allies})"


def _label(theatre: Theatre, place_id: str) -> str | None:
    """The label that the theatre has for a place of its own."""
    return next((place.name for place in theatre.places if place.id == place_id), None)


def _held(record: LineOfContact | AreaOfControl) -> dict[str, Any]:
    return {
        "id": record.id,
        "name": record.name,
        "valid_from": _iso(record.valid_from),
        "valid_to": _iso(record.valid_to),
        "confidence": record.confidence or None,
        "source": record.source,
        "note": record.note,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
