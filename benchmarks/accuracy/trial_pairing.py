"""Which answer stands for which annotated incident.

Three levels of agreement, each wider than the one before. At every level what is asserted only
pairs with what is asserted, and the days have to overlap.

exact
    The type is one that the annotator accepts, and the words for the place have a name in common
    (or both have no place).
strict
    The same, or the place lies in the right country.
lenient
    The type is of the same family; the place has a name in common, lies in the right country, or
    is missing on one side; so may be the date in the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from benchmarks.accuracy.trial_records import Answer, TrialIncident, fold
from geomap.model import IncidentType as T

FAMILIES: tuple[frozenset[T], ...] = (
    frozenset({T.SHELLING, T.ROCKET_MISSILE}),
    frozenset({T.AIR_STRIKE, T.DRONE_STRIKE}),
    frozenset({T.ARMED_CLASH, T.CAPTURE_OF_TERRITORY, T.CEASEFIRE_VIOLATION}),
    frozenset({T.IED_MINE, T.SUICIDE_BOMBING, T.GRENADE}),
    frozenset({T.ATTACK_ON_CIVILIANS, T.SEXUAL_VIOLENCE, T.OTHER_VIOLENCE}),
    frozenset({T.ABDUCTION, T.ARREST}),
    frozenset({T.PROTEST, T.RIOT}),
    frozenset({T.CEASEFIRE_AGREEMENT, T.TALKS, T.PRISONER_EXCHANGE}),
    frozenset({T.DISPLACEMENT, T.HUMANITARIAN}),
    frozenset({T.MOBILISATION, T.BASE_ESTABLISHED}),
)
"""Types that two careful readers may take for each other."""

_GENERIC = frozenset(
    "airport area border central city district east eastern edge gorge in near north northern of "
    "outskirts province region sector south southern state the town valley village west western".split()
)
"""Words that do not tell one place from another."""


class Level(IntEnum):
    """How far an answer agrees; see the module."""

    EXACT = 0
    STRICT = 1
    LENIENT = 2


def name_words(place: str) -> frozenset[str]:
    """The words of a place's name that tell it from others; all of them if none does."""
    words = frozenset(fold(place).split())
    return words - _GENERIC or words


def level_of(gold: TrialIncident, answer: Answer) -> Level | None:
    """The narrowest level at which they agree, or None."""
    if (gold.polarity == "asserted") != (answer.polarity == "asserted"):
        return None
    if gold.optional and gold.salience != answer.salience:
        return None  # an excuse for background holds only for what is said to be background
    types_agree = answer.type in gold.types
    named = _share_a_name(gold, answer)
    at_home = gold.countries is not None and gold.countries.allow(answer.country)
    if types_agree and gold.polarity == answer.polarity and _overlap(gold, answer, open_answer=False):
        if named:
            return Level.EXACT
        if at_home:
            return Level.STRICT
    one_missing = gold.place is None or (answer.place_text is None and answer.place_name is None)
    if not (named or at_home or one_missing) or not _overlap(gold, answer, open_answer=True):
        return None
    related = any(answer.type in family and not family.isdisjoint(gold.types) for family in FAMILIES)
    return Level.LENIENT if types_agree or related else None


def pair(golds: Sequence[TrialIncident], answers: Sequence[Answer], level: Level) -> dict[int, int]:
    """Pair as many as agree at ``level`` or better, each at most once: {gold index: answer index}.

    Better agreements and incidents that are not optional come first; whatever is paired stays so
    while further pairs are looked for (Kuhn's augmenting paths, tier by tier).
    """
    levels = {
        (g, a): found
        for g, gold in enumerate(golds)
        for a, answer in enumerate(answers)
        if (found := level_of(gold, answer)) is not None and found <= level
    }
    by_answer: dict[int, int] = {}
    for optional in (False, True):
        for widest in range(level + 1):
            edges: dict[int, list[int]] = {}
            for (g, a), found in sorted(levels.items(), key=lambda edge: (edge[1], edge[0])):
                if found <= widest and (optional or not golds[g].optional):
                    edges.setdefault(g, []).append(a)
            for g in edges:
                if g not in by_answer.values():
                    _augment(g, edges, by_answer, set())
    return {g: a for a, g in sorted(by_answer.items(), key=lambda entry: entry[1])}


def _augment(gold: int, edges: dict[int, list[int]], by_answer: dict[int, int], seen: set[int]) -> bool:
    for answer in edges.get(gold, ()):
        if answer in seen:
            continue
        seen.add(answer)
        if answer not in by_answer or _augment(by_answer[answer], edges, by_answer, seen):
            by_answer[answer] = gold
            return True
    return False


def _share_a_name(gold: TrialIncident, answer: Answer) -> bool:
    names = [name for name in (answer.place_text, answer.place_name) if name]
    if gold.place is None or not names:
        return gold.place is None and not names
    wanted = name_words(gold.place)
    return any(wanted & name_words(name) for name in names)


def _overlap(gold: TrialIncident, answer: Answer, *, open_answer: bool) -> bool:
    """Whether the closed intervals have a day in common; an end that is not known is open."""
    if gold.date_start is None and gold.date_end is None:
        return True
    if answer.date_start is None and answer.date_end is None:
        return open_answer
    begins_in_time = answer.date_start is None or gold.date_end is None or answer.date_start <= gold.date_end
    ends_in_time = answer.date_end is None or gold.date_start is None or answer.date_end >= gold.date_start
    return begins_in_time and ends_in_time
