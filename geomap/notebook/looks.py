"""What incidents look like in pictures that stand still: the signs of the map page, for SVG and matplotlib.

The values are those of ``geomap/render/static/layers/signs.js`` and ``hits.js``; a test compares them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from geomap.layers import Family
from geomap.model import Status

INK = "#1a1f24"
QUIET = "#59636e"
WATER = "#d9e4ea"
LAND = "#f4f2ec"
BORDER = "#8f8c85"
UNIT = "#d3cfc4"
SECTOR = "#0b4a7d"
LABEL = "#3a3f45"


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn.

    Parameters
    ----------
    colour
        ``#rrggbb``, Okabe and Ito's palette.
    dashes
        Lengths of dash and gap in pixels of the outline; empty for one that is not broken.
    fill
        Share of the colour in the ground of an area, 0 to 1.
    hatch
        What matplotlib fills the area with; empty for none.
    solid
        Whether the sign's shape is filled.
    """

    colour: str
    dashes: tuple[float, ...]
    fill: float
    hatch: str
    solid: bool


LOOKS: dict[Status, Look] = {
    Status.CONTESTED: Look("#c04f00", (3.2, 2.2), 0.22, "//", True),
    Status.CLAIMED: Look("#0072b2", (), 0.12, "--", False),
    Status.DENIED: Look("#9a4d7c", (1.0, 3.4), 0.10, "..", False),
    Status.REPORTED: Look("#4a4f55", (), 0.07, "", True),
    Status.CONFIRMED: Look("#00664b", (), 0.16, "", True),
}


def sector_opacity(share: float) -> float:
    """Of a sector's band, by its share of the incidents of the sector with most of them."""
    return 0.07 + 0.28 * share


CARE = (Status.CONTESTED, Status.DENIED, Status.CLAIMED, Status.REPORTED, Status.CONFIRMED)
"""Of several statuses at one place, the first of these decides how it is drawn."""


def _burst(points: int, outer: float, inner: float) -> str:
    corners = []
    for i in range(points * 2):
        radius = inner if i % 2 else outer
        angle = math.pi * i / points - math.pi / 2
        corners.append(f"{radius * math.cos(angle):.2f},{radius * math.sin(angle):.2f}")
    return f"M{'L'.join(corners)}Z"


SHAPES: dict[Family, str] = {
    Family.BOMBARDMENT: _burst(8, 7.4, 3.6),
    Family.AIR: "M0,-7L6.6,5.2L-6.6,5.2Z",
    Family.FIGHTING: (
        "M-6.4,-4.4L-4.4,-6.4L0,-2L4.4,-6.4L6.4,-4.4L2,0L6.4,4.4L4.4,6.4L0,2L-4.4,6.4L-6.4,4.4L-2,0Z"
    ),
    Family.ATTACK: "M-5.4,-5.4H5.4V5.4H-5.4Z",
    Family.HARM: "M-2.2,-6.6H2.2V-2.2H6.6V2.2H2.2V6.6H-2.2V2.2H-6.6V-2.2H-2.2Z",
    Family.MOVEMENT: "M-6.6,-2.4H0.4V-6.4L6.8,0L0.4,6.4V2.4H-6.6Z",
    Family.UNREST: "M0,-7L6.1,-3.5V3.5L0,7L-6.1,3.5V-3.5Z",
    Family.DIPLOMACY: "M-6.4,-5.2H6.4V3H0.4L-3.6,6.8V3H-6.4Z",
}
"""Outlines around (0, 0), y downwards, about 14 units wide; an SVG path each."""
