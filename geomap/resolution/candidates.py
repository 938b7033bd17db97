"""The places that a toponym could mean, by all the forms under which it may be known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple, Protocol

from geomap.gazetteer.names.abbreviations import UNITS, written_out
from geomap.model import Candidate, Place, Role, Toponym
from geomap.recognition.feature_words import AREA_WORDS, HEIGHT_WORDS, TOWN_WORDS, UNIT_WORDS, WATER_WORDS

_MOST = 60


class Lookup(Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that resolution needs."""

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """The places of that name, best first."""
        ...

    def units_called(self, name: str) -> tuple[Candidate, ...]:
        """The second-level units that have the name only together with a unit's word."""
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


class Form(IntEnum):
    """Under which form of its name a toponym was found."""

    BARE = 0
    WITH_WORD = 1
    """With the feature word or part beside it: 'Tartar district', 'southern Lebanon'."""
    WRITTEN_OUT = 2
    """With its abbreviation written out: 'Mount Pleasant' for 'Mt. Pleasant'."""
    UNIT_UNSAID = 3
    """With the unit's word that the text leaves out: 'Oconee' for Oconee County."""


class Option(NamedTuple):
    """A candidate and the form of the toponym that found it."""

    candidate: Candidate
    form: Form = Form.BARE


def forms(toponym: Toponym) -> tuple[tuple[str, Form], ...]:
    """The forms under which a toponym is looked up, the most telling first.

    >>> forms(Toponym(0, 6, "Tartar", cue="district"))
    (('Tartar district', <Form.WITH_WORD: 1>), ('Tartar', <Form.BARE: 0>))
    >>> forms(Toponym(0, 3, "Ky."))
    (('Kentucky', <Form.BARE: 0>),)
    """
    unit = UNITS.get(toponym.text.lower())
    if unit is not None:
        return ((unit, Form.BARE),)
    text = toponym.lemma or toponym.text
    tried: list[tuple[str, Form]] = []
    if toponym.cue is not None:
        tried.append((f"{text} {toponym.cue}", Form.WITH_WORD))
        if toponym.cue in WATER_WORDS | HEIGHT_WORDS:
            tried.append((f"{toponym.cue} {text}", Form.WITH_WORD))
            tried.append((f"{toponym.cue} of {text}", Form.WITH_WORD))
    if toponym.region_prefix is not None:
        tried.append((f"{toponym.region_prefix} {text}", Form.WITH_WORD))
    tried.append((text, Form.BARE))
    longer = UNITS.get(f"{text.lower()}.") or written_out(text)
    if longer is not None:
        tried.append((longer, Form.WRITTEN_OUT))
    return tuple(tried)


def find_options(toponym: Toponym, index: Lookup) -> tuple[Option, ...]:
    """The candidates of a toponym, each place once, under its best form, the likeliest first.

    A demonym has only the country or region of its people; any other role no demonyms.
    Suggestions (fuzzy matches) are never among them.
    """
    demonym = toponym.role is Role.DEMONYM
    best: dict[str, Option] = {}
    asked = wanted(toponym.cue)
    classes = asked.classes if asked is not None and asked.strict else None
    for name, form in forms(toponym):
        for candidate in index.lookup(name):
            if candidate.name_kind == "suggestion" or (candidate.name_kind == "demonym") != demonym:
                continue
            if classes is not None and candidate.place.feature_class not in classes:
                continue  # the X river is no town
            if candidate.place.id not in best:
                if form is not Form.BARE:
                    candidate = replace(candidate, reasons=(f"known as '{name}'",))  # noqa: PLW2901
                best[candidate.place.id] = Option(candidate, form)
    if toponym.cue is None and not demonym:
        for candidate in index.units_called(toponym.lemma or toponym.text):
            best.setdefault(candidate.place.id, Option(candidate, Form.UNIT_UNSAID))
    found = sorted(best.values(), key=lambda o: (-o.candidate.score, o.candidate.place.id))
    return tuple(found[:_MOST])


def within(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` lies in the country or unit ``outer``, by their codes and names of units."""
    if inner.id == outer.id or outer.country is None or inner.country != outer.country:
        return False
    code = outer.feature_code
    if code.startswith("PCL"):
        return not inner.feature_code.startswith("PCL")
    if outer.admin1 is None or inner.admin1 != outer.admin1 or inner.feature_code.startswith(("ADM1", "PCL")):
        return False
    if code.startswith("ADM1"):
        return True
    return code == "ADM2" and inner.feature_code != "ADM2" and inner.admin2_name == outer.name
