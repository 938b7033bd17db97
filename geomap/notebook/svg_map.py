"""The small map of a report as SVG: a picture without script, the same bytes for the same report."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geomap.exports.gis.kml.elements import plain
from geomap.exports.gis.signs import LOOKS, badge_elements
from geomap.model import LonLat
from geomap.notebook.framing import StaticMap
from geomap.notebook.looks import BORDER, FILLS, INK, LABEL, LAND, SECTOR, UNIT, WATER, sector_opacity

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WIDTH = 560
"""Pixels."""
_LINES = {
    "first_level": f'fill="none" stroke="{UNIT}" stroke-width="0.7"',
    "international": f'fill="none" stroke="{BORDER}" stroke-width="1"',
    "disputed": f'fill="none" stroke="{BORDER}" stroke-width="1" stroke-dasharray="3 2"',
    "line": f'fill="none" stroke="{INK}" stroke-width="1.8"',
}


def svg_map(picture: StaticMap, *, width: int = WIDTH) -> str:
    """The picture as an SVG document, ``width`` pixels wide."""
    return "".join(_Writer(picture, width).document())


def as_data_address(svg: str) -> str:
    """An SVG document as a ``data:`` address, in which no script runs and nothing is loaded."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


_SECTOR = f'fill="{SECTOR}" stroke="{SECTOR}" stroke-opacity="0.4"'
_NAMES = {
    "town": f'fill="{LABEL}"',
    "capital": f'fill="{LABEL}" font-weight="600"',
    "sector": f'fill="{SECTOR}" font-weight="700"',
}
_HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="2.5" stroke-linejoin="round"'


class _Writer:
    def __init__(self, picture: StaticMap, width: int) -> None:
        self._picture = picture
        self._scale = width / (picture.frame.east - picture.frame.west)
        self._width = width
        self._height = round(picture.height * width)

    def document(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self._width}" height="{self._height}" '
            f'viewBox="0 0 {self._width} {self._height}" font-family="sans-serif" role="img">'
            f"<title>{_text(self._picture.title)}</title>"
            f'<rect width="100%" height="100%" fill="{WATER}"/>'
        )
        for drawing in self._picture.drawings:
            path = self._path(drawing.shape)
            if drawing.kind == "land":
                yield f'<path d="{path}" fill="{LAND}"/>'
            elif drawing.kind == "sector":
                yield f'<path d="{path}" {_SECTOR} fill-opacity="{sector_opacity(drawing.share):.2f}"/>'
            elif drawing.status is not None:
                look = LOOKS[drawing.status]
                yield (
                    f'<path d="{path}" fill="{look.colour}" fill-opacity="{FILLS[drawing.status]}" '
                    f'stroke="{look.colour}" stroke-width="1.4"{_dashes(look.dashes)}/>'
                )
            else:
                yield f'<path d="{path}" {_LINES[drawing.kind]}/>'
        yield from self._names()
        yield from self._signs()
        yield "</svg>"

    def _names(self) -> Iterator[str]:
        for town in self._picture.towns:
            x, y = self._at(town.at)
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{LABEL}"/>'
        for label in self._picture.labels():
            yield (
                f'<text x="{label.x * self._width:.1f}" y="{label.y * self._width + 3.5:.1f}" '
                f'text-anchor="{label.anchor}" font-size="10" {_NAMES[label.kind]} {_HALO}>'
                f"{_text(label.text)}</text>"
            )

    def _signs(self) -> Iterator[str]:
        for badge in self._picture.badges:
            x, y = self._at(badge.at)
            if badge.number == 1:
                size, inside = 0.72, badge_elements(badge.family, badge.status)
            else:
                look = LOOKS[badge.status]
                ring = f'<circle r="12.6" fill="#ffffff" stroke="{look.colour}" stroke-width="2.4"'
                size, inside = 0.95, f"{ring}{_dashes(look.dashes)}/>{_number(badge.number)}"
            yield f'<g transform="translate({x:.1f} {y:.1f}) scale({size})">{inside}</g>'

    def _at(self, point: LonLat) -> tuple[float, float]:
        x, y = self._picture.at(point)
        return x * self._width, y * self._width

    def _path(self, shape: BaseGeometry) -> str:
        """The rings and lines of a shape as one path, to a tenth of a pixel."""
        import shapely

        frame, told = self._picture.frame, []
        for part in shapely.get_parts(shapely.get_parts([shape])):
            closed = part.geom_type == "Polygon"
            if not closed and part.geom_type != "LineString":
                continue  # a point where a shape only touches the frame
            for ring in [part.exterior, *part.interiors] if closed else [part]:
                corners = shapely.get_coordinates(ring)
                x = ((corners[:, 0] - frame.west) * self._scale).round(1)
                y = ((frame.north - corners[:, 1]) * self._scale * self._picture.stretch).round(1)
                pairs = [f"{a:g},{b:g}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]
                told.append(f"M{'L'.join(pairs)}{'Z' if closed else ''}")
        return "".join(told)


def _number(count: int) -> str:
    shown = _short(count)
    return f'<text y="4.2" text-anchor="middle" font-size="12" font-weight="700" fill="{INK}">{shown}</text>'


def _dashes(lengths: tuple[float, float] | None) -> str:
    return f' stroke-dasharray="{" ".join(f"{each:g}" for each in lengths)}"' if lengths else ""


def _short(number: int) -> str:
    return str(number) if number < 1000 else f"{number // 1000}k"


def _text(text: str) -> str:
    """Text of an XML document; what XML cannot hold is left out."""
    return html.escape(plain(text).replace("\ufffd", ""), quote=False)
