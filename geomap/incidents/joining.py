"""Drafts that tell of the same happening become one: in a sentence, and across sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.draft import Draft, same_family
from geomap.model import IncidentType, Polarity, Salience

_NOT_REPEATED = frozenset({IncidentType.CASUALTIES_REPORT})
_ONCE = frozenset(
    {
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.TALKS,
        IncidentType.PRISONER_EXCHANGE,
        IncidentType.CEASEFIRE_VIOLATION,
    }
)
_BYWAYS = frozenset({IncidentType.PROPERTY_DAMAGE, IncidentType.OTHER_VIOLENCE})
"""What an attack does by the way: no incident of its own beside it."""
_REMOTE = frozenset(
    {IncidentType.SHELLING, IncidentType.ROCKET_MISSILE, IncidentType.AIR_STRIKE, IncidentType.DRONE_STRIKE}
)
_UNDECIDED = frozenset({IncidentType.ARMED_CLASH, IncidentType.ATTACK_ON_CIVILIANS})
_STRUCK = re.compile(r"(?:hit|struck|strik|land|fell|slam|target)", re.IGNORECASE)
_AREA_PREC = 4
_TAKEN_UP_WITHIN = 4
_SAME_STORY_DAYS = 6


def join_in_sentence(drafts: Sequence[Draft]) -> list[Draft]:
    """'An air strike hit X, killing 12': several words, one happening."""
    joined: list[Draft] = []
    for draft in drafts:
        at = next((i for i, d in enumerate(joined) if _one_happening(d, draft)), None)
        if at is None:
            joined.append(draft)
            continue
        kept = joined[at]
        if (kept.generic and not draft.generic and draft.type not in _BYWAYS) or kept.type in _BYWAYS:
            kept, draft = draft, kept  # noqa: PLW2901
        joined[at] = kept.absorb(draft, f"joined with {draft.type.value} of the same sentence")
    return joined


def _one_happening(one: Draft, other: Draft) -> bool:
    if one.polarity is not other.polarity or one.salience is not other.salience:
        return False
    if not (one.type.violent and other.type.violent) and one.type is not other.type:
        return False
    if IncidentType.CEASEFIRE_VIOLATION in {one.type, other.type} and one.type is not other.type:
        return False
    places = one.place_key(), other.place_key()
    if None not in places and places[0] != places[1] and not _wider(one, other):
        return False
    by_the_way = one.type in _BYWAYS or other.type in _BYWAYS
    if not (same_family(one.type, other.type) or one.generic or other.generic or by_the_way):
        return False
    if one.initiators and other.initiators and one.initiators[0].sides != other.initiators[0].sides:
        return False
    return not _different_days(one, other)


def _wider(one: Draft, other: Draft) -> bool:
    """'seized Kunduz, overrunning a capital of northern Afghanistan': a wider place, said of the same."""
    if one.type is not other.type or one.placing is None or other.placing is None or one.start == other.start:
        return False
    finer = one.placing.toponym.resolution if one.placing.toponym else None
    wider = other.placing.toponym.resolution if other.placing.toponym else None
    if finer is None or wider is None:
        return False
    return finer.where_prec < _AREA_PREC <= wider.where_prec and finer.place.country == wider.place.country


def _different_days(one: Draft, other: Draft) -> bool:
    """Whether both are dated in words, and on days that do not meet."""
    a, b = one.timing, other.timing
    if a.text is None or b.text is None or None in (a.start, a.end, b.start, b.end):
        return False
    return a.end < b.start or b.end < a.start  # type: ignore[operator]


def join_across(drafts: Sequence[Draft]) -> list[Draft]:
    """A happening told again later in the document is one incident, with all that is said of it.

    The same type at the same place on days that meet; or a noun with 'the' ('the attack') and no
    place of its own within a few sentences; or something that a document tells once (a cease-fire
    of that day) with and without its place.
    """
    joined: list[Draft] = []
    retold: list[list[Draft]] = []
    for draft in drafts:
        at = next((i for i in range(len(joined) - 1, -1, -1) if _told_again(joined[i], draft)), None)
        if at is None:
            joined.append(draft)
            retold.append([])
        else:
            joined[at] = joined[at].completed_by(draft)
            retold[at].append(draft)
    # What is said is put together once: claims may be as many as sentences.
    return [
        draft.with_said(again, "told again later in the text") if again else draft
        for draft, again in zip(joined, retold, strict=True)
    ]


def _told_again(first: Draft, again: Draft) -> bool:
    if first.sentence == again.sentence and not again.definite:
        return False
    if first.polarity is not Polarity.ASSERTED or again.polarity is not Polarity.ASSERTED:
        return False
    if (
        first.type in _NOT_REPEATED
        or _different_days(first, again)
        or _opposed(first, again)
        or _totals(again)
    ):
        return False
    if first.salience is not again.salience or _days_between(first, again) > _SAME_STORY_DAYS:
        return False
    places = first.place_key(), again.place_key()
    alike = first.type is again.type or (
        again.generic and first.type.violent and again.sentence - first.sentence <= 2
    )
    if alike and None not in places and places[0] == places[1]:
        return _same_start(first, again)
    if again.type in _ONCE and first.type is again.type and None in places:
        return again.definite or (_same_start(first, again) and again.timing.text is not None)
    if again.type in _NOT_REPEATED:
        # 'One civilian was killed in Shushi', after its shelling: the toll of that.
        near = again.sentence - first.sentence <= 2 and again.salience is first.salience
        return near and first.type.violent and None not in places and places[0] == places[1]
    if again.definite and places[1] is None and again.sentence - first.sentence <= _TAKEN_UP_WITHIN:
        return (
            same_family(first.type, again.type) or again.generic
        ) and first.type.violent is again.type.violent
    return False


def _days_between(one: Draft, other: Draft) -> int:
    """Days between two intervals; 0 if they meet or one is not dated."""
    a, b = one.timing, other.timing
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _totals(draft: Draft) -> bool:
    return any(c.cumulative for c in draft.counts)


def _same_start(first: Draft, again: Draft) -> bool:
    return first.timing.start == again.timing.start or first.timing.text is None or again.timing.text is None


def _opposed(first: Draft, again: Draft) -> bool:
    """Whether different sides are said to have done it: two accounts, not one told twice."""
    if again.definite or not first.initiators or not again.initiators:
        return False
    if first.type is IncidentType.TALKS:
        sides = [{s for v in d.initiators for s in v.sides} for d in (first, again)]
        return min(len(s) for s in sides) > 1 and sides[0] != sides[1]
    if not first.type.violent or first.type is IncidentType.ARMED_CLASH:
        return False
    return not set(first.initiators[0].sides) & set(again.initiators[0].sides)


def drop_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out nouns that only take up something ('the fighting', 'the talks') and add nothing."""
    kept = []
    for draft in drafts:
        mention = draft.timing.mention
        dated = draft.timing.text is not None and (mention is None or mention.relation != "duration")
        empty = draft.placing is None and not draft.counts and not dated
        repeatable = draft.generic or draft.type in _ONCE or draft.type is IncidentType.ARMED_CLASH
        if draft.definite and empty and repeatable:
            continue
        if empty and draft.salience is Salience.BACKGROUND and draft.type.violent:
            continue
        kept.append(draft)
    return kept


def like_before(text: str, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A bare 'hit' or 'struck' goes on with the weapons of the sentence before.

    'Russia fired missiles at cities. Kyiv was hit in the morning.'
    """
    if (
        not draft.generic
        or draft.weapons
        or draft.type not in _UNDECIDED
        or not _STRUCK.match(text, draft.start)
    ):
        return draft
    for before in reversed(earlier[-3:]):
        if before.type in _REMOTE and 0 < draft.sentence - before.sentence <= 2 and not before.generic:
            return replace(draft, type=before.type, reasons=(*draft.reasons, "weapon of the sentence before"))
    return draft
