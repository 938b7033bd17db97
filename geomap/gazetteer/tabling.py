"""The likeliest place of each of many names: what a table needs, and no record of every place.

The names of a batch are asked for in one statement, and of a place only what tells which is the
likeliest. A name that takes more - a unit's word, an overlay's place, another romanisation - goes
the way of a single look-up, and so has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.gazetteer import database
from geomap.gazetteer.fold import fold
from geomap.gazetteer.naming import NAME_KINDS, WITHIN
from geomap.gazetteer.terms import UNIT_TERMS

if TYPE_CHECKING:
    from geomap.gazetteer.added import AddedPlaces
    from geomap.gazetteer.layering import PlaceFiles
    from geomap.model.place import Candidate

BATCH = 2000


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
        rows: dict[str, list[tuple[Any, ...]]] = {}
        if not files.overlays:
            for row in files.base.briefly(folded):
                rows.setdefault(row[0], []).append(row)
        for name, form in zip(batch, folded, strict=True):
            found = rows.get(form)
            brief = None
            if found is not None and not _takes_more(form, found, added):
                brief = _of_rows(found, country)
            yield brief or _of_candidates(lookup(name, country=country))


def _takes_more(form: str, rows: list[tuple[Any, ...]], added: AddedPlaces) -> bool:
    """Whether a name has to be looked up by itself: more than its own rows have a part in the answer."""
    if " " in form and not UNIT_TERMS.isdisjoint(form.split()):
        return True
    if added.by_id and (added.named(form) or any(database.place_id(row[3]) in added.by_id for row in rows)):
        return True
    return any(row[1] == WITHIN for row in rows)


def _of_rows(rows: list[tuple[Any, ...]], country: str | None) -> Likeliest | None:
    best: tuple[float, str] | None = None
    chosen: tuple[Any, ...] = ()
    others = -1
    for row in rows:
        if country is not None and row[7] != country:
            continue
        others += 1
        order = NAME_KINDS[row[1]][1] - row[2] / database.PRIOR_UNIT, database.place_id(row[3])
        if best is None or order < best:
            best, chosen = order, row
    if best is None:
        return None
    _, _, _, _, name, lon, lat, iso2, admin1 = chosen
    return Likeliest(best[1], name, lon / 1e5, lat / 1e5, iso2, admin1, round(-best[0], 4), others)


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
