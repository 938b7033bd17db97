"""Drafts on their way into an overlay: joined with what the bundled file says, and put in order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from geomap.gazetteer.files.packing import pack
from geomap.gazetteer.ground.nearby import cell
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.features import is_first_level
from geomap.gazetteer.overlays.naming import NameKind

_TABLE = """
CREATE TEMP TABLE draft(key, outside INTEGER, cell INTEGER, country TEXT, record TEXT,
  west REAL, south REAL, east REAL, north REAL, packed BLOB)
"""
_ROWS = 5_000  # read together
_KEPT_FIELDS = tuple(f for f in Draft.__dataclass_fields__ if f not in {"key", "shape"})
_kept_values = attrgetter(*_KEPT_FIELDS)
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder at each call


class Staged(NamedTuple):
    """A draft in its order; ``record`` has its fields, ``box`` is west, south, east, north (degrees)."""

    key: int | str
    populated: bool
    cell: int
    record: dict[str, Any]
    box: tuple[float | None, ...]
    packed: bytes | None


class Stage:
    """Drafts in a temporary table of the overlay's own connection; units' names are gathered on the way.

    Parameters
    ----------
    db
        The overlay's connection.
    name
        Of the overlay: it stands before the ids that are not GeoNames'.
    bundled
        The bundled gazetteer.
    faults
        Counts places whose id stands twice.
    """

    def __init__(self, db: sqlite3.Connection, name: str, bundled: Bundled, faults: Faults) -> None:
        db.execute(_TABLE)
        self._db = db
        self._prefix = name
        self._bundled = bundled
        self._faults = faults
        self._units: dict[tuple[str | None, str | None, str | None], tuple[int, str]] = {}
        self.bundled_units = 0
        """How many countries and units were left to the bundled file."""

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

    def in_order(self) -> Iterator[Staged]:
        """All drafts: populated places first, cell by cell."""
        cursor = self._db.cursor()
        cursor.execute(
            "SELECT key, outside, cell, record, packed, west, south, east, north FROM draft"
            " ORDER BY outside, cell, country, key"
        )
        while rows := cursor.fetchmany(_ROWS):
            for key, outside, square, text, packed, *box in rows:
                record = dict(zip(_KEPT_FIELDS, json.loads(text), strict=True))
                yield Staged(key, not outside, square, record, tuple(box), packed)

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


def _record(draft: Draft) -> str:
    return _encode(_kept_values(draft))
