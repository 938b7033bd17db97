"""A report's map as a matplotlib picture, and its sectors coloured by a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.exports.gis.signs import LOOKS
from geomap.exports.sector_days import sector_by_day
from geomap.layers import Family
from geomap.layers.arcs import turned
from geomap.model import Extraction, LonLat
from geomap.notebook.framing import StaticMap, frame_map
from geomap.notebook.looks import (
    BORDER,
    FILLS,
    HATCHES,
    INK,
    LABEL,
    LAND,
    QUIET,
    SECTOR,
    UNIT,
    WATER,
    sector_opacity,
)
from geomap.notebook.plots.axes import axes, load_pyplot
from geomap.notebook.plots.charts import check_value

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

_SIZE = (9.0, 6.4)
_MARKERS = {
    Family.BOMBARDMENT: "*",
    Family.AIR: "^",
    Family.FIGHTING: "X",
    Family.ATTACK: "s",
    Family.HARM: "P",
    Family.MOVEMENT: ">",
    Family.UNREST: "h",
    Family.DIPLOMACY: "D",
}
_NUMBER: dict[str, Any] = {"ha": "center", "va": "center", "fontweight": "bold", "zorder": 6}
_LINES: dict[str, dict[str, Any]] = {
    "first_level": {"color": UNIT, "linewidth": 0.7},
    "international": {"color": BORDER, "linewidth": 1.0},
    "disputed": {"color": BORDER, "linewidth": 1.0, "linestyle": (0, (3, 2))},
    "line": {"color": INK, "linewidth": 1.8},
}


def draw_map(
    extraction: Extraction, *, ax: Axes | None, title: str | None, index: PlaceIndex | None = None
) -> Axes:
    """Draw where the incidents lie; see `Plots.map`."""
    plot = axes(ax, size=_SIZE)
    picture = frame_map(extraction, index)
    _draw_ground(plot, picture)
    for drawing in picture.drawings:
        if drawing.status is not None:
            look = LOOKS[drawing.status]
            _fill(
                plot,
                drawing.shape,
                facecolor=(look.colour, FILLS[drawing.status]),
                edgecolor=look.colour,
                hatch=HATCHES[drawing.status],
                linewidth=1.3,
                linestyle=(0, look.dashes) if look.dashes else "solid",
                zorder=3,
            )
    for badge in picture.badges:
        look = LOOKS[badge.status]
        lon = turned(badge.at.lon, picture.frame.west)
        ring = (0, tuple(look.dashes)) if look.dashes else "solid"
        plot.scatter(
            [lon],
            [badge.at.lat],
            s=190,
            facecolor="#ffffff",
            edgecolor=look.colour,
            linewidth=1.8,
            linestyle=ring,
            zorder=5,
        )
        if badge.number == 1:
            face = look.colour if look.solid else "#ffffff"
            plot.scatter(
                [lon],
                [badge.at.lat],
                s=52,
                marker=_MARKERS[badge.family],
                facecolor=face,
                edgecolor=look.colour,
                linewidth=0.9,
                zorder=6,
            )
        else:
            plot.text(lon, badge.at.lat, f"{badge.number:,}", color=INK, fontsize=8, **_NUMBER)
    _draw_names(plot, picture)
    _legend(plot, picture)
    left = picture.left_out()
    _finish(
        plot,
        picture,
        picture.title if title is None else title,
        f"not in the picture: {left}" if left else "",
    )
    return plot


def draw_sector_map(extraction: Extraction, *, value: str, ax: Axes | None, title: str | None) -> Axes:
    """Draw the sectors by a number; see `Plots.sector_map`."""
    if not extraction.sectors:
        raise UsageError(
            "the report has no sectors", where="plot.sector_map", hint="plot() draws the map without"
        )
    table = sector_by_day(extraction)
    check_value(table, value)
    numbers = table.dropna(subset=["sector"]).groupby(["theatre", "sector"])[value].sum()
    plot = axes(ax, size=_SIZE)
    picture = frame_map(extraction)
    _draw_ground(plot, picture, sectors=False)
    from matplotlib.colors import Normalize  # after axes() has told whether it is there

    shade = Normalize(0, max(1.0, float(numbers.max())))
    colours = load_pyplot().get_cmap("OrRd")
    middles: list[LonLat] = []
    for drawing in picture.drawings:
        if drawing.number is None:
            continue
        sector = extraction.sectors[drawing.number]
        number = float(numbers.get((sector.theatre, sector.id), 0))
        face = (*colours(shade(number))[:3], 0.85)
        _fill(plot, drawing.shape, facecolor=face, edgecolor=SECTOR, linewidth=0.8, zorder=3)
        middle = drawing.shape.representative_point()
        middles.append(LonLat(turned(middle.x, -180.0), middle.y))
        ink = "#ffffff" if shade(number) > 0.6 else INK
        plot.text(middle.x, middle.y, f"{number:g}", color=ink, fontsize=11, **_NUMBER)
    plot.figure.colorbar(
        load_pyplot().cm.ScalarMappable(shade, colours), ax=plot, shrink=0.6, label=value.replace("_", " ")
    )
    _draw_names(plot, picture, middles)
    without = table[table["sector"].isna()][value].sum()
    _finish(
        plot,
        picture,
        f"{value.replace('_', ' ').capitalize()} by sector" if title is None else title,
        f"in no sector: {without:g}" if without else "",
    )
    return plot


def _draw_ground(plot: Axes, picture: StaticMap, *, sectors: bool = True) -> None:
    plot.set_facecolor(WATER)
    for drawing in picture.drawings:
        if drawing.kind == "land":
            _fill(plot, drawing.shape, facecolor=LAND, edgecolor="none", zorder=1)
        elif drawing.kind == "sector" and sectors:
            _fill(
                plot,
                drawing.shape,
                facecolor=(SECTOR, sector_opacity(drawing.share)),
                edgecolor=(SECTOR, 0.4),
                linewidth=0.8,
                zorder=2.5,
            )
        elif drawing.kind in _LINES:
            _stroke(plot, drawing.shape, zorder=2, **_LINES[drawing.kind])


def _draw_names(plot: Axes, picture: StaticMap, avoid: Sequence[LonLat] | None = None) -> None:
    from matplotlib.patheffects import withStroke

    frame, halo = picture.frame, [withStroke(linewidth=2.2, foreground="#ffffff")]
    wide = frame.east - frame.west
    for town in picture.towns:
        plot.plot(
            [turned(town.at.lon, frame.west)], [town.at.lat], ".", color=LABEL, markersize=3.5, zorder=4
        )
    sides = {"start": "left", "middle": "center", "end": "right"}
    for label in picture.labels(avoid):
        lon, lat = frame.west + label.x * wide, frame.north - label.y * wide / picture.stretch
        name = plot.text(lon, lat, label.text, fontsize=8, ha=sides[label.anchor], va="center", zorder=7)
        name.set(color=SECTOR if label.kind == "sector" else LABEL, path_effects=halo, parse_math=False)
        name.set_fontweight("normal" if label.kind == "town" else "bold")


def _legend(plot: Axes, picture: StaticMap) -> None:
    """Statuses and families that are in the picture."""
    from matplotlib.lines import Line2D

    statuses = [s for s in LOOKS if any(b.status is s for b in picture.badges)]
    families = [f for f in Family if any(b.family is f and b.number == 1 for b in picture.badges)]
    ring: dict[str, Any] = {
        "marker": "o",
        "linestyle": "none",
        "markerfacecolor": "#ffffff",
        "markeredgewidth": 1.8,
    }
    handles = [Line2D([], [], markeredgecolor=LOOKS[s].colour, label=s.value, **ring) for s in statuses]
    handles += [
        Line2D([], [], marker=_MARKERS[f], linestyle="none", color=QUIET, label=f.value) for f in families
    ]
    if handles:
        plot.legend(handles=handles, fontsize=8, loc="best", framealpha=0.9)


def _finish(plot: Axes, picture: StaticMap, title: str, note: str) -> None:
    frame = picture.frame
    plot.set_xlim(frame.west, frame.east)
    plot.set_ylim(frame.south, frame.north)
    plot.set_aspect(picture.stretch)
    plot.set_xticks([])
    plot.set_yticks([])
    plot.set_title(title, loc="left", parse_math=False)
    plot.set_xlabel(note, fontsize=8, color=QUIET, loc="left")


def _fill(plot: Axes, shape: BaseGeometry, **style: Any) -> None:
    """Fill an area, its holes left out."""
    import numpy as np
    import shapely
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rings = [
        shapely.get_coordinates(ring)
        for part in shapely.get_parts(shapely.get_parts([shape]))
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings]
        plot.add_patch(PathPatch(Path(np.concatenate(rings), np.concatenate(codes)), **style))


def _stroke(plot: Axes, shape: BaseGeometry, **style: Any) -> None:
    import shapely

    for part in shapely.get_parts(shapely.get_parts([shape])):
        if part.geom_type == "LineString":
            corners = shapely.get_coordinates(part)
            plot.plot(corners[:, 0], corners[:, 1], **style)
