"""A row or feature with named fields to a place: what the fields may hold."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.names.cleaning import script
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.overlays.columns import Columns, plain_form
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.features import classify, people_prior, town_radius_km
from geomap.gazetteer.overlays.naming import all_historic, sort_names

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.overlays.bundled import Bundled

_SEPARATORS = re.compile(r"[|;\n]")
# OpenStreetMap's tags, where a feature says no GeoNames code.
_TAGS = {
    "place": {
        "city": ("P", "PPL"), "town": ("P", "PPL"), "village": ("P", "PPL"), "hamlet": ("P", "PPL"),
        "suburb": ("P", "PPLX"), "neighbourhood": ("P", "PPLX"), "quarter": ("P", "PPLX"),
        "island": ("T", "ISL"),
    },
    "natural": {"peak": ("T", "MT"), "water": ("H", "LK")},
    "waterway": {"river": ("H", "STM"), "canal": ("H", "CNL"), "dam": ("S", "DAM")},
    "aeroway": {"aerodrome": ("S", "AIRP")},
    "landuse": {"military": ("L", "MILB")},
    "power": {"plant": ("S", "PS")},
    "barrier": {"border_control": ("S", "PSTB")},
    "admin_level": {"4": ("A", "ADM1"), "6": ("A", "ADM2")},
}  # fmt: skip
_POINT, _AREA, _LINE = ("P", "PPL"), ("L", "AREA"), ("L", "LCTY")
# What somebody took the trouble to write down is meant by its name rather than a village of the
# world's lists, but not rather than a city.
_OWN_PRIOR = 3.7
_FARTHEST_KM = 20_000.0


@dataclass(frozen=True, slots=True)
class RowReader:
    """Makes places of rows.

    Parameters
    ----------
    bundled
        The bundled gazetteer, which knows countries and units.
    faults
        Counts what could not be used.
    source
        Who says so, for rows that do not.
    country
        ISO code of the country of rows that name none.
    """

    bundled: Bundled
    faults: Faults
    source: str
    country: str | None = None

    def to_draft(
        self,
        row: Mapping[str, Any],
        columns: Columns,
        *,
        where: str,
        default_id: str,
        shape: BaseGeometry | None = None,
    ) -> Draft | None:
        """Make a place of a row, or count it as faulty and return None.

        Parameters
        ----------
        row
            Values by column.
        columns
            Which column holds which field.
        where
            File and line, for messages.
        default_id
            For a row without an id.
        shape
            Its geometry (lon lat, decimal degrees); without one the row has columns lat and lon.
        """
        try:
            return self._draft(row, columns, where, default_id, shape)
        except ValueError as error:
            self.faults.leave_out(where, str(error))
            return None

    def _draft(
        self,
        row: Mapping[str, Any],
        columns: Columns,
        where: str,
        default_id: str,
        shape: BaseGeometry | None,
    ) -> Draft:
        cells = {field: [_text(row.get(c)) for c in names] for field, names in columns.fields.items()}
        one = {field: next((v for v in values if v), "") for field, values in cells.items()}
        others = [name for value in cells.get("names", []) for name in _split(value)]
        historic = [name for value in cells.get("historic", []) for name in _split(value)]
        written = one.get("name", "")
        label = (_text(row.get(columns.english)) if columns.english else "") or written
        if label and script(label) != "LATIN":
            label = next((n for n in others if script(n) == "LATIN"), label)
        if not fold(label):
            raise ValueError("the row has no name")
        lon, lat, extent_km, shape = _place_on_map(one, shape)
        population = self._number(one.get("population", ""), "population", where)
        feature_class, feature_code = _feature(row, one, shape)
        feature = classify(feature_class, feature_code, int(population))
        radius_km = self._number(one.get("radius_km", ""), "radius_km", where)
        if not 0 < radius_km <= _FARTHEST_KM:
            usual = feature.radius_km if feature and shape is None else 1.0
            radius_km = extent_km or (town_radius_km(int(population)) if feature_class == "P" else usual)
        names = sort_names(label, [written, *others], historic=historic, trusted=True)
        country, admin1 = self._units(one, lon, lat, where)
        return Draft(
            key=_key(one.get("id", "")) or default_id,
            name=label,
            lon=lon,
            lat=lat,
            feature_class=feature_class,
            feature_code=feature_code,
            country=country,
            admin1=admin1,
            admin1_name=one.get("admin1") or None if admin1 is None else None,
            admin2_name=one.get("admin2") or None,
            population=int(population),
            radius_km=round(radius_km, 1),
            prior=max(_OWN_PRIOR, people_prior(int(population))),
            names=all_historic(names) if feature is not None and feature.historic else names,
            source=one.get("source") or self.source,
            shape=shape,
        )

    def _units(
        self, one: Mapping[str, str], lon: float, lat: float, where: str
    ) -> tuple[str | None, str | None]:
        """Codes of the country and the unit: as the row says, else by where the point lies."""
        named = one.get("country", "")
        country = self.bundled.country_code(named) if named else self.country
        if named and country is None:
            self.faults.mend(where, f"no country {named[:40]!r}: taken by its point")
        admin1 = self.bundled.unit_code(country, one["admin1"]) if country and one.get("admin1") else None
        if country is not None and (admin1 is not None or one.get("admin1")):
            return country, admin1
        around, unit = self.bundled.around(lon, lat)
        if country is None or country == around:
            return around, unit if not one.get("admin1") else admin1
        return country, None

    def _number(self, cell: str, what: str, where: str) -> float:
        if not cell:
            return 0.0
        try:
            number = _decimal(cell.replace(" ", "").replace("\u00a0", ""))
        except ValueError:
            number = math.nan
        if not 0 <= number < 1e11:
            self.faults.mend(where, f"{what} {cell[:20]!r} is no number above zero: taken without")
            return 0.0
        return number


def _place_on_map(
    one: Mapping[str, str], shape: BaseGeometry | None
) -> tuple[float, float, float, BaseGeometry | None]:
    """Longitude, latitude, extent in km (0 for a point) and geometry; ValueError says what is wrong."""
    if shape is not None:
        from geomap.gazetteer.overlays.geometry import stand_in

        return stand_in(shape)
    return (*check_point(_degrees(one, "lon"), _degrees(one, "lat")), 0.0, None)


def check_point(lon: float, lat: float) -> tuple[float, float]:
    """Give a point back that lies on the Earth (decimal degrees); ValueError if it does not."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError("the point is not finite")
    if abs(lat) > 90 >= abs(lon):
        raise ValueError(f"latitude {lat:g} is not within -90 to 90: latitude and longitude seem swapped")
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"{lat:g}, {lon:g} are no latitude and longitude in decimal degrees")
    return lon, lat


