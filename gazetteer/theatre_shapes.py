"""Shapes of theatres from the layers of Natural Earth, and the GeoJSON files that they go to.

Used by ``extract_theatre_line.py``. Coordinates are longitude and latitude in decimal degrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

THEATRES = Path(__file__).parent / "theatres"
DECIMALS = 5
# Ends of pieces that are meant to meet lie up to 0.0025 degrees apart in the source.
SNAP_DEGREES = 0.005
# A line's ends stop up to 0.007 degrees short of the generalised border: before an area is split,
# the line is drawn out by this much in its own direction.
REACH_DEGREES = 0.03
# Polygons of one layer share their positions up to the noise of floats.
GRID = 1e-6
# About two kilometres.
LEAST_DEGREES = 0.02
NATURAL_EARTH = "Natural Earth 4.1 (1:10m)"


@dataclass(frozen=True)
class World:
    """The layers of the source.

    Parameters
    ----------
    borders, countries, provinces
        Disputed borders, countries and first-level units.
    """

    borders: gpd.GeoDataFrame
    countries: gpd.GeoDataFrame
    provinces: gpd.GeoDataFrame

    def country(self, *codes: str) -> BaseGeometry:
        """The union of countries, by ISO 3166-1 alpha-3 code."""
        chosen = self.countries.loc[self.countries["ISO_A3"].isin(codes)]
        if len(chosen) != len(codes):
            raise SystemExit(f"of {codes} only {chosen['ISO_A3'].tolist()} are there")
        return shapely.union_all(chosen.geometry.values, grid_size=GRID)

    def units(self, holder: str, *names: str) -> BaseGeometry:
        """The union of first-level units under Natural Earth's code of their holder; all without names."""
        chosen = self.provinces.loc[self.provinces["adm0_a3"] == holder]
        if names:
            chosen = chosen.loc[chosen["name"].isin(names)]
        if chosen.empty or (names and len(set(chosen["name"])) != len(names)):
            raise SystemExit(f"of {holder} {names} only {chosen['name'].tolist()} are there")
        return shapely.union_all(chosen.geometry.values, grid_size=GRID)


