"""Claims: who says what about an incident; and the status that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from geomap.model._check import check_span, require, settle_document_id


class Act(StrEnum):
    """What the speaker does in saying it."""

    REPORTS = "reports"
    ACCUSES = "accuses"
    ADMITS = "admits"
    DENIES = "denies"
    CONFIRMS = "confirms"
    CALLS_FOR = "calls for"


class About(StrEnum):
    """Which part of the incident the claim is about."""

    WHOLE = "whole"
    PLACE = "place"
    INITIATOR = "initiator"
    CASUALTIES = "casualties"
    DATE = "date"


class Stance(StrEnum):
    """Whether the speaker stands for the account or against it."""

    ASSERTS = "asserts"
    REJECTS = "rejects"
    COUNTER_ASSERTS = "counter-asserts"


class Status(StrEnum):
    """How an incident stands among those who speak of it; always computed from the claims."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    DENIED = "denied"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what about an incident.

    Parameters
    ----------
    speaker
        As the text names it ("Azerbaijan's Defense Ministry").
    side
        The party for which it speaks, by its common name ('Azerbaijan'); the speaker's own
        name for one that is no party; None for the document's own voice.
    party
        Whether the speaker belongs to a party of the conflict: an initiator, a target or a
        party of the theatre. Observers, mediators and residents do not.
    act, about, stance
        See `Act`, `About`, `Stance`.
    quote
        The words of the document, from ``start`` to ``end``.
    document_id
        The document they stand in.
    """

    speaker: str
    side: str | None
    party: bool
    act: Act
    about: About
    stance: Stance
    quote: str
    start: int
    end: int
    document_id: str

    def __post_init__(self) -> None:
        settle_document_id(self, self.document_id)
        require(bool(self.speaker), "a claim needs a speaker", where="Claim")
        check_span(self.start, self.end, where=f"claim of {self.speaker!r}")


def status_of(claims: Iterable[Claim], initiators: Iterable[str] = ()) -> Status:
    """The status that follows from the claims about an incident.

    reported: the document's own voice, or observers who are no party; claimed: one party alone;
    contested: asserted by one side and rejected or counter-claimed by another, or both accuse
    each other; denied: there is only a denial; confirmed: an adversary (the side said to have
    done it, or one opposed to the first claimant) or a third party says so too.

    Parameters
    ----------
    claims
        Claims about the one incident, of any number of documents.
    initiators
        The sides said to have acted: a claim of theirs to their own deed is an admission or
        a boast, and together with the victim's claim it confirms.
    """
    claims = tuple(claims)
    asserting = {(c.side or c.speaker) for c in claims if c.stance is Stance.ASSERTS and c.party}
    rejecting = {(c.side or c.speaker) for c in claims if c.stance is not Stance.ASSERTS}
    others = any(c.stance is Stance.ASSERTS and not c.party and c.side is not None for c in claims)
    own_voice = any(c.stance is Stance.ASSERTS and c.side is None for c in claims)
    admitted = any(c.act in (Act.ADMITS, Act.CONFIRMS) and c.stance is Stance.ASSERTS for c in claims)
    accused_each_other = len(asserting) > 1 and asserting <= set(initiators)
    if accused_each_other or (rejecting and (asserting - rejecting or others or own_voice)):
        return Status.CONTESTED
    if rejecting:
        return Status.DENIED
    if len(asserting) > 1 or (asserting and (others or (admitted and len(claims) > 1))):
        return Status.CONFIRMED
    if asserting:
        return Status.CLAIMED
    return Status.REPORTED
