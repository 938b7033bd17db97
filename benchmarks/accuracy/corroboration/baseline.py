"""A joiner to compare with: the same type on the same day at the same place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geomap.model import Incident


def join_alike(incidents: Iterable[Incident]) -> Mapping[str, str]:
    """Give by the id of each incident the id of the first one that is like it.

    One without a day or without a place in the gazetteer is like none.
    """
    first: dict[tuple[object, ...], str] = {}
    joined: dict[str, str] = {}
    for incident in incidents:
        place = incident.place.resolution.place.id if incident.place and incident.place.resolution else None
        known = place is not None and incident.date_start is not None
        alike = (incident.type, incident.date_start, place) if known else (incident.id,)
        joined[incident.id] = first.setdefault(alike, incident.id)
    return joined
