"""Actors whose name is known, with the institution or the person that follows the name."""

from __future__ import annotations

from geomap.model import ActorKind, ActorMention
from geomap.recognition.actors.bare import capital_acts, state_acts
from geomap.recognition.actors.phrases import (
    Tail,
    leader_alone,
    read_tail,
)
from geomap.recognition.actors.reading import ActorReading, Hit
from geomap.recognition.actors.tables import Sort

_STATE_TAILS = frozenset({"organs", "forces", "deeds", "titles", "armed", "civil"})


_GROUP_TAILS = frozenset({"organs", "forces", "titles", "fighters", "armed"})


Found = tuple[ActorMention | None, int]


def mention_of(
    reading: ActorReading, first: int, last: int, party: str | None, kind: ActorKind, institution: str | None
) -> ActorMention:
    """The record of an actor that stands on tokens ``first`` to ``last`` (half open)."""
    stream = reading.stream
    return ActorMention(
        start=stream.starts[first],
        end=stream.ends[last - 1],
        text=stream.quote(first, last),
        party=party,
        kind=kind,
        institution=institution,
    )


def of_name(reading: ActorReading, position: int, hit: Hit) -> Found | None:
    """The actor that a known name is, and the token after it; None if the name only tells a place."""
    sort = hit.known.sort
    if sort is Sort.STATE or sort is Sort.DEMONYM:
        return of_state(reading, position, hit)
    if sort is Sort.CAPITAL:
        if not capital_acts(reading, position, hit.last):
            return None
        party = reading.lexicon.party_name(hit.known)
        return mention_of(reading, position, hit.last, party, ActorKind.STATE, "government"), hit.last
    if sort is Sort.LEADER and hit.last - position == 1 and not leader_alone(reading, position):
        return None
    return of_group(reading, position, hit)


def of_state(reading: ActorReading, position: int, hit: Hit) -> Found | None:
    """A state by its name or its people's, with its organ, forces or officer."""
    stream = reading.stream
    possessive = stream.key(hit.last) in {"'s", "'", "’"}
    tail = read_tail(reading, hit.last + possessive, _STATE_TAILS)
    party = reading.lexicon.party_name(hit.known)
    if tail is not None:
        if tail.sort == "deeds":
            if hit.known.sort is Sort.DEMONYM or state_acts(reading, position, hit.last):
                return mention_of(reading, position, hit.last, party, hit.known.kind, None), hit.last
            return None
        if tail.sort in {"armed", "civil"} or tail.non_state or _is_ethnic(reading, position):
            kind = ActorKind.OTHER if tail.sort == "civil" else ActorKind.ARMED_GROUP
            first = position - _is_ethnic(reading, position)
            return mention_of(reading, first, tail.end, None, kind, institution_of(reading, tail)), tail.end
        return _with_tail(reading, position, tail, party, hit.known.kind)
    if hit.known.sort is Sort.DEMONYM:
        return _demonym(reading, position, hit, party)
    if state_acts(reading, position, hit.last):
        return mention_of(reading, position, hit.last, party, hit.known.kind, None), hit.last
    return None


def _is_ethnic(reading: ActorReading, position: int) -> bool:
    """'ethnic Armenian forces' are not those of the state."""
    return reading.stream.key(position - 1) == "ethnic"


def _demonym(reading: ActorReading, position: int, hit: Hit, party: str) -> Found | None:
    """'Armenian and Azerbaijani forces': the first shares the second's noun; 'the Armenians'."""
    stream = reading.stream
    if stream.key(hit.last) in {"and", "or", ","}:
        second = reading.hits.get(hit.last + 1)
        if second is not None and second.known.sort is Sort.DEMONYM:
            tail = read_tail(reading, second.last, _STATE_TAILS)
            if (
                tail is not None
                and tail.sort in {"organs", "forces", "titles", "deeds"}
                and not tail.non_state
            ):
                institution = None if tail.sort == "deeds" else institution_of(reading, tail)
                return mention_of(reading, position, hit.last, party, hit.known.kind, institution), hit.last
    if stream.keys[hit.last - 1].endswith("s") and not stream.word(hit.last)[:1].isupper():
        return mention_of(reading, position, hit.last, party, ActorKind.OTHER, "people"), hit.last
    return None


def of_group(reading: ActorReading, position: int, hit: Hit) -> Found:
    """A group, body, force, seat of government or leader by its name."""
    stream = reading.stream
    party, kind = reading.lexicon.party_name(hit.known), hit.known.kind
    possessive = stream.key(hit.last) in {"'s", "'", "’"}
    tail = read_tail(reading, hit.last + possessive, _GROUP_TAILS)
    if tail is not None and stream.key(tail.last) not in {"-", "‑"}:
        return _with_tail(reading, position, tail, party, kind)
    institution = None
    if hit.known.sort is Sort.FORCE:
        state = reading.lexicon.names.longest(stream.keys[position : hit.last - 1], 0)
        institution = stream.quote(position + (state[0] if state is not None else 0), hit.last)
    elif hit.known.sort is Sort.METONYM:
        institution = "government"
    last, following = hit.last, reading.hits.get(hit.last, hit)
    leader = following.known.leader
    if leader is not None and reading.lexicon.party_name(following.known) == party:
        # A theatre's office stands before its holder: 'Ruritanian President Ivan Testov'.
        last, kind, institution = following.last, ActorKind.PERSON, leader.office
    return mention_of(reading, position, last, party, kind, institution), last


def _with_tail(reading: ActorReading, position: int, tail: Tail, party: str, kind: ActorKind) -> Found:
    institution = institution_of(reading, tail)
    if tail.person is not None:
        reading.persons[reading.stream.keys[tail.person]] = (party, institution)
    single = tail.sort == "titles" and not reading.stream.keys[tail.last - 1].endswith("s")
    if kind in {ActorKind.STATE, ActorKind.ARMED_GROUP} and (tail.person is not None or single):
        kind = ActorKind.PERSON
    return mention_of(reading, position, tail.end, party, kind, institution), tail.end


def institution_of(reading: ActorReading, tail: Tail) -> str:
    """What follows a name as an institution: words of office and arms in small letters."""
    words = " ".join(reading.stream.quote(tail.first, tail.last).split())
    return words.lower() if tail.sort in {"titles", "fighters", "armed", "civil"} else words
