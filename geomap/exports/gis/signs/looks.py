"""What signs and areas look like, by family and status."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geomap.layers.families import Family
from geomap.model import Status

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """The ring around a sign, in units of which the ring's radius is `RING`.

    Parameters
    ----------
    colour
        ``#rrggbb`` of ring and shape.
    width
        Of the ring's line.
    dashes
        Length of a dash and of the gap after it; None for an unbroken ring.
    fill
        ``#rrggbb`` of the ground within the ring.
    hatched, struck
        Whether the ground is hatched, and whether a stroke goes through the sign.
    solid
        Whether the shape is filled, or only its outline drawn.
    ink
        Colour of the shape.
    """

    colour: str
    width: float
    dashes: tuple[float, float] | None = None
    fill: str = "#ffffff"
    hatched: bool = False
    struck: bool = False
    solid: bool = True
    ink: str = ""


LOOKS: dict[Status, Look] = {
    Status.CONTESTED: Look("#c04f00", 2.4, (3.2, 2.2), "#fbe3d3", hatched=True, ink="#c04f00"),
    Status.CLAIMED: Look("#0072b2", 2.0, solid=False, ink="#0072b2"),
    Status.DENIED: Look("#9a4d7c", 2.2, (1.4, 2.1), struck=True, solid=False, ink="#9a4d7c"),
    Status.REPORTED: Look("#4a4f55", 1.2, ink="#4a4f55"),
    Status.CONFIRMED: Look("#00664b", 2.0, fill="#00664b", ink="#ffffff"),
}


@dataclass(frozen=True, slots=True)
class AreaLook:
    """An area or line in which incidents are said to have happened.

    Parameters
    ----------
    colour
        ``#rrggbb`` of its outline and pattern.
    width
        Of its outline in pixels.
    dashes
        Pixels of a dash and of the gap after it; None for an unbroken line.
    opacity
        Of a plain fill, 0 to 1.
    angle
        Of the lines that it is filled with instead, in degrees; None for a plain fill.
    spacing
        Pixels between these lines.
    """

    colour: str
    width: float
    dashes: tuple[float, float] | None
    opacity: float
    angle: float | None = None
    spacing: float = 9.0


AREAS: dict[Status, AreaLook] = {
    Status.CONTESTED: AreaLook("#c04f00", 2.0, (7, 4), 0.6, angle=45, spacing=6.4),
    Status.CLAIMED: AreaLook("#0072b2", 1.6, None, 0.55, angle=0),
    Status.DENIED: AreaLook("#9a4d7c", 1.8, (1, 5), 0.55, angle=90),
    Status.REPORTED: AreaLook("#4a4f55", 1.3, None, 0.07),
    Status.CONFIRMED: AreaLook("#00664b", 2.0, None, 0.16),
}

HALO, RING, HALF = 14.4, 12.6, 15.0
"""Radius of the white ground, of the ring, and half the side of the picture."""
HATCH_SPACING, HATCH_WIDTH = 4.95, 1.3
OUTLINE, EDGE = 1.8, 0.6
"""Width of the line around a shape that is not filled, and around one that is."""
STROKE: tuple[Corner, Corner] = ((-9.0, 9.0), (9.0, -9.0))


def _burst(points: int, outer: float, inner: float) -> tuple[Corner, ...]:
    radii = (outer, inner)
    turns = [(radii[i % 2], math.pi * i / points - math.pi / 2) for i in range(points * 2)]
    return tuple((round(r * math.cos(turn), 2), round(r * math.sin(turn), 2)) for r, turn in turns)


SHAPES: dict[Family, tuple[Corner, ...]] = {
    Family.BOMBARDMENT: _burst(8, 7.4, 3.6),
    Family.AIR: ((0, -7), (6.6, 5.2), (-6.6, 5.2)),
    Family.FIGHTING: (
        *((-6.4, -4.4), (-4.4, -6.4), (0, -2), (4.4, -6.4), (6.4, -4.4), (2, 0)),
        *((6.4, 4.4), (4.4, 6.4), (0, 2), (-4.4, 6.4), (-6.4, 4.4), (-2, 0)),
    ),
    Family.ATTACK: ((-5.4, -5.4), (5.4, -5.4), (5.4, 5.4), (-5.4, 5.4)),
    Family.HARM: (
        *((-2.2, -6.6), (2.2, -6.6), (2.2, -2.2), (6.6, -2.2), (6.6, 2.2), (2.2, 2.2)),
        *((2.2, 6.6), (-2.2, 6.6), (-2.2, 2.2), (-6.6, 2.2), (-6.6, -2.2), (-2.2, -2.2)),
    ),
    Family.MOVEMENT: ((-6.6, -2.4), (0.4, -2.4), (0.4, -6.4), (6.8, 0), (0.4, 6.4), (0.4, 2.4), (-6.6, 2.4)),
    Family.UNREST: ((0, -7), (6.1, -3.5), (6.1, 3.5), (0, 7), (-6.1, 3.5), (-6.1, -3.5)),
    Family.DIPLOMACY: ((-6.4, -5.2), (6.4, -5.2), (6.4, 3), (0.4, 3), (-3.6, 6.8), (-3.6, 3), (-6.4, 3)),
}
"""Corners around (0, 0), y downwards."""


def hatch() -> tuple[tuple[Corner, Corner], ...]:
    """The strokes that hatch the ring's ground, from lower left to upper right, each a chord of it."""
    found = []
    for step in range(-2, 3):
        away = step * HATCH_SPACING
        half = math.sqrt(RING**2 - away**2)
        # Along (1, -1), so many units off the middle along (1, 1).
        ends = [((away + s * half) / math.sqrt(2), (away - s * half) / math.sqrt(2)) for s in (-1, 1)]
        (ax, ay), (bx, by) = ends
        found.append(((round(ax, 2), round(ay, 2)), (round(bx, 2), round(by, 2))))
    return tuple(found)
