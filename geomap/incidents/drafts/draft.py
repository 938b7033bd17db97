"""An incident in the making: what one trigger or one count of people harmed told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.timing import Timing
from geomap.incidents.places.placing import Placing, has_own_name
from geomap.model import CasualtyCount, Claim, IncidentType, Polarity, Salience, Span, Stance

FAMILIES: tuple[frozenset[IncidentType], ...] = (
    frozenset({IncidentType.SHELLING, IncidentType.ROCKET_MISSILE}),
    frozenset({IncidentType.AIR_STRIKE, IncidentType.DRONE_STRIKE}),
    frozenset({IncidentType.IED_MINE, IncidentType.SUICIDE_BOMBING, IncidentType.GRENADE}),
)
"""Types that news uses for one and the same happening."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one trigger told, before it is joined with others and becomes an incident.

    ``outcome``: it tells what came of a deed. ``also``: further accounts that tell of it.
    ``happened``: 'the attack took place'. ``same_doer``: its subject is 'they' or 'he'. ``earlier``:
    'had been hit', before the rest of what is told. ``after``: the word that opens its clause if
    that is of another time ('after'). ``things``: the nouns that were acted upon ('the camp'), by
    which it can be told again.
    """

    type: IncidentType
    sentence: int
    quote: Span
    start: int
    end: int
    timing: Timing
    placing: Placing | None = None
    initiators: tuple[Voice, ...] = ()
    targets: tuple[Voice, ...] = ()
    weapons: tuple[str, ...] = ()
    counts: tuple[CasualtyCount, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    salience: Salience = Salience.CORE
    definite: bool = False
    generic: bool = False
    verbal: bool = False
    outcome: bool = False
    after: str = ""
    earlier: bool = False
    same_doer: bool = False
    happened: bool = False
    things: tuple[str, ...] = ()
    frame: Frame | None = None
    also: tuple[Frame, ...] = ()
    claims: tuple[Claim, ...] = ()
    reasons: tuple[str, ...] = ()
    rule: str = ""

    def identity(self, document_id: str) -> str:
        """A stable id: the same document, words, type and place give the same one."""
        place = self.placing.start if self.placing else -1
        key = f"{document_id}\x1f{self.type}\x1f{self.start}\x1f{self.end}\x1f{place}"
        return "inc-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def place_key(self) -> str | None:
        """What tells its place from another's: the gazetteer's id, the sectors or the words."""
        if self.placing is None:
            return None
        if self.placing.sector is not None:
            sector = self.placing.sector
            named = (t.resolution.place.id if t.resolution else t.text.lower() for t in self.placing.named)
            kind = "border" if sector.border else "sector"
            parts = sorted({*sector.directions, *named, *((sector.bank,) if sector.bank else ())})
            return f"{kind}:{','.join(parts)}{':all' if sector.whole_line else ''}"
        toponym = self.placing.toponym
        if toponym is None:
            return None
        if toponym.ground is not None and has_own_name(toponym) and toponym.relation != "outskirts":
            return toponym.ground.name  # between X and Y it is not in X; at its edge it is
        if toponym.resolution is not None:
            return toponym.resolution.place.id
        return toponym.text.lower()

    def absorb(self, other: Draft, why: str) -> Draft:
        """Itself with what another draft of the same happening adds."""
        said = self.completed_by(other).with_said((other,), why)
        frame = other.frame
        if frame is None or frame is self.frame or frame.speaker is None:
            return said
        return replace(said, also=(*self.also, frame))

    def completed_by(self, other: Draft) -> Draft:
        """Itself with the place, time and parties of another draft where it has none."""
        return replace(
            self,
            placing=self.placing or other.placing,
            timing=self.timing if self.timing.text or not other.timing.text else other.timing,
            initiators=self.initiators or other.initiators,
            targets=self.targets or other.targets,
        )

    def with_said(self, others: Sequence[Draft], why: str) -> Draft:
        """Itself with the weapons, counts and claims of other drafts of the same happening."""
        drafts = (self, *(self._told_otherwise(d) for d in others))
        return replace(
            self,
            weapons=tuple(dict.fromkeys(weapon for d in drafts for weapon in d.weapons)),
            counts=tuple(dict.fromkeys(count for d in drafts for count in d.counts)),
            claims=tuple(dict.fromkeys(claim for d in drafts for claim in d.claims)),
            reasons=(*self.reasons, *(why for _ in others)),
        )

    def _told_otherwise(self, again: Draft) -> Draft:
        """A second account, whose claims say that others did it than in the first."""
        mine = {s for v in self.initiators for s in v.sides}
        theirs = {s for v in again.initiators for s in v.sides}
        if not mine or not theirs or mine & theirs or not self.type.violent:
            return again
        told = {c.side for c in self.claims}
        claims = tuple(
            replace(c, stance=Stance.COUNTER_ASSERTS)
            if c.stance is Stance.ASSERTS and c.side not in told
            else c
            for c in again.claims
        )
        return replace(again, claims=claims)


def same_family(one: IncidentType, other: IncidentType) -> bool:
    """Whether two types may name the same happening."""
    return one is other or any(one in family and other in family for family in FAMILIES)
