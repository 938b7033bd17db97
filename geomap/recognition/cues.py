"""Cue words: what stands beside a name and tells that it is a place, of what kind, and where from it.

The feature words are generic nouns of English as news use it, with the borrowed names of units
(oblast, raion, wilaya ...). Directions, distances and relations follow the wording of reports of
incidents ('12 km north of X', 'on the outskirts of X', 'between X and Y').
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Feature word -> feature classes and codes of GeoNames that it asks for (see `CueKind`).
UNIT_WORDS = frozenset(
    "district raion rayon region province oblast governorate county prefecture state department "
    "municipality township commune canton division parish wilaya woreda kebele subdistrict sub-district "
    "republic emirate autonomous krai kray voivodeship cercle locality territory regency constituency "
    "tehsil taluk upazila chiefdom muhafazah zone regional administrative".split()
)
TOWN_WORDS = frozenset(
    "village town city settlement hamlet township suburb neighbourhood neighborhood quarter "
    "municipality villages towns cities settlements suburbs capital port commune locality borough "
    "enclave camp".split()
)
WATER_WORDS = frozenset(
    "river lake sea gulf bay strait straits canal creek reservoir basin lagoon channel ocean delta "
    "estuary".split()
)
HEIGHT_WORDS = frozenset(
    "mountain mountains mount hill hills heights range ridge peak plateau valley pass gorge volcano "
    "canyon".split()
)
AREA_WORDS = frozenset(
    "peninsula island islands isle desert forest strip coast steppe plain archipelago borderlands "
    "corridor triangle enclave exclave pocket".split()
)
SITE_WORDS = frozenset(
    "airport airfield airbase aerodrome hospital bridge dam plant refinery station base barracks depot "
    "prison square street avenue road highway motorway junction crossing checkpoint port harbour harbor "
    "refugee camp monastery cathedral church mosque museum stadium market factory mine field oilfield "
    "cemetery tunnel terminal stronghold front axis direction sector salient line".split()
)

FEATURE_WORDS = UNIT_WORDS | TOWN_WORDS | WATER_WORDS | HEIGHT_WORDS | AREA_WORDS | SITE_WORDS
# Plurals stand with a list: 'the Jabrayil and Fuzuli districts'.
_PLURALS = {
    **{
        word + "s": word
        for word in UNIT_WORDS | TOWN_WORDS | WATER_WORDS | SITE_WORDS
        if not word.endswith("s")
    },
    "counties": "county", "cities": "city", "municipalities": "municipality", "territories": "territory",
    "countries": "country", "parishes": "parish",
}  # fmt: skip

#: Unknown capitalised names are believed only beside these.
STRONG_WORDS = UNIT_WORDS - {
    "state",
    "regional",
    "administrative",
    "autonomous",
    "zone",
    "division",
    "department",
    "republic",
} | {"village", "town", "city", "settlement", "hamlet", "suburb", "neighbourhood", "neighborhood", "river"}

_DIRECTION = r"(?:north|south)[- ]?(?:east|west)|north|south|east|west"
_ADJECTIVE = (
    r"(?:north|south)[- ]?(?:eastern|western)|northern|southern|eastern|western|central|upper|lower|"
    rf"{_DIRECTION}|downtown|coastal|mid"
)
_REGION_PREFIX = re.compile(rf"(?<![\w-])({_ADJECTIVE})[ -]$", re.IGNORECASE)
_NUMBER_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0,
}  # fmt: skip
_KM = {"k": 1.0, "mi": 1.609344, "me": 0.001}  # by the first letters of the unit
_DISTANCE = re.compile(
    rf"(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<word>{'|'.join(_NUMBER_WORDS)}|several|a few))[ -]"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\s*(?:\([^)]{0,30}\)\s*)?"
    rf"(?:(?:to the )?(?P<direction>{_DIRECTION})(?:\s+(?:of|from))?|(?:away )?from|outside|off)\s+"
    r"(?:of )?(?:the )?(?:(?:main |provincial |regional )?"
    r"(?:city|town|village|capital|port)(?: city)?(?: of)? )?$",
    re.IGNORECASE,
)

# What may stand between a relation and the name: an article, kinds of places, a direction.
_BETWEEN = (
    rf"(?:the |an? )?(?:{_ADJECTIVE} )?"
    r"(?:(?:besieged|disputed|breakaway|border|frontline|coastal|mountainous|strategic|main|old|occupied|"
    r"neighbou?ring|nearby|key|provincial|regional|contested|historic) )*"
    r"(?:(?:city|town|village|district|province|region|area|settlement|capital|port|state|county|villages|"
    r"towns|cities|districts|regions)(?: city)?(?: of)? )?(?:the )?"
)
_RELATION_WORDS = (
    ("in and around", "in and around|in or around|in and near|on and around"),
    ("outskirts", "(?:outskirts|suburbs?|edges?|fringes?|approaches|entrance) (?:of|to)"),
    ("border", r"(?:borders?|frontier|boundary)(?: \w+)? (?:with|of|between|to|near)|bordering|borders"),
    (
        "near",
        (
            "near|nearby|close to|not far from|(?:in the )?vicinity of|next to|just outside|outside|beside|"
            "around|adjacent to|off|within sight of|surrounding|in the direction of|on the road to"
        ),
    ),
    ("between", "between"),
    ("from", "from|out of|left|leaving|fleeing|fled"),
    ("to", "to|towards?|into|onto|reached|reaching|entering"),
    *((d, f"{d} of") for d in ("north", "south", "east", "west")),
    *((a + b, f"{a}[- ]?{b} of") for a in ("north", "south") for b in ("east", "west")),
)
_RELATIONS = tuple(
    (relation, re.compile(rf"(?<![\w-])(?:{words})\s+{_BETWEEN}$", re.IGNORECASE))
    for relation, words in _RELATION_WORDS
)
_BEFORE_WORD = re.compile(
    r"(?<![\w-])([a-z][a-z-]+)(?: of| called| named| known as)? (?:the |[\"'\u201c\u2018])?$", re.IGNORECASE
)
_AFTER_WORD = re.compile(
    r"(?:'s|\u2019s)?[ -](?:administrative |autonomous |refugee |international |military )?([a-z][a-z-]+)\b",
    re.IGNORECASE,
)
_BORDER_AFTER = re.compile(r"(?:'s|\u2019s)?[ -](?:\w+ )?(?:border|frontier|boundary)\b", re.IGNORECASE)
_OUTSKIRTS_AFTER = re.compile(r"(?:'s|\u2019s) (?:\w+ )?(?:outskirts|suburbs)\b", re.IGNORECASE)
_LOCATIVE = re.compile(
    r"(?<![\w-])(?:in|at|near|across|inside|outside|around|throughout|within|into|toward|towards|over|"
    r"to|from|through|between|off|entered|leaving|left|reached|via|outskirts of|along|"
    rf"north of|south of|east of|west of|(?:north|south)(?:east|west) of)\s+{_BETWEEN}$",
    re.IGNORECASE,
)
_REACH = 90  # characters looked at before a name


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands around a name.

    Parameters
    ----------
    word
        The feature word beside the name, lower case and singular; None if there is none.
    relation, distance_km, region_prefix
        As in `geomap.model.Toponym`.
    locative
        Whether a preposition of place stands before the name.
    """

    word: str | None = None
    relation: str = "in"
    distance_km: float | None = None
    region_prefix: str | None = None
    locative: bool = False


