"""Which columns of a table, or properties of a feature, hold what: known by their usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geomap.errors import UsageError

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "place_name", "placename", "toponym", "label", "settlement", "place"),
    "lat": ("lat", "latitude", "y", "lat_dd", "geomap_lat"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_dd", "geomap_lon"),
    "country": (
        "country", "country_code", "countrycode", "cc", "iso", "iso2", "iso_a2", "adm0", "admin0",
    ),
    "admin1": (
        "admin1", "adm1", "adm_1", "admin1_name", "adm1_en", "province", "oblast", "region",
        "governorate",
    ),
    "admin2": ("admin2", "adm2", "adm_2", "admin2_name", "adm2_en", "district", "raion", "rayon", "county"),
    "feature_class": ("feature_class", "fclass", "featureclass"),
    "feature_code": ("feature_code", "fcode", "featurecode"),
    "population": ("population", "pop"),
    "radius_km": ("radius_km", "radius"),
    "names": (
        "names", "alternatenames", "alternate_names", "alternate_name", "alternates", "aliases",
        "other_names", "alt_name", "alt_names", "asciiname", "int_name", "official_name", "short_name",
        "loc_name",
    ),
    "historic": ("historic", "old_name", "old_names", "historic_names", "former_names"),
    "id": ("id", "place_id", "geonameid", "geonames_id", "osm_id", "@id", "fid", "pcode"),
    "source": ("source",),
}  # fmt: skip
"""The fields of a place, and the usual names of the columns that hold them, the likeliest first."""

# Fields of several columns: all are read.
_GATHERED = frozenset({"names", "historic"})
_LANGUAGE = re.compile(r"(?P<what>name|alt_name|official_name|old_name)[:_][a-z]{2,3}(?:[-_]\w+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field.

    Parameters
    ----------
    fields
        From fields of `FIELDS` to the names of columns, several where several are read.
    english
        The column of the English name, if there is one: it is the label.
    """

    fields: Mapping[str, tuple[str, ...]]
    english: str | None = None

    @classmethod
    def find(cls, header: Iterable[str], chosen: Mapping[str, str] | None = None) -> Columns:
        """Recognise columns by their usual names, whatever their case; ``chosen`` ones come first.

        Raises
        ------
        UsageError
            If a chosen field or column does not exist.
        """
        header = list(header)
        byplain_form: dict[str, str] = {}
        for column in header:
            byplain_form.setdefault(plain_form(column), column)
        fields = _chosen(header, byplain_form, chosen or {})
        fixed = set(fields)
        english = None
        for field, usual in FIELDS.items():
            if field in fixed:
                continue
            found = [byplain_form[form] for form in usual if form in byplain_form]
            if found:
                fields[field] = tuple(found) if field in _GATHERED else (found[0],)
        for form, column in byplain_form.items():
            tagged = _LANGUAGE.fullmatch(form)
            if tagged is None:
                continue
            field = "historic" if tagged["what"] == "old_name" else "names"
            fields[field] = (*fields.get(field, ()), column)
            if form in {"name:en", "name_en"} and "name" not in fixed:
                english = column
        if "name" not in fields and english is not None:
            fields["name"] = (english,)
        return cls(fields, english)


def _chosen(
    header: list[str], byplain_form: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for field, column in chosen.items():
        if field not in FIELDS:
            raise UsageError(
                "no such field", where=f"--columns {field}", hint=f"there are {', '.join(FIELDS)}"
            )
        there = column if column in header else byplain_form.get(plain_form(column))
        if there is None:
            listed = ", ".join(header)[:200]
            raise UsageError(f"no column {column!r}", where=f"--columns {field}", hint=f"there are {listed}")
        fields[field] = (there,)
    return fields


def plain_form(column: str) -> str:
    """A column's name in the form in which names are compared: 'Place Name' is place_name."""
    return re.sub(r"[\s.-]+", "_", column.strip().casefold())
