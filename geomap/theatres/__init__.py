"""Theatres: their files, parties, lines, areas of control and sectors."""

from geomap.theatres.files import bundled_ids, check, load
from geomap.theatres.sectors import make_sectors, union_of
from geomap.theatres.sides import distance_to_line_km, side_of

__all__ = [
    "bundled_ids",
    "check",
    "distance_to_line_km",
    "load",
    "make_sectors",
    "side_of",
    "union_of",
]
