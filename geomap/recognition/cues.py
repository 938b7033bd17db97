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
    **{word + "s": word for word in UNIT_WORDS | TOWN_WORDS | WATER_WORDS | SITE_WORDS if not word.endswith("s")},
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

DIRECTIONS = {
    "north": "north", "south": "south", "east": "east", "west": "west",
    "northeast": "northeast", "northwest": "northwest", "southeast": "southeast", "southwest": "southwest",
    "north east": "northeast", "north west": "northwest", "south east": "southeast", "south west": "southwest",
}  # fmt: skip

_DIRECTION = r"(?:north|south)[- ]?(?:east|west)|north|south|east|west"
_ADJECTIVE = (
    r"(?:north|south)[- ]?(?:eastern|western)|northern|southern|eastern|western|central|upper|lower|"
    rf"{_DIRECTION}|downtown|coastal|mid"
)
_REGION_PREFIX = re.compile(rf"(?<![\w-])({_ADJECTIVE})[ -]$", re.IGNORECASE)
_DISTANCE = re.compile(
    r"(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<word>a|an|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|"
    r"forty|fifty|several|a few))[ -](?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\s*"
    rf"(?:\([^)]{{0,30}}\)\s*)?(?:(?:to the )?(?P<direction>{_DIRECTION})(?:\s+(?:of|from))?|(?:away )?from|outside|off)\s+"
    r"(?:of )?(?:the )?(?:(?:main |provincial |regional )?(?:city|town|village|capital|port)(?: city)?(?: of)? )?$",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
}  # fmt: skip
_KM = {"k": 1.0, "mi": 1.609344, "me": 0.001}  # by the first letters of the unit

# What may stand between a relation and the name: an article, kinds of places, a direction.
_BETWEEN = (
    rf"(?:the |an? )?(?:{_ADJECTIVE} )?(?:(?:besieged|disputed|breakaway|border|frontline|coastal|mountainous|"
    r"strategic|main|old|occupied|neighbouring|neighboring|nearby|key|provincial|regional|contested|historic) )*"
    r"(?:(?:city|town|village|district|province|region|area|settlement|capital|port|state|county|villages|towns|cities|"
    r"districts|regions)(?: city)?(?: of)? )?(?:the )?"
)
_RELATIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(rf"(?<![\w-])(?:{pattern})\s+{_BETWEEN}$", re.IGNORECASE))
    for relation, pattern in (
        ("in and around", r"in and around|in or around|in and near|on and around"),
        ("outskirts", r"(?:outskirts|suburbs?|edges?|fringes?|approaches|entrance) (?:of|to)"),
        ("border", r"(?:borders?|frontier|boundary)(?: \w+)? (?:with|of|between|to|near)|bordering|borders"),
        ("near", r"near|nearby|close to|not far from|(?:in the )?vicinity of|next to|just outside|outside|beside|"
                 r"around|adjacent to|off|within sight of|surrounding|in the direction of|on the road to"),
        ("between", r"between"),
        ("from", r"from|out of|left|leaving|fleeing|fled"),
        ("to", r"to|towards?|into|onto|reached|reaching|entering"),
        ("north", r"north of"), ("south", r"south of"), ("east", r"east of"), ("west", r"west of"),
        ("northeast", r"north[- ]?east of"), ("northwest", r"north[- ]?west of"),
        ("southeast", r"south[- ]?east of"), ("southwest", r"south[- ]?west of"),
    )
)  # fmt: skip
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
        unit = measured["unit"].lower()
        factor = _KM["k" if unit.startswith("k") else unit[:2]]
        if measured["number"]:
            distance = float(measured["number"].replace(",", ".")) * factor
        else:
            number = _NUMBER_WORDS.get(measured["word"].lower())
            distance = number * factor if number is not None else None  # 'several' has no length
        direction = measured["direction"]
        return (DIRECTIONS[_spaced(direction)] if direction else "near"), distance
    for relation, pattern in _RELATIONS:
        if pattern.search(left):
            return relation, None
    return "in", None


def _spaced(direction: str) -> str:
    return direction.lower().replace("-", " ")
