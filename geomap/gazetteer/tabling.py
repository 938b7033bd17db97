"""The likeliest place of each of many names: what a table needs, and no record of every place.

The names of a batch are asked for in one statement, and of a place only what tells which is the
likeliest. A name that takes more - a unit's word, an overlay's place, another romanisation - goes
the way of a single look-up, and so has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from geomap.gazetteer import database
from geomap.gazetteer.fold import fold
from geomap.gazetteer.naming import NAME_KINDS, WITHIN
from geomap.gazetteer.terms import UNIT_TERMS

if TYPE_CHECKING:
    from geomap.gazetteer.added import AddedPlaces
    from geomap.gazetteer.layering import PlaceFiles
    from geomap.model.place import Candidate

BATCH = 2000
# Folded name, kind, prior, key, name, longitude, latitude, country, admin1: `PlaceFile.briefly`.
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
    while batch := list(islice(waiting, BATCH)):
        folded = [fold(name) for name in batch]
        rows: dict[str, _Row] = {}
        shared: dict[str, list[_Row]] = {}
        if not files.overlays:
            for row in files.base.briefly(folded):
                first = rows.setdefault(row[0], row)
                if first is not row:
                    shared.setdefault(row[0], [first]).append(row)
        for name, form in zip(batch, folded, strict=True):
            brief = None
            if form in rows and not _takes_more(form):
                brief = _of_rows(shared.get(form) or (rows[form],), country, added)
            yield brief or _of_candidates(lookup(name, country=country))


def _takes_more(form: str) -> bool:
    """Whether a name has a unit's word: then the bare name has a part in the answer."""
    return " " in form and not UNIT_TERMS.isdisjoint(form.split())


def _of_rows(rows: Sequence[_Row], country: str | None, added: AddedPlaces) -> Likeliest | None:
    """The likeliest of the rows of one name; None where none is, or where more has to be known."""
    if country is not None:
        rows = [row for row in rows if row[7] == country]
    if not rows or any(row[1] == WITHIN for row in rows):
        return None
    if added.by_id and (
        added.named(rows[0][0]) or any(database.place_id(row[3]) in added.by_id for row in rows)
    ):
        return None
    best = rows[0] if len(rows) == 1 else min(rows, key=lambda row: (-_score(row), database.place_id(row[3])))
    _, _, _, key, place, lon, lat, iso2, admin1 = best
    return Likeliest(
        f"geonames:{key}" if isinstance(key, int) else key,
        place,
        lon / 1e5,
        lat / 1e5,
        iso2,
        admin1,
        _score(best),
        len(rows) - 1,
    )


def _score(row: _Row) -> float:
    prior: int = row[2]
    return round(prior / database.PRIOR_UNIT - NAME_KINDS[row[1]][1], 4)


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
