"""Whether the incidents that tell of a happening have its day and its place.

No joining can do well with incidents whose day or place was not read: this says how many those are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from benchmarks.accuracy.corroboration.choosing import Mention
from benchmarks.accuracy.corroboration.records import Half, Happening
from geomap.model import Incident

NEAR_KM = 30.0
_EARTH_KM = 6371.0


def day_right(incident: Incident, day: date) -> bool:
    """Whether the day lies in the incident's interval."""
    start, end = incident.date_start, incident.date_end
    return start is not None and end is not None and start <= day <= end


def place_right(incident: Incident, happening: Happening) -> bool:
    """Whether the incident's place is within `NEAR_KM` kilometres of the happening's town."""
    resolution = incident.place.resolution if incident.place is not None else None
    if resolution is None:
        return False
    point = resolution.place.point
    return kilometres(point.lat, point.lon, happening.lat, happening.lon) <= NEAR_KM


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance of two points in decimal degrees along the ground."""
    a, b = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def reading(half: Half, mentions: Sequence[Mention], incidents: Iterable[Incident]) -> dict[str, float]:
    """Of the mentions extracted, the share (per cent) whose incidents have the right day, place and both.

    It is enough if one of a mention's incidents has it; for ``both`` the same one has to have both.
    """
    by_id = {incident.id: incident for incident in incidents}
    happenings = {happening.id: happening for happening in half.happenings}
    days = places = both = extracted = 0
    for mention in mentions:
        happening = happenings[mention.happening]
        read = [
            (day_right(by_id[i], happening.day), place_right(by_id[i], happening)) for i in mention.incidents
        ]
        extracted += bool(read)
        days += any(day for day, _ in read)
        places += any(place for _, place in read)
        both += any(day and place for day, place in read)
    shares = {"day": days, "place": places, "both": both}
    return {name: round(100 * count / extracted, 1) if extracted else 0.0 for name, count in shares.items()}


def unread(half: Half, mentions: Sequence[Mention], incidents: Iterable[Incident]) -> Iterator[str]:
    """Say of each mention extracted of which no incident has both day and place right what was read."""
    by_id = {incident.id: incident for incident in incidents}
    happenings = {happening.id: happening for happening in half.happenings}
    for mention in mentions:
        happening = happenings[mention.happening]
        found = [by_id[i] for i in mention.incidents]
        if any(day_right(i, happening.day) and place_right(i, happening) for i in found):
            continue
        for incident in found:
            place = incident.place.text if incident.place is not None else None
            day = incident.date_start if day_right(incident, happening.day) else f"NOT {incident.date_start}"
            where = place if place_right(incident, happening) else f"NOT {place}"
            yield f"  unread {mention.document}: {incident.type} {day} {where}: {incident.quote!r}"
