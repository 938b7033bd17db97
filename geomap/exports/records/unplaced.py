"""Names without a place, laid out for JSON: those of all documents, and those of each incident."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from geomap.model import Candidate, Extraction, Incident, Unresolved
from geomap.resolution.unplaced import gather_unresolved


def considered_record(candidate: Candidate) -> dict[str, Any]:
    """A place that a name may mean, or was taken not to mean."""
    place = candidate.place
    return {
        "place_id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1_name,
        "feature_code": place.feature_code,
        "score": round(candidate.score, 4),
        "reasons": list(candidate.reasons),
    }


def unresolved_records(extraction: Extraction) -> list[dict[str, Any]]:
    """The names for which no place was settled on, by document and name; see `gather_unresolved`."""
    return [_record(unresolved) for unresolved in gather_unresolved(extraction)]


def _record(unresolved: Unresolved) -> dict[str, Any]:
    return {
        "document_id": unresolved.document_id,
        "name": unresolved.name,
        "role": unresolved.role.value,
        "reason": unresolved.reason,
        "quote": unresolved.quote,
        "mentions": [{"start": span.start, "end": span.end} for span in unresolved.mentions],
        "guesses": [considered_record(guess) for guess in unresolved.guesses],
    }


class UnplacedNames:
    """Where in which document the names stand that have no place.

    Parameters
    ----------
    unresolved
        As `gather_unresolved` gives them.
    """

    def __init__(self, unresolved: Iterable[Unresolved]) -> None:
        self._mentions: dict[str, list[tuple[int, str]]] = {}
        for each in unresolved:
            own = self._mentions.setdefault(each.document_id, [])
            own += [(span.start, each.name) for span in each.mentions]
        for mentions in self._mentions.values():
            mentions.sort()

    def within(self, incident: Incident) -> list[str]:
        """The names in the incident's own sentence, each once, in the order of the text."""
        mentions = self._mentions.get(incident.document_id, [])
        first, last = (bisect_left(mentions, (at, "")) for at in (incident.start, incident.end))
        return list(dict.fromkeys(name for _, name in mentions[first:last]))
