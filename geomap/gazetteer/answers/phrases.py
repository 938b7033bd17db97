"""How tables write where something was, taken apart: 'near X', 'X village, Y district', 'X (Y)'.

A cell of a conflict table is a name with words around it. What they mean is the general usage of
such tables in English (UCDP GED, ACLED and OCHA write alike); none of it is a list of places. The
cell is read in several ways, the likeliest first - always as it stands to begin with, for 'Kuwait
City' and 'North Kivu' are names - and whoever asks takes the first reading that names a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from geomap.gazetteer.answers import phrase_words as words

MOST_READINGS = 16
FARTHEST_OFFSET_KM = 1000.0
"""'X km north of Y' with more kilometres than this tells nothing of where it lies."""

LONGEST_CELL = 200
"""Characters; a longer cell is prose, and read only as it stands."""

_DEEPEST = 4
_KM_A_MILE = 1.609344
_EIGHTH = 45.0  # degrees


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a cell apart.

    Parameters
    ----------
    names
        The name, in all forms that the cell has of it ('X/Y', 'X (Y)').
    relation
        How the place stands to what is named: ``at``, ``part`` of it ('eastern X'), ``near``,
        ``outskirts``, ``front`` (a stretch of a line), ``offset`` (by `distance_km` towards
        `bearing`), ``between`` it and `other` (also a road from one to the other), or ``both``.
    sort
        What sort of place the cell says it is: ``town``, ``unit`` (also below the second level),
        ``water``, ``height``, ``site`` or None.
    within
        What it says to lie in, the smallest first.
    distance_km, bearing
        Kilometres from the named place, and degrees clockwise from north (also of a part: of
        'eastern X' 90); None if not said.
    other
        The other name of 'between X and Y', in all its forms.
    """

    names: tuple[str, ...]
    relation: str = "at"
    sort: str | None = None
    within: tuple[str, ...] = ()
    distance_km: float | None = None
    bearing: float | None = None
    other: tuple[str, ...] = ()


def read_phrase(text: str) -> Iterator[Reading]:
    """Yield the ways in which a table's cell can be read, the likeliest first.

    Parameters
    ----------
    text
        The cell; a name in any script, with English words around it or without.

    Yields
    ------
    Reading
        The first is the cell as it stands; none if there is no letter in it.

    Examples
    --------
    >>> [r.names for r in read_phrase("Goma town")]
    [('Goma town',), ('Goma',)]
    >>> [r.within for r in read_phrase("Goma, North Kivu")]
    [(), ('North Kivu',)]
    """
    cleaned = " ".join(text.split()).strip(" ,;.")
    seen: set[Reading] = set()
    for reading in _read(cleaned, 0 if len(cleaned) <= LONGEST_CELL else _DEEPEST):
        if reading not in seen:
            seen.add(reading)
            yield reading
        if len(seen) == MOST_READINGS:
            return


def _read(text: str, depth: int) -> Iterator[Reading]:
    if not any(map(str.isalpha, text)):
        return
    yield Reading((text,))
    if depth < _DEEPEST:
        # Words that stand behind a comma or a bracket belong to what is before them, or to the units.
        for rule in _WHOLE_RULES if "," in text or "(" in text else _RULES:
            yield from rule(text, depth + 1)


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(pattern, text, re.IGNORECASE)


def _related(text: str, depth: int, relation: str, **changes: Any) -> Iterator[Reading]:
    """Readings of what a relation's words stand before; of two relations the inner one counts."""
    for reading in _read(text, depth):
        if reading.relation in {"at", "part"}:
            yield replace(reading, relation=relation, **changes)
        else:
            yield reading


def _offsets(text: str, depth: int) -> Iterator[Reading]:
    found = _match(words.OFFSET_FIRST, text) or _match(words.OFFSET_LAST, text)
    if found is None:
        return
    unit = found["unit"].lower()
    per_unit = 1.0 if unit.startswith("k") else _KM_A_MILE if unit.startswith("mi") else 0.001
    distance = round(float(found["far"].replace(",", ".")) * per_unit, 3)
    if distance > FARTHEST_OFFSET_KM:
        return
    bearing = _bearing(found["way"])
    relation = "near" if bearing is None else "offset"
    yield from _related(found["rest"], depth, relation, distance_km=distance, bearing=bearing)


def _bearing(way: str | None) -> float | None:
    plain = re.sub(r"[^a-z]", "", (way or "").lower().replace("ern", ""))
    eighths = words.EIGHTHS.get(plain)
    return None if eighths is None else eighths * _EIGHTH


def _sides(text: str, depth: int) -> Iterator[Reading]:
    found = _match(words.SIDE_OF, text)
    if found:
        yield from _related(found["rest"], depth, "near", bearing=_bearing(found["way"]))


def _nearness(text: str, depth: int) -> Iterator[Reading]:
    skirts = _match(words.OUTSKIRTS, text)
    if skirts:
        yield from _related(skirts["first"] or skirts["last"], depth, "outskirts")
    found = _match(words.NEAR_FIRST, text) or _match(words.NEAR_LAST, text)
    if found:
        yield from _related(found["rest"], depth, "near")


