"""Theatres: their files, parties, lines, areas of control and sectors."""

from geomap.theatres.choice import choose, choose_bundled, score
from geomap.theatres.files import bundled_ids, check, load
from geomap.theatres.mentions import SectorMention, find_sector_mentions, sectors_for
from geomap.theatres.named_ground import NamedGround, ground_of
from geomap.theatres.sector_index import SectorIndex, sector_of
from geomap.theatres.sectors import line_on, make_sectors, union_of
from geomap.theatres.sides import areas_on, distance_to_line_km, side_of

__all__ = [
    "NamedGround",
    "SectorIndex",
    "SectorMention",
    "areas_on",
    "bundled_ids",
    "check",
    "choose",
    "choose_bundled",
    "distance_to_line_km",
    "find_sector_mentions",
    "ground_of",
    "line_on",
    "load",
    "make_sectors",
    "score",
    "sector_of",
    "sectors_for",
    "side_of",
    "union_of",
]
