"""Several words for one happening in a sentence become one draft."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.incidents.drafts.draft import Draft, same_family
from geomap.incidents.drafts.likeness import BYWAYS, different_days, wider
from geomap.model import IncidentType


def join_in_sentence(drafts: Sequence[Draft]) -> list[Draft]:
    """'An air strike hit X, killing 12': several words, one happening."""
    joined: list[Draft] = []
    for draft in drafts:
        at = next((i for i, d in enumerate(joined) if _one_happening(d, draft)), None)
        if at is None:
            joined.append(draft)
            continue
        kept, added = (draft, joined[at]) if _tells_less(joined[at], draft) else (joined[at], draft)
        joined[at] = kept.absorb(added, f"joined with {added.type.value} of the same sentence")
    return joined


def _tells_less(kept: Draft, draft: Draft) -> bool:
    """Whether the type of a second draft says more of what happened than that of the first."""
    if kept.outcome is not draft.outcome:
        return kept.outcome and draft.type.violent
    if kept.type in BYWAYS:
        return draft.type not in BYWAYS
    if kept.generic and draft.generic:
        # 'stormed a base and opened fire on families': who was hit counts for more than where.
        return kept.type is IncidentType.ARMED_CLASH and draft.type is IncidentType.ATTACK_ON_CIVILIANS
    return kept.generic and not draft.generic and draft.type not in BYWAYS


def _one_happening(one: Draft, other: Draft) -> bool:
    """Whether nothing tells two drafts of a sentence apart: their kinds, places, doers, days."""
    if one.polarity is not other.polarity or one.salience is not other.salience or one.after != other.after:
        return False
    if not _kinds_agree(one, other):
        return False
    places = one.place_key(), other.place_key()
    if None not in places and places[0] != places[1] and not wider(one, other):
        return False
    if one.initiators and other.initiators and one.initiators[0].sides != other.initiators[0].sides:
        return False
    if one.type is other.type and set(other.things) == {"it"}:
        return True  # 'lost the town, a day after X said that its forces had captured it'
    return not different_days(one, other)


def _kinds_agree(one: Draft, other: Draft) -> bool:
    """Whether one happening may be called by both types."""
    if one.type is other.type:
        return True
    if not (one.type.violent and other.type.violent):
        return False
    if IncidentType.CEASEFIRE_VIOLATION in {one.type, other.type}:
        return False
    by_the_way = one.type in BYWAYS or other.type in BYWAYS or one.outcome or other.outcome
    return same_family(one.type, other.type) or one.generic or other.generic or by_the_way
