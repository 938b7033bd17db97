"""How the places that a toponym could mean were weighed against each other, feature by feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geomap.model.place import Candidate
from geomap.model.telling import visible

_COLUMNS = 4
_SMALL = 0.005  # points that would be told as 0.00


@dataclass(frozen=True, slots=True)
class WeighedFeature:
    """A feature of a candidate.

    Parameters
    ----------
    name
        As in docs/explanation/resolution.md.
    value
        0 to 1, or for a prior the decimal logarithm of people.
    points
        What it gave: value times weight, in logarithms of odds; None if the ranker does not say.
    """

    name: str
    value: float
    points: float | None


@dataclass(frozen=True, slots=True)
class WeighedCandidate:
    """A place that the toponym could mean, with its features.

    Parameters
    ----------
    candidate
        The place; its ``score`` is the share of belief that it got, 0 to 1.
    total
        The sum of all points.
    features
        Those that are not zero.
    """

    candidate: Candidate
    total: float
    features: tuple[WeighedFeature, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """All candidates of a toponym, and the choice to leave it open.

    Parameters
    ----------
    candidates
        The likeliest first.
    left_open
        The share of belief that it means none of them, 0 to 1.
    open_total, open_features
        The points of leaving it open, and its features.
    """

    candidates: tuple[WeighedCandidate, ...]
    left_open: float
    open_total: float
    open_features: tuple[WeighedFeature, ...]

    def table(self, *, columns: int = _COLUMNS) -> str:
        """Lay it out as plain text: a column for each of the likeliest candidates, a row for each feature.

        A cell has the points that the feature gave, and in brackets its value. The rows in which the
        candidates differ most come first.

        Parameters
        ----------
        columns
            The most candidates to show.
        """
        return "\n".join(_lines(self, columns))


def _lines(weighing: Weighing, columns: int) -> Iterator[str]:
    shown = weighing.candidates[:columns]
    cells: dict[str, list[str]] = {}
    points: dict[str, list[float]] = {}
    for at, each in enumerate(shown):
        for feature in each.features:
            cells.setdefault(feature.name, [""] * (len(shown) + 1))[at] = _cell(feature)
            points.setdefault(feature.name, [0.0] * len(shown))[at] = feature.points or 0.0
    names = sorted(points, key=lambda name: -(max(points[name]) - min(points[name])))
    for feature in weighing.open_features:
        cells.setdefault(feature.name, [""] * (len(shown) + 1))[-1] = _cell(feature)
        names.append(feature.name)
    rows = [
        ["", *(f"{n}. {_name(each.candidate)}" for n, each in enumerate(shown, 1)), "left open"],
        ["", *(_what(each.candidate) for each in shown), ""],
        ["share", *(f"{each.candidate.score:.3f}" for each in shown), f"{weighing.left_open:.3f}"],
        ["points", *(f"{each.total:.2f}" for each in shown), f"{weighing.open_total:.2f}"],
        *([f"  {name}", *cells[name]] for name in dict.fromkeys(names)),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    more = len(weighing.candidates) - len(shown)
    if more > 0:
        yield f"and {more} more, of {weighing.candidates[columns].candidate.score:.3f} and less"


def _cell(feature: WeighedFeature) -> str:
    if feature.points is None:
        return f"({feature.value:.2f})"
    points = feature.points if abs(feature.points) >= _SMALL else 0.0
    return f"{points:+.2f} ({feature.value:.2f})"


def _name(candidate: Candidate) -> str:
    return visible(candidate.place.name)


def _what(candidate: Candidate) -> str:
    place = candidate.place
    unit = place.admin1_name if place.admin1_name != place.name else None
    return ", ".join(visible(part) for part in (place.feature_code, unit, place.country) if part)
