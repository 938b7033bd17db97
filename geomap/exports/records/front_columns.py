"""Where incidents lie with regard to the line of contact of their theatre."""

from __future__ import annotations

from typing import Any

from geomap.model import Extraction, Incident
from geomap.theatres.measures import measure

_WHOLE_COUNTRY = 6
"""UCDP GED's precision code from which on a place is too wide to lie on a side."""


class Fronts:
    """The lines of contact of an extraction's theatres.

    Parameters
    ----------
    extraction
        Its theatres are those of its incidents.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._theatres = {theatre.id: theatre for theatre in extraction.theatres}

    def columns(self, incident: Incident) -> dict[str, Any]:
        """The columns ``line_id``, ``distance_to_line_km`` and ``side_of_line`` of an incident.

        They are None, None and an empty list for an incident without a theatre with a line,
        without a geometry, or of which only the country is known. The line is that of the first
        day of the incident, or else the one that sectors are cut from. Kilometres have one
        decimal: no source of a line is better than that.
        """
        theatre = self._theatres.get(incident.theatre) if incident.theatre is not None else None
        place = incident.place
        found = None
        if (
            theatre is not None
            and place is not None
            and place.geometry is not None
            and (place.where_prec or 0) < _WHOLE_COUNTRY
        ):
            found = measure(place.geometry, theatre, incident.date_start)
        return {
            "line_id": found.line if found else None,
            "distance_to_line_km": round(found.distance_km, 1) if found else None,
            "side_of_line": list(found.sides) if found else [],
        }
