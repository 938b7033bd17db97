"""Persons of the register: names that tell for whom somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geomap.model import ActorKind
from geomap.recognition.actors.tables import Known, Leader, Sort
from geomap.recognition.token_stream import keys_of

# Shorter last words ('II', 'Un') are no family names.
_SHORTEST_FAMILY_NAME = 3


def leaders_of_groups(
    table: dict[str, list[dict[str, Any]]], countries: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, Known]]:
    """Names of persons who speak for organisations; ``countries`` says where those are active."""
    for party, persons in table.items():
        yield from _named(persons, party, ActorKind.ARMED_GROUP, countries[party])


def leaders_of_states(table: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[tuple[str, Known], ...]]:
    """State's ISO code -> names of persons who speak for it, the state's own name still left open."""
    return {iso: tuple(_named(persons, "", ActorKind.STATE, (iso,))) for iso, persons in table.items()}


def _named(
    persons: list[dict[str, Any]], party: str, kind: ActorKind, countries: tuple[str, ...]
) -> Iterator[tuple[str, Known]]:
    for person in persons:
        alone = person.get("alone", ())
        for name in (person["name"], *person.get("aliases", ()), *alone, *person.get("famous", ())):
            leader = Leader(person["office"], _family(name, person.get("family")))
            yield name, Known(party, kind, Sort.LEADER, countries, needs_context=name in alone, leader=leader)


def _family(name: str, given: str | None) -> str:
    """The key of the family name: the last word, unless another is given."""
    last = keys_of(name if given is None else given)[-1:]
    return last[0] if last and (given is not None or len(last[0]) >= _SHORTEST_FAMILY_NAME) else ""
