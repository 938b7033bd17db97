"""Which words of a sentence tell of an incident, and of what type, decided in context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents import lexicon
from geomap.incidents.lexicon import TriggerPattern
from geomap.incidents.structure import BE, REDUCED, Sentence
from geomap.model import CasualtyCount, IncidentType, Role, Toponym

_ARTICLES = frozenset({"a", "an", "the", "this", "that"})
_BEFORE_NOUNS = frozenset("of under no heavy more".split())
_SUBJECTS = frozenset("it he she army military force who which".split())
_SETTLEMENTS = frozenset("city town village district region province capital area airport base".split())
_GAP = 4
_BREAKS = frozenset(". ; : that who which between over with in near around as after came and".split())
"""Words that cannot stand inside a phrase such as 'fight ~ rebels'."""
_DEFINITE = frozenset("the this that these those its their his her such".split())
_BEFORE_GERUNDS = frozenset("of by for after before while from despite without denied".split())
_AFTER_NOUNS = frozenset(
    "in at on near of by that which who and or was were is has had have with to against from during over "
    "between across around continued killed killing left , . ; : )".split()
)
_PHRASE_ENDS = frozenset(
    "of in by on at for with to from and or but that after before during as , was were".split()
)
_VERBAL = frozenset({"base", "s", "past", "pp", "ing"})
_DESCRIBING = frozenset({IncidentType.DISPLACEMENT, IncidentType.WITHDRAWAL})
_YEAR = re.compile(r"1[89]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an incident.

    Parameters
    ----------
    type
        What they tell of.
    first, last
        Tokens of the sentence, half open.
    start, end
        Characters of the document.
    verbal, passive, gerund
        How it stands: an active or passive verb, or an -ing form.
    definite
        A noun with 'the', 'this', 'its': it may take up something told before.
    generic
        Whether its type was decided by weapon and target only.
    weapons
        Weapon words of its clause.
    head
        The token that tells its clause: the participle in 'a truce reached in Moscow'.
    """

    type: IncidentType
    first: int
    last: int
    start: int
    end: int
    verbal: bool = False
    passive: bool = False
    gerund: bool = False
    definite: bool = False
    generic: bool = False
    weapons: tuple[str, ...] = ()
    head: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else stands in a sentence."""

    toponyms: Sequence[Toponym]
    counts: Sequence[CasualtyCount]
    armed_actor: bool
    officials: int
    at_war: bool = False
    voice_starts: tuple[int, ...] = ()
    state_starts: tuple[int, ...] = ()
    truce: bool = False


def find_triggers(sentence: Sentence, around: Surroundings) -> tuple[Trigger, ...]:
    """The triggers of a sentence in the order of the text; of overlapping ones the longest.

    Parameters
    ----------
    around
        What else was found in the sentence; many words tell of an incident only beside a weapon,
        an armed actor or people harmed.
    """
    tokens = sentence.tokens
    lows = [t.low for t in tokens]
    hits: list[tuple[Trigger, TriggerPattern]] = []
    for i, low in enumerate(lows):
        best: tuple[Trigger, TriggerPattern] | None = None
        for pattern in lexicon.triggers().get(low, ()):
            last = _matches(lows, i, pattern)
            if last is None or (best is not None and last <= best[0].last):
                continue
            if not _fits(lows, i, last, pattern):
                continue
            best = (_trigger(sentence, lows, i, last, pattern), pattern)
        if best is not None:
            hits.append(best)
    sure = any(p.needs is None and IncidentType(p.type).violent for _, p in hits if p.type != "attack")
    at_war = sure or around.armed_actor or around.at_war or bool(around.counts) or _war_words(lows)
    hits = [(_to_participle(sentence, lows, t), p) for t, p in hits]
    kept = [t for t, p in hits if _needs_met(sentence, lows, t, p, around, at_war=at_war)]
    return tuple(_refined(sentence, lows, t, around) for t in _longest(kept))


def _war_words(lows: list[str]) -> bool:
    return any(w in lexicon.words("weapons") or w in lexicon.words("armed_people") for w in lows)


def _matches(lows: list[str], i: int, pattern: TriggerPattern) -> int | None:
    """The token after the match of ``pattern`` at token ``i``, or None."""
    at = i + 1
    gap = False
    for word in pattern.rest:
        if word == "~":
            gap = True
            continue
        reach = _GAP + 1 if gap else 1
        found = next((j for j in range(at, min(at + reach, len(lows))) if _same(lows[j], word)), None)
        if found is None or any(w in _BREAKS for w in lows[at:found]):
            return None
        at = found + 1
        gap = False
    return at


def _same(low: str, word: str) -> bool:
    return low == word or low == lexicon.plural(word) or (low.endswith("s") and low[:-1] == word)


def _fits(lows: list[str], first: int, last: int, pattern: TriggerPattern) -> bool:
    """Whether nothing right before or after makes it something else."""
    before = lows[first - 1] if first else ""
    if before in pattern.not_prev:
        return False
    for words in pattern.not_next:
        if tuple(lows[last : last + len(words)]) == words:
            return False
    if pattern.kind == "noun" and not pattern.rest and lows[first].endswith("ing"):
        following = lows[last] if last < len(lows) else "."
        if before in _BEFORE_GERUNDS and following not in _AFTER_NOUNS:
            # 'accused the army of bombing camps': the verb, not the noun.
            return False
    articles = _ARTICLES if pattern.kind == "ing" else _ARTICLES | _BEFORE_NOUNS
    if pattern.rest and pattern.kind in {"base", "s", "ing"} and before in articles:
        # 'put out a fire at', 'the fighting in': a noun.
        return False
    if pattern.kind == "s" and not pattern.rest and _also_noun(lows[first]):
        return before in _SUBJECTS
    if pattern.kind in {"base", "s"} and not pattern.rest:
        # A bare present form is a verb only after a subject or 'to'; nouns have rules of their own.
        return before in {
            "to",
            "will",
            "would",
            "could",
            "may",
            "might",
            "they",
            "forces",
            "troops",
            "rebels",
            "not",
            "can",
            "should",
            "must",
            "and",
            "militants",
            "we",
        } or (
            pattern.kind == "s" and before not in {"the", "a", "of", "in", ",", "and", "by"} and bool(before)
        )
    # 'a targeted attack', 'the besieged town': a participle before a noun is an adjective.
    return not (pattern.kind in {"past", "pp"} and not pattern.rest and before in {"the", "a", "an"})


def _also_noun(low: str) -> bool:
    """'bombs', 'shells', 'attacks': a verb only right after a subject."""
    return low in lexicon.words("weapons") or any(p.kind == "noun" for p in lexicon.triggers().get(low, ()))


def _trigger(sentence: Sentence, lows: list[str], first: int, last: int, pattern: TriggerPattern) -> Trigger:
    verbal = pattern.kind in _VERBAL
    before = lows[max(0, first - 4) : first]
    after = lows[last : last + 6]
    past = pattern.kind in {"past", "pp"}
    passive = past and (any(w in BE for w in before) or "by" in after[:4]) and "having" not in before
    generic = pattern.type == "attack"
    type_ = IncidentType.OTHER_VIOLENCE if generic else IncidentType(pattern.type)
    noun_head = first
    while noun_head and first - noun_head < 4 and not sentence.tokens[noun_head - 1].low.endswith((",", ".")):
        if lows[noun_head - 1] in _DEFINITE or lows[noun_head - 1] in _PHRASE_ENDS:
            break
        noun_head -= 1
    definite = not verbal and noun_head > 0 and lows[noun_head - 1] in _DEFINITE
    return Trigger(
        type_,
        first,
        last,
        sentence.tokens[first].start,
        sentence.tokens[last - 1].end,
        verbal,
        passive,
        pattern.kind == "ing",
        definite,
        generic,
        head=first,
    )


def _to_participle(sentence: Sentence, lows: list[str], trigger: Trigger) -> Trigger:
    """A truce 'reached in Moscow on October 10' is placed and dated by its participle's clause."""
    if trigger.type is not IncidentType.CEASEFIRE_AGREEMENT or trigger.verbal:
        return trigger
    for i in range(trigger.last, min(trigger.last + 3, len(lows))):
        if sentence.clause_of(i).head == REDUCED:
            return replace(trigger, last=i + 1, end=sentence.tokens[i].end, head=i)
    return trigger