def _fronts(text: str, depth: int) -> Iterator[Reading]:
    found = _match(words.FRONT, text)
    if found:
        yield from _related(found["rest"], depth, "front")


def _parts(text: str, depth: int) -> Iterator[Reading]:
    found = _match(words.PART_FIRST, text) or _match(words.PART_LAST, text)
    if found:
        yield from _related(found["rest"], depth, "part", bearing=_bearing(found["way"]))


def _stretches(text: str, depth: int) -> Iterator[Reading]:  # noqa: ARG001 (a rule's signature)
    between = _match(words.BETWEEN, text)
    road = None if between else _match(words.ROAD, text)
    if between:
        one, two = between["one"], between["two"]
    elif road:
        one, two = road["one"] or road["from"], road["two"] or road["to"]
    else:
        return
    yield Reading((_plain_end(one),), "between", other=(_plain_end(two),))


def _pairs(text: str, depth: int) -> Iterator[Reading]:  # noqa: ARG001 (a rule's signature)
    found = _match(words.BOTH, text)
    if found and not _match(words.BETWEEN, text):
        yield Reading((_plain_end(found["one"]),), "both", other=(_plain_end(found["two"]),))


def _plain_end(text: str) -> str:
    """An end of a road as a name: without 'town', but with 'district'."""
    name = re.sub(words.ARTICLE, "", text.strip(), flags=re.IGNORECASE)
    bare = _match(words.SORT_LAST["town"], name)
    return bare["rest"] if bare else name


def _units_behind(text: str, depth: int) -> Iterator[Reading]:
    head, comma, tail = text.partition(",")
    if comma and head.strip():
        units = tuple(part for unit in tail.split(",") if (part := unit.strip()))
        for reading in _read(head.strip(), depth):
            yield replace(reading, within=(*reading.within, *units))
        return
    inside = _match(words.IN, text)
    if inside:
        for reading in _read(inside["head"], depth):
            yield replace(reading, within=(*reading.within, inside["tail"]))


def _brackets(text: str, depth: int) -> Iterator[Reading]:
    """'X (Y)': Y is what X lies in, or another name of X; else it says something about X."""
    found = _match(words.BRACKETED, text)
    if found is None:
        return
    outer = " ".join(part for part in (found["outer"], found["after"].strip()) if part)
    inner = found["inner"].strip()
    readings = list(_read(outer, depth))
    if not any(map(str.isalpha, inner)):
        yield from readings
        return
    yield from (replace(r, within=(inner, *r.within)) for r in readings if r.relation == "at")
    yield from (replace(r, names=(*r.names, inner)) for r in readings)


def _aliases(text: str, depth: int) -> Iterator[Reading]:
    forms = [form for form in re.split(words.ALIAS, text, flags=re.IGNORECASE) if form]
    if not 2 <= len(forms) <= 4:
        return
    # 'X/Y village': the word at the end belongs to both.
    for reading in _read(forms[-1], depth):
        if reading.relation == "at" and len(reading.names) == 1:
            yield replace(reading, names=(*map(_plain_end, forms[:-1]), *reading.names))


def _quarters(text: str, depth: int) -> Iterator[Reading]:
    """'City - Quarter', as ACLED writes it: the quarter if it is known there, else part of the city."""
    found = _match(words.CITY_DASH, text)
    if found:
        for reading in _read(found["quarter"], depth):
            yield replace(reading, within=(*reading.within, found["city"]))
        yield from _related(found["city"], depth, "part")


def _sorts(text: str, depth: int) -> Iterator[Reading]:
    for sort, pattern in words.SORT_LAST.items():
        found = _match(pattern, text)
        if found:
            for reading in _read(found["rest"], depth):
                yield reading if reading.sort else replace(reading, sort=sort)
            return


def _sorts_before(text: str, depth: int) -> Iterator[Reading]:
    """'Town of X', 'Lake X'."""
    found = _match(words.SORT_OF, text)
    if found is None:
        return
    word = (found["short"] or found["sort"]).strip().lower()
    sort = "height" if word.startswith("mt") else _sort_named(word)
    if sort is not None:
        for reading in _read(found["name"] or found["rest"], depth):
            yield replace(reading, sort=sort)


def _sort_named(word: str) -> str | None:
    return next((sort for sort, named in words.SORTS.items() if re.fullmatch(named, word)), None)


def _without_article(text: str, depth: int) -> Iterator[Reading]:
    if _match(words.ARTICLE, text):
        yield from _read(re.sub(words.ARTICLE, "", text, flags=re.IGNORECASE), depth)


# Rules in the order of trust: what says most about the name comes first.
_WHOLE_RULES: Final[tuple[Callable[[str, int], Iterator[Reading]], ...]] = (
    _offsets,
    _stretches,
    _brackets,
    _units_behind,
    _without_article,
)
_RULES: Final = (
    _offsets,
    _stretches,
    _units_behind,
    _aliases,
    _sorts,
    _sorts_before,
    _nearness,
    _sides,
    _fronts,
    _quarters,
    _parts,
    _pairs,
    _without_article,
)
