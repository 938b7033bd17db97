"""Accounts of several documents laid out for JSON: how each tells of an incident, and where they differ."""

from __future__ import annotations

from datetime import date
from typing import Any

from geomap.model import Harm, Incident
from geomap.model.disagreement import disagreements_of
from geomap.model.incident import Account
from geomap.model.toll import toll_of


def account_records(incident: Incident) -> list[dict[str, Any]]:
    """How each document tells of it, the one first published first; empty if one document alone does.

    ``likeness`` has two decimals: what it rests on is no more exact.
    """
    return [_account(account) for account in incident.accounts]


def disagreement_records(incident: Incident) -> list[dict[str, Any]]:
    """In what its accounts differ: what each says, and which documents say so."""
    return [
        {
            "about": each.about.value,
            "versions": [
                {"words": version.words, "documents": list(version.documents)} for version in each.versions
            ],
        }
        for each in disagreements_of(incident)
    ]


def _account(account: Account) -> dict[str, Any]:
    told = account.incident
    place = told.place
    return {
        "id": told.id,
        "document_id": told.document_id,
        "incident_type": told.type.value,
        "date_start": _iso(told.date_start),
        "date_end": _iso(told.date_end),
        "place_name": place.name if place is not None else None,
        "where_prec": place.where_prec if place is not None else None,
        "initiator": list(dict.fromkeys(actor.name for actor in told.initiators)),
        "target": list(dict.fromkeys(actor.name for actor in told.targets)),
        "fatalities_best": toll_of(told, Harm.KILLED).best,
        "status": told.status.value,
        "quote": told.quote,
        "likeness": round(account.likeness, 2),
        "reasons": list(account.reasons),
        "voice": account.voice,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
