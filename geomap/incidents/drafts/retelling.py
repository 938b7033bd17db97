"""A happening told again in a later sentence, in other words or by others, stays one incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.deeds.harm import PEOPLE
from geomap.incidents.drafts.draft import Draft, same_family
from geomap.incidents.drafts.likeness import (
    BYWAYS,
    ONCE,
    RUNNING,
    TAKEN_UP_WITHIN,
    UNDECIDED,
    days_between,
    different_days,
    narrows,
    same_start,
)
from geomap.incidents.places.placing import INHERITED
from geomap.model import IncidentType, Polarity, Salience

_NOT_REPEATED = frozenset({IncidentType.CASUALTIES_REPORT})
_PRONOUNS = frozenset({"it", "them"})
_LOOK_BACK = 200
"""Drafts before one that may have told the same: bounds the work on a long document."""
_SAME_STORY_DAYS = 6


def join_across(drafts: Sequence[Draft]) -> list[Draft]:
    """A happening told again later in the document is one incident, with all that is said of it.

    The same type at the same place on days that meet; or a noun with 'the' ('the attack') and no
    place of its own within a few sentences; or something that a document tells once (a cease-fire
    of that day) with and without its place.
    """
    joined: list[Draft] = []
    retold: list[list[Draft]] = []
    for draft in drafts:
        furthest = max(-1, len(joined) - 1 - _LOOK_BACK)
        at = next((i for i in range(len(joined) - 1, furthest, -1) if _told_again(joined[i], draft)), None)
        if at is None:
            at = _only_scene(joined, draft)
        if at is None:
            joined.append(draft)
            retold.append([])
        else:
            if narrows(joined[at], draft) or (draft.happened and draft.placing is not None):
                joined[at] = replace(joined[at], placing=draft.placing)
            joined[at] = joined[at].completed_by(draft)
            retold[at].append(draft)
    # What is said is put together once: claims may be as many as sentences.
    return [
        draft.with_said(again, "told again later in the text") if again else draft
        for draft, again in zip(joined, retold, strict=True)
    ]


def _only_scene(joined: Sequence[Draft], again: Draft) -> int | None:
    """'The governor counted twelve dead', a few sentences behind the one attack told so far: its toll."""
    if again.type not in _NOT_REPEATED or again.placing is not None or _totals(again):
        return None
    scenes = [i for i, d in enumerate(joined[-_LOOK_BACK:], max(0, len(joined) - _LOOK_BACK)) if _is_scene(d)]
    if len(scenes) != 1 or _behind(joined[scenes[0]], again) > TAKEN_UP_WITHIN:
        return None
    return scenes[0] if _may_be_one(joined[scenes[0]], again) else None


def _is_scene(draft: Draft) -> bool:
    """Whether it is violence told as news, and not as a toll alone."""
    news = draft.polarity is Polarity.ASSERTED and draft.salience is Salience.CORE
    return news and draft.type.violent and draft.type not in _NOT_REPEATED


def _told_again(first: Draft, again: Draft) -> bool:
    """Whether a second draft tells of the happening of a first."""
    if not _may_be_one(first, again):
        return False
    if again.happened and again.definite and 0 < _behind(first, again) <= TAKEN_UP_WITHIN:
        # 'was ambushed. The ambush took place at X': tells more of the one told before
        return _of_kind(first, again)
    if _at_one_place(first, again) and _alike(first, again):
        return same_start(first, again)
    somewhere = first.place_key() is not None and again.place_key() is not None
    if again.type in ONCE and first.type is again.type and not somewhere:
        return again.definite or (same_start(first, again) and again.timing.text is not None)
    if again.type in _NOT_REPEATED:
        return _toll_of(first, again)
    return (
        (not somewhere and (_same_thing(first, again) or _turned(first, again)))
        or _tolls(first, again)
        or _goes_on(first, again)
        or _left_again(first, again)
        or _taken_up(first, again)
    )


def _may_be_one(first: Draft, again: Draft) -> bool:
    """Whether neither days nor doers nor the way of telling keep two drafts apart."""
    if first.sentence == again.sentence and not again.definite:
        return False
    if first.polarity is not Polarity.ASSERTED or again.polarity is not Polarity.ASSERTED:
        return False
    if first.salience is not again.salience or first.type in _NOT_REPEATED or _totals(again):
        return False
    apart = different_days(first, again) or days_between(first, again) > _SAME_STORY_DAYS
    return not apart and not _opposed(first, again)


def _behind(first: Draft, again: Draft) -> int:
    """How many sentences later the second is told."""
    return again.sentence - first.sentence


def _of_kind(first: Draft, again: Draft) -> bool:
    """Whether a word for violence may be one for what was told."""
    return first.type.violent and (again.generic or same_family(first.type, again.type))


def _alike(first: Draft, again: Draft) -> bool:
    """Whether both are of one type, or the second a word for any attack soon after the first."""
    return first.type is again.type or (again.generic and first.type.violent and _behind(first, again) <= 2)


def _at_one_place(first: Draft, again: Draft) -> bool:
    """Whether both have a place, and the same."""
    return first.place_key() is not None and first.place_key() == again.place_key()


def _toll_of(first: Draft, again: Draft) -> bool:
    """'One civilian was killed in Shushi', after its shelling: the toll of that."""
    if not first.type.violent:
        return False
    if again.place_key() is None:
        return _behind(first, again) <= 1
    return _behind(first, again) <= 2 and _at_one_place(first, again)


def _left_again(first: Draft, again: Draft) -> bool:
    """'pulled back from X ... said that they had left of their own will'."""
    return first.type is again.type and again.place_key() is None and _same_doers(first, again)


def _taken_up(first: Draft, again: Draft) -> bool:
    """'kidnapped 31 people in Uraba. The kidnapping took place in Puerto Bello': a noun with 'the'."""
    if not again.definite or _behind(first, again) > TAKEN_UP_WITHIN:
        return False
    if narrows(first, again):
        return same_family(first.type, again.type) or (again.generic and first.type.violent)
    if again.place_key() is not None or first.type.violent is not again.type.violent:
        return False
    return same_family(first.type, again.type) or again.generic


def _tolls(first: Draft, again: Draft) -> bool:
    """'Jets bombed X. Sixty people were killed, the rebels said': what came of it, in the next sentence."""
    mention = again.timing.mention
    running = mention is not None and mention.relation in RUNNING
    return (
        again.outcome
        and not running
        and _nowhere_else(again)
        and again.verbal
        and not again.initiators
        and not again.weapons
        and first.type.violent
        and _behind(first, again) == 1
    )


def _goes_on(first: Draft, again: Draft) -> bool:
    """'Gunmen raided X. They burned houses and killed four': what the same people did there."""
    if not again.same_doer or _behind(first, again) != 1 or not _nowhere_else(again):
        return False
    more = again.outcome or again.type in BYWAYS | UNDECIDED
    return _of_kind(first, again) or (first.type.violent and more)


def _nowhere_else(again: Draft) -> bool:
    """Whether its sentence gives it no place of its own."""
    return again.placing is None or again.placing.why == INHERITED


def _turned(first: Draft, again: Draft) -> bool:
    """'X attacked soldiers ... X's leader said that they had fired first': told the other way round."""
    if again.frame is None or again.frame.speaker is None or again.frame is first.frame:
        return False
    if not (again.generic and again.verbal) or not _nowhere_else(again):
        return False
    if _behind(first, again) > 1 or not first.type.violent or again.counts:
        return False
    struck = {s for v in first.targets for s in v.sides}
    return bool(_doers(again) & struck)


