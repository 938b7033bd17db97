"""Sectors: stretches of a line of contact with their ground, and how a theatre says what they are."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model._check import require
from geomap.model.geometry import Geometry, LonLat

SECTOR_SCHEMES = ("cuts", "extent-4", "extent-8", "stretches", "units", "areas")
"""How a line becomes sectors; ``equal-N`` for N equal lengths is one more. See `Theatre`."""


def is_sector_scheme(scheme: str) -> bool:
    """Whether a scheme is one of `SECTOR_SCHEMES` or ``equal-N`` with N from 2 to 100."""
    head, _, count = scheme.partition("-")
    return scheme in SECTOR_SCHEMES or (head == "equal" and count.isdecimal() and 2 <= int(count) <= 100)


@dataclass(frozen=True, slots=True)
class Flank:
    """The half of a sector's band that lies on one hand of its stretch.

    Parameters
    ----------
    hand
        ``left`` or ``right``, as seen along the stretch from its first position to its last.
    band
        (Multi)Polygon, lon lat; the two flanks of a sector are its band, and share the stretch.
    side
        Name of the side whose area of control most of it lies in, or None where that is not known.
    """

    hand: str
    band: Geometry
    side: str | None = None

    def __post_init__(self) -> None:
        require(self.hand in ("left", "right"), f"hand {self.hand!r}", where="Flank", hint="left or right")


@dataclass(frozen=True, slots=True)
class Sector:
    """A stretch of the line of contact with the band of ground on both its sides.

    A sector may also be an area by itself (a unit, a polygon of the user's): then its band is
    that area, and it has a stretch only if the line runs through it.

    Parameters
    ----------
    id
        ``north``, ``northeast``, ``south`` ... or the theatre's own key.
    name
        As a map shows it ('Northern sector').
    theatre, line
        Ids of the theatre and of the line that it is cut from; the line is None where there is none.
    band
        (Multi)Polygon: the ground within `width_km` of the stretch, or the area.
    stretch
        (Multi)LineString: its part of the line, or None if the line does not run through the area.
    length_km
        Length of the stretch in kilometres (geodesic); 0 without one.
    width_km
        Kilometres to either side; of an area the radius of a circle as large.
    aliases
        Further direction words that mean it, as its `SectorCut` has them.
    flanks
        The two halves of the band, the left one first; empty for an area, and for a line that
        has no two sides there (one that crosses itself all over).
    units
        Ids of the first-level units inside, that with most of the band first; empty where no
        gazetteer was asked.
    places
        Ids of the populated places inside, the most important first; likewise.
    """

    id: str
    name: str
    theatre: str
    line: str | None
    band: Geometry
    stretch: Geometry | None
    length_km: float
    width_km: float
    aliases: tuple[str, ...] = ()
    flanks: tuple[Flank, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            self.width_km > 0 and (self.length_km > 0 if self.stretch is not None else self.length_km == 0),
            "length and width must be > 0",
            where=f"sector {self.id}",
        )

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The sides that lie on its left and on its right; empty where it has no flanks."""
        return tuple(flank.side for flank in self.flanks)

    def flank_of(self, side: str) -> Flank | None:
        """The half of the band that is said to be a side's, or None."""
        return next((flank for flank in self.flanks if flank.side == side), None)


@dataclass(frozen=True, slots=True)
class SectorCut:
    """One sector of a theatre's scheme: it ends where the line passes nearest to ``until``.

    ``until`` is None for the last sector, which runs to the line's end. ``aliases`` are further
    direction words that mean it.
    """

    id: str
    name: str
    until: LonLat | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorArea:
    """A sector that is given as an area: a user's polygon, for the scheme ``areas``.

    Parameters
    ----------
    id, name, aliases
        As in `SectorCut`.
    geometry
        (Multi)Polygon, lon lat.
    """

    id: str
    name: str
    geometry: Geometry
    aliases: tuple[str, ...] = ()
