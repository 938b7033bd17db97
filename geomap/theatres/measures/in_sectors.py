"""In which sectors a shape lies."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Geometry, LonLat, Sector

LEAST_INSIDE = 0.5
"""A shape of which less lies in sectors at all is not known to be in any: a region that the front runs
through, a country."""
LEAST_SHARE = 0.1
"""A sector that holds less of a shape is only grazed by it."""


def sectors_of(shape: Geometry, sectors: Sequence[Sector]) -> tuple[Sector, ...]:
    """The sectors in which a shape lies, in their order.

    Parameters
    ----------
    shape
        Longitude and latitude in decimal degrees. A point lies in one sector at most, the first
        of those that share a border there; an area or line in every one that holds a tenth of
        it, if half of it lies in sectors at all.
    sectors
        As `make_sectors` gives them.
    """
    import shapely

    own = shape.to_shapely()
    size = shapely.area if shapely.get_dimensions(own) == 2 else shapely.length
    if shapely.get_dimensions(own) == 0:
        inside = [sector for sector in sectors if sector.band.to_shapely().covers(own)]
        return tuple(inside[:1])
    shares = []
    for sector in sectors:
        common = shapely.intersection(sector.band.to_shapely(), own)
        shares.append(float(size(common)) / float(size(own)))
    if sum(shares) < LEAST_INSIDE:
        return ()
    return tuple(sector for sector, share in zip(sectors, shares, strict=True) if share >= LEAST_SHARE)


def sector_at(point: LonLat, sectors: Sequence[Sector]) -> Sector | None:
    """The sector of a point (decimal degrees), or None; for columns of points see `SectorIndex`."""
    from shapely.geometry import Point

    found = sectors_of(Geometry.from_shapely(Point(point.lon, point.lat)), sectors)
    return found[0] if found else None
