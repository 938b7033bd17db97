"""Take the lines and areas of the bundled theatres out of Natural Earth.

    python gazetteer/extract_theatre_line.py world_map.gpkg [THEATRE ...]

A maintainer runs this once for each release of Natural Earth; the result is committed under
``gazetteer/theatres/`` and a build needs neither this script nor its input. The input is the
file ``usr/share/qgis/resources/data/world_map.gpkg`` of Debian's package qgis-common (Natural
Earth 4.1 at 1:10m, public domain): layers ``disputed_borders``, ``countries`` (generalised) and
``states_provinces`` (generalised).

Where Natural Earth draws a country by who holds it (Western Sahara along the wall, Cyprus along the
buffer zone, Kashmir along the Line of Control), the edge that two polygons share is the line. No
line and no area is drawn by hand here; the margins around areas are stated at each.

Coordinates are longitude and latitude in decimal degrees (WGS 84), rounded to five decimals
(about one metre), which is finer than the source.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, Point, Polygon, box, shape
from theatre_shapes import (
    GRID,
    NATURAL_EARTH,
    THEATRES,
    World,
    max_part,
    merged_line,
    outline,
    pieces,
    rounded,
    shared_edge,
    sides,
    write,
    write_area,
    write_line,
    write_sides,
)


def karabakh(world: World) -> None:
    """Line of contact before 27 September 2020, both its sides, the oblast of 1991."""
    folder = THEATRES / "karabakh-2020"
    borders, countries = world.borders, world.countries
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
    # From the north, where Georgia begins, to the Araz; Nakhchivan's border is another.
    border = shared_edge(mainland, world.country("ARM"), Point(45.0, 41.3))
    border = max(shapely.get_parts(border), key=lambda part: float(part.length))
    source = (
        f"{NATURAL_EARTH}: shared edge of the countries Armenia and Azerbaijan (generalised); public domain"
    )
    write(folder / "border.geojson", [("border", "Armenia-Azerbaijan border", border)], source)


def donbas(world: World) -> None:
    """Contact line of 2015-2022, the parts of the two oblasts on either side, their outline."""
    folder = THEATRES / "donbas-2014"
    borders, provinces = world.borders, world.provinces
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


def kashmir(world: World) -> None:
    """Line of Control, and the units on either side of it."""
    india = world.units("IND", "Jammu and Kashmir")
    pakistan = world.units("PAK", "Azad Kashmir", "Northern Areas")
    line = shared_edge(india, pakistan, Point(74.3, 32.8))
    write_line(
        "kashmir",
        "line-of-control",
        "Line of Control",
        line,
        "shared edge of the first-level units on either side (generalised)",
    )
    write_sides(
        "kashmir",
        [
            ("west-of-the-line", "West and north of the Line of Control", pakistan),
            ("east-of-the-line", "East and south of the Line of Control", india),
        ],
        "first-level units (generalised)",
    )
    write_area("kashmir", shapely.union_all([india, pakistan]), "first-level units of Kashmir")


def georgia(world: World) -> None:
    """Administrative boundary lines of Abkhazia and South Ossetia, and the ground behind them."""
    whole = world.country("GEO")
    abkhazia = world.units("GEO", "Abkhazia")
    claim = pieces(world.borders, "Georgian claim")
    west = merged_line([part for part in claim if part.bounds[0] < 43], Point(41.5, 42.4))
    east = merged_line([part for part in claim if part.bounds[0] > 43], Point(43.8, 42.75))
    write_line(
        "georgia-2008",
        "abkhazia-line",
        "Administrative boundary line, Abkhazia",
        west,
        "disputed boundary 'Georgian claim', west",
    )
    write_line(
        "georgia-2008",
        "south-ossetia-line",
        "Administrative boundary line, South Ossetia",
        east,
        "disputed boundary 'Georgian claim', east",
    )
    mainland = max(shapely.get_parts(whole), key=lambda part: float(part.area))
    ossetia, _ = sides(Polygon(mainland.exterior), east, Point(43.97, 42.24))
    write_sides(
        "georgia-2008",
        [("abkhazia", "Abkhazia", abkhazia), ("south-ossetia", "South Ossetia", ossetia)],
        "first-level unit Abkhazia; country polygon of Georgia divided by 'Georgian claim'",
    )
    write_area("georgia-2008", whole, "country polygon of Georgia", margin=0.1)


def transnistria(world: World) -> None:
    """The line along and beside the Dniester, and the ground east of it."""
    line = merged_line(pieces(world.borders, "Moldovan claim"), Point(28.5, 48.1))
    whole = world.country("MDA")
    write_line(
        "transnistria",
        "line",
        "Line between Transnistria and the rest of Moldova",
        line,
        "disputed boundary 'Moldovan claim'",
    )
    east, _ = sides(
        Polygon(max(shapely.get_parts(whole), key=lambda part: float(part.area)).exterior),
        line,
        Point(29.60, 46.86),
    )
    write_sides(
        "transnistria",
        [("east-of-the-line", "East of the line", east)],
        "country polygon of Moldova divided by 'Moldovan claim'",
    )
    near = shapely.intersection(whole, line.buffer(0.5))
    write_area(
        "transnistria",
        shapely.union_all([near, east]),
        "country polygon of Moldova near the line",
        margin=0.1,
    )


def western_sahara(world: World) -> None:
    """The wall (berm), as the edge of the polygon that is drawn east of it."""
    east, morocco = world.country("ESH"), world.country("MAR")
    line = shared_edge(east, morocco, Point(-8.7, 27.7))
    write_line(
        "western-sahara",
        "berm",
        "Wall of sand (berm)",
        line,
        "shared edge of the country polygons Western Sahara and Morocco, which are drawn by who holds the "
        "ground (generalised)",
    )
    # The parallel of 27 degrees 40 minutes, the territory's northern edge.
    west = max_part(shapely.intersection(morocco, box(-18.0, 20.0, -8.0, 27.6667)))
    write_sides(
        "western-sahara",
        [("west-of-the-berm", "West of the wall", west), ("east-of-the-berm", "East of the wall", east)],
        "country polygon of Western Sahara; that of Morocco south of 27.6667 degrees north",
    )
    write_area("western-sahara", shapely.union_all([east, west]), "Western Sahara on both sides of the wall")


def israel(world: World) -> None:
    """Gaza's edge, the Green Line, the Blue Line and the Golan's lines of 1974."""
    land, palestine = world.country("ISR"), world.country("PSE")
    gaza, west_bank = sorted(shapely.get_parts(palestine), key=lambda part: part.bounds[0])[0:2]
    what = "shared edge of the country polygons Israel and Palestine (generalised)"
    write_line(
        "israel-palestine",
        "gaza-edge",
        "Edge of the Gaza Strip",
        shared_edge(gaza, land, Point(34.2, 31.2)),
        what,
    )
    write_line(
        "israel-palestine",
        "green-line",
        "Green Line of 1949, West Bank",
        shared_edge(west_bank, land, Point(35.55, 32.4)),
        what,
    )
    write_sides(
        "israel-palestine",
        [("gaza-strip", "Gaza Strip", gaza), ("west-bank", "West Bank", west_bank)],
        "parts of the country polygon of Palestine (generalised)",
    )
    golan = world.units("SYR", "UNDOF")
    undisputed = shapely.intersection(land, box(34.0, 29.3, 35.9, 33.0))
    write_area(
        "israel-palestine",
        shapely.union_all([palestine, undisputed]),
        "country polygons of Israel south of 33 degrees north and of Palestine",
        margin=0.05,
    )

    lebanon = world.country("LBN")
    line = shared_edge(lebanon, land, Point(35.1, 33.1))
    write_line(
        "israel-lebanon",
        "blue-line",
        "Blue Line",
        line,
        "shared edge of the country polygons Israel and Lebanon (generalised)",
    )
    near = shapely.intersection(land, line.buffer(0.4))
    write_area(
        "israel-lebanon",
        shapely.union_all([lebanon, near]),
        "country polygon of Lebanon, and that of Israel within 0.4 degrees of the line",
        margin=0.03,
        step=0.02,
    )

    held, syria = world.units("ISR", "HaZafon"), world.units("SYR")
    quneitra = shapely.difference(syria, golan)
    write_line(
        "golan",
        "line-a",
        "Line A of 1974",
        shared_edge(golan, held, Point(35.8, 33.4)),
        "shared edge of the zone of UNDOF and the first-level unit west of it (generalised)",
    )
    write_line(
        "golan",
        "line-b",
        "Line B of 1974",
        shared_edge(golan, quneitra, Point(35.9, 33.35)),
        "shared edge of the zone of UNDOF and the first-level units east of it (generalised)",
    )
    claim = merged_line(pieces(world.borders, "Syrian claim"), Point(35.6, 33.25))
    mainland = max(shapely.get_parts(land), key=lambda part: float(part.area))
    heights, _ = sides(Polygon(mainland.exterior), claim, Point(35.75, 33.0))
    write_sides(
        "golan",
        [("west-of-line-a", "West of line A", heights), ("zone", "Area of separation", golan)],
        "country polygon of Israel divided by 'Syrian claim'; zone of UNDOF",
    )
    near = shapely.intersection(syria, golan.buffer(0.25))
    write_area(
        "golan",
        shapely.union_all([heights, golan, near]),
        "the Golan and what is within 0.25 degrees of it",
        margin=0.03,
        step=0.02,
    )


def korea(world: World) -> None:
    """The Military Demarcation Line."""
    north, south = world.country("PRK"), world.country("KOR")
    line = shared_edge(north, south, Point(126.6, 37.8))
    write_line(
        "korea",
        "demarcation-line",
        "Military Demarcation Line",
        line,
        "shared edge of the country polygons North and South Korea (generalised)",
    )
    near = line.buffer(0.35)
    write_sides(
        "korea",
        [
            ("north-of-the-line", "North of the line", max_part(shapely.intersection(north, near))),
            ("south-of-the-line", "South of the line", max_part(shapely.intersection(south, near))),
        ],
        "country polygons of North and South Korea within 0.35 degrees of their edge",
    )
    write_area(
        "korea", shapely.union_all([north, south]), "country polygons of North and South Korea", step=0.1
    )


def cyprus(world: World) -> None:
    """The buffer zone's line, as the edge of two polygons that leave no room between them."""
    north, south = world.units("CYN"), world.units("CYP")
    line = shared_edge(north, south, Point(32.5, 35.2))
    write_line(
        "cyprus",
        "green-line",
        "Green Line",
        line,
        "shared edge of the first-level units on either side (generalised; the buffer zone has no width)",
    )
    write_sides(
        "cyprus",
        [
            ("north-of-the-line", "North of the line", north),
            ("south-of-the-line", "South of the line", south),
        ],
        "first-level units (generalised)",
    )
    write_area("cyprus", shapely.union_all([north, south]), "first-level units of Cyprus", margin=0.1)


