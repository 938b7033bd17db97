"""The values of the properties that have a closed list of them, in the order of their definition."""

from __future__ import annotations

from geomap.model import IncidentType, Polarity, Salience, Status, acled

_DECIDED_BY_THE_INCIDENT = (
    acled.REGAINED,
    acled.OVERTAKEN,
    acled.PEACEFUL,
    acled.INTERVENTION,
    acled.EXCESSIVE_FORCE,
    acled.DEMONSTRATION,
    acled.MOB,
    acled.DISRUPTED,
)
_ACLED = (
    *(acled.Acled(kind.coding.event_type, kind.coding.sub_event_type) for kind in IncidentType),
    *_DECIDED_BY_THE_INCIDENT,
)

CATEGORIES: dict[str, tuple[str, ...]] = {
    "incident_type": tuple(kind.value for kind in IncidentType),
    "event_type": tuple(dict.fromkeys(code.event_type for code in _ACLED)),
    "sub_event_type": tuple(dict.fromkeys(code.sub_event_type for code in _ACLED)),
    "plover": tuple(dict.fromkeys(kind.coding.plover for kind in IncidentType)),
    "polarity": tuple(value.value for value in Polarity),
    "salience": tuple(value.value for value in Salience),
    "status": tuple(value.value for value in Status),
}
"""All values that a property can have, by its name."""
