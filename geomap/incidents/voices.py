"""Who is meant by an actor's name: parties, their sides, and words such as 'both sides'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents import lexicon
from geomap.model import Actor, ActorKind, ActorMention, Role, Theatre, Toponym


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor as it stands in the text, with the side for which it acts or speaks.

    ``sides`` has two members for 'both sides'; it is empty where no party is known. ``weight``
    tells how fit it is for an agent: 2 a party with its forces or institution, 1 a bare country
    or demonym, 0 somebody without a party.
    """

    start: int
    end: int
    text: str
    sides: tuple[str, ...]
    kind: ActorKind
    weight: int = 2
    institution: str | None = None

    def actors(self) -> tuple[Actor, ...]:
        """As actors of an incident."""
        if self.sides:
            return tuple(Actor(side, self.text, self.kind) for side in self.sides)
        return (Actor(_plain(self.text), self.text, self.kind),)


def _plain(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in {"the", "a", "an", "its", "their", "some", "several"}:
        words.pop(0)
    return " ".join(words) or text


class Sides:
    """Knows which side a party stands on, in a theatre or anywhere."""

    def __init__(self, theatre: Theatre | None) -> None:
        self._side: dict[str, str] = {}
        self.leaders: tuple[str, ...] = ()
        if theatre is not None:
            for party in theatre.parties:
                if party.side is not None:
                    self._side[party.name] = party.side
                    for alias in party.aliases:
                        self._side.setdefault(alias, party.side)
            self.leaders = tuple(p.name for p in theatre.parties if p.side == p.name)

    def of(self, party: str) -> str:
        """The side of a party: that of the theatre, or the party itself."""
        return self._side.get(party, party)

    def known(self, name: str) -> bool:
        """Whether the theatre counts the party to one of its sides."""
        return name in self._side or name in self.leaders


def voices_of(
    text: str,
    actors: Sequence[ActorMention],
    toponyms: Sequence[Toponym],
    index: PlaceIndex,
    sides: Sides,
) -> tuple[Voice, ...]:
    """All actors of a document in the order of the text, names for 'both sides' worked out.

    Demonyms and countries that act ('Russian missiles', 'Armenia denied') are voices too, where
    no longer actor's name covers them.
    """
    found: list[Voice] = []
    covered: list[tuple[int, int]] = []
    for mention in actors:
        party = () if mention.party is None else (sides.of(mention.party),)
        weight = 0 if not party else 2 if mention.institution or mention.kind is ActorKind.ARMED_GROUP else 1
        found.append(
            Voice(mention.start, mention.end, mention.text, party, mention.kind, weight, mention.institution)
        )
        covered.append((mention.start, mention.end))
    covered.sort()
    for toponym in toponyms:
        if toponym.role not in {Role.DEMONYM, Role.METONYM, Role.SPEAKER}:
            continue
        if any(start < toponym.end and toponym.start < end for start, end in covered):
            continue
        country = _country_name(toponym, index)
        if country is not None:
            found.append(
                Voice(toponym.start, toponym.end, toponym.text, (sides.of(country),), ActorKind.STATE, 1)
            )
    found.sort(key=lambda v: (v.start, -v.end))
    return tuple(_with_pairs(text, found, sides))


def _country_name(toponym: Toponym, index: PlaceIndex) -> str | None:
    if toponym.resolution is None or toponym.resolution.place.country is None:
        return None
    code = toponym.resolution.place.country
    return next((c.name for c in index.countries() if c.iso2 == code), None)


def _with_pairs(text: str, voices: Iterable[Voice], sides: Sides) -> Iterable[Voice]:
    """Fill in 'both sides', 'the ministry' and 'its forces' from who was named before."""
    recent: list[str] = []
    speaker: str | None = None
    for voice in voices:
        low = voice.text.lower()
        if not voice.sides and low in lexicon.words("both"):
            pair = sides.leaders if len(sides.leaders) == 2 else tuple(recent[-2:])
            yield Voice(voice.start, voice.end, voice.text, tuple(pair), ActorKind.STATE, 2)
            continue
        if not voice.sides and speaker and _stands_for(text, voice, low):
            yield replace(voice, sides=(speaker,), kind=ActorKind.STATE, weight=2)
            continue
        if len(voice.sides) == 1:
            side = voice.sides[0]
            if voice.kind in {ActorKind.STATE, ActorKind.ARMED_GROUP}:
                if side in recent:
                    recent.remove(side)
                recent.append(side)
                if voice.weight == 2:
                    speaker = side
        yield voice


def _stands_for(text: str, voice: Voice, low: str) -> bool:
    """Whether a definite or possessive phrase takes up the last party named ('the ministry')."""
    words = low.split()
    before = text[max(0, voice.start - 6) : voice.start].lower().split()
    definite = words[0] in {"the", "its", "their"} or (bool(before) and before[-1] in {"the", "its", "their"})
    return definite and words[-1] in lexicon.words("standing_for_a_party")
