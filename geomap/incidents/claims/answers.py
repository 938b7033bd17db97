"""Answers: denials, confirmations and admissions joined to what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Voice
from geomap.incidents.claims.answer_claims import ClaimMaker, with_claims
from geomap.incidents.claims.blame import join_blame, join_mutual_blame
from geomap.incidents.claims.granting import granted, join_granted, told_by
from geomap.incidents.claims.spoken_of import (
    deeds_of_kind,
    done_by,
    in_text_order,
    of_last_sentence,
    spoken_of,
    told_in_account,
    told_near,
    told_of_kind,
    told_within,
    vague,
    without,
)
from geomap.incidents.claims.told_elsewhere import ToldElsewhere
from geomap.incidents.drafts.draft import Draft, same_family
from geomap.model import About, Act, IncidentType, Polarity, Stance

_ANSWERS = frozenset({Act.DENIES, Act.CONFIRMS, Act.ADMITS})
_DEED = re.compile(
    r"\b(?:fire[ds]?|firing|shots?|attack\w*|strikes?|striking|struck|shell\w*|bomb\w*|raid\w*|hit|hitting|"
    r"target\w*|carr(?:ied|ying) out|involve\w*|responsib\w*|taken part|part in|casualt\w*|killed|"
    r"(?:was|were|been) (?:there|near|present)|lost|losing|loss|fallen|violat\w*|launched|downed|civilians?|"
    r"weapons?)\b",
    re.IGNORECASE,
)
"""Words by which a denial speaks of an attack, a loss or a breach at all."""
_IT = re.compile(r"\b(?:having|has|had|have) (?:\w+ )?\w+ (?:it|them)\b", re.IGNORECASE)
"""'denied having thrown it'."""
_FIGURES = frozenset({"figure", "figures", "toll", "number"})


def join_answers(maker: ClaimMaker, drafts: Sequence[Draft], frames: Sequence[Frame]) -> list[Draft]:
    """Join each answer to the incidents that it speaks of, with its claims.

    A denial, confirmation or admission that tells of no happening at a place of its own speaks of
    the account last given by another side: in its own sentence before its verb, or in one of the
    few sentences before. If that account told of no incident (an accusation of other things), the
    answer belongs to none. A bare accusation ('X blamed Y') speaks of the happening told last.
    What the speaker of a denial says in the same breath of the same happening ('and accused Y of
    having fired the shell') counter-asserts it.

    Parameters
    ----------
    maker
        What makes the claims.
    drafts
        The drafts of a document, in the order of its sentences.
    frames
        Its accounts.
    """
    joined = list(drafts)
    in_order = sorted(frames, key=in_text_order)
    elsewhere = ToldElsewhere(joined)
    for frame in frames:
        if frame.speaker is None:
            continue
        if frame.act is Act.ACCUSES and frame.reciprocal and not told_in_account(frame, joined):
            joined = join_mutual_blame(maker, joined, frame, frame.speaker)
        elif frame.act is Act.ACCUSES and frame.accused is not None:
            joined = join_blame(maker, joined, frame, frame.speaker, frame.accused)
        elif frame.act in _ANSWERS:
            joined = _join_answer(maker, joined, frame, frame.speaker, in_order, elsewhere)
        elif frame.act is Act.REPORTS:
            joined = _join_own_retreat(maker, joined, frame, frame.speaker)
    return joined


def _join_own_retreat(maker: ClaimMaker, drafts: list[Draft], frame: Frame, speaker: Voice) -> list[Draft]:
    """'"We left X to spare it," a rebel said', after the army told that it took X: he grants it."""
    own = told_in_account(frame, drafts)
    if not own or any(
        d.type is not IncidentType.WITHDRAWAL or not done_by(d, set(speaker.sides)) for d in own
    ):
        return drafts
    told = granted(frame, speaker, own, drafts)
    return join_granted(maker, drafts, replace(frame, act=Act.ADMITS), speaker, own, told) if told else drafts


def _join_answer(
    maker: ClaimMaker,
    drafts: list[Draft],
    frame: Frame,
    speaker: Voice,
    frames: Sequence[Frame],
    elsewhere: ToldElsewhere,
) -> list[Draft]:
    own = told_in_account(frame, drafts)
    denies = frame.act is Act.DENIES
    if not denies and any(d.verbal or not d.definite or not d.generic for d in own):
        told = granted(frame, speaker, own, drafts)
        if told:
            return join_granted(maker, drafts, frame, speaker, own, told)
    if any(not vague(d) for d in own):
        if denies and not elsewhere.tells(frame, own, drafts):
            # 'denied that jets had bombed X': nobody in the text tells that they did.
            for i in told_within(drafts, frame.sentence, frame.sentence):
                if drafts[i] in own:
                    drafts[i] = replace(drafts[i], polarity=Polarity.NEGATED)
        return drafts
    if own and not denies and not all(d.generic or d.definite for d in own):
        return drafts
    if (
        not own
        and not _names_deed(maker.document.text, frame)
        and not _own_deed_just_told(frame, speaker, drafts)
    ):
        # 'denied that it backs the rebels': of something else than what was told.
        return drafts
    targets = (
        deeds_of_kind(frame, speaker, own, drafts)
        or told_of_kind(frame, speaker, own, drafts)
        or spoken_of(frame, frames, drafts)
    )
    return _answered(maker, drafts, frame, speaker, own, targets) if targets else drafts


def _answered(
    maker: ClaimMaker,
    drafts: list[Draft],
    frame: Frame,
    speaker: Voice,
    own: Sequence[Draft],
    targets: Sequence[int],
) -> list[Draft]:
    """The drafts with an answer's claims on what it speaks of, and without its own telling of that."""
    stance = Stance.REJECTS if frame.act is Act.DENIES else Stance.ASSERTS
    act = frame.act or Act.REPORTS
    about = About.CASUALTIES if frame.takes_up in _FIGURES else About.WHOLE
    claims = maker.claims(frame, speaker, act, stance, about)
    counter = _told_against(frame, speaker, targets, drafts) if frame.act is Act.DENIES else []
    countered = tuple(replace(c, stance=Stance.COUNTER_ASSERTS) for d in counter for c in d.claims)
    reason = f"{act.value}: joined from sentence {frame.sentence + 1}"
    for i in targets:
        drafts[i] = with_claims(drafts[i], (*claims, *countered), reason)
    if not own and not counter:
        return drafts
    return without(drafts, frame.sentence, lambda d: d.frame is frame or d in counter)


def _told_against(
    frame: Frame, speaker: Voice, targets: Sequence[int], drafts: Sequence[Draft]
) -> list[Draft]:
    """'denied it and accused Y of firing the shell': what a denier tells of the same in one breath."""
    denied = [drafts[i] for i in targets]
    return [
        d
        for i in told_within(drafts, frame.sentence, frame.sentence)
        if (d := drafts[i]).frame is not frame
        and told_by(d, speaker)
        and vague(d)
        and any(d.generic or other.generic or same_family(d.type, other.type) for other in denied)
    ]


def _names_deed(text: str, frame: Frame) -> bool:
    """Whether an answer that tells nothing itself has a word for what was told."""
    return (
        frame.takes_up is not None
        or _DEED.search(text, frame.start, frame.end) is not None
        or _IT.search(text, frame.start, frame.end) is not None
    )


def _own_deed_just_told(frame: Frame, speaker: Voice, drafts: Sequence[Draft]) -> bool:
    """Whether the sentence before told what the speaker's side did: 'denied that its troops had crossed'."""
    return frame.act is Act.DENIES and any(
        d.type.violent and done_by(d, set(speaker.sides))
        for i in told_within(drafts, frame.sentence - 1, frame.sentence)
        if (d := drafts[i]).frame is not frame and d.start < frame.cue_start
    )


def join_negations(maker: ClaimMaker, drafts: Sequence[Draft]) -> list[Draft]:
    """'The guerrillas said that they had laid no mines there': what a party says did not happen rejects it.

    The negated draft stays where nothing like it was told before.

    Parameters
    ----------
    maker
        What makes the claims.
    drafts
        The drafts of a document, in the order of its sentences.
    """
    joined = list(drafts)
    for answer, frame, speaker in _negations(drafts):
        near = [
            i
            for i, d in told_near(frame, joined)
            if d.polarity is Polarity.ASSERTED
            and d.start < answer.start
            and (same_family(d.type, answer.type) or (answer.generic and d.type.violent))
            and not told_by(d, speaker)
            and (answer.placing is None or d.placing is None or answer.place_key() == d.place_key())
        ]
        if not near:
            continue
        claims = maker.claims(frame, speaker, Act.DENIES, Stance.REJECTS)
        for i in of_last_sentence(near, joined):
            joined[i] = with_claims(joined[i], claims, f"denies: joined from sentence {frame.sentence + 1}")
        without(joined, answer.sentence, answer.__eq__)
    return joined


def _negations(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Frame, Voice]]:
    """What a side says did not happen, with its account and who speaks."""
    for draft in drafts:
        frame = draft.frame
        if draft.polarity is not Polarity.NEGATED or frame is None or frame.act is not Act.REPORTS:
            continue
        if frame.speaker is not None and frame.speaker.sides:
            yield draft, frame, frame.speaker
