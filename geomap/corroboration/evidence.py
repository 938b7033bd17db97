"""What speaks for and against two accounts telling of one happening, part by part.

Each part gives a weight in log-odds and its reason in words, or None where it rules out that the two are
one. The weights are set by reasoning about what reporters agree on, and not fitted: that two accounts name
the same town is worth more than that they name the same side, and a toll told alike more than a weapon.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final, NamedTuple

from geomap.corroboration.families import affinity
from geomap.corroboration.grounds import SCENE
from geomap.corroboration.settings import Joining
from geomap.corroboration.sketches import Sketch
from geomap.model import IncidentType, LonLat
from geomap.model.toll import Toll


class Evidence(NamedTuple):
    """A weight in log-odds, and the reason for it; without words it is not worth telling."""

    weight: float
    reason: str = ""


NOTHING: Final = Evidence(0.0)

# Beyond this a 'site' is of the next town.
_TOWN_KM = 12.0
# Words that two sentences share: copied if nearly all, by chance if few.
_COPIED_WORDS, _COPIED_SHARE = 8, 0.85
_CHANCE = 0.15


def of_place(one: Sketch, other: Sketch, joining: Joining) -> Evidence | None:
    """Whether both can be at one place."""
    if one.exact == "sector" or other.exact == "sector":
        return _of_sectors(one, other)
    if one.place_id == other.place_id:
        return _of_same_place(one, other)
    if one.exact == "area" or other.exact == "area":
        return _of_areas(one, other)
    apart = LonLat(one.lon, one.lat).distance_km(LonLat(other.lon, other.lat))
    if apart <= joining.distance_km and (apart < 1 or {one.exact, other.exact} & {"site", "near"}):
        return Evidence(1.2, f"places {apart:.0f} km apart")
    if {one.exact, other.exact} in ({"town", "site"}, {SCENE, "site"}) and apart <= _TOWN_KM:
        return Evidence(0.8, "a place in the town")
    if "near" in (one.exact, other.exact):
        around = sum(each.radius_km for each in (one, other) if each.exact == "near")
        if apart <= around + joining.distance_km:
            return Evidence(0.6, f"one near the other, {apart:.0f} km")
    if apart <= joining.distance_km:
        return Evidence(-1.5, f"towns {apart:.0f} km apart")
    return None


def _of_same_place(one: Sketch, other: Sketch) -> Evidence:
    if SCENE in (one.exact, other.exact):
        return Evidence(1.8, "the place of which the document tells")
    rough = {one.exact, other.exact} & {"area", "near"}
    if one.exact == other.exact == "area":
        # Of a whole district much can be told on one day.
        return Evidence(0.8 if one.radius_km < 60 else 0.0, "the same district or region")
    return Evidence(2.0 if rough else 2.6, "the same place")


def _of_areas(one: Sketch, other: Sketch) -> Evidence | None:
    """A town and the district or region that it lies in."""
    area, inner = (one, other) if one.radius_km >= other.radius_km else (other, one)
    inside = area.west <= inner.lon <= area.east and area.south <= inner.lat <= area.north
    apart = LonLat(one.lon, one.lat).distance_km(LonLat(other.lon, other.lat))
    if not inside or apart > 1.5 * area.radius_km + inner.radius_km:
        return None
    if one.unit is not None and other.unit is not None and one.unit != other.unit:
        return None
    if not area.outlined:
        return Evidence(0.3, "a place and what it seems to lie in")
    return Evidence(1.3 if area.radius_km < 60 else 0.7, "a place and what it lies in")


def _of_sectors(one: Sketch, other: Sketch) -> Evidence | None:
    if one.theatre != other.theatre or one.theatre is None:
        return None
    if one.exact == other.exact == "sector":
        shared = set(one.sectors) & set(other.sectors)
        if not shared:
            return None
        return Evidence(1.2 if set(one.sectors) == set(other.sectors) else 0.6, "the same sector")
    return Evidence(0.0, "a place in the sector")


def of_day(one: Sketch, other: Sketch) -> Evidence | None:
    """Whether both can be on one day."""
    if one.last < other.first or other.last < one.first:
        return None
    if one.anchor and other.anchor:
        return Evidence(1.2, f"both on {date.fromordinal(one.first).isoformat()}")
    if one.first == other.first and one.last == other.last:
        return Evidence(0.4, "told of the same days")
    if one.anchor or other.anchor:
        anchor, loose = (one, other) if one.anchor else (other, one)
        if loose.dated:
            return Evidence(0.6, "a day within the days told")
        return Evidence(0.5 if anchor.day == loose.day else 0.0, "a day that the other does not say")
    return Evidence(-1.6, "days that only overlap")


_HOURS: Final = {
    "dawn": 5.0, "morning": 8.5, "noon": 12.0, "afternoon": 15.0, "evening": 19.5, "night": 24.0,
    "overnight": 24.0,
}  # fmt: skip


def of_hour(one: Sketch, other: Sketch) -> Evidence:
    """Whether both are at one time of day, where both say so."""
    first, second = _hour(one.time_of_day), _hour(other.time_of_day)
    if first is None or second is None:
        return NOTHING
    apart = abs(first - second) % 24
    apart = min(apart, 24 - apart)
    if apart <= 3:
        return Evidence(0.6, "the same time of day")
    return Evidence(-1.5 if apart >= 6 else -0.3, "another time of day")


def _hour(told: str | None) -> float | None:
    if told is None:
        return None
    if told in _HOURS:
        return _HOURS[told]
    hours, _, minutes = told.partition(":")
    if not (hours.isdigit() and minutes[:2].isdigit()):
        return None
    return int(hours) + int(minutes[:2]) / 60


def of_type(one: Sketch, other: Sketch) -> Evidence:
    """Whether both are of one type, or of types that are often called one by the other's name."""
    alike = affinity(one.type, other.type)
    if alike == 1.0:
        return Evidence(0.8, f"both {one.type.label.lower()}")
    # Half alike speaks neither for nor against it.
    return Evidence(4 * (alike - 0.55), f"{one.type.label.lower()} and {other.type.label.lower()}")


