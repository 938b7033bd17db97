"""Who is meant by an actor's name: parties, their sides, and words such as 'both sides'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents import lexicon
from geomap.incidents.actors.nameless import NamedLast
from geomap.model import Actor, ActorKind, ActorMention, Place, Role, Theatre, Toponym
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
        return (Actor(self.plain, self.text, self.kind),)

    @property
    def plain(self) -> str:
        """The name without article or possessive."""
        words = self.text.split()
        while words and words[0].lower() in _ARTICLES:
            words.pop(0)
        return " ".join(words) or self.text


_ARTICLES = frozenset({"the", "a", "an", "its", "their", "some", "several"})
_TELLS_OF = {
    Role.PLACE: 1.0,
    Role.DATELINE: 1.5,
    Role.ORGANISATION: 0.5,
    Role.DEMONYM: 0.5,
    Role.METONYM: 0.5,
}
"""How much a toponym counts for the country of which a document tells."""
_PLAIN = 0.6
"""Share of a document's toponyms that makes it plain of which country it tells."""
_PARTIES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.PERSON})
_OWNERS = frozenset({"its", "their", "his"})


class Sides:
    """Knows which side a party stands on, in a theatre or anywhere."""

    def __init__(self, theatre: Theatre | None) -> None:
        self._side: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self.leaders: tuple[str, ...] = ()
        if theatre is not None:
            for party in theatre.parties:
                self._seats.update(dict.fromkeys(map(str.casefold, party.seats), party.side or party.name))
                if party.side is not None:
                    if party.kind is ActorKind.STATE and party.side != party.name:
                        # An ally is no part of the party that it stands by: Rwanda speaks for Rwanda.
                        continue
                    self._side[party.name] = party.side
                    for alias in party.aliases:
                        self._side.setdefault(alias, party.side)
            self.leaders = tuple(p.name for p in theatre.parties if p.side == p.name)

    def of(self, party: str) -> str:
        """The side of a party: that of the theatre, or the party itself."""
        return self._side.get(party, party)

    def seated_in(self, place: Place) -> str | None:
        """The side whose authorities sit in a town, though it lies in another's country; or None."""
        names = (place.name, *place.names) if self._seats else ()
        return next((self._seats[n.casefold()] for n in names if n.casefold() in self._seats), None)

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
    return tuple(_with_pairs(text, _adjacent(text, found), sides, country_of(toponyms, index)))


def seats_of(toponyms: Sequence[Toponym], index: PlaceIndex, sides: Sides) -> dict[int, str]:
    """The side whose authorities sit in each place, by the character where its name begins.

    That of the state in which it lies, unless the theatre knows better.
    """
    names = index.country_names
    found: dict[int, str] = {}
    for toponym in toponyms:
        if toponym.resolution is not None:
            place = toponym.resolution.place
            state = names.get(place.country or "")
            side = sides.seated_in(place) or (sides.of(state) if state is not None else None)
            if side is not None:
                found[toponym.start] = side
    return found


def country_of(toponyms: Sequence[Toponym], index: PlaceIndex) -> str | None:
    """Name of the country of which a document tells most."""
    counts = countries_told_of(toponyms)
    if not counts:
        return None
    code = max(counts, key=lambda c: (counts[c], c))
    return index.country_names.get(code)


def plain_country(toponyms: Sequence[Toponym]) -> str | None:
    """ISO code of the country of which a document plainly tells: most of its toponyms lie there."""
    counts = countries_told_of(toponyms)
    code = max(counts, key=lambda c: (counts[c], c), default=None)
    if code is None or counts[code] < _PLAIN * sum(counts.values()):
        return None
    return code


def countries_told_of(toponyms: Sequence[Toponym]) -> dict[str, float]:
    """ISO codes with how much the toponyms tell of each, that of the dateline before others."""
    counts: dict[str, float] = {}
    told: set[str] = set()
    for toponym in toponyms:
        weight = _TELLS_OF.get(toponym.role, 0.0)
        if weight and toponym.resolution is not None and toponym.resolution.place.country:
            code = toponym.resolution.place.country
            counts[code] = counts.get(code, 0.0) + weight
            if toponym.role is not Role.DATELINE:
                told.add(code)
    # Nairobi in the dateline of news of Sudan alone tells of no Kenya.
    return {code: count for code, count in counts.items() if code in told or not told}


def _party_name(toponym: Toponym, index: PlaceIndex) -> str | None:
    """The country of a demonym or capital; for 'South Ossetian' the region itself."""
    if toponym.resolution is None:
        return None
    place = toponym.resolution.place
    if toponym.role is Role.DEMONYM and not place.feature_code.startswith("PCL"):
        return place.name if place.country is not None else None  # not 'Central American'
    return index.country_names.get(place.country or "")


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
    last = NamedLast(document_country, groups)
    for voice in voices:
        low = voice.text.lower()
        if low.removeprefix("the ") in _pairs():
            yield replace(voice, sides=pair, kind=ActorKind.STATE, weight=2)
            continue
        if not voice.sides and _owned(text, voice):
            yield voice
            continue
        meant = last.meant_by(
            low, voice.kind, named=bool(voice.sides), office=voice.institution is not None,
            definite=_definite(text, voice, low),
        )  # fmt: skip
        if meant is not None:
            group = voice.kind is ActorKind.ARMED_GROUP or meant in last.groups
            kind = ActorKind.ARMED_GROUP if group else ActorKind.STATE
            yield replace(voice, sides=(meant,), kind=kind, weight=2)
            continue
        if len(voice.sides) == 1 and voice.kind in _PARTIES:
            last.heard(voice.sides[0], speaks=voice.weight == 2)
        yield voice


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
    """Whether 'the' opens a phrase or stands before it."""
    before = text[max(0, voice.start - 6) : voice.start].lower().split()
    return low.split(maxsplit=1)[0] == "the" or (bool(before) and before[-1] == "the")


def _owned(text: str, voice: Voice) -> bool:
    """Whether 'its' or 'their' stands before a phrase: its owner is found in its sentence."""
    before = text[max(0, voice.start - 6) : voice.start].lower().split()
    return bool(before) and before[-1] in _OWNERS
