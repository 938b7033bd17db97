"""The index of places: from a name to ranked candidates, from a point to what lies there.

Nothing here imports shapely, geopy or pandas: opening the file and answering takes some
milliseconds. A place's id is ``geonames:584871`` (a populated place), ``country:AZ``,
``adm1:AZ.57`` (a first-level unit by its GeoNames code), ``ne:KEY`` (a unit that Natural Earth
draws below or beside these), or ``geomap:region:donbas`` and the like for what is authored here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from geomap.gazetteer import database, nearby, packed
from geomap.gazetteer.country import Country
from geomap.gazetteer.fold import fold
from geomap.gazetteer.terms import UNIT_TERMS, without_terms
from geomap.model.geometry import Geometry, LonLat
from geomap.model.place import Candidate, Place

# The compiler's numbers for how a name stands to its place (`gazetteer/compiling/entries.py`):
# the word that `Candidate` uses, and what it takes from the prior, in powers of ten of population.
NAME_KINDS: Final[Mapping[int, tuple[str, float]]] = MappingProxyType(
    {
        0: ("preferred", 0.0),
        1: ("abbreviation", 0.0),
        2: ("alternate", 0.25),
        3: ("native", 0.25),
        4: ("alternate", 0.9),
        5: ("historic", 1.5),
        6: ("demonym", 0.5),
        7: ("alternate", 0.0),
        8: ("alternate", 0.9),
        9: ("within", 1.0),
    }
)
# A name that says 'district' means the unit, whatever the size of the town of that name.
NAMED_UNIT_BONUS = 3.0
OVERLAY_PRIOR = 4.0
OVERLAY_BONUS = 0.5
# A point on the coast may fall outside the simplified polygons: the nearest town then speaks for it.
COAST_KM = 30.0
QUARTER_KM = 4.0
KEPT_ANSWERS = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One shape of the basemap; ``box`` is (west, south, east, north) in decimal degrees."""

    place_id: str | None
    label: str
    kind: str
    sides: tuple[str, str]
    box: tuple[float, float, float, float]
    packed: bytes


