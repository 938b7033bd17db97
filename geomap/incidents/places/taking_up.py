"""Phrases that take up a place named before: 'in the region', 'captured the city'."""

from __future__ import annotations

import re

from geomap.incidents.places.named_before import Known
from geomap.incidents.places.place_fitness import Scene
from geomap.incidents.places.placing import Placing
from geomap.model import IncidentType

_NOUN = (
    r"((?:the|this|that)\s+(?:\w+\s+)?(?:region|territory|enclave|exclave|province|district|city|town|village|area|"
    r"capital|camp|peninsula|island|state|settlement|port|county|dam|bridge|airport|plant|base))\b"
)
_ANAPHOR = re.compile(
    rf"\b(?:in|around|near|across|on|of|outside|inside|into|within|over|above|overlooking)\s+(?:and\s+around\s+)?{_NOUN}",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\s+{_NOUN}(?!\s+of)", re.IGNORECASE)


_IT = re.compile(r"\s+it\b", re.IGNORECASE)
_OF_GROUND = frozenset({IncidentType.CAPTURE_OF_TERRITORY, IncidentType.AIR_STRIKE})


def object_taken_up(scene: Scene, known: Known) -> Placing | None:
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
    near = known.just_named(pronoun.start())
    if near is None:
        return None
    return Placing(near, None, near.start, near.end, f"'it' takes up {near.text}")


def taken_up(scene: Scene, known: Known) -> Placing | None:
    """'in the region', 'the city': the last place of that kind named before.

    Parameters
    ----------
    scene
        The phrase is looked for in the trigger's clause, or in the whole sentence.
    known
        Places named before.
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


def _last_of_kind(found: re.Match[str], known: Known) -> Placing | None:
    """The last place named before that the noun of 'the region', 'the city' fits, one so called first."""
    noun = found.group(1).lower().split()[-1]
    toponym = known.of_kind(noun, found.start())
    if toponym is None:
        return None
    why = f"'{found.group(1)}' takes up {toponym.text}"
    return Placing(toponym, None, found.start(1), found.end(1), why)