def _degrees(one: Mapping[str, str], field: str) -> float:
    cell = one.get(field, "")
    try:
        return _decimal(cell)
    except ValueError:
        said = f"{cell[:20]!r} is no number of decimal degrees" if cell else "it is empty"
        raise ValueError(f"{field}: {said}") from None


def _decimal(cell: str) -> float:
    """Read a number with a decimal point, or a comma as much of the world writes it."""
    return float(
        cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell.replace(",", "")
    )


def _feature(row: Mapping[str, Any], one: Mapping[str, str], shape: BaseGeometry | None) -> tuple[str, str]:
    code, kind = one.get("feature_code", "").upper(), one.get("feature_class", "").upper()
    if "." in code:  # GeoNames' ontology writes P.PPL
        kind, _, code = code.partition(".")
    if code and not kind:
        kind = next((k for k in "PAHTSLV" if classify(k, code, 0)), "")
    if kind[:1] in set("AHLPRSTUV") and (code or kind == "P"):
        return kind[:1], code or "PPL"
    for tag, value in row.items():
        found = _TAGS.get(plain_form(str(tag)), {}).get(_text(value).casefold())
        if found is not None:
            return found
    if shape is None:
        return _POINT
    return _AREA if "Polygon" in shape.geom_type else _LINE


def _key(given: str) -> int | str:
    """Key of a row's own id; GeoNames' ids are GeoNames' places, whoever lists them."""
    number = given.removeprefix("geonames:")
    if number != given and number.isdigit():
        return int(number)
    return re.sub(r"\s+", " ", given)[:200]


def _split(value: str) -> list[str]:
    return [part for part in (p.strip() for p in _SEPARATORS.split(value)) if part]


def _text(value: object) -> str:
    """Write a field as text; what is empty, or no number, is ''."""
    if value is None or isinstance(value, (dict, bool)):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (list, tuple)):
        return "|".join(map(_text, value))
    return " ".join(str(value).split(" ")).strip()
