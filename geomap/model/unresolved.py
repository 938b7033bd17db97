"""Place names that could not be placed: where they stand, why, and what they may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.model._check import require, settle_document_id
from geomap.model.geometry import Span
from geomap.model.mention import Role
from geomap.model.place import Candidate

UNKNOWN = "no place of this name is known"
UNLIKELY = "one place of this name is known, but it is not likely here"
UNSURE = "several places of this name are known, none of them sure"
NOT_LOOKED_UP = "taken for a place by its sentence alone, and not looked up"

_FEW = 5  # names in a line
_LONGEST_NAME = 40


def why_open(considered: Sequence[Candidate], left_open: str | None = None) -> str:
    """Why a toponym was left open: what the user says, or by the places that were considered.

    These make it `UNKNOWN`, `UNLIKELY` or `UNSURE`.
    """
    if left_open is not None:
        return left_open
    return (UNKNOWN, UNLIKELY, UNSURE)[min(len(considered), 2)]


def guess_words(guesses: Sequence[Candidate]) -> tuple[str, ...]:
    """Places that a name may mean, told apart as far as they can be ('Geneva, Illinois (US) 0.14')."""
    units = [(guess.place.country, guess.place.admin1_name, guess.place.name) for guess in guesses]
    return tuple(
        _guess(guess, closer=units.count(unit) > 1) for guess, unit in zip(guesses, units, strict=True)
    )


def _guess(guess: Candidate, *, closer: bool) -> str:
    place = guess.place
    units = (place.admin2_name if closer else None, place.admin1_name)
    named = dict.fromkeys((place.name, *(unit for unit in units if unit)))
    land = f" ({place.country})" if place.country else ""
    return f"{', '.join(named)}{land} {guess.score:.2f}"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name of a document for which no place was settled on.

    Parameters
    ----------
    document_id
        Its document.
    name
        As the text writes it at its first mention.
    role
        See `Role`; of mentions in several roles the one that tells most of where something was.
    mentions
        Half-open spans in Unicode characters of the document's text, in its order; one at least.
    quote
        The sentence of the first mention, a long one cut around it.
    reason
        `UNKNOWN`, `UNLIKELY`, `UNSURE` or `NOT_LOOKED_UP`.
    guesses
        What it may mean, the likeliest first; ``score`` is the share of belief, 0 to 1.
    """

    document_id: str
    name: str
    role: Role
    mentions: tuple[Span, ...]
    quote: str
    reason: str
    guesses: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        settle_document_id(self, self.document_id)
        require(bool(self.mentions), "it is nowhere in the text", where=f"unresolved {self.name!r}")

    @property
    def key(self) -> str:
        """What names of several documents have in common that differ in capitals only."""
        return self.name.casefold()

    @property
    def within_name(self) -> bool:
        """Whether it stands in the name of an organisation only, which need be no place."""
        return self.role is Role.ORGANISATION

    def __str__(self) -> str:
        """The name, how often it stands in the text, and what it may mean or why nothing is known."""
        times = f" ({len(self.mentions)})" if len(self.mentions) > 1 else ""
        role = "" if self.role is Role.PLACE else f" [{self.role.value}]"
        told = "; ".join(guess_words(self.guesses))
        return f"{self.name}{times}{role}: {self.reason}{f': {told}' if told else ''}"


def in_short(unresolved: Iterable[Unresolved]) -> str:
    """A line with the number of the names and a few of them, the most frequent first; empty for none.

    >>> in_short([])
    ''
    """
    times: dict[str, int] = {}
    written: dict[str, str] = {}
    last: dict[str, bool] = {}
    for each in unresolved:
        key = each.key
        written.setdefault(key, each.name)
        times[key] = times.get(key, 0) + len(each.mentions)
        last[key] = last.get(key, True) and each.within_name
    if not times:
        return ""
    few = sorted(times, key=lambda key: (last[key], -times[key]))[:_FEW]
    told = ", ".join(_cut(written[key]) + (f" ({times[key]})" if times[key] > 1 else "") for key in few)
    more = f" and {len(times) - len(few):,} more" if len(times) > len(few) else ""
    return f"{len(times):,} place name{'' if len(times) == 1 else 's'} could not be placed: {told}{more}"


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
