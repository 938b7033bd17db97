"""What the tests of incidents share: texts read as documents of one day, and incidents told in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from geomap.incidents.reading import Reading
from geomap.model import Actor, Document, Incident, IncidentType, Stance
from geomap.pipeline import extract
from geomap.pipeline.reading import read_toponyms

DAY = date(2020, 10, 7)
"""A Wednesday: the day of every text here that is given none."""
MONDAY = date(2020, 10, 5)


def told(text: str, published: date | None = DAY) -> tuple[Incident, ...]:
    """The incidents of a text."""
    return extract([Document("d", text, published=published)]).incidents


def only(text: str, published: date | None = DAY) -> Incident:
    """The one incident of a text."""
    found = told(text, published)
    assert len(found) == 1, [(i.type.value, i.trigger) for i in found]
    return found[0]


def types(text: str) -> list[IncidentType]:
    """The types of the incidents of a text, in its order."""
    return [i.type for i in told(text)]


def place(incident: Incident) -> str | None:
    """The words that give an incident's place."""
    return None if incident.place is None else incident.place.text


def places(incidents: Iterable[Incident]) -> list[str | None]:
    """The words that give each incident's place."""
    return [place(i) for i in incidents]


def names(actors: Iterable[Actor]) -> list[str]:
    """The names of actors."""
    return [a.name for a in actors]


def voices(incident: Incident) -> set[tuple[str | None, Stance]]:
    """The sides that speak of an incident, with their stances."""
    return {(c.side, c.stance) for c in incident.claims}


def reading_of(document: Document) -> Reading:
    """A document with all that is recognised in it, as the incidents are found in it."""
    (read,) = read_toponyms(
        [document], theatre="auto", date=None, index=None, recogniser="model", progress=None
    )
    return Reading(read.read_as, read.toponyms, read.actors, read.setting.index, read.setting.theatre)
