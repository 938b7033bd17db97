"""The accounts of an incident that several documents tell of, once they are made less exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Account, Incident, IncidentPlace


def with_accounts(
    incident: Incident,
    accounts: Sequence[Account],
    told: Sequence[Incident],
    reasons: Sequence[tuple[str, ...]],
) -> Incident:
    """A blurred incident with its accounts.

    What is blurred of an account stands on the ground of the first that is: of two cells beside each
    other, the line between them would be told.

    Parameters
    ----------
    incident
        The blurred incident.
    accounts
        As they were.
    told, reasons
        What each tells now, and why it was taken to be one with the others.
    """
    if not accounts:
        return incident
    places = [each.place for each in (incident, *told) if each.place is not None]
    ground = next((place for place in places if place.blurred_km is not None), None)
    return replace(
        incident,
        accounts=tuple(
            replace(account, incident=_on(each, ground), reasons=why)
            for account, each, why in zip(accounts, told, reasons, strict=True)
        ),
    )


def _on(incident: Incident, ground: IncidentPlace | None) -> Incident:
    place = incident.place
    if ground is None or place is None or place.blurred_km is None:
        return incident
    return replace(incident, place=replace(place, geometry=ground.geometry, radius_km=ground.radius_km))
