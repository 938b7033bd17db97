"""Take the lines and areas of the bundled theatres out of Natural Earth.

    python gazetteer/extract_theatre_line.py world_map.gpkg

A maintainer runs this once for each release of Natural Earth; the result is committed under
``gazetteer/theatres/`` and a build needs neither this script nor its input. The input is the
file ``usr/share/qgis/resources/data/world_map.gpkg`` of Debian's package qgis-common (Natural
Earth 4.1 at 1:10m, public domain): layers ``disputed_borders``, ``countries`` (generalised) and
``states_provinces`` (generalised).

Coordinates are longitude and latitude in decimal degrees (WGS 84), rounded to five decimals
(about one metre), which is finer than the source.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

THEATRES = Path(__file__).parent / "theatres"
DECIMALS = 5
# Ends of pieces that are meant to meet lie up to 0.0025 degrees apart in the source.
SNAP_DEGREES = 0.005
# A line's ends stop up to 0.007 degrees short of the generalised border: before an area is split,
# the line is drawn out by this much in its own direction.
REACH_DEGREES = 0.03


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


def karabakh(borders: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> None:
    """Line of contact before 27 September 2020, both its sides, the oblast of 1991."""
    folder = THEATRES / "karabakh-2020"
    # From the Armenian border in the north-west to the Iranian one in the south-east.
    line = rounded(merged_line(pieces(borders, "Ceasefire Line 1994"), Point(45.98, 40.22)))
    assert isinstance(line, LineString)
    source = "Natural Earth 4.1 (1:10m), disputed boundary 'Ceasefire Line 1994'; public domain"
    write(folder / "line-of-contact.geojson", [("line-of-contact", "Line of contact", line)], source)

    area = shape(json.loads((folder / "area.geojson").read_text())["features"][0]["geometry"])
    azerbaijan = countries.loc[countries["ISO_A3"] == "AZE"].geometry.iloc[0]
    mainland = next(part for part in shapely.get_parts(azerbaijan) if part.intersects(line))
    stepanakert = Point(46.7528, 39.8177)
    west, east = sides(mainland, line, stepanakert)
    near = shapely.intersection(east, area)
    near = max(shapely.get_parts(near), key=lambda part: float(part.area))
    source = (
        "Natural Earth 4.1 (1:10m): country polygon of Azerbaijan (generalised), divided by the "
        "disputed boundary 'Ceasefire Line 1994'; public domain"
    )
    write(
        folder / "areas-of-control.geojson",
        [
            ("west-of-the-line", "West and south of the line of contact", west),
            ("east-of-the-line", "East and north of the line of contact", near),
        ],
        source,
    )
    oblast = outline(pieces(borders, "Former USSR oblast in 1991"))
    source = "Natural Earth 4.1 (1:10m), disputed boundary 'Former USSR oblast in 1991'; public domain"
    write(folder / "oblast-1991.geojson", [("oblast-1991", "Former oblast (1991)", oblast)], source)


def donbas(borders: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame) -> None:
    """Contact line of 2015-2022, the parts of the two oblasts on either side, their outline."""
    folder = THEATRES / "donbas-2014"
    # From the Sea of Azov in the south to the border with Russia in the north-east.
    line = rounded(merged_line(pieces(borders, "Ukrainian claim"), Point(37.8, 47.1)))
    assert isinstance(line, LineString)
    source = (
        "Natural Earth 4.1 (1:10m), disputed boundary 'Ukrainian claim' in eastern Ukraine; public domain"
    )
    write(folder / "contact-line.geojson", [("contact-line", "Contact line", line)], source)

    chosen = provinces.loc[provinces["name"].isin(["Donets'k", "Luhans'k"])]
    both = shapely.union_all(chosen.geometry.values, grid_size=1e-6)
    mainland = max(shapely.get_parts(both), key=lambda part: float(part.area))
    donetsk = Point(37.80, 48.02)
    east, west = sides(Polygon(mainland.exterior), line, donetsk)
    source = (
        "Natural Earth 4.1 (1:10m): first-level units Donetsk and Luhansk (generalised), divided by the "
        "disputed boundary 'Ukrainian claim'; public domain"
    )
    write(
        folder / "areas-of-control.geojson",
        [
            ("east-of-the-line", "East and south of the contact line", east),
            ("west-of-the-line", "West and north of the contact line", west),
        ],
        source,
    )
    # The oblasts and a margin of about 25 km: shells and drones land beyond them.
    area = shapely.simplify(mainland.buffer(0.3), 0.05)
    write(folder / "area.geojson", [("area", "Donetsk and Luhansk oblasts with a margin", area)], source)


def sudan(countries: gpd.GeoDataFrame) -> None:
    """The country."""
    country = countries.loc[countries["ISO_A3"] == "SDN"].geometry.iloc[0]
    area = shapely.simplify(country.buffer(0.2), 0.1)
    area = MultiPolygon([area]) if isinstance(area, Polygon) else area
    source = "Natural Earth 4.1 (1:10m): country polygon of Sudan, simplified, with a margin; public domain"
    write(THEATRES / "sudan-2023" / "area.geojson", [("area", "Sudan with a margin", area)], source)


def main() -> None:
    """Write every file that comes from Natural Earth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("world_map", type=Path, help="world_map.gpkg of Debian's qgis-common")
    path = parser.parse_args().world_map
    borders = gpd.read_file(path, layer="disputed_borders")
    countries = gpd.read_file(path, layer="countries")
    provinces = gpd.read_file(path, layer="states_provinces")
    karabakh(borders, countries)
    donbas(borders, provinces)
    sudan(countries)


if __name__ == "__main__":
    main()
