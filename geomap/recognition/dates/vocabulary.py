"""Words of English time expressions."""

from __future__ import annotations

from typing import Final

_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS: Final = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)} | {
    short: number
    for number, shorts in enumerate(
        "jan feb mar apr - jun jul aug sep/sept oct nov dec".split(),
        start=1,
    )
    for short in shorts.split("/")
    if short != "-"
}
# May, March and the short forms are words and names too: alone they need more before them.
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
SHORT_WEEKDAYS: Final = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

# Seasons by their first month on the northern half of the Earth, where nearly all texts that name
# a season without its hemisphere are written.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Days of a unit that is counted; months and years are reckoned on the calendar.
UNITS: Final = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "day", "week": "week",
    "weekend": "weekend", "month": "month", "year": "year", "decade": "decade", "century": "century",
    "fortnight": "fortnight",
}  # fmt: skip
PLURALS: Final = {unit + "s": name for unit, name in UNITS.items()} | {"centuries": "century"}
ALL_UNITS: Final = UNITS | PLURALS

# 'several weeks' and the like: least and most of what is meant.
VAGUE_NUMBERS: Final = {"several": (3, 7), "few": (2, 6), "couple": (2, 2), "some": (2, 6)}

PARTS_OF_DAY: Final = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "evening": "evening",
    "night": "night", "nighttime": "night", "daybreak": "dawn", "dawn": "dawn", "sunrise": "dawn",
    "predawn": "dawn", "noon": "noon", "midday": "noon", "midnight": "00:00", "dusk": "evening",
    "sunset": "evening", "nightfall": "evening", "forenoon": "morning", "lunchtime": "noon",
}  # fmt: skip
AT_PARTS: Final = frozenset(
    {"dawn", "daybreak", "sunrise", "noon", "midday", "midnight", "dusk", "sunset", "nightfall", "night"}
)
# What a text counts the length of when it says 'two weeks of ...' or 'a six-week ...'.
STRIFE: Final = frozenset(
    "fighting war wars warfare clashes violence conflict shelling bombardment bombing bombings siege combat "
    "battles battle hostilities unrest protests strikes airstrikes attacks occupation insurgency "
    "offensive fire unrest bloodshed rioting riots talks negotiations rule blockade skirmishes campaign "
    "assault operations operation raids truce cease ceasefire crisis standoff demonstrations "
    "rebellion uprising".split()
)
FUTURE_CUES: Final = frozenset(
    "will shall upcoming scheduled due plans planned planning expected slated until deadline "
    "ll extended extend tomorrow forthcoming intends".split()
)
# After one of these a date is that of the saying, whatever was promised before.
PAST_CUES: Final = frozenset(
    "said told announced reported warned stated wrote added confirmed claimed accused was were had met "
    "killed began started ended signed agreed launched shelled attacked fired".split()
)
PEOPLE_OR_MEASURES: Final = frozenset(
    "people persons civilians soldiers troops men women children fighters militants families homes houses "
    "km kilometres kilometers kilometer kilometre miles metres meters m tons tonnes hectares acres "
    "dollars euros rubles pounds percent % rounds shells rockets missiles drones tanks vehicles refugees "
    "victims dead killed wounded injured casualties deaths others inhabitants residents members "
    "buildings schools villages".split()
)
# 'the March 23 Movement', 'the 14 July Bridge' are names.
NAME_HEADS: Final = frozenset(
    "movement brigade brigades alliance coalition front square bridge street avenue battalion "
    "regiment division army party hospital stadium resolution committee organisation organization "
    "university airport martyrs prison camp barracks".split()
)
EXACT_NUMBERS_NEEDED: Final = frozenset({"no", "number", "resolution", "article", "room", "page", "route"})
