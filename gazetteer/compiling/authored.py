"""Authored places: regions, waters and heights, sites, settlements; with their checks.

Every entry has a source and a radius, and lies where it claims to lie; else the build fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compiling.countries import expand_demonyms
from compiling.entries import BuildError, Entry, Kind, equal_area_radius_km
from compiling.names import fold, script
from compiling.outlines import Outlines
from compiling.sources import GAZETTEER, read_table, split

# Files and folders of files under authored/, and the part of their places' ids that they give.
GROUPS = {
    "regions": "region",
    "waters_and_heights": "nature",
    "sites": "site",
    "settlements": "settlement",
}
# Of settlements whose row names no radius: how far their points, written down from knowledge of
# the map, may be off. 90th percentile, rounded up to half a kilometre, of the front-line villages
# remembered surely (calibration/front_line.tsv); sixty better-known ones come to 2.0.
SETTLEMENT_RADIUS_KM = 3.5
KM_PER_DEGREE = 111.2
# Beyond its radius a point may lie this many degrees outside its country's polygon (simplified coast).
SLACK_DEGREES = 0.05
# Small islands are not in the polygons: they lie at most so far from the country's coast.
OFFSHORE_DEGREES = 0.6
# An authored settlement closer than this to a listed one of the same name is a double.
DOUBLE_KM = 15.0


def read_authored(entries: list[Entry], outlines: Outlines) -> list[Entry]:
    """All authored places; ``entries`` are those of the other sources, some of which get further names.

    Raises
    ------
    BuildError
        With every fault of every row, a line each.
    """
    kinds = {
        row["kind"]: row
        for _, row in read_table("authored/kinds.tsv", needed=("kind", "fclass", "fcode", "prior"))
    }
    towns: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.feature_class == "P":
            towns.setdefault(fold(entry.name), []).append(entry)
    by_key = {str(e.key): e for e in entries if not isinstance(e.key, int)}
    found: dict[str, Entry] = {}
    faults: list[str] = []
    for group, where, row in _rows():
        try:
            if row.get("shape", "").startswith("same:"):
                _merge(where, row, by_key)
            elif group == "settlement" and not row["lon"] and not row["lat"]:
                _name_within(where, row, by_key)
            else:
                _check_unit(where, row, by_key)
                entry = _read_entry(where, group, row, kinds, outlines)
                _check_double(where, entry, towns)
                if found.setdefault(str(entry.key), entry) is not entry:
                    faults.append(f"{where}: a second {row['id']!r}")
        except BuildError as error:
            faults.append(str(error))
    if faults:
        raise BuildError("\n".join(faults))
    return list(found.values())


def _rows() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every authored row as (group, where, row)."""
    for name, group in GROUPS.items():
        folder = GAZETTEER / "authored" / name
        files = (
            [f"{name}/{p.name}" for p in sorted(folder.glob("*.tsv"))] if folder.is_dir() else [f"{name}.tsv"]
        )
        needed = (
            ("id", "name", "kind", "source")
            if group == "settlement"
            else ("id", "name", "kind", "radius_km", "source")
        )
        for file in files:
            for where, row in read_table(f"authored/{file}", needed=needed):
                yield group, where, row


def _read_entry(
    where: str, group: str, row: dict[str, str], kinds: dict[str, dict[str, str]], outlines: Outlines
) -> Entry:
    if row["kind"] not in kinds:
        raise BuildError(f"{where}: kind {row['kind']!r}; one of {', '.join(sorted(kinds))} is needed")
    if group == "settlement" and not row["radius_km"]:
        row = {**row, "radius_km": str(SETTLEMENT_RADIUS_KM)}
    entry = _entry(where, f"geomap:{group}:{row['id']}", row, kinds[row["kind"]], outlines)
    _check_place(where, row, entry, outlines)
    return entry


def _check_unit(where: str, row: dict[str, str], by_key: dict[str, Entry]) -> None:
    """The unit that the entry claims is there, with or without a polygon."""
    if row.get("adm1") and f"adm1:{row['adm1']}" not in by_key:
        raise BuildError(f"{where}: {row['name']} claims a unit {row['adm1']!r}, and there is none")


def _name_within(where: str, row: dict[str, str], by_key: dict[str, Entry]) -> None:
    """Make the unit that a settlement is known to lie in answer to its names: nobody vouches for a point."""
    unit = by_key.get(f"adm1:{row['adm1']}")
    if unit is None:
        raise BuildError(f"{where}: {row['name']} has no point, and no unit {row['adm1']!r} to lie in")
    known = {fold(n) for n, _ in unit.names}
    names = [row["name"], *split(row["names"]), *split(row["historic"])]
    unit.names += [(n, Kind.WITHIN) for n in names if fold(n) not in known]


