"""Texts with their place names and incidents marked, as `geomap.show` gives them to a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from geomap.exports.gis.signs import LOOKS
from geomap.exports.pages.shown_text import as_attribute, as_content, language_tag
from geomap.exports.pages.toponym_words import NOT_FOUND, ROLES, left_open
from geomap.layers.ground import CARE
from geomap.model import Document, Extraction, Incident, Role, Status, Toponym
from geomap.model.incident import tellings_of
from geomap.notebook.fragments import PAGE, quiet
from geomap.notebook.looks import QUIET
from geomap.notebook.overview import rows_html, small_map_html

MOST_CHARACTERS = 100_000
"""Characters of text in an output; of documents beyond it tells the number."""

_ROLE_COLOURS = {
    Role.PLACE: "#cfe3f5",
    Role.DATELINE: "#e3e6e9",
    Role.METONYM: "#efe0f2",
    Role.DEMONYM: "#f6e9cf",
    Role.ORGANISATION: "#e3e6e9",
    Role.SPEAKER: "#d8ecd9",
}


def shown_html(extraction: Extraction) -> str:
    """Every text with place names coloured by role and sentences of incidents underlined; then the table."""
    numbers = {id(incident): number for number, incident in enumerate(extraction.incidents, 1)}
    by_document: dict[str, list[Incident]] = {}
    for incident in extraction.incidents:
        for told in tellings_of(incident):
            numbers[id(told)] = numbers[id(incident)]
            by_document.setdefault(told.document_id, []).append(told)
    parts, size, shown = [], 0, 0
    for document, toponyms in zip(extraction.documents, extraction.toponyms, strict=True):
        size += len(document.text)
        if shown and size > MOST_CHARACTERS:
            break
        shown += 1
        own = [(numbers[id(i)], i) for i in by_document.get(document.id, ())]
        parts.append(_article(document, toponyms, own, named=len(extraction.documents) > 1))
    left = len(extraction.documents) - shown
    rest = f"and {left:,} more text{'' if left == 1 else 's'}, which are not shown here" if left else ""
    table = rows_html(extraction.incidents) if extraction.incidents else quiet("No incident was found.")
    placed = any(i.place is not None and i.place.geometry is not None for i in extraction.incidents)
    return (
        f'<div tabindex="0" style="{PAGE}">{"".join(parts)}{quiet(as_content(rest))}{_legend(extraction)}'
        f"{table}{small_map_html(extraction) if placed else ''}</div>"
    )


def _article(
    document: Document, toponyms: Sequence[Toponym], incidents: Sequence[tuple[int, Incident]], *, named: bool
) -> str:
    name = (
        f'<p style="margin:8px 0 0"><b>{as_content(document.title or document.id)}</b></p>' if named else ""
    )
    text = "".join(_segments(document.text, toponyms, incidents))
    return (
        f'{name}<div style="white-space:pre-wrap;max-width:75em;line-height:1.9"'
        f'{language_tag(document.language)} dir="auto">{text}</div>'
    )


def _segments(
    text: str, toponyms: Sequence[Toponym], incidents: Sequence[tuple[int, Incident]]
) -> Iterator[str]:
    """The text cut wherever a name or a sentence begins or ends: so nothing has to stand within another."""
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    edges = {begin, end}
    for start, stop in [(t.start, t.end) for t in toponyms] + [(i.start, i.end) for _, i in incidents]:
        edges |= {min(max(start, begin), end), min(max(stop, begin), end)}
    cuts = sorted(edges)
    told: set[int] = set()
    sentences = _holding([(i.start, i.end) for _, i in incidents], cuts)
    names = _holding([(t.start, t.end) for t in toponyms], cuts)
    for (start, stop), within, called in zip(pairwise(cuts), sentences, names, strict=True):
        own = [incidents[n] for n in within]
        name = max((toponyms[n] for n in called), key=_length, default=None)
        fresh = [number for number, _ in own if number not in told]
        told.update(fresh)
        if fresh:
            numbers = ", ".join(map(str, fresh))
            style = f"color:{_colour(own)};font-weight:700"
            yield f'<sup style="{style}" title="incident {numbers}">{numbers} </sup>'
        yield _segment(text[start:stop], own, name, last=name is not None and stop == name.end)


def _holding(spans: Sequence[tuple[int, int]], cuts: Sequence[int]) -> Iterator[list[int]]:
    """For each stretch between two cuts the spans that hold it, by their positions, in order."""
    waiting = sorted(range(len(spans)), key=lambda n: spans[n][0], reverse=True)
    held: list[int] = []
    for start, stop in pairwise(cuts):
        while waiting and spans[waiting[-1]][0] <= start:
            held.append(waiting.pop())
        # What ends before this stretch does holds no later one either.
        held = sorted(n for n in held if stop <= spans[n][1])
        yield held


def _length(toponym: Toponym) -> int:
    return toponym.end - toponym.start


def _segment(
    text: str, incidents: Sequence[tuple[int, Incident]], name: Toponym | None, *, last: bool
) -> str:
    styles = []
    if incidents:
        styles.append(f"border-bottom:{_line([i.status for _, i in incidents])}")
    if name is not None:
        styles.append(f"background:{_ROLE_COLOURS[name.role]};border-radius:3px;padding:1px 2px")
        if name.resolution is None:
            styles.append("outline:1px dotted #a84500")
    if not styles:
        return as_content(text)
    label = (
        (ROLES[name.role][0] + ("" if name.resolution else " ?")).strip() if name is not None and last else ""
    )
    after = f'<sub style="color:{QUIET};font-size:9px"> {label}</sub>' if label else ""
    tip = f' title="{as_attribute(_tip(name))}"' if name is not None else ""
    return f'<span style="{";".join(styles)}"{tip}>{as_content(text)}</span>{after}'


def _colour(incidents: Sequence[tuple[int, Incident]]) -> str:
    return LOOKS[_most_care([incident.status for _, incident in incidents])].colour


def _line(statuses: Sequence[Status]) -> str:
    """Width, style and colour of a line under what has these statuses."""
    look = LOOKS[_most_care(statuses)]
    return f"2px {'dashed' if look.dashes else 'solid'} {look.colour}"


def _most_care(statuses: Sequence[Status]) -> Status:
    return next(status for status in CARE if status in statuses)


def _tip(name: Toponym) -> str:
    if name.resolution is None:
        return f"{name.role.value}: {NOT_FOUND}; {left_open(name)}"
    place = name.resolution.place
    unit = f", {place.admin1_name}" if place.admin1_name and place.admin1_name != place.name else ""
    return (
        f"{name.role.value}: {place.name}{unit}, {place.country or 'no country'} ({name.resolution.method})"
    )


def _legend(extraction: Extraction) -> str:
    present = [role for role in Role if any(t.role is role for found in extraction.toponyms for t in found)]
    shown = "  ".join(
        f'<span style="background:{_ROLE_COLOURS[role]};padding:1px 4px">{role.value}</span>'
        for role in present
    )
    statuses = [status for status in CARE if any(i.status is status for i in extraction.incidents)]
    lines = "  ".join(
        f'<span style="border-bottom:{_line([status])}">{status.value}</span>' for status in statuses
    )
    told = [f"Place names: {shown}"] if shown else []
    told += [f"sentences that tell of incidents, by status: {lines}"] if lines else []
    return quiet("; ".join(told)) if told else ""