def _same_doers(first: Draft, again: Draft) -> bool:
    """Whether the same sides are said, by somebody in the next sentences, to have done the like."""
    if again.frame is None or not 0 < _behind(first, again) <= TAKEN_UP_WITHIN:
        return False
    return bool(_doers(first) & _doers(again))


def _doers(draft: Draft) -> set[str]:
    """The sides of those who did it."""
    return {side for voice in draft.initiators for side in voice.sides}


def _same_thing(first: Draft, again: Draft) -> bool:
    """'bombed a camp ... the camp had been hit', 'the murder of the Jesuits' twice: what is acted upon."""
    near = 0 < _behind(first, again) <= TAKEN_UP_WITHIN
    if near and again.things and set(again.things) <= _PRONOUNS and _behind(first, again) <= 2:
        # 'the plane ... their gunboat had fired at it'
        return _of_kind(first, again)
    shared = set(first.things) & set(again.things)
    if not shared or not first.type.violent:
        return False
    if near and (again.outcome or _of_kind(first, again)):
        return True
    # Far apart only by a noun that tells whom, and never by 'people' or 'soldiers'.
    return first.type is again.type and bool(shared - lexicon.words("people") - lexicon.words("armed_people"))


def _totals(draft: Draft) -> bool:
    """Whether it counts all that were harmed so far."""
    return any(c.cumulative for c in draft.counts)


def _opposed(first: Draft, again: Draft) -> bool:
    """Whether different sides are said to have done it: two accounts, not one told twice."""
    retold = again.frame is not None and again.placing is None and _same_thing(first, again)
    taken_up = again.definite or retold or _turned(first, again)
    if taken_up or not first.initiators or not again.initiators:
        return False
    if first.type is IncidentType.TALKS:
        sides = [_doers(first), _doers(again)]
        return min(len(s) for s in sides) > 1 and sides[0] != sides[1]
    if not first.type.violent or first.type is IncidentType.ARMED_CLASH:
        return False
    one, other = set(first.initiators[0].sides), set(again.initiators[0].sides)
    if again.rule.startswith(PEOPLE) and not other:
        return False  # 'Gunmen killed three': whose, the sentence does not say
    return not one & other
