"""An incident as the flat properties that every format shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from geomap.exports.records.accounts import account_records, disagreement_records
from geomap.exports.records.corrected import applied_record
from geomap.exports.records.front_columns import Fronts
from geomap.exports.records.unplaced import UnplacedNames
from geomap.gazetteer.home import names_of_country
from geomap.model import Claim, Document, Extraction, Harm, Incident
from geomap.model.acled import acled_of
from geomap.model.incident import country_of, documents_of
from geomap.model.toll import toll_of
from geomap.model.voices import voices_of
from geomap.resolution.unplaced import gather_unresolved

LISTS = frozenset(
    (
        "sectors side_of_line initiator target weapons claimed_by denied_by confirmed_by claims documents "
        "disagreements accounts merged_from corrections unresolved_toponyms"
    ).split()
)
"""Properties that are lists; JSON text in formats that have none."""

WHOLE_NUMBERS = frozenset(
    (
        "date_prec where_prec fatalities_low fatalities_best fatalities_high wounded_best independent_sources"
    ).split()
)
NUMBERS = frozenset(("radius_km", "distance_to_line_km"))
DATES = frozenset(("date_start", "date_end", "published"))

COLUMNS = tuple(
    "id incident_type event_type sub_event_type plover polarity salience status "
    "date_start date_end date_text date_prec time_of_day "
    "place_text place_name place_id country admin1 where_prec radius_km sectors theatre "
    "line_id distance_to_line_km side_of_line "
    "initiator target weapons fatalities_low fatalities_best fatalities_high wounded_best "
    "claimed_by denied_by confirmed_by claims quote "
    "document_id source url published documents independent_sources disagreements accounts "
    "merged_from corrections unresolved_toponyms".split()
)
"""All properties, in the order in which they are written."""


def incidents_with_properties(extraction: Extraction) -> Iterator[tuple[Incident, dict[str, Any]]]:
    """Yield each incident with its `properties`, in the order of the texts."""
    documents = {document.id: document for document in extraction.documents}
    fronts, unplaced = Fronts(extraction), UnplacedNames(gather_unresolved(extraction))
    for incident in extraction.incidents:
        yield incident, properties(incident, documents, fronts, unplaced)


def properties(
    incident: Incident, documents: Mapping[str, Document], fronts: Fronts, unplaced: UnplacedNames
) -> dict[str, Any]:
    """Lay an incident out flat.

    Parameters
    ----------
    incident
        The incident.
    documents
        The documents of the extraction by id.
    fronts
        The lines of its theatres.
    unplaced
        The names of the documents that have no place.

    Returns
    -------
    dict
        The keys of `COLUMNS`, in that order. Days are ISO strings, radii and distances kilometres; ``admin1``
        is the unit's name; codes as in the records. What is not known is None, never NaN.
    """
    place = incident.place
    entry = place.resolution.place if place is not None and place.resolution is not None else None
    country = country_of(incident)
    acled = acled_of(incident, names_of_country(country))
    names = tuple(actor.name for actor in incident.initiators)
    voices = voices_of(incident.claims, names)
    killed, wounded = toll_of(incident, Harm.KILLED), toll_of(incident, Harm.WOUNDED)
    document = documents.get(incident.document_id)
    return {
        "id": incident.id,
        "incident_type": incident.type.value,
        "event_type": acled.event_type,
        "sub_event_type": acled.sub_event_type,
        "plover": incident.type.coding.plover,
        "polarity": incident.polarity.value,
        "salience": incident.salience.value,
        "status": incident.status.value,
        "date_start": _iso(incident.date_start),
        "date_end": _iso(incident.date_end),
        "date_text": incident.date_text,
        "date_prec": incident.date_prec,
        "time_of_day": incident.time_of_day,
        "place_text": (place.text or None) if place else None,
        "place_name": place.name if place else None,
        "place_id": entry.id if entry else None,
        "country": country,
        "admin1": entry.admin1_name if entry else None,
        "where_prec": place.where_prec if place else None,
        "radius_km": round(place.radius_km, 3) if place and place.radius_km is not None else None,
        "sectors": list(incident.sectors),
        "theatre": incident.theatre,
        **fronts.columns(incident),
        "initiator": list(dict.fromkeys(names)),
        "target": list(dict.fromkeys(actor.name for actor in incident.targets)),
        "weapons": list(incident.weapons),
        "fatalities_low": killed.low,
        "fatalities_best": killed.best,
        "fatalities_high": killed.high,
        "wounded_best": wounded.best,
        "claimed_by": list(voices.claimed_by),
        "denied_by": list(voices.denied_by),
        "confirmed_by": list(voices.confirmed_by),
        "claims": [_claim(claim) for claim in incident.claims],
        "quote": incident.quote,
        "document_id": incident.document_id,
        "source": document.source if document else None,
        "url": document.url if document else None,
        "published": _iso(document.published) if document else None,
        "documents": _documents(incident, documents),
        "independent_sources": incident.independent_voices,
        "disagreements": disagreement_records(incident),
        "accounts": account_records(incident),
        "merged_from": list(incident.merged_from),
        "corrections": [applied_record(applied) for applied in incident.corrections],
        "unresolved_toponyms": unplaced.within(incident),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "speaker": claim.speaker,
        "side": claim.side,
        "act": claim.act.value,
        "about": claim.about.value,
        "stance": claim.stance.value,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "document_id": claim.document_id,
    }


def _documents(incident: Incident, documents: Mapping[str, Document]) -> list[dict[str, Any]]:
    """Describe the documents of the incident, of its accounts and of its claims, the sentence's own first.

    They have the fields that the input carried.
    """
    ids = dict.fromkeys(documents_of(incident))
    described = []
    for document in (documents[i] for i in ids if i in documents):
        entry: dict[str, Any] = {
            "id": document.id,
            "source": document.source,
            "url": document.url,
            "title": document.title,
            "published": _iso(document.published),
        }
        if document.fields:
            entry["fields"] = dict(document.fields)
        described.append(entry)
    return described


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