def singular(word: str) -> str | None:
    """The feature word that ``word`` (lower case) is a form of, or None."""
    if word in FEATURE_WORDS:
        return word
    return _PLURALS.get(word)


def feature_word_before(text: str, start: int) -> str | None:
    """The feature word in 'the village of X' and 'the village X', or None."""
    found = _BEFORE_WORD.search(text, max(0, start - 40), start)
    return singular(found.group(1).lower()) if found else None


def feature_word_after(text: str, end: int) -> str | None:
    """The feature word in 'X district' and 'the X river', or None."""
    found = _AFTER_WORD.match(text, end)
    return singular(found.group(1).lower()) if found else None


def read_cues(text: str, start: int, end: int) -> Cues:
    """The cues around the name at ``start``..``end`` of ``text``."""
    left = text[max(0, start - _REACH) : start]
    word = feature_word_after(text, end) or feature_word_before(text, start)
    prefix_found = _REGION_PREFIX.search(left)
    prefix = prefix_found.group(1).lower() if prefix_found else None
    relation, distance = _read_relation(left)
    if relation == "in":
        if _BORDER_AFTER.match(text, end):
            relation = "border"
        elif _OUTSKIRTS_AFTER.match(text, end):
            relation = "outskirts"
    return Cues(word, relation, distance, prefix, _LOCATIVE.search(left) is not None)


def _read_relation(left: str) -> tuple[str, float | None]:
    """The relation and distance (km) that the words before a name give."""
    measured = _DISTANCE.search(left)
    if measured is not None:
        direction = measured["direction"]
        relation = re.sub("[- ]", "", direction.lower()) if direction else "near"
        return relation, _kilometres(measured["number"], measured["word"], measured["unit"].lower())
    for relation, pattern in _RELATIONS:
        if pattern.search(left):
            return relation, None
    return "in", None


def _kilometres(number: str | None, word: str | None, unit: str) -> float | None:
    """A distance in kilometres; None for one without a number ('several kilometres')."""
    factor = _KM["k" if unit.startswith("k") else unit[:2]]
    count = float(number.replace(",", ".")) if number else _NUMBER_WORDS.get((word or "").lower())
    return count * factor if count is not None else None
