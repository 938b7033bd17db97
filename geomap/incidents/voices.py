"""Who is meant by an actor's name: parties, their sides, and words such as 'both sides'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents import lexicon
from geomap.model import Actor, ActorKind, ActorMention, Role, Theatre, Toponym
from geomap.recognition.span_order import SpanOrder


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


_PARTIES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.PERSON})
_TAKING_UP = frozenset({"the", "its", "their"})


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
    for mention in actors:
        party = () if mention.party is None else (sides.of(mention.party),)
        armed = any(w in lexicon.words("armed_people") for w in mention.text.lower().split())
        acts = mention.institution is not None or armed or mention.kind is ActorKind.ARMED_GROUP
        weight = 0 if not party else 2 if acts else 1
        found.append(
            Voice(mention.start, mention.end, mention.text, party, mention.kind, weight, mention.institution)
        )
    named = SpanOrder(actors)
    for toponym in toponyms:
        if toponym.role not in {Role.DEMONYM, Role.METONYM, Role.SPEAKER}:
            continue
        if named.across(toponym.start, toponym.end):
            continue
        country = _party_name(toponym, index)
        if country is not None:
            found.append(
                Voice(toponym.start, toponym.end, toponym.text, (sides.of(country),), ActorKind.STATE, 1)
            )
    found.sort(key=lambda v: (v.start, -v.end))
    return tuple(_with_pairs(text, _adjacent(text, found), sides, _country_of(toponyms, index)))


def _country_of(toponyms: Sequence[Toponym], index: PlaceIndex) -> str | None:
    """The country in which most of a document's places lie."""
    counts: dict[str, int] = {}
    for toponym in toponyms:
        if toponym.role is Role.PLACE and toponym.resolution is not None and toponym.resolution.place.country:
            code = toponym.resolution.place.country
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return None
    code = max(counts, key=lambda c: (counts[c], c))
    return next((c.name for c in index.countries() if c.iso2 == code), None)


def _party_name(toponym: Toponym, index: PlaceIndex) -> str | None:
    """The country of a demonym or capital; for 'South Ossetian' the region itself."""
    if toponym.resolution is None:
        return None
    place = toponym.resolution.place
    if toponym.role is Role.DEMONYM and not place.feature_code.startswith("PCL"):
        return place.name
    return next((c.name for c in index.countries() if c.iso2 == place.country), None)


def _adjacent(text: str, voices: Sequence[Voice]) -> list[Voice]:
    """'South Ossetian officials': a demonym and those it describes are one actor.

    Not for those who bear arms against a state: 'Syrian rebels' do not act for Syria. A second
    name in brackets is the same actor again.
    """
    merged: list[Voice] = []
    for voice in voices:
        last = merged[-1] if merged else None
        between = text[last.end : voice.start] if last else ""
        if last is not None and between.strip() == "(" and last.sides == voice.sides:
            continue
        if (
            last is not None
            and between in {"'s ", "’s "}
            and last.weight == 2
            and last.kind is not ActorKind.ARMED_GROUP
        ):
            merged[-1] = replace(last, end=voice.end, text=text[last.start : voice.end])
            continue
        joins = last is not None and between == " " and last.weight == 1 and not voice.sides
        if joins and last is not None and voice.kind in {ActorKind.OTHER, ActorKind.PERSON, ActorKind.STATE}:
            merged[-1] = replace(
                voice, start=last.start, text=text[last.start : voice.end], sides=last.sides, weight=2
            )
        else:
            merged.append(voice)
    return merged


def _with_pairs(
    text: str, voices: Sequence[Voice], sides: Sides, document_country: str | None
) -> Iterable[Voice]:
    """Fill in 'both sides', 'the ministry', 'the army', 'the rebels' from who was named before."""
    pair = sides.leaders if len(sides.leaders) == 2 else _most_named(voices)
    pair = pair if len(pair) == 2 else ()
    groups = frozenset(s for v in voices if v.kind is ActorKind.ARMED_GROUP for s in v.sides)
    last = _LastNamed(document_country, groups)
    for voice in voices:
        low = voice.text.lower()
        if low.removeprefix("the ") in _pairs():
            yield replace(voice, sides=pair, kind=ActorKind.STATE, weight=2)
            continue
        meant = last.meant_by(voice, low, definite=_definite(text, voice, low))
        if meant is not None:
            kind = voice.kind if voice.kind is ActorKind.ARMED_GROUP else ActorKind.STATE
            yield replace(voice, sides=(meant,), kind=kind, weight=2)
            continue
        last.heard(voice)
        yield voice


class _LastNamed:
    """Who was named last: a party that spoke or acted, a state, an armed group."""

    def __init__(self, country: str | None, groups: frozenset[str]) -> None:
        self.country = country
        self.groups = groups
        self.speaker: str | None = None
        self.state: str | None = None
        self.group: str | None = None

    def heard(self, voice: Voice) -> None:
        if len(voice.sides) != 1 or voice.kind not in _PARTIES:
            return
        if voice.weight == 2:
            self.speaker = voice.sides[0]
        if voice.sides[0] in self.groups:
            self.group = voice.sides[0]
        else:
            self.state = voice.sides[0]

    def meant_by(self, voice: Voice, low: str, *, definite: bool) -> str | None:
        """The party for which a phrase without a name of its own stands, or None."""
        words = low.split()
        arm = words[-1] in lexicon.words("arms_of_a_state")
        bare = voice.institution is not None and arm and len(words) <= 2
        if voice.sides and not bare:
            return None
        if voice.kind is ActorKind.ARMED_GROUP:
            return self.group if definite else None
        if definite and arm:
            return self.state or self.country or self.speaker
        if definite and words[-1] in lexicon.words("standing_for_a_party"):
            return self.speaker
        if not voice.sides and any(w in lexicon.words("offices_of_a_state") for w in words):
            # 'a military source', 'the prime minister': of the state where it happens.
            return self.country or self.state
        return None


def _pairs() -> frozenset[str]:
    return frozenset(phrase.removeprefix("the ") for phrase in lexicon.words("both"))


def _most_named(voices: Sequence[Voice]) -> tuple[str, ...]:
    """The two parties that a document names most, in the order in which it names them."""
    counts: dict[str, int] = {}
    for voice in voices:
        if len(voice.sides) == 1 and voice.kind in {ActorKind.STATE, ActorKind.ARMED_GROUP}:
            counts[voice.sides[0]] = counts.get(voice.sides[0], 0) + 1
    top = sorted(counts, key=lambda side: -counts[side])[:2]
    return tuple(side for side in counts if side in top)


def _definite(text: str, voice: Voice, low: str) -> bool:
    """Whether 'the', 'its' or 'their' opens a phrase or stands before it."""
    before = text[max(0, voice.start - 6) : voice.start].lower().split()
    return low.split(maxsplit=1)[0] in _TAKING_UP or (bool(before) and before[-1] in _TAKING_UP)
