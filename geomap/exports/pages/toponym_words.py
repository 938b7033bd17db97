"""What a page says about a toponym, in English words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from geomap.model import LonLat, Place, Resolution, Role, Toponym
from geomap.model.unresolved import guess_words, why_open

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.PLACE: ("", "a place spoken of. Only these can be where something happened"),
    Role.DATELINE: ("dateline", "where the report was filed"),
    Role.METONYM: ("gov.", "a country or capital that stands for its government"),
    Role.DEMONYM: ("people", "a people or an adjective, such as ‘Armenian’"),
    Role.ORGANISATION: ("org.", "part of an organisation’s or a ship’s name"),
    Role.SPEAKER: ("speaker", "whose officials are quoted"),
}
"""The short label of a role's marks (none for a place) and what the role means."""

NOT_FOUND = "not found"
NOT_FOUND_MEANS = "no place could be settled on, whatever the role"

_PRECISION = {
    1: "the place itself",
    2: "near the place",
    3: "district known, place within it not",
    4: "unit or region known, place within it not",
    5: "a stretch of a line, or a wide area",
    6: "only the country",
    7: "at sea, or in several countries",
}
_FEATURES = {
    "ADM1": "first-level unit",
    "ADM2": "second-level unit",
    "ADM3": "third-level unit",
    "ADM4": "fourth-level unit",
    "ADMD": "administrative unit",
    "AIRB": "air base",
    "AIRP": "airport",
    "BAY": "bay",
    "CAPE": "cape",
    "CMPRF": "refugee camp",
    "CNL": "canal",
    "CONT": "continent",
    "CST": "coast",
    "DAM": "dam",
    "DLT": "delta",
    "DSRT": "desert",
    "FCL": "facility",
    "FRST": "forest",
    "GULF": "gulf",
    "HLL": "hill",
    "HLLS": "hills",
    "INSM": "military installation",
    "ISL": "island",
    "ISLS": "islands",
    "LK": "lake",
    "MRSH": "marsh",
    "MT": "mountain",
    "MTS": "mountains",
    "OCN": "ocean",
    "PASS": "pass",
    "PCLI": "country",
    "PEN": "peninsula",
    "PLN": "plain",
    "PPL": "town or village",
    "PPLA": "seat of a first-level unit",
    "PPLA2": "seat of a second-level unit",
    "PPLC": "capital",
    "PRT": "part of a place",
    "PS": "power station",
    "PSTB": "border post",
    "RGN": "region",
    "RGNH": "historical region",
    "RSV": "reservoir",
    "SEA": "sea",
    "STM": "river",
    "STRT": "strait",
    "UPLD": "upland",
    "VAL": "valley",
    "WAD": "wadi",
}
_CLASSES = {
    "A": "administrative unit",
    "H": "water",
    "L": "area",
    "P": "populated place",
    "R": "road or railway",
    "S": "site",
    "T": "height or land form",
    "V": "vegetation",
}


def precision(resolution: Resolution) -> str:
    """How exactly the place is known: UCDP GED's code in words, and the radius."""
    return f"{_PRECISION[resolution.where_prec]}, within {kilometres(resolution.radius_km)}"


def kilometres(radius: float) -> str:
    """A radius to two figures, which is more than anybody knows of it ('2,300 km')."""
    if radius < 1:
        return f"{radius:.1f}\N{NO-BREAK SPACE}km"
    unit = 10 ** max(0, math.floor(math.log10(radius)) - 1)
    return f"{round(radius / unit) * unit:,}\N{NO-BREAK SPACE}km"


def coordinates(point: LonLat, radius_km: float) -> str:
    """Latitude and longitude in decimal degrees, to about a tenth of the radius (4 decimals at most)."""
    decimals = min(4, max(0, 3 - math.floor(math.log10(max(radius_km, 0.1)))))
    # Adding zero turns minus zero into zero.
    lat, lon = (round(degrees, decimals) + 0.0 for degrees in (point.lat, point.lon))
    return f"{lat:.{decimals}f}, {lon:.{decimals}f}"


def feature(place: Place) -> str:
    """A feature code in words, or what its class says."""
    return _FEATURES.get(place.feature_code) or _CLASSES.get(place.feature_class, "place")


def country(place: Place, names: Mapping[str, str]) -> str:
    """The country's name, its code where there is no name for it, or nothing."""
    return names.get(place.country, place.country) if place.country else ""


def left_open(toponym: Toponym) -> str:
    """Why it has no place, and what it may mean."""
    told = "; ".join(guess_words(toponym.considered))
    return why_open(toponym.considered, toponym.left_open) + (f": {told}" if told else "")


def wording(toponym: Toponym) -> str:
    """How the text puts it: the part, the feature word, and how the happening lies to the place.

    Where that leads away from the place, the middle of the ground that is meant.
    """
    parts = []
    if toponym.region_prefix:
        parts.append(f"‘{toponym.region_prefix}’")
    if toponym.cue:
        parts.append(f"‘{toponym.cue}’")
    resolution, ground = toponym.resolution, toponym.ground
    at = resolution.place if resolution is not None else None
    if ground is not None and ground.name != (at.name if at is not None else toponym.text):
        parts.append(ground.name)
    elif toponym.distance_km:
        lies = "from" if toponym.relation in ("in", *_RELATIONS) else f"{toponym.relation} of"
        parts.append(f"{round(toponym.distance_km, 1):g} km {lies} it")
    elif toponym.relation != "in":
        parts.append(_RELATIONS.get(toponym.relation, f"{toponym.relation} of it"))
    if ground is not None and (at is None or ground.middle != at.point):
        parts.append(f"around {coordinates(ground.middle, ground.radius_km)}")
    return ", ".join(parts)


_RELATIONS = {
    "near": "near it",
    "in and around": "in and around it",
    "outskirts": "its outskirts",
    "between": "between it and another",
    "border": "its border",
    "from": "from it",
    "to": "to it",
}
