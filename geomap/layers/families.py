"""Families of incident types: what shares a sign on the map.

A map shows the family by the shape of the sign and the status by line and fill, so that nothing
rests on colour alone.
"""

from __future__ import annotations

from enum import StrEnum

from geomap.model import IncidentType


class Family(StrEnum):
    """A group of incident types that share a sign; the value is its key in the page."""

    BOMBARDMENT = "bombardment"
    AIR = "air"
    FIGHTING = "fighting"
    ATTACK = "attack"
    HARM = "harm"
    MOVEMENT = "movement"
    UNREST = "unrest"
    DIPLOMACY = "diplomacy"


_T = IncidentType
_MEMBERS: dict[Family, tuple[IncidentType, ...]] = {
    Family.BOMBARDMENT: (_T.SHELLING, _T.ROCKET_MISSILE, _T.IED_MINE, _T.GRENADE, _T.CHEMICAL_WEAPON),
    Family.AIR: (_T.AIR_STRIKE, _T.DRONE_STRIKE, _T.AIRCRAFT_SHOT_DOWN),
    Family.FIGHTING: (_T.ARMED_CLASH, _T.CEASEFIRE_VIOLATION, _T.OTHER_VIOLENCE),
    Family.ATTACK: (_T.ATTACK_ON_CIVILIANS, _T.SUICIDE_BOMBING, _T.SEXUAL_VIOLENCE, _T.ABDUCTION),
    Family.HARM: (_T.CASUALTIES_REPORT, _T.DISPLACEMENT, _T.HUMANITARIAN, _T.PROPERTY_DAMAGE),
    Family.MOVEMENT: (_T.CAPTURE_OF_TERRITORY, _T.WITHDRAWAL, _T.MOBILISATION, _T.BASE_ESTABLISHED),
    Family.UNREST: (_T.PROTEST, _T.RIOT, _T.ARREST, _T.WEAPON_SEIZURE),
    Family.DIPLOMACY: (_T.TALKS, _T.CEASEFIRE_AGREEMENT, _T.PRISONER_EXCHANGE),
}
_FAMILY_OF: dict[IncidentType, Family] = {t: family for family, types in _MEMBERS.items() for t in types}


def family_of(incident_type: IncidentType) -> Family:
    """The family of a type; every type has one."""
    return _FAMILY_OF[incident_type]
