"""Incidents to signs: what each looks like, where it stands and what its card says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from geomap.gazetteer.home import names_of_country
from geomap.layers import words
from geomap.layers.corrected import corrected
from geomap.layers.families import family_of
from geomap.layers.naming import Naming
from geomap.layers.records import Account, OwnedName, Sign, Source, Voice
from geomap.layers.shapes import inner_point, middle_of_sector
from geomap.model import Document, Extraction, Incident, LonLat, Sector, Stance
from geomap.model.acled import acled_of


@dataclass(frozen=True, slots=True)
class _Context:
    """What turning an incident into a sign needs beside the incident.

    ``sectors`` by theatre and id.
    """

    sectors: Mapping[tuple[str, str], Sector]
    naming: Naming
    with_quotes: bool


def make_signs(
    extraction: Extraction, *, naming: Naming, quotes: str
) -> tuple[tuple[Sign, ...], tuple[Source, ...]]:
    """A sign for every incident, in the order of the extraction, and the sources they cite.

    Parameters
    ----------
    extraction
        What was found.
    naming
        How places are labelled.
    quotes
        ``none``, ``sentence`` or ``full``: how much of the sources' text goes along.
    """
    positions = {document.id: i for i, document in enumerate(extraction.documents)}
    sources = tuple(_source(document, quotes=quotes) for document in extraction.documents)
    context = _Context(
        sectors={(sector.theatre, sector.id): sector for sector in extraction.sectors},
        naming=naming,
        with_quotes=quotes != "none",
    )
    signs = tuple(
        _sign(incident, context, positions[incident.document_id]) for incident in extraction.incidents
    )
    return signs, sources


def web_address(url: str | None) -> str | None:
    """The address if it is a complete http or https one, else None (never ``javascript:``, ``file:``)."""
    if not url or any(ord(c) <= 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def sectors_of(incident: Incident, sectors: Mapping[tuple[str, str], Sector]) -> tuple[Sector, ...]:
    """The sectors that the incident names and that are known, in its order."""
    if incident.theatre is None:
        return ()
    found = (sectors.get((incident.theatre, key)) for key in incident.sectors)
    return tuple(sector for sector in found if sector is not None)


def _sign(incident: Incident, context: _Context, source: int) -> Sign:
    own_sectors = sectors_of(incident, context.sectors)
    return Sign(
        id=incident.id,
        type_label=incident.type.label,
        family=family_of(incident.type),
        status=incident.status,
        salience=incident.salience,
        day_start=incident.date_start,
        day_end=incident.date_end,
        anchors=_anchors(incident, own_sectors),
        account=_account(incident, own_sectors, context, source),
    )


def _anchors(incident: Incident, sectors: Sequence[Sector]) -> tuple[LonLat, ...]:
    if sectors:
        return tuple(middle_of_sector(sector) for sector in sectors)
    place = incident.place
    if place is None or place.geometry is None:
        return ()
    return (inner_point(place.geometry),)


def _account(incident: Incident, sectors: Sequence[Sector], context: _Context, source: int) -> Account:
    place = incident.place
    where = _where(incident, sectors, context)
    party_names, other_names = _place_names(incident, context.naming)
    entry = place.resolution.place if place is not None and place.resolution is not None else None
    acled = acled_of(incident, names_of_country(entry.country if entry else None))
    voices = [
        Voice(
            side=claim.side,
            speaker=claim.speaker,
            verb=words.verb(claim),
            against=claim.stance is not Stance.ASSERTS,
            quote=claim.quote if context.with_quotes else "",
        )
        for claim in incident.claims
    ]
    return Account(
        what=f"{incident.type.label} · {where}" if where else incident.type.label,
        when=words.when(incident),
        where=where,
        precision=words.precision(place, sectors=(s.name for s in sectors)) if place else None,
        party_names=party_names,
        other_names=other_names,
        initiators=tuple(dict.fromkeys(actor.name for actor in incident.initiators)),
        targets=tuple(dict.fromkeys(actor.name for actor in incident.targets)),
        weapons=incident.weapons,
        harm=tuple(words.harm(count) for count in incident.casualties),
        voices=tuple(sorted(voices, key=lambda voice: voice.against)),
        status=words.status(incident),
        quote=incident.quote if context.with_quotes else "",
        source=source,
        codes=(
            ("ACLED", f"{acled.event_type} / {acled.sub_event_type}"),
            ("PLOVER", incident.type.coding.plover),
        ),
        notes=words.notes(incident),
        corrected=corrected(incident),
    )


def _where(incident: Incident, sectors: Sequence[Sector], context: _Context) -> str | None:
    """The place in words; with the relation unless it is simply 'in'."""
    place = incident.place
    if sectors:
        of_line = sum(theatre == incident.theatre for theatre, _ in context.sectors)
        return words.sectors([sector.name for sector in sectors], of=of_line)
    if place is None:
        return None
    name = context.naming.incident_place(place)
    if place.relation in ("in", "") or place.named_by_relation:
        return words.capitalised(name)
    direction = place.relation.startswith(("north", "south", "east", "west"))
    return f"{place.relation}{' of' if direction else ''} {name}"


def _place_names(incident: Incident, naming: Naming) -> tuple[tuple[OwnedName, ...], tuple[str, ...]]:
    """The parties' names of the place and further ones, without what its label already says."""
    place = incident.place
    if place is None or place.resolution is None:
        return (), ()
    return naming.others(place.resolution.place, naming.incident_place(place))


def _source(document: Document, *, quotes: str) -> Source:
    return Source(
        id=document.id,
        title=document.title or document.id,
        publisher=document.source,
        published=words.day(document.published) if document.published else None,
        url=web_address(document.url),
        text=document.text if quotes == "full" else None,
    )
