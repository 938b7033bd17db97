"""What each candidate of a name is by itself, wherever the document turns out to be set.

A name is met again and again, in a document and in the next: its candidates, and the features that
hang on nothing but the name, are worked out once (`Catalogue`).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from geomap.gazetteer.answers.displacement import EARTH_KM
from geomap.gazetteer.names.fold import fold
from geomap.model import LonLat, Place, Role, Toponym
from geomap.resolution.candidates import Lookup, Option, find_options, wanted
from geomap.resolution.static_features import COLUMN, STATIC, features, is_wide

FloatArray = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
IntArray = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
BoolArray = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

#: The features of the choice to leave a toponym open.
OPEN = (
    "nothing known of it",
    "asks for a sort of place",
    "of several words",
    "many candidates",
    "one candidate",
    "inside a name",
)

_AT_COSINE = math.cos(80.0 / EARTH_KM)  # so near lies what is said to be in or at a town
_MOST_KEPT = 20_000
_NONE = -1


@dataclass(frozen=True, eq=False)
class Options:
    """The candidates of a toponym as arrays, each of the length of ``options``.

    Parameters
    ----------
    options
        The candidates, the likeliest by itself first.
    static
        Features, of shape (candidates, `STATIC`).
    open
        Features of leaving it open, of the length of `OPEN`.
    vectors
        Points on the unit sphere, of shape (candidates, 3): x to longitude 0, latitude 0, z to the pole.
    numbers
        Of shape (candidates, 6): numbers that stand for the place, for the country, first-level and
        second-level unit that it lies in, for the country that it is, and for the first-level unit
        that it is; -1 for none.
    wide
        Which are countries, continents or seas: their points say nothing.
    """

    options: tuple[Option, ...]
    static: FloatArray
    open: FloatArray
    vectors: FloatArray
    numbers: IntArray
    wide: BoolArray

    @cached_property
    def areas(self) -> tuple[frozenset[int], ...]:
        """The countries, first-level and second-level units in which some candidate lies, as numbers."""
        return tuple(frozenset(column) - {_NONE} for column in self.numbers[:, 1:4].T.tolist())

    @cached_property
    def own_numbers(self) -> tuple[list[int], ...]:
        """The country, first-level and second-level unit that each candidate is; -1 for none."""
        units = self.static[:, COLUMN["second-level unit"]] > 0.0
        districts = np.where(units, self.numbers[:, 3], _NONE)
        return self.numbers[:, 4].tolist(), self.numbers[:, 5].tolist(), districts.tolist()

    @cached_property
    def own_areas(self) -> tuple[frozenset[int], ...]:
        """Those that some candidate is."""
        return tuple(frozenset(column) - {_NONE} for column in self.own_numbers)


def holds(outer: Options, inner: Options) -> BoolArray:
    """Which places of one name are a country or unit in which some place of another lies."""
    found = np.zeros(len(outer.options), dtype=bool)
    for own, of in zip(outer.own_numbers, inner.areas, strict=True):
        if not of.isdisjoint(own):  # seldom: most names hold nothing of each other
            found |= np.array([number in of for number in own], dtype=bool)
    return found


def _is_unit(place: Place) -> bool:
    return place.feature_code == "ADM1" or place.feature_code.startswith("PCL")


def can_contain(outer: Options, inner: Options) -> bool:
    """Whether any place of one name can lie in, or as a quarter or suburb at, any place of another.

    Of names of which no place is known nothing speaks against it.
    """
    if not outer.options or not inner.options:
        return True
    if any(not own.isdisjoint(of) for own, of in zip(outer.own_areas, inner.areas, strict=True)):
        return True
    if _is_unit(outer.options[0].candidate.place) and inner.options[0].candidate.place.feature_class == "P":
        return True  # 'Paris, Mali' is said to lie there, known or not
    near = inner.vectors @ outer.vectors[~outer.wide].T
    return bool((near > _AT_COSINE).any())


class Catalogue:
    """The options of toponyms of one gazetteer, kept by what they hang on."""

    def __init__(self) -> None:
        # Not the index itself: it is the key under which this is kept, and would never be freed.
        self._known: dict[Hashable, Options] = {}

    def of(self, toponym: Toponym, index: Lookup) -> Options:
        """The options of a toponym."""
        key = (
            toponym.text,
            toponym.lemma,
            toponym.cue,
            toponym.region_prefix,
            toponym.role,
            toponym.distance_km is not None,
        )
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[key] = make_options(toponym, find_options(toponym, index))
        return known


_CATALOGUES: WeakKeyDictionary[Lookup, Catalogue] = WeakKeyDictionary()


def catalogue_of(index: Lookup) -> Catalogue:
    """The catalogue that goes with a gazetteer."""
    known = _CATALOGUES.get(index)
    if known is None:
        known = _CATALOGUES[index] = Catalogue()
    return known


def make_options(toponym: Toponym, options: Sequence[Option]) -> Options:
    """Work out the arrays for the candidates of a toponym."""
    static = np.zeros((len(options), len(STATIC)))
    places = [option.candidate.place for option in options]
    namesakes = {(p.country, p.admin1) for p in places if p.feature_code == "ADM1"}
    for row, option in enumerate(options):
        for name, value in features(toponym, option, namesakes):
            static[row, COLUMN[name]] = value
    return Options(
        options=tuple(options),
        static=static,
        open=_open_features(toponym, len(options)),
        vectors=np.array([unit_vector(p.point) for p in places]).reshape(len(places), 3),
        numbers=np.array([_numbers(p) for p in places], dtype=np.int64).reshape(len(places), 6),
        wide=np.array([is_wide(p) for p in places], dtype=bool),
    )


def _open_features(toponym: Toponym, count: int) -> FloatArray:
    return np.array(
        [
            1.0,
            float(wanted(toponym.cue) is not None),
            float(" " in toponym.text),
            math.log1p(count),
            float(count == 1),
            float(toponym.role is Role.ORGANISATION),
        ]
    )


@lru_cache(maxsize=65536)
def unit_vector(point: LonLat) -> tuple[float, float, float]:
    """The point as a vector on the unit sphere (x to lon 0 lat 0, z to the north pole)."""
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


# Small numbers stand for places, countries and units: arrays of numbers are compared at once.
_NUMBERS: dict[Hashable, int] = {}


def known_numbers() -> int:
    """How many numbers have been given out: all are below."""
    return len(_NUMBERS)


def _number(key: Hashable) -> int:
    return _NUMBERS.setdefault(key, len(_NUMBERS))


def _numbers(place: Place) -> tuple[int, int, int, int, int, int]:
    state = place.feature_code.startswith("PCL")
    country = _NONE if place.country is None else _number(place.country)
    unit = district = _NONE
    if place.admin1 is not None and not state:
        unit = _number((place.country, place.admin1))
        name = place.name if place.feature_code == "ADM2" else place.admin2_name
        if name is not None:
            district = _number((place.country, place.admin1, fold(name)))
    own_unit = unit if place.feature_code == "ADM1" else _NONE
    return _number(place.id), country, unit, district, country if state else _NONE, own_unit
