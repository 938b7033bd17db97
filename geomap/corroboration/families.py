"""Which types of incident may be one happening in the words of two reporters."""

from __future__ import annotations

from typing import Final

from geomap.model import IncidentType

_T = IncidentType

VIOLENCE: Final = "violence"

_FIRE = frozenset((_T.SHELLING, _T.ROCKET_MISSILE, _T.AIR_STRIKE, _T.DRONE_STRIKE))
_BLAST = frozenset((_T.IED_MINE, _T.SUICIDE_BOMBING, _T.GRENADE))
_GROUND = frozenset((_T.ARMED_CLASH, _T.CEASEFIRE_VIOLATION))
PLAIN: Final = frozenset(
    (_T.ATTACK_ON_CIVILIANS, _T.CASUALTIES_REPORT, _T.OTHER_VIOLENCE, _T.PROPERTY_DAMAGE)
)
"""What somebody writes who says less: that people were killed, attacked, a house destroyed."""

_TERRITORY = frozenset((_T.CAPTURE_OF_TERRITORY, _T.WITHDRAWAL))

_FAMILIES: dict[IncidentType, str] = {
    **dict.fromkeys((*_FIRE, *_BLAST, *_GROUND, *PLAIN, *_TERRITORY), VIOLENCE),
    **dict.fromkeys((_T.CHEMICAL_WEAPON, _T.SEXUAL_VIOLENCE), VIOLENCE),
    # The one side's arrest is the other's abduction.
    **dict.fromkeys((_T.ABDUCTION, _T.ARREST), "custody"),
    **dict.fromkeys((_T.PROTEST, _T.RIOT), "crowd"),
    **dict.fromkeys((_T.TALKS, _T.CEASEFIRE_AGREEMENT, _T.PRISONER_EXCHANGE), "dealings"),
}

# What is often called the other. All other pairs of a family have the least affinity.
_CLOSE: dict[frozenset[IncidentType], float] = {
    frozenset((_T.SHELLING, _T.ROCKET_MISSILE)): 0.8,
    frozenset((_T.AIR_STRIKE, _T.DRONE_STRIKE)): 0.8,
    frozenset((_T.AIR_STRIKE, _T.ROCKET_MISSILE)): 0.7,
    frozenset((_T.DRONE_STRIKE, _T.ROCKET_MISSILE)): 0.6,
    frozenset((_T.SHELLING, _T.AIR_STRIKE)): 0.6,
    frozenset((_T.SHELLING, _T.DRONE_STRIKE)): 0.5,
    frozenset((_T.ARMED_CLASH, _T.ATTACK_ON_CIVILIANS)): 0.6,
    frozenset((_T.ARMED_CLASH, _T.CEASEFIRE_VIOLATION)): 0.7,
    frozenset((_T.SHELLING, _T.CEASEFIRE_VIOLATION)): 0.7,
    frozenset((_T.ARMED_CLASH, _T.CAPTURE_OF_TERRITORY)): 0.5,
    frozenset((_T.ARMED_CLASH, _T.WITHDRAWAL)): 0.4,
    # The one side's withdrawal is the other's capture.
    frozenset((_T.CAPTURE_OF_TERRITORY, _T.WITHDRAWAL)): 0.7,
    frozenset((_T.ABDUCTION, _T.ARREST)): 0.6,
    frozenset((_T.PROTEST, _T.RIOT)): 0.7,
    frozenset((_T.TALKS, _T.CEASEFIRE_AGREEMENT)): 0.4,
    frozenset((_T.TALKS, _T.PRISONER_EXCHANGE)): 0.3,
}
_LEAST = 0.2


def family_of(kind: IncidentType) -> str:
    """The family of a type; only incidents of one family are compared."""
    return _FAMILIES.get(kind, kind.value)


def affinity(one: IncidentType, other: IncidentType) -> float:
    """How likely two types of one family are two words for one thing, 0 to 1; 1 for the same type."""
    if one is other:
        return 1.0
    told = _CLOSE.get(frozenset((one, other)))
    if told is not None:
        return told
    if {one, other} <= _BLAST:
        return 0.7
    # What was taken or left is no plain word for what was fired.
    if (one in PLAIN or other in PLAIN) and not {one, other} & _TERRITORY:
        return 0.6
    return _LEAST