def _entry(where: str, key: str, row: dict[str, str], kind: dict[str, str], outlines: Outlines) -> Entry:
    radius = _number(where, row, "radius_km")
    if not radius > 0:
        raise BuildError(f"{where}: radius_km {radius}; more than 0 is needed")
    spec = row.get("shape", "")
    shape = outlines.shape(where, spec) if spec not in {"", "point"} else None
    if row["lon"] and row["lat"]:
        lon, lat = _number(where, row, "lon"), _number(where, row, "lat")
    elif shape is not None:
        point = shape.representative_point()
        lon, lat = round(point.x, 3), round(point.y, 3)
    else:
        raise BuildError(f"{where}: {row['name']} has neither a point nor a shape")
    if shape is not None and "Polygon" in shape.geom_type:
        radius = equal_area_radius_km(shape)
    countries = split(row["countries"])
    adm1 = row.get("adm1", "")
    if not adm1 and len(countries) == 1:
        adm1 = outlines.unit_at(lon, lat, countries[0]) if kind["fclass"] in {"P", "S", "T"} else ""
    entry = Entry(
        key=key,
        name=row["name"],
        lon=lon,
        lat=lat,
        feature_class=kind["fclass"],
        feature_code=kind["fcode"],
        country=countries[0] if len(countries) == 1 else None,
        admin1=adm1.partition(".")[2] or None,
        radius_km=radius,
        prior=float(row.get("prior") or kind["prior"]),
        source=f"geomap, after {row['source']}",
        shape=shape,
    )
    entry.names = _names(row)
    return entry


def _merge(where: str, row: dict[str, str], by_key: dict[str, Entry]) -> None:
    """Give the names of a row whose shape is ``same:ID`` to the entry of that id, and its label and prior."""
    entry = by_key.get(row["shape"].removeprefix("same:"))
    if entry is None:
        raise BuildError(f"{where}: no place {row['shape'].removeprefix('same:')!r}")
    entry.name = row["name"]
    entry.prior = max(entry.prior, float(row["prior"] or 0))
    kinds = {fold(n): (n, k) for n, k in entry.names}
    for name, kind in _names(row):
        old = kinds.get(fold(name))
        # What is written down as an adjective is one, though 'Chechen Republic' cut short looks the same.
        told = kind is Kind.DEMONYM and fold(name) != fold(entry.name)
        kinds[fold(name)] = (name, min(kind, old[1])) if old and not told else (name, kind)
    entry.names = sorted(kinds.values(), key=lambda nk: nk[0] != entry.name)
    entry.source += f"; geomap, after {row['source']}"


def _names(row: dict[str, str]) -> list[tuple[str, Kind]]:
    kinds: dict[str, tuple[str, Kind]] = {fold(row["name"]): (row["name"], Kind.PREFERRED)}
    for name in split(row["names"]):
        if script(name) != "LATIN":
            kind = Kind.NATIVE
        elif name.replace(".", "").isupper():
            kind = Kind.ABBREVIATION
        else:
            kind = Kind.VARIANT
        kinds.setdefault(fold(name), (name, kind))
    for name in split(row.get("historic", "")):
        kinds.setdefault(fold(name), (name, Kind.HISTORIC))
    for name in expand_demonyms(row.get("demonyms", "")):
        kinds.setdefault(fold(name), (name, Kind.DEMONYM))
    return list(kinds.values())


def _check_place(where: str, row: dict[str, str], entry: Entry, outlines: Outlines) -> None:
    """The point lies in one of the countries and in the unit that the entry claims."""
    slack = SLACK_DEGREES + entry.radius_km / KM_PER_DEGREE
    if row["kind"] == "island":
        slack += OFFSHORE_DEGREES
    countries = split(row["countries"])
    if (
        countries
        and min(outlines.degrees_outside_country(entry.lon, entry.lat, c) for c in countries) > slack
    ):
        raise BuildError(f"{where}: {entry.name} lies outside {' and '.join(countries)}")
    adm1 = row.get("adm1", "")
    if adm1 and (away := outlines.degrees_outside_unit(entry.lon, entry.lat, adm1)) > slack:
        raise BuildError(f"{where}: {entry.name} lies {away * KM_PER_DEGREE:.0f} km outside {adm1}")
    if entry.shape is not None and countries and "Polygon" in entry.shape.geom_type:
        outlines.check_overlap(where, entry.name, entry.shape, countries)


def _check_double(where: str, entry: Entry, names: dict[str, list[Entry]]) -> None:
    if entry.feature_class != "P":
        return
    for name, _ in entry.names:
        for other in names.get(fold(name), []):
            km = KM_PER_DEGREE * max(abs(other.lon - entry.lon) * 0.75, abs(other.lat - entry.lat))
            if km < DOUBLE_KM:
                raise BuildError(
                    f"{where}: {entry.name} is in the list as {other.key} {other.name}, {km:.0f} km away"
                )


def _number(where: str, row: dict[str, Any], field: str) -> float:
    try:
        return float(row[field])
    except ValueError:
        raise BuildError(f"{where}: {field} {row[field]!r} is no number") from None
