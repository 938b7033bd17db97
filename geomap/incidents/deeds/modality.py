"""Whether the text says that it happened, and whether it is the news or its background."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from geomap.incidents import lexicon
from geomap.incidents.deeds.trigger_finding import holds
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.structure import Sentence
from geomap.model import DateMention, IncidentType, Polarity, Salience

_REACH = 8
_TRYING = ("tri", "try", "attempt")
_UNCOUNTED = frozenset(
    "fighting violence unrest warfare terrorism hostilities bombing shelling combat looting".split()
)
_EXPECTING = (
    "prepar",
    "brac",
    "ready",
    "readied",
    "plan",
    "train",
    "use",
    "call",
    "wait",
    "pretext",
    "responsib",
)
_BACKGROUND_AFTER = timedelta(days=30)
_YEARS = 366
_ROUGH = 4
"""Date precision of a month: a month before the text's is the past, whatever its days."""
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)s?")
_ANSWERING = frozenset("retaliation response revenge reprisal retaliatory answer".split())
_SPANS = frozenset("during weeks days months years".split())
_CAN_BE_CALLED_OFF = frozenset({IncidentType.TALKS, IncidentType.PRISONER_EXCHANGE, IncidentType.PROTEST})
_ARE = frozenset({"is", "are", "was", "were"})
_FALSE = frozenset({"false", "untrue", "baseless", "unfounded", "lie", "invention", "fabrication"})
_SIGNS = frozenset({"evidence", "sign", "signs", "proof", "indication", "truth"})
_COMING = frozenset("due planned scheduled expected will".split())
_CALLED_OFF = frozenset(
    "suspended postponed cancelled canceled collapsed stalled failed broken broke".split()
)
_STOPPING = frozenset(
    "stop stopped stopping halt halted halting end ended ending cease ceasing avoid prevent prevented "
    "preventing suspend suspended slow deter deterred".split()
)


def polarity_of(sentence: Sentence, trigger: Trigger) -> tuple[Polarity, str]:
    """The polarity of a trigger and the word that decided it."""
    clause = sentence.clause_of(trigger.head)
    if clause.head in {"if", "unless", "whether"}:
        return Polarity.HYPOTHETICAL, clause.head
    before = _before(sentence, trigger)
    after = [sentence.all_lows[i] for i in clause.tokens if trigger.last <= i < trigger.last + _REACH * 2]
    return (
        _negated(sentence, trigger, before)
        or _expected(sentence, trigger, before)
        or _called_off(trigger, after)
        or _stopped(before)
        or _only_meant(clause.kind, trigger, before)
        or (Polarity.ASSERTED, "")
    )


_Verdict = tuple[Polarity, str] | None


def _negated(sentence: Sentence, trigger: Trigger, before: list[str]) -> _Verdict:
    for word in reversed(before):
        if word in {",", "but"} and word != before[-1]:
            break
        if (word in lexicon.words("negators") or word.endswith("n't")) and _negates(before, word):
            return Polarity.NEGATED, word
    if _untrue(sentence, trigger):
        return Polarity.NEGATED, "not true"
    if trigger.verbal and any(_is_no(sentence, k) for k in sentence.grammar.objects(trigger.head)):
        return Polarity.NEGATED, "no"
    return None


def _expected(sentence: Sentence, trigger: Trigger, before: list[str]) -> _Verdict:
    """Feared, called for, planned: by a word before it."""
    expecting = _prepared_for(sentence, trigger)
    if expecting is not None:
        return Polarity.HYPOTHETICAL, expecting
    if _is_to_be(before):
        return Polarity.PLANNED, "is to"
    for word in before:
        if word in lexicon.words("calls"):
            return Polarity.HYPOTHETICAL, word
        if word in lexicon.words("hypothetical") and _holds(word, before, trigger):
            return Polarity.HYPOTHETICAL, word
        if word in lexicon.words("planned"):
            return Polarity.PLANNED, word
    return None


def _called_off(trigger: Trigger, after: list[str]) -> _Verdict:
    """'The talks were suspended', 'talks due on Friday'."""
    called_off = next((w for w in after if w in _CALLED_OFF or (w == "off" and "called" in after)), None)
    if called_off is not None and trigger.type in _CAN_BE_CALLED_OFF:
        return Polarity.NEGATED, called_off
    to_come = next((w for w, to in pairwise(after[:8]) if w in _ARE and to == "to"), None)
    coming = next((w for w in after[:6] if w in _COMING), to_come)
    if coming is not None and not trigger.verbal and not trigger.type.violent:
        return Polarity.PLANNED, coming
    return None


