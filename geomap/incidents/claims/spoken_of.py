"""Which of the happenings told before an answer speaks of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Voice
from geomap.incidents.drafts.draft import Draft, same_family
from geomap.incidents.places.placing import INHERITED
from geomap.model import Act, Polarity

BARE = 30
"""Characters up to which an accusation names no deed ('Villagers blamed army rangers')."""
_REACH = 3
"""How many sentences back an answer may speak of."""
_ACCOUNTS = frozenset({Act.ACCUSES, Act.REPORTS, Act.ADMITS, Act.CONFIRMS})
_ACCUSATIONS = frozenset("accusation accusations allegation allegations charge charges".split())


def in_text_order(frame: Frame) -> tuple[int, int]:
    """By what accounts are sorted: their sentences and verbs."""
    return frame.sentence, frame.cue_start


def told_within(drafts: Sequence[Draft], first: int, last: int) -> range:
    """Indices of the drafts of some sentences; drafts are in the order of their sentences."""
    begin = bisect_left(drafts, first, key=lambda d: d.sentence)
    return range(begin, bisect_right(drafts, last, lo=begin, key=lambda d: d.sentence))


def without(drafts: list[Draft], sentence: int, told: Callable[[Draft], bool]) -> list[Draft]:
    """Take those of a sentence for which ``told`` holds out of the list; the others are not looked at."""
    there = told_within(drafts, sentence, sentence)
    drafts[there.start : there.stop] = [d for d in drafts[there.start : there.stop] if not told(d)]
    return drafts


def told_near(frame: Frame, drafts: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """The drafts that an answer may speak of, with their indices."""
    return [(i, drafts[i]) for i in told_within(drafts, frame.sentence - _REACH, frame.sentence)]


def told_in_account(frame: Frame, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts told in an account."""
    return [
        drafts[i] for i in told_within(drafts, frame.sentence, frame.sentence) if drafts[i].frame is frame
    ]


def vague(draft: Draft) -> bool:
    """Whether it names no place of its own: 'denied that its forces had fired'."""
    nowhere = draft.placing is None or draft.placing.why == INHERITED
    return nowhere and not draft.counts


def done_by(draft: Draft, sides: set[str]) -> bool:
    """Whether one of the sides is said to have done it."""
    return not sides.isdisjoint(side for voice in draft.initiators for side in voice.sides)


def spoken_of(frame: Frame, frames: Sequence[Frame], drafts: Sequence[Draft]) -> list[int]:
    """The drafts of other accounts that an answer speaks of; ``frames`` in the order of the text."""
    sides = set(frame.speaker.sides) if frame.speaker else set()
    targets = _told_in_question(frame, frames, drafts)
    if frame.act is Act.DENIES and sides:
        # A party denies what it is said to have done, or else what is said against it.
        accused = [i for i in targets if done_by(drafts[i], sides)]
        targets = accused or [i for i in targets if not sides & {c.side for c in drafts[i].claims}]
    return [i for i in targets if drafts[i].frame is not frame]


def _told_in_question(frame: Frame, frames: Sequence[Frame], drafts: Sequence[Draft]) -> list[int]:
    """What the account before an answer told; without one, or if it told nothing, what was told last."""
    about = _account_before(frame, frames)
    if about is None or frame.takes_up == "both":
        return told_last(frame, drafts)
    told = _told_in(about, frames, drafts, whole=frame.takes_up != "")
    if told or frame.takes_up in _ACCUSATIONS:
        return told
    bare = about.act is Act.ACCUSES and about.end - about.start <= BARE
    if about.sentence == frame.sentence and not bare:
        return []
    return told_last(frame, drafts)


def _account_before(frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    """The account that an answer takes up: the last accusation or assertion of another side."""
    own = set(frame.speaker.sides) if frame.speaker else set()
    first = bisect_left(frames, frame.sentence - _REACH, key=lambda f: f.sentence)
    before = bisect_left(frames, in_text_order(frame), key=in_text_order)
    others = [
        (other, other.speaker)
        for other in sorted(frames[first:before], key=in_text_order, reverse=True)
        if other.act in _ACCOUNTS and other.speaker is not None and own.isdisjoint(other.speaker.sides)
    ]
    if not others:
        return None
    last, speaker = others[0]
    if frame.takes_up not in _ACCUSATIONS:
        return last
    return next((o for o, who in others if o.act is Act.ACCUSES and who.sides == speaker.sides), last)


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
        for i in told_within(drafts, frame.sentence, frame.sentence)
        if (d := drafts[i]).polarity is Polarity.ASSERTED
        and any(f.start <= d.start < f.end for f in accounts)
    ]


def told_last(frame: Frame, drafts: Sequence[Draft]) -> list[int]:
    """The violent drafts of the last sentence, up to the verb of an account, that told of any."""
    near = [
        i
        for i, d in told_near(frame, drafts)
        if d.type.violent and d.start < frame.cue_start and d.polarity is Polarity.ASSERTED
    ]
    told = of_last_sentence(near, drafts)
    if frame.takes_up == "both" and len(told) == 1:
        return near[-2:]
    return told


def of_last_sentence(found: Sequence[int], drafts: Sequence[Draft]) -> list[int]:
    """Those of some drafts that stand in the last sentence of any."""
    last = max((drafts[i].sentence for i in found), default=0)
    return [i for i in found if drafts[i].sentence == last]


def deeds_of_kind(frame: Frame, speaker: Voice, own: Sequence[Draft], drafts: Sequence[Draft]) -> list[int]:
    """'denied shelling civilian areas': what the speaker is said to have done, of that kind."""
    kinds = [d.type for d in own if not d.generic]
    any_kind = bool(own) and not kinds  # 'claimed the ambush'
    return [
        i
        for i, d in told_near(frame, drafts)
        if d.frame is not frame
        and d.start < frame.cue_start
        and d.polarity is Polarity.ASSERTED
        and (any(same_family(d.type, kind) for kind in kinds) or (any_kind and d.type.violent))
        and done_by(d, set(speaker.sides))
    ]


def told_of_kind(frame: Frame, speaker: Voice, own: Sequence[Draft], drafts: Sequence[Draft]) -> list[int]:
    """'denied that the base had fallen': what others told last of that kind, were other deeds told since."""
    kinds = [d.type for d in own if not d.generic]
    found = [
        i
        for i, d in told_near(frame, drafts)
        if d.frame is not frame
        and d.start < frame.cue_start
        and d.polarity is Polarity.ASSERTED
        and any(same_family(d.type, kind) for kind in kinds)
        and (d.frame is None or d.frame.speaker is None or d.frame.speaker.sides != speaker.sides)
    ]
    return of_last_sentence(found, drafts)
