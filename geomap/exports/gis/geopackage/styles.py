"""How QGIS shows the layers: with the signs of the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any
from xml.etree.ElementTree import Element

from geomap.exports.gis.geopackage import qml
from geomap.exports.gis.geopackage.layers import (
    AREAS,
    CIRCLES,
    CONTROL_AREAS,
    IN_SECTORS,
    LINES,
    LINES_OF_CONTACT,
    POINTS,
    SECTORS,
    Layer,
)
from geomap.exports.gis.signs import AREAS as AREA_LOOKS
from geomap.exports.gis.signs import badge_svg
from geomap.layers.families import Family
from geomap.model import Status

_SIZE = 26.0
"""Pixels of a sign."""
_BAND, _BAND_EDGE = "#2f7fb8", "#20639b"
_SHADES = (
    (0, 0, "0", 0.05),
    (1, 1, "1", 0.2),
    (2, 3, "2 to 3", 0.32),
    (4, 9, "4 to 9", 0.46),
    (10, 10**9, "10 or more", 0.6),
)
"""Of sectors by the number of incidents, as on the map."""
_DAYS = ("date_start", "date_end")
_HELD = ("valid_from", "valid_to")


def styles_for(layers: Iterable[Layer]) -> Iterator[tuple[str, str]]:
    """Yield the name and the QML of each layer that has a style."""
    for layer in layers:
        make = _STYLES.get(layer.name)
        if make is not None:
            yield layer.name, make(layer.rows)


def _by_sign(rows: Iterable[Mapping[str, Any]], kind: str) -> str:
    """The signs that occur, in the order of their definition."""
    draw = {"marker": _marker, "line": _line, "fill": _area}[kind]
    found = {row["sign"] for row in rows}
    categories = []
    for status, family in product(Status, Family):
        key = f"{status.value}-{family.value}"
        label = f"{status.value.capitalize()}: {family.value}"
        if key in found:
            categories.append((key, label, draw(status, family)))
        if f"{key}{IN_SECTORS}" in found:
            categories.append((f"{key}{IN_SECTORS}", f"{label}{IN_SECTORS}", _in_sectors(status, family)))
    return qml.style(qml.categorised("sign", categories), days=_DAYS)


def _marker(status: Status, family: Family) -> Element:
    return qml.symbol("marker", qml.picture_layer(badge_svg(family, status), _SIZE))


def _line(status: Status, family: Family) -> Element:
    look = AREA_LOOKS[status]
    middle = {"placements": "CentralPoint", "rotate": "0"}
    return qml.symbol(
        "line",
        qml.line_layer(look.colour, 5, look.dashes),
        qml.symbol_layer("MarkerLine", middle, _marker(status, family)),
    )


def _area(status: Status, family: Family) -> Element:
    look = AREA_LOOKS[status]
    ground = (
        qml.fill_layer(look.colour, look.opacity)
        if look.angle is None
        else qml.hatch_layer(look.colour, look.opacity, look.angle, look.spacing)
    )
    outline = qml.line_layer(look.colour, look.width, look.dashes)
    return qml.symbol("fill", ground, outline, _inside(status, family, everywhere=False))


def _in_sectors(status: Status, family: Family) -> Element:
    """A sign on each part of the ground, which the layer of sectors shades."""
    return qml.symbol("fill", _inside(status, family, everywhere=True))


def _inside(status: Status, family: Family, *, everywhere: bool) -> Element:
    options = {"point_on_surface": "1", "point_on_all_parts": "1" if everywhere else "0", "clip_points": "0"}
    return qml.symbol_layer("CentroidFill", options, _marker(status, family))


def _circles(_rows: Iterable[Mapping[str, Any]]) -> str:
    grey = "#4a4f55"
    return qml.style(
        qml.single(qml.symbol("fill", qml.fill_layer(grey, 0.06), qml.line_layer(grey, 1.4, (2, 4))))
    )


def _sectors(_rows: Iterable[Mapping[str, Any]]) -> str:
    ranges = [
        (
            low,
            high,
            label,
            qml.symbol("fill", qml.fill_layer(_BAND, opacity), qml.line_layer(_BAND_EDGE, 1.1)),
        )
        for low, high, label, opacity in _SHADES
    ]
    return qml.style(qml.graduated("incidents", ranges), label="name")


def _lines_of_contact(_rows: Iterable[Mapping[str, Any]]) -> str:
    # White under the dashes keeps them readable on every ground.
    contact = qml.symbol("line", qml.line_layer("#ffffff", 5), qml.line_layer("#1b1b1b", 2.4, (8, 5)))
    border = qml.symbol("line", qml.line_layer("#ffffff", 3.2), qml.line_layer("#5b5650", 1.6, (7, 3)))
    categories = [("contact", "Line of contact", contact), ("border", "Border", border)]
    return qml.style(qml.categorised("kind", categories), days=_HELD)


def _control_areas(rows: Iterable[Mapping[str, Any]]) -> str:
    """A colour for each party; what nobody is said to hold is only delimited."""
    colours = {row["party"]: row["colour"] for row in rows}
    categories = [
        (
            party,
            f"Held, as the source says, by {party}",
            qml.symbol("fill", qml.fill_layer(colour, 0.15), qml.line_layer(colour, 1)),
        )
        for party, colour in colours.items()
        if party is not None
    ]
    categories.append(("", "Delimited", qml.symbol("fill", qml.line_layer("#6b665e", 1.4, (1, 4)))))
    return qml.style(qml.categorised("party", categories), days=_HELD)


_STYLES: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], str]] = {
    POINTS: lambda rows: _by_sign(rows, "marker"),
    LINES: lambda rows: _by_sign(rows, "line"),
    AREAS: lambda rows: _by_sign(rows, "fill"),
    CIRCLES: _circles,
    SECTORS: _sectors,
    LINES_OF_CONTACT: _lines_of_contact,
    CONTROL_AREAS: _control_areas,
}
