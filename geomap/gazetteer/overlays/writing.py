"""Writing an overlay: one SQLite file of the same tables as the bundled one.

The tables are made by the bundled file's own statements. Units of places are written by name:
the rows of first-level units are the bundled file's. Beside those tables an overlay has ``source``:
the file that it was made of, so that a later version of geomap can make it anew.

Places pass through temporary tables, which SQLite keeps on disk: a dump of two million rows takes
no more memory than one of two thousand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from geomap.gazetteer import romanising
from geomap.gazetteer.database import DEFAULT_SOURCE, PRIOR_UNIT, SCHEMA_VERSION
from geomap.gazetteer.nearby import cell
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.features import is_first_level
from geomap.gazetteer.overlays.naming import NameKind
from geomap.gazetteer.packing import pack

_STAGE = """
CREATE TEMP TABLE draft(key, outside INTEGER, cell INTEGER, country TEXT, record TEXT,
  west REAL, south REAL, east REAL, north REAL, packed BLOB);
CREATE TEMP TABLE listed(fold TEXT, number INTEGER, kind INTEGER);
CREATE TEMP TABLE heard(key INTEGER, number INTEGER);
"""
_SORTED = """
INSERT INTO main.name SELECT fold, number, min(kind) FROM listed GROUP BY fold, number ORDER BY fold, number;
INSERT INTO main.sound SELECT DISTINCT key, number FROM heard ORDER BY key, number;
"""
_SOURCE = "CREATE TABLE source(recipe TEXT NOT NULL, kept BLOB)"
_ROWS = 5_000  # read, and written, together


class Written(NamedTuple):
    """What went into an overlay: its places, those that the bundled file has anyway, and the countries."""

    places: int
    bundled: int
    countries: tuple[str, ...]


def write(
    path: Path,
    drafts: Iterable[Draft],
    *,
    name: str,
    bundled: Bundled,
    faults: Faults,
    recipe: Mapping[str, Any],
    kept: bytes | None,
) -> Written:
    """Write an overlay.

    Parameters
    ----------
    path
        An empty file, or none.
    drafts
        The places.
    name
        Of the overlay: it stands before the ids that are not GeoNames'.
    bundled
        The bundled gazetteer.
    faults
        Counts places whose id stands twice.
    recipe
        How the overlay was made; `geomap.gazetteer.overlays.adding` writes and reads it.
    kept
        The source, packed; None if it is too large to be kept.

    Raises
    ------
    sqlite3.Error
        If the disk is full, or the folder cannot be written to.
    """
    tables, indexes = bundled.statements()
    # Nothing that was written is needed unless all of it was: the file is renamed at the end.
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA page_size = 4096")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for statement in chain(tables, (_SOURCE,), _statements(_STAGE)):
            db.execute(statement)
        stage = _Stage(db, name, bundled, faults)
        stage.fill(drafts)
        places = _write_places(db, stage)
        for statement in chain(_statements(_SORTED), indexes):
            db.execute(statement)
        countries = _countries(db)
        db.execute("INSERT INTO source VALUES(?, ?)", (json.dumps(recipe, ensure_ascii=False), kept))
        meta = {"schema": SCHEMA_VERSION, "places": str(places), "countries": " ".join(countries)}
        db.executemany("INSERT INTO meta VALUES(?, ?)", sorted(meta.items()))
        db.execute("COMMIT")
    finally:
        db.close()
    return Written(places, stage.bundled_units, countries)


def _statements(script: str) -> list[str]:
    return [s.strip() for s in script.split(";") if s.strip()]


class _Stage:
    """Drafts on their way: checked for doubles, units' names gathered, kept in temporary tables."""

    def __init__(self, db: sqlite3.Connection, name: str, bundled: Bundled, faults: Faults) -> None:
        self._db = db
        self._prefix = name
        self._bundled = bundled
        self._faults = faults
        self._units: dict[tuple[str | None, str | None, str | None], tuple[int, str]] = {}
        self.bundled_units = 0

    def fill(self, drafts: Iterable[Draft]) -> None:
        """Take all drafts but the units that the bundled file has with their shapes."""
        self._db.executemany("INSERT INTO draft VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows(drafts))

    def _rows(self, drafts: Iterable[Draft]) -> Iterator[tuple[Any, ...]]:
        taken: set[int | str] = set()
        for draft in drafts:
            if self._is_bundled_unit(draft):
                self._note_unit(draft, draft.name)
                self.bundled_units += 1
                continue
            key = self._key(draft)
            if key in taken and isinstance(draft.key, int):
                key = draft.key  # the second district of one name: a place of its own
            if key in taken:
                self._faults.leave_out(f"id {draft.key}", "it stands twice: the first is taken")
                continue
            taken.add(key)
            populated = draft.feature_class == "P"
            box: tuple[float | None, ...] = (None,) * 4
            packed = None
            if draft.shape is not None:
                box, packed = draft.shape.bounds, pack(draft.shape)
            square = cell(draft.lon, draft.lat) if populated else 0
            yield key, not populated, square, draft.country or "", _record(draft), *box, packed

    def _key(self, draft: Draft) -> int | str:
        """Key that a place has in the file; a second-level unit that the bundled file has keeps its own."""
        if isinstance(draft.key, str):
            return f"{self._prefix}:{draft.key}"
        district = None
        if draft.feature_code == "ADM2" and draft.country:
            folded = (name.folded for name in draft.names)
            district = self._bundled.district(draft.country, draft.admin1, folded)
        self._note_unit(draft, district[1] if district else draft.name)
        return district[0] if district else draft.key

    def _note_unit(self, draft: Draft, name: str) -> None:
        """Keep a unit's name by its code; of several with one code (a city within a district) the largest."""
        if draft.feature_code in {"ADM1", "ADM2"}:
            code = draft.country, draft.admin1, draft.admin2 if draft.feature_code == "ADM2" else None
            self._units[code] = max(self._units.get(code, (-1, "")), (draft.population, name))

    def _is_bundled_unit(self, draft: Draft) -> bool:
        if not is_first_level(draft.feature_class, draft.feature_code) or not isinstance(draft.key, int):
            return False
        unit = f"adm1:{draft.country}.{draft.admin1}"
        return self._bundled.has(unit if draft.feature_code == "ADM1" else f"country:{draft.country}")

    def unit_names(self, record: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """Names of the first- and second-level unit of a place, as far as they are known."""
        country, admin1, admin2 = record["country"], record["admin1"], record["admin2"]
        first, second = record["admin1_name"], record["admin2_name"]
        if country and admin1:
            # The bundled name first: one unit has one name, whichever file its places are in.
            first = self._bundled.unit_name(country, admin1) or self._own_name(country, admin1, None) or first
        if admin2 and not record["feature_code"].startswith("ADM2"):
            second = self._own_name(country, admin1, admin2) or second
        return first, second

    def _own_name(self, country: str | None, admin1: str | None, admin2: str | None) -> str | None:
        unit = self._units.get((country, admin1, admin2))
        return unit[1] if unit else None

    def records(self) -> Iterator[tuple[Any, ...]]:
        """All drafts as (key, outside, cell, record, box, packed): populated places first, by their cells."""
        cursor = self._db.cursor()
        cursor.execute(
            "SELECT key, outside, cell, record, west, south, east, north, packed FROM draft"
            " ORDER BY outside, cell, country, key"
        )
        while rows := cursor.fetchmany(_ROWS):
            yield from rows

    def merge_names(self, key: int | str, record: dict[str, Any]) -> dict[str, tuple[str, int]]:
        """Names with their kinds by folded name; what the bundled file says of the same place goes first."""
        names = {folded: (written, kind) for folded, written, kind in record["names"]}
        is_own = isinstance(key, str) and key.startswith(f"{self._prefix}:")
        known = None if is_own else self._bundled.known(key)
        if known is None:
            return names
        record["name"] = known.name
        if record["feature_class"] == "A":
            # The bundled file has worked out from a unit's towns where it lies and how far it reaches.
            record |= {"lon": known.lon, "lat": known.lat, "radius_km": known.radius_km, "prior": known.prior}
        else:
            record["prior"] = max(known.prior, record["prior"])
        merged = dict(known.names)
        for folded, (name, kind) in names.items():
            if folded not in merged:
                merged[folded] = name, NameKind.VARIANT if kind == NameKind.PREFERRED else kind
        return merged


_KEPT_FIELDS = tuple(f for f in Draft.__dataclass_fields__ if f not in {"key", "shape"})
_kept_values = attrgetter(*_KEPT_FIELDS)
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder at each call


def _record(draft: Draft) -> str:
    return _encode(_kept_values(draft))


def _write_places(db: sqlite3.Connection, stage: _Stage) -> int:
    """Write all tables but those of names, cell by cell; return the number of places."""
    number = 0
    batch = _Batch(db)
    for (outside, square), rows in groupby(stage.records(), key=lambda row: (row[1], row[2])):
        first = number + 1
        for key, _, _, text, *box, packed in rows:
            number += 1
            record = dict(zip(_KEPT_FIELDS, json.loads(text), strict=True))
            names = stage.merge_names(key, record)
            units = stage.unit_names(record)
            batch.places.append(_place_row(number, key, record, names, units, has_shape=packed is not None))
            batch.stems += [(stem, number) for stem in record["stems"]]
            batch.listed += [(folded, number, kind) for folded, (_, kind) in names.items()]
            if record["country"] in romanising.COUNTRIES:
                batch.heard += [(sound, number) for sound in set(map(_sound, names)) if sound is not None]
            if packed is not None:
                batch.shapes.append((number, int(record["feature_code"] == "ADM1"), *box, packed))
            batch.write_if_full()
        if not outside:
            batch.cells.append((square, first, number))
    batch.write()
    return number


class _Batch:
    """Rows that are written together: one call for each costs half of the time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        columns = [row[1] for row in db.execute("PRAGMA main.table_info(place)")]
        self._db = db
        self._into_place = (
            f"INSERT INTO place({', '.join(columns)}) VALUES({', '.join(f':{c}' for c in columns)})"
        )
        self.places: list[dict[str, Any]] = []
        self.listed: list[tuple[str, int, int]] = []
        self.stems: list[tuple[str, int]] = []
        self.heard: list[tuple[int, int]] = []
        self.shapes: list[tuple[Any, ...]] = []
        self.cells: list[tuple[int, int, int]] = []

    def write_if_full(self) -> None:
        """Write once there are many rows."""
        if len(self.places) >= _ROWS:
            self.write()

    def write(self) -> None:
        """Write and forget all rows."""
        for statement, rows in (
            (self._into_place, self.places),
            ("INSERT INTO listed VALUES(?, ?, ?)", self.listed),
            ("INSERT INTO stem VALUES(?, ?)", self.stems),
            ("INSERT INTO heard VALUES(?, ?)", self.heard),
            ("INSERT INTO shape VALUES(?, ?, ?, ?, ?, ?, ?)", self.shapes),
            ("INSERT INTO cell VALUES(?, ?, ?)", self.cells),
        ):
            self._db.executemany(statement, rows)
            rows.clear()


@lru_cache(maxsize=2**16)  # villages share names
def _sound(folded: str) -> int | None:
    """Key of how a folded name sounds, as a number; None if it has no sound to go by."""
    key = romanising.key(folded)
    return romanising.number(key) if key else None


def _place_row(
    number: int,
    key: int | str,
    record: Mapping[str, Any],
    names: Mapping[str, tuple[str, int]],
    units: tuple[str | None, str | None],
    *,
    has_shape: bool,
) -> dict[str, Any]:
    others = (name for name, _ in names.values() if name != record["name"])
    return {
        "number": number,
        "key": key,
        "name": record["name"],
        "lon": round(record["lon"] * 1e5),
        "lat": round(record["lat"] * 1e5),
        "fclass": record["feature_class"],
        "fcode": record["feature_code"],
        "country": record["country"],
        "admin1": record["admin1"],
        "unit1": units[0],
        "unit2": units[1],
        "population": record["population"],
        "radius": round(record["radius_km"] * 10),
        "prior": round(record["prior"] * PRIOR_UNIT),
        "source": None if record["source"] == DEFAULT_SOURCE else record["source"],
        "names": "\n".join(name.replace("\n", " ") for name in others),
        "has_shape": int(has_shape),
    }


def _countries(db: sqlite3.Connection) -> tuple[str, ...]:
    """Codes of the countries in it, those with most places first."""
    rows = db.execute(
        "SELECT country FROM place WHERE country IS NOT NULL GROUP BY country ORDER BY count(*) DESC, country"
    )
    return tuple(row[0] for row in rows)
