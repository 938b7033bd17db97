"""All the places that a name may mean, narrowed by what it is said to lie in; `ladder.locate` takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.answers.areas import read_area
from geomap.gazetteer.answers.candidates import candidates_within, narrowed
from geomap.gazetteer.answers.countries import find_country
from geomap.gazetteer.answers.phrases import read_phrase

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.place import Candidate


def search(
    index: PlaceIndex,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> tuple[Candidate, ...]:
    """Give the places that a name may mean, the likeliest first.

    Parameters
    ----------
    index
        The gazetteer.
    name
        In any spelling and script, with what tables write around it: 'Goma, North Kivu, DR Congo',
        'near Goma' (`geomap.gazetteer.answers.phrases`).
    country
        Code or name of the country that it must lie in.
    admin1, admin2
        Names of the first- and second-level unit that it must lie in. Where one of them is not
        known, nothing is found.

    Raises
    ------
    UsageError
        If there is no such country.
    """
    iso2 = find_country(index, country).iso2 if country else None
    area = read_area(index, iso2, admin1, admin2)
    if admin2 and area.second is None:
        return ()
    for reading in read_phrase(name):
        closer, unknown = narrowed(index, area, reading)
        if closer is None or unknown:
            continue
        kept, _ = candidates_within(index, reading.names, closer, strict=True)
        if kept:
            return kept
    return ()
