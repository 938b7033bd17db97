"""Candidates by sound: places that have another romanisation of the name asked for.

They are sought only where no spelling of the name is known, and what is found by the number of a
key is compared name by name: other names may share the key, and other keys the number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.names import romanising
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.naming import NAME_KINDS, is_first_level
from geomap.gazetteer.names.terms import FEATURE_WORDS
from geomap.model.place import Candidate, Place

if TYPE_CHECKING:
    from geomap.gazetteer.files.added import AddedPlaces
    from geomap.gazetteer.files.layering import PlaceFiles

# Another spelling by the sound alone counts like another name, less so the more vowels differ.
PENALTY = 0.9
STEP = 0.1
SPELLING_PENALTY = NAME_KINDS[2][1]
_SEATS = frozenset({"PPLC", "PPLA"})

LEAST_CONSONANTS = 3
"""With fewer, a sound is that of too many names: world-wide 'near' would be Navur, 'AZ' Gaza."""


def heard(
    files: PlaceFiles, added: AddedPlaces, folded: str, *, least_consonants: int = 1
) -> Iterator[Candidate]:
    """Yield candidates for a folded name that sounds like a name of theirs, some places repeatedly.

    A name that says what it is of ('X river', 'Mount X') has none: only X could be romanised. Nor has
    one of fewer than ``least_consonants``; `LEAST_CONSONANTS` is for names of which no country is given.
    """
    words = folded.split()
    if not FEATURE_WORDS.isdisjoint((words[0], words[-1])):
        return
    readings = romanising.readings(folded)
    keys = [key for key in map(romanising.key, readings) if sum(map(str.isupper, key)) >= least_consonants]
    for number in dict.fromkeys(map(romanising.number, keys)):
        for stored in files.sounding(number):
            place = added.by_id.get(stored.place.id, stored.place)
            candidate = _candidate(place, stored.prior, readings)
            if candidate is not None:
                yield candidate


def seats(
    files: PlaceFiles, added: AddedPlaces, folded: str, known: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield towns of the name of first-level units where these have this spelling rather than the town.

    'Deir Ezzor' is listed as a name of the governorate only, 'Halab' as one of the unit's spellings
    and another name of Aleppo: the seat is called so too, and is what a bare name means. The unit
    vouches for the spelling, so it counts as one of the town's own. Among the ``known`` candidates are
    the units; a town that is known to have the name as another one has to be a seat of government:
    'Laghman' stays the province, though Mehtar Lam has gone by it.
    """
    within = {(c.place.country, c.place.admin1): c.score for c in known if is_first_level(c)}
    told = {c.place.id for c in known}
    for candidate in heard(files, added, folded):
        place = candidate.place
        score = round(candidate.score + PENALTY - SPELLING_PENALTY, 4)
        is_likely = place.feature_code in _SEATS or (place.feature_class == "P" and place.id not in told)
        if is_likely and score >= within.get((place.country, place.admin1), math.inf):
            yield replace(candidate, name_kind="alternate", score=score)


def _candidate(place: Place, prior: float, readings: Sequence[str]) -> Candidate | None:
    """The candidate of a place by its name that is most like the readings of the name asked for."""
    best: tuple[int, int] | None = None
    names = (place.name, *place.names)
    for order, name in enumerate(map(fold, names)):
        for reading in readings:
            differences = romanising.apart(reading, name)
            if differences is not None and (best is None or (differences, order) < best):
                best = differences, order
    if best is None:
        return None
    name = names[best[1]]
    score = round(prior - PENALTY - STEP * best[0], 4)
    return Candidate(place, name, "transliteration", score, (f"sounds like '{name}'",))
