"""Where an incident is likely to have been whose own words settle no place; for comparing, never for a map.

'Rockets hit a depot in Barda. Four people died, the prosecutor said': who counts the dead names no town.
"""

from __future__ import annotations

from typing import Final

from geomap.model import Extraction, Incident, Place, Role, Toponym

# UCDP GED's codes 1 (exact) and 2 (near a place).
_AS_A_TOWN: Final = (1, 2)
# A town named so far before is no longer what a sentence is about.
_BEFORE: Final = 400  # characters


class Scenes:
    """The scenes of the documents of an extraction.

    Parameters
    ----------
    extraction
        Documents, toponyms and incidents.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._happened: dict[str, dict[str, Place]] = {}
        for incident in extraction.incidents:
            place = incident.place
            if place is not None and place.resolution is not None and place.where_prec in _AS_A_TOWN:
                entry = place.resolution.place
                self._happened.setdefault(incident.document_id, {})[entry.id] = entry
        told = zip(extraction.documents, extraction.toponyms, strict=False)
        self._toponyms = {document.id: toponyms for document, toponyms in told}

    def of(self, incident: Incident) -> Place | None:
        """The likely place of an incident that has none in the gazetteer; None if nothing speaks for one.

        Of a name that was left open the likeliest place of that name. Of an incident without a place, first
        of these: the town that its own sentence names; the one place of the document's other incidents; the
        town named last before the sentence. A town named afterwards alone is that of another matter.
        """
        toponyms = self._toponyms.get(incident.document_id, ())
        if incident.place is not None:
            return _considered(incident, toponyms)
        named = [(t.start, place) for t in toponyms if (place := _town(t)) is not None]
        own = {place.id: place for start, place in named if incident.start <= start < incident.end}
        if len(own) == 1:
            return next(iter(own.values()))
        happened = self._happened.get(incident.document_id, {})
        if len(happened) == 1:
            return next(iter(happened.values()))
        before = [place for start, place in named if incident.start - _BEFORE <= start < incident.start]
        return before[-1] if before else None


def _considered(incident: Incident, toponyms: tuple[Toponym, ...]) -> Place | None:
    place = incident.place
    if place is None or place.resolution is not None:
        return None
    for toponym in toponyms:
        if toponym.considered and place.start <= toponym.start and toponym.end <= place.end:
            return toponym.considered[0].place
    return None


def _town(toponym: Toponym) -> Place | None:
    """The town that a toponym means, or that is likeliest if it was left open; None if it is none."""
    if toponym.role not in (Role.PLACE, Role.METONYM):
        return None
    if toponym.resolution is not None:
        place = toponym.resolution.place
    elif toponym.considered:
        place = toponym.considered[0].place
    else:
        return None
    # A capital as metonym is its government.
    is_government = toponym.role is Role.METONYM and place.feature_code == "PPLC"
    return place if place.feature_class == "P" and not is_government else None
