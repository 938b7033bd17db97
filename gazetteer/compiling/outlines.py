"""Shapes of authored places, from their short description in the tables."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from compiling.entries import BuildError
from compiling.shapes import LINES, cut_off, joined, on_grid
from compiling.sources import read_features
from compiling.units import Polygon

OBLAST = "former-ussr-oblast-in-1991.azerbaijan.azerbaijan"
# The pieces of the oblast's edge end within this many degrees of one another.
SNAP_DEGREES = 0.02
LEAST_OVERLAP = 0.3


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
        ``ring:lon lat,lon lat,...``, ``line:...``, ``cut:units=...;line=KEY;at=lon lat``; several
        joined by ' or ' are united, and ' within w s e n' at the end cuts the whole to a rectangle.
        """
        import shapely

        description, _, window = description.partition(" within ")
        parts = [self._part(where, text.strip()) for text in description.split(" or ")]
        whole = parts[0] if len(parts) == 1 else on_grid(shapely.union_all(parts))
        if window:
            whole = on_grid(shapely.clip_by_rect(whole, *map(float, window.split())))
        return whole

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
        if form in {"ring", "line"}:
            points = [tuple(map(float, pair.split())) for pair in value.split(",")]
            shape = shapely.Polygon(points) if form == "ring" else shapely.LineString(points)
            if not shape.is_valid:
                raise BuildError(f"{where}: the {form} crosses itself")
            return shape
        if form == "cut":
            return self._cut(where, value)
        raise BuildError(f"{where}: shape {text!r} is not understood")

    def _unit_shapes(self, where: str, value: str) -> list[Any]:
        codes = value.split("+")
        if missing := [c for c in codes if c not in self._units]:
            raise BuildError(f"{where}: no unit with a polygon {', '.join(missing)}")
        return [s for c in codes for s in self._units[c]]

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
        """Degrees from a point to a first-level unit's polygon; 0 within it, 999 if it has none."""
        import shapely

        point = shapely.Point(lon, lat)
        return min((float(shapely.distance(s, point)) for s in self._units.get(code, [])), default=999.0)

    def unit_at(self, lon: float, lat: float, country: str) -> str:
        """Code of the country's first-level unit that contains a point, or ''."""
        import shapely

        point = shapely.Point(lon, lat)
        for code in sorted(c for c in self._units if c.startswith(f"{country}.")):
            if any(shapely.contains(s, point) for s in self._units[code]):
                return code
        return ""

    def check_overlap(self, where: str, name: str, shape: Any, countries: list[str]) -> None:
        """Fail if most of an authored shape lies outside the countries that it claims."""
        import shapely

        own = shapely.union_all([self._countries[c] for c in countries if c in self._countries])
        if (
            not own.is_empty
            and shape.area > 0
            and shapely.intersection(shape, own).area < LEAST_OVERLAP * shape.area
        ):
            raise BuildError(f"{where}: most of {name} lies outside {' and '.join(countries)}")
