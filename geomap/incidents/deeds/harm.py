"""People harmed: to which incident of the text a count belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.deeds.weapons import weapon_type
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.sentences.structure import Sentence
from geomap.model import CasualtyCount, Harm, IncidentType, Polarity

_CARRIES = frozenset(
    {
        IncidentType.ABDUCTION,
        IncidentType.ARREST,
        IncidentType.PROPERTY_DAMAGE,
        IncidentType.TALKS,
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.PRISONER_EXCHANGE,
        IncidentType.WITHDRAWAL,
        IncidentType.HUMANITARIAN,
        IncidentType.MOBILISATION,
        IncidentType.BASE_ESTABLISHED,
        IncidentType.CEASEFIRE_VIOLATION,
    }
)
"""Types to which no toll belongs."""
PEOPLE = "people"
"""How the rule of a trigger begins that is a count of people harmed."""
_HARMED = frozenset({"wounded", "injured", "displaced", "captured", "missing"})


def attach_counts(
    sentence: Sentence, drafts: Sequence[Draft], counts: Sequence[CasualtyCount]
) -> tuple[list[Draft], list[CasualtyCount]]:
    """Give each count to the incident of its clause, else of its sentence.

    Returns
    -------
    drafts
        With their counts.
    free
        Counts that belong to none: running totals, and sentences that tell of no attack.
    """
    kept = list(drafts)
    free: list[CasualtyCount] = []
    for count in counts:
        # 'killing 21 in the worst attack since': a participle gives this attack's toll, no running total.
        told = _bearer(sentence, kept, count)
        beside = told is not None and sentence.clause_at(kept[told].start) == sentence.clause_at(count.start)
        perfect = any(w in {"have", "has"} for w in _words_at(sentence, count))
        running = (
            count.cumulative
            and (perfect or not beside)
            and not count.quote.lower().startswith(("killing", "wounding", "injuring"))
        )
        own = told is not None and count.start <= kept[told].start < count.end and bool(kept[told].initiators)
        # 'fighters have killed 60 people since Thursday': the toll of what they did
        at = None if running and not own else told
        if at is None:
            if count.harm is not Harm.DISPLACED and not (count.harm is Harm.CAPTURED and kept):
                free.append(count)
        else:
            kept[at] = replace(kept[at], counts=(*kept[at].counts, count))
    return kept, free


def _words_at(sentence: Sentence, count: CasualtyCount) -> list[str]:
    first, last = sentence.token_at(count.start), sentence.token_at(count.end - 1)
    return sentence.lows(first - 2, last + 1)


def _bearer(sentence: Sentence, drafts: Sequence[Draft], count: CasualtyCount) -> int | None:
    clause = sentence.clause_at(count.start)
    best: tuple[tuple[bool, int], int] | None = None
    for i, draft in enumerate(drafts):
        if draft.type in _CARRIES or draft.polarity is not Polarity.ASSERTED:
            continue
        if not draft.type.violent and count.harm is not Harm.DISPLACED:
            continue
        elsewhere = sentence.clause_at(draft.start) is not clause
        rank = (elsewhere, abs(draft.start - count.start))
        if best is None or rank < best[0]:
            best = (rank, i)
    return best[1] if best is not None else None


def draft_of_counts(sentence: Sentence, counts: Sequence[CasualtyCount]) -> Trigger:
    """What a sentence of nothing but people harmed tells of, as a trigger.

    A running total, or deaths without anyone who killed, are a report of casualties.
    """
    count = counts[0]
    first = sentence.token_at(count.start)
    last = max(first + 1, sentence.token_at(count.end - 1) + 1)
    words = sentence.lows(first, last)
    type_ = IncidentType.CASUALTIES_REPORT
    active = any(w in {"killed", "killing", "wounded", "injured", "kill"} for w in words[:2])
    weapon = weapon_type(sentence.lows(0, len(sentence.tokens)))
    if weapon is not None and not count.cumulative:
        type_ = weapon
    elif active and not count.cumulative:
        type_ = IncidentType.ARMED_CLASH if count.victims == "military" else IncidentType.ATTACK_ON_CIVILIANS
    return Trigger(
        type_, first, last, count.start, count.end, verbal=True, rule=f"{PEOPLE} {count.harm.value}"
    )


def by_its_head(sentence: Sentence, trigger: Trigger) -> Trigger:
    """A trigger of people harmed with the word from which the rest of it hangs: that tells who did it."""
    inside = range(trigger.first, min(trigger.last, len(sentence.tokens)))
    heads = sentence.grammar.heads
    head = next((i for i in inside if heads[i] not in inside), trigger.first)
    return replace(trigger, head=head, passive=sentence.grammar.passive(head))


def described_only(count: CasualtyCount) -> bool:
    """'eleven wounded civilians': people as they are, not what happened to them."""
    words = count.quote.lower().split()
    return len(words) > 1 and words[-1] not in _HARMED and any(w in _HARMED for w in words[:-1])
