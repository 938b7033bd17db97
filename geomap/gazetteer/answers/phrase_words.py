"""The words that tables write around a name, as patterns.

Each is the text of a regular expression, upper and lower case alike: they are compiled when a cell
is first read that is no name as it stands, which a look-up of a plain name never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _any_of(*words: str) -> str:
    """Alternatives, from words separated by commas."""
    return "|".join(word.strip() for word in " ".join(words).split(",") if word.strip())


def _initials(way: str) -> str:
    """'ne' of 'northeast'."""
    return "".join(
        letter
        for word, letter in (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"))
        if word in way
    )


# What a cell puts after a name to say what sort of place it is. Words that make a name of their
# own ('refugee camp', 'air base') are here too: the name alone is the second best that is known.
_TOWN = _any_of(
    "towns?, city, villages?, hamlet, settlement, urban-type settlement, locality, township,",
    "neighbou?rhood, quarter, ward, suburb, community, kibbutz, moshav, (?:city|town) cent(?:re|er),",
    "downtown, market, bazaar",
)
_UNIT = _any_of(
    "(?:(?:sub|municipal|autonomous)[- ]?)?district, nahiyah?, (?:(?:city|urban|rural) )?municipality,",
    "agency, cercle, municipality district, woreda, kebele, tehsil, taluka?, upazila, payam, boma, block,",
    "sector, cell, chiefdom, regency, (?:sub-?)?county, commune, department, raion, rayon, province,",
    "governorate, oblast, region, state, territory, zone, (?:sub-?)?prefecture, division, canton,",
    "arrondissement, independent city",
)
_WATER = _any_of(
    "rivers?, lake, reservoir, canal, stream, creek, bay, strait, sea, gulf, spring, swamp, wadi",
)
_HEIGHT = _any_of(
    "mountains?, mount, hills?, heights?, peak, ridge, range, plains?, plateau, valley, pass, desert,",
    "forest, jungle, woods, gorge, steppe",
)
_SITE = _any_of(
    "(?:(?:refugee|idp|displacement|training|army|military|rebel) )?camp, air ?(?:base|port|field|strip),",
    "(?:international|military) air ?(?:port|base|field), (?:(?:army|military|naval) )?base, military",
    "academy, dam, (?:(?:nuclear|thermal|hydroelectric) )?power (?:plant|station), (?:gas|oil) ?fields?,",
    "mine, refinery, (?:border )?(?:crossing|post|checkpoint), border crossing point, barracks, garrison,",
    "prison, hospital, university, school, bridge, junction, crossroads, intersection, roundabout, port,",
    "harbou?r, farms?, factory, depot, (?:railway )?station, islands?, silos?, monastery, church, mosque,",
    "(?:national )?park, reserve",
)
SORTS: Final[Mapping[str, str]] = MappingProxyType(
    {"town": _TOWN, "unit": _UNIT, "water": _WATER, "height": _HEIGHT, "site": _SITE}
)
"""Words for each sort of place."""

SORT_LAST: Final[Mapping[str, str]] = MappingProxyType(
    {sort: rf"^(?P<rest>.+?)\s+(?:{words})$" for sort, words in SORTS.items()}
)
SORT_OF: Final = (
    r"^(?:the\s+)?(?P<sort>[a-z -]+?)\s+(?:of|at|in)\s+(?P<rest>.+)$"
    r"|^(?P<short>river|lake|mount|mt\.?|camp)\s+(?P<name>.+)$"
)

_WAYS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
EIGHTHS: Final[Mapping[str, int]] = MappingProxyType(
    {form: eighths for eighths, way in enumerate(_WAYS) for form in (way, _initials(way))}
)
"""Directions in eighths of a turn, clockwise from north."""

_COMPASS = r"(?:north|south)?[- ]?(?:east|west)(?:ern)?|(?:north|south)(?:ern)?"
_TOWARDS = rf"(?:(?:to\s+)?(?:the\s+)?(?P<way>{_COMPASS}|[NS]\.?[EW]?\.?|[EW]\.?))"
_DISTANCE = (
    r"(?:(?:about|around|approx(?:\.|imately)?|some|roughly|~)\s*)?(?P<far>\d+(?:[.,]\d+)?)(?:\s*-\s*\d+)?\s*"
    r"(?P<unit>kms?|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?)\b\.?"
)
OFFSET_FIRST: Final = (
    rf"^{_DISTANCE}\s*(?:{_TOWARDS})?\s*(?:of|from|away from|outside(?: of)?|out of|off)\s+(?P<rest>.+)$"
)
OFFSET_LAST: Final = rf"^(?P<rest>.+?)[\s,(]+{_DISTANCE}\s*{_TOWARDS}\)?$"
SIDE_OF: Final = rf"^(?:to\s+)?(?:the\s+)?(?:just\s+)?(?P<way>{_COMPASS})\s+of\s+(?P<rest>.+)$"

NEAR_FIRST: Final = (
    r"^(?:near(?:by)?(?:\s+to)?|close\s+to|next\s+to|adjacent\s+to|outside(?:\s+of)?|around|towards?|rural|off|along"
    r"|opposite|(?:in\s+)?(?:the\s+)?(?:areas?|region|vicinity|surroundings|environs|edge|approaches|direction"
    r"|countrysides?)\s+(?:around|near|of|to))\s+(?P<rest>.+)$"
)
NEAR_LAST: Final = (
    r"^(?P<rest>.+?)[\s-]+(?:(?:surrounding\s+|rural\s+|border\s+)?areas?|surroundings|vicinity|environs|countryside"
    r"|rural|hinterland|coast|shores?)$"
)
OUTSKIRTS: Final = (
    r"^(?:the\s+)?(?:outskirts|suburbs?|edge|periphery)\s+of\s+(?P<first>.+)$"
    r"|^(?P<last>.+?)(?:\s+(?:outskirts|suburbs|periphery)|\s?-\s?suburbs?)$"
)
FRONT: Final = r"^(?P<rest>.+?)\s+(?:front\s?(?:line)?|axis|direction|sector|contact line|line of contact)s?$"
PART_FIRST: Final = (
    rf"^(?:the\s+)?(?:(?P<way>{_COMPASS})|central|greater|upper|lower|downtown)\s+"
    r"(?:(?:parts?|side|suburbs?|outskirts|edge|countryside)\s+of\s+|of\s+)?(?P<rest>.+)$"
)
PART_LAST: Final = rf"^(?P<rest>.+?)[\s,-]+(?:(?P<way>{_COMPASS})|cent(?:re|er)|central)$"

BETWEEN: Final = (
    r"^(?:(?:the\s+)?(?:road|highway|area|line|border)\s+)?between\s+(?P<one>.+?)\s+and\s+(?P<two>.+)$"
)
_ROADS = r"(?:roads?|highway|route|motorway|railway|line|axis|corridor|pipeline)"
ROAD: Final = (
    rf"^(?P<one>[^-–—/]+?)\s*(?:[-–—/]|\bto\b)\s*(?P<two>[^-–—/]+?)\s+(?:(?:main|international)\s+)?{_ROADS}$"
    rf"|^(?:the\s+)?(?:main\s+)?{_ROADS}\s+(?:from|linking|connecting)\s+(?P<from>.+?)\s+(?:to|and|with)\s+(?P<to>.+)$"
)
BOTH: Final = r"^(?P<one>[^,]+?),?\s+(?:and|&)\s+(?P<two>.+)$"

IN: Final = r"^(?P<head>.+?)\s+(?:in|inside|within)\s+(?:the\s+)?(?P<tail>.+)$"
BRACKETED: Final = r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*(?P<after>[^()]*)$"
ALIAS: Final = r"\s*(?:/|\b(?:aka|a\.k\.a\.|also known as|or|formerly|alias)\b)\s*"
CITY_DASH: Final = r"^(?P<city>[^,]+?)\s+[-–—]\s+(?P<quarter>[^,]+)$"
ARTICLE: Final = r"^the\s+"
