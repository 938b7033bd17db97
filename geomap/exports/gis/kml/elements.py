"""Elements of KML, in the order that its schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NAMESPACE = "http://www.opengis.net/kml/2.2"

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold: control characters and lone surrogates."""
    return _NO_XML.sub("\ufffd", text)


def add(parent: Element, name: str, text: str | None = None) -> Element:
    """Add an element, with plain text if there is any."""
    made = SubElement(parent, name)
    if text is not None:
        made.text = plain(text)
    return made


def folder(parent: Element, name: str) -> Element:
    """Add a folder."""
    made = add(parent, "Folder")
    add(made, "name", name)
    return made


def add_time(parent: Element, start: date | None, end: date | None) -> None:
    """Add a day or a span of days, open where it is; nothing if no day is known."""
    if start is None and end is None:
        return
    if start == end and start is not None:
        add(add(parent, "TimeStamp"), "when", start.isoformat())
        return
    span = add(parent, "TimeSpan")
    for name, day in (("begin", start), ("end", end)):
        if day is not None:
            add(span, name, day.isoformat())


def add_data(parent: Element, told: Iterable[tuple[str, str | None]]) -> None:
    """Add properties; one without a value is left out."""
    data = add(parent, "ExtendedData")
    for name, value in told:
        if value is not None:
            each = add(data, "Data")
            each.set("name", name)
            add(each, "value", value)


def add_geometry(parent: Element, shape: BaseGeometry) -> None:
    """Add a shape, longitude first; what has several parts is a MultiGeometry."""
    from shapely.geometry import Polygon

    if hasattr(shape, "geoms"):
        several = add(parent, "MultiGeometry")
        for part in shape.geoms:
            add_geometry(several, part)
    elif isinstance(shape, Polygon):
        polygon = add(parent, "Polygon")
        add(polygon, "tessellate", "1")
        rings = [("outerBoundaryIs", shape.exterior)]
        rings += [("innerBoundaryIs", ring) for ring in shape.interiors]
        for name, ring in rings:
            add(add(add(polygon, name), "LinearRing"), "coordinates", _coordinates(ring))
    else:
        made = add(parent, shape.geom_type)
        if shape.geom_type == "LineString":
            add(made, "tessellate", "1")
        add(made, "coordinates", _coordinates(shape))


def colour(value: str, opacity: float = 1.0) -> str:
    """KML's order of a colour ``#rrggbb``: alpha, blue, green, red."""
    return f"{round(opacity * 255):02x}{value[5:7]}{value[3:5]}{value[1:3]}".lower()


def serialise(root: Element) -> bytes:
    """The document as UTF-8, indented."""
    root.set("xmlns", NAMESPACE)
    indent(root, " ")
    # A bare carriage return would be read back as a line end.
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content.replace(b"\r", b"&#13;") + b"\n"


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.coords)


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
