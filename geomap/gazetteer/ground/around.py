"""What lies at a point, near it and within bounds, over all files of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.files import packed
from geomap.gazetteer.ground import nearby
from geomap.model.geometry import LonLat
from geomap.model.place import Place

if TYPE_CHECKING:
    from geomap.gazetteer.files.added import AddedPlaces
    from geomap.gazetteer.files.layering import PlaceFiles
    from geomap.gazetteer.files.placefile import PlaceFile, Stored

# A quarter of a city has its own entry beside the city's, this far beyond the city's extent.
QUARTER_KM = 4.0


def containing(files: PlaceFiles, added: AddedPlaces, point: LonLat) -> tuple[Place | None, Place | None]:
    """The country and the first-level unit that a point lies in; None where in none."""
    places = units_at(files, point)
    unit = next((p for p in places if p.feature_code == "ADM1"), None)
    country = next((p.country for p in places if p.country), None)
    if unit is None:
        near = nearest(files, added, point)
        if near is not None and near[1] <= nearby.COAST_KM and country in {None, near[0].country}:
            country = near[0].country
            unit = files.place(f"adm1:{country}.{near[0].admin1}") if near[0].admin1 else None
    return (files.place(f"country:{country}") if country else None), unit


def nearest(files: PlaceFiles, added: AddedPlaces, point: LonLat) -> tuple[Place, float] | None:
    """The nearest populated place and its distance in kilometres, or None far from any."""
    stored, by_caller = nearest_town(files, point), added.nearest_town(point)
    if by_caller is not None and (stored is None or by_caller[0] < stored[1]):
        stored = by_caller[1], by_caller[0]
    return stored if stored is not None and stored[1] <= nearby.FARTHEST_KM else None


def units_at(files: PlaceFiles, point: LonLat) -> list[Place]:
    """Units whose polygons contain a point, those of later overlays first."""
    point = LonLat(point.lon, max(point.lat, nearby.POLE_LAT))
    return [
        file.by_number(number).place
        for file in reversed(files.files)
        for number, shape in file.shapes_around(point)
        if packed.contains(shape, point.lon, point.lat)
    ]


def nearest_town(files: PlaceFiles, point: LonLat) -> tuple[Place, float] | None:
    """The nearest populated place and its distance in kilometres, or None far from any."""
    found = [near for near in (_nearest(file, point) for file in files.files) if near is not None]
    if not found:
        return None
    if len(found) == 1 and not files.overlays:
        return found[0]
    # What an overlay replaces may have moved.
    places = [files.place(place.id) or place for place, _ in found]
    away = [(point.distance_km(place.point), place.id, place) for place in places]
    distance_km, _, place = min(away, key=lambda near: near[:2])
    return place, distance_km


def _nearest(file: PlaceFile, point: LonLat) -> tuple[Place, float] | None:
    best: tuple[float, int] | None = None
    for cells, sure_km in nearby.rings_of_cells(point):
        for number, lon, lat in file.points_in_cells(cells):
            away = nearby.distance_km(point.lon, point.lat, lon / 1e5, lat / 1e5)
            if best is None or (away, number) < best:
                best = away, number
        if best is not None and best[0] <= sure_km:
            break
    return None if best is None else (file.by_number(best[1]).place, best[0])


def largest_towns(
    files: PlaceFiles, bounds: tuple[float, float, float, float], limit: int
) -> tuple[Place, ...]:
    """The most important populated places within (west, south, east, north), at most ``limit``.

    A quarter of a city is in the list with the city: the label of the city is enough.
    """
    cells = nearby.cells_within(bounds)
    rows: list[Stored] = [s for file in files.files for s in file.largest(cells, bounds, 8 * limit)]
    chosen: dict[str, Place] = {}
    for stored in sorted(rows, key=lambda s: -s.prior):
        place = stored.place
        if place.id not in chosen and all(
            place.point.distance_km(p.point) > p.radius_km + QUARTER_KM for p in chosen.values()
        ):
            chosen[place.id] = place
    names = list(chosen.values())[:limit]
    return tuple(files.place(p.id) or p for p in names) if files.overlays else tuple(names)
