"""Phrases that take up a place named before: 'in the region', 'captured the city'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.incidents import lexicon
from geomap.incidents.place_fitness import WHOLE_COUNTRY, Scene
from geomap.incidents.placing import Placing
from geomap.model import Role, Toponym

_NOUN = (
    r"((?:the|this|that)\s+(?:\w+\s+)?(?:region|territory|enclave|exclave|province|district|city|town|village|area|"
    r"capital|camp|peninsula|island|state|settlement|port|county))\b"
)
_ANAPHOR = re.compile(
    rf"\b(?:in|around|near|across|on|of|outside|inside|into|within|over)\s+(?:and\s+around\s+)?{_NOUN}",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\s+{_NOUN}(?!\s+of)", re.IGNORECASE)


def object_taken_up(scene: Scene, known: Sequence[Toponym]) -> Placing | None:
    """'captured the city': the object takes up the last settlement or area named."""
    if not scene.trigger.verbal:
        return None
    found = _OBJECT.match(scene.text, scene.trigger.end)
    return None if found is None else _last_of_kind(found, known)


def taken_up(scene: Scene, known: Sequence[Toponym]) -> Placing | None:
    """'in the region', 'the city': the last place of that kind named before.

    Parameters
    ----------
    scene
        The phrase is looked for in the trigger's clause, or in the whole sentence.
    known
        Places named before, latest last.
    """
    sentence, frame = scene.sentence, scene.frame
    begin, end = (
        (sentence.span.start, sentence.span.end) if scene.whole else sentence.clause_span(scene.clause)
    )
    for found in _ANAPHOR.finditer(scene.text, begin, end):
        if frame is not None and not frame.start <= found.start() < frame.end:
            continue
        placing = _last_of_kind(found, known)
        if placing is not None:
            return placing
    return None


def _last_of_kind(found: re.Match[str], known: Sequence[Toponym]) -> Placing | None:
    """The last place named before that the noun of 'the region', 'the city' fits."""
    noun = found.group(1).lower().split()[-1]
    area = noun in lexicon.words("area_nouns")
    for toponym in reversed(known):
        resolution = toponym.resolution
        if resolution is None or toponym.role is not Role.PLACE or toponym.start > found.start():
            continue
        if area and toponym.cue in lexicon.words("area_nouns") and toponym.cue != noun:
            continue
        place = resolution.place
        region = place.feature_class in {"A", "L", "T"} and resolution.where_prec < WHOLE_COUNTRY
        unit = place.feature_code.startswith(("ADM", "RGN"))
        fits = (
            region and (unit or noun not in {"province", "district"}) if area else place.feature_class == "P"
        )
        if fits:
            why = f"'{found.group(1)}' takes up {toponym.text}"
            return Placing(toponym, None, found.start(1), found.end(1), why)
    return None
