"""A report as a notebook shows it: counts, a small map, and the incidents as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from geomap.exports.pages.shown_text import as_attribute, as_content, as_name
from geomap.layers import words
from geomap.model import Extraction, Incident, IncidentType, Status
from geomap.model.unresolved import in_short
from geomap.model.voices import voices_of
from geomap.notebook.fragments import PAGE, chip, folded, quiet, shortened, table
from geomap.notebook.framing import StaticMap, frame_map
from geomap.notebook.svg_map import as_data_address, svg_map
from geomap.resolution.unplaced import gather_unresolved

MOST_ROWS = 50
"""Incidents in a table; of those beyond it tells the number."""
_MOST_TYPES = 12
_COLUMNS = ("No.", "Type", "When", "Where", "Who", "Status", "Voices", "Sentence")


def report_html(extraction: Extraction, heading: str) -> str:
    """The report's counts by type and status beside a small map, its incidents below, folded up.

    Parameters
    ----------
    extraction
        The report.
    heading
        Its first line, as plain text.
    """
    incidents = extraction.incidents
    counts = _counts(incidents) if incidents else quiet("No incident was found.")
    unplaced = in_short(gather_unresolved(extraction))
    picture = small_map_html(extraction) if any(i.place and i.place.geometry for i in incidents) else ""
    return (
        f'<div tabindex="0" style="{PAGE}"><p style="margin:0 0 6px"><b>{as_content(heading)}</b></p>'
        '<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start">'
        f"<div>{counts}</div>{picture}</div>"
        + quiet(as_content(unplaced))
        + (folded(_first(incidents), rows_html(incidents), shown=len(incidents) <= 5) if incidents else "")
        + "</div>"
    )


def incidents_html(extraction: Extraction) -> str:
    """The incidents as a table alone."""
    number = len(extraction.incidents)
    heading = f"<p style='margin:0'><b>{number:,} incident{'' if number == 1 else 's'}</b></p>"
    return (
        f'<div tabindex="0" style="{PAGE}">{heading}{rows_html(extraction.incidents) if number else ""}</div>'
    )


def small_map_html(extraction: Extraction) -> str:
    """A picture of where the incidents lie, with a line that says what it does not show."""
    picture = frame_map(extraction)
    address = as_data_address(svg_map(picture))
    note = as_content(picture.left_out())
    return (
        f'<figure style="margin:0"><img src="{address}" alt="{as_attribute(_in_words(picture))}" '
        f'style="max-width:100%;height:auto;border:1px solid #d5dadf">'
        f'<figcaption style="color:#59636e;font-size:12px">{as_content(picture.title)}'
        f"{f'. Not in the picture: {note}' if note else ''}</figcaption></figure>"
    )


def rows_html(incidents: Sequence[Incident]) -> str:
    """Incidents as rows of a table; those beyond `MOST_ROWS` are counted."""
    shown = incidents[:MOST_ROWS]
    rows = [_row(number, incident) for number, incident in enumerate(shown, 1)]
    more = len(incidents) - len(shown)
    rest = f"and {more:,} more; to_geodataframe() has all of them" if more else ""
    return table(_COLUMNS, rows) + quiet(rest)


def _row(number: int, incident: Incident) -> tuple[str, ...]:
    place = incident.place
    where = as_content(place.name) if place is not None else ""
    if place is not None and place.geometry is None:
        where += quiet("not placed")
    notes = "; ".join((*words.notes(incident), *words.disputes(incident)))
    status = chip(incident.status)
    return (
        str(number),
        as_content(incident.type.label),
        as_content(words.when(incident)),
        where,
        _who(incident),
        status + quiet(as_content(notes)),
        _voices(incident),
        shortened(incident.quote),
    )


def _who(incident: Incident) -> str:
    """'A → B' as HTML; a side that is not told of is a dash.

    The arrow has one direction, whatever the names are written in: turned, it would swap who did it to whom.
    """
    by, to = (_names(actor.name for actor in side) for side in (incident.initiators, incident.targets))
    return f'<span dir="ltr">{by or "–"} → {to or "–"}</span>' if by or to else ""


def _voices(incident: Incident) -> str:
    told = voices_of(incident.claims, (actor.name for actor in incident.initiators))
    parts = (("claimed", told.claimed_by), ("denied", told.denied_by), ("confirmed", told.confirmed_by))
    shown = "; ".join(f"{verb} by {_names(names)}" for verb, names in parts if names)
    return f'<span dir="ltr">{shown}</span>' if shown else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(as_name, dict.fromkeys(names)))


def _counts(incidents: Sequence[Incident]) -> str:
    """Incidents by type and status."""
    numbers = Counter((i.type, i.status) for i in incidents)
    present = {status for _, status in numbers}
    statuses = [status for status in Status if status in present]
    types = [found for found, _ in Counter(i.type for i in incidents).most_common()]

    def row(name: str, chosen: Sequence[IncidentType]) -> tuple[str, ...]:
        own = [sum(numbers[kind, status] for kind in chosen) for status in statuses]
        return (name, *map(_number, own), _number(sum(own)))

    rows = [row(as_content(each.label), [each]) for each in types[:_MOST_TYPES]]
    rest = types[_MOST_TYPES:]
    if rest:
        rows.append(row(f"{len(rest)} other types", rest))
    if len(types) > 1:
        rows.append(row("<b>All</b>", types))
    return table(("Type", *(chip(status) for status in statuses), "all"), rows)


def _number(count: int) -> str:
    return f"{count:,}" if count else ""


def _first(incidents: Sequence[Incident]) -> str:
    shown = min(len(incidents), MOST_ROWS)
    return f"The incidents ({shown:,} of {len(incidents):,})" if shown < len(incidents) else "The incidents"


def _in_words(picture: StaticMap) -> str:
    number = sum(badge.number for badge in picture.badges)
    return f"Map: {picture.title}. {number} signs of incidents at {len(picture.badges)} places."
