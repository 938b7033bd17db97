"""Second-level units: counties, rayons, districts, known by the towns in them.

The source says which towns lie in which unit, and no more: a unit's seat, its point and how far
it reaches are worked out here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from statistics import median

from compiling import prior
from compiling.entries import BuildError, Entry, Kind
from compiling.names import fold, romanising, script
from compiling.sources import read_table, split

SOURCE = "sources/admin2.tsv"
KM_PER_DEGREE = 111.2
# A unit reaches farther than the nine tenths of its towns that lie nearest to its point: the list
# has towns of some size, and they lie where people live. Of few towns nothing can be read off.
REACH_SHARE = 0.9
BEYOND_KM = 5.0
LEAST_RADIUS_KM = 10.0
FEW_TOWNS = 3
FEW_TOWNS_RADIUS_KM = 20.0
# Two units of two sources are one if so large a share of the towns of one lies in the other's
# polygon, and their names without terms are as alike as this.
SHARED = 0.6
ALIKE = 0.7
# 'Kramatorskyi Raion' is named after Kramatorsk: an adjective, in the languages of these countries.
ADJECTIVE = re.compile(r"^(?P<core>\w.{2,}?)(?:s?k(?:yi|yy|iy|oy|aya|a|yj|ij))$")
ADJECTIVE_COUNTRIES = {"BY", "KG", "KZ", "RU", "UA"}
ADJECTIVE_ALIKE = 0.75
LEAST_SEAT = 4  # times as many people in the largest town of the unit at most
# Where news calls a district by its bare name ('in Swat', 'in Panjwayi'): where names of other
# scripts are romanised, and in these.
BARE_COUNTRIES = romanising.COUNTRIES | {"BI", "CD", "CF", "CM", "IN", "MZ", "NG", "PH", "RW", "SS", "UG"}
SHORTEST_BARE = 4
_SUFFIXED = re.compile(r"-(gun|shi|si|ku|gu)$")
_GLUE = frozenset("de del della delle dei du des of da do dos e la le el l d".split())


@dataclass(slots=True)
class District:
    """A second-level unit on its way: its code, names (the label first), and towns (the largest first)."""

    code: str
    names: list[str]
    towns: list[Entry]
    stem: str
    terms: list[str]
    seat: Entry | None = None

    @property
    def country(self) -> str:
        """ISO code of its country."""
        return self.code.partition(".")[0]


@cache
def _terms() -> dict[str, str]:
    return {
        row["term"]: row["sort"]
        for _, row in read_table("authored/second_level_terms.tsv", needed=("term", "sort"))
    }


def split_terms(name: str) -> tuple[str, list[str]]:
    """A unit's name without the words that say what it is, and these words, folded.

    >>> split_terms("Province de la Tapoa"), split_terms("Lincoln County")
    (('Tapoa', ['province']), ('Lincoln', ['county']))
    """
    words, found = _SUFFIXED.sub(r" \1", name).split(), []
    folded = [fold(w) for w in words]
    terms = _terms()
    while len(words) > 1:
        for size in (3, 2, 1):
            if size >= len(words):
                continue
            if (first := " ".join(folded[:size])) in terms:
                found.append(first)
                words, folded = words[size:], folded[size:]
                while len(words) > 1 and folded[0] in _GLUE and words[0].islower():
                    words, folded = words[1:], folded[1:]
                break
            if (last := " ".join(folded[-size:])) in terms:
                found.append(last)
                words, folded = words[:-size], folded[:-size]
                break
        else:
            break
    return " ".join(words), found


def add_districts(towns: list[Entry], units: list[Entry]) -> list[Entry]:
    """Entries of second-level units; towns get the key of theirs.

    Parameters
    ----------
    towns
        Populated places, changed in place.
    units
        Entries of units that are known already: where second-level ones with a polygon are among
        them, units of this source are joined to these, which get their names.
    """
    drawn = _Drawn([u for u in units if u.feature_code == "ADM2" and u.shape is not None])
    named = {(t.country, fold(t.name)) for t in towns}
    found = []
    for district in _read({t.key: t for t in towns}):
        seat = district.seat
        if seat is district.towns[0] and _is_commune(district) and fold(seat.name) == fold(district.stem):
            continue  # the town by another word
        entry = drawn.same(district)
        if entry is None:
            bare = fold(district.stem)
            shown = district.country in BARE_COUNTRIES and len(bare) >= SHORTEST_BARE
            entry = _entry(district, bare_shown=shown and (district.country, bare) not in named)
            found.append(entry)
        else:
            kinds = {fold(n): (n, k) for n, k in entry.names}
            for name, kind in _names(district, bare_shown=False):
                kinds.setdefault(fold(name), (name, Kind.VARIANT if kind is Kind.PREFERRED else kind))
            entry.names = list(kinds.values())
        for town in district.towns:
            town.admin2 = str(entry.key)
    return found


def _is_commune(district: District) -> bool:
    return bool(district.terms) and all(_terms()[t] == "commune" for t in district.terms)


def _read(by_key: dict[int | str, Entry]) -> Iterable[District]:
    changes = {
        row["adm2"]: (where, row)
        for where, row in read_table(
            "authored/second_level_names.tsv", needed=("adm2", "was", "name", "source")
        )
    }
    for where, row in read_table(SOURCE, needed=("adm2", "name", "towns")):
        towns = [by_key[int(number)] for number in row["towns"].split() if int(number) in by_key]
        if not towns:
            raise BuildError(f"{where}: none of the towns of {row['name']!r} is in the list; run extract.py")
        change_where, change = changes.pop(row["adm2"], ("", {}))
        if change and change["was"] != row["name"]:
            raise BuildError(f"{change_where}: {row['adm2']} is named {row['name']!r}, not {change['was']!r}")
        names = [change["name"], *split(change["names"]), row["name"]] if change else [row["name"]]
        stem, terms = split_terms(names[0])
        district = District(row["adm2"], names, towns, stem, terms)
        district.seat, adjective = _seat(district)
        if adjective and district.seat is not None and not change:
            district.stem = district.seat.name
            district.names.insert(0, f"{district.seat.name} {' '.join(terms).title()}".strip())
        yield district
    for where, row in changes.values():
        raise BuildError(f"{where}: {SOURCE} has no {row['adm2']!r}")


def _seat(district: District) -> tuple[Entry | None, bool]:
    """The town that a unit is named after, the larger of two; and whether by an adjective."""
    stem = fold(district.stem)
    for town in district.towns:
        if any(stem == fold(n) for n in _latin(town)):
            return town, False
    if (town := _adjective_of(district, stem)) is not None:
        return town, True
    if district.country in romanising.COUNTRIES and (key := romanising.key(stem)):
        for town in district.towns:
            if any(romanising.key(fold(n)) == key for n in _latin(town)):
                return town, False
    return None, False


def _latin(town: Entry) -> Iterable[str]:
    return (n for n, k in town.names if k in {Kind.PREFERRED, Kind.VARIANT, Kind.OTHER, Kind.HISTORIC})


def _adjective_of(district: District, stem: str) -> Entry | None:
    """The town whose adjective names the unit, of some weight there; None if the name is no adjective."""
    adjective = ADJECTIVE.match(stem) if district.country in ADJECTIVE_COUNTRIES else None
    if adjective is None:
        return None
    core = adjective["core"]

    def alike(town: Entry) -> float:
        starts = [n[: len(core) + 1] for n in map(fold, _latin(town)) if n[:3] == core[:3]]
        return max((SequenceMatcher(None, core, n).ratio() for n in starts), default=0.0)

    weighty = [t for t in district.towns if t.population * LEAST_SEAT >= district.towns[0].population]
    best = max(weighty, key=lambda t: (alike(t), t.population))
    return best if alike(best) >= ADJECTIVE_ALIKE else None


def _names(district: District, *, bare_shown: bool) -> list[tuple[str, Kind]]:
    kinds: dict[str, tuple[str, Kind]] = {}
    for name in district.names:
        stem, terms = split_terms(name)
        if terms or bare_shown:
            kind = Kind.VARIANT if kinds else Kind.PREFERRED
            kinds.setdefault(fold(name), (name, kind))
        kinds.setdefault(fold(stem), (stem, Kind.STEM))
    seats = district.seat.names if district.seat is not None else []
    spellings = (
        {Kind.PREFERRED, Kind.VARIANT} if district.country in romanising.COUNTRIES else {Kind.PREFERRED}
    )
    for name, kind in [(district.stem, Kind.PREFERRED), *seats]:
        if kind in spellings and (kind is Kind.PREFERRED or name.isascii()) and script(name) == "LATIN":
            kinds.setdefault(fold(name), (name, Kind.STEM))
    return list(kinds.values())


def _entry(district: District, *, bare_shown: bool) -> Entry:
    country, number, _ = district.code.split(".", 2)
    seat = district.seat
    lon, lat, radius = _extent(district.towns, seat)
    population = sum(t.population for t in district.towns)
    return Entry(
        key=f"adm2:{district.code}",
        name=district.names[0],
        lon=lon,
        lat=lat,
        feature_class="A",
        feature_code="ADM2",
        country=country,
        admin1=number if number != "00" else None,
        population=population,
        radius_km=radius,
        prior=prior.unit(population, seat_prior=seat.prior if seat else None, second_level=True),
        source="GeoNames",
        names=_names(district, bare_shown=bare_shown),
    )


def _extent(towns: list[Entry], seat: Entry | None) -> tuple[float, float, float]:
    """A unit's point - its seat's, else the median of its towns - and its radius in kilometres."""
    lon = seat.lon if seat else round(median(t.lon for t in towns), 5)
    lat = seat.lat if seat else round(median(t.lat for t in towns), 5)
    across = math.cos(math.radians(lat))
    away = sorted(KM_PER_DEGREE * math.hypot((t.lon - lon) * across, t.lat - lat) for t in towns)
    reach = away[math.ceil(REACH_SHARE * len(away)) - 1] + BEYOND_KM
    return lon, lat, round(max(reach, FEW_TOWNS_RADIUS_KM if len(towns) < FEW_TOWNS else LEAST_RADIUS_KM), 1)


class _Drawn:
    """Second-level units with a polygon, to be joined to those of the list of towns."""

    def __init__(self, units: list[Entry]) -> None:
        self._units = units
        self._taken: set[int | str] = set()
        self._countries = {u.country for u in units}
        if units:
            import shapely

            self._tree = shapely.STRtree([u.shape for u in units])

    def same(self, district: District) -> Entry | None:
        """The unit of the polygons that a district is, or None; each is given once."""
        if district.country not in self._countries:
            return None
        import shapely

        points = shapely.points([(t.lon, t.lat) for t in district.towns])
        inside = Counter(int(u) for u in self._tree.query(points, predicate="within")[1])
        for number, towns in sorted(inside.items(), key=lambda pair: (-pair[1], pair[0])):
            unit = self._units[number]
            if unit.key in self._taken or unit.country != district.country:
                continue
            alike = max(
                SequenceMatcher(None, fold(split_terms(n)[0]), fold(district.stem)).ratio()
                for n, _ in unit.names
            )
            if towns >= SHARED * len(district.towns) and alike >= ALIKE:
                self._taken.add(unit.key)
                return unit
        return None