def _needs_met(
    sentence: Sentence,
    lows: list[str],
    trigger: Trigger,
    pattern: TriggerPattern,
    around: Surroundings,
    *,
    at_war: bool,
) -> bool:
    if trigger.type is IncidentType.CEASEFIRE_AGREEMENT:
        return _agreed(sentence, lows, trigger)
    if trigger.type is IncidentType.ARMED_CLASH and _against_a_thing(lows, trigger, around):
        return False
    if trigger.type in _DESCRIBING and _describes(lows, trigger):
        return False
    if trigger.type is IncidentType.TALKS and not trigger.verbal:
        return _held(sentence, lows, trigger, around)
    needs = pattern.needs
    if needs == "war" and _of_work_or_sport(lows, trigger):
        return False
    if needs == "war":
        return at_war or _on_a_place(trigger, around, lows)
    if needs == "no_count":
        before = lows[trigger.first - 1] if trigger.first else ""
        described = before in lexicon.words("people") or before in lexicon.words("armed_people")
        counted = any(c.start < trigger.end and trigger.start < c.end for c in around.counts)
        return not counted and not described
    if needs == "place":
        return _object_place(lows, trigger, around)
    if needs == "weapon":
        return any(x in lexicon.words("weapons") for x in lows)
    if needs == "person":
        ahead = lows[trigger.last : trigger.last + 5]
        people = lexicon.words("people") | lexicon.words("armed_people") | lexicon.words("civilians")
        near = any(0 < start - trigger.end < 25 for start in around.voice_starts)
        return trigger.passive or near or any(x in people for x in ahead)
    if needs == "truce":
        return around.truce
    if needs == "crowd":
        return not any(0 <= trigger.start - start < 25 for start in around.state_starts)
    if needs == "officials":
        return around.officials >= 2 or _titles_around(lows, trigger)
    if needs == "people":
        clause = sentence.clause_of(trigger.head)
        return bool(around.counts) or any(
            w in lexicon.words("people") for w in lows[clause.first : clause.last]
        )
    return True


