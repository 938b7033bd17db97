"""ACLED's columns, as its export has them since 2024, and geomap's beside them."""

from __future__ import annotations

from typing import Any

from geomap.exports.records.points import point_of
from geomap.exports.tables.coding import (
    admin2_of,
    are_civilians,
    is_state,
    joined,
    names_of,
    of_documents,
    out_of_scope,
)
from geomap.exports.tables.columns import PREFIXED, Column, Kind, prefixed
from geomap.exports.tables.countries import codes_of
from geomap.gazetteer.home import name_of_country, names_of_country
from geomap.model import Actor, ActorKind, Incident

VERSION = "acled-1"

_K = Kind
COLUMNS = (
    Column("event_id_cnty"),
    Column("event_date", _K.DAY),
    Column("year", _K.INTEGER),
    Column("time_precision", _K.INTEGER),
    Column("disorder_type"),
    Column("event_type"),
    Column("sub_event_type"),
    Column("actor1"),
    Column("assoc_actor_1"),
    Column("inter1"),
    Column("actor2"),
    Column("assoc_actor_2"),
    Column("inter2"),
    Column("interaction"),
    Column("civilian_targeting"),
    Column("iso", _K.INTEGER),
    Column("region"),
    Column("country"),
    Column("admin1"),
    Column("admin2"),
    Column("admin3"),
    Column("location"),
    Column("latitude", _K.NUMBER),
    Column("longitude", _K.NUMBER),
    Column("geo_precision", _K.INTEGER),
    Column("source"),
    Column("source_scale"),
    Column("notes"),
    Column("fatalities", _K.INTEGER),
    Column("tags"),
    Column("timestamp", _K.INTEGER),
    Column("geomap_columns"),
    Column("geomap_inter1_code", _K.INTEGER),
    Column("geomap_inter2_code", _K.INTEGER),
    Column("geomap_interaction_code", _K.INTEGER),
    *PREFIXED,
)

STATE, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = (
    "State forces",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
INTER_CODES = {STATE: 1, RIOTERS: 5, PROTESTERS: 6, CIVILIANS: 7, EXTERNAL: 8}
"""ACLED's numbers for the kinds of actor that can be told. Whether an armed group is a rebel group (2),
a political (3) or an identity militia (4) no text says, so that its kind stays empty."""

_VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_AGAINST_CIVILIANS = "Violence against civilians"
_EXCESSIVE = "Excessive force against protesters"

TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""From UCDP's date_prec: a day; days of a week, a week; a month. ACLED has nothing coarser than a month."""

GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
"""From UCDP's where_prec: a town; near one, a district; a first-level unit, a sector or what is wider. A
sector is as long as a region is wide, and ACLED has nothing coarser than 3."""


def scope(incident: Incident) -> str | None:
    """Why ACLED would not code it; None if it would."""
    return out_of_scope(incident)


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
    country = name_of_country(told["country"])
    home = names_of_country(told["country"])
    first, second = _actors(incident, told["event_type"], country)
    inter1, inter2 = _inter(first, home), _inter(second, home)
    # A crowd can be alone; a deed whose other side the text does not name had one all the same.
    alone = not second and told["event_type"] in ("Protests", "Riots")
    cells = {
        "event_id_cnty": told["id"],
        "event_date": told["date_start"],
        "year": int(told["date_start"][:4]) if told["date_start"] else None,
        "time_precision": TIME_PRECISION.get(told["date_prec"] or 0),
        "disorder_type": _disorder(told["event_type"], told["sub_event_type"]),
        "event_type": told["event_type"],
        "sub_event_type": told["sub_event_type"],
        "actor1": first[0].name if first else None,
        "assoc_actor_1": joined(names_of(first[1:])),
        "inter1": inter1,
        "actor2": second[0].name if second else None,
        "assoc_actor_2": joined(names_of(second[1:])),
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2, alone=alone),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(incident, told) else None,
        "iso": codes.iso_numeric,
        "region": codes.acled_region,
        "country": country,
        "admin1": told["admin1"],
        "admin2": admin2_of(incident),
        "admin3": None,
        "location": told["place_name"],
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "geo_precision": GEO_PRECISION.get(told["where_prec"] or 0),
        "source": joined(of_documents(told, "source")),
        "source_scale": None,
        "notes": told["quote"],
        "fatalities": _fatalities(told),
        "tags": None,
        "timestamp": None,
        "geomap_columns": VERSION,
        "geomap_inter1_code": INTER_CODES.get(inter1 or ""),
        "geomap_inter2_code": INTER_CODES.get(inter2 or ""),
        "geomap_interaction_code": _interaction_code(inter1, inter2, alone=alone),
    }
    return cells | prefixed(told)


