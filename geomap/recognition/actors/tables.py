"""Tables of phrases: the longest one that begins at a token is found by dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        Whether the name (a short abbreviation) counts only in a text that names one of the
        countries, or the full name.
    cased
        Whether it must be written with a capital letter.
    abbreviation
        Whether it must be written with two of them, or a figure.
    """

    party: str
    kind: ActorKind
    sort: Sort
    countries: tuple[str, ...] = ()
    needs_context: bool = False
    cased: bool = True
    abbreviation: bool = False


class PhraseTable(Generic[T]):
    """Phrases by their tokens, each with one or more values.

    Building is linear in the phrases; a look-up compares only phrases with the same first token.
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]] = ()) -> None:
        gathered: dict[str, dict[tuple[str, ...], list[T]]] = {}
        for tokens, value in entries:
            values = gathered.setdefault(tokens[0], {}).setdefault(tokens, [])
            if value not in values:
                values.append(value)
        self._by_first = {
            first: tuple(
                (phrase, tuple(values)) for phrase, values in sorted(group.items(), key=lambda e: -len(e[0]))
            )
            for first, group in gathered.items()
        }

    def __contains__(self, key: object) -> bool:
        """Whether a phrase begins with a token key."""
        return key in self._by_first

    def longest(self, keys: tuple[str, ...], position: int) -> tuple[int, tuple[T, ...]] | None:
        """The token after the longest phrase at a token, and its values."""
        return next(self.all_at(keys, position), None)

    def all_at(self, keys: tuple[str, ...], position: int) -> Iterator[tuple[int, tuple[T, ...]]]:
        """All phrases at a token, the longest first."""
        if position >= len(keys):
            return
        for phrase, values in self._by_first.get(keys[position], ()):
            last = position + len(phrase)
            if keys[position:last] == phrase:
                yield last, values

    def get(self, tokens: tuple[str, ...]) -> tuple[T, ...]:
        """The values of exactly this phrase."""
        return next((values for phrase, values in self._by_first.get(tokens[0], ()) if phrase == tokens), ())
