"""Organisations that no register knows, introduced by the text itself."""

from __future__ import annotations

from geomap.model import ActorKind
from geomap.recognition.actors.reading import ActorReading, Hit
from geomap.recognition.actors.tables import Known, PhraseTable, Sort

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
    names: list[tuple[tuple[str, ...], Known]] = []
    abbreviations: dict[str, Known] = {}
    for position, key in enumerate(stream.keys):
        if key not in {"(", "["} or stream.key(position + 2) not in {")", "]"}:
            continue
        short = stream.word(position + 1)
        if not (2 <= len(short) <= 8 and short.isupper() and short.isalnum()):
            continue
        known = _known_before(reading, position)
        if known is None:
            phrase = _coined_before(reading, position, short)
            if not phrase:
                continue
            name = " ".join(stream.quote(position - len(phrase), position).split())
            known = Known(name, ActorKind.ARMED_GROUP, Sort.GROUP)
            names.append((phrase, known))
        abbreviations.setdefault(stream.keys[position + 1], known)
    if abbreviations:
        _rebind(reading, PhraseTable(names), abbreviations)


def _rebind(reading: ActorReading, names: PhraseTable[Known], abbreviations: dict[str, Known]) -> None:
    """Put the names and abbreviations of the text in the place of what they were taken for."""
    stream = reading.stream
    for position, key in enumerate(stream.keys):
        found = names.longest(stream.keys, position) if key in names else None
        if found is not None:
            for inside in range(position + 1, found[0]):
                reading.hits.pop(inside, None)
            reading.hits[position] = Hit(found[0], found[1][0])
        elif key in abbreviations and stream.words[position].isupper():
            taken = reading.hits.get(position)
            if taken is None or taken.last == position + 1:
                reading.hits[position] = Hit(position + 1, abbreviations[key])


def _known_before(reading: ActorReading, bracket: int) -> Known | None:
    """The known organisation of more than one word that ends before a bracket."""
    for first in range(bracket - 2, max(-1, bracket - _MOST_TOKENS - 1), -1):
        hit = reading.hits.get(first)
        if hit is not None and hit.last == bracket and hit.known.sort in {Sort.GROUP, Sort.BODY, Sort.FORCE}:
            return hit.known
    return None


def _coined_before(reading: ActorReading, bracket: int, short: str) -> tuple[str, ...]:
    """The tokens of an unknown organisation with these initials before a bracket; empty if there is none."""
    stream = reading.stream
    first = bracket
    while first > 0 and bracket - first < _MOST_TOKENS:
        if not (stream.words[first - 1][0].isupper() or stream.keys[first - 1] in _LINKS):
            break
        first -= 1
    while first < bracket and not _initials_fit(reading, first, bracket, short):
        first += 1
    keys = stream.keys[first:bracket]
    if len(keys) < 2 or _HEADS.isdisjoint(keys) or _CAUSES.isdisjoint(keys):
        return ()
    return keys


def _initials_fit(reading: ActorReading, first: int, last: int, short: str) -> bool:
    """Whether a name of two or more capitalised words begins here, with the abbreviation's first letter."""
    words = [w for w in reading.stream.words[first:last] if w[0].isupper()]
    return len(words) >= 2 and reading.stream.words[first][0] == short[0]
