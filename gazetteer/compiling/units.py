"""First-level units: which polygons belong to which GeoNames code, and what they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from compiling import prior
from compiling.entries import BuildError, Entry, Kind, equal_area_radius_km
from compiling.names import fold, script, terms
from compiling.sources import read_features, read_table, split

NATURAL_EARTH = "sources/natural_earth/first_level"
NO_CODE = {"", "00"}
# What a name that fits weighs against the share of towns that lie in the polygon.
NAME_WEIGHT = 0.6
ALIKE = 0.72
# A unit without a polygon that has so many towns, and such a share of them, in another's polygon
# was split off from it.
COARSE_TOWNS = 2
COARSE_SHARE = 0.1
# A town that gives its unit the name has at least this part of its people.
LEAST_SEAT = 20


@dataclass(slots=True)
class Polygon:
    """One of Natural Earth's first-level polygons and where it belongs."""

    key: str
    names: list[str]
    country: str | None
    adm1: str | None
    shape: Any
    disputed: str = ""


@dataclass(slots=True)
class Unit:
    """A first-level unit on its way: its code, polygons and names."""

    code: str
    polygons: list[Polygon] = field(default_factory=list)
    towns: list[Entry] = field(default_factory=list)


def country_of(code: str) -> str:
    """Country of a first-level code: 'AZ' of 'AZ.57'."""
    return code.partition(".")[0]


def bare(name: str) -> str:
    """Folded name without unit terms."""
    folded = fold(name)
    return terms.without_terms(folded) or folded


def read_polygons() -> list[Polygon]:
    """All polygons with their country and GeoNames code, overrides applied."""
    shapes = read_features(f"{NATURAL_EARTH}.geojson")
    official = {row["adm1"]: row["name"] for _, row in read_table("sources/admin1.tsv")}
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in official.items():
        by_country[code.partition(".")[0]][bare(name)] = code
    overrides = {row["key"]: (where, row) for where, row in
                 read_table("authored/first_level_overrides.tsv", needed=("key", "reason"))}  # fmt: skip
    rows = [row for _, row in read_table(f"{NATURAL_EARTH}.tsv")]
    names_of = {
        r["key"]: list(dict.fromkeys(n for n in (r["name"], r["gn_name"], r["woe_name"]) if n)) for r in rows
    }
    codes = {
        r["key"]: _best_code(r, names_of[r["key"]], official, by_country.get(r["iso2"], {})) for r in rows
    }
    coarse = _coarse(rows, codes)
    found: list[Polygon] = []
    for row in rows:
        key, code = row["key"], codes[row["key"]]
        polygon = Polygon(key, names_of[key], row["iso2"] or None, None, shapes[key][1])
        if code:
            country, _, number = code.partition(".")
            polygon.country = country
            polygon.adm1 = code if number not in NO_CODE and key not in coarse else None
        _, change = overrides.pop(key, ("", {}))
        if change:
            _override(polygon, change)
        found.append(polygon)
    for where, row in overrides.values():
        raise BuildError(f"{where}: Natural Earth has no polygon {row['key']!r}")
    return found


def _override(polygon: Polygon, change: dict[str, str]) -> None:
    polygon.country = change["country"] or polygon.country
    polygon.names = split(change["names"]) or polygon.names
    polygon.disputed = change["disputed"]
    if change["adm1"]:
        polygon.adm1 = None if change["adm1"] == "-" else change["adm1"]
        if polygon.adm1:
            polygon.country = polygon.adm1.partition(".")[0]


def _coarse(rows: list[dict[str, str]], codes: dict[str, str | None]) -> set[str]:
    """Keys of polygons that were divided since they were drawn: two units of today share one.

    Such a polygon stays as an area of its own name (Katanga), and the units of today have a point only.
    """
    votes = {
        r["key"]: {c: int(n) for c, _, n in (v.partition(":") for v in r["votes"].split())} for r in rows
    }
    drawn = {code for code in codes.values() if code}
    found: set[str] = set()
    for key, code in codes.items():
        if not code:
            continue
        total = sum(votes[key].values())
        for other, towns in votes[key].items():
            same_country = other.partition(".")[0] == code.partition(".")[0]
            undrawn = other not in drawn and other.partition(".")[2] not in NO_CODE
            if same_country and undrawn and towns >= COARSE_TOWNS and towns >= COARSE_SHARE * total:
                found.add(key)
    return found


