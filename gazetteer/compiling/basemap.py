"""What is drawn under a map: land, units, and borders with the disputed ones marked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from compiling.polygons import Polygon
from compiling.shapes import (
    LAND_TOLERANCE,
    LINES,
    borders,
    joined,
    polygons_only,
    simplified,
    without_specks,
)
from compiling.sources import read_features, read_table

# Square degrees, about 120 km2: smaller islets are not drawn on a map of the world.
LEAST_ISLET = 0.01
# Degrees: about 1 km, less than the tolerance.
LAND_GRID = 0.01
# A line closer than this to a border that is drawn anyway adds nothing but a second stroke.
NEAR_DEGREES = 0.06


class Drawn(NamedTuple):
    """One shape of the basemap: layer, key of its place or '', label, kind, both sides, shape.

    Without a shape it is the place's own that is drawn.
    """

    layer: str
    place: str
    label: str
    kind: str
    sides: tuple[str, str]
    shape: Any


def draw(polygons: list[Polygon], countries: dict[str, Any], names: dict[str, str]) -> list[Drawn]:
    """Everything that is drawn.

    Parameters
    ----------
    polygons
        First-level polygons.
    countries
        Shapes of countries by code.
    names
        Labels of countries and units by place id.
    """
    drawn = [
        Drawn("land", f"country:{country}", names[f"country:{country}"], "", ("", ""), shape)
        for country, shape in _land(countries)
    ]
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for polygon in polygons:
        groups[polygon.country or "", polygon.adm1 or "", polygon.disputed].append(polygon.shape)
    units = sorted({f"adm1:{p.adm1}" for p in polygons if p.adm1})
    drawn += [Drawn("unit", place, names[place], "", ("", ""), None) for place in units if place in names]
    return drawn + _borders({k: joined(v) for k, v in groups.items()}, names)


def _land(countries: dict[str, Any]) -> list[tuple[str, Any]]:
    """Land for a map of the world: simplified, without islets, on a coarser grid."""
    import shapely

    # Islets go before the coverage is simplified, which would keep a triangle of each.
    kept = {c: without_specks(s, LEAST_ISLET) for c, s in countries.items()}
    found = []
    for country, shape in sorted(simplified(kept, LAND_TOLERANCE).items()):
        rounded = shapely.set_precision(shape, LAND_GRID, mode="pointwise")
        valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
        found.append((country, shape if valid.is_empty else polygons_only(valid)))
    return found


def _borders(groups: dict[tuple[str, str, str], Any], names: dict[str, str]) -> list[Drawn]:
    import shapely

    areas = {
        row["key"]: row
        for _, row in read_table("authored/disputed_areas.tsv", needed=("key", "label", "claimed_by"))
    }
    pairs = {
        frozenset((row["one"], row["other"])): row["label"]
        for _, row in read_table("authored/disputed_borders.tsv", needed=("one", "other", "label", "reason"))
    }
    drawn: list[Drawn] = []
    lines: dict[tuple[str, str, tuple[str, str]], list[Any]] = defaultdict(list)
    disputed: list[Any] = []
    for one, other, line in borders(groups):
        area = "" if one[2] == other[2] else (one[2] or other[2])
        pair = frozenset((one[0], other[0]))
        sides = (names.get(f"country:{one[0]}", ""), names.get(f"country:{other[0]}", ""))
        if area and areas[area]["edge"] == "disputed":
            label = areas[area]["label"]
            lines["disputed", label, sides].append(line)
            disputed.append(line)
        elif one[0] != other[0]:
            kind = "disputed" if pair in pairs else "international"
            lines[kind, pairs.get(pair, ""), sides].append(line)
            disputed += [line] if kind == "disputed" else []
        elif one[1] != other[1]:
            sides = (names.get(f"adm1:{one[1]}", ""), names.get(f"adm1:{other[1]}", ""))
            lines["first_level", "", sides].append(line)
    for (kind, label, sides), found in sorted(lines.items()):
        merged = shapely.line_merge(shapely.union_all(found))
        drawn.append(Drawn("border", "", label, kind, sides, merged))
    around = shapely.buffer(shapely.union_all(disputed), NEAR_DEGREES)
    labels = {
        row["key"]: row["label"]
        for _, row in read_table("authored/disputed_lines.tsv", needed=("key", "label"))
    }
    for key, (properties, shape) in sorted(read_features(LINES).items()):
        left = shapely.difference(shape, around)
        parts = [
            p for p in shapely.get_parts([left]) if p.geom_type == "LineString" and p.length > NEAR_DEGREES
        ]
        if parts and key in labels:
            line = shapely.line_merge(shapely.MultiLineString(parts))
            sides = (str(properties["left"]), str(properties["right"]))
            drawn.append(Drawn("border", "", labels[key], "disputed", sides, line))
    return drawn
