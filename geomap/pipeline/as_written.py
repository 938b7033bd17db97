"""Records of a text as it was read, with the words of the document as it is written.

The stages read a text in running form (`geomap.recognition.running_text`); it has the spans of the
document, but not always its capitals and line ends. Quotes and texts of records are the document's;
names (of sides, speakers, places) stay as they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Actor, Document, Incident, Toponym


def toponyms_as_written(toponyms: Sequence[Toponym], document: Document) -> tuple[Toponym, ...]:
    """The toponyms with the document's own words."""
    text = document.text
    return tuple(replace(t, text=text[t.start : t.end]) for t in toponyms)


def incident_as_written(incident: Incident, read: Document, document: Document) -> Incident:
    """An incident with the document's own words.

    Parameters
    ----------
    incident
        As found in ``read``.
    read
        The document as it was read.
    document
        The document as it is written; of the same length.
    """
    text = document.text
    place = incident.place

    def near(words: str) -> str:
        """Words that have no span of their own, looked for in the incident's sentence first."""
        at = read.text.find(words, incident.start, incident.end)
        at = read.text.find(words) if at < 0 else at
        return words if at < 0 else " ".join(text[at : at + len(words)].split())

    def actors(found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(replace(actor, text=near(actor.text)) for actor in found)

    return replace(
        incident,
        trigger=text[incident.trigger_start : incident.trigger_end],
        quote=text[incident.start : incident.end],
        date_text=None if incident.date_text is None else near(incident.date_text),
        initiators=actors(incident.initiators),
        targets=actors(incident.targets),
        casualties=tuple(replace(c, quote=text[c.start : c.end]) for c in incident.casualties),
        place=None if place is None else replace(place, text=text[place.start : place.end]),
        claims=tuple(
            replace(c, quote=text[c.start : c.end]) if c.document_id == document.id else c
            for c in incident.claims
        ),
    )
