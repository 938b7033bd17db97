"""Sectors: the band of ground along a line of contact, cut into the stretches that news name.

The line is cut where it passes nearest to the theatre's cut points (a bearing from a centre
would leave sectors empty where the front runs down one side only); `geomap.theatres.bands`
deals the ground along it out to the stretches.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.errors import TheatreError, UsageError
from geomap.model import Geometry, LineOfContact, Sector, SectorCut, Theatre
from geomap.theatres.bands import tile
from geomap.theatres.plane import Plane, length_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_WIDTH_KM = 500.0
# A stretch shorter than this is none.
_LEAST_METRES = 1.0


def make_sectors(theatre: Theatre, *, on: date | None = None, width_km: float = 10.0) -> tuple[Sector, ...]:
    """The sectors of a theatre, along its line of contact from its first end to its last.

    Parameters
    ----------
    theatre
        Its cuts say where each sector ends.
    on
        The day for which they are wanted: the line that held on that day is cut. Where none
        did, and if no day is given, it is the theatre's ``cut_line``, the last line known.
    width_km
        Kilometres to either side of the line, more than 0 and at most 500.

    Returns
    -------
    tuple of Sector
        Bands (polygons, longitude and latitude in decimal degrees) that tile the ground within
        `width_km` of the line, with flat ends. Empty for a theatre without a line or cuts.

    Raises
    ------
    UsageError
        If the width is out of range.
    TheatreError
        If a sector has no length, or the band would cover a pole.
    """
    if not 0 < width_km <= MAX_WIDTH_KM:
        raise UsageError(f"{width_km} km", where="width_km", hint=f"more than 0, at most {MAX_WIDTH_KM:g} km")
    line = line_on(theatre, on)
    if line is None or not theatre.cuts:
        return ()
    shape = line.geometry.to_shapely()
    plane = Plane(shape)
    flat = plane.project(shape)
    flat, parts = _cut(flat, [_until(theatre, cut, plane) for cut in theatre.cuts[:-1]])
    for cut, part in zip(theatre.cuts, parts, strict=True):
        if part is None:
            raise TheatreError(
                f"sector {cut.id!r} has no length",
                where=f"theatre {theatre.id}",
                hint="cut points in the order in which the line passes them are needed",
            )
    stretches = [part for part in parts if part is not None]
    bands = tile(flat, stretches, width_km * 1000)
    if any(_covers(band, pole) for band in bands for pole in plane.poles()):
        raise TheatreError(
            "the band covers a pole", where=f"line {line.id}", hint="a smaller width_km is needed"
        )
    return tuple(
        Sector(
            id=cut.id,
            name=cut.name,
            theatre=theatre.id,
            line=line.id,
            band=Geometry.from_shapely(plane.unproject(band)),
            stretch=Geometry.from_shapely(lonlat := plane.unproject(stretch)),
            length_km=length_km(lonlat),
            width_km=width_km,
            aliases=cut.aliases,
        )
        for cut, band, stretch in zip(theatre.cuts, bands, stretches, strict=True)
    )


def line_on(theatre: Theatre, on: date | None) -> LineOfContact | None:
    """The line of contact of a day: the one valid then (the latest begun), or the cut line."""
    known = next((line for line in theatre.lines if line.id == theatre.cut_line), None)
    if on is None or known is None:
        return known
    valid = [
        line
        for line in theatre.lines
        if (line.valid_from is None or line.valid_from <= on)
        and (line.valid_to is None or on <= line.valid_to)
    ]
    if not valid or known in valid:
        return known
    return max(valid, key=lambda line: (line.valid_from or date.min, line.id))


def cut_positions(flat: BaseGeometry, points: Sequence[BaseGeometry]) -> list[float]:
    """Where along a line (in its own unit) it passes nearest to each point.

    The parts of a line of several are counted one after the other.
    """
    import shapely

    found: list[float] = []
    parts = [part for part in shapely.get_parts(flat) if part.length > 0]
    for point in points:
        nearest = min(range(len(parts)), key=lambda n: (float(parts[n].distance(point)), n))
        before = sum(float(part.length) for part in parts[:nearest])
        found.append(before + float(parts[nearest].project(point)))
    return found


def union_of(sectors: Iterable[Sector]) -> Geometry | None:
    """The ground of several sectors as one shape, borders between neighbours dissolved.

    Returns
    -------
    Geometry or None
        (Multi)Polygon, longitude and latitude in decimal degrees; None for no sectors.
    """
    import shapely

    bands = [sector.band.to_shapely() for sector in sectors]
    return Geometry.from_shapely(shapely.union_all(bands)) if bands else None


def _until(theatre: Theatre, cut: SectorCut, plane: Plane) -> BaseGeometry:
    from shapely.geometry import Point

    if cut.until is None:
        raise TheatreError(
            f"sector {cut.id!r} has no cut point",
            where=f"theatre {theatre.id}",
            hint="all but the last sector end at one",
        )
    return plane.project(Point(cut.until.lon, cut.until.lat))


def _cut(
    flat: BaseGeometry, points: Sequence[BaseGeometry]
) -> tuple[BaseGeometry, list[BaseGeometry | None]]:
    """The line, in the direction in which the cut points follow, and its stretches."""
    import shapely
    from shapely.geometry import MultiLineString

    ends = cut_positions(flat, points)
    length = float(flat.length)
    if ends and ends[0] > ends[-1]:
        # A line of another day, drawn the other way round than the one that the cuts were written for.
        flat = MultiLineString([part.reverse() for part in shapely.get_parts(flat)][::-1])
        ends = [length - end for end in ends]
    bounds = [0.0, *ends, length]
    return flat, [_stretch(flat, start, end) for start, end in pairwise(bounds)]


def _covers(band: BaseGeometry, xy: tuple[float, float]) -> bool:
    from shapely.geometry import Point

    return all(math.isfinite(v) for v in xy) and bool(band.intersects(Point(xy)))


def _stretch(flat: BaseGeometry, start: float, end: float) -> BaseGeometry | None:
    """The part of a line between two positions along it; None if it has no length."""
    import shapely
    from shapely.geometry import LineString, MultiLineString
    from shapely.ops import substring

    pieces: list[LineString] = []
    before = 0.0
    for part in shapely.get_parts(flat):
        length = float(part.length)
        low, high = max(start - before, 0.0), min(end - before, length)
        before += length
        if high - low >= _LEAST_METRES:
            piece = substring(part, low, high)
            if isinstance(piece, LineString):
                pieces.append(piece)
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else MultiLineString(pieces)