def shared_edge(one: BaseGeometry, other: BaseGeometry, start_near: Point) -> LineString | MultiLineString:
    """The edge of two polygons that share their positions, its parts in order from ``start_near``.

    Parts shorter than `LEAST_DEGREES`, where the polygons touch in passing, are left out.
    """
    edges = [shapely.set_precision(polygon.boundary, GRID) for polygon in (one, other)]
    touching = shapely.get_parts(shapely.intersection(*edges))
    merged = shapely.line_merge(shapely.union_all([part for part in touching if part.length > 0]))
    parts = [part for part in shapely.get_parts(merged) if part.length >= LEAST_DEGREES]
    turned = [
        part
        if Point(part.coords[0]).distance(start_near) <= Point(part.coords[-1]).distance(start_near)
        else part.reverse()
        for part in parts
    ]
    turned.sort(key=lambda part: Point(part.coords[0]).distance(start_near))
    return turned[0] if len(turned) == 1 else MultiLineString(turned)


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with coordinates of five decimals."""
    return shapely.transform(geometry, lambda xy: xy.round(DECIMALS))


def pieces(borders: gpd.GeoDataFrame, name: str) -> list[LineString]:
    """All lines of that name in ``disputed_borders``, without the duplicates of the source."""
    parts = shapely.get_parts(borders.loc[borders["name"] == name].geometry.values)
    found: list[LineString] = []
    for part in parts:
        if not any(part.equals(other) for other in found):
            found.append(part)
    return found


def merged_line(parts: Iterable[LineString], start_near: Point) -> LineString:
    """The one line that the pieces make, beginning at its end nearest to ``start_near``."""
    line = shapely.line_merge(shapely.union_all(list(parts)))
    if not isinstance(line, LineString):
        raise SystemExit(f"the pieces make a {line.geom_type} and not one line")
    first, last = Point(line.coords[0]), Point(line.coords[-1])
    return line if first.distance(start_near) <= last.distance(start_near) else line.reverse()


def outline(parts: Iterable[LineString]) -> Polygon:
    """The polygon that the pieces enclose once ends that nearly meet are made one."""
    ends: list[tuple[float, float]] = []

    def snapped(xy: tuple[float, ...]) -> tuple[float, float]:
        here = Point(xy)
        for end in ends:
            if here.distance(Point(end)) <= SNAP_DEGREES:
                return end
        ends.append((xy[0], xy[1]))
        return ends[-1]

    closed = []
    for part in parts:
        coords = list(part.coords)
        closed.append(LineString([snapped(coords[0]), *coords[1:-1], snapped(coords[-1])]))
    polygons = list(shapely.get_parts(shapely.polygonize([shapely.union_all(closed)])))
    if not polygons:
        raise SystemExit("the pieces enclose nothing")
    return max(polygons, key=lambda polygon: float(polygon.area))


def drawn_out(line: LineString) -> LineString:
    """The line with both ends continued by `REACH_DEGREES` in their own direction."""

    def beyond(end: Sequence[float], before: Sequence[float]) -> tuple[float, float]:
        dx, dy = end[0] - before[0], end[1] - before[1]
        scale = REACH_DEGREES / (dx * dx + dy * dy) ** 0.5
        return end[0] + dx * scale, end[1] + dy * scale

    coords = list(line.coords)
    return LineString([beyond(coords[0], coords[1]), *coords, beyond(coords[-1], coords[-2])])


def sides(territory: Polygon, line: LineString, inside: Point) -> tuple[Polygon, Polygon]:
    """The two parts of ``territory`` that ``line`` divides: the one around ``inside``, the other."""
    parts = sorted(split(territory, drawn_out(line)).geoms, key=lambda part: -float(part.area))
    here = next(part for part in parts if part.contains(inside))
    return here, next(part for part in parts if part is not here)


def write(path: Path, features: Sequence[tuple[str, str, BaseGeometry]], source: str) -> None:
    """A FeatureCollection of (id, name, geometry), one feature a line, as a person can review it."""
    lines = []
    for key, name, geometry in features:
        feature: dict[str, Any] = {
            "type": "Feature",
            "id": key,
            "properties": {"name": name, "source": source},
            "geometry": mapping(shapely.orient_polygons(rounded(geometry))),
        }
        if not shapely.is_valid(shape(feature["geometry"])):
            raise SystemExit(f"{key} is not valid: {shapely.is_valid_reason(shape(feature['geometry']))}")
        lines.append(json.dumps(feature, ensure_ascii=False))
    path.write_text(
        '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8"
    )
    print(f"{path.relative_to(THEATRES)}: {len(features)} features, {path.stat().st_size} bytes")


def write_area(
    name: str, ground: BaseGeometry, what: str, *, margin: float = 0.2, step: float = 0.05
) -> None:
    """``area.geojson`` of a theatre: the ground with a margin, simplified (both in degrees)."""
    area = shapely.simplify(ground.buffer(margin), step)
    source = f"{NATURAL_EARTH}: {what}, simplified, with a margin of {margin:g} degrees; public domain"
    write(
        THEATRES / name / "area.geojson",
        [("area", f"{what[:1].upper()}{what[1:]} with a margin", area)],
        source,
    )


def write_line(name: str, key: str, label: str, line: BaseGeometry, what: str) -> None:
    """``KEY.geojson`` of a theatre: one line."""
    write(THEATRES / name / f"{key}.geojson", [(key, label, line)], f"{NATURAL_EARTH}: {what}; public domain")


def write_sides(name: str, parts: Sequence[tuple[str, str, BaseGeometry]], what: str) -> None:
    """``areas-of-control.geojson`` of a theatre."""
    source = f"{NATURAL_EARTH}: {what}; public domain"
    write(THEATRES / name / "areas-of-control.geojson", parts, source)


def max_part(geometry: BaseGeometry) -> BaseGeometry:
    """The longest or largest part."""
    return max(shapely.get_parts(geometry), key=lambda part: (float(part.area), float(part.length)))