class PlaceIndex:
    """Read-only index over the compiled gazetteer and an overlay of further places.

    Parameters
    ----------
    path
        The compiled file; `PlaceIndex.bundled` takes the package's own.

    Raises
    ------
    GazetteerError
        If the file is missing or of another version.
    """

    def __init__(self, path: Path, *, _overlay: Sequence[Place] = ()) -> None:
        self._path = path
        self._db = database.connect(path)
        self._overlay: dict[str, Place] = {p.id: p for p in _overlay}
        self._overlay_names: dict[str, list[tuple[Place, str, int]]] = {}
        self._overlay_starts: set[str] = set()
        # A text, and still more a table, asks for the same names again and again.
        self._answers: dict[tuple[str, str | None], tuple[Candidate, ...]] = {}
        self._countries: tuple[Country, ...] | None = None
        for place in self._overlay.values():
            self._name_overlay(place)

    @classmethod
    def bundled(cls) -> PlaceIndex:
        """Open the gazetteer that the package carries."""
        return cls(database.BUNDLED)

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker process opens the file anew; a connection cannot travel.
        return _reopen, (self._path, tuple(self._overlay.values()))

    def close(self) -> None:
        """Close the file; the index cannot be used afterwards."""
        self._db.close()

    # Names

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, the likeliest first.

        Parameters
        ----------
        name
            In any spelling that folds to a known one, in any script; also with a unit's word
            ('Tartar district', 'Oblast of Donetsk'): then only units answer to the bare name.
        country
            ISO 3166-1 alpha-2 code; only places there are given.

        Returns
        -------
        tuple of Candidate
            Empty if the name is not known. `Candidate.score` is the logarithm of the population
            that would make a town as likely to be meant (see ``gazetteer/compiling/prior.py``).
        """
        folded = fold(name)
        if not folded:
            return ()
        known = self._answers.get((folded, country))
        if known is None:
            if len(self._answers) >= KEPT_ANSWERS:
                self._answers.clear()
            known = self._answers[folded, country] = self._ranked(folded, country)
        return known

    def _ranked(self, folded: str, country: str | None) -> tuple[Candidate, ...]:
        best = self._exact(folded)
        bare = without_terms(folded)
        if bare is not None:
            for key, candidate in self._exact(bare).items():
                if _is_unit(candidate.place) and candidate.name_kind != "demonym":
                    raised = candidate.score + NAMED_UNIT_BONUS
                    if key not in best or raised > best[key].score:
                        best[key] = replace(
                            candidate,
                            score=raised,
                            reasons=(*candidate.reasons, "the name says it is a unit"),
                        )
        found = [c for c in best.values() if country is None or c.place.country == country]
        return tuple(sorted(found, key=lambda c: (-c.score, c.place.id)))

    def _exact(self, folded: str) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        for row in self._db.execute(database.BY_NAME, (folded,)):
            place = database.to_place(row[1:])
            kind, penalty = NAME_KINDS[row[0]]
            written = place.name if kind == "preferred" else _written(place, folded)
            found[place.id] = Candidate(
                place=self._overlay.get(place.id, place),
                name=written,
                name_kind=kind,
                score=round(row[1 + database.PRIOR_COLUMN] / database.PRIOR_UNIT - penalty, 4),
                reasons=(f"{kind} name",),
            )
        for place, written, order in self._overlay_names.get(folded, ()):
            base = found.get(place.id)
            score = (base.score if base else self._overlay_prior(place)) + OVERLAY_BONUS
            kind = "preferred" if order == 0 else "alternate"
            found[place.id] = Candidate(place, written, kind, round(score, 4), (f"{kind} name", "overlay"))
        return found

    def has_prefix(self, folded: str) -> tuple[bool, bool]:
        """Tell whether folded words are a name, and whether a longer name begins with them.

        Parameters
        ----------
        folded
            Words as `fold` gives them, joined by one space.

        Returns
        -------
        tuple of bool
            (is a name, is the start of a longer name of more words). A name followed by a
            unit's word ('terter rayon') is a name too.
        """
        is_name = self._is_name(folded)
        longer = folded + " "
        row = self._db.execute(database.IS_START, (longer, folded + "!")).fetchone()
        starts = row is not None or folded in self._overlay_starts
        if not is_name and " " in folded and folded.rpartition(" ")[2] in UNIT_TERMS:
            bare = without_terms(folded)
            is_name = bare is not None and self._names_unit(bare)
        return is_name, starts

    def _is_name(self, folded: str) -> bool:
        if folded in self._overlay_names:
            return True
        return self._db.execute(database.IS_NAME, (folded,)).fetchone() is not None

    def _names_unit(self, folded: str) -> bool:
        row = self._db.execute(database.NAMES_UNIT, (folded,)).fetchone()
        return row is not None

    # Places

    def place(self, place_id: str) -> Place | None:
        """Return the place of that id, or None."""
        if place_id in self._overlay:
            return self._overlay[place_id]
        row = self._db.execute(database.BY_KEY, (database.place_key(place_id),)).fetchone()
        return database.to_place(row) if row else None

    def geometry(self, place_id: str) -> Geometry | None:
        """Return a place's line or polygon (lon lat, decimal degrees), or None if it has none."""
        row = self._db.execute(database.SHAPE, (database.place_key(place_id),)).fetchone()
        return Geometry(packed.to_wkb(row[0])) if row else None

    def countries(self) -> tuple[Country, ...]:
        """All countries and territories, by ISO code."""
        if self._countries is None:
            rows = self._db.execute(database.COUNTRIES)
            self._countries = tuple(database.to_country(r[0]) for r in rows)
        return self._countries

    # Points

    def containing(self, point: LonLat) -> tuple[Place | None, Place | None]:
        """Return the country and the first-level unit that a point lies in; None where in none.

        What is filed under which country is policy, not judgement: see ``gazetteer/README.md``.
        """
        rows = self._db.execute(database.AROUND_POINT, (point.lon, point.lon, point.lat, point.lat))
        hits = [r[0] for r in rows if packed.contains(r[1], point.lon, point.lat)]
        places = [
            database.to_place(self._db.execute(database.BY_NUMBER, (number,)).fetchone()) for number in hits
        ]
        unit = next((p for p in places if p.feature_code == "ADM1"), None)
        country = next((p.country for p in places if p.country), None)
        if unit is None:
            near = self.nearest(point)
            if near is not None and near[1] <= COAST_KM and country in {None, near[0].country}:
                country = near[0].country
                unit = self.place(f"adm1:{country}.{near[0].admin1}") if near[0].admin1 else None
        return (self.place(f"country:{country}") if country else None), unit

    def nearest(self, point: LonLat) -> tuple[Place, float] | None:
        """Return the nearest populated place and its distance in kilometres, or None far from any."""
        best: tuple[float, int] | None = None
        for cells, sure_km in nearby.rings_of_cells(point):
            rows = self._db.execute(database.IN_CELLS, (json.dumps(cells),))
            for number, lon, lat in rows:
                away = nearby.distance_km(point.lon, point.lat, lon / 1e5, lat / 1e5)
                if best is None or (away, number) < best:
                    best = away, number
            if best is not None and best[0] <= sure_km:
                break
        overlay = min(
            ((point.distance_km(p.point), p.id) for p in self._overlay.values() if p.feature_class == "P"),
            default=None,
        )
        if overlay is not None and (best is None or overlay[0] < best[0]):
            return self._overlay[overlay[1]], overlay[0]
        if best is None:
            return None
        return self._numbered(best[1]), best[0]

    def largest_towns(self, bounds: tuple[float, float, float, float], limit: int) -> tuple[Place, ...]:
        """Return the most important populated places within (west, south, east, north), at most ``limit``."""
        west, south, east, north = bounds
        box = [round(degrees * 1e5) for degrees in (west, east, south, north)]
        cells = json.dumps(nearby.cells_within(bounds))
        rows = self._db.execute(database.TOWNS, (cells, *box, 8 * limit))
        chosen: list[Place] = []
        for place in map(database.to_place, rows):
            # A quarter of a city is in the list with the city: the label of the city is enough.
            if all(place.point.distance_km(p.point) > p.radius_km + QUARTER_KM for p in chosen):
                chosen.append(place)
        return tuple(chosen[:limit])

    def drawn(self, layer: str, bounds: tuple[float, float, float, float] | None) -> Iterator[Drawn]:
        """Yield the basemap's shapes of a layer that touch the bounds; `basemap` makes GeoJSON of them."""
        box = bounds or (-180.0, -90.0, 180.0, 90.0)
        for row in self._db.execute(database.DRAWN, (layer, box[2], box[0], box[3], box[1])):
            place_id = database.place_id(row[0]) if row[0] is not None else None
            yield Drawn(place_id, row[1], row[2], (row[3], row[4]), (row[5], row[6], row[7], row[8]), row[9])

    def _numbered(self, number: int) -> Place:
        return database.to_place(self._db.execute(database.BY_NUMBER, (number,)).fetchone())

    # Overlays

    def with_places(self, places: Iterable[Place]) -> PlaceIndex:
        """Return a new index with further places; of two with one id the later wins.

        An overlay's place with the id of a bundled one replaces it (and may add names); in a tie
        between candidates the overlay wins.
        """
        return PlaceIndex(self._path, _overlay=[*self._overlay.values(), *places])

    def _name_overlay(self, place: Place) -> None:
        for order, name in enumerate((place.name, *place.names)):
            folded = fold(name)
            if not folded:
                continue
            listed = self._overlay_names.setdefault(folded, [])
            if all(p.id != place.id for p, _, _ in listed):
                listed.append((place, name, order))
            words = folded.split()
            self._overlay_starts.update(" ".join(words[:n]) for n in range(1, len(words)))

    @staticmethod
    def _overlay_prior(place: Place) -> float:
        return max(OVERLAY_PRIOR, math.log10(max(place.population, 1)))


def _reopen(path: Path, overlay: Sequence[Place]) -> PlaceIndex:
    return PlaceIndex(path, _overlay=overlay)


def _is_unit(place: Place) -> bool:
    """Whether a district, an oblast or a region may be meant by it; 'Donbas region' is one too."""
    return place.feature_class in {"A", "L"} and place.feature_code != "PCLI"


def _written(place: Place, folded: str) -> str:
    """The form of a place's name that folds to ``folded``."""
    if fold(place.name) == folded:
        return place.name
    return next((n for n in place.names if fold(n) == folded), place.name)
