"""Answers: denials, confirmations, admissions and counter-accusations joined to what they speak of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.attribution import Frame
from geomap.incidents.claiming import claims_of
from geomap.incidents.draft import Draft, same_family
from geomap.incidents.placing import INHERITED
from geomap.incidents.voices import Sides, Voice
from geomap.model import About, Act, Claim, Document, Polarity, Span, Stance

_REACH = 3
"""How many sentences back an answer may speak of."""
_ANSWERS = frozenset({Act.DENIES, Act.CONFIRMS, Act.ADMITS})
_ACCOUNTS = frozenset({Act.ACCUSES, Act.REPORTS, Act.ADMITS, Act.CONFIRMS})
_DEED = re.compile(
    r"\b(?:fire[ds]?|firing|shots?|attack\w*|strikes?|striking|struck|shell\w*|bomb\w*|raid\w*|hit|hitting|"
    r"target\w*|carr(?:ied|ying) out|involve\w*|responsib\w*|taken part|part in|casualt\w*|killed|"
    r"lost|losing|loss|fallen|violat\w*|launched|downed|civilians?|weapons?)\b",
    re.IGNORECASE,
)
"""Words by which a denial speaks of an attack, a loss or a breach at all."""
_ACCUSATIONS = frozenset("accusation accusations allegation allegations charge charges".split())


def join_answers(
    document: Document,
    drafts: Sequence[Draft],
    frames: Sequence[Frame],
    sentences: Sequence[Span],
    sides: Sides,
    parties: frozenset[str],
) -> list[Draft]:
    """Join each answer to the incidents that it speaks of, with its claims.

    A denial, confirmation or admission that tells of no happening at a place of its own speaks of
    the account last given by another side: in its own sentence before its verb, or in one of the
    few sentences before. If that account told of no incident (an accusation of other things), the
    answer belongs to none. A bare accusation ('X blamed Y') speaks of the happening told last.
    What the speaker of a denial says in the same breath of the same happening ('and accused Y of
    having fired the shell') counter-asserts it.
    """
    joined = list(drafts)
    in_order = sorted(frames, key=_order)
    for frame in frames:
        if frame.speaker is None:
            continue
        if frame.act is Act.ACCUSES and frame.accused is not None:
            joined = _join_blame(
                document, joined, frame, frame.speaker, frame.accused, sentences, sides, parties
            )
        elif frame.act in _ANSWERS:
            joined = _join_answer(document, joined, frame, frame.speaker, in_order, sentences, sides, parties)
    return joined


def _join_answer(
    document: Document,
    drafts: list[Draft],
    frame: Frame,
    speaker: Voice,
    frames: Sequence[Frame],
    sentences: Sequence[Span],
    sides: Sides,
    parties: frozenset[str],
) -> list[Draft]:
    own = _own(frame, drafts)
    if any(not _vague(d) for d in own):
        return drafts
    if own and frame.act is not Act.DENIES and not all(d.generic or d.definite for d in own):
        return drafts
    if frame.takes_up is None and not own and _DEED.search(document.text, frame.start, frame.end) is None:
        # 'denied that it backs the rebels': of something else than what was told.
        return drafts
    targets = _same_deed(frame, speaker, own, drafts)
    targets = targets or [i for i in _spoken_of(frame, frames, drafts) if drafts[i].frame is not frame]
    if not targets:
        return drafts
    stance = Stance.REJECTS if frame.act is Act.DENIES else Stance.ASSERTS
    act = frame.act or Act.REPORTS
    about = About.CASUALTIES if frame.takes_up in {"figure", "figures", "toll", "number"} else About.WHOLE
    claims = claims_of(document, speaker, act, stance, sentences[frame.sentence], sides, parties, about)
    counter = [
        d
        for d in (drafts[i] for i in _within(drafts, frame.sentence, frame.sentence))
        if frame.act is Act.DENIES
        and d.frame is not None
        and d.frame is not frame
        and d.frame.speaker is not None
        and d.frame.speaker.sides == speaker.sides
        and _vague(d)
        and any(d.generic or same_family(d.type, drafts[i].type) for i in targets)
    ]
    countered = tuple(replace(c, stance=Stance.COUNTER_ASSERTS) for d in counter for c in d.claims)
    reason = f"{act.value}: joined from sentence {frame.sentence + 1}"
    for i in targets:
        drafts[i] = _with_claims(drafts[i], (*claims, *countered), reason)
    return [d for d in drafts if d.frame is not frame and d not in counter] if own or counter else drafts


def _same_deed(frame: Frame, speaker: Voice, own: Sequence[Draft], drafts: Sequence[Draft]) -> list[int]:
    """'denied shelling civilian areas': what the speaker is said to have done, of that kind."""
    kinds = [d.type for d in own if not d.generic]
    return [
        i
        for i, d in _told_near(frame, drafts)
        if d.frame is not frame
        and d.start < frame.cue_start
        and d.polarity is Polarity.ASSERTED
        and any(same_family(d.type, kind) for kind in kinds)
        and set(speaker.sides) & {s for v in d.initiators for s in v.sides}
    ]


def _join_blame(
    document: Document,
    drafts: list[Draft],
    frame: Frame,
    speaker: Voice,
    accused: Voice,
    sentences: Sequence[Span],
    sides: Sides,
    parties: frozenset[str],
) -> list[Draft]:
    """'Security sources blamed the PKK': a claim about who did what was told last."""
    own = _own(frame, drafts)
    if any(not (d.definite and _vague(d)) for d in own):
        return drafts
    if not own and frame.end - frame.start > 30:
        # Accused of something that is no incident.
        return drafts
    targets = [i for i in _told_before(frame, drafts) if drafts[i].frame is not frame]
    if not targets:
        return drafts
    claims = claims_of(
        document, speaker, Act.ACCUSES, Stance.ASSERTS, sentences[frame.sentence], sides, parties
    )
    for i in targets:
        drafts[i] = _with_claims(drafts[i], claims, f"blame joined from sentence {frame.sentence + 1}")
        if not drafts[i].initiators:
            drafts[i] = replace(drafts[i], initiators=(accused,))
    return [d for d in drafts if d.frame is not frame] if own else drafts


def _with_claims(draft: Draft, claims: Sequence[Claim], reason: str) -> Draft:
    new = tuple(c for c in claims if c not in draft.claims)
    return replace(draft, claims=(*draft.claims, *new), reasons=(*draft.reasons, reason))


def _order(frame: Frame) -> tuple[int, int]:
    return frame.sentence, frame.cue_start


def _within(drafts: Sequence[Draft], first: int, last: int) -> range:
    """Indices of the drafts of some sentences; drafts are in the order of their sentences."""
    begin = bisect_left(drafts, first, key=lambda d: d.sentence)
    return range(begin, bisect_right(drafts, last, lo=begin, key=lambda d: d.sentence))


def _own(frame: Frame, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts told in an account."""
    return [drafts[i] for i in _within(drafts, frame.sentence, frame.sentence) if drafts[i].frame is frame]


def _told_near(frame: Frame, drafts: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """The drafts that an answer may speak of, with their indices."""
    return [(i, drafts[i]) for i in _within(drafts, frame.sentence - _REACH, frame.sentence)]


def _vague(draft: Draft) -> bool:
    """Whether it names no place of its own: 'denied that its forces had fired'."""
    nowhere = draft.placing is None or draft.placing.why == INHERITED
    return nowhere and not draft.counts


def _spoken_of(frame: Frame, frames: Sequence[Frame], drafts: Sequence[Draft]) -> list[int]:
    """The drafts that an answer speaks of."""
    sides = set(frame.speaker.sides) if frame.speaker else set()
    about = _account_before(frame, frames)
    targets = _told_in(about, frames, drafts, whole=frame.takes_up != "") if about is not None else []
    if not targets and (about is None or frame.takes_up not in _ACCUSATIONS):
        targets = _told_before(frame, drafts)
        if about is not None and about.sentence == frame.sentence:
            targets = []
    if frame.act is Act.DENIES and sides:
        # A party denies what it is said to have done, or else what is said against it.
        accused = [i for i in targets if sides & {s for v in drafts[i].initiators for s in v.sides}]
        return accused or [i for i in targets if not sides & {c.side for c in drafts[i].claims}]
    return targets


def _account_before(frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    """The account that an answer takes up: the last accusation or assertion of another side."""
    speaker = set(frame.speaker.sides) if frame.speaker else set()
    found: Frame | None = None
    first = bisect_left(frames, frame.sentence - _REACH, key=lambda f: f.sentence)
    before = bisect_left(frames, _order(frame), key=_order)
    for other in sorted(frames[first:before], key=_order, reverse=True):
        if other.act not in _ACCOUNTS:
            continue
        if other.speaker is None or (speaker and speaker & set(other.speaker.sides)):
            continue
        if found is None:
            found = other
            if frame.takes_up not in _ACCUSATIONS:
                return found
        if other.act is Act.ACCUSES and other.speaker.sides == found.speaker.sides:  # type: ignore[union-attr]
            return other
    return found


def _told_in(frame: Frame, frames: Sequence[Frame], drafts: Sequence[Draft], *, whole: bool) -> list[int]:
    """Drafts that stand in an account, or in what its speaker says in the same sentence."""
    first = bisect_left(frames, frame.sentence, key=lambda f: f.sentence)
    last = bisect_right(frames, frame.sentence, lo=first, key=lambda f: f.sentence)
    accounts = [
        f
        for f in frames[first:last]
        if f is frame or (whole and f.speaker is not None and f.speaker == frame.speaker)
    ]
    return [
        i
        for i in _within(drafts, frame.sentence, frame.sentence)
        if (d := drafts[i]).polarity is Polarity.ASSERTED
        and any(f.start <= d.start < f.end for f in accounts)
    ]


def _told_before(frame: Frame, drafts: Sequence[Draft]) -> list[int]:
    """The violent drafts of the last sentence, up to the verb, that told of any."""
    near = [
        (d.sentence, i)
        for i, d in _told_near(frame, drafts)
        if d.type.violent and d.start < frame.cue_start and d.polarity is Polarity.ASSERTED
    ]
    if not near:
        return []
    last = max(s for s, _ in near)
    return [i for s, i in near if s == last]
