"""Tables of phrases: the longest one that begins at a token is found by dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from geomap.model import ActorKind

T = TypeVar("T")


class Sort(StrEnum):
    """How a known name behaves in a text."""

    STATE = "state"  # a country's name: an actor or only a place
    DEMONYM = "demonym"  # an adjective or a people
    CAPITAL = "capital"  # a town that may speak for its government
    METONYM = "metonym"  # a building that does nothing else in news
    FORCE = "force"  # a force or office of a state with a name of its own
    GROUP = "group"
    BODY = "body"
    LEADER = "leader"  # a person who speaks for a party


@dataclass(frozen=True, slots=True)
class Leader:
    """A person whose name tells for whom they speak.

    Parameters
    ----------
    office
        What the person is known for, such as 'president'.
    family
        The key under which a text names the person after the whole name; empty if under none.
    """

    office: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a name of the lexicon stands for.

    Parameters
    ----------
    party
        Common name of the party or body.
    kind, sort
        See `ActorKind`, `Sort`.
    countries
        ISO 3166-1 alpha-2 codes of the states concerned.
    needs_context
        Whether the name (a short abbreviation, a name of many) counts only in a text that names
        one of the countries, or the full name.
    cased
        Whether it must be written with a capital letter.
    abbreviation
        Whether it must be written with two of them, or a figure.
    leader
        The person, if the name is one's.
    """

    party: str
    kind: ActorKind
    sort: Sort
    countries: tuple[str, ...] = ()
    needs_context: bool = False
    cased: bool = True
    abbreviation: bool = False
    leader: Leader | None = None


class PhraseTable(Generic[T]):
    """Phrases by their tokens, each with one or more values.

    Building is linear in the phrases. A look-up asks once for each length in which phrases with the
    same first two tokens come, however many there are.
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]] = ()) -> None:
        gathered: dict[tuple[str, ...], list[T]] = {}
        lengths: dict[str, dict[str, set[int]]] = {}
        for tokens, value in entries:
            values = gathered.get(tokens)
            if values is not None:
                if value not in values:
                    values.append(value)
                continue
            gathered[tokens] = [value]
            second = tokens[1] if len(tokens) > 1 else ""
            lengths.setdefault(tokens[0], {}).setdefault(second, set()).add(len(tokens))
        self._values = {tokens: tuple(values) for tokens, values in gathered.items()}
        # First token -> second token, '' for none -> lengths, the longest first.
        self._lengths = {
            first: {second: tuple(sorted(found, reverse=True)) for second, found in by_second.items()}
            for first, by_second in lengths.items()
        }

    def preceded_by(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> PhraseTable[T]:
        """A table that also has other entries, whose values come before those of the same phrase here.

        It costs what the other entries cost: all that they do not touch is shared with this table.
        """
        first = PhraseTable(entries)
        out: PhraseTable[T] = PhraseTable()
        out._values, out._lengths = dict(self._values), dict(self._lengths)
        for phrase, values in first._values.items():
            behind = tuple(value for value in self._values.get(phrase, ()) if value not in values)
            out._values[phrase] = (*values, *behind)
        for opener, by_second in first._lengths.items():
            joined = dict(self._lengths.get(opener, {}))
            for second, lengths in by_second.items():
                joined[second] = tuple(sorted({*lengths, *joined.get(second, ())}, reverse=True))
            out._lengths[opener] = joined
        return out

    def __contains__(self, key: object) -> bool:
        """Whether a phrase begins with a token key."""
        return key in self._lengths

    def positions(self, keys: tuple[str, ...]) -> list[int]:
        """The tokens at which a phrase may begin."""
        known = self._lengths
        return [position for position, key in enumerate(keys) if key in known]

    def longest(self, keys: tuple[str, ...], position: int) -> tuple[int, tuple[T, ...]] | None:
        """The token after the longest phrase at a token, and its values."""
        found = self.all_at(keys, position)
        return found[0] if found else None

    def all_at(self, keys: tuple[str, ...], position: int) -> Sequence[tuple[int, tuple[T, ...]]]:
        """All phrases at a token, the longest first."""
        by_second = self._lengths.get(keys[position]) if position < len(keys) else None
        if by_second is None:
            return ()
        found = []
        second = keys[position + 1] if position + 1 < len(keys) else ""
        for length in by_second.get(second, ()):
            last = position + length
            values = self._values.get(keys[position:last]) if length > 1 and last <= len(keys) else None
            if values is not None:
                found.append((last, values))
        if "" in by_second:
            found.append((position + 1, self._values[keys[position : position + 1]]))
        return found

    def begun_by(self) -> dict[str, frozenset[T]]:
        """For each token key all values of the phrases that begin with it."""
        begun: dict[str, set[T]] = {}
        for phrase, values in self._values.items():
            begun.setdefault(phrase[0], set()).update(values)
        return {key: frozenset(values) for key, values in begun.items()}

    def get(self, tokens: tuple[str, ...]) -> tuple[T, ...]:
        """The values of exactly this phrase."""
        return self._values.get(tokens, ())