def of_sides(one: Sketch, other: Sketch) -> Evidence:
    """Whether both tell of the same sides; another to blame is not yet another happening."""
    if (one.type is IncidentType.WITHDRAWAL) != (other.type is IncidentType.WITHDRAWAL):
        return NOTHING  # who leaves a town is not who takes it
    blamed, hurt = _shared(one.initiators, other.initiators), _shared(one.targets, other.targets)
    weight = {True: 0.8, False: -1.0, None: 0.0}[blamed] + {True: 0.4, False: -0.4, None: 0.0}[hurt]
    if blamed is False and set(one.initiators) <= set(other.targets):
        # Each at the other's hands: two blows of one fight, rather than one blow with two accounts.
        weight -= 0.8
    if blamed is False:
        return Evidence(weight, "another side named")
    return Evidence(weight, "the same side named") if blamed or hurt else Evidence(weight)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    if not one or not other:
        return None
    return bool(set(one) & set(other))


def of_toll(one: Sketch, other: Sketch) -> Evidence:
    """Whether the tolls can be those of one happening: counts grow from one report to the next."""
    killed = _of_counts(one.killed, other.killed, "killed")
    wounded = _of_counts(one.wounded, other.wounded, "wounded")
    weight = killed.weight + 0.7 * wounded.weight
    told = [each.reason for each in (killed, wounded) if each.reason]
    return Evidence(weight, ", ".join(told))


def _of_counts(one: Toll, other: Toll, harm: str) -> Evidence:
    first, second = _number(one), _number(other)
    if first is None or second is None:
        return NOTHING
    if first == second:
        # The same large number is no coincidence; one killed is told every day.
        return Evidence(min(1.8, 0.4 + 0.5 * math.log2(1 + first)), f"{first} {harm} in both")
    (low, least), (high, _) = sorted(((first, one), (second, other)), key=lambda each: each[0])
    told = f"{low} and {high} {harm}"
    if high - low <= 2 or high <= 1.5 * low:
        return Evidence(0.2, told)
    weight = -0.4 if high <= 2 * low else -1.2 if high <= 3 * low else -2.2
    # 'At least three' leaves room for more.
    return Evidence(weight / 2 if least.high is None else weight, told)


def _number(toll: Toll) -> int | None:
    return toll.best if toll.best is not None else toll.low if toll.low is not None else toll.high


def of_words(one: Sketch, other: Sketch) -> Evidence:
    """Whether the sentences share rarer words, weapons and what was hit."""
    weight, told = 0.0, []
    if both := sorted(set(one.hit) & set(other.hit)):
        weight += 0.9
        told.append(f"both name {', '.join(both)}")
    elif _shared(_struck(one), _struck(other)) is False:
        weight -= 0.5
    if _shared(one.weapons, other.weapons):
        weight += 0.3
    fewer = min(len(one.words), len(other.words))
    if fewer:
        common = len(set(one.words) & set(other.words))
        share = common / fewer
        if fewer >= _COPIED_WORDS and share >= _COPIED_SHARE:
            return Evidence(weight + 3.0, "nearly the same sentence")
        weight += max(-0.4, min(1.6, 3.0 * (share - _CHANCE)))
        if share > 2 * _CHANCE and common > 1:
            told.append(f"{common} rarer words shared")
    return Evidence(weight, "; ".join(told))


def _struck(sketch: Sketch) -> tuple[str, ...]:
    """What it may be that was hit; a hospital takes in the wounded more often than it is hit."""
    return tuple(kind for kind in sketch.hit if kind != "hospital")


def of_document(one: Sketch, other: Sketch) -> Evidence:
    """Whether they stand in one document, whose author told them as two."""
    return Evidence(-1.0, "told apart in one document") if one.document_id == other.document_id else NOTHING
