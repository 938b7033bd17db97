"""The bundled register: who fights, governs, mediates and reports in the world's wars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geomap.model import ActorKind
from geomap.recognition.actors.leaders import leaders_of_groups, leaders_of_states
from geomap.recognition.actors.tables import Known, Sort
from geomap.tables import read_table

_FOLDER: Final = Path(__file__).resolve().parents[1] / "register"
_GROUPS = ("groups_africa", "groups_middle_east", "groups_asia", "groups_europe", "groups_americas")
# Abbreviations up to this long stand for many things in the world.
_SHORT_ABBREVIATION = 4
_SPELLINGS: Final = (
    ("Defence", "Defense"), ("Defense", "Defence"), ("Organisation", "Organization"),
    ("Organization", "Organisation"), ("-", " "), ("Mobilization", "Mobilisation"),
)  # fmt: skip

# Sorts of words of `register/institutions.toml`.
WORD_SORTS: Final = (
    "organs", "forces", "deeds", "titles", "fighters", "armed", "official", "civil", "pairs", "modifiers",
    "verbs", "stances",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """Names and words as read from the files.

    Parameters
    ----------
    names
        Pairs of name and what it stands for, states' own forces and metonyms not included.
    sides
        Name of an organisation -> the party on whose side it stands.
    forces, metonyms, capitals
        ISO 3166-1 alpha-2 code -> names.
    famous
        Short abbreviations of states' forces that need no context.
    shared
        Names of forces that several states have, and that need it.
    leaders
        ISO 3166-1 alpha-2 code -> the names of persons who speak for the state; the party is left open.
    unused_capitals
        Capitals whose name alone does not stand for their state.
    words
        Sort of word -> words and phrases; see `WORD_SORTS`.
    """

    names: tuple[tuple[str, Known], ...]
    sides: dict[str, str]
    forces: dict[str, tuple[str, ...]]
    metonyms: dict[str, tuple[str, ...]]
    capitals: dict[str, tuple[str, ...]]
    famous: frozenset[str]
    shared: frozenset[str]
    leaders: dict[str, tuple[tuple[str, Known], ...]]
    unused_capitals: frozenset[str]
    words: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_register() -> Register:
    """Read the bundled files; they are read once."""
    states = _read("states")
    bodies = _read("bodies")
    groups = {name: entry for file in _GROUPS for name, entry in _read(file)["groups"].items()}
    agencies = _agencies(bodies["agencies"]["names"])
    leaders = _read("leaders")
    active = {name: tuple(entry["in"]) for name, entry in groups.items()}
    return Register(
        names=(
            *_groups(groups),
            *_bodies(bodies["bodies"]),
            *agencies,
            *_historic(_read("states_historic")["states"]),
            *leaders_of_groups(leaders["groups"], active),
        ),
        sides={name: entry["side"] for name, entry in groups.items() if "side" in entry},
        forces=_tuples(states["forces"]),
        metonyms=_tuples(states["metonyms"]),
        capitals=_tuples(states["capitals"]),
        famous=frozenset(states["famous"]["names"]),
        shared=frozenset(states["shared"]["names"]),
        leaders=leaders_of_states(leaders["states"]),
        unused_capitals=frozenset(states["capitals_not_used"]["names"]),
        words=_tuples(_read("institutions")),
    )


def spellings(name: str) -> set[str]:
    """A name with the other spellings that differ by rule (Defence and Defense, hyphens)."""
    return {name, *[name.replace(a, b) for a, b in _SPELLINGS if a in name]}


def is_abbreviation(name: str) -> bool:
    """Whether a name is one token with two capitals or a figure ('RSF', 'SPLM-N', 'M23', 'LeT')."""
    if " " in name:  # nearly all
        return False
    capitals = sum(map(str.isupper, name))
    return len(name) <= 2 * capitals + 2 and (capitals > 1 or any(map(str.isdigit, name)))


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation that may stand for many things."""
    return is_abbreviation(name) and len(name) <= _SHORT_ABBREVIATION


def _groups(groups: dict[str, Any]) -> Iterator[tuple[str, Known]]:
    for party, entry in groups.items():
        for name in (party, *entry["aliases"]):
            ambiguous = name == party and entry.get("ambiguous", False)
            plain = name in entry.get("famous", ()) or (name == party and not ambiguous)
            short = ambiguous or name in entry.get("in_context", ()) or (is_short(name) and not plain)
            sort = Sort.STATE if entry.get("place") and name == party else Sort.GROUP
            cased = any(c.isupper() or c.isdigit() for c in name)
            yield (
                name,
                Known(
                    party,
                    ActorKind.ARMED_GROUP,
                    sort,
                    tuple(entry["in"]),
                    short,
                    cased,
                    is_abbreviation(name),
                ),
            )


def _bodies(bodies: dict[str, Any]) -> Iterator[tuple[str, Known]]:
    for party, entry in bodies.items():
        kind = ActorKind(entry["kind"])
        for name in (party, *entry["aliases"]):
            local = (name == party and "context" in entry) or (not entry.get("world") and is_short(name))
            cased = any(c.isupper() for c in name)
            countries = tuple(entry.get("in", ()))
            yield name, Known(party, kind, Sort.BODY, countries, local, cased, is_abbreviation(name))


def _agencies(names: list[str]) -> Iterator[tuple[str, Known]]:
    for name in names:
        yield name, Known(name, ActorKind.OTHER, Sort.BODY, abbreviation=is_abbreviation(name))


def _historic(states: dict[str, Any]) -> Iterator[tuple[str, Known]]:
    for party, entry in states.items():
        sorts = (
            (Sort.STATE, (party, *entry["names"])),
            (Sort.DEMONYM, entry["peoples"]),
            (Sort.FORCE, entry["forces"]),
        )
        for sort, names in sorts:
            for name in names:
                short = sort is Sort.FORCE and is_short(name)
                yield (
                    name,
                    Known(
                        party,
                        ActorKind.STATE,
                        sort,
                        tuple(entry["in"]),
                        needs_context=short,
                        abbreviation=is_abbreviation(name),
                    ),
                )


def _read(name: str) -> dict[str, Any]:
    return read_table(_FOLDER / f"{name}.toml")


def _tuples(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.items()}
