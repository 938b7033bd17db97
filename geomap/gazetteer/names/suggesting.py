"""Suggestions: names that differ from what was asked by a slip of the pen.

Every form within one edit is made and asked for at once; there are some hundreds. Names of nine
letters and more may be two edits off: those that begin like the first half of the name, or within
one edit of that, are read and compared. Two slips within the first half are not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.terms import without_terms

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.place import Candidate, Place

TWO_EDITS_FROM = 9
EDIT_PENALTY = 1.5
"""What an edit takes from the score: a place a step of this size less likely is meant as soon."""
_LEAST = 3  # letters; of shorter names too many are an edit away
_MOST = 100  # letters; what is longer is no name, and its edits would be more text than SQLite takes

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюя",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىپچژگیک",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
)


def suggest(
    index: PlaceIndex, name: str, *, country: str | None, admin1: str | None, limit: int
) -> tuple[Candidate, ...]:
    """Places of names like ``name``; `PlaceIndex.suggest` says what the parameters are."""
    folded = fold(name)
    if not _LEAST <= len(folded.replace(" ", "")) <= _MOST or limit < 1:
        return ()
    found = _candidates(index, index.names_among(edits(folded)), 1, country, admin1)
    if len(found) < limit and len(folded) >= TWO_EDITS_FROM:
        half = folded[: len(folded) // 2]
        begun = index.names_beginning({half, *edits(half)})
        two = {other for other in _of_like_letters(folded, begun) if distance(folded, other, 2) == 2}
        for place_id, candidate in _candidates(index, two, 2, country, admin1).items():
            found.setdefault(place_id, candidate)
    # What has the name as it was written needs no suggestion.
    known = {c.place.id for c in index.lookup(name) if c.name_kind != "transliteration"}
    others = [c for c in found.values() if c.place.id not in known]
    return tuple(sorted(others, key=lambda c: (-c.score, c.place.id))[:limit])


def _of_like_letters(folded: str, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that may be two edits away: each edit changes at most two letters of the set."""
    letters, length = set(folded), len(folded)
    return (
        name
        for name in names
        if abs(len(name) - length) <= 2 and len(letters.symmetric_difference(name)) <= 4
    )


def _candidates(
    index: PlaceIndex, names: Iterable[str], slips: int, country: str | None, admin1: str | None
) -> dict[str, Candidate]:
    best: dict[str, Candidate] = {}
    for name in sorted(names):
        for candidate in index.lookup(name, country=country):
            place = candidate.place
            if candidate.name_kind in {"demonym", "abbreviation"} or not _in_unit(place, admin1):
                continue
            score = round(candidate.score - EDIT_PENALTY * slips, 4)
            if place.id not in best or score > best[place.id].score:
                reasons = (f"{slips} edit{'s' * (slips > 1)} from '{candidate.name}'",)
                best[place.id] = replace(candidate, name_kind="suggestion", score=score, reasons=reasons)
    return best


def _in_unit(place: Place, admin1: str | None) -> bool:
    if admin1 is None or place.admin1 == admin1:
        return True
    return place.admin1_name is not None and _bare(place.admin1_name) == _bare(admin1)


def _bare(unit: str) -> str:
    folded = fold(unit)
    return without_terms(folded) or folded


def edits(folded: str) -> set[str]:
    """All forms one edit away: a letter or space left out, put in, changed or swapped with the next."""
    letters = next((a for a in _ALPHABETS if any(letter in a for letter in folded)), "") + " "
    return {form for form in _edits(folded, letters) if form == form.strip() and "  " not in form}


def _edits(word: str, letters: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def distance(first: str, second: str, most: int) -> int | None:
    """Edits between two forms (a swap of neighbours counts one), or None if more than ``most``.

    The optimal string alignment distance, row by row, given up as soon as it must exceed ``most``.

    >>> distance("robotyne", "robotino", 2), distance("kharkiv", "khakriv", 2), distance("bar", "gorlovka", 2)
    (2, 1, None)
    """
    if abs(len(first) - len(second)) > most:
        return None
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            return None
        before, above = above, row
    return above[-1] if above[-1] <= most else None
