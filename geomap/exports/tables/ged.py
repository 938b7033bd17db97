"""The columns of UCDP GED (24.1), and geomap's beside them."""

from __future__ import annotations

import math
from typing import Any

from geomap.exports.records.points import Point, point_of
from geomap.exports.tables.coding import (
    admin2_of,
    are_civilians,
    is_state,
    joined,
    names_of,
    numeric_id,
    of_documents,
    out_of_scope,
)
from geomap.exports.tables.columns import PREFIXED, Column, Kind, prefixed
from geomap.exports.tables.countries import codes_of, gwno_of_state
from geomap.gazetteer.home import name_of_country
from geomap.model import Actor, ActorKind, Harm, Incident, IncidentType
from geomap.model.toll import toll_of

VERSION = "ged-1"
NO_DEATH = "without a death"
NO_VIOLENCE = "no armed violence"

_WHOLE = (
    "id year type_of_violence conflict_dset_id conflict_new_id dyad_dset_id dyad_new_id side_a_dset_id "
    "side_a_new_id side_b_dset_id side_b_new_id number_of_sources where_prec priogrid_gid country_id "
    "event_clarity date_prec deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
_KINDS = {
    **dict.fromkeys(_WHOLE, Kind.INTEGER),
    **dict.fromkeys(("date_start", "date_end"), Kind.DAY),
    **dict.fromkeys(("latitude", "longitude"), Kind.NUMBER),
}
_NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id "
    "side_b_new_id side_b number_of_sources source_article source_office source_date source_headline "
    "source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude "
    "geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a "
    "deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
COLUMNS = (
    *(Column(name, _KINDS.get(name, Kind.TEXT)) for name in _NAMES),
    Column("geomap_columns"),
    *PREFIXED,
)

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


def scope(incident: Incident) -> str | None:
    """Why GED would not code it; None if it would: armed force by which at least one person died."""
    why = out_of_scope(incident)
    if why is not None:
        return why
    if not (incident.violent or incident.type is IncidentType.PROTEST):
        return NO_VIOLENCE
    return None if any(_killed(incident)) else NO_DEATH


def row(incident: Incident, told: dict[str, Any]) -> dict[str, Any]:
    """The cells of `COLUMNS`.

    Parameters
    ----------
    incident
        The incident.
    told
        Its properties.
    """
    codes, point = codes_of(told["country"]), point_of(incident)
    violence, first, second = _sides(incident, told["event_type"])
    side_a, side_b = _side(first), _side(second)
    low, best, high = _killed(incident)
    cells = {
        "id": numeric_id(told["id"]),
        "relid": told["id"],
        "year": int(told["date_start"][:4]) if told["date_start"] else None,
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": told["independent_sources"] if incident.accounts else len(told["documents"]),
        "source_article": joined(_article(document) for document in told["documents"]),
        "source_office": joined(of_documents(told, "source")),
        "source_date": joined(of_documents(told, "published")),
        "source_headline": joined(of_documents(told, "title")),
        "source_original": joined(claim["speaker"] for claim in told["claims"] if claim["side"] is not None),
        "where_prec": told["where_prec"],
        "where_coordinates": told["place_name"],
        "where_description": told["place_text"],
        "adm_1": told["admin1"],
        "adm_2": admin2_of(incident),
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "geom_wkt": f"POINT ({point.lon!r} {point.lat!r})" if point else None,
        "priogrid_gid": priogrid_gid(point) if point else None,
        "country": name_of_country(told["country"]),
        "country_id": codes.gwno,
        "region": codes.ged_region,
        "event_clarity": _clarity(incident),
        "date_prec": told["date_prec"],
        "date_start": told["date_start"],
        "date_end": told["date_end"],
        **_deaths(incident, first, second, best),
        "best": best,
        "high": high,
        "low": low,
        "gwnoa": _gwno(first),
        "gwnob": _gwno(second),
        "geomap_columns": VERSION,
    }
    # The numbers of UCDP's registers of conflicts, dyads and actors are UCDP's to give.
    return dict.fromkeys(_NAMES) | cells | prefixed(told)


def priogrid_gid(point: Point) -> int:
    """The cell of PRIO-GRID (0.5 degrees) that a point lies in.

    Cells are counted from 1 at 180 degrees west and 90 south, eastwards and then northwards, 720 a row.
    """
    column = min(math.floor((point.lon + 180) * 2), 719)
    line = min(math.floor((point.lat + 90) * 2), 359)
    return line * 720 + column + 1


def _killed(incident: Incident) -> tuple[int, int, int]:
    """Lowest, best and highest number of deaths; GED has no cell without a number.

    Where the text gives no best number ('dozens') that is the lowest; where no highest ('at least
    three'), the best.
    """
    told = toll_of(incident, Harm.KILLED)
    known = [number for number in told if number is not None]
    if not known:
        return 0, 0, 0
    low = told.low if told.low is not None else min(known)
    best = told.best if told.best is not None else low
    return low, best, told.high if told.high is not None else max(best, low)


def _sides(incident: Incident, event_type: str) -> tuple[int | None, tuple[Actor, ...], tuple[Actor, ...]]:
    """GED's type of violence and both sides; None where the text does not name who fought whom."""
    first, second = incident.initiators, incident.targets
    if event_type in ("Violence against civilians", "Protests") or (
        second and all(map(are_civilians, second))
    ):
        return ONE_SIDED, first, (Actor("Civilians", "civilians"),)
    if len(names_of(first)) > 1 and (not second or set(names_of(first)) == set(names_of(second))):
        # Both are said to have done it, to each other.
        lead = first[0].name
        first, second = (
            tuple(a for a in first if a.name == lead),
            tuple(a for a in first if a.name != lead),
        )
    if not (first and second):
        return None, first, second
    states = [any(map(is_state, side)) for side in (first, second)]
    if states == [False, True]:
        return STATE_BASED, second, first  # GED's side A is always a government
    if any(states):
        return STATE_BASED, first, second
    armed = all(any(a.kind is ActorKind.ARMED_GROUP for a in side) for side in (first, second))
    return NON_STATE if armed else None, first, second


def _side(actors: tuple[Actor, ...]) -> str | None:
    """Its actors by name, states as UCDP names them."""
    return joined(f"Government of {actor.name}" if is_state(actor) else actor.name for actor in actors)


def _gwno(actors: tuple[Actor, ...]) -> int | None:
    """The number of the first state of a side."""
    states = (gwno_of_state(actor.name) for actor in actors if is_state(actor))
    return next((number for number in states if number is not None), None)


def _deaths(
    incident: Incident, first: tuple[Actor, ...], second: tuple[Actor, ...], best: int
) -> dict[str, int]:
    """The deaths by side, which add up to the best number: what the text gives to none is unknown."""
    found = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    left = best
    sides = {actor.name: "deaths_b" for actor in second} | {actor.name: "deaths_a" for actor in first}
    for count in incident.casualties:
        number = count.best if count.best is not None else count.low
        if count.harm is not Harm.KILLED or not number or count.cumulative:
            continue
        key = "deaths_civilians" if count.victims == "civilian" else sides.get(count.party or "")
        if key is not None and not found[key]:
            found[key] = min(number, left)
            left -= found[key]
    return found | {"deaths_unknown": left}


def _clarity(incident: Incident) -> int:
    """2 where the text sums up several happenings: counts alone, several sectors, a month or more."""
    several = incident.type is IncidentType.CASUALTIES_REPORT or len(incident.sectors) > 1
    return 2 if several or (incident.date_prec or 0) >= 4 else 1


def _article(document: dict[str, Any]) -> str | None:
    """'Source, day, "headline"', as far as they are known."""
    headline = f'"{document["title"]}"' if document["title"] else None
    return ", ".join(part for part in (document["source"], document["published"], headline) if part) or None
