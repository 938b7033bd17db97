"""A map that stands still: what of a report lies in a frame, in the order in which it is drawn.

Both the small picture in SVG and matplotlib's map are drawn from it. Coordinates are decimal degrees
(WGS 84), longitude first; east of the 180th meridian they go on beyond 180.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.layers import Bounds, Family, MapLayers, build_layers
from geomap.layers.arcs import turned
from geomap.layers.ground import CARE
from geomap.model import Extraction, LonLat, Status
from geomap.notebook.labelling import Label, Wanted, place_labels

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

MOST_INCIDENTS = 5_000
"""A picture shows no more incidents: the first of the report."""
_MARGIN = 0.12
"""The share of the view's size that is left around it."""
_TOWNS = 14
_SECTORS_WITH_NAME = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape of the picture, cut to its frame.

    ``kind`` is ``land``, ``first_level``, ``international``, ``disputed``, ``sector``, ``line`` or
    ``area``; an area has a ``status``, a sector its ``number`` among the extraction's, its ``label`` at
    ``label_at`` and its ``share`` of the incidents of the sector with most of them, 0 to 1.
    """

    kind: str
    shape: BaseGeometry
    status: Status | None = None
    label: str = ""
    label_at: LonLat | None = None
    share: float = 0.0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """Incidents at one place: their number, the status that decides the look, the commonest family.

    One that lies in several sectors stands in each of them.
    """

    at: LonLat
    number: int
    status: Status
    family: Family


@dataclass(frozen=True, slots=True)
class TownLabel:
    """A town and its name."""

    at: LonLat
    name: str
    capital: bool


@dataclass(frozen=True, slots=True)
class StaticMap:
    """All that a picture shows, within ``frame``.

    Of ``total`` incidents the first ``shown`` were laid out; ``placed`` of these stand in the picture,
    ``elsewhere`` lie outside of it, and the others have no place.
    """

    title: str
    frame: Bounds
    drawings: tuple[Drawing, ...]
    badges: tuple[Badge, ...]
    towns: tuple[TownLabel, ...]
    placed: int
    elsewhere: int
    shown: int
    total: int

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is than one of longitude in the middle of the frame."""
        return 1 / max(0.05, math.cos(math.radians((self.frame.south + self.frame.north) / 2)))

    @property
    def height(self) -> float:
        """Of the picture, in shares of its width."""
        return (self.frame.north - self.frame.south) * self.stretch / (self.frame.east - self.frame.west)

    def at(self, point: LonLat) -> tuple[float, float]:
        """Where a point lies, in shares of the picture's width from its left and upper edge."""
        frame = self.frame
        wide = frame.east - frame.west
        return (turned(point.lon, frame.west) - frame.west) / wide, (
            frame.north - point.lat
        ) * self.stretch / wide

    def labels(self, avoid: Iterable[LonLat] | None = None) -> tuple[Label, ...]:
        """Names of sectors (``sector``), towns (``town``) and capitals (``capital``) that have room.

        They keep clear of the badges, or of the points to avoid if such are given.
        """
        wanted = [
            Wanted(drawing.label, "sector", *self.at(drawing.label_at), beside=False)
            for drawing in self.drawings
            if drawing.label and drawing.label_at is not None
        ]
        towns = [Wanted(t.name, "capital" if t.capital else "town", *self.at(t.at)) for t in self.towns]
        points = (badge.at for badge in self.badges) if avoid is None else avoid
        return place_labels([*wanted, *towns], map(self.at, points), height=self.height)

    def left_out(self) -> str:
        """What the picture does not show, in words; empty if it shows all."""
        told = [f"{self.elsewhere:,} with a place outside of the picture"] if self.elsewhere else []
        without = self.shown - self.elsewhere - self.placed
        told += [f"{without:,} without a place"] if without > 0 else []
        told += [f"only the first {self.shown:,} of {self.total:,}"] if self.shown < self.total else []
        return "; ".join(told)


def frame_map(
    extraction: Extraction, index: PlaceIndex | None = None, *, aspect: float = 1.5, cell: float = 0.028
) -> StaticMap:
    """Lay out a picture of where the incidents of an extraction lie.

    Parameters
    ----------
    extraction
        What was found; of more than `MOST_INCIDENTS` incidents the first are shown.
    index
        The gazetteer for the ground; the installed one if not given.
    aspect
        Width of the picture by its height.
    cell
        Signs nearer to one another than this share of the picture's width are one.
    """
    from dataclasses import replace

    from geomap.gazetteer.index import PlaceIndex

    total = len(extraction.incidents)
    if total > MOST_INCIDENTS:
        extraction = replace(extraction, incidents=tuple(extraction.incidents[:MOST_INCIDENTS]))
    layers = build_layers(extraction, index or PlaceIndex.installed(), quotes="none")
    frame = _frame(layers.view.bounds, aspect)
    badges = _badges(layers, frame, (frame.east - frame.west) * cell)
    inside = [any(frame.contains(point) for point in sign.anchors) for sign in layers.signs]
    outside = [bool(sign.anchors) and not within for sign, within in zip(layers.signs, inside, strict=True)]
    return StaticMap(
        title=layers.title,
        frame=frame,
        drawings=tuple(_drawings(layers, frame)),
        badges=badges,
        towns=_towns(layers, frame),
        placed=sum(inside),
        elsewhere=sum(outside),
        shown=len(extraction.incidents),
        total=total,
    )


