"""One compiled file of places, the bundled one or an overlay, and the questions it answers.

Rows become `Place` records here and nowhere else. Statements that are asked once a name read the
columns of a place as they stand; its units, which are numbers of other rows, are few and kept.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from geomap.gazetteer.country import Country
from geomap.gazetteer.files import database
from geomap.gazetteer.names.naming import STEM
from geomap.model.geometry import LonLat
from geomap.model.place import Place

# The columns of a place come in the order of `gazetteer/compiling/database.py`.
_BY_NAME = "SELECT p.*, n.kind FROM name n JOIN place p ON p.number = n.number WHERE n.fold = ?"
_BY_SOUND = "SELECT p.* FROM sound s JOIN place p ON p.number = s.number WHERE s.key = ?"
_BY_KEY = "SELECT * FROM place WHERE key = ?"
_BY_NUMBER = "SELECT * FROM place WHERE number = ?"
_LABEL = "SELECT name FROM place WHERE number = ?"
_NEXT_NAME = "SELECT fold FROM name WHERE fold >= ? LIMIT 1"
_AMONG_NAMES = (
    "SELECT DISTINCT n.fold FROM json_each(?) j"
    " CROSS JOIN name n ON n.fold >= j.value AND n.fold < j.value || ?"
)
_NOTHING, _ANYTHING = "\x01", "\U0010ffff"  # what may follow a name's beginning comes before these
_BRIEFLY = (
    "SELECT j.key, n.kind, p.prior, p.key, p.name, p.lon, p.lat, p.country, p.admin1"
    " FROM json_each(?) j CROSS JOIN name n ON n.fold = j.value CROSS JOIN place p ON p.number = n.number"
)
_ALL_TOWNS = "SELECT number, key, lon, lat, country, admin1 FROM place WHERE fclass = 'P' ORDER BY number"
_ALL_KEYS = "SELECT key FROM place"
_NAMES_OF = "SELECT p.name FROM json_each(?) j CROSS JOIN place p ON p.number = j.value ORDER BY j.key"
_UNIT_SHAPES = "SELECT number, packed FROM shape WHERE within ORDER BY number"
_TOWNS = (
    "SELECT p.* FROM cell c JOIN place p ON p.number BETWEEN c.first AND c.last"
    " WHERE c.cell IN (SELECT value FROM json_each(?)) AND p.lon BETWEEN ? AND ? AND p.lat BETWEEN ? AND ?"
    " ORDER BY p.prior DESC, p.number LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One shape of the basemap; ``box`` is (west, south, east, north) in decimal degrees."""

    place_id: str | None
    label: str
    kind: str
    sides: tuple[str, str]
    box: tuple[float, float, float, float]
    packed: bytes


class Stored(NamedTuple):
    """A place as a file has it.

    Parameters
    ----------
    place
        Its record.
    prior
        How likely it is to be meant, see `geomap.gazetteer.names.naming`.
    kind
        How the name by which it was found stands to it, one of `naming.NAME_KINDS`.
    overlay
        Whether the file is an overlay.
    """

    place: Place
    prior: float
    kind: int = 0
    overlay: bool = False


