"""Feature words: generic nouns of English as news use it that tell what kind of place a name beside them is.

With them stand the borrowed names of units (oblast, raion, wilaya ...).
"""

from __future__ import annotations

UNIT_WORDS = frozenset(
    "district raion rayon region province oblast governorate county prefecture state department "
    "municipality township commune canton division parish wilaya woreda kebele subdistrict sub-district "
    "republic emirate autonomous krai kray voivodeship cercle locality territory regency constituency "
    "tehsil taluk upazila chiefdom muhafazah zone regional administrative".split()
)
TOWN_WORDS = frozenset(
    "village town city settlement hamlet hip suburb neighbourhood neighborhood quarter "
    "municipality capital port commune locality borough "
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


def singular(word: str) -> str | None:
    """The feature word that ``word`` (lower case) is a form of, or None."""
    if word in FEATURE_WORDS:
        return word
    return _PLURALS.get(word)
