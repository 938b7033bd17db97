"""One incident with the values that a correction gives, and what was there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geomap.model import (
    AppliedCorrection,
    Before,
    Correction,
    CorrectionAction,
    Incident,
    IncidentPlace,
)
from geomap.recognition.dates import calendar


def changed(incident: Incident, correction: Correction) -> Incident:
    """The incident after a correction that is no merger; it carries the correction.

    A rejected incident keeps its values: it is only told to be no incident.
    """
    before, values = _CHANGES[correction.action](incident, correction)
    applied = applied_to(incident.id, correction, before)
    return replace(incident, **values, corrections=(*incident.corrections, applied))


def applied_to(incident_id: str, correction: Correction, before: Before) -> AppliedCorrection:
    """The correction as the incident of that id carries it."""
    return AppliedCorrection(
        action=correction.action,
        by=correction.by,
        why=correction.why,
        on=correction.on,
        incident=incident_id,
        before=before,
    )


Change = tuple[Before, Mapping[str, Any]]


def _reject(incident: Incident, correction: Correction) -> Change:  # noqa: ARG001 (all changes are called alike)
    place = incident.place
    return (
        ("incident_type", incident.type.value),
        *_days(incident)[:2],
        ("place_name", place.name if place else None),
        ("document_id", incident.document_id),
        ("quote", incident.quote),
    ), {}


def _retype(incident: Incident, correction: Correction) -> Change:
    return (("incident_type", incident.type.value),), {"type": correction.type}


def _relocate(incident: Incident, correction: Correction) -> Change:
    old, new = incident.place, correction.place
    assert new is not None  # noqa: S101 (the record checks it)
    entry = old.resolution.place if old is not None and old.resolution is not None else None
    before: Before = (
        ("place_text", old.text or None if old else None),
        ("place_name", old.name if old else None),
        ("place_id", entry.id if entry else None),
        ("where_prec", old.where_prec if old else None),
        ("radius_km", round(old.radius_km, 3) if old and old.radius_km is not None else None),
        ("sectors", incident.sectors),
    )
    # No words of the text give this place: it has the span of the sentence, and no words.
    place = IncidentPlace(
        text="",
        start=incident.start,
        end=incident.end,
        name=new.name,
        resolution=new.resolution,
        where_prec=new.where_prec,
        radius_km=new.radius_km,
        geometry=new.geometry,
    )
    return before, {"place": place, "sectors": ()}


def _redate(incident: Incident, correction: Correction) -> Change:
    start, end = correction.date_start, correction.date_end
    assert start is not None and end is not None  # noqa: S101, PT018 (the record checks it)
    before = (*_days(incident), ("date_text", incident.date_text), ("date_prec", incident.date_prec))
    return before, {
        "date_start": start,
        "date_end": end,
        "date_text": None,
        "date_prec": calendar.precision((end - start).days + 1),
    }


def _days(incident: Incident) -> Before:
    return (("date_start", _iso(incident.date_start)), ("date_end", _iso(incident.date_end)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


_CHANGES = {
    CorrectionAction.REJECT: _reject,
    CorrectionAction.RETYPE: _retype,
    CorrectionAction.RELOCATE: _relocate,
    CorrectionAction.REDATE: _redate,
}
