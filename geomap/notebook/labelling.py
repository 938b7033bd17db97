"""Names on a picture of a map: those that have room, the more important first.

Positions are in shares of the picture's width, from its left and upper edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CHARACTER, _LINE = 0.0108, 0.021
"""Width of a character and height of a line of a label, in shares of the picture's width."""
_BADGE = 0.021
_GAP = 0.008

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants to stand at a point.

    ``beside``: to the right or left of the point, where it has room; otherwise above it, centred.
    """

    text: str
    kind: str
    x: float
    y: float
    beside: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A name with room: ``x`` is its ``anchor`` (``start``, ``middle``, ``end``), ``y`` its middle."""

    text: str
    kind: str
    x: float
    y: float
    anchor: str


def place_labels(
    wanted: Iterable[Wanted], badges: Iterable[tuple[float, float]], *, height: float
) -> tuple[Label, ...]:
    """Give those that have room: none lies on a badge, on another or across the picture's edge.

    Parameters
    ----------
    wanted
        In the order of their importance.
    badges
        Where signs stand.
    height
        Of the picture.
    """
    taken: list[Box] = [(x - _BADGE, y - _BADGE, x + _BADGE, y + _BADGE) for x, y in badges]
    placed: list[Label] = []
    for each in wanted:
        for label, box in _choices(each, any(_holds(box, each.x, each.y) for box in taken)):
            inside = box[0] >= 0 and box[2] <= 1 and box[1] >= 0 and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                placed.append(label)
                taken.append(box)
                break
    return tuple(placed)


def _choices(wanted: Wanted, under_badge: bool) -> Iterable[tuple[Label, Box]]:
    width = len(wanted.text) * _CHARACTER
    half = _LINE / 2
    if wanted.beside:
        gap = _BADGE + _GAP / 2 if under_badge else _GAP
        for anchor, left in (("start", wanted.x + gap), ("end", wanted.x - gap - width)):
            x = left if anchor == "start" else left + width
            yield (
                Label(wanted.text, wanted.kind, x, wanted.y, anchor),
                (left, wanted.y - half, left + width, wanted.y + half),
            )
        return
    for lift in (0.0, -_BADGE - half, _BADGE + half, -2 * _LINE, 2 * _LINE):
        y = wanted.y + lift
        yield (
            Label(wanted.text, wanted.kind, wanted.x, y, "middle"),
            (wanted.x - width / 2, y - half, wanted.x + width / 2, y + half),
        )


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
