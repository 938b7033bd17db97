"""The known names of a text, with short abbreviations told apart by the countries it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache

from geomap.recognition.actors.lexicon import WORDS_IN_CAPITALS, ActorLexicon
from geomap.recognition.actors.tables import Known, Sort
from geomap.recognition.token_stream import TokenStream

_SPELLING_OUT = frozenset({Sort.GROUP, Sort.BODY, Sort.FORCE})
_TELLING = frozenset({Sort.STATE, Sort.DEMONYM, Sort.CAPITAL})


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: the token after it, and what it stands for."""

    last: int
    known: Known


@dataclass(slots=True)
class ActorReading:
    """A text being read for actors.

    Parameters
    ----------
    stream, lexicon
        The tokens and the names.
    hits
        First token -> known name there.
    persons
        Family name of a person named with an office -> the party and the office.
    """

    stream: TokenStream
    lexicon: ActorLexicon
    hits: dict[int, Hit] = field(default_factory=dict)
    persons: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, stream: TokenStream, lexicon: ActorLexicon, countries: Set[str] = frozenset()
    ) -> ActorReading:
        """Find the known names of a text, the longest where several begin at one token.

        ``countries`` are those in which its places lie, where that is known already.
        """
        reading = cls(stream, lexicon)
        found = _candidates(stream, lexicon)
        named = Counter(
            iso
            for _, values in found.values()
            for known in values
            if known.sort in _TELLING
            for iso in known.countries
        )
        spelled_out = {
            known.party
            for position, (last, values) in found.items()
            for known in values
            if last - position > 1 and known.sort in _SPELLING_OUT and not known.needs_context
        }
        for position, (last, values) in found.items():
            fitting = [
                k
                for k in values
                if not k.needs_context
                or k.party in spelled_out
                or _near(k, named)
                or not countries.isdisjoint(k.countries)
            ]
            if fitting:
                best = max(
                    fitting, key=lambda k: (k.party in spelled_out, sum(named[iso] for iso in k.countries))
                )
                # Of equals the first stands: a theatre's parties come before the register.
                reading.hits[position] = Hit(
                    last, best if _outweighs(best, fitting[0], named) else fitting[0]
                )
        reading._know_leaders()
        return reading

    def _know_leaders(self) -> None:
        """Let the family name of whoever is named in full be that person's in this text."""
        for position, hit in self.hits.items():
            known = hit.known
            if known.leader is not None and known.leader.family and hit.last - position > 1:
                self.persons[known.leader.family] = (self.lexicon.party_name(known), known.leader.office)


@lru_cache(maxsize=2)
def _candidates(stream: TokenStream, lexicon: ActorLexicon) -> dict[int, tuple[int, tuple[Known, ...]]]:
    """First token -> token after the longest name there, and what that may be; kept for the next reading."""
    names = lexicon.names
    found: dict[int, tuple[int, tuple[Known, ...]]] = {}
    for position in names.positions(stream.keys):
        for last, values in names.all_at(stream.keys, position):
            written = tuple(k for k in values if _is_written(stream, position, last, k))
            if written:
                found[position] = last, written
                break
    # A name inside a longer one is not a name of its own ('Sudan' in 'South Sudan').
    covered = -1
    for position in sorted(found):
        last = found[position][0]
        if last <= covered:
            del found[position]
        else:
            covered = last
    return found


def _near(known: Known, named: Counter[str]) -> bool:
    return any(named[iso] for iso in known.countries)


def _outweighs(best: Known, first: Known, named: Counter[str]) -> bool:
    return sum(named[i] for i in best.countries) > sum(named[i] for i in first.countries)


def _is_written(stream: TokenStream, position: int, last: int, known: Known) -> bool:
    """Whether the capitals of the text are those of a name."""
    if not known.cased:
        return True
    if last - position == 1:
        if stream.all_caps:
            return stream.keys[position] not in WORDS_IN_CAPITALS
        word = stream.words[position]
        capitals = sum(c.isupper() for c in word)
        return capitals > 1 or any(c.isdigit() for c in word) if known.abbreviation else capitals > 0
    return any(stream.words[i][0].isupper() for i in range(position, last))
