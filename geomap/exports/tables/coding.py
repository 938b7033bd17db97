"""What ACLED's and UCDP's columns share: actors, sources, numeric ids and what is in no scope."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from geomap.exports.tables.countries import is_name_of_country
from geomap.model import Actor, ActorKind, Incident, IncidentType, Polarity, Status

NOT_SAID_TO_HAVE_HAPPENED = "negated, hypothetical or planned"
ONLY_DENIED = "only denied"
RUNNING_TOTAL = "a running total of casualties"

_CIVILIANS = re.compile(
    r"\b(?:civilians?|residents?|villagers?|inhabitants|worshippers?|journalists?|reporters?|patients?|students?"
    r"|pupils|children|women|passengers?|aid workers?|refugees?|displaced|shoppers|farmers?|herders?)\b",
    re.IGNORECASE,
)

DIGITS = 15
"""Digits of a numeric id: as many as spreadsheets and double floats keep."""


def numeric_id(text: str) -> int:
    """A number for an id: always the same, and as good as never that of another.

    Among a million ids the odds of two alike are 1 in 2,000.
    """
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    number: int = int.from_bytes(digest[:16]) % 10**DIGITS
    return number


def out_of_scope(incident: Incident) -> str | None:
    """Why neither scheme would code an incident; None if it may.

    Both code what is said to have happened. A running total ('since September 27') counts deaths
    of other events again.
    """
    if incident.polarity is not Polarity.ASSERTED:
        return NOT_SAID_TO_HAVE_HAPPENED
    if incident.status is Status.DENIED:
        return ONLY_DENIED
    if incident.type is IncidentType.CASUALTIES_REPORT and any(c.cumulative for c in incident.casualties):
        return RUNNING_TOTAL
    return None


def are_civilians(actor: Actor) -> bool:
    """Whether the words for somebody are those for civilians."""
    return _CIVILIANS.search(actor.name) is not None or _CIVILIANS.search(actor.text) is not None


def is_state(actor: Actor) -> bool:
    """Whether somebody is a state: named as one, and by the name of a country.

    A text may speak of another party as of a state's army ('the army of ...').
    """
    return actor.kind is ActorKind.STATE and is_name_of_country(actor.name)


def names_of(actors: Iterable[Actor]) -> list[str]:
    """Their names, each once, in the order of the text."""
    return list(dict.fromkeys(actor.name for actor in actors))


def joined(parts: Iterable[str | None]) -> str | None:
    """Those that are there, each once, separated by semicolons; None if none is."""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def admin2_of(incident: Incident) -> str | None:
    """The second-level unit that its place is or lies in."""
    place = incident.place
    if place is None or place.resolution is None:
        return None
    entry = place.resolution.place
    return entry.name if entry.feature_code == "ADM2" else entry.admin2_name


def of_documents(told: dict[str, Any], field: str) -> list[str | None]:
    """A field of each document of an incident."""
    return [document[field] for document in told["documents"]]
