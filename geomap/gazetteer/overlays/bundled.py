"""What an overlay takes from the bundled gazetteer: its tables, its units, its names of a place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.errors import UsageError
from geomap.gazetteer.files import database
from geomap.gazetteer.names.fold import fold
from geomap.model.geometry import LonLat

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex


_KNOWN = "SELECT number, name, lon, lat, radius, prior, names FROM place WHERE key = ?"
_DISTRICT = (
    "SELECT p.key, p.name FROM name n JOIN place p ON p.number = n.number"
    " WHERE n.fold = ? AND p.fcode = 'ADM2' AND p.country = ? AND p.admin1 IS ? ORDER BY p.number LIMIT 1"
)


class KnownPlace(NamedTuple):
    """A place of the bundled file that an overlay has too, by the same id."""

    name: str
    lon: float
    lat: float
    radius_km: float
    prior: float
    names: dict[str, tuple[str, int]]  # name and kind, by folded name


class Bundled:
    """The bundled gazetteer, as overlays are compiled against it.

    Parameters
    ----------
    path
        The compiled file.
    """

    def __init__(self, path: Path = database.BUNDLED) -> None:
        self._path = path
        self._db = database.connect(path)
        self.country_code = lru_cache(maxsize=4096)(self._country_code)
        self.unit_name = lru_cache(maxsize=4096)(self._unit_name)
        self.unit_code = lru_cache(maxsize=4096)(self._unit_code)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @cached_property
    def _index(self) -> PlaceIndex:
        from geomap.gazetteer.index import PlaceIndex

        return PlaceIndex(self._path)

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """GeoNames' numbers that the file has: most places of a dump are none of them."""
        rows = self._db.execute("SELECT key FROM place WHERE typeof(key) = 'integer'")
        return frozenset(row[0] for row in rows)

    def statements(self) -> tuple[list[str], list[str]]:
        """Give the statements that make the file's tables and those that make its indexes.

        An overlay is made with the very same ones, so that the two layouts cannot drift apart.
        """
        rows = self._db.execute(
            "SELECT type, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        ).fetchall()
        tables = [sql for kind, sql in rows if kind == "table"]
        return tables, [sql for kind, sql in rows if kind == "index"]

    def has(self, key: int | str) -> bool:
        """Whether the bundled file has a place of that key."""
        return self._db.execute("SELECT 1 FROM place WHERE key = ?", (key,)).fetchone() is not None

    def known(self, key: int | str) -> KnownPlace | None:
        """Give what the bundled file says of a place, or None."""
        if isinstance(key, int) and key not in self._numbers:
            return None
        row = self._db.execute(_KNOWN, (key,)).fetchone()
        if row is None:
            return None
        number, label, lon, lat, radius, prior, others = row
        names: dict[str, tuple[str, int]] = {}
        for name in (label, *others.split("\n")):
            found = self._db.execute(
                "SELECT kind FROM name WHERE fold = ? AND number = ?", (fold(name), number)
            ).fetchone()
            if found is not None:
                names.setdefault(fold(name), (name, found[0]))
        return KnownPlace(label, lon / 1e5, lat / 1e5, radius / 10, prior / database.PRIOR_UNIT, names)

    def _unit_name(self, country: str, admin1: str) -> str | None:
        """Name of a first-level unit by its GeoNames code."""
        row = self._db.execute(
            "SELECT name FROM place WHERE key = ?", (f"adm1:{country}.{admin1}",)
        ).fetchone()
        return str(row[0]) if row else None

    def district(self, country: str, admin1: str | None, names: Iterable[str]) -> tuple[str, str] | None:
        """Key and name of a second-level unit by its folded names and its first-level unit, or None."""
        for folded in names:
            row = self._db.execute(_DISTRICT, (folded, country, admin1)).fetchone()
            if row is not None:
                return str(row[0]), str(row[1])
        return None

    def _country_code(self, name: str) -> str | None:
        """ISO code of a country by code or any usual name; None if there is no such country."""
        from geomap.gazetteer.answers.countries import find_country

        try:
            return find_country(self._index, name).iso2
        except UsageError:
            return None

    def _unit_code(self, country: str, unit: str) -> str | None:
        """GeoNames code of a first-level unit by code or name; None if it is not known."""
        if self._unit_name(country, unit) is not None:
            return unit
        units = (
            c.place
            for c in self._index.lookup(unit, country=country)
            if c.place.feature_code == "ADM1" and c.name_kind not in {"demonym", "within"}
        )
        return next((u.admin1 for u in units), None)

    def around(self, lon: float, lat: float) -> tuple[str | None, str | None]:
        """ISO code of the country and GeoNames code of the first-level unit around a point."""
        country, unit = self._index.containing(LonLat(lon, lat))
        return (
            country.country if country else None,
            unit.admin1 if unit is not None and unit.feature_code == "ADM1" else None,
        )