class PlaceFile:
    """A compiled file, opened for reading.

    Parameters
    ----------
    path
        The bundled file or an overlay.
    overlay
        Which of the two.

    Raises
    ------
    GazetteerError
        If it is missing or of another version.
    """

    def __init__(self, path: Path, *, overlay: bool = False) -> None:
        self._overlay = overlay
        self._db = database.connect(path)
        # An index that is no longer used is seldom closed by hand.
        weakref.finalize(self, self._db.close).atexit = False
        self._labels: dict[int, str] = {}

    def close(self) -> None:
        """Close the file; it cannot be asked afterwards."""
        self._db.close()

    # Names

    def named(self, folded: str) -> list[Stored]:
        """Places of a folded name."""
        return [self._stored(row, row[17]) for row in self._db.execute(_BY_NAME, (folded,))]

    def stemmed(self, folded: str) -> list[Stored]:
        """Second-level units of a folded name without its unit's word."""
        return [self._stored(row, STEM) for row in self._db.execute(database.BY_STEM, (folded,))]

    def sounding(self, sound: int) -> list[Stored]:
        """Places with a name whose key has this number (`romanising.number`)."""
        return [self._stored(row) for row in self._db.execute(_BY_SOUND, (sound,))]

    def begins(self, folded: str) -> tuple[bool, bool]:
        """Whether a folded form is a name, and whether a name of more words begins with it."""
        # No letter sorts before a space: what comes next in the list of names answers both.
        longer = folded + " "
        following = self._next_name(folded)
        is_name = following == folded
        if is_name:
            following = self._next_name(longer)
        return is_name, following.startswith(longer)

    def names_unit(self, folded: str) -> bool:
        """Whether a folded name is one of a unit or region, not of a country or people."""
        return self._db.execute(database.NAMES_UNIT, (folded,)).fetchone() is not None

    def names_among(self, forms: Iterable[str]) -> set[str]:
        """Those of the folded forms that are names."""
        return {row[0] for row in self._db.execute(_AMONG_NAMES, (json.dumps(list(forms)), _NOTHING))}

    def names_beginning(self, starts: Iterable[str]) -> set[str]:
        """All folded names that begin with one of the starts."""
        return {row[0] for row in self._db.execute(_AMONG_NAMES, (json.dumps(list(starts)), _ANYTHING))}

    def briefly(self, folded: Sequence[str]) -> list[tuple[Any, ...]]:
        """Rows (position, kind, prior, key, name, lon, lat, country, admin1) of the places of many names.

        The position is that of the name among those asked for; the prior is in
        `database.PRIOR_UNIT`, longitude and latitude are in 1/100,000 degree.
        """
        return self._db.execute(_BRIEFLY, (json.dumps(folded),)).fetchall()

    # Places

    def by_id(self, place_id: str) -> Stored | None:
        """The place of that id, or None."""
        row = self._db.execute(_BY_KEY, (database.place_key(place_id),)).fetchone()
        return self._stored(row) if row else None

    def by_number(self, number: int) -> Stored:
        """The place of a row that is there."""
        return self._stored(self._db.execute(_BY_NUMBER, (number,)).fetchone())

    def shape(self, place_id: str) -> bytes | None:
        """A place's packed shape, or None."""
        row = self._db.execute(database.SHAPE, (database.place_key(place_id),)).fetchone()
        return row[0] if row else None

    def countries(self) -> tuple[Country, ...]:
        """All countries and territories, by ISO code."""
        return tuple(database.to_country(row[0]) for row in self._db.execute(database.COUNTRIES))

    # Ground

    def shapes_around(self, point: LonLat) -> list[tuple[int, bytes]]:
        """Number and packed shape of the units in whose bounding boxes a point lies."""
        return self._db.execute(
            database.AROUND_POINT, (point.lon, point.lon, point.lat, point.lat)
        ).fetchall()

    def points_in_cells(self, cells: Sequence[int]) -> list[tuple[int, int, int]]:
        """Number, longitude and latitude (1/100,000 degree) of the populated places in the cells."""
        return self._db.execute(database.IN_CELLS, (json.dumps(cells),)).fetchall()

    def largest(
        self, cells: Sequence[int], bounds: tuple[float, float, float, float], limit: int
    ) -> list[Stored]:
        """The populated places within (west, south, east, north) that come first, at most ``limit``."""
        west, south, east, north = (round(degrees * 1e5) for degrees in bounds)
        asked = (json.dumps(cells), west, east, south, north, limit)
        return [self._stored(row) for row in self._db.execute(_TOWNS, asked)]

    def all_towns(self) -> list[tuple[int, int | str, int, int, str | None, str | None]]:
        """Number, key, longitude, latitude (1/100,000 degree), country and unit of all populated places."""
        return self._db.execute(_ALL_TOWNS).fetchall()

    def all_keys(self) -> set[int | str]:
        """Keys of all places."""
        return {row[0] for row in self._db.execute(_ALL_KEYS)}

    def names_of(self, numbers: Sequence[int]) -> list[str]:
        """Preferred names of places by their numbers, in the order asked."""
        return [row[0] for row in self._db.execute(_NAMES_OF, (json.dumps(list(numbers)),))]

    def unit_shapes(self) -> list[tuple[int, bytes]]:
        """Number and packed shape of all units that say what lies within them."""
        return self._db.execute(_UNIT_SHAPES).fetchall()

    def drawn(self, layer: str, box: tuple[float, float, float, float]) -> Iterator[Drawn]:
        """Shapes of a layer of the basemap that touch the box (west, south, east, north)."""
        for row in self._db.execute(database.DRAWN, (layer, box[2], box[0], box[3], box[1])):
            place_id = database.place_id(row[0]) if row[0] is not None else None
            yield Drawn(place_id, row[1], row[2], (row[3], row[4]), (row[5], row[6], row[7], row[8]), row[9])

    # Rows

    def _next_name(self, folded: str) -> str:
        """The first name, in the order of code points, that does not come before this one; or ''."""
        row = self._db.execute(_NEXT_NAME, (folded,)).fetchone()
        return row[0] if row else ""

    def _stored(self, row: tuple[Any, ...], kind: int = 0) -> Stored:
        (_, key, name, lon, lat, fclass, fcode, country, admin1, unit1, unit2,
         population, radius, prior, source, names, has_shape, *_) = row  # fmt: skip
        place = Place(
            id=f"geonames:{key}" if isinstance(key, int) else key,
            name=name,
            point=LonLat(lon / 1e5, lat / 1e5),
            feature_class=fclass,
            feature_code=fcode,
            country=country,
            admin1=admin1,
            admin1_name=self._labels.get(unit1) or self._label(unit1),
            population=population,
            radius_km=radius / 10,
            names=tuple(names.split("\n")) if names else (),
            has_geometry=has_shape == 1,
            source=source or database.DEFAULT_SOURCE,
            admin2_name=None if unit2 is None else self._labels.get(unit2) or self._label(unit2),
        )
        return Stored(place, prior / database.PRIOR_UNIT, kind, self._overlay)

    def _label(self, unit: int | str | None) -> str | None:
        """Name of the unit of a row's number; an overlay may hold the name itself."""
        if unit is None or isinstance(unit, str):
            return unit
        row = self._db.execute(_LABEL, (unit,)).fetchone()
        label: str = row[0]
        self._labels[unit] = label
        return label
