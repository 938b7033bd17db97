"""Colours and patterns of pictures that stand still; the signs themselves are `geomap.exports.gis.signs`'."""

from __future__ import annotations

from geomap.model import Status

INK = "#1a1f24"
QUIET = "#59636e"
WATER = "#d9e4ea"
LAND = "#f4f2ec"
BORDER = "#8f8c85"
UNIT = "#d3cfc4"
SECTOR = "#0b4a7d"
LABEL = "#3a3f45"

FILLS: dict[Status, float] = {
    Status.CONTESTED: 0.22,
    Status.CLAIMED: 0.12,
    Status.DENIED: 0.10,
    Status.REPORTED: 0.07,
    Status.CONFIRMED: 0.16,
}
"""Share of the status' colour in the ground of an area, 0 to 1."""

HATCHES: dict[Status, str] = {
    Status.CONTESTED: "//",
    Status.CLAIMED: "--",
    Status.DENIED: "..",
    Status.REPORTED: "",
    Status.CONFIRMED: "",
}
"""What matplotlib fills areas and bars with: nothing is told by colour alone."""


def sector_opacity(share: float) -> float:
    """Of a sector's band, by its share of the incidents of the sector with most of them."""
    return 0.07 + 0.28 * share
