"""Which words of a sentence tell of an incident, and of what type, decided in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents import lexicon
from geomap.incidents.lexicon import TriggerPattern
from geomap.incidents.structure import BE, REDUCED, Sentence
from geomap.incidents.trigger_needs import needs_met
from geomap.incidents.weapons import weapon_type
from geomap.model import CasualtyCount, IncidentType, Toponym

_ARTICLES = frozenset({"a", "an", "the", "this", "that"})
_BEFORE_NOUNS = frozenset("of under no heavy more".split())
_SUBJECTS = frozenset("it he she army military force who which".split())
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
    rule
        The pattern that fired, for explanations.
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
    rule: str = ""


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
    kept = [t for t, p in hits if needs_met(sentence, lows, t, p, around, at_war=at_war)]
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
        rule=f'{pattern.type}: {"verb" if verbal else "noun"} "{pattern.phrase}"',
    )


def _to_participle(sentence: Sentence, lows: list[str], trigger: Trigger) -> Trigger:
    """A truce 'reached in Moscow on October 10' is placed and dated by its participle's clause."""
    if trigger.type is not IncidentType.CEASEFIRE_AGREEMENT or trigger.verbal:
        return trigger
    for i in range(trigger.last, min(trigger.last + 3, len(lows))):
        if sentence.clause_of(i).head == REDUCED:
            return replace(trigger, last=i + 1, end=sentence.tokens[i].end, head=i)
    return trigger


def _longest(triggers: list[Trigger]) -> list[Trigger]:
    """Of triggers that share a word the longest; a truce inside its violation is kept."""
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: (-(t.last - t.first), t.first)):
        truce = trigger.type is IncidentType.CEASEFIRE_AGREEMENT
        clash = [k for k in kept if k.first < trigger.last and trigger.first < k.last]
        if not clash or (truce and all(k.type is IncidentType.CEASEFIRE_VIOLATION for k in clash)):
            kept.append(trigger)
    return sorted(kept, key=lambda t: (t.first, t.last))


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
