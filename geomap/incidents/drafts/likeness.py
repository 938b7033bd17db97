"""How two drafts stand to each other: their days, their places, and kinds of what they tell."""

from __future__ import annotations

from geomap.incidents.drafts.draft import Draft
from geomap.model import IncidentType

BYWAYS = frozenset({IncidentType.PROPERTY_DAMAGE, IncidentType.OTHER_VIOLENCE})
"""What an attack does by the way: no incident of its own beside it."""
UNDECIDED = frozenset({IncidentType.ARMED_CLASH, IncidentType.ATTACK_ON_CIVILIANS})
"""What a bare 'hit' or 'fired' is taken for until more is said."""
ONCE = frozenset(
    {
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.TALKS,
        IncidentType.PRISONER_EXCHANGE,
        IncidentType.CEASEFIRE_VIOLATION,
    }
)
"""What a document tells of once."""
RUNNING = frozenset({"duration", "since"})
"""Relations of dates that tell of no one happening: 'since April', 'two weeks of'."""
TAKEN_UP_WITHIN = 4
"""Sentences within which 'the attack' takes up an attack told before."""
_COUNTRY_PREC = 6
_AREA_PREC = 4


def different_days(one: Draft, other: Draft) -> bool:
    """Whether both are dated in words, and on days that do not meet."""
    dated = one.timing.text is not None and other.timing.text is not None
    return dated and days_between(one, other) > 0


def days_between(one: Draft, other: Draft) -> int:
    """Days between two intervals; 0 if they meet or one is not dated."""
    a, b = one.timing, other.timing
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def same_start(first: Draft, again: Draft) -> bool:
    """Whether nothing is said of another day for the second."""
    return first.timing.start == again.timing.start or first.timing.text is None or again.timing.text is None


def wider(one: Draft, other: Draft) -> bool:
    """'seized Kunduz, overrunning a capital of northern Afghanistan': a wider place, said of the same."""
    if one.type is not other.type or one.placing is None or other.placing is None or one.start == other.start:
        return False
    within = one.placing.toponym.resolution if one.placing.toponym else None
    around = other.placing.toponym.resolution if other.placing.toponym else None
    if within is None or around is None:
        return False
    return (
        within.where_prec < _AREA_PREC <= around.where_prec and within.place.country == around.place.country
    )


def narrows(first: Draft, again: Draft) -> bool:
    """Whether a second draft gives a place where the first has none, or one within the first's."""
    if again.placing is None or again.placing.toponym is None:
        return False
    if first.placing is None:
        return True
    if first.placing.toponym is None:
        return False
    around, within = first.placing.toponym.resolution, again.placing.toponym.resolution
    if around is None or within is None or within.where_prec >= around.where_prec:
        return False
    if around.where_prec >= _COUNTRY_PREC:
        return around.place.country == within.place.country
    return (around.place.country, around.place.admin1) == (within.place.country, within.place.admin1)