def _best_code(
    row: dict[str, str], names: list[str], official: dict[str, str], by_name: dict[str, str]
) -> str | None:
    """The code that the towns within and the names speak for together; None if nothing does."""
    votes = {c: int(n) for c, _, n in (v.partition(":") for v in row["votes"].split())}
    total = sum(votes.values())
    bares = [bare(n) for n in names]
    voted = {c for c in votes if c.partition(".")[0] == row["iso2"]} or set(votes)
    candidates = voted | {by_name[b] for b in bares if b in by_name}
    if not candidates:
        return None

    def weight(code: str) -> tuple[float, str]:
        name = bare(official.get(code, ""))
        alike = max((SequenceMatcher(None, name, b).ratio() for b in bares), default=0.0) if name else 0.0
        share = votes.get(code, 0) / total if total else 0.0
        return (share + (NAME_WEIGHT if alike >= ALIKE else 0.0), code)

    return max(candidates, key=weight)


def build_units(polygons: list[Polygon], towns: list[Entry], terms_of: dict[str, list[str]]) -> list[Entry]:
    """Entries of first-level units, and of the second-level ones where the polygons are these.

    Parameters
    ----------
    polygons
        As `read_polygons` gives them.
    towns
        All populated places: they tell where units lie whose polygon is not known, and their seats.
    terms_of
        The words for first-level units by country code, the most usual first ('Oblast').

    Raises
    ------
    BuildError
        If a name is written down for a unit that there is not.
    """
    import shapely

    official = {row["adm1"]: row["name"] for _, row in read_table("sources/admin1.tsv")}
    authored = {row["adm1"]: row for _, row in
                read_table("authored/first_level_names.tsv", needed=("adm1", "name", "source"))}  # fmt: skip
    units: dict[str, Unit] = {}
    for polygon in polygons:
        if polygon.adm1:
            units.setdefault(polygon.adm1, Unit(polygon.adm1)).polygons.append(polygon)
    for town in towns:
        if town.country and town.admin1:
            code = f"{town.country}.{town.admin1}"
            units.setdefault(code, Unit(code)).towns.append(town)
    if missing := set(authored) - set(units):
        raise BuildError(f"authored/first_level_names.tsv: no unit {', '.join(sorted(missing))}")
    shared = Counter((country_of(code), name) for code, name in official.items())
    entries: list[Entry] = []
    for code in sorted(units):
        unit = units[code]
        shapes = [p.shape for p in unit.polygons]
        shape = shapely.union_all(shapes) if len(shapes) > 1 else next(iter(shapes), None)
        name = official.get(code, "")
        if shared[country_of(code), name] > 1 and code in authored:
            name = ""  # the larger unit that several were made of has left its name to all of them
        names = _unit_names(unit, name, authored.get(code))
        if not names:
            continue
        country = country_of(code)
        entries.append(
            _entry(f"adm1:{code}", "ADM1", code, names, shape, unit.towns, terms_of.get(country, []))
        )
        if len(unit.polygons) > 1:
            # The unit is drawn in parts: its second-level units, or a city apart from its country.
            known = {bare(n) for n, _ in names}
            parts = [p for p in unit.polygons if p.names and bare(p.names[0]) not in known]
            entries += [_part(p, code, unit.towns) for p in parts]
    _drop_borrowed_forms(entries)
    for polygon in polygons:
        if polygon.adm1 is None and polygon.names and polygon.country:
            entries.append(_part(polygon, f"{polygon.country}.", []))
    return entries


def _unit_names(unit: Unit, official: str, authored: dict[str, str] | None) -> list[tuple[str, Kind]]:
    """Names of a unit, preferred first."""
    names = [authored["name"], *split(authored["names"])] if authored else []
    drawn = unit.polygons[0].names if len(unit.polygons) == 1 else []
    if official and drawn and max(likeness(official, n) for n in drawn) < ALIKE and not authored:
        # The code was given to another unit since the table of names was made.
        names += drawn
    else:
        names += [n for n in (official, *drawn) if n]
    kinds: dict[str, tuple[str, Kind]] = {}
    for name in names:
        kind = Kind.PREFERRED if not kinds else Kind.VARIANT
        kinds.setdefault(fold(name), (name, kind))
    return list(kinds.values())


def likeness(first: str, second: str) -> float:
    """How alike two names are without unit terms, 0 to 1."""
    return SequenceMatcher(None, bare(first), bare(second)).ratio()


