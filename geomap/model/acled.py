"""ACLED's event and sub-event type of one incident.

Most follow from the incident's type alone (`IncidentType.coding`). Where ACLED's codebook asks who
acted, against whom or with what, the incident decides: `acled_of` is the one place that knows how.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from geomap.model.incident import Incident
from geomap.model.incident_type import IncidentType
from geomap.model.mention import ActorKind, Harm


class Acled(NamedTuple):
    """ACLED's event and sub-event type."""

    event_type: str
    sub_event_type: str


REGAINED = Acled("Battles", "Government regains territory")
OVERTAKEN = Acled("Battles", "Non-state actor overtakes territory")
PEACEFUL = Acled("Protests", "Peaceful protest")
INTERVENTION = Acled("Protests", "Protest with intervention")
EXCESSIVE_FORCE = Acled("Protests", "Excessive force against protesters")
DEMONSTRATION = Acled("Riots", "Violent demonstration")
MOB = Acled("Riots", "Mob violence")
DISRUPTED = Acled("Strategic developments", "Disrupted weapons use")

_OFFICERS = re.compile(
    r"\b(?:police(?:men|man)?|officers?|soldiers?|troops|guards?|gendarmes?)\b", re.IGNORECASE
)
_DISPERSAL = re.compile(
    r"\b(?:tear[- ]?gas|water[- ]cannons?|batons?|truncheons?|pepper[- ]spray|stun grenades?"
    r"|dispers(?:e|ed|es|ing)|arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|beat(?:en)?)\b",
    re.IGNORECASE,
)
_RUBBER_BULLETS = re.compile(r"\brubber bullets?\b", re.IGNORECASE)
_LIVE_FIRE = re.compile(
    r"\b(?:live (?:fire|rounds|ammunition|bullets)|opened fire|fired (?:on|at|into)|shot (?:at|dead)"
    r"|gunfire)\b",
    re.IGNORECASE,
)
_DEMONSTRATING = re.compile(
    r"\b(?:protest(?:s|ers?|ors?|ed|ing)?|demonstrat(?:ion|ions|ors?|ed|ing)|march(?:es|ers)?|rall(?:y|ies)"
    r"|strikers?)\b",
    re.IGNORECASE,
)
_MOB = re.compile(
    r"\b(?:mobs?|lynch(?:ed|ing|ings)?|vigilantes?|looters?|looting|communal|sectarian|inter-?communal|hooligans?"
    r"|angry crowds?)\b",
    re.IGNORECASE,
)
_FLYING_WEAPONS = re.compile(
    r"\b(?:drones?|UAVs?|unmanned|missiles?|rockets?|Shaheds?|quadcopters?)\b", re.IGNORECASE
)
_MEANS = re.compile(r"\b(?:by|with|using)\b")
_NEAR = 40
"""Characters before and after the trigger that say what was brought down."""
_MANNED = re.compile(
    r"\b(?:jets?|helicopters?|warplanes?|planes?|aircraft|bombers?|fighters?)\b", re.IGNORECASE
)


def acled_of(incident: Incident, home: Collection[str] = ()) -> Acled:
    """ACLED's event and sub-event type of an incident.

    Parameters
    ----------
    incident
        The incident.
    home
        The names of the country in which its place lies; empty if not known. A capture is the
        government's only where the government of that country made it, as a foreign state's army
        is coded like a non-state actor; without a country any state counts as the government.
    """
    if incident.acled is not None:
        return Acled(*incident.acled)
    if incident.type is IncidentType.CAPTURE_OF_TERRITORY:
        return REGAINED if _by_government(incident, home) else OVERTAKEN
    if incident.type is IncidentType.PROTEST:
        return _protest(incident)
    if incident.type is IncidentType.RIOT:
        quote = incident.quote
        mob = _MOB.search(incident.trigger) or (_MOB.search(quote) and not _DEMONSTRATING.search(quote))
        return MOB if mob else DEMONSTRATION
    if incident.type is IncidentType.AIRCRAFT_SHOT_DOWN and _intercepted(incident):
        return DISRUPTED
    coding = incident.type.coding
    return Acled(coding.event_type, coding.sub_event_type)


def _by_government(incident: Incident, home: Collection[str]) -> bool:
    if home:
        return any(a.name in home and a.kind is not ActorKind.ARMED_GROUP for a in incident.initiators)
    return any(actor.kind is ActorKind.STATE for actor in incident.initiators)


def _protest(incident: Incident) -> Acled:
    harmed = any(
        count.harm in {Harm.KILLED, Harm.WOUNDED}
        and count.victims != "military"
        and (count.best or count.low or 0) > 0
        and not count.cumulative
        and _OFFICERS.search(count.quote) is None
        for count in incident.casualties
    )
    if harmed or _LIVE_FIRE.search(_RUBBER_BULLETS.sub("", incident.quote)):
        return EXCESSIVE_FORCE
    means = " ".join((incident.quote, *incident.weapons))
    return INTERVENTION if _DISPERSAL.search(means) or _RUBBER_BULLETS.search(means) else PEACEFUL


def _intercepted(incident: Incident) -> bool:
    """Whether a weapon and no crewed aircraft was brought down, as far as the nearest words say."""
    begin = max(0, incident.trigger_start - incident.start)
    end = max(begin, incident.trigger_end - incident.start)
    # What it was brought down with is not what was brought down.
    after = _MEANS.split(incident.quote[end : end + _NEAR], maxsplit=1)[0]
    for near in (incident.trigger, after, incident.quote[max(0, begin - _NEAR) : begin]):
        if _MANNED.search(near):
            return False
        if _FLYING_WEAPONS.search(near):
            return True
    return False