def _stopped(before: list[str]) -> _Verdict:
    """'prevented rebels from attacking'."""
    word = next((w for w in before[-4:] if w in _STOPPING), None)
    return None if word is None else (Polarity.HYPOTHETICAL, word)


def _only_meant(kind: str, trigger: Trigger, before: list[str]) -> _Verdict:
    """An infinitive: 'agreed to withdraw', 'failed to capture'; but 'began to shell' is done."""
    if "to" not in before[-2:] and kind != "purpose":
        return None
    carried_out = any(
        w in lexicon.words("carried_out_before_infinitive")
        and (trigger.type.violent or not w.startswith(_TRYING))
        for w in before
    )
    if carried_out and "failed" not in before:
        return None
    if "failed" in before or "refused" in before:
        return Polarity.NEGATED, "failed to"
    cue = next((w for w in before if w in lexicon.words("planned_before_infinitive")), None)
    return (Polarity.PLANNED, cue or "to") if cue is not None or kind == "purpose" else None


def _untrue(sentence: Sentence, trigger: Trigger) -> bool:
    """'it is false that X was shelled', 'reports that it was are untrue', 'there is no evidence that'."""
    grammar, lows = sentence.grammar, sentence.all_lows
    for above in list(grammar.above(sentence.clause_of(trigger.head).verb))[:2]:
        if lows[above] in _FALSE or (lows[above] == "true" and "not" in sentence.lows(above - 3, above)):
            return True
        if lows[above] in _SIGNS and _is_no(sentence, above):
            return True
    return False


def _is_no(sentence: Sentence, token: int) -> bool:
    """'laid no mines', 'exchanged no prisoners'."""
    if sentence.all_lows[token] in {"nobody", "nothing", "none"}:
        return True  # 'had abducted nobody'
    return any(sentence.all_lows[k] == "no" for k in sentence.grammar.of(token, "det", "advmod"))


def _prepared_for(sentence: Sentence, trigger: Trigger) -> str | None:
    """The word that makes something only expected of a noun with 'for': 'prepared for an attack'."""
    if trigger.verbal or sentence.grammar.preposition(trigger.head) != "for":
        return None
    near = sentence.lows(trigger.first - 7, trigger.first)
    return next((w for w in near if w.startswith(_EXPECTING)), None)


def _is_to_be(before: list[str]) -> bool:
    """'is to be signed', 'are to meet'."""
    return any(one in {"is", "are", "was", "were"} and other == "to" for one, other in pairwise(before))


def _before(sentence: Sentence, trigger: Trigger) -> list[str]:
    """The words of the clause before a trigger, the nearest last.

    What governs an infinitive ('agreed to', 'failed to') stands in the clause before it.
    """
    clause = sentence.clause_of(trigger.head)
    tokens = set(clause.tokens)
    for _ in range(2):
        infinitive = clause.kind == "purpose" or sentence.grammar.relations[clause.verb] == "xcomp"
        if clause.parent < 0 or not infinitive:
            break
        clause = sentence.clause_of(clause.parent)
        tokens.update(clause.tokens)
    reach = [i for i in sorted(tokens) if trigger.first - _REACH <= i < trigger.first]
    # 'In May': the month, and no 'may'
    return [sentence.all_lows[i] for i in reach if not (sentence.words[i] == "May" and i)]


def _negates(before: list[str], word: str) -> bool:
    """'no' right before the noun phrase, 'not' before the verb; not 'no fewer than', 'not only'."""
    rest = before[len(before) - before[::-1].index(word) :]
    return rest[:1] not in (["only"], ["fewer"], ["less"], ["just"], ["immediately"])


def _holds(word: str, before: list[str], trigger: Trigger) -> bool:
    """A modal makes a verb hypothetical; a fear or threat what follows it."""
    if word in {"could", "would", "might", "may", "should"}:
        return trigger.verbal or len(before) - before.index(word) <= 5
    return True


