"""Names to fill templates with, and to put in the place of others: places, persons, peoples.

Places come from geomap's own gazetteer. Two of five villages are made up from the halves of two
names of one country, so that the tagger learns to take a name from what stands around it and
not from knowing it.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.recognition.words import words

_US_ABBREVIATIONS = (
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. "
    "Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Vt. Va. Wash. "
    "W.Va. Wis. Wyo. TX CA NY PA OH FL"
).split()
_STREET_KINDS = (
    "Street Street Street Road Road Avenue Avenue Drive Lane Boulevard St. Ave. Rd. Highway Court Place"
).split()
_CREEKS = "Creek Bayou River Run Fork Branch Ford Landing Station Bridge Mills Ferry Gap Ridge".split()
_AGENCIES = "AP Reuters AFP RFE/RL Interfax TASS BBC VOA CNN Xinhua Anadolu dpa".split()
_DEMONYM = 6  # the kind of name, see geomap/gazetteer/names/naming.py
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan. Feb. Aug. Sept. Oct. Nov. Dec."
).split()


@dataclass(frozen=True, slots=True)
class Pools:
    """Names by what they are the names of; each a sequence to choose from."""

    villages: Sequence[str]
    cities: Sequence[str]
    capitals: Sequence[str]
    units: Sequence[str]
    counties: Sequence[str]
    us_states: Sequence[str]
    regions: Sequence[str]
    waters: Sequence[str]
    states: Sequence[str]
    demonyms: Sequence[str]
    made_up: Sequence[str]
    given: Sequence[str]
    surnames: Sequence[str]

    def fill(self, kind: str, rng: random.Random) -> str:
        """Choose a filling for a template's place holder.

        Raises
        ------
        KeyError
            If there is no such kind.
        """
        return _FILLINGS[kind](self, rng)


def read_pools(database: Path, rng: random.Random) -> Pools:
    """Read the pools from a compiled gazetteer, in an order that does not depend on the machine."""
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    rows = connection.execute(
        "SELECT name, fclass, fcode, country, admin1, population FROM place ORDER BY number"
    ).fetchall()
    peoples = connection.execute(
        "SELECT DISTINCT fold FROM name WHERE kind = ? ORDER BY fold", (_DEMONYM,)
    ).fetchall()
    connection.close()
    usable = [r for r in rows if _is_plain(r[0])]
    villages = [r for r in usable if r[1] == "P" and r[5] < 20_000]
    by_country: dict[str, list[str]] = defaultdict(list)
    for name, _, _, country, _, _ in villages:
        if " " not in name and len(name) > 4:
            by_country[country or ""].append(name)
    made_up = []
    countries = sorted(c for c, names in by_country.items() if len(names) > 30)
    for _ in range(40_000):
        names = by_country[rng.choice(countries)]
        first, second = rng.choice(names), rng.choice(names)
        made_up.append(first[: len(first) // 2] + second[len(second) // 2 :].lower())
    known = [r[0] for r in villages]
    rng.shuffle(known)
    return Pools(
        villages=known[:60_000] + made_up,
        cities=[r[0] for r in usable if r[1] == "P" and r[5] >= 15_000],
        capitals=[r[0] for r in usable if r[2] == "PPLC"],
        units=[r[0] for r in usable if r[2] == "ADM1"],
        counties=[r[0] for r in usable if r[2] == "ADM2" and r[0].endswith((" County", " Parish"))],
        us_states=[r[0] for r in usable if r[2] == "ADM1" and r[3] == "US"],
        regions=[r[0] for r in usable if r[1] in "LT" and r[5] < 50_000_000],
        waters=[r[0] for r in usable if r[1] == "H"],
        states=[r[0] for r in usable if r[2].startswith("PCL")],
        demonyms=[name.title() for (name,) in peoples if _is_plain(name.title())],
        made_up=made_up[::2],
        given=sorted(words("given_names")),
        surnames=sorted(words("surnames")),
    )


def _is_plain(name: str) -> bool:
    """Whether a name is one that news would print: letters, and not too long."""
    return (
        3 <= len(name) <= 26
        and name[0].isupper()
        and all(c.isalpha() or c in " '-’." for c in name)
        and name.count(" ") <= 2
    )


def _person(pools: Pools, rng: random.Random) -> str:
    given = rng.choice(pools.given)
    middle = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.1 else ""
    return f"{given}{middle} {_surname(pools, rng)}"


def _surname(pools: Pools, rng: random.Random) -> str:
    """A surname; as often as not one that is a place's name, or made up like one."""
    chance = rng.random()
    if chance < 0.5:
        return rng.choice(pools.surnames)
    name = rng.choice(pools.villages)
    return name if " " not in name else rng.choice(pools.surnames)