def ukraine(world: World) -> None:
    """The country within its recognised borders, and the international border with Russia."""
    whole = shapely.union_all(
        [world.units("UKR"), world.units("RUS", "Crimea", "Sevastopol")], grid_size=GRID
    )
    across = world.units("RUS", "Belgorod", "Kursk", "Bryansk")
    border = shared_edge(world.country("UKR"), world.country("RUS"), Point(31.8, 52.1))
    # Natural Earth draws Crimea within Russia: the edge at its neck is no border of the two states.
    border = max_part(border)
    write_line(
        "ukraine-2022",
        "border",
        "Border between Ukraine and Russia",
        border,
        "shared edge of the country polygons Ukraine and Russia without that at Crimea (generalised)",
    )
    write_area(
        "ukraine-2022",
        shapely.union_all([whole, across]),
        "first-level units of Ukraine with Crimea and Sevastopol, and Belgorod, Kursk and Bryansk",
        margin=0.1,
    )


# Theatres without a line: their area is these countries.
COUNTRIES = {
    "sudan-2023": ("SDN",),
    "syria-2011": ("SYR",),
    "myanmar-2021": ("MMR",),
    "sahel": ("MLI", "BFA", "NER"),
    "yemen-2014": ("YEM",),
    "libya-2014": ("LBY",),
    "somalia": ("SOM",),
}