def _frame(view: Bounds, aspect: float) -> Bounds:
    """The view with a margin, widened to the picture's aspect."""
    middle = (view.south + view.north) / 2
    shrink = max(0.05, math.cos(math.radians(middle)))
    width, height = (view.east - view.west) * (1 + 2 * _MARGIN), (view.north - view.south) * (1 + 2 * _MARGIN)
    width = min(360.0, max(width, height * aspect / shrink))
    height = max(height, width * shrink / aspect)
    centre = (view.west + view.east) / 2
    south = max(-90.0, middle - height / 2)
    north = min(90.0, south + height)
    return Bounds(centre - width / 2, south, centre + width / 2, north)


def _drawings(layers: MapLayers, frame: Bounds) -> Iterator[Drawing]:
    import shapely

    cut = _Cut(frame)
    base: dict[str, list[BaseGeometry]] = {}
    for shape in layers.basemap.shapes:
        base.setdefault(shape.kind, []).append(_shape(shape.geometry))
    for kind in ("land", "first_level", "international", "disputed"):
        parts = [part for shape in base.get(kind, ()) if (part := cut(shape)) is not None]
        if parts:
            # Land is one shape, since its parts are cut at the edges of ground drawn in detail.
            whole = shapely.union_all([shapely.buffer(p, 1e-4) for p in parts]) if kind == "land" else None
            yield Drawing(kind, whole if whole is not None else shapely.GeometryCollection(parts))
    most = max((len(sector.signs) for sector in layers.sectors), default=0) or 1
    for number, sector in enumerate(layers.sectors):
        band = cut(sector.band.to_shapely())
        if band is not None:
            named = sector.name if number < _SECTORS_WITH_NAME else ""
            at, share = _inside(sector.label_at, frame), len(sector.signs) / most
            yield Drawing("sector", band, label=named, label_at=at, share=share, number=number)
    for line in layers.lines:
        if not line.border and _held(line.valid_from, line.valid_to, layers):
            part = cut(line.geometry.to_shapely())
            if part is not None:
                yield Drawing("line", part)
    for hit in layers.hits:
        if not hit.wide:
            part = cut(hit.geometry.to_shapely())
            if part is not None:
                yield Drawing("area", part, status=hit.status)


def _held(first: date | None, last: date | None, layers: MapLayers) -> bool:
    """Whether a line held on the day of the map."""
    day = layers.as_of
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


class _Cut:
    """Cuts shapes to a frame, on whichever side of the 180th meridian they are written."""

    def __init__(self, frame: Bounds) -> None:
        import shapely

        self._box = shapely.box(frame.west, frame.south, frame.east, frame.north)
        self._finest = (frame.east - frame.west) / 1500
        self._turns = [turn for turn in (-360.0, 0.0, 360.0) if self._touches(frame, turn)]

    @staticmethod
    def _touches(frame: Bounds, turn: float) -> bool:
        return frame.west < 181.0 + turn and frame.east > -181.0 + turn

    def __call__(self, shape: BaseGeometry) -> BaseGeometry | None:
        import shapely
        from shapely.affinity import translate

        parts = []
        for turn in self._turns:
            moved = translate(shape, xoff=turn) if turn else shape
            part = shapely.intersection(shapely.make_valid(moved), self._box)
            if not part.is_empty:
                parts.append(shapely.simplify(part, self._finest))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _shape(geometry: Mapping[str, Any]) -> BaseGeometry:
    import shapely

    return shapely.geometry.shape(dict(geometry))


def _inside(point: LonLat, frame: Bounds) -> LonLat | None:
    return point if frame.contains(point) else None


def _badges(layers: MapLayers, frame: Bounds, cell: float) -> tuple[Badge, ...]:
    """Signs that stand in the frame, those of one cell together."""
    groups: dict[tuple[int, int], dict[int, LonLat]] = {}
    for position, sign in enumerate(layers.signs):
        for point in sign.anchors:
            if frame.contains(point):
                key = (round(turned(point.lon, frame.west) / cell), round(point.lat / cell))
                groups.setdefault(key, {}).setdefault(position, point)
    badges = []
    for group in groups.values():
        signs = [layers.signs[position] for position in group]
        present = {sign.status for sign in signs}
        # The place of most of them: a mean of several would be a point where nothing is.
        (lon, lat), _ = Counter((point.lon, point.lat) for point in group.values()).most_common(1)[0]
        family = Counter(sign.family for sign in signs).most_common(1)[0][0]
        status = next(each for each in CARE if each in present)
        badges.append(Badge(LonLat(lon, lat), len(signs), status, family))
    return tuple(sorted(badges, key=lambda badge: (badge.number, badge.at.lat)))


def _towns(layers: MapLayers, frame: Bounds) -> tuple[TownLabel, ...]:
    """The most important towns of the frame that do not stand on one another."""
    chosen: list[TownLabel] = []
    wide, high = (frame.east - frame.west), (frame.north - frame.south)
    for town in sorted(layers.basemap.towns, key=lambda town: town.rank):
        if len(chosen) == _TOWNS:
            break
        at = town.point
        near = any(
            abs(turned(at.lon, frame.west) - turned(other.at.lon, frame.west)) < 0.14 * wide
            and abs(at.lat - other.at.lat) < 0.05 * high
            for other in chosen
        )
        if frame.contains(at) and not near:
            chosen.append(TownLabel(at, town.label, town.capital))
    return tuple(chosen)
