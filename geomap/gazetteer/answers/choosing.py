"""Of the places that a bare name may mean, the one that is meant - or several that nothing tells apart.

What speaks for a place is its prior: the decimal logarithm of the people living there, with what
the gazetteer adds for capitals and units. A place is chosen if it is clearly above every other, or
above it at all and a higher seat of government, and not outweighed by the others together: of 59
villages of one name the one that has a few hundred people more is not the one that is meant, only a
little likelier to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geomap.gazetteer.names.fold import fold
from geomap.model.place import Candidate, Place

CLEAR_MARGIN = 0.5
"""By how much a place's prior has to be above another's: half a power of ten of people."""

LEAST_SHARE = 0.25
"""Which share of all the people a place has to have to be chosen from many."""

TIED_MARGIN = 1.0
"""Where no place is clearly meant, those with a tenth of the likeliest's people may be meant too."""

SAME_PLACE_KM = 5.0
"""Places of one name that are no farther apart than this, in kilometres, count as one."""

# Where one place has the name for its label, how much less likely are those that have it beside
# theirs, as another spelling or as another name.
_SPELLING_PENALTY = 0.5
_OTHER_NAME_PENALTY = 1.0
_LIKE = 0.3  # share of letter pairs, as in the compiler

_CLASSES = {
    "town": "P",
    "unit": "AL",
    "water": "H",
    "height": "TLV",
    "site": "SRHL",
}
_SEATS = {"PPLC": 2, "PPLA": 1}
_EXONYMS = {
    "historic": "by a historic name",
    "demonym": "by the name of its people",
    "transliteration": "by another romanisation",
    "within": "a place without a point there",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen of the candidates.

    Parameters
    ----------
    best
        The likeliest candidate.
    tied
        All that nothing tells apart, `best` first; `best` alone if it is the one meant.
    rejected
        The others, each with why as the last of its reasons.
    share
        Share of all candidates' weight that `tied` has, 0 to 1.
    of_the_sort
        Whether `best` is of the sort of place that was asked for.
    """

    best: Candidate
    tied: tuple[Candidate, ...]
    rejected: tuple[Candidate, ...]
    share: float
    of_the_sort: bool = True

    @property
    def spread_km(self) -> float:
        """How far from the likeliest the farthest of those not told apart lies, in kilometres."""
        return max(self.best.place.point.distance_km(c.place.point) for c in self.tied)


def choose(candidates: Sequence[Candidate], sort: str | None = None) -> Choice | None:
    """Choose among the candidates for a name; None if there are none.

    Parameters
    ----------
    candidates
        Places that it may mean, their scores decimal logarithms of people.
    sort
        What sort of place it is said to be (`phrases.Reading`); others are chosen only if no
        candidate is of that sort.
    """
    ranked = _ranked(candidates)
    fitting = [c for c in ranked if is_of_sort(c.place, sort)]
    considered = fitting or ranked
    if not considered:
        return None
    best = considered[0]
    rivals = [c for c in considered[1:] if not _one_with(c.place, best.place)]
    weights = [10**c.score for c in rivals]
    own = 10**best.score
    tied = [best]
    if rivals:
        clear = rivals[0].score <= best.score - CLEAR_MARGIN
        outweighed = own < LEAST_SHARE * (own + sum(weights))
        if (not clear or outweighed) and not _outranks(best, rivals):
            tied += [c for c in rivals if c.score > best.score - TIED_MARGIN]
    told = {c.place.id for c in tied}
    rejected = [rejected_because(c, _why(c, best, fitting)) for c in ranked if c.place.id not in told]
    total = own + sum(weights)
    return Choice(
        best,
        tuple(tied),
        tuple(rejected),
        sum(10**c.score for c in tied) / total,
        of_the_sort=bool(fitting),
    )


def is_of_sort(place: Place, sort: str | None) -> bool:
    """Whether a place is of the sort that a cell speaks of (`phrases.Reading`); any is where none is said."""
    return sort is None or place.feature_class in _CLASSES[sort]


def goes_by_it(candidate: Candidate) -> bool:
    """Whether the form that was found is a spelling of the place's label, not another name of its.

    Towns have borne other towns' names (Donetsk was Oleksandrivka for a while): a name that shares
    less than a third of its letter pairs with the label is another name. Names in other scripts
    cannot be compared and count as spellings.
    """
    if candidate.name_kind in {"preferred", "native", "within", "abbreviation", "demonym"}:
        return True
    label, form = fold(candidate.place.name), fold(candidate.name)
    if not form.isascii() or not label.isascii() or label in form or form in label:
        return True
    return _likeness(label, form) >= _LIKE


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first; where one has the name for its label, others are much less likely."""
    found = list(candidates)
    if any(c.name_kind == "preferred" for c in found):
        found = [replace(c, score=c.score - _penalty(c)) for c in found]
    return sorted(found, key=lambda c: (-c.score, c.place.id))


def _penalty(candidate: Candidate) -> float:
    if candidate.name_kind == "preferred":
        return 0.0
    return _SPELLING_PENALTY if goes_by_it(candidate) else _OTHER_NAME_PENALTY


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of two words' sets of letter pairs, 0 to 1."""
    pairs, others = ({a + b for a, b in pairwise(w)} for w in (one, other))
    total = len(pairs) + len(others)
    return 2 * len(pairs & others) / total if total else 0.0


def without_repeats(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, each place once with its highest score, highest first."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.place.id)
        if known is None or candidate.score > known.score:
            best[candidate.place.id] = candidate
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.place.id)))


def rejected_because(candidate: Candidate, why: str) -> Candidate:
    """The candidate with a reason against it, which comes last."""
    return replace(candidate, reasons=(*candidate.reasons, why))


def _one_with(place: Place, best: Place) -> bool:
    """Whether a place of the same name does not contradict the best: the unit around it, or beside it."""
    away = place.point.distance_km(best.point)
    if away <= SAME_PLACE_KM:
        return True
    if place.feature_class in "AL":
        return away <= place.radius_km
    return best.feature_class in "AL" and away <= best.radius_km


def _outranks(best: Candidate, rivals: Iterable[Candidate]) -> bool:
    """Whether the likeliest is a capital or seat of government and no other is as high a one."""
    rank = _SEATS.get(best.place.feature_code, 0)
    return rank > max(_SEATS.get(c.place.feature_code, 0) for c in rivals)


def _why(candidate: Candidate, best: Candidate, fitting: Sequence[Candidate]) -> str:
    place = candidate.place
    if fitting and all(candidate.place.id != c.place.id for c in fitting):
        return "not of the sort that was asked for"
    if _one_with(place, best.place):
        if place.feature_class in "AL" and best.place.feature_class == "P":
            return f"the unit around {best.place.name}"
        if place.feature_class == "P" and best.place.feature_class in "AL":
            return f"a town in {best.place.name}"
        return f"beside {best.place.name}"
    if candidate.name_kind in _EXONYMS:
        return _EXONYMS[candidate.name_kind]
    if not goes_by_it(candidate):
        return f"by another name than {place.name}"
    return "smaller" if place.feature_class == best.place.feature_class == "P" else "less likely to be named"
