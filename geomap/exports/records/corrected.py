"""Corrections laid out for JSON: what an incident carries, and what came of each that was asked for."""

from __future__ import annotations

from typing import Any

from geomap.model import AppliedCorrection, Before, CorrectionOutcome, Extraction


def applied_record(applied: AppliedCorrection) -> dict[str, Any]:
    """A correction as its incident carries it, with what was there before."""
    return {
        "action": applied.action.value,
        "incident": applied.incident,
        "by": applied.by,
        "why": applied.why,
        "on": applied.on.isoformat() if applied.on is not None else None,
        "before": _before(applied.before),
    }


def outcome_records(extraction: Extraction) -> list[dict[str, Any]]:
    """What came of each correction that was asked for, in the order in which they were."""
    return [_outcome_record(outcome) for outcome in extraction.corrections]


def _outcome_record(outcome: CorrectionOutcome) -> dict[str, Any]:
    asked = outcome.correction
    return {
        "action": asked.action.value,
        "incidents": list(asked.incidents),
        "by": asked.by,
        "why": asked.why,
        "on": asked.on.isoformat() if asked.on is not None else None,
        "state": outcome.state.value,
        "note": outcome.note or None,
        "before": _before(outcome.before),
    }


def _before(before: Before) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in before}
