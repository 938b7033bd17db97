"""First-level units: their shapes from the polygons that belong to them, and what they are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from compiling import prior
from compiling.entries import BuildError, Entry, Kind, equal_area_radius_km
from compiling.names import fold, script, terms
from compiling.polygons import ALIKE, Polygon, bare, country_of
from compiling.sources import read_table, split

# A town that gives its unit the name has at least this part of its people.
LEAST_SEAT = 20


@dataclass(slots=True)
class Unit:
    """A first-level unit on its way: its code, polygons and names."""

    code: str
    polygons: list[Polygon] = field(default_factory=list)
    towns: list[Entry] = field(default_factory=list)


def build_units(polygons: list[Polygon], towns: list[Entry], terms_of: dict[str, list[str]]) -> list[Entry]:
    """Entries of first-level units, and of the second-level ones where the polygons are these.

    Parameters
    ----------
    polygons
        As `polygons.read_polygons` gives them.
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
