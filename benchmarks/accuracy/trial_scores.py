"""Figures for answers held against annotated trial dispatches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.trial_pairing import Level, name_words, pair
from benchmarks.accuracy.trial_records import Answer, Names, Trap, Trial, TrialClaim, TrialIncident

_NEVER_CORE_ASSERTED = {"background": "salience", "negated": "polarity", "hypothetical": "polarity"}
"""Reasons of traps at which an incident may lie if it is not told as news, or not asserted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many right ones of so many."""

    right: int
    total: int

    def as_json(self) -> dict[str, Any]:
        """The share too, null of nothing."""
        share = round(self.right / self.total, 4) if self.total else None
        return {"right": self.right, "total": self.total, "share": share}


@dataclass(frozen=True, slots=True)
class Scored:
    """One trial with its answers and the pairs between them at each level."""

    trial: Trial
    answers: tuple[Answer, ...]
    pairs: dict[Level, dict[int, int]]

    @classmethod
    def of(cls, trial: Trial, answers: Sequence[Answer]) -> Scored:
        """Pair them."""
        kept = tuple(answers)
        return cls(trial, kept, {level: pair(trial.incidents, kept, level) for level in Level})

    def required_pairs(self, level: Level) -> Iterator[tuple[TrialIncident, Answer]]:
        """The pairs whose annotated incident is not optional."""
        for g, a in self.pairs[level].items():
            if not self.trial.incidents[g].optional:
                yield self.trial.incidents[g], self.answers[a]

    def missed(self, level: Level) -> tuple[TrialIncident, ...]:
        """Annotated incidents that had to be found and were not."""
        return tuple(
            incident
            for g, incident in enumerate(self.trial.incidents)
            if not incident.optional and g not in self.pairs[level]
        )

    def false(self, level: Level) -> tuple[Answer, ...]:
        """Answers told as asserted news that stand for no annotated incident.

        Others (background, negated, planned) are not held against precision: the annotation of
        what is not the news is not exhaustive.
        """
        taken = set(self.pairs[level].values())
        return tuple(
            answer
            for a, answer in enumerate(self.answers)
            if a not in taken and answer.polarity == "asserted" and answer.salience == "core"
        )

    def sprung(self) -> tuple[tuple[Trap, Answer], ...]:
        """Traps with the first violent incident that was put there."""
        found = []
        for trap in self.trial.traps:
            answer = next((a for a in self.answers if springs(trap, a)), None)
            if answer is not None:
                found.append((trap, answer))
        return tuple(found)

    def claims(self) -> Iterator[tuple[TrialClaim, Answer | None]]:
        """Annotated claims about incidents that had to be found, each with the answer for its incident."""
        for claim in self.trial.claims:
            if self.trial.incidents[claim.about_incident].optional:
                continue
            a = self.pairs[Level.LENIENT].get(claim.about_incident)
            yield claim, None if a is None else self.answers[a]


def springs(trap: Trap, answer: Answer) -> bool:
    """Whether the answer is a violent incident at the trap's place, of the kind that must not be."""
    if not answer.type.violent:
        return False
    exempt = _NEVER_CORE_ASSERTED.get(trap.why)
    if exempt is not None and answer.polarity != "asserted":
        return False
    if exempt == "salience" and answer.salience != "core":
        return False
    wanted = name_words(trap.place)
    in_text = answer.place_text is not None and wanted <= name_words(answer.place_text)
    by_name = answer.place_name is not None and wanted == name_words(answer.place_name)
    return in_text or by_name


def voiced(claim: TrialClaim, answer: Answer | None) -> bool:
    """Whether the answer has a claim of that side."""
    return answer is not None and any(claim.side.allow(c.side, c.speaker) for c in answer.claims)


def stance_right(claim: TrialClaim, answer: Answer) -> bool:
    """Whether a claim of that side stands for or against, as annotated."""
    return any(
        (c.stance == "asserts") == (claim.stance == "asserts")
        for c in answer.claims
        if claim.side.allow(c.side, c.speaker)
    )


def same_sides(wanted: Sequence[Names], given: Sequence[str]) -> bool:
    """Whether each wanted side is given and each given one wanted."""
    return all(any(names.allow(g) for g in given) for names in wanted) and all(
        any(names.allow(g) for names in wanted) for g in given
    )


def figures(scored: Sequence[Scored]) -> dict[str, Any]:
    """All figures as one JSON object."""
    paired = [p for s in scored for p in s.required_pairs(Level.LENIENT)]
    claims = [c for s in scored for c in s.claims()]
    with_side = [(c, a) for c, a in claims if a is not None and voiced(c, a)]
    return {
        "trials": len(scored),
        "incidents": {level.name.lower(): _found(scored, level) for level in Level},
        "of_those_found": {
            "status": _tally([g.status.allow(a.status) for g, a in paired]),
            "type": _tally([a.type in g.types for g, a in paired]),
            "dates_equal": _tally(
                [(g.date_start, g.date_end) == (a.date_start, a.date_end) for g, a in paired]
            ),
            "salience": _tally([g.salience == a.salience for g, a in paired]),
            "initiators": _tally([same_sides(g.initiators, a.initiators) for g, a in paired]),
            "targets": _tally([same_sides(g.targets, a.targets) for g, a in paired]),
            "sectors": _tally([set(g.sectors) == set(a.sectors) for g, a in paired if g.sectors]),
            "killed": _tally([g.killed_best == a.killed for g, a in paired if g.killed_best is not None]),
            "wounded": _tally([g.wounded_best == a.wounded for g, a in paired if g.wounded_best is not None]),
        },
        "claims": {
            "speaker_side": _tally([voiced(c, a) for c, a in claims]),
            "speaker_side_of_incidents_found": _tally([voiced(c, a) for c, a in claims if a is not None]),
            "stance_of_those": _tally([stance_right(c, a) for c, a in with_side]),
        },
        "traps": _traps(scored),
    }


def _found(scored: Sequence[Scored], level: Level) -> dict[str, Any]:
    right = sum(1 for s in scored for _ in s.required_pairs(level))
    wanted = right + sum(len(s.missed(level)) for s in scored)
    given = right + sum(len(s.false(level)) for s in scored)
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "found": right,
        "wanted": wanted,
        "given": given,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
    }


def _traps(scored: Sequence[Scored]) -> dict[str, Any]:
    total = sum(len(s.trial.traps) for s in scored)
    sprung = Counter(trap.why for s in scored for trap, _ in s.sprung())
    count = sprung.total()
    share = round(count / total, 4) if total else None
    return {"sprung": count, "total": total, "share": share, "sprung_by_reason": dict(sorted(sprung.items()))}


def _tally(rights: Sequence[bool]) -> dict[str, Any]:
    return Tally(sum(rights), len(rights)).as_json()