def countries(name: str) -> Callable[[World], None]:
    """What writes the area of a theatre that is one or several countries."""

    def extract(world: World) -> None:
        codes = COUNTRIES[name]
        write_area(name, world.country(*codes), f"country polygons of {', '.join(codes)}", step=0.1)

    return extract


def tigray(world: World) -> None:
    """The regional states that the war of 2020 to 2022 reached."""
    units = world.units("ETH", "Tigray", "Amhara", "Afar")
    write_area("tigray-2020", units, "first-level units Tigray, Amhara and Afar", step=0.1)
    outline_ = world.units("ETH", "Tigray")
    write_sides(
        "tigray-2020",
        [("tigray", "Tigray regional state", outline_)],
        "first-level unit Tigray (generalised)",
    )


def kivu(world: World) -> None:
    """The provinces in the east of the Democratic Republic of the Congo."""
    units = world.units("COD", "Nord-Kivu", "Sud-Kivu")
    # The source has the provinces of before 2015: Ituri is the east of Orientale.
    ituri = shapely.intersection(world.units("COD", "Orientale"), box(28.0, 0.0, 31.5, 3.7))
    write_area(
        "drc-east",
        shapely.union_all([units, ituri]),
        "first-level units North and South Kivu and the east of Orientale",
        margin=0.1,
    )
    congo = world.country("COD")
    write_line(
        "drc-east",
        "border",
        "Border with Rwanda",
        shared_edge(congo, world.country("RWA"), Point(29.6, -1.4)),
        "shared edge of the country polygons (generalised)",
    )


EXTRACTIONS: dict[str, Callable[[World], None]] = {
    "karabakh-2020": karabakh,
    "donbas-2014": donbas,
    "ukraine-2022": ukraine,
    "kashmir": kashmir,
    "georgia-2008": georgia,
    "transnistria": transnistria,
    "western-sahara": western_sahara,
    "israel": israel,
    "korea": korea,
    "cyprus": cyprus,
    "tigray-2020": tigray,
    "drc-east": kivu,
    **{name: countries(name) for name in COUNTRIES},
}
"""What is taken out, by theatre; ``israel`` writes three."""


def main() -> None:
    """Write the files that come from Natural Earth: of all theatres, or of those that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("world_map", type=Path, help="world_map.gpkg of Debian's qgis-common")
    parser.add_argument("theatres", nargs="*", help=f"of {', '.join(EXTRACTIONS)}")
    arguments = parser.parse_args()
    layers = ("disputed_borders", "countries", "states_provinces")
    world = World(*(gpd.read_file(arguments.world_map, layer=layer) for layer in layers))
    for name in arguments.theatres or EXTRACTIONS:
        EXTRACTIONS[name](world)


if __name__ == "__main__":
    main()