def _actors(
    incident: Incident, event_type: str, country: str | None
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Both sides, the main actor first, as ACLED arranges them."""
    first, second = _once(incident.initiators), _once(incident.targets)
    if event_type in ("Protests", "Riots"):
        crowd = PROTESTERS if event_type == "Protests" else RIOTERS
        return (_named(crowd, country), *(actor for actor in first if actor.name != crowd.lower())), second
    if event_type == _AGAINST_CIVILIANS:
        return first, (_named(CIVILIANS, country), *(a for a in second if a.name.lower() != "civilians"))
    if len(first) > 1 and (not second or set(names_of(first)) == set(names_of(second))):
        return first[:1], first[1:]  # both are said to have done it, to each other
    return first, second


def _once(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    by_name: dict[str, Actor] = {}
    for actor in actors:
        by_name.setdefault(actor.name, actor)
    return tuple(by_name.values())


def _named(group: str, country: str | None) -> Actor:
    """A group without a name of its own, as ACLED writes it: 'Civilians (Sudan)'."""
    name = f"{group} ({country})" if country else group
    return Actor(name, group)


def _inter(actors: tuple[Actor, ...], home: frozenset[str]) -> str | None:
    """The kind of the main actor; None where it cannot be told."""
    if not actors:
        return None
    actor = actors[0]
    if actor.text in (CIVILIANS, PROTESTERS, RIOTERS):
        return actor.text
    if home and is_state(actor):
        return STATE if actor.name in home else EXTERNAL  # a state's forces abroad are external ones
    return CIVILIANS if actor.kind is ActorKind.OTHER and are_civilians(actor) else None


def _interaction(inter1: str | None, inter2: str | None, *, alone: bool) -> str | None:
    if inter1 is None:
        return None
    if alone:
        return f"{inter1} only"
    if inter2 is None:
        return None
    return "-".join(sorted((inter1, inter2), key=INTER_CODES.__getitem__))


def _interaction_code(inter1: str | None, inter2: str | None, *, alone: bool) -> int | None:
    """The two numbers as one, the lower first; 0 in the second place for one who is alone."""
    if inter1 is None or (inter2 is None and not alone):
        return None
    if inter2 is None:
        return INTER_CODES[inter1] * 10
    low, high = sorted((INTER_CODES[inter1], INTER_CODES[inter2]))
    return low * 10 + high


def _disorder(event_type: str, sub_event_type: str) -> str:
    if sub_event_type == _EXCESSIVE:
        return f"{_VIOLENCE}; {_DEMONSTRATIONS}"
    if event_type == "Protests" or sub_event_type == "Violent demonstration":
        return _DEMONSTRATIONS
    return _STRATEGIC if event_type == _STRATEGIC else _VIOLENCE


def _targets_civilians(incident: Incident, told: dict[str, Any]) -> bool:
    if told["event_type"] == _AGAINST_CIVILIANS or told["sub_event_type"] == _EXCESSIVE:
        return True
    remote = told["event_type"] == "Explosions/Remote violence"
    return remote and bool(incident.targets) and all(are_civilians(actor) for actor in incident.targets)


def _fatalities(told: dict[str, Any]) -> int | None:
    """The best number, else the lowest; 0 where no death is told of; None if only some unknown number is."""
    numbers = (told["fatalities_best"], told["fatalities_low"])
    given = next((number for number in numbers if number is not None), None)
    if given is not None:
        return int(given)
    return 0 if told["fatalities_high"] is None else None
