"""The places that a cell's name may mean, within what it is said to lie in, and those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.answers.areas import Area, read_area
from geomap.gazetteer.answers.choosing import goes_by_it, rejected_because, without_repeats
from geomap.gazetteer.answers.countries import country_named
from geomap.gazetteer.answers.phrases import Reading, read_phrase
from geomap.gazetteer.names.fold import fold

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.place import Candidate, Place

MOST_SUGGESTIONS = 5
_TERM_PENALTY = 2.0
_LEAST_LETTERS = 6
# A place that all forms of a name mean ('X (Y)', 'X/Y') is surer than any that one of them does.
_ALL_FORMS_BONUS = 1.0


def candidates_within(
    index: PlaceIndex, names: Sequence[str], area: Area, *, strict: bool = False
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Give the candidates of a name in an area, and the others with the reason against each.

    Parameters
    ----------
    index
        The gazetteer.
    names
        One name in all its forms.
    area
        What it has to lie in.
    strict
        Whether a place has to be filed under a unit of a name that the gazetteer has no unit of.

    Returns
    -------
    tuple of tuples of Candidate
        (kept, rejected), each the likeliest first. In the country that was given if any is there;
        in those it is filed with (`countries.ALSO_FILED`) else.
    """
    forms = [_looked_up(index, name, area) for name in names]
    found = without_repeats(c for form in forms for c in form)
    if len(names) > 1:
        common = set.intersection(*({c.place.id for c in form} for form in forms))
        found = without_repeats(
            replace(c, score=c.score + _ALL_FORMS_BONUS) if c.place.id in common else c for c in found
        )
    told = [(candidate, area.why_not(candidate.place)) for candidate in found]
    kept = [candidate for candidate, why in told if why is None]
    rejected = [rejected_because(candidate, why) for candidate, why in told if why is not None]
    if not kept and area.first and not strict:
        kept = [
            replace(c, reasons=(*c.reasons, f"filed under {c.place.admin1_name}"))
            for c in found
            if c.place.feature_code.startswith("ADM") and goes_by_it(c) and area.is_beside_first(c.place)
        ]
        told_ids = {c.place.id for c in kept}
        rejected = [c for c in rejected if c.place.id not in told_ids]
    if area.unknown_first:
        said = [c for c in kept if area.is_said_of(c.place)]
        if said or strict:
            rejected += [rejected_because(c, f"not in {area.unknown_first}") for c in kept if c not in said]
            kept = said
    at_home = [c for c in kept if c.place.country in {area.country, None}]
    if at_home and len(at_home) < len(kept):
        rejected += [
            rejected_because(c, f"in another country ({c.place.country})") for c in kept if c not in at_home
        ]
        kept = at_home
    inside = [c for c in kept if not area.at_the_edge(c.place)]
    if inside and len(inside) < len(kept):
        rejected += [rejected_because(c, area.how_far(c.place)) for c in kept if c not in inside]
        kept = inside
    return tuple(kept), tuple(rejected)


def _looked_up(index: PlaceIndex, name: str, area: Area) -> tuple[Candidate, ...]:
    """All that bear the name; in the countries given also what bears it in another romanisation."""
    anywhere = index.lookup(name)
    within = [c for iso2 in area.countries for c in index.lookup(name, country=iso2)]
    known = {c.place.id for c in within}
    found = (*within, *(c for c in anywhere if c.place.id not in known))
    whole = fold(name)
    bare = [c for c in found if c.place.feature_code.startswith("ADM") and not _is_called(c.place, whole)]
    if not bare or len(bare) == len(found):
        return found
    # 'Luhansk Oblast' is not Luhansk Raion, though without its term that goes by the name too.
    less = {c.place.id for c in bare}
    return tuple(replace(c, score=c.score - _TERM_PENALTY) if c.place.id in less else c for c in found)


def _is_called(place: Place, folded: str) -> bool:
    """Whether any of the place's names folds to the words."""
    return fold(place.name) == folded or any(fold(name) == folded for name in place.names)


def narrowed(index: PlaceIndex, area: Area, reading: Reading) -> tuple[Area | None, tuple[str, ...]]:
    """Give the area with what the reading itself says a place to lie in, and what of that is unknown.

    Returns
    -------
    tuple
        (area, notes); no area if nothing of what stands behind the name names a unit or country:
        what is in brackets may be another name, and behind a comma anything.
    """
    if not reading.within:
        return area, ()
    units = list(reading.within)
    country = area.country
    known = False
    if country is None:
        state = country_named(index, units[-1])
        if state is not None:
            country = state.iso2
            known = True
            units.pop()
    elif (same := country_named(index, units[-1])) is not None and same.iso2 == country:
        known = True
        units.pop()
    closer = area if country == area.country else read_area(index, country)
    notes: list[str] = []
    for unit in reversed(units):
        found = _unit_named(index, closer, unit)
        if found is None:
            notes.append(f"no unit {unit!r} there")
        else:
            closer, known = found, True
    return (closer if known else None), tuple(notes)


def _unit_named(index: PlaceIndex, area: Area, unit: str) -> Area | None:
    """The area narrowed by one unit, a first-level one if it can be; None if it is not known."""
    first = read_area(index, area.country, admin1=unit)
    if first.first:
        if area.first and not {u.id for u in first.first} & {u.id for u in area.first}:
            return None
        country = area.countries or tuple(dict.fromkeys(u.country for u in first.first if u.country))[:1]
        return replace(
            first,
            countries=country,
            second=area.second,
            second_name=area.second_name,
            second_is_seat=area.second_is_seat,
        )
    if first.second is None:
        return None
    if area.second is not None or (area.first and area.why_not(first.second)):
        return area if area.second is not None and area.why_not(first.second) is None else None
    return replace(
        area, second=first.second, second_name=first.second_name, second_is_seat=first.second_is_seat
    )


def suggested(index: PlaceIndex, name: str, area: Area) -> tuple[tuple[Candidate, ...], Candidate | None]:
    """Places whose names are a slip off what the cell calls it, within the area.

    Returns
    -------
    tuple
        (suggestions, the one that may be taken). That is the only one there if country and unit are
        given, it is one letter off, and the name is neither so short that a letter is much of it nor
        one that the place has only gone by.
    """
    forms = dict.fromkeys(
        form for reading in read_phrase(name) if reading.relation == "at" for form in reading.names
    )
    found: list[Candidate] = []
    near: set[str] = set()
    # The shortest form is the one without words around the name.
    for form in sorted(forms, key=len)[:1]:
        for candidate in index.suggest(form, country=area.country, limit=MOST_SUGGESTIONS):
            found.append(candidate)
            if len(form) >= _LEAST_LETTERS and _is_a_slip(candidate):
                near.add(candidate.place.id)
    there = tuple(c for c in without_repeats(found) if area.why_not(c.place) is None)[:MOST_SUGGESTIONS]
    narrow = area.country is not None and (area.first or area.second is not None)
    return there, there[0] if narrow and len(there) == 1 and there[0].place.id in near else None


def _is_a_slip(suggestion: Candidate) -> bool:
    return (
        len(suggestion.name) >= _LEAST_LETTERS
        and goes_by_it(suggestion)
        and "1 edit" in suggestion.reasons[0]
    )
