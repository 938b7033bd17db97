"""The likeliest place of each of many names: what a table needs, and no record of every place.

The names of a batch are asked for in one statement, and of a place only what tells which is the
likeliest. A name that takes more - a unit's word, an overlay's place, another romanisation - goes
the way of a single look-up, and so has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from geomap.gazetteer.files import database
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.naming import NAME_KINDS, WITHIN
from geomap.gazetteer.names.terms import UNIT_TERMS

if TYPE_CHECKING:
    from geomap.gazetteer.files.added import AddedPlaces
    from geomap.gazetteer.files.layering import PlaceFiles
    from geomap.model.place import Candidate

BATCH = 10_000
# What each kind of name takes from the prior, in the file's unit.
_TAKES = {kind: round(takes * database.PRIOR_UNIT) for kind, (_, takes) in NAME_KINDS.items()}
_UNIT = "adm1:"  # its seat may have a part in the answer
# Position among the names, kind, prior, key, name, longitude, latitude, country, admin1: `PlaceFile.briefly`.
_Row: TypeAlias = "tuple[Any, ...]"


class Likeliest(NamedTuple):
    """The likeliest place of a name.

    Parameters
    ----------
    place_id, name
        Of the place: its id and preferred name.
    lon, lat
        Its point, decimal degrees (WGS 84).
    country
        ISO 3166-1 alpha-2 code, or None.
    admin1
        GeoNames' code of the first-level unit, or None.
    score
        As `geomap.model.Candidate` has it.
    others
        How many other places the name may mean.
    """

    place_id: str
    name: str
    lon: float
    lat: float
    country: str | None
    admin1: str | None
    score: float
    others: int


def likeliest(
    files: PlaceFiles,
    added: AddedPlaces,
    lookup: Callable[..., tuple[Candidate, ...]],
    names: Iterable[str],
    country: str | None,
) -> Iterator[Likeliest | None]:
    """Yield the likeliest place of each name, None where it has none, in the order of the names.

    Parameters
    ----------
    files, added
        What an index holds.
    lookup
        Its single look-up.
    names, country
        As `PlaceIndex.likeliest` has them.
    """
    waiting = iter(names)
    alone = not files.overlays and not added.by_id
    while batch := list(islice(waiting, BATCH)):
        folded = [fold(name) for name in batch]
        rows: list[_Row | None] = [None] * len(batch)
        shared: dict[int, list[_Row]] = {}
        for row in files.base.briefly(folded) if alone else ():
            first = rows[row[0]]
            if first is None:
                rows[row[0]] = row
            else:
                shared.setdefault(row[0], [first]).append(row)
        for order, (name, form, single) in enumerate(zip(batch, folded, rows, strict=True)):
            brief = None
            if single is not None and not (" " in form and _has_term(form)):
                several = shared.get(order)
                brief = _of_row(single, country) if several is None else _of_rows(several, country)
            yield brief or _of_candidates(lookup(name, country=country))


def _has_term(form: str) -> bool:
    """Whether a name has a unit's word: then the bare name has a part in the answer."""
    return not UNIT_TERMS.isdisjoint(form.split())


def _of_rows(rows: Sequence[_Row], country: str | None) -> Likeliest | None:
    """The likeliest of the rows of one name, as `_of_row`."""
    if country is not None:
        rows = [row for row in rows if row[7] == country]
    if not rows or any(row[1] == WITHIN for row in rows):
        return None
    best = min(rows, key=lambda row: (_TAKES[row[1]] - row[2], database.place_id(row[3])))
    return _of_row(best, country, len(rows) - 1)


def _of_row(row: _Row, country: str | None, others: int = 0) -> Likeliest | None:
    """What a row says; None where it lies elsewhere, or where a look-up by itself has to tell."""
    _, kind, prior, key, name, lon, lat, iso2, admin1 = row
    if kind == WITHIN or (country is not None and country != iso2):
        return None
    place_id = f"geonames:{key}" if isinstance(key, int) else key
    if place_id.startswith(_UNIT):
        return None
    score = (prior - _TAKES[kind]) / database.PRIOR_UNIT
    return Likeliest(place_id, name, lon / 1e5, lat / 1e5, iso2, admin1, score, others)


def _of_candidates(found: tuple[Candidate, ...]) -> Likeliest | None:
    if not found:
        return None
    place, score = found[0].place, found[0].score
    return Likeliest(
        place.id,
        place.name,
        place.point.lon,
        place.point.lat,
        place.country,
        place.admin1,
        score,
        len(found) - 1,
    )
