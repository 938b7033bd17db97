"""A gazetteer of a few made-up places, and mentions of them, for tests of resolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from geomap.gazetteer.names.fold import fold
from geomap.model import Candidate, LonLat, Place, Toponym
from geomap.resolution.options import FloatArray
from geomap.resolution.scene import CHANGING, COMPANY, FEATURES, Scene
from geomap.resolution.senses import find_senses


def place(key: str, name: str, lon: float, lat: float, country: str | None = "AA", **fields: Any) -> Place:
    """A village, unless the fields say otherwise."""
    known = {"population": 1000} | fields
    return replace(Place(key, name, LonLat(lon, lat), "P", "PPL", country), **known)


def unit(key: str, name: str, lon: float, lat: float, country: str = "AA", **fields: Any) -> Place:
    """A first-level unit, unless the fields say otherwise."""
    known = {"feature_class": "A", "feature_code": "ADM1", "population": 0} | fields
    return place(key, name, lon, lat, country, **known)


def state(key: str, name: str, lon: float, lat: float, country: str, **fields: Any) -> Place:
    """A country."""
    return unit(key, name, lon, lat, country, **({"feature_code": "PCLI"} | fields))


def candidate(found: Place | Candidate, score: float = 3.0) -> Candidate:
    """A place by its own name; what is a candidate already stays as it is."""
    return found if isinstance(found, Candidate) else Candidate(found, found.name, "preferred", score)


class SmallIndex:
    """Gives places by name, however it is written, in the order in which they were put in."""

    def __init__(
        self,
        places: Mapping[str, Sequence[Place | Candidate]],
        units: Mapping[str, Sequence[Place | Candidate]] | None = None,
    ) -> None:
        self._places = {fold(name): tuple(map(candidate, found)) for name, found in places.items()}
        self._units = {fold(name): tuple(map(candidate, found)) for name, found in (units or {}).items()}
        self.asked: list[str] = []

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        self.asked.append(name)
        return self._places.get(fold(name), ())

    def units_called(self, name: str) -> tuple[Candidate, ...]:
        return self._units.get(fold(name), ())


def named(name: str, **fields: Any) -> Toponym:
    """A toponym at the beginning of its text."""
    return Toponym(0, len(name), name, **fields)


def mention(text: str, name: str, nth: int = 0, **fields: Any) -> Toponym:
    """The nth mention of a name in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return Toponym(start, start + len(name), name, **fields)


def scene_of(text: str, toponyms: Sequence[Toponym], index: SmallIndex, **given: Any) -> Scene:
    """The scene of a text's mentions."""
    return Scene(find_senses(text, toponyms, index), **given)


def company_of(scene: Scene, key: str) -> dict[str, float]:
    """The features of the company of a place, by name."""
    start = FEATURES.index(COMPANY[0])
    return dict(zip(COMPANY, scene.fixed[row_of(scene, key), start:].tolist(), strict=True))


def changing_of(scene: Scene, key: str, belief: FloatArray) -> dict[str, float]:
    """The features of a place that hang on what is believed, by name."""
    return dict(zip(CHANGING, scene.changing(belief)[row_of(scene, key)].tolist(), strict=True))


def belief_in(scene: Scene, **shares: float) -> FloatArray:
    """What is believed of each candidate: of those not given, nothing."""
    belief = np.zeros(len(scene.group))
    for key, share in shares.items():
        belief[row_of(scene, key)] = share
    return belief


def row_of(scene: Scene, key: str) -> int:
    """The number of the first candidate with an id."""
    return keys_of(scene).index(key)


def keys_of(scene: Scene) -> list[str]:
    """The ids of all candidates."""
    return [option.candidate.place.id for sense in scene.senses for option in sense.options.options]