def _of_work_or_sport(lows: list[str], trigger: Trigger) -> bool:
    """A strike for pay, a battle on the pitch."""
    if any(w in lexicon.words("sports") for w in lows):
        return True
    if not lows[trigger.first].startswith("strike"):
        return False
    near = lows[max(0, trigger.first - 4) : trigger.last + 7]
    return any(w in lexicon.words("labour") for w in near) and weapon_type(near) is None


def _against_a_thing(lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """'the battle against measles': a fight with nobody who could fight back."""
    if trigger.last >= len(lows) or lows[trigger.last] not in {"against", "with", "over"}:
        return False
    foe = any(0 < start - trigger.end <= 30 for start in around.voice_starts)
    armed = any(w in lexicon.words("armed_people") for w in lows[trigger.last : trigger.last + 5])
    named = any(0 < t.start - trigger.end <= 30 for t in around.toponyms)
    return not (foe or armed or named)


def _describes(lows: list[str], trigger: Trigger) -> bool:
    """'displaced families', 'fleeing civilians': describes people, tells of no new flight."""
    after = lows[trigger.last] if trigger.last < len(lows) else ""
    before = lows[trigger.first - 1] if trigger.first else ""
    people = lexicon.words("people") | lexicon.words("armed_people") | {"war"}
    return trigger.verbal and (after in people or before == "internally")


def _agreed(sentence: Sentence, lows: list[str], trigger: Trigger) -> bool:
    """A truce is an incident where it is agreed, or dated; not where it is called for or broken."""
    if trigger.verbal or trigger.head != trigger.first:
        return True
    clause = sentence.clause_of(trigger.head)
    near = lows[max(clause.first, trigger.first - 7) : trigger.first]
    after = lows[trigger.last : min(clause.last, trigger.last + 6)]
    year = any(_YEAR.fullmatch(w) for w in near[-3:])
    return (
        year
        or any(w in lexicon.words("agreeing") for w in near)
        or any(w in lexicon.words("agreeing") for w in after)
    )


def _held(sentence: Sentence, lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """Talks are an incident where they are held: with a verb, a place or those who met."""
    clause = sentence.clause_of(trigger.head)
    inside = lows[clause.first : clause.last]
    start, end = sentence.clause_span(clause)
    placed = any(t.role is Role.PLACE and start <= t.start < end for t in around.toponyms)
    return any(w in lexicon.words("holding") for w in inside) and (
        placed or around.officials > 0 or "between" in inside or "peace" in inside
    )


def _titles_around(lows: list[str], trigger: Trigger) -> bool:
    before = lows[max(0, trigger.first - 8) : trigger.first]
    after = lows[trigger.last : trigger.last + 9]
    return any(w in lexicon.words("titles") for w in before) and any(
        w in lexicon.words("titles") for w in after
    )


def _on_a_place(trigger: Trigger, around: Surroundings, lows: list[str]) -> bool:
    """'the attack on Goma': a place as object makes an attack of a word that may be another."""
    if trigger.verbal:
        return False
    after = lows[trigger.last] if trigger.last < len(lows) else ""
    return after in {"on", "near", "against"} and any(
        t.role is Role.PLACE and 0 <= t.start - trigger.end < 30 for t in around.toponyms
    )


def _object_place(lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """Whether a place stands where the object is, or (in the passive) the subject."""
    ahead = lows[trigger.last : trigger.last + 4]
    if trigger.verbal and ahead[:1] == ["the"] and any(w in _SETTLEMENTS for w in ahead):
        return True
    for toponym in around.toponyms:
        if toponym.role is not Role.PLACE:
            continue
        after = toponym.start - trigger.end
        before = trigger.start - toponym.end
        if 0 <= after < 60 or ((trigger.passive or not trigger.verbal) and 0 <= before < 60):
            return True
    return False


def _longest(triggers: list[Trigger]) -> list[Trigger]:
    """Of triggers that share a word the longest; a truce inside its violation is kept."""
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: (-(t.last - t.first), t.first)):
        truce = trigger.type is IncidentType.CEASEFIRE_AGREEMENT
        clash = [k for k in kept if k.first < trigger.last and trigger.first < k.last]
        if not clash or (truce and all(k.type is IncidentType.CEASEFIRE_VIOLATION for k in clash)):
            kept.append(trigger)
    return sorted(kept, key=lambda t: (t.first, t.last))


def weapon_type(words: list[str]) -> IncidentType | None:
    """The type that the first deciding weapon among some words gives an attack."""
    found = next(
        (type_ for type_, weapons in lexicon.weapon_types() if any(w in weapons for w in words)), None
    )
    return IncidentType(found) if found is not None else None


def _refined(sentence: Sentence, lows: list[str], trigger: Trigger, around: Surroundings) -> Trigger:
    """The type of a generic attack by weapon and target, and the weapons of the clause."""
    clause = sentence.clause_of(trigger.head)
    inside = lows[clause.first : clause.last]
    weapons = tuple(dict.fromkeys(w for w in inside if w in lexicon.words("weapons")))
    if not trigger.generic:
        if trigger.type is IncidentType.IED_MINE and "suicide" in inside:
            return replace(trigger, type=IncidentType.SUICIDE_BOMBING, weapons=weapons)
        return replace(trigger, weapons=weapons)
    at = trigger.first - clause.first
    if any(w in lexicon.words("crowds") for w in inside[: at + 1]):
        return replace(trigger, type=IncidentType.RIOT, weapons=weapons)
    by_weapon = weapon_type(inside[max(0, at - 8) : at + 9]) or weapon_type(inside)
    if by_weapon is not None:
        return replace(trigger, type=by_weapon, weapons=weapons)
    after = lows[trigger.last : trigger.last + 10]
    if lows[trigger.first].startswith("destroy"):
        return replace(trigger, type=IncidentType.PROPERTY_DAMAGE, weapons=weapons)
    if any(w in lexicon.words("military_targets") for w in after):
        return replace(trigger, type=IncidentType.ARMED_CLASH, weapons=weapons)
    civilian = any(w in lexicon.words("civilians") for w in inside) or any(
        c.victims != "military" for c in around.counts
    )
    type_ = IncidentType.ATTACK_ON_CIVILIANS if civilian else IncidentType.ARMED_CLASH
    return replace(trigger, type=type_, weapons=weapons)
