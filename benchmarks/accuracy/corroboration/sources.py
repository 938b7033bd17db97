"""What was written by hand for the set: facts, phrasings and whole documents."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

TELLINGS = Path(__file__).resolve().parents[3] / "tests" / "fixtures" / "tellings"
HALVES = ("dev", "held-out")


@dataclass(frozen=True, slots=True)
class Side:
    """Whoever acts or speaks in a conflict, under the names that reports give it.

    Parameters
    ----------
    name
        The name alone ('Russia').
    forces
        Its armed men, with an article where one is due ('Russian forces', 'the army').
    voices
        Who tells of what was done to it ('the regional governor').
    spokesmen
        Who tells of what it did ('Ukraine's general staff'); for some the same.
    """

    name: str
    forces: tuple[str, ...]
    voices: tuple[str, ...]
    spokesmen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one happening.

    Parameters
    ----------
    id, kind
        Its id; a key of the phrasings' ``kinds`` ('shelling', 'clash', 'talks').
    day
        The day on which it happened.
    town, country, unit
        A name that the gazetteer has, its country's ISO code, and a larger unit that contains it,
        as a text would write it ('the Sumy region').
    spot
        What was hit or where exactly ('a market'); what it was about for protests and talks.
    by, to
        Keys of `Side`: who did it, to whom. For talks and the like the two sides.
    killed, wounded
        The last known toll. For abductions ``killed`` is the number taken, for arrests those held, for
        exchanges those freed.
    who
        The people harmed, in the plural ('people', 'soldiers').
    documents, copies
        How many documents tell of it; how many more are copies of one of those.
    hour
        'morning', 'afternoon', 'evening', 'night' or nothing.
    note
        One sentence that only this happening has.
    retells
        Id of an earlier happening told in the background of some of the documents.
    decoy_of, decoy
        The happening that this one could be mistaken for, and how they differ (`records.DECOYS`).
    """

    id: str
    kind: str
    day: date
    town: str
    country: str
    unit: str
    spot: str
    by: str
    to: str
    documents: int
    killed: int = 0
    wounded: int = 0
    who: str = "people"
    copies: int = 0
    hour: str = ""
    note: str = ""
    retells: str = ""
    decoy_of: str = ""
    decoy: str = ""


@dataclass(frozen=True, slots=True)
class Phrasings:
    """The words of one half.

    Parameters
    ----------
    kinds
        By kind: its ``family`` and lists of words that its phrasings take ('strike', 'fell').
    families
        By family: lists of sentences: ``leads``, ``claims`` (the doer's own), ``denials``,
        ``more`` (further sentences), ``retold`` (background) and ``titles``.
    """

    kinds: Mapping[str, Mapping[str, Any]]
    families: Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Written:
    """A happening whose documents were written wholly by hand.

    Parameters
    ----------
    id, kind, day, town, country, decoy_of, decoy
        As in `Facts`.
    documents
        Tables with ``published`` and ``text``, perhaps ``title`` and ``copy_of`` (a number from 1). A
        paragraph of the text that begins with ``[context]`` tells of no happening of the set, one that
        begins with ``[ID]`` of that other one.
    """

    id: str
    kind: str
    day: date
    town: str
    country: str
    documents: tuple[Mapping[str, Any], ...]
    decoy_of: str = ""
    decoy: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """All that was written for one half.

    Parameters
    ----------
    half
        ``dev`` or ``held-out``.
    sides, contexts
        By key; by conflict (the first part of a side's key) sentences about no happening of the set.
    facts, phrasings, written
        See `Facts`, `Phrasings` and `Written`.
    """

    half: str
    sides: Mapping[str, Side]
    contexts: Mapping[str, list[str]]
    facts: tuple[Facts, ...]
    phrasings: Phrasings
    written: tuple[Written, ...] = field(default=())


def read_source(half: str, folder: Path = TELLINGS) -> Source:
    """Read what was written for one half.

    Raises
    ------
    KeyError, TypeError
        A field is missing or not known.
    """
    sides = _read(folder / "sides.toml")
    words = _read(folder / half / "phrasings.toml")
    return Source(
        half,
        {key: _side(table) for key, table in sides["sides"].items()},
        sides["contexts"][half],
        tuple(Facts(**table) for table in _read(folder / half / "facts.toml")["happenings"]),
        Phrasings(words["kinds"], words["families"]),
        tuple(
            Written(**{**table, "documents": tuple(table["documents"])})
            for path in sorted((folder / half).glob("written*.toml"))
            for table in _read(path)["happenings"]
        ),
    )


def _side(table: Mapping[str, Any]) -> Side:
    voices = tuple(table["voices"])
    return Side(table["name"], tuple(table["forces"]), voices, tuple(table.get("spokesmen", voices)))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
