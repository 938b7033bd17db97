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
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from geomap.gazetteer.files.database import DEFAULT_SOURCE, PRIOR_UNIT, SCHEMA_VERSION
from geomap.gazetteer.names import romanising
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.staging import Stage

_UNSORTED = """
CREATE TEMP TABLE listed(fold TEXT, number INTEGER, kind INTEGER);
CREATE TEMP TABLE heard(key INTEGER, number INTEGER);
"""
_SORTED = """
INSERT INTO main.name SELECT fold, number, min(kind) FROM listed GROUP BY fold, number ORDER BY fold, number;
INSERT INTO main.sound SELECT DISTINCT key, number FROM heard ORDER BY key, number;
"""
_SOURCE = "CREATE TABLE source(recipe TEXT NOT NULL, kept BLOB)"
_ROWS = 5_000  # written together


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
        for statement in chain(tables, (_SOURCE,), _statements(_UNSORTED)):
            db.execute(statement)
        stage = Stage(db, name, bundled, faults)
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


def _write_places(db: sqlite3.Connection, stage: Stage) -> int:
    """Write all tables but those of names, cell by cell; return the number of places."""
    number = 0
    batch = _Batch(db)
    for (populated, square), group in groupby(stage.in_order(), key=lambda s: (s.populated, s.cell)):
        first = number + 1
        for key, _, _, record, box, packed in group:
            number += 1
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
        if populated:
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
