"""The types of incident and their codes in the field's coding schemes.

ACLED: event and sub-event types of the ACLED Codebook (2023); some depend on the incident, see
`geomap.model.acled`. PLOVER: event types and modes of the PLOVER ontology (2021), a type alone
where none of its modes is said; CAMEO: root codes of the CAMEO codebook 1.1b3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Coding(NamedTuple):
    """The codes of one incident type."""

    label: str
    event_type: str
    sub_event_type: str
    plover: str
    cameo: str
    violent: bool


class IncidentType(StrEnum):
    """What happened."""

    SHELLING = "shelling"
    ROCKET_MISSILE = "rocket_missile"
    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    ARMED_CLASH = "armed_clash"
    IED_MINE = "ied_mine"
    SUICIDE_BOMBING = "suicide_bombing"
    GRENADE = "grenade"
    CHEMICAL_WEAPON = "chemical_weapon"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    SEXUAL_VIOLENCE = "sexual_violence"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    PROTEST = "protest"
    RIOT = "riot"
    CEASEFIRE_VIOLATION = "ceasefire_violation"
    CEASEFIRE_AGREEMENT = "ceasefire_agreement"
    PRISONER_EXCHANGE = "prisoner_exchange"
    TALKS = "talks"
    CAPTURE_OF_TERRITORY = "capture_of_territory"
    WITHDRAWAL = "withdrawal"
    AIRCRAFT_SHOT_DOWN = "aircraft_shot_down"
    WEAPON_SEIZURE = "weapon_seizure"
    CASUALTIES_REPORT = "casualties_report"
    DISPLACEMENT = "displacement"
    HUMANITARIAN = "humanitarian"
    MOBILISATION = "mobilisation"
    BASE_ESTABLISHED = "base_established"
    PROPERTY_DAMAGE = "property_damage"
    OTHER_VIOLENCE = "other_violence"

    @property
    def coding(self) -> Coding:
        """Label and codes of the type."""
        return _CODING[self]

    @property
    def label(self) -> str:
        """The type in words, as a map shows it."""
        return _CODING[self].label

    @property
    def violent(self) -> bool:
        """Whether people or things are attacked in it."""
        return _CODING[self].violent


_REMOTE = "Explosions/Remote violence"
_CIVILIANS = "Violence against civilians"
_STRATEGIC = "Strategic developments"
_T = IncidentType

_CODING: dict[IncidentType, Coding] = {
    _T.SHELLING: Coding(
        "Shelling", _REMOTE, "Shelling/artillery/missile attack", "ASSAULT:heavy-weapons", "19", True
    ),
    _T.ROCKET_MISSILE: Coding(
        "Rocket or missile fire",
        _REMOTE,
        "Shelling/artillery/missile attack",
        "ASSAULT:heavy-weapons",
        "19",
        True,
    ),
    _T.AIR_STRIKE: Coding("Air strike", _REMOTE, "Air/drone strike", "ASSAULT:aerial", "19", True),
    _T.DRONE_STRIKE: Coding("Drone strike", _REMOTE, "Air/drone strike", "ASSAULT:drone", "19", True),
    _T.ARMED_CLASH: Coding("Armed clash", "Battles", "Armed clash", "ASSAULT:firearms", "19", True),
    _T.IED_MINE: Coding(
        "Bomb or mine", _REMOTE, "Remote explosive/landmine/IED", "ASSAULT:explosives", "18", True
    ),
    _T.SUICIDE_BOMBING: Coding(
        "Suicide bombing", _REMOTE, "Suicide bomb", "ASSAULT:suicide-attack", "18", True
    ),
    _T.GRENADE: Coding("Grenade attack", _REMOTE, "Grenade", "ASSAULT:explosives", "18", True),
    _T.CHEMICAL_WEAPON: Coding(
        "Chemical attack", _REMOTE, "Chemical weapon", "ASSAULT:unconventional", "20", True
    ),
    _T.ATTACK_ON_CIVILIANS: Coding("Attack on civilians", _CIVILIANS, "Attack", "ASSAULT", "18", True),
    _T.SEXUAL_VIOLENCE: Coding(
        "Sexual violence", _CIVILIANS, "Sexual violence", "ASSAULT:sexual", "18", True
    ),
    _T.ABDUCTION: Coding(
        "Abduction", _CIVILIANS, "Abduction/forced disappearance", "ASSAULT:abduct", "18", True
    ),
    _T.ARREST: Coding("Arrests", _STRATEGIC, "Arrests", "COERCE:arrest", "17", False),
    _T.PROTEST: Coding("Protest", "Protests", "Peaceful protest", "PROTEST:demo", "14", False),
    _T.RIOT: Coding("Riot", "Riots", "Violent demonstration", "PROTEST:riot", "14", True),
    _T.CEASEFIRE_VIOLATION: Coding("Ceasefire violation", "Battles", "Armed clash", "ASSAULT", "19", True),
    _T.CEASEFIRE_AGREEMENT: Coding(
        "Ceasefire agreed", _STRATEGIC, "Agreement", "RETREAT:ceasefire", "08", False
    ),
    _T.PRISONER_EXCHANGE: Coding(
        "Prisoner exchange", _STRATEGIC, "Agreement", "RETREAT:release", "08", False
    ),
    _T.TALKS: Coding("Talks", _STRATEGIC, "Other", "CONSULT", "04", False),
    _T.CAPTURE_OF_TERRITORY: Coding(
        "Capture of territory",
        "Battles",
        "Non-state actor overtakes territory",
        "ASSAULT",
        "19",
        True,
    ),
    _T.WITHDRAWAL: Coding(
        "Withdrawal", _STRATEGIC, "Non-violent transfer of territory", "RETREAT:withdraw", "08", False
    ),
    _T.AIRCRAFT_SHOT_DOWN: Coding(
        "Aircraft shot down", "Battles", "Armed clash", "ASSAULT:heavy-weapons", "19", True
    ),
    _T.WEAPON_SEIZURE: Coding(
        "Weapons seized or defused", _STRATEGIC, "Disrupted weapons use", "COERCE:seize", "17", False
    ),
    _T.CASUALTIES_REPORT: Coding("Casualties", _STRATEGIC, "Other", "ASSAULT", "19", True),
    _T.DISPLACEMENT: Coding("Displacement", _STRATEGIC, "Other", "COERCE:deport", "17", False),
    _T.HUMANITARIAN: Coding("Humanitarian aid", _STRATEGIC, "Other", "AID", "07", False),
    _T.MOBILISATION: Coding(
        "Mobilisation", _STRATEGIC, "Change to group/activity", "MOBILIZE:troops", "15", False
    ),
    _T.BASE_ESTABLISHED: Coding(
        "Base established", _STRATEGIC, "Headquarters or base established", "MOBILIZE:troops", "15", False
    ),
    _T.PROPERTY_DAMAGE: Coding(
        "Damage to property", _STRATEGIC, "Looting/property destruction", "ASSAULT:destroy", "17", True
    ),
    _T.OTHER_VIOLENCE: Coding("Other violence", _CIVILIANS, "Attack", "ASSAULT", "18", True),
}
