"""The places that a toponym could mean, by all the forms under which it may be known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from geomap.gazetteer.names.abbreviations import UNITS
from geomap.gazetteer.names.fold import fold
from geomap.model import Candidate, Place, Role, Toponym
from geomap.recognition.cues import AREA_WORDS, HEIGHT_WORDS, TOWN_WORDS, UNIT_WORDS, WATER_WORDS

_MOST = 60


class Lookup(Protocol):
    """The part of `geomap.gazetteer.PlaceIndex` that resolution needs."""

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """The places of that name, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feature word asks of a place.

    Parameters
    ----------
    classes
        Feature classes of GeoNames that fit.
    strict
        Whether nothing else can be meant: a river is never a town.
    """

    classes: str
    strict: bool = False


def wanted(cue: str | None) -> Wanted | None:
    """What the feature word ``cue`` asks for; None if it asks for nothing ('airport', 'road')."""
    if cue is None:
        return None
    if cue in WATER_WORDS:
        return Wanted("H", strict=True)
    if cue in {"village", "town", "city", "settlement", "hamlet", "suburb", "capital", "port"}:
        return Wanted("P")
    if cue in UNIT_WORDS:
        return Wanted("AL")
    if cue in TOWN_WORDS:
        return Wanted("P")
    if cue in HEIGHT_WORDS:
        return Wanted("TLA")
    if cue in AREA_WORDS:
        return Wanted("LTA")
    return None


def forms(toponym: Toponym) -> tuple[str, ...]:
    """The forms under which a toponym is looked up, the most telling first.

    >>> forms(Toponym(0, 6, "Tartar", cue="district"))
    ('Tartar district', 'Tartar')
    >>> forms(Toponym(0, 3, "Ky."))
    ('Kentucky',)
    """
    text = toponym.lemma or toponym.text
    unit = UNITS.get(text.lower())
    if unit is not None:
        return (unit,)
    tried = []
    if toponym.cue is not None:
        tried += [f"{text} {toponym.cue}"]
        if toponym.cue in WATER_WORDS | HEIGHT_WORDS:
            tried += [f"{toponym.cue} {text}", f"{toponym.cue} of {text}"]
    if toponym.region_prefix is not None:
        tried.append(f"{toponym.region_prefix} {text}")
    tried.append(text)
    return tuple(dict.fromkeys(tried))


def candidates_for(toponym: Toponym, index: Lookup) -> tuple[Candidate, ...]:
    """The candidates of a toponym, each place once, under its best form.

    A demonym has only the country or region of its people; any other role no demonyms.
    Suggestions (fuzzy matches) are never among them.
    """
    demonym = toponym.role is Role.DEMONYM
    best: dict[str, Candidate] = {}
    asked = wanted(toponym.cue)
    classes = asked.classes if asked is not None and asked.strict else None
    for form in forms(toponym):
        bare = fold(form) == fold(toponym.lemma or toponym.text)
        reasons = () if bare else (f"known as '{form}'",)
        for candidate in index.lookup(form):
            if candidate.name_kind == "suggestion" or (candidate.name_kind == "demonym") != demonym:
                continue
            if classes is not None and candidate.place.feature_class not in classes:
                continue  # the X river is no town
            if candidate.place.id not in best:
                # Most have no reasons either way, and need no copy.
                same = candidate.reasons == reasons
                best[candidate.place.id] = candidate if same else replace(candidate, reasons=reasons)
    return tuple(best.values())[:_MOST]


def within(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` lies in the country or first-level unit ``outer``, by their codes."""
    if inner.id == outer.id or outer.country is None or inner.country != outer.country:
        return False
    if outer.feature_code.startswith("PCL"):
        return not inner.feature_code.startswith("PCL")
    if outer.feature_code.startswith("ADM1"):
        return (
            outer.admin1 is not None
            and inner.admin1 == outer.admin1
            and not inner.feature_code.startswith(("ADM1", "PCL"))
        )
    return False
