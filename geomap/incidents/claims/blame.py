"""Blame: accusations that tell nothing new, joined to the happening told last."""

from __future__ import annotations

from dataclasses import replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Voice
from geomap.incidents.claims.answer_claims import ClaimMaker, with_claims
from geomap.incidents.claims.spoken_of import (
    BARE,
    of_last_sentence,
    told_in_account,
    told_last,
    told_near,
    vague,
    without,
)
from geomap.incidents.drafts.draft import Draft
from geomap.model import Act, Polarity, Stance


def join_blame(
    maker: ClaimMaker, drafts: list[Draft], frame: Frame, speaker: Voice, accused: Voice
) -> list[Draft]:
    """'Security sources blamed the PKK': a claim about who did what was told last."""
    own = told_in_account(frame, drafts)
    if any(not (d.definite and vague(d)) for d in own):
        return drafts
    if not own and frame.takes_up is None and frame.end - frame.start > BARE:
        # Accused of something that is no incident.
        return drafts
    targets = [i for i in told_last(frame, drafts) if drafts[i].frame is not frame]
    if not targets:
        return drafts
    denied = any(
        c.stance is Stance.REJECTS and c.side in speaker.sides for i in targets for c in drafts[i].claims
    )
    # 'denied any part in it and blamed the guerrillas': it happened, but otherwise than was told.
    stance = Stance.COUNTER_ASSERTS if denied else Stance.ASSERTS
    claims = maker.claims(frame, speaker, Act.ACCUSES, stance)
    for i in targets:
        blamed = with_claims(drafts[i], claims, f"blame joined from sentence {frame.sentence + 1}")
        drafts[i] = _done_by(blamed, accused)
    return without(drafts, frame.sentence, lambda d: d.frame is frame) if own else drafts


def join_mutual_blame(maker: ClaimMaker, drafts: list[Draft], frame: Frame, speaker: Voice) -> list[Draft]:
    """'... was broken within hours; each side blames the other': a claim of each about what was told last."""
    near = [
        i
        for i, d in told_near(frame, drafts)
        if d.type.violent and d.start < frame.cue_start and d.polarity is Polarity.ASSERTED
    ]
    claims = maker.claims(frame, speaker, Act.ACCUSES, Stance.ASSERTS)
    for i in of_last_sentence(near, drafts):
        blamed = with_claims(drafts[i], claims, f"both blame: joined from sentence {frame.sentence + 1}")
        drafts[i] = _done_by(blamed, speaker)
    return drafts


def _done_by(draft: Draft, accused: Voice) -> Draft:
    """A draft that names nobody who did it is laid to the accused."""
    return draft if draft.initiators else replace(draft, initiators=(accused,))
