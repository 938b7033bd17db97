"""From the places of a name to candidates: what each sort of name is worth, and why it was found.

Scores are on the scale of the compiler's priors (``gazetteer/compiling/prior.py``): the decimal
logarithm of the people that would make a town as likely to be meant.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geomap.gazetteer.names.fold import fold
from geomap.model.place import Candidate, Place

WITHIN: Final = 9
STEM: Final = 10
# The compiler's numbers for how a name stands to its place (`gazetteer/compiling/entries.py`):
# the word that `Candidate` uses, and what it takes from the prior.
NAME_KINDS: Final[Mapping[int, tuple[str, float]]] = MappingProxyType(
    {
        0: ("preferred", 0.0),
        1: ("abbreviation", 0.0),
        2: ("alternate", 0.25),
        3: ("native", 0.25),
        4: ("alternate", 0.9),
        5: ("historic", 3.0),
        6: ("demonym", 0.5),
        7: ("alternate", 0.0),
        8: ("alternate", 0.9),
        WITHIN: ("within", 1.0),
        STEM: ("alternate", 0.25),
    }
)
# A name that says 'district' means the unit, whatever the size of the town of that name.
NAMED_UNIT_BONUS = 3.0
# A unit that bears the whole name ('Moscow Oblast') comes before a larger one ('Moscow') without the word.
WHOLE_NAME_BONUS = 1.0
OVERLAY_PRIOR = 4.0
OVERLAY_BONUS = 0.5
# A village that is known only to lie in a unit is as likely as one of 500 people, less a penalty:
# the unit's own size says nothing of it.
WITHIN_SCORE = round(math.log10(500) - NAME_KINDS[WITHIN][1], 4)


def penalty(kind: int) -> float:
    """What a name of this kind takes from the prior of its place."""
    return NAME_KINDS[kind][1]


def candidate(place: Place, prior: float, kind: int, folded: str, *, overlay: bool = False) -> Candidate:
    """The candidate that a stored name makes of its place."""
    word, takes = NAME_KINDS[kind]
    if kind == WITHIN:
        reasons = (f"known only to lie in {place.name}",)
        return Candidate(place, folded.title(), word, WITHIN_SCORE, reasons)
    name = place.name if word == "preferred" else written(place, folded)
    return Candidate(
        place, name, word, round(prior - takes, 4), _WHY_OVERLAY[kind] if overlay else _WHY[kind]
    )


_WHY = {kind: (f"{word} name",) for kind, (word, _) in NAME_KINDS.items()}
_WHY_OVERLAY = {kind: (*why, "overlay") for kind, why in _WHY.items()}


def added_candidate(place: Place, name: str, base: Candidate | None, *, preferred: bool) -> Candidate:
    """The candidate of a place added in memory; ``base`` is the one of its id that a file has."""
    score = base.score if base else max(OVERLAY_PRIOR, math.log10(max(place.population, 1)))
    kind = "preferred" if preferred else "alternate"
    return Candidate(place, name, kind, round(score + OVERLAY_BONUS, 4), (f"{kind} name", "overlay"))


def is_first_level(candidate: Candidate) -> bool:
    """Whether a name is that of a first-level unit itself, not of a place known to lie in it."""
    return candidate.place.feature_code == "ADM1" and candidate.name_kind != "within"


def is_unit(place: Place) -> bool:
    """Whether a district, an oblast or a region may be meant by it; 'Donbas region' is one too."""
    return place.feature_class in {"A", "L"} and place.feature_code != "PCLI"


def written(place: Place, folded: str) -> str:
    """The form of a place's name that folds to ``folded``."""
    names = (place.name, *place.names)
    # Most names differ from their folded form in capitals only.
    for name in names:
        if name.lower() == folded:
            return name
    return next((name for name in names if fold(name) == folded), place.name)
