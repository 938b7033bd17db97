"""Toponyms that say where another lies: 'Paris, Texas', 'X in Y province', 'Syria's Y'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.gazetteer.answers.displacement import moved
from geomap.model import Candidate, LonLat, Place, Role, Toponym
from geomap.resolution.candidates import within
from geomap.resolution.geometry import BEARINGS

#: Candidates with their shares of belief, the likeliest first.
Shares = Sequence[tuple[Candidate, float]]

_COMMA = re.compile(r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s+\(")
_IN = re.compile(
    r",?\s+(?:(?:a|the) (?:[\w-]+ ){0,2}(?:city|town|village|settlement) )?"
    r"(?:(?:city|town|village|district|area|region) )?"
    r"(?:in|of)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\w*[ -])?"
    r"(?:(?:region|province|district|state|county|oblast|governorate) of )?"
)
_OWNER = re.compile(
    r"(?:'s|\u2019s)?(?: (?:region|province|oblast|state|governorate|district|county))?(?:'s|\u2019s)?"
    r"(?: (?:[a-z-]+ ){0,3}(?:city|town|village|district|of|capital|port))* (?:of )?"
)
# 'Russia shelled the town of X' does not say that X is Russia's; 'Russia's town of X' does.
_OWNS = re.compile(r"(?:'s|\u2019s| (?:region|province|oblast|state|governorate|district|county))\b")
_REACH = 60  # characters between a name and what qualifies it
_NEAR_KM = 80.0
_BESIDE = 0.7  # what lies near a container, and in none of its codes, counts so much as lying in it
_SAID = re.compile(
    r",?\s+(?:(?:a|the) (?:[\w-]+ ){0,2}(?:city|town|village) )?(?:some |about |around |just )?"
    r"(?:\d|[a-z-]+ (?:km|kilomet|mile|metre|meter))"
)


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A toponym that tells where its neighbour lies: 'Texas' in 'Paris, Texas'.

    ``index`` is the container's index in the document's toponyms, ``strength`` 0 to 1.
    """

    index: int
    strength: float


def find_qualifiers(text: str, toponyms: Sequence[Toponym]) -> dict[int, Qualifier]:
    """For each qualified toponym, by its index, the one that may contain it."""
    qualifiers: dict[int, Qualifier] = {}
    for i in range(len(toponyms) - 1):
        one, other = toponyms[i], toponyms[i + 1]
        if other.start - one.end > _REACH or other.start <= one.end or other.role is Role.DEMONYM:
            continue
        between = text[one.end : other.start]
        if _COMMA.fullmatch(between):
            qualifiers[i] = Qualifier(i + 1, 1.0)
        elif one.role is not Role.DEMONYM and _IN.fullmatch(_without_cue(between, one)):
            qualifiers[i] = Qualifier(i + 1, 0.8)
        elif one.role is not Role.DEMONYM and _OWNS.match(between) and _OWNER.fullmatch(between):
            qualifiers.setdefault(i + 1, Qualifier(i, 0.7))
        elif one.role is Role.DEMONYM and _OWNER.fullmatch(between):
            # 'the Syrian town of X': the people's country contains it.
            qualifiers.setdefault(i + 1, Qualifier(i, 0.7))
    return qualifiers


@dataclass(frozen=True, slots=True)
class SaidDistance:
    """'X, 12 km north of Y': index of Y in the document's toponyms, and how X lies from it."""

    index: int
    bearing: float
    distance_km: float

    def place_from(self, point: LonLat) -> LonLat:
        """Where X lies if Y lies at ``point``."""
        return moved(point, self.bearing, self.distance_km)


def find_said_distances(text: str, toponyms: Sequence[Toponym]) -> dict[int, SaidDistance]:
    """For each toponym, by its index, of which the text says how far it lies from the next."""
    found: dict[int, SaidDistance] = {}
    for i in range(len(toponyms) - 1):
        one, other = toponyms[i], toponyms[i + 1]
        bearing = BEARINGS.get(other.relation)
        if bearing is None or other.distance_km is None or one.role is not Role.PLACE:
            continue
        between = text[one.end : other.start]
        if len(between) <= _REACH and _SAID.match(_without_cue(between, one)):
            found[i] = SaidDistance(i + 1, bearing, other.distance_km)
    return found


def contained_share(place: Place, container: Shares) -> float:
    """How far a place is believed to lie in the container, 0 to 1."""
    share = 0.0
    for outer, belief in container:
        around = outer.place
        if within(place, around):
            share += belief
        elif (
            around.feature_class == "P" or around.feature_code in {"ADM2", "RGN"}
        ) and place.point.distance_km(around.point) <= _NEAR_KM + around.radius_km:
            share += _BESIDE * belief
    return min(1.0, share)


def _without_cue(between: str, toponym: Toponym) -> str:
    stripped = between.lstrip()
    if toponym.cue is not None and stripped.lower().startswith(toponym.cue):
        return stripped[len(toponym.cue) :]
    return between
