"""How far points written down from memory are off: ``python gazetteer/calibration/measure.py LIST [TABLE]``.

A maintainer's command. LIST is a GeoNames country dump (``UA.zip`` or ``UA.txt``, as
download.geonames.org offers them), or ``towns`` for the list of populated places that the gazetteer is
built from. TABLE is a tab-separated table with the columns name, lon and lat, and one of oblast (a
first-level unit by name), adm1 (by GeoNames' code, ``UA.05``) and country (``SY``): `ukraine.tsv` beside
this file unless another is given, such as one of ``authored/settlements``. A column group divides the
figures. Rows without a point and rows of countries that LIST does not hold are passed over.

Each row is compared with the place of its name, or of one of its ``names``, within its unit: with the
nearest where several have it, which flatters rows whose name is common (they are counted). Beyond
`OTHER_PLACE_KM` it is another place of that name, and the row's own is not found.
"""

from __future__ import annotations

import io
import math
import statistics
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from compiling.names import fold  # noqa: E402
from compiling.sources import read_table, split  # noqa: E402
from compiling.towns import read_towns  # noqa: E402

from geomap.model.geometry import LonLat  # noqa: E402

USAGE = "usage: python gazetteer/calibration/measure.py DUMP|towns [TABLE]"
OTHER_PLACE_KM = 50.0
SHARE = 0.9
# Columns of a GeoNames dump (https://download.geonames.org/export/dump/readme.txt).
NAME, ASCII_NAME, ALTERNATES, LAT, LON, CLASS, CODE, COUNTRY, ADM1 = 1, 2, 3, 4, 5, 6, 7, 8, 10
COLUMNS = 19


@dataclass(frozen=True, slots=True)
class Listed:
    """The places to compare with, by (code of the unit or country, folded name), and codes by unit's name."""

    places: dict[tuple[str, str], list[LonLat]]
    units: dict[str, str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One row's distance from the listed place in kilometres; None if the list has no such place."""

    name: str
    unit: str
    group: str
    km: float | None
    namesakes: int


def main(arguments: Sequence[str]) -> int:
    """Print the distance of every row and what they come to; exit status 2 on wrong usage."""
    if len(arguments) not in {1, 2}:
        print(USAGE, file=sys.stderr)
        return 2
    table = Path(arguments[1]) if len(arguments) == 2 else HERE / "ukraine.tsv"
    listed = listed_towns() if arguments[0] == "towns" else read_dump(Path(arguments[0]))
    rows = list(measure(read_rows(table), listed))
    print_rows(rows)
    for group in sorted({row.group for row in rows} - {""}):
        print_figures(group, [row for row in rows if row.group == group])
    print_figures("all", rows)
    return 0


def read_rows(table: Path) -> Iterator[dict[str, str]]:
    """Rows of a table of this folder's or the settlements' kind."""
    for _, row in read_table(str(table.resolve()), needed=("name",)):
        yield row


def read_dump(path: Path) -> Listed:
    """Read populated places and first-level units of a GeoNames dump.

    Raises
    ------
    ValueError
        If a line has another number of fields than GeoNames' dumps.
    """
    places: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    units: dict[str, str] = {}
    countries: set[str] = set()
    with _text(path) as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != COLUMNS:
                raise ValueError(f"{path}:{number}: {len(fields)} fields; a GeoNames dump has {COLUMNS}")
            country, unit = fields[COUNTRY], f"{fields[COUNTRY]}.{fields[ADM1]}"
            countries.add(country)
            names = {fold(n) for n in (fields[NAME], fields[ASCII_NAME], *fields[ALTERNATES].split(","))}
            if fields[CODE] == "ADM1":
                units.update(dict.fromkeys(names, unit))
            elif fields[CLASS] == "P":
                point = LonLat(float(fields[LON]), float(fields[LAT]))
                for name in names:
                    places[unit, name].append(point)
                    places[country, name].append(point)
    return Listed(places, units, frozenset(countries))


def _text(path: Path) -> TextIO:
    if path.suffix != ".zip":
        return path.open(encoding="utf-8", newline="\n")
    with zipfile.ZipFile(path) as archive:
        raw = archive.read(f"{path.stem}.txt")
    return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", newline="\n")


def listed_towns() -> Listed:
    """Collect the populated places that the gazetteer is built from."""
    places: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    countries: set[str] = set()
    for town in read_towns():
        if town.country is None:
            continue
        countries.add(town.country)
        for name in {fold(n) for n, _ in town.names}:
            for unit in (town.country, f"{town.country}.{town.admin1}"):
                places[unit, name].append(LonLat(town.lon, town.lat))
    return Listed(places, {}, frozenset(countries))


def measure(rows: Iterable[dict[str, str]], listed: Listed) -> Iterator[Measured]:
    """Compare each row that has a point with the nearest place of its name in its unit."""
    for row in rows:
        unit = row.get("adm1") or row.get("country") or _unit_code(row.get("oblast", ""), listed)
        if not row["lon"] or (unit and unit.partition(".")[0] not in listed.countries):
            continue
        point = LonLat(float(row["lon"]), float(row["lat"]))
        names = dict.fromkeys(fold(n) for n in (row["name"], *split(row.get("names", ""))))
        found = {p for name in names for p in listed.places.get((unit, name), ())}
        km = min((point.distance_km(p) for p in found), default=math.inf)
        yield Measured(
            name=row["name"],
            unit=unit,
            group=row.get("group", ""),
            km=km if km <= OTHER_PLACE_KM else None,
            namesakes=len(found),
        )


def _unit_code(name: str, listed: Listed) -> str:
    """Code of a first-level unit by its name, with or without the word oblast; '' if there is none."""
    return listed.units.get(fold(f"{name} Oblast")) or listed.units.get(fold(name), "")


def print_rows(rows: Iterable[Measured]) -> None:
    """Print a line for every row, the farthest first and those not found before all."""
    for row in sorted(rows, key=lambda r: math.inf if r.km is None else r.km, reverse=True):
        distance = "not found" if row.km is None else f"{row.km:6.1f} km"
        namesakes = f"  nearest of {row.namesakes}" if row.km is not None and row.namesakes > 1 else ""
        print(f"{distance}  {row.name}, {row.unit}{namesakes}")


def print_figures(what: str, rows: Sequence[Measured]) -> None:
    """Print how far the rows are off as a whole."""
    distances = sorted(row.km for row in rows if row.km is not None)
    counted = f"{what}: {len(rows)} rows, {len(rows) - len(distances)} of them not found"
    if not distances:
        print(counted)
        return
    ninetieth = percentile(distances, SHARE)
    print(
        f"{counted}, {sum(row.namesakes > 1 for row in rows)} with namesakes in the unit; "
        f"median {statistics.median(distances):.1f} km, 90th percentile {ninetieth:.1f} km, "
        f"worst {distances[-1]:.1f} km; radius {math.ceil(ninetieth * 2) / 2:.1f} km"
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Value that at least ``share`` of the ascending values do not exceed (nearest rank)."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
