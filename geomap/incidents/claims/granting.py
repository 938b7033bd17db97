"""What one side grants of what another told: admissions and confirmations in words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Voice
from geomap.incidents.claims.answer_claims import ClaimMaker, with_claims
from geomap.incidents.claims.spoken_of import of_last_sentence, told_near, vague, without
from geomap.incidents.drafts.draft import Draft, same_family
from geomap.model import Act, IncidentType, Polarity, Stance

_GROUND_LOST = frozenset(
    {
        IncidentType.CAPTURE_OF_TERRITORY,
        IncidentType.WITHDRAWAL,
        IncidentType.ARMED_CLASH,
        IncidentType.DISPLACEMENT,
    }
)
"""Types of what one side tells as ground won and the other as ground left."""


def granted(frame: Frame, speaker: Voice, own: Sequence[Draft], drafts: Sequence[Draft]) -> list[int]:
    """'The army admitted that its men had left the town': of the town's capture, told by another side.

    Parameters
    ----------
    frame, speaker
        The account that grants, and who gives it.
    own
        What is told in it.
    drafts
        All drafts, of which those that it grants are found.
    """
    granting = [d for d in own if d.polarity is Polarity.ASSERTED]
    found = [
        i
        for i, told in told_near(frame, drafts)
        if told.frame is not frame
        and told.start < frame.cue_start
        and told.polarity is Polarity.ASSERTED
        and not told_by(told, speaker)
        and any(_grants(d, told) for d in granting)
    ]
    return of_last_sentence(found, drafts)


def told_by(draft: Draft, speaker: Voice) -> bool:
    """Whether a draft is told by the sides for which somebody speaks."""
    teller = draft.frame.speaker if draft.frame is not None else None
    return teller is not None and teller.sides == speaker.sides


def _grants(own: Draft, told: Draft) -> bool:
    """Whether what one side tells is what another told, at the same place or at none."""
    like = (
        same_family(own.type, told.type)
        or {own.type, told.type} <= _GROUND_LOST
        or (own.generic and told.type.violent)
        or (own.type is IncidentType.CASUALTIES_REPORT and told.type.violent and own.placing is None)
    )
    return like and (
        vague(own)
        or own.type is IncidentType.CASUALTIES_REPORT
        or own.place_key() == told.place_key()
        or _one_name(own, told)
    )


def _one_name(one: Draft, other: Draft) -> bool:
    """'Fao' and 'the Fao peninsula': a name that nobody knows is the longer one that begins so."""
    names = [d.placing.toponym.text.lower() if d.placing and d.placing.toponym else "" for d in (one, other)]
    return bool(names[0]) and names[1].startswith(f"{names[0]} ")


def join_granted(
    maker: ClaimMaker,
    drafts: list[Draft],
    frame: Frame,
    speaker: Voice,
    own: Sequence[Draft],
    told: Sequence[int],
) -> list[Draft]:
    """Join what one side grants to what another told, and leave out its own telling of that."""
    act = frame.act or Act.CONFIRMS
    claims = maker.claims(frame, speaker, act, Stance.ASSERTS)
    counts = tuple(c for d in own for c in d.counts)
    for i in told:
        joined = with_claims(drafts[i], claims, f"{act.value}: joined from sentence {frame.sentence + 1}")
        drafts[i] = replace(joined, counts=tuple(dict.fromkeys((*joined.counts, *counts))))
    kinds = {drafts[i].type for i in told}
    return without(drafts, frame.sentence, lambda d: d in own and any(_told_as(d, kind) for kind in kinds))


def _told_as(draft: Draft, kind: IncidentType) -> bool:
    """Whether a side may tell so of a happening of which another tells as of that kind."""
    return (
        same_family(draft.type, kind)
        or {draft.type, kind} <= _GROUND_LOST
        or draft.generic
        or draft.type is IncidentType.CASUALTIES_REPORT
    )
