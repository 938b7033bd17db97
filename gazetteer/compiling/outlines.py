"""Shapes of authored places, from their short description in the tables.

A description is one or several forms joined by ' or '; README.md lists the forms for authors, and
`Outlines.shape` says what each means.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from compiling.entries import BuildError
from compiling.freehand import FINEST_COAST, belt, coarse, read_points, ring, tidied
from compiling.polygons import Polygon
from compiling.shapes import LINES, cut_off, joined, on_grid
from compiling.sources import read_features

OBLAST = "former-ussr-oblast-in-1991.azerbaijan.azerbaijan"
# The pieces of the oblast's edge end within this many degrees of one another.
SNAP_DEGREES = 0.02
LEAST_OVERLAP = 0.3
# An islet of less than this share of a sea's area is drawn over.
LEAST_ISLET_SHARE = 0.0003
# A piece of land of less than this share of the largest is no part of an island group's outline.
LEAST_ISLAND_SHARE = 0.002


class Outlines:
    """Makes shapes of descriptions, and says where points lie.

    Parameters
    ----------
    polygons
        First-level polygons.
    countries
        Shapes of countries by code.
    continents
        Country codes by continent code.
    """

    def __init__(
        self, polygons: list[Polygon], countries: dict[str, Any], continents: dict[str, list[str]]
    ) -> None:
        self._countries = countries
        self._continents = continents
        self._polygons = {p.key: p for p in polygons}
        self._units: dict[str, list[Any]] = defaultdict(list)
        for polygon in polygons:
            if polygon.adm1:
                self._units[polygon.adm1].append(polygon.shape)

    def shape(self, where: str, description: str) -> Any:
        """The shape that a description means.

        ``units:AZ.03+AZ.57``, ``countries:ML+NE``, ``continent:AF``, ``place:ne:KEY``, ``oblast``,
        ``ring:lon lat,lon lat,...``, ``line:...``, ``cut:units=...;line=KEY;at=lon lat``;
        ``sea:lon lat,...`` for the water within a ring that may be generous over land: the largest
        piece of it that is left without the land; ``land:lon lat,...`` for the land within a ring
        that may be generous over water, ``land=CC+CC:...`` for that of some countries only, and
        ``belt:KM;lon lat,...`` for what lies within so many kilometres of a line; ``border:AF;PK``
        for the line between countries or units (``border:IN.12;PK.06+PK.07``). A form followed by
        ' within w s e n' is cut to that rectangle, and several forms joined by ' or ' are united.

        Raises
        ------
        BuildError
            If a form is not understood, names what is not there, or gives no shape.
        """
        import shapely

        parts = []
        for text in description.split(" or "):
            form, _, window = text.partition(" within ")
            part = self._part(where, form.strip())
            if window:
                part = tidied(shapely.clip_by_rect(part, *map(float, window.split())))
            parts.append(part)
        return parts[0] if len(parts) == 1 else tidied(shapely.union_all(parts))

    def _part(self, where: str, text: str) -> Any:
        import shapely

        form, _, value = text.partition(":")
        if form == "units":
            return on_grid(shapely.union_all(self._unit_shapes(where, value)))
        if form in {"countries", "continent"}:
            codes = self._continents[value] if form == "continent" else value.split("+")
            missing = [c for c in codes if c not in self._countries]
            if missing and form == "countries":
                raise BuildError(f"{where}: no country {', '.join(missing)}")
            whole = joined([self._countries[c] for c in codes if c in self._countries])
            # A region of countries is drawn on a map of the world: a coarse outline is enough.
            return on_grid(shapely.simplify(whole, 0.05))
        if form == "place":
            key = value.removeprefix("ne:")
            if key not in self._polygons:
                raise BuildError(f"{where}: no polygon {key!r}")
            return self._polygons[key].shape
        if form == "oblast":
            return self._oblast
        if form == "line":
            return shapely.LineString(read_points(where, value))
        if form == "ring":
            return ring(where, value)
        if form == "sea":
            return self._sea(where, value)
        if form.partition("=")[0] == "land":
            return self._coast(where, value, form.partition("=")[2])
        if form == "belt":
            return belt(where, value)
        if form == "border":
            return self._border(where, value)
        if form == "cut":
            return self._cut(where, value)
        raise BuildError(f"{where}: shape {text!r} is not understood")

    def _sea(self, where: str, value: str) -> Any:
        """The largest piece of water within a ring."""
        import shapely

        generous = ring(where, value)
        water = shapely.difference(generous, shapely.union_all(self._land_within(generous, "")))
        largest = max(shapely.get_parts([water]), key=lambda piece: piece.area, default=None)
        if largest is None or largest.is_empty:
            raise BuildError(f"{where}: there is no water within the ring")
        holes = [h for h in largest.interiors if shapely.Polygon(h).area >= LEAST_ISLET_SHARE * largest.area]
        return coarse(shapely.Polygon(largest.exterior, holes))

    def _coast(self, where: str, value: str, codes: str) -> Any:
        """The land within a ring, of some countries only if ``codes`` names them."""
        import shapely

        generous = ring(where, value)
        if missing := [c for c in codes.split("+") if c and c not in self._countries]:
            raise BuildError(f"{where}: no country {', '.join(missing)}")
        land = shapely.intersection(generous, shapely.union_all(self._land_within(generous, codes)))
        pieces = [p for p in shapely.get_parts([land]) if p.geom_type == "Polygon" and not p.is_empty]
        if not pieces:
            raise BuildError(f"{where}: there is no land within the ring")
        least = LEAST_ISLAND_SHARE * max(p.area for p in pieces)
        return coarse(shapely.MultiPolygon([p for p in pieces if p.area >= least]))

    def _land_within(self, shape: Any, codes: str) -> list[Any]:
        """The countries' land in a shape's box; only that is worth joining."""
        import shapely

        wanted = codes.split("+") if codes else sorted(self._countries)
        shapes = [self._countries[c] for c in wanted]
        near = [s for s in shapes if shapely.intersects(shapely.envelope(s), shape)]
        return list(shapely.make_valid(shapely.clip_by_rect(near, *shape.bounds)))

    def _unit_shapes(self, where: str, value: str) -> list[Any]:
        codes = value.split("+")
        if missing := [c for c in codes if c not in self._units]:
            raise BuildError(f"{where}: no unit with a polygon {', '.join(missing)}")
        return [s for c in codes for s in self._units[c]]

    def _border(self, where: str, value: str) -> Any:
        """The line where two sides, of countries or units, meet."""
        import shapely

        one, _, other = value.partition(";")
        sides = []
        for codes in (one, other):
            if "." in codes:
                sides.append(joined(self._unit_shapes(where, codes)))
            elif codes in self._countries:
                sides.append(self._countries[codes])
            else:
                raise BuildError(f"{where}: no country {codes!r}")
        line = shapely.intersection(*shapely.boundary(sides))
        pieces = [p for p in shapely.get_parts([line]) if p.geom_type == "LineString" and not p.is_empty]
        if not pieces:
            raise BuildError(f"{where}: {one} and {other} have no border")
        merged = shapely.line_merge(shapely.MultiLineString(pieces))
        return shapely.simplify(merged, FINEST_COAST)

    def _cut(self, where: str, value: str) -> Any:
        import shapely

        fields = dict(part.split("=", 1) for part in value.split(";"))
        lines = read_features(LINES)
        whole = on_grid(shapely.union_all(self._unit_shapes(where, fields["units"])))
        point = shapely.Point(*map(float, fields["at"].split()))
        pieces = cut_off(whole, lines[fields["line"]][1], point)
        if pieces is None:
            raise BuildError(f"{where}: the line {fields['line']} does not cut the units")
        return on_grid(pieces[0])

    @cached_property
    def _oblast(self) -> Any:
        """The former oblast: its edge comes in pieces whose ends meet only once they are snapped."""
        import shapely

        edge = shapely.line_merge(
            shapely.snap(*[read_features(LINES)[OBLAST][1]] * 2, tolerance=SNAP_DEGREES)
        )
        pieces = sorted(shapely.get_parts([edge]), key=lambda p: -p.length)
        ends = [pt for p in pieces for pt in (p.coords[0], p.coords[-1])]
        bridges = [
            shapely.LineString([a, b]) for i, a in enumerate(ends) for b in ends[i + 1 :]
            if 0 < shapely.Point(a).distance(shapely.Point(b)) <= SNAP_DEGREES
        ]  # fmt: skip
        faces = shapely.polygonize([shapely.node(shapely.union_all([*pieces, *bridges]))])
        found = list(shapely.get_parts([faces]))
        if not found:
            raise BuildError(f"{LINES}: the pieces of {OBLAST} do not close")
        return on_grid(max(found[0].geoms if hasattr(found[0], "geoms") else found, key=lambda p: p.area))

    def degrees_outside_country(self, lon: float, lat: float, country: str) -> float:
        """Degrees from a point to a country's polygon; 0 within it or if it has none."""
        import shapely

        shape = self._countries.get(country)
        return 0.0 if shape is None else float(shapely.distance(shape, shapely.Point(lon, lat)))

    def degrees_outside_unit(self, lon: float, lat: float, code: str) -> float:
        """Degrees from a point to a first-level unit's polygon; 0 within it or if it has none."""
        import shapely

        point = shapely.Point(lon, lat)
        return min((float(shapely.distance(s, point)) for s in self._units.get(code, [])), default=0.0)

    def unit_at(self, lon: float, lat: float, country: str) -> str:
        """Code of the country's first-level unit that contains a point, or ''."""
        import shapely

        codes, tree = self._unit_tree
        found = (codes[i] for i in tree.query(shapely.Point(lon, lat), predicate="within"))
        return min((c for c in found if c.startswith(f"{country}.")), default="")

    @cached_property
    def _unit_tree(self) -> tuple[list[str], Any]:
        """Codes of the first-level units' polygons, and the tree that finds their numbers."""
        import shapely

        pairs = [(code, shape) for code, shapes in sorted(self._units.items()) for shape in shapes]
        return [code for code, _ in pairs], shapely.STRtree([shape for _, shape in pairs])

    def check_overlap(self, where: str, name: str, shape: Any, countries: list[str]) -> None:
        """Fail if most of an authored shape, or of the land in it, lies outside its countries."""
        known = "+".join(c for c in countries if c in self._countries)
        if not known or shape.area == 0:
            return
        own = self._land_area(shape, known)
        # A sea has little land in it at all; what it has must be its own countries'.
        if own < LEAST_OVERLAP * shape.area and own < LEAST_OVERLAP * self._land_area(shape, ""):
            raise BuildError(f"{where}: most of {name} lies outside {' and '.join(countries)}")

    def _land_area(self, shape: Any, codes: str) -> float:
        """Square degrees of a shape that are land, of some countries only if ``codes`` names them."""
        import shapely

        return float(shapely.intersection(shape, shapely.union_all(self._land_within(shape, codes))).area)
