"""Corrections in English words: on the card of an incident, and those of the whole map."""

from __future__ import annotations

from datetime import date

from geomap.layers import words
from geomap.layers.records import CorrectionNote
from geomap.model import (
    AppliedCorrection,
    Correction,
    CorrectionAction,
    CorrectionOutcome,
    CorrectionState,
    Extraction,
    Incident,
    IncidentType,
)

_TOLD: dict[CorrectionState, str] = {
    CorrectionState.APPLIED: "applied",
    CorrectionState.SUPERSEDED: "superseded by a later one",
    CorrectionState.NOT_APPLIED: "not applied",
}


def corrected(incident: Incident) -> tuple[str, ...]:
    """What was corrected in an incident, who and why ('type was armed clash (N.N.: it was artillery)')."""
    return tuple(
        ("" if done.incident == incident.id else f"{done.incident}: ")
        + f"{_was(done)} ({_who(done)}: {done.why})"
        for done in incident.corrections
    )


def correction_notes(extraction: Extraction) -> tuple[CorrectionNote, ...]:
    """What came of all corrections: incidents rejected, then those applied and those that were not.

    The sentence of a rejected incident is not told: how much of the sources' text goes along is the
    map's own choice.
    """
    found: list[CorrectionNote] = []
    outcomes = extraction.corrections
    rejected = [o for o in outcomes if _is_applied(o) and o.correction.action is CorrectionAction.REJECT]
    if rejected:
        heading = f"{_counted(len(rejected), 'incident')} rejected, not on the map"
        found.append(CorrectionNote(heading, tuple(_rejected(outcome) for outcome in rejected)))
    for state, told in _TOLD.items():
        listed = [outcome for outcome in outcomes if outcome.state is state and outcome not in rejected]
        if listed:
            heading = f"{_counted(len(listed), 'correction')} {told}"
            found.append(CorrectionNote(heading, tuple(_line(outcome) for outcome in listed)))
    return tuple(found)


def _is_applied(outcome: CorrectionOutcome) -> bool:
    return outcome.state is CorrectionState.APPLIED


def _was(done: AppliedCorrection) -> str:
    before = dict(done.before)
    if done.action is CorrectionAction.RETYPE:
        return f"type was {_label(before['incident_type']).lower()}"
    if done.action is CorrectionAction.RELOCATE:
        return f"place was {before['place_name'] or 'not given'}"
    if done.action is CorrectionAction.REDATE:
        return f"date was {_days(before['date_start'], before['date_end']) or 'not given'}"
    if done.action is CorrectionAction.MERGE:
        parts = before["parts"]
        return f"merged from {'; '.join(parts)}" if isinstance(parts, tuple) else "merged"
    return "rejected"


def _rejected(outcome: CorrectionOutcome) -> str:
    before = dict(outcome.before)
    facts = (
        _label(before["incident_type"]),
        before["place_name"],
        _days(before["date_start"], before["date_end"]),
    )
    told = " · ".join(str(fact) for fact in facts if fact)
    return (
        f"{told} ({_who(outcome.correction)}: {outcome.correction.why}; id {outcome.correction.incidents[0]})"
    )


def _line(outcome: CorrectionOutcome) -> str:
    asked = outcome.correction
    note = f" — {outcome.note}" if outcome.note else ""
    return f"{asked.action.value} {words.join(asked.incidents)} ({_who(asked)}: {asked.why}){note}"


def _who(said: AppliedCorrection | Correction) -> str:
    return said.by if said.on is None else f"{said.by}, {words.day(said.on)}"


def _label(kind: object) -> str:
    return IncidentType(str(kind)).label


def _days(start: object, end: object) -> str:
    ends = [date.fromisoformat(day) if isinstance(day, str) else None for day in (start, end)]
    return words.days(ends[0], ends[1])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
