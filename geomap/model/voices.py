"""Who claims, denies and confirms an incident: its claims, boiled down to names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geomap.model.claim import About, Act, Claim, Stance, Status, status_of
from geomap.model.incident import Incident

OWN_VOICE = "the report"
"""The speaker of a claim that a document makes in its own voice, where its source is not known."""


class Voices(NamedTuple):
    """Sides, or speakers who stand for none, in the order of the text; each name once a list."""

    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]


def voices_of(claims: Sequence[Claim], initiators: Iterable[str] = ()) -> Voices:
    """Say who claims, who denies and who confirms.

    The document's own voice (a claim without a side) has no name and is in none of the lists.
    Who counter-asserts, disputes the account and so denies it. Who confirms or admits what
    somebody else has said, or what the document itself reports, confirms; so do, once the status
    is confirmed, all who assert it after the first. A confirmation that stands alone is a claim.

    Parameters
    ----------
    claims
        The claims about one incident, in the order of the text.
    initiators
        The sides said to have acted; see `status_of`.
    """
    confirmed = status_of(claims, initiators) is Status.CONFIRMED
    named = [c for c in claims if c.side is not None]
    asserting = [c for c in named if c.stance is Stance.ASSERTS]
    rejecting = [c for c in named if c.stance is not Stance.ASSERTS]
    confirming = [c for c in asserting if c.act in (Act.CONFIRMS, Act.ADMITS)]
    claimants = _sides(c for c in asserting if c not in confirming)
    own_voice = any(c.side is None and c.stance is Stance.ASSERTS for c in claims)
    if not claimants and not own_voice:
        claimants = _sides(asserting)[:1]
    confirmers = [side for side in _sides(confirming) if side not in claimants]
    if confirmed and not confirmers:
        claimants, confirmers = claimants[:1], claimants[1:]
    return Voices(tuple(claimants), tuple(_sides(rejecting)), tuple(confirmers))


def claims_of(incident: Incident) -> tuple[Claim, ...]:
    """The claims of an incident; one of which nobody is said to speak is told by its document."""
    if incident.claims:
        return incident.claims
    return (
        Claim(
            speaker=OWN_VOICE,
            side=None,
            party=False,
            act=Act.REPORTS,
            about=About.WHOLE,
            stance=Stance.ASSERTS,
            quote=incident.quote,
            start=incident.start,
            end=incident.end,
            document_id=incident.document_id,
        ),
    )


def _sides(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(c.side for c in claims if c.side is not None))
