"""The features of a candidate that hang on the name and the place alone."""

from __future__ import annotations

from geomap.model import Place, Role, Toponym
from geomap.resolution.candidates import Form, Option, Wanted, wanted

#: The features that hang on the name alone, in the order of `Options.static`'s columns.
STATIC = (
    "prior",
    "prior above a city's",
    "preferred name",
    "historic name",
    "name by its sound",
    "known only to lie there",
    "unit found with its word",
    "site found with its word",
    "town found with a word",
    "name written out",
    "unit's word left out",
    "fits the feature word",
    "town against a unit's word",
    "unit against a town's word",
    "other than the feature word says",
    "town",
    "town of unknown size",
    "capital",
    "seat of a unit",
    "town of the unit's name",
    "first-level unit",
    "second-level unit",
    "country",
    "continent, ocean or sea",
    "water",
    "height or site",
    "a government's seat",
    "town of a dateline",
    "town for a distance",
    "area with parts",
)


COLUMN = {name: i for i, name in enumerate(STATIC)}


_CITY = 5.5  # a prior, that of some 300,000 people; how much a place is above it counts apart


def is_wide(place: Place) -> bool:
    """Whether a place is a country, continent, ocean or sea, whose point says little."""
    return place.feature_code.startswith(("PCL", "CONT", "OCN", "SEA"))


def features(
    toponym: Toponym, option: Option, namesakes: set[tuple[str | None, str | None]]
) -> list[tuple[str, float]]:
    """The features of a candidate that hold of it by itself, with their values."""
    candidate, form = option
    place, kind = candidate.place, candidate.name_kind
    code, group = place.feature_code, place.feature_class
    held = [("prior", candidate.score), ("prior above a city's", max(0.0, candidate.score - _CITY))]
    if kind in _KINDS:
        held.append((_KINDS[kind], 1.0))
    if form is Form.WITH_WORD:
        held.append((_WITH_WORD.get(group, "site found with its word"), 1.0))
    elif form in _FORMS:
        held.append((_FORMS[form], 1.0))
    asked = wanted(toponym.cue)
    if asked is not None:
        held.append((_fitting(asked, group), 1.0))
    held += [(name, 1.0) for name in _sorts(place, code, group)]
    if group == "P":
        if asked is None and place.admin1 is not None and (place.country, place.admin1) in namesakes:
            held.append(("town of the unit's name", 1.0))
        if toponym.role is Role.DATELINE:
            held.append(("town of a dateline", 1.0))
        if toponym.distance_km is not None:
            held.append(("town for a distance", 1.0))
    elif toponym.region_prefix is not None and group in "ALT":
        held.append(("area with parts", 1.0))
    if toponym.role is Role.METONYM and (code.startswith("PCL") or code == "PPLC"):
        held.append(("a government's seat", 1.0))
    return held


def _fitting(asked: Wanted, group: str) -> str:
    """How a place of a class of GeoNames' stands to what the feature word asks for."""
    if group in asked.classes:
        return "fits the feature word"
    if group == "P" and "A" in asked.classes:
        return "town against a unit's word"
    if group == "A" and asked.classes == "P":
        return "unit against a town's word"
    return "other than the feature word says"


_KINDS = {
    "preferred": "preferred name",
    "native": "preferred name",
    "abbreviation": "preferred name",
    "historic": "historic name",
    "transliteration": "name by its sound",
    "within": "known only to lie there",
}


_WITH_WORD = {
    "A": "unit found with its word",
    "L": "unit found with its word",
    "P": "town found with a word",
}


_FORMS = {
    Form.WRITTEN_OUT: "name written out",
    Form.UNIT_UNSAID: "unit's word left out",
}


def _sorts(place: Place, code: str, group: str) -> list[str]:
    """What sort of place it is, in the words of the features."""
    if group == "P":
        sorts = ["town"]
        if not place.population:
            sorts.append("town of unknown size")
        if code == "PPLC":
            sorts.append("capital")
        elif code == "PPLA":
            sorts.append("seat of a unit")
        return sorts
    if code.startswith("PCL"):
        return ["country"]
    if is_wide(place):
        return ["continent, ocean or sea"]
    if group == "A":
        return ["first-level unit" if code == "ADM1" else "second-level unit"]
    if group == "H":
        return ["water"]
    return ["height or site"] if group in "TSRV" else []
