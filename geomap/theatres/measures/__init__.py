"""Measures of a front: how far from the line, on which side, in which sector, how long the line.

Kilometres and decimal degrees (WGS 84), longitude first. As a table by sector and day:
`geomap.exports.sector_days`.
"""

from geomap.theatres.measures.in_sectors import sector_at, sectors_of
from geomap.theatres.measures.lengths import LineLength, line_lengths
from geomap.theatres.measures.nearest_unit import nearest_unit
from geomap.theatres.measures.to_line import FrontMeasure, measure

__all__ = [
    "FrontMeasure",
    "LineLength",
    "line_lengths",
    "measure",
    "nearest_unit",
    "sector_at",
    "sectors_of",
]
