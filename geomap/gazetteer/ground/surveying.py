"""What lies at and around many points: `reverse` over columns, through trees over the whole gazetteer.

Reading the points and polygons of the gazetteer takes a second; from some hundred points on that is
less than asking for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.gazetteer.files import database
from geomap.gazetteer.ground import nearby
from geomap.gazetteer.ground.bulk import NONE, Areas, NearestPlaces, bearings_degrees
from geomap.model.geometry import LonLat

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.gazetteer.files.added import AddedPlaces
    from geomap.gazetteer.files.layering import PlaceFiles
    from geomap.gazetteer.files.placefile import PlaceFile
    from geomap.model.place import Place

_KEPT_PLACES = 50_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies at and around points, a column each of shape (n,); None and NaN where nothing does.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    units
        Ids of the first-level units.
    nearest
        Positions of the nearest populated places, for `Survey.town`; `bulk.NONE` without one.
    distances_km
        Kilometres from there to the point.
    directions
        Which way the point lies from there, one of eight: N, NE, E, SE, S, SW, W, NW.
    """

    countries: NDArray[np.object_]
    units: NDArray[np.object_]
    nearest: NDArray[np.int64]
    distances_km: NDArray[np.float64]
    directions: NDArray[np.object_]


class Survey:
    """The ground of a gazetteer, read once, asked for columns of points.

    Parameters
    ----------
    files, added
        Of a `PlaceIndex`; `PlaceIndex.survey` makes one.
    """

    def __init__(self, files: PlaceFiles, added: AddedPlaces) -> None:
        self._files, self._added = files, added
        self._towns = _Towns(files, added)
        columns = np.array(self._towns.points, dtype=float).reshape(-1, 2) / 1e5
        self._lons, self._lats = columns[:, 0].copy(), columns[:, 1].copy()
        self._nearest = NearestPlaces(self._lons, self._lats)
        self._known_units: dict[tuple[str | None, str | None], str | None] = {}
        # Overlays come first, as with a single point: what comes first decides.
        shapes = [(file, *row) for file in reversed(files.files) for row in file.unit_shapes()]
        self._areas = Areas([packed for _, _, packed in shapes])
        units = [file.by_number(number).place for file, number, _ in shapes]
        self._unit_ids = np.array([u.id for u in units], dtype=object)
        self._unit_countries = np.array([u.country for u in units], dtype=object)
        self._is_first_level = np.array([u.feature_code == "ADM1" for u in units], dtype=bool)
        self._is_filed = np.array([u.country is not None for u in units], dtype=bool)

    def __len__(self) -> int:
        """How many populated places there are."""
        return len(self._lons)

    def around(self, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> Ground:
        """Say what lies at and around points (decimal degrees, columns of one length)."""
        countries, units = self._containing(lons, np.maximum(lats, nearby.POLE_LAT))
        nearest, km = self._nearest.query(lons, lats, farthest_km=nearby.FARTHEST_KM)
        self._speak_for_coast(countries, units, nearest, km)
        directions = np.full(len(lons), None, dtype=object)
        known = np.flatnonzero(nearest != NONE)
        towns = nearest[known]
        bearings = bearings_degrees(self._lons[towns], self._lats[towns], lons[known], lats[known])
        directions[known] = _COMPASS[np.round(bearings / 45).astype(int) % 8]
        return Ground(countries, units, nearest, km, directions)

    def town(self, position: int) -> Place | None:
        """The populated place at a position of `Ground.nearest`; None for `bulk.NONE`."""
        return None if position == NONE else self._towns.place(position)

    def point(self, position: int) -> LonLat:
        """Point of the populated place at a position of `Ground.nearest`."""
        return LonLat(float(self._lons[position]), float(self._lats[position]))

    def town_names(self, positions: NDArray[np.int64]) -> NDArray[np.object_]:
        """Names of the populated places at positions of `Ground.nearest`; None for `bulk.NONE`."""
        distinct, inverse = np.unique(positions, return_inverse=True)
        names = self._towns.names([int(p) for p in distinct if p != NONE])
        every = [None, *names] if len(distinct) and distinct[0] == NONE else names
        found: NDArray[np.object_] = np.array([*every, None], dtype=object)[inverse]
        return found

    def place(self, place_id: str | None) -> Place | None:
        """The place of an id; None for None."""
        if place_id is None:
            return None
        return self._added.by_id.get(place_id) or self._files.place(place_id)

    def _containing(
        self, lons: NDArray[np.float64], lats: NDArray[np.float64]
    ) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        countries = np.full(len(lons), None, dtype=object)
        units = np.full(len(lons), None, dtype=object)
        asked, hit = self._areas.containing(lons, lats)
        for column, values, speaks in (
            (units, self._unit_ids, self._is_first_level),
            (countries, self._unit_countries, self._is_filed),
        ):
            chosen = speaks[hit]
            points, first = np.unique(asked[chosen], return_index=True)
            column[points] = values[hit[chosen][first]]
        return countries, units

    def _speak_for_coast(
        self,
        countries: NDArray[np.object_],
        units: NDArray[np.object_],
        nearest: NDArray[np.int64],
        km: NDArray[np.float64],
    ) -> None:
        """Give points outside all units those of the nearest town, if it is near and of their country."""
        outside = np.array([unit is None for unit in units], dtype=bool)
        for i in np.flatnonzero(outside & (nearest != NONE) & (km <= nearby.COAST_KM)):
            country, admin1 = self._towns.filed[nearest[i]]
            if countries[i] in {None, country}:
                countries[i] = country
                units[i] = self._unit_id(country, admin1)

    def _unit_id(self, country: str | None, admin1: str | None) -> str | None:
        """Id of a first-level unit by its codes, None if there is none; each is looked up once."""
        if (country, admin1) not in self._known_units:
            unit = self.place(f"adm1:{country}.{admin1}") if admin1 else None
            self._known_units[country, admin1] = unit.id if unit else None
        return self._known_units[country, admin1]


class _Towns:
    """All populated places of an index, file by file; positions count through them.

    What a later file or an added place replaces is left out.
    """

    def __init__(self, files: PlaceFiles, added: AddedPlaces) -> None:
        self._files = files
        self._added = [p for p in added.by_id.values() if p.feature_class == "P"]
        self._rows: list[tuple[PlaceFile, int]] = []
        self.points: list[tuple[float, float]] = []
        self.filed: list[tuple[str | None, str | None]] = []
        replaced: set[int | str] = {database.place_key(place_id) for place_id in added.by_id}
        for file in reversed(files.files):
            for number, key, lon, lat, country, admin1 in file.all_towns():
                if key not in replaced:
                    self._rows.append((file, number))
                    self.points.append((lon, lat))
                    self.filed.append((country, admin1))
            if file is not files.base:
                replaced |= file.all_keys()
        self.points += [(p.point.lon * 1e5, p.point.lat * 1e5) for p in self._added]
        self.filed += [(p.country, p.admin1) for p in self._added]
        self.place = lru_cache(maxsize=_KEPT_PLACES)(self._place)

    def _place(self, position: int) -> Place:
        if position >= len(self._rows):
            return self._added[position - len(self._rows)]
        file, number = self._rows[position]
        place = file.by_number(number).place
        # What an overlay says of it is over what the bundled file says.
        return place if not self._files.overlays else self._files.place(place.id) or place

    def names(self, positions: Sequence[int]) -> list[str]:
        """Names of the places at positions in ascending order."""
        stored = [self._rows[p] for p in positions if p < len(self._rows)]
        names: list[str] = []
        for file, rows in groupby(stored, key=lambda row: row[0]):
            names += file.names_of([number for _, number in rows])
        return names + [self._added[p - len(self._rows)].name for p in positions if p >= len(self._rows)]


_COMPASS: Final[NDArray[np.object_]] = np.array(nearby.COMPASS, dtype=object)
