"""Phrases that take up a place named before: 'in the region', 'captured the city'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.incidents import lexicon
from geomap.incidents.places.place_fitness import WHOLE_COUNTRY, Scene
from geomap.incidents.places.placing import Placing
from geomap.model import IncidentType, Role, Toponym

_NOUN = (
    r"((?:the|this|that)\s+(?:\w+\s+)?(?:region|territory|enclave|exclave|province|district|city|town|village|area|"
    r"capital|camp|peninsula|island|state|settlement|port|county|dam|bridge|airport|plant|base))\b"
)
_WORKS = frozenset({"dam", "bridge", "airport", "plant", "base"})
"""What is taken up only where its name has the noun: 'the dam' after 'the Kakhovka dam'."""
_ANAPHOR = re.compile(
    rf"\b(?:in|around|near|across|on|of|outside|inside|into|within|over|above|overlooking)\s+(?:and\s+around\s+)?{_NOUN}",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\s+{_NOUN}(?!\s+of)", re.IGNORECASE)


_IT = re.compile(r"\s+it\b", re.IGNORECASE)
_OF_GROUND = frozenset({IncidentType.CAPTURE_OF_TERRITORY, IncidentType.AIR_STRIKE})
_JUST_NAMED = 160
"""Characters within which the last place of a kind is meant, whatever others were called."""


def object_taken_up(scene: Scene, known: Sequence[Toponym]) -> Placing | None:
    """'captured the city': the object takes up the last settlement or area named."""
    if not scene.trigger.verbal:
        return None
    found = _OBJECT.match(scene.text, scene.trigger.end)
    if found is not None:
        return _last_of_kind(found, known)
    pronoun = _IT.match(scene.text, scene.trigger.end)
    if pronoun is None or scene.trigger.type not in _OF_GROUND:
        return None
    # 'retook the town of X after tanks had seized it'
    near = next(
        (t for t in reversed(known) if pronoun.start() - t.start < _JUST_NAMED and _is_ground(t)), None
    )
    if near is None:
        return None
    return Placing(near, None, near.start, near.end, f"'it' takes up {near.text}")


def _is_ground(toponym: Toponym) -> bool:
    resolution = toponym.resolution
    return toponym.role is Role.PLACE and (resolution is None or resolution.where_prec < WHOLE_COUNTRY)


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
    """The last place named before that the noun of 'the region', 'the city' fits, one so called first."""
    noun = found.group(1).lower().split()[-1]
    fitting = [t for t in reversed(known) if t.start <= found.start() and _fits(noun, t)]
    # One so called first, but before it one just named.
    near = next((t for t in fitting if found.start() - t.start < _JUST_NAMED), None)
    toponym = near or next((t for t in fitting if t.cue == noun), fitting[0] if fitting else None)
    if toponym is None:
        return None
    why = f"'{found.group(1)}' takes up {toponym.text}"
    return Placing(toponym, None, found.start(1), found.end(1), why)


def _fits(noun: str, toponym: Toponym) -> bool:
    """Whether a place is of the kind that a noun names."""
    resolution = toponym.resolution
    if resolution is None or toponym.role is not Role.PLACE:
        return False
    place = resolution.place
    if noun in _WORKS:
        return noun in f"{toponym.text} {toponym.cue or ''} {place.name}".lower()
    if noun not in lexicon.words("area_nouns"):
        return place.feature_class == "P"
    if toponym.cue in lexicon.words("area_nouns") and toponym.cue != noun:
        return False
    region = place.feature_class in {"A", "L", "T"} and resolution.where_prec < WHOLE_COUNTRY
    unit = place.feature_code.startswith(("ADM", "RGN"))
    return region and (unit or noun not in {"province", "district"})
