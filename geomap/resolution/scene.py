"""A document's candidates side by side, and what the rest of the document says of each.

Everything here is arrays over all candidates of all senses of a document: what is believed of the
others decides about each, and is worked out anew in every round of inference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from geomap.gazetteer.answers.displacement import EARTH_KM
from geomap.resolution.families import families
from geomap.resolution.options import (
    OPEN,
    BoolArray,
    FloatArray,
    IntArray,
    holds,
    unit_vector,
)
from geomap.resolution.qualifiers import contained_share
from geomap.resolution.senses import Sense
from geomap.resolution.static_features import STATIC
from geomap.resolution.unit_codes import Codes, firsts, renumbered

#: The features that hang on what is believed of the rest of the document.
CHANGING = (
    "in the place that qualifies it",
    "outside the place that qualifies it",
    "document's country",
    "document's unit",
    "country is named",
    "unit is named",
    "no other place in its country",
    "near the nearest place",
    "very near the nearest place",
    "near other places",
    "where the text says from another",
)
#: The features that hang on the other names alone, whatever is believed of them, and on the theatre.
COMPANY = (
    "another name could lie in its district",
    "names that could lie in its unit",
    "names that could lie in its country",
    "near what other names could mean",
    "theatre",
    "prior among unknown names",
    "what it qualifies could lie in it",
)
FEATURES = STATIC + COMPANY + CHANGING
"""All features of a candidate, in the order of the columns of tables of them."""

_FEWEST_VOTES = 0.05  # below this nothing but rounding is left
_FOREIGN = 0.03
# A prior from which news names a place anywhere (a large country's), and over which that grows.
_NAMED_ANYWHERE, _NAMED_ANYWHERE_SPAN = 8.5, 4.0
_OUTSIDE = 0.1  # shares of belief below these count as none
_CONTAINER = 0.05
_ANCHOR = 0.5  # a place is an anchor for others from this share of belief on
_MOST_ANCHORS = 200  # the surest: a text of megabytes names thousands, and every candidate looks at each
_TOGETHER_COSINE = np.cos(75.0 / EARTH_KM)  # places so near each other may be what a local text is about
_MOST_COMPARED = 10_000  # candidates of which each is compared with each; a book has more
_MOST_CELLS = 4_000_000  # of a table of candidates by candidates that is held at once
_BLOCK = 4096  # candidates whose distances to all anchors are held at once
_MOST_COUNTED = 1_000_000  # cells of a table of counts that is mostly empty
_TOWN = 4.0  # a prior, that of 10,000 people: in a text of unknown names larger places are the less likely
_KM = 120.0  # at this distance nearness is a half
_VERY_NEAR_KM = 20.0
_SAID_KM, _SAID_SHARE = 5.0, 0.3  # how exactly a distance is meant

#: Tells whether points, given as longitudes and latitudes, lie in the area of a theatre.
InTheatre = Callable[[FloatArray, FloatArray], BoolArray]


class Scene:
    """A document's senses and candidates.

    Parameters
    ----------
    senses
        As `find_senses` gives them.
    in_theatre
        Of the document's theatres; None without any.

    Attributes
    ----------
    group
        The sense of each candidate.
    first
        The number of the first candidate of each sense, and of all candidates last.
    fixed
        The features `STATIC` and `COMPANY` of all candidates.
    open
        `Options.open` of all senses.
    settled
        Which candidates the user says are meant.
    """

    def __init__(self, senses: Sequence[Sense], in_theatre: InTheatre | None = None) -> None:
        self.senses = senses
        options = [sense.options for sense in senses]
        counts = np.array([len(o.options) for o in options], dtype=np.int64)
        self.first: IntArray = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        self.group: IntArray = np.repeat(np.arange(len(senses)), counts)
        self.open: FloatArray = np.array([o.open for o in options]).reshape(len(senses), len(OPEN))
        self.vectors: FloatArray = _joined([o.vectors for o in options], (0, 3))
        self.wide: BoolArray = _joined([o.wide for o in options], (0,)).astype(bool)
        numbers = _joined([o.numbers for o in options], (0, 6)).astype(np.int64)
        self.place: IntArray = renumbered(numbers[:, 0])
        self.family: IntArray = families(senses)[self.group]
        self.votes: FloatArray = np.array([sense.votes for sense in senses])[self.group]
        self.settled: BoolArray = np.array([s.settled for s in senses], dtype=bool)[self.group]
        self._country, self._unit, self._district = (self._codes(numbers[:, k]) for k in (1, 2, 3))
        self._is_country, self._is_unit = numbers[:, 4] >= 0, numbers[:, 5] >= 0
        self.fixed: FloatArray = np.hstack(
            (_joined([o.static for o in options], (0, len(STATIC))), self._company(in_theatre))
        )

    def changing(self, belief: FloatArray) -> FloatArray:
        """The features `CHANGING` of each candidate, given how far each is believed (0 to 1)."""
        values = np.zeros((len(self.group), len(CHANGING)))
        if not len(self.group):
            return values
        self._containers(belief, values)
        weight = belief * self.votes
        values[:, 2] = self._shares(self._country, weight)
        values[:, 3] = self._shares(self._unit, weight)
        values[:, 4] = self._named(self._country, np.where(self._is_country, weight, 0.0))
        values[:, 5] = self._named(self._unit, np.where(self._is_unit, weight, 0.0))
        values[:, 6] = self._alone(values[:, 2], weight)
        self._near(belief, weight, values)
        self._distances(belief, values)
        return values

    def best_of(self, sense: int, belief: FloatArray) -> int | None:
        """The candidate that is believed most of a sense; None if it has none."""
        first, last = self.first[sense], self.first[sense + 1]
        return int(first + np.argmax(belief[first:last])) if last > first else None

    def _codes(self, numbers: IntArray) -> Codes:
        """Units as small numbers: each the number of one of the candidates that lie in it."""
        count = len(numbers)
        of = renumbered(numbers)
        own = self.family * count + of
        owns = len(self.senses) * count
        if owns > _MOST_COUNTED:
            names, own = np.unique(own, return_inverse=True)
            owns = len(names)
        return Codes(of, numbers >= 0, count, own, owns)

    def _shares(self, codes: Codes, weight: FloatArray) -> FloatArray:
        """The share of each candidate's unit in the votes of all other families."""
        given = np.where(codes.known, weight, 0.0)
        of_unit = np.bincount(codes.of, given, codes.size)
        own = np.bincount(codes.own, given, codes.owns)
        of_family = np.bincount(self.family, given, len(self.senses))
        total = given.sum() - of_family[self.family]
        others = (of_unit[codes.of] - own[codes.own]) / np.maximum(total, _FEWEST_VOTES)
        others[(total <= _FEWEST_VOTES) | ~codes.known] = 0.0
        shares: FloatArray = others.clip(0.0, 1.0)
        return shares

    def _alone(self, shares: FloatArray, weight: FloatArray) -> FloatArray:
        """Whether the other names lie in other countries, less so the larger a place is.

        Where no other name says anything, no place is alone.
        """
        given = np.where(self._country.known, weight, 0.0)
        others = given.sum() - np.bincount(self.family, given, len(self.senses))[self.family]
        prior = self.fixed[:, 0]
        alone = (shares < _FOREIGN) & self._country.known & (others > _FEWEST_VOTES)
        lone: FloatArray = alone * ((_NAMED_ANYWHERE - prior) / _NAMED_ANYWHERE_SPAN).clip(0.0, 1.0)
        return lone

    def _named(self, codes: Codes, given: FloatArray) -> FloatArray:
        """How far another family names the country (or unit) itself in which each candidate lies."""
        named = np.bincount(codes.of, given, codes.size)[codes.of]
        named -= np.bincount(codes.own, given, codes.owns)[codes.own]
        named[~codes.known] = 0.0
        return named.clip(0.0, 1.0)

    def _company(self, in_theatre: InTheatre | None) -> FloatArray:
        """The features `COMPANY`: the areas that could hold most of the names."""
        found = np.zeros((len(self.group), len(COMPANY)))
        if not len(self.group):
            return found
        if in_theatre is not None:
            found[:, 4] = self._inside(in_theatre)
        prior = np.concatenate([s.options.static[:, 0] for s in self.senses]) - _TOWN
        unknown = sum(1 for s in self.senses if not s.options.options) / len(self.senses)
        found[:, 5] = prior * unknown
        self._qualifying(found[:, 6])
        others = len(np.unique(self.family)) - 1
        if others < 1:
            return found
        for column, codes in enumerate((self._district, self._unit, self._country)):
            of_unit = np.bincount(codes.of[firsts(codes)], minlength=codes.size) - 1
            beside = np.where(codes.known, of_unit[codes.of], 0)
            found[:, column] = np.minimum(1, beside) if column == 0 else beside / others
        if len(self.group) <= _MOST_COMPARED:
            found[:, 3] = np.where(self.wide, 0.0, (self._families_near() - 1) / others)
        return found

    def _families_near(self) -> IntArray:
        """How many families could mean a place near each candidate, its own among them."""
        count: IntArray = np.zeros(len(self.group), dtype=np.int64)
        order = np.argsort(self.family, kind="stable")
        columns = order[~self.wide[order]]
        if not len(columns):
            return count
        # Those of a family side by side: one pass over a row, where a product with a table of
        # candidates by families would take a pass for each family.
        family = self.family[columns]
        begins = np.concatenate(([0], np.flatnonzero(family[1:] != family[:-1]) + 1))
        beside = self.vectors[columns].T
        step = max(1, _MOST_CELLS // len(columns))
        for start in range(0, len(self.group), step):
            rows = slice(start, start + step)
            near = self.vectors[rows] @ beside > _TOGETHER_COSINE
            count[rows] = np.logical_or.reduceat(near, begins, axis=1).sum(axis=1)
        return count

    def _qualifying(self, column: FloatArray) -> None:
        """Mark the candidates in which some place of the name that they qualify lies.

        'Athens, Georgia': there is an Athens in the state, and none in the country.
        """
        for sense in self.senses:
            if sense.container is not None:
                holder = self.senses[sense.container].options
                start = self.first[sense.container]
                rows = slice(start, start + len(holder.options))
                column[rows] = np.maximum(column[rows], holds(holder, sense.options))

    def _containers(self, belief: FloatArray, values: FloatArray) -> None:
        for number, sense in enumerate(self.senses):
            if sense.container is None:
                continue
            holder = self.senses[sense.container].options.options
            start = self.first[sense.container]
            shares = [
                (option.candidate, share)
                for option, share in zip(holder, belief[start : start + len(holder)].tolist(), strict=True)
                if share > _CONTAINER
            ]
            if not shares:
                continue
            for row, option in enumerate(sense.options.options, int(self.first[number])):
                inside = contained_share(option.candidate.place, shares)
                values[row, 0] = sense.strength * inside
                if inside < _OUTSIDE and option.candidate.place.country is not None:
                    values[row, 1] = sense.strength

    def _near(self, belief: FloatArray, weight: FloatArray, values: FloatArray) -> None:
        """Nearness to the places that are taken as known: to the nearest, and to all."""
        anchors = np.flatnonzero((belief >= _ANCHOR) & ~self.wide)
        if len(anchors) > _MOST_ANCHORS:
            surest = np.argsort(-weight[anchors], kind="stable")[:_MOST_ANCHORS]
            anchors = np.sort(anchors[surest])
        if not len(anchors):
            return
        weights = belief[anchors] * np.minimum(1.0, self.votes[anchors])
        could = self._could_mean(anchors)
        for start in range(0, len(self.group), _BLOCK):
            rows = slice(start, start + _BLOCK)
            cosine = self.vectors[rows] @ self.vectors[anchors].T
            given = np.where(could[self.family[rows]], 0.0, weights)
            distance = EARTH_KM * np.arccos(cosine.clip(-1.0, 1.0))
            distance[self.wide[rows]] = np.inf
            near = given * (_KM / (_KM + distance))
            values[rows, 7] = near.max(axis=1)
            values[rows, 8] = (given * np.exp(-distance / _VERY_NEAR_KM)).max(axis=1)
            values[rows, 9] = near.sum(axis=1) / np.maximum(given.sum(axis=1), _FEWEST_VOTES)

    def _could_mean(self, anchors: IntArray) -> BoolArray:
        """For each family and anchor, whether a name of the family could mean the anchor.

        A town lends no nearness to the unit of its name.
        """
        column_of = np.full(len(self.place), -1, dtype=np.int64)
        column_of[self.place[anchors]] = np.arange(len(anchors))
        column = column_of[self.place]
        could: BoolArray = np.arange(len(self.senses))[:, None] == self.family[anchors][None, :]
        held = column >= 0
        could[self.family[held], column[held]] = True
        return could

    def _distances(self, belief: FloatArray, values: FloatArray) -> None:
        """How well each candidate lies where the text says, 'X, 12 km north of Y'."""
        for number, sense in enumerate(self.senses):
            if sense.said is None or sense.measured is None:
                continue
            best = self.best_of(sense.measured, belief)
            if best is None or belief[best] < _ANCHOR:
                continue
            start = self.senses[sense.measured].options.options[best - int(self.first[sense.measured])]
            there = np.array(unit_vector(sense.said.place_from(start.candidate.place.point)))
            rows = slice(self.first[number], self.first[number + 1])
            off = EARTH_KM * np.arccos((self.vectors[rows] @ there).clip(-1.0, 1.0))
            values[rows, 10] = np.exp(-off / (_SAID_KM + _SAID_SHARE * sense.said.distance_km))

    def _inside(self, in_theatre: InTheatre) -> BoolArray:
        """Which candidates lie in the area of a theatre; no country does, nor a people."""
        found = [option.candidate for sense in self.senses for option in sense.options.options]
        lons = np.array([c.place.point.lon for c in found])
        lats = np.array([c.place.point.lat for c in found])
        peoples = np.array([c.name_kind == "demonym" for c in found])
        inside: BoolArray = in_theatre(lons, lats) & ~self.wide & ~peoples
        return inside


def _joined(
    parts: list[np.ndarray[Any, np.dtype[Any]]], empty: tuple[int, ...]
) -> np.ndarray[Any, np.dtype[Any]]:
    return np.concatenate(parts) if parts else np.zeros(empty)
