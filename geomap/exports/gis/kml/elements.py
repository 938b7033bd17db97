"""Elements of KML, in the order that its schema asks for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NAMESPACE = "http://www.opengis.net/kml/2.2"

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold: control characters and lone surrogates."""
    return _NO_XML.sub("\ufffd", text)


class KmlWriter:
    """Writes a document from its beginning to its end, a line for each tag, indented.

    A tree of elements would take five times as much memory: of most incidents forty properties are written.
    """

    def __init__(self) -> None:
        self._parts = ["<?xml version='1.0' encoding='utf-8'?>\n"]
        self._indent = ""

    @contextmanager
    def within(self, name: str, **attributes: str) -> Iterator[None]:
        """Open an element, and close it after the block, which writes what it holds."""
        told = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
        before = self._indent
        self._parts.append(f"{before}<{name}{told}>\n")
        self._indent = f"{before} "
        yield
        self._indent = before
        self._parts.append(f"{before}</{name}>\n")

    def add(self, name: str, text: str) -> None:
        """Write an element with plain text."""
        self._parts.append(f"{self._indent}{_element(name, text)}\n")

    @contextmanager
    def folder(self, name: str) -> Iterator[None]:
        """Open a folder, and close it after the block."""
        with self.within("Folder"):
            self.add("name", name)
            yield

    def add_time(self, start: date | None, end: date | None) -> None:
        """Write a day or a span of days, open where it is; nothing if no day is known."""
        if start is None and end is None:
            return
        if start == end and start is not None:
            with self.within("TimeStamp"):
                self.add("when", start.isoformat())
            return
        with self.within("TimeSpan"):
            for name, day in (("begin", start), ("end", end)):
                if day is not None:
                    self.add(name, day.isoformat())

    def add_data(self, told: Iterable[tuple[str, str | None]]) -> None:
        """Write properties; one without a value is left out."""
        with self.within("ExtendedData"):
            # In one piece each: they are nine tenths of a document.
            first, second = self._indent, f"{self._indent} "
            self._parts += [
                f'{first}<Data name="{name}">\n{second}{_element("value", value)}\n{first}</Data>\n'
                for name, value in told
                if value is not None
            ]

    def add_geometry(self, shape: BaseGeometry) -> None:
        """Write a shape, longitude first; what has several parts is a MultiGeometry."""
        from shapely.geometry import Polygon

        if hasattr(shape, "geoms"):
            with self.within("MultiGeometry"):
                for part in shape.geoms:
                    self.add_geometry(part)
        elif isinstance(shape, Polygon):
            rings = [("outerBoundaryIs", shape.exterior)]
            rings += [("innerBoundaryIs", ring) for ring in shape.interiors]
            with self.within("Polygon"):
                self.add("tessellate", "1")
                for name, ring in rings:
                    with self.within(name), self.within("LinearRing"):
                        self.add("coordinates", _coordinates(ring))
        else:
            with self.within(shape.geom_type):
                if shape.geom_type == "LineString":
                    self.add("tessellate", "1")
                self.add("coordinates", _coordinates(shape))

    def content(self) -> bytes:
        """What was written, as UTF-8."""
        return "".join(self._parts).encode("utf-8")


def colour(value: str, opacity: float = 1.0) -> str:
    """KML's order of a colour ``#rrggbb``: alpha, blue, green, red."""
    return f"{round(opacity * 255):02x}{value[5:7]}{value[3:5]}{value[1:3]}".lower()


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>" if text else f"<{name} />"


def _escaped(text: str) -> str:
    """Text of an element, or of an attribute without line ends and tabs."""
    # A bare carriage return would be read back as a line end.
    # As xml.sax.saxutils.escape, which would import urllib.request and with it http and ssl.
    return html.escape(plain(text), quote=False).replace("\r", "&#13;")


def _coordinates(shape: BaseGeometry) -> str:
    import shapely

    return " ".join(f"{_number(x)},{_number(y)}" for x, y in shapely.get_coordinates(shape).tolist())


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
