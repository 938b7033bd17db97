"""Organisations that no register knows, introduced by the text itself."""

from __future__ import annotations

from geomap.model import ActorKind
from geomap.recognition.actors.reading import ActorReading, Hit
from geomap.recognition.actors.tables import Known, Sort

_HEADS = frozenset(
    """
        front army movement militia militias brigade brigades resistance guerrilla guerrillas
        liberation revolutionary insurgency fighters command commandos
    """.split()
)
_CAUSES = frozenset(
    """
        liberation resistance revolutionary people peoples patriotic popular islamic freedom
        national democratic defence defense united salvation self unified
    """.split()
)
_LINKS = frozenset({"of", "for", "the", "and", "in", "'s", "-"})
_MOST_TOKENS = 9


def bind_coined(reading: ActorReading) -> None:
    """Add organisations that the text introduces, and the abbreviations that it gives.

    'the Popular Front for the Freedom of Ruritania (PFFR)': a capitalised name with a head such
    as 'Front' and a cause such as 'Popular', and an abbreviation in brackets of its initials. A
    known organisation's abbreviation in brackets binds it as well.
    """
    stream = reading.stream
    abbreviations: dict[str, Known] = {}
    for position, key in enumerate(stream.keys):
        if key not in {"(", "["} or stream.key(position + 2) not in {")", "]"}:
            continue
        short = stream.word(position + 1)
        if not (2 <= len(short) <= 8 and short.isupper() and short.isalnum()):
            continue
        known = _before(reading, position, short)
        if known is not None:
            abbreviations[stream.keys[position + 1]] = known
    if abbreviations:
        for position, key in enumerate(stream.keys):
            if key in abbreviations and stream.words[position].isupper():
                reading.hits[position] = Hit(position + 1, abbreviations[key])


def _before(reading: ActorReading, bracket: int, short: str) -> Known | None:
    """The organisation that ends before a bracket: known, or coined with these initials."""
    stream = reading.stream
    for first in range(bracket - 1, max(-1, bracket - _MOST_TOKENS - 1), -1):
        hit = reading.hits.get(first)
        if hit is not None and hit.last == bracket and hit.known.sort in {Sort.GROUP, Sort.BODY, Sort.FORCE}:
            return hit.known if bracket - first > 1 else None
    first = bracket
    while first > 0 and bracket - first < _MOST_TOKENS:
        word = stream.words[first - 1]
        if not (word[0].isupper() or stream.keys[first - 1] in _LINKS):
            break
        first -= 1
    while first < bracket and not stream.words[first][0].isupper():
        first += 1
    while first < bracket and not _initials_fit(reading, first, bracket, short):
        first += 1
    keys = set(stream.keys[first:bracket])
    if bracket - first < 2 or keys.isdisjoint(_HEADS) or keys.isdisjoint(_CAUSES):
        return None
    name = " ".join(stream.quote(first, bracket).split())
    known = Known(name, ActorKind.ARMED_GROUP, Sort.GROUP)
    phrase = stream.keys[first:bracket]
    for position in range(len(stream) - len(phrase) + 1):
        if stream.keys[position] == phrase[0] and stream.keys[position : position + len(phrase)] == phrase:
            for inside in range(position + 1, position + len(phrase)):
                reading.hits.pop(inside, None)
            reading.hits[position] = Hit(position + len(phrase), known)
    return known


def _initials_fit(reading: ActorReading, first: int, last: int, short: str) -> bool:
    words = [w for w in reading.stream.words[first:last] if w[0].isupper()]
    return bool(words) and words[0][0] == short[0] and len(words) >= 2