def salience_of(
    sentence: Sentence, trigger: Trigger, dated: DateMention | None, anchor: date | None
) -> tuple[Salience, str]:
    """News or background, and why."""
    clause = sentence.clause_of(trigger.head)
    if dated is not None and dated.date_end is not None:
        if anchor is not None and anchor - dated.date_end > _BACKGROUND_AFTER:
            return Salience.BACKGROUND, f"dated {dated.text}"
        if anchor is not None and dated.date_prec >= _ROUGH and dated.date_end < anchor.replace(day=1):
            return Salience.BACKGROUND, f"dated {dated.text}"
        if dated.date_start is not None and (dated.date_end - dated.date_start).days > _YEARS:
            return Salience.BACKGROUND, f"spans {dated.text}"
        if anchor is None and dated.date_prec == 5:
            return Salience.BACKGROUND, f"dated {dated.text}"
    start = trigger.first - 4
    words = [sentence.all_lows[i] for i in clause.tokens if start <= i < trigger.last + 3]
    if not trigger.verbal and sentence.lows(trigger.last, trigger.last + 1) in (["of"], ["in"]):
        words += sentence.lows(trigger.last, trigger.last + 2)  # 'the ceasefire of 1991'
    year = next((w for w in words if _YEAR.fullmatch(w)), None)
    if trigger.type is IncidentType.CEASEFIRE_VIOLATION:
        year = None  # of the cease-fire
    if year is not None and anchor is not None and int(year[:4]) < anchor.year - 1:
        return Salience.BACKGROUND, f"dated {year}"
    before = sentence.lows(trigger.first - 4, trigger.first)
    if not trigger.verbal and any(w in _ANSWERING for w in before):
        return Salience.BACKGROUND, "what is answered"
    if not trigger.verbal and any(w in _SPANS for w in sentence.lows(start, trigger.first)):
        return Salience.BACKGROUND, "a span of time"
    cue = next(
        (w for w in words if w in lexicon.words("background_cues") and _of_trigger(sentence, w, trigger)),
        None,
    )
    if cue is not None:
        return Salience.BACKGROUND, cue
    earlier = trigger.verbal and clause.kind == "relative" and _past_perfect(sentence, trigger)
    if earlier and not _of_those_held(sentence, clause.verb):
        return Salience.BACKGROUND, "had happened before"
    if trigger.passive and clause.kind == "relative" and clause.head == "who":
        return Salience.BACKGROUND, "of somebody named"
    if (
        clause.kind == "subordinate"
        and clause.head in {"since", "as", "while", "despite", "amid"}
        and (not trigger.verbal or trigger.gerund)
    ):
        return Salience.BACKGROUND, f"in a clause with {clause.head!r}"
    return Salience.CORE, ""


def _of_trigger(sentence: Sentence, word: str, trigger: Trigger) -> bool:
    """'a former orphanage was bombed' tells of now: the word must go with what happened."""
    return word != "former" or (
        not trigger.verbal and word in sentence.lows(trigger.first - 2, trigger.first)
    )


def _past_perfect(sentence: Sentence, trigger: Trigger) -> bool:
    return any(sentence.all_lows[k] == "had" for k in sentence.grammar.of(trigger.head, "aux"))


def _of_those_held(sentence: Sentence, verb: int) -> bool:
    """'held ten farmers whom it had seized': how what goes on began, and as much the news."""
    grammar = sentence.grammar
    described = grammar.heads[verb]
    holding = grammar.heads[described]
    return holding >= 0 and grammar.relations[described] == "obj" and holds(sentence, holding)


def told_before(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the document's own voice says that it 'had' happened before the rest."""
    main = sentence.clause_of(trigger.head).kind in {"main", "coordinate"}
    return main and trigger.verbal and _past_perfect(sentence, trigger)


def is_generic(sentence: Sentence, trigger: Trigger, *, placed: bool, dated: bool) -> bool:
    """'bombings and massacres': a plural of no number, place or time tells of no one happening."""
    if trigger.verbal or placed or dated:
        return False
    grammar = sentence.grammar
    tag = grammar.tags[trigger.head]
    plural = tag == "NNS" or (
        sentence.all_lows[trigger.last - 1].endswith("s") and tag.startswith(("NN", "NOUN"))
    )
    uncounted = plural or sentence.all_lows[trigger.last - 1] in _UNCOUNTED
    return uncounted and not grammar.of(trigger.head, "det", "nummod", "nmod:poss")
