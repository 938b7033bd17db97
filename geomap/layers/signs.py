"""Incidents to signs: what each looks like, where it stands and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geomap.errors import RecordError
from geomap.gazetteer.home import names_of_country
from geomap.layers import joined, words
from geomap.layers.accounts import Account, Excerpt, HarmTold, OwnedName, Precision, Sign, Voice
from geomap.layers.corrected import corrected
from geomap.layers.families import family_of
from geomap.layers.naming import Naming
from geomap.layers.records import AreaHit
from geomap.layers.shapes import inner_point, is_point, middle_of_sector
from geomap.model import (
    Act,
    CasualtyCount,
    Claim,
    Extraction,
    Incident,
    IncidentPlace,
    LonLat,
    Sector,
    Stance,
)
from geomap.model.acled import acled_of
from geomap.model.incident import country_of
from geomap.model.toll import killed_in

_PRECISION = {1: "exact", 2: "near", 3: "second", 4: "first", 5: "line", 6: "country", 7: "many"}


@dataclass(frozen=True, slots=True)
class _Context:
    """What turning an incident into a sign needs beside the incident.

    ``sectors`` and ``positions`` by theatre and id of a sector, ``documents`` positions by id.
    """

    sectors: Mapping[tuple[str, str], Sector]
    positions: Mapping[tuple[str, str], int]
    documents: Mapping[str, int]
    inside: Mapping[int, LonLat]
    naming: Naming
    with_quotes: bool


def make_signs(
    extraction: Extraction, *, naming: Naming, quotes: str, hits: Sequence[AreaHit] = ()
) -> tuple[Sign, ...]:
    """A sign for every incident, in the order of the extraction.

    Parameters
    ----------
    extraction
        What was found.
    naming
        How places are labelled.
    quotes
        ``none``, ``sentence`` or ``full``: with none, no words of the sources go along.
    hits
        The areas hit: a sign stands in the part of an area that is meant, if that is known.
    """
    documents = {document.id: i for i, document in enumerate(extraction.documents)}
    for incident in extraction.incidents:
        told = (incident, *(account.incident for account in incident.accounts))
        missing = [each.document_id for each in told if each.document_id not in documents]
        if missing:
            what = f"its document {missing[0]!r} is not among those of the report"
            raise RecordError(what, where=f"incident {incident.id}")
    keys = [(sector.theatre, sector.id) for sector in extraction.sectors]
    context = _Context(
        sectors=dict(zip(keys, extraction.sectors, strict=True)),
        positions={key: i for i, key in enumerate(keys)},
        documents=documents,
        inside={i: inner_point(hit.part.geometry) for hit in hits if hit.part for i in hit.signs},
        naming=naming,
        with_quotes=quotes != "none",
    )
    return tuple(_sign(i, incident, context) for i, incident in enumerate(extraction.incidents))


def sides_of(signs: Sequence[Sign]) -> tuple[str, ...]:
    """Sides that speak as parties, the one with most incidents first, ties by name."""
    counts: dict[str, int] = {}
    for sign in signs:
        for side in {voice.side for voice in sign.account.voices if voice.party and voice.side}:
            counts[side] = counts.get(side, 0) + 1
    return tuple(sorted(counts, key=lambda side: (-counts[side], side)))


def sectors_of(incident: Incident, sectors: Mapping[tuple[str, str], Sector]) -> tuple[Sector, ...]:
    """The sectors that the incident names and that are known, in its order."""
    if incident.theatre is None:
        return ()
    found = (sectors.get((incident.theatre, key)) for key in incident.sectors)
    return tuple(sector for sector in found if sector is not None)


def _sign(position: int, incident: Incident, context: _Context) -> Sign:
    own_sectors = sectors_of(incident, context.sectors)
    theatre = incident.theatre or ""
    parties = [actor.name for actor in (*incident.initiators, *incident.targets)]
    parties += [count.party for count in incident.casualties if count.party]
    return Sign(
        id=incident.id,
        type=incident.type,
        family=family_of(incident.type),
        status=incident.status,
        salience=incident.salience,
        polarity=incident.polarity,
        day_start=incident.date_start,
        day_end=incident.date_end,
        date_prec=(incident.date_prec or 0) if incident.date_start or incident.date_end else 0,
        where_prec=(incident.place.where_prec or 0) if incident.place is not None else 0,
        anchors=_anchors(incident, own_sectors, context.inside.get(position)),
        sectors=tuple(context.positions[theatre, sector.id] for sector in own_sectors),
        parties=tuple(dict.fromkeys(parties)),
        killed=killed_in(incident),
        source=context.documents[incident.document_id],
        account=_account(incident, own_sectors, context),
    )


def _anchors(incident: Incident, sectors: Sequence[Sector], inside: LonLat | None) -> tuple[LonLat, ...]:
    if sectors:
        return tuple(middle_of_sector(sector) for sector in sectors)
    place = incident.place
    if place is None or place.geometry is None:
        return ()
    if inside is not None:
        return (inside,)
    return (inner_point(place.geometry),)


def _account(incident: Incident, sectors: Sequence[Sector], context: _Context) -> Account:
    place = incident.place
    where, relation = _where(incident, sectors, context)
    party_names, other_names = _place_names(incident, context.naming)
    acled = acled_of(incident, names_of_country(country_of(incident)))
    voices = [_voice(claim, context) for claim in incident.claims]
    own = context.documents[incident.document_id]
    return Account(
        where=where,
        relation=relation,
        precision=_precision(place, len(sectors)) if place is not None else None,
        party_names=party_names,
        other_names=other_names,
        initiators=tuple(dict.fromkeys(actor.name for actor in incident.initiators)),
        targets=tuple(dict.fromkeys(actor.name for actor in incident.targets)),
        weapons=incident.weapons,
        harm=tuple(_harm(count, context) for count in incident.casualties),
        voices=tuple(sorted(voices, key=lambda voice: voice.against)),
        quote=Excerpt(own, incident.start, incident.end, incident.quote if context.with_quotes else ""),
        acled=(acled.event_type, acled.sub_event_type),
        plover=incident.type.coding.plover,
        time_of_day=incident.time_of_day,
        merged=len(incident.merged_from),
        corrected=corrected(incident),
        place_name=place.name if place is not None else None,
        sectors=incident.sectors,
        **_joined(incident, context),
    )


def _joined(incident: Incident, context: _Context) -> dict[str, Any]:
    """What an account has besides, if several documents tell of the incident."""
    if not incident.accounts:
        return {}

    def where(told: Incident) -> tuple[str | None, str]:
        return _where(told, sectors_of(told, context.sectors), context)

    return {
        "by_source": joined.by_source(incident, context.documents, where, with_quotes=context.with_quotes),
        "differences": joined.differences(incident, where),
        "independent": incident.independent_voices,
        "tolls": joined.tolls(incident),
    }


def _voice(claim: Claim, context: _Context) -> Voice:
    if claim.stance is Stance.COUNTER_ASSERTS:
        verb = "otherwise"
    elif claim.stance is Stance.REJECTS and claim.act is not Act.DENIES:
        verb = "rejects"
    else:
        verb = claim.act.value.replace(" ", "_")
    source = context.documents.get(claim.document_id, 0)
    return Voice(
        side=claim.side,
        speaker=claim.speaker,
        party=claim.party,
        verb=verb,
        about=claim.about.value,
        against=claim.stance is not Stance.ASSERTS,
        quote=Excerpt(source, claim.start, claim.end, claim.quote if context.with_quotes else ""),
    )


def _harm(count: CasualtyCount, context: _Context) -> HarmTold:
    return HarmTold(
        harm=count.harm.value,
        low=count.low,
        best=count.best,
        high=count.high,
        victims=count.victims,
        party=count.party,
        cumulative=count.cumulative,
        words=count.quote if context.with_quotes else "",
    )


def _precision(place: IncidentPlace, sectors: int) -> Precision:
    """How exactly the place is known; see `geomap.layers.words.precision` for the rules in words."""
    if place.geometry is None:
        return Precision("not_found")
    radius = place.radius_km
    if place.blurred_km is not None:
        return Precision("blurred", "", radius, place.blurred_km)
    if sectors:
        return Precision("sectors" if sectors > 1 else "sector", "", radius)
    if place.named_by_relation and not is_point(place.geometry) and place.relation != "border":
        return Precision("drawn", "", radius)
    key = _PRECISION.get(place.where_prec or 0, "unknown")
    return Precision(key, words.area_word(place) if key in ("first", "second") else "", radius)


def _where(incident: Incident, sectors: Sequence[Sector], context: _Context) -> tuple[str | None, str]:
    """The label of the place, and how it lies to it ('' for in it)."""
    place = incident.place
    if sectors:
        of_line = sum(theatre == incident.theatre for theatre, _ in context.sectors)
        return words.sectors([sector.name for sector in sectors], of=of_line), ""
    if place is None:
        return None, ""
    name = context.naming.incident_place(place)
    if place.relation in ("in", "") or place.named_by_relation:
        return words.capitalised(name), ""
    return name, place.relation


def _place_names(incident: Incident, naming: Naming) -> tuple[tuple[OwnedName, ...], tuple[str, ...]]:
    """The parties' names of the place and further ones, without what its label already says."""
    place = incident.place
    if place is None or place.resolution is None:
        return (), ()
    return naming.others(place.resolution.place, naming.incident_place(place))