def _entry(
    key: str,
    fcode: str,
    code: str,
    names: list[tuple[str, Kind]],
    shape: Any,
    towns: list[Entry],
    words: list[str],
) -> Entry:
    country, _, number = code.partition(".")
    population = sum(t.population for t in towns)
    seat = _seat(names, towns)
    kinds = {fold(n): (n, k) for n, k in names}
    for name, _ in names:
        _add_forms(kinds, name, words)
    if seat is not None:
        seat.feature_code = "PPLA" if seat.feature_code == "PPL" else seat.feature_code
        for name, kind in seat.names:
            if kind in {Kind.PREFERRED, Kind.VARIANT, Kind.NATIVE}:
                kinds.setdefault(fold(name), (name, Kind.SEAT))
    if shape is not None:
        point = shape.point_on_surface() if not shape.contains(shape.centroid) else shape.centroid
        lon, lat, radius = round(point.x, 4), round(point.y, 4), equal_area_radius_km(shape)
    else:
        lon, lat, radius = _middle(towns)
    return Entry(
        key=key,
        name=names[0][0],
        lon=lon,
        lat=lat,
        feature_class="A",
        feature_code=fcode,
        country=country,
        admin1=number or None,
        population=population,
        radius_km=radius,
        prior=prior.unit(population, seat_prior=seat.prior if seat else None, second_level=fcode == "ADM2"),
        source="GeoNames; Natural Earth" if shape is not None else "GeoNames",
        names=list(kinds.values()),
        shape=shape,
    )


def _drop_borrowed_forms(units: list[Entry]) -> None:
    """Take from units the made forms that are another's own name: the city is not 'Moscow Oblast'."""
    own: dict[tuple[str | None, str], str] = {}
    for unit in units:
        for name, kind in unit.names:
            if kind != Kind.WITH_TERM:
                own.setdefault((unit.country, fold(name)), str(unit.key))
    for unit in units:
        unit.names = [
            (name, kind)
            for name, kind in unit.names
            if kind != Kind.WITH_TERM or own.get((unit.country, fold(name)), str(unit.key)) == str(unit.key)
        ]


def _part(polygon: Polygon, code: str, towns: list[Entry]) -> Entry:
    """A polygon that is less than a first-level unit, or that has no code."""
    import shapely

    points = shapely.points([(t.lon, t.lat) for t in towns]) if towns else []
    within = (
        [t for t, inside in zip(towns, shapely.contains(polygon.shape, points), strict=True) if inside]
        if towns
        else []
    )
    names = [(n, Kind.PREFERRED if i == 0 else Kind.VARIANT) for i, n in enumerate(polygon.names)]
    return _entry(f"ne:{polygon.key}", "ADM2" if towns else "ADMD", code, names, polygon.shape, within, [])


def _add_forms(kinds: dict[str, tuple[str, Kind]], name: str, words: list[str]) -> None:
    """Add the bare name and the bare name with the country's own words: 'Donetsk', 'Donetsk Oblast'."""
    if script(name) != "LATIN":
        return
    stem = terms.strip_terms(name)
    if stem is None:
        return
    folded = fold(stem)
    if all(w in terms.DIRECTIONS for w in folded.split()):
        # 'Northern' alone names nothing, and 'Northern State' is not the Northern Territory.
        words = [] if stem != name else words
    else:
        kinds.setdefault(folded, (stem, Kind.VARIANT))
    for word in words:
        form = f"{stem} {word}"
        kinds.setdefault(fold(form), (form, Kind.WITH_TERM))


def _seat(names: list[tuple[str, Kind]], towns: list[Entry]) -> Entry | None:
    """The largest town of the unit that bears its name, if it is one of some weight there."""
    wanted = {bare(n) for n, _ in names}
    total = sum(t.population for t in towns)
    for town in sorted(towns, key=lambda t: (t.population, str(t.key)), reverse=True):
        if town.population * LEAST_SEAT < total:
            return None
        if any(fold(n) in wanted for n, k in town.names if k in {Kind.PREFERRED, Kind.VARIANT}):
            return town
    return None


def _middle(towns: list[Entry]) -> tuple[float, float, float]:
    """Mean point of the towns, and the distance in kilometres within which nearly all of them lie."""
    lon = sum(t.lon for t in towns) / len(towns)
    lat = sum(t.lat for t in towns) / len(towns)
    away = sorted(max(abs(t.lon - lon), abs(t.lat - lat)) * 111.2 for t in towns)
    return round(lon, 4), round(lat, 4), round(max(5.0, away[int(0.9 * (len(away) - 1))]), 1)