def _place(pools: Pools, rng: random.Random) -> str:
    return rng.choice(rng.choice((pools.villages, pools.cities, pools.units, pools.states)))


def _street(pools: Pools, rng: random.Random) -> str:
    if rng.random() < 0.15:
        return f"{rng.choice(('Highway', 'Route', 'County Road', 'State Road'))} {rng.randint(1, 99)}"
    name = rng.choice((rng.choice(pools.surnames), rng.choice(pools.cities), rng.choice(_TREES)))
    side = rng.choice(("", "", "", "West ", "North ", "E. ", "S. "))
    return f"{side}{name} {rng.choice(_STREET_KINDS)}"


def _creek(pools: Pools, rng: random.Random) -> str:
    name = rng.choice((rng.choice(pools.surnames), rng.choice(_TREES)))
    return f"{name} {rng.choice(_CREEKS)}"


def _day(_: Pools, rng: random.Random) -> str:
    if rng.random() < 0.7:
        return rng.choice(_DAYS)
    return f"{rng.choice(_MONTHS)} {rng.randint(1, 31)}"


def _thing(pools: Pools, rng: random.Random) -> str:
    """A name that says nothing of what it is the name of: made up, or that of a place or a person."""
    chance = rng.random()
    if chance < 0.3:
        return rng.choice(pools.surnames if rng.random() < 0.5 else pools.given)
    if chance < 0.4:
        return rng.choice(pools.cities)
    name = rng.choice(pools.made_up)
    return name if rng.random() < 0.7 else f"{name}-{rng.randint(1, 99)}"


def _initials(_: Pools, rng: random.Random) -> str:
    return "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVWXYZ") for _ in range(rng.randint(2, 5)))


_TREES = (
    "Oak Cedar Maple Pine Willow Main High Church Mill Park Center Bridge Spring Lake Hill Stone Elm".split()
)

_FILLINGS: dict[str, Callable[[Pools, random.Random], str]] = {
    "village": lambda pools, rng: rng.choice(pools.villages),
    "city": lambda pools, rng: rng.choice(pools.cities),
    "CITY": lambda pools, rng: rng.choice(pools.cities).upper(),
    "capital": lambda pools, rng: rng.choice(pools.capitals),
    "unit": lambda pools, rng: rng.choice(pools.units),
    "county": lambda pools, rng: rng.choice(pools.counties),
    "usstate": lambda pools, rng: rng.choice(pools.us_states),
    "usabbr": lambda _, rng: rng.choice(_US_ABBREVIATIONS),
    "region": lambda pools, rng: rng.choice(pools.regions),
    "river": lambda pools, rng: rng.choice(pools.waters),
    "creek": _creek,
    "street": _street,
    "place": _place,
    "state": lambda pools, rng: rng.choice(pools.states),
    "dem": lambda pools, rng: rng.choice(pools.demonyms),
    "person": _person,
    "surname": _surname,
    "given": lambda pools, rng: rng.choice(pools.given),
    "thing": _thing,
    "THING": _initials,
    "agency": lambda _, rng: rng.choice(_AGENCIES),
    "day": _day,
    "month": lambda _, rng: rng.choice(_MONTHS),
    "n": lambda _, rng: str(rng.choice((rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 999)))),
    "year": lambda _, rng: str(rng.randint(1861, 2025)),
}
