"""Elements of QML, in which QGIS keeps the style of a layer."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from geomap.exports.gis.kml.elements import plain

MILLIMETRES = 25.4 / 96
"""Of a pixel of the map, so that signs keep their size on paper."""

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def millimetres(pixels: float) -> str:
    """Pixels of the map as millimetres."""
    return f"{pixels * MILLIMETRES:.3f}"


def rgba(colour: str, opacity: float = 1.0) -> str:
    """A colour ``#rrggbb`` as QGIS writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def symbol(kind: str, *layers: Element, opacity: float = 1.0) -> Element:
    """A symbol (``marker``, ``line`` or ``fill``) of layers, from below."""
    made = Element("symbol", {"type": kind, "alpha": f"{opacity:g}", "clip_to_extent": "1", "force_rhr": "0"})
    made.extend(layers)
    return made


def symbol_layer(kind: str, options: Mapping[str, str], part: Element | None = None) -> Element:
    """A layer of a symbol; ``part`` is the symbol that it repeats or places, if it does."""
    made = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    held = SubElement(made, "Option", {"type": "Map"})
    for name, value in options.items():
        SubElement(held, "Option", {"name": name, "type": "QString", "value": value})
    if part is not None:
        part.set("name", "@0@0")
        made.append(part)
    return made


def line_layer(colour: str, width: float, dashes: tuple[float, float] | None = None) -> Element:
    """A stroke, its width and dashes in pixels of the map."""
    options = {
        "line_color": rgba(colour),
        "line_width": millimetres(width),
        "line_width_unit": "MM",
        "line_style": "solid",
        "capstyle": "flat",
        "joinstyle": "round",
    }
    if dashes is not None:
        pattern = ";".join(millimetres(each) for each in dashes)
        options |= {"customdash": pattern, "customdash_unit": "MM", "use_custom_dash": "1"}
    return symbol_layer("SimpleLine", options)


def fill_layer(colour: str, opacity: float) -> Element:
    """A plain ground without an outline."""
    return symbol_layer(
        "SimpleFill", {"color": rgba(colour, opacity), "style": "solid", "outline_style": "no"}
    )


def hatch_layer(colour: str, opacity: float, angle: float, spacing: float) -> Element:
    """Parallel lines over a ground; spacing in pixels of the map."""
    options = {
        "angle": f"{angle:g}",
        "distance": millimetres(spacing),
        "distance_unit": "MM",
        "line_width": millimetres(1.3),
    }
    stroke = symbol("line", line_layer(colour, 1.3), opacity=opacity)
    return symbol_layer("LinePatternFill", options, stroke)


def picture_layer(svg: str, size: float) -> Element:
    """A marker from a picture that the style carries along."""
    carried = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return symbol_layer(
        "SvgMarker",
        {
            "name": f"base64:{carried}",
            "size": millimetres(size),
            "size_unit": "MM",
            "scale_method": "diameter",
        },
    )


def single(sign: Element) -> Element:
    """A renderer of one symbol for all."""
    made = Element("renderer-v2", {"type": "singleSymbol", "symbollevels": "0", "enableorderby": "0"})
    sign.set("name", "0")
    SubElement(made, "symbols").append(sign)
    return made


def categorised(field: str, categories: Sequence[tuple[str, str, Element]]) -> Element:
    """A renderer by the values of a field: (value, label, symbol)."""
    made = Element(
        "renderer-v2", {"type": "categorizedSymbol", "attr": field, "symbollevels": "0", "enableorderby": "0"}
    )
    held, symbols = SubElement(made, "categories"), SubElement(made, "symbols")
    for number, (value, label, sign) in enumerate(categories):
        SubElement(
            held,
            "category",
            {
                "value": plain(value),
                "label": _legend(label),
                "symbol": str(number),
                "render": "true",
                "type": "string",
            },
        )
        sign.set("name", str(number))
        symbols.append(sign)
    return made


def _legend(text: str) -> str:
    """Text for a legend, in which QGIS computes what stands between '[%' and '%]'."""
    return plain(text).replace("[%", "[ %")


def graduated(field: str, ranges: Sequence[tuple[int, int, str, Element]]) -> Element:
    """A renderer by ranges of a field's numbers: (lowest, highest, label, symbol)."""
    made = Element(
        "renderer-v2", {"type": "graduatedSymbol", "attr": field, "graduatedMethod": "GraduatedColor"}
    )
    held, symbols = SubElement(made, "ranges"), SubElement(made, "symbols")
    for number, (low, high, label, sign) in enumerate(ranges):
        # QGIS takes the first range that holds a number.
        bounds = {"lower": f"{low}.0", "upper": f"{high}.0"}
        SubElement(held, "range", {**bounds, "label": label, "symbol": str(number), "render": "true"})
        sign.set("name", str(number))
        symbols.append(sign)
    return made


def style(renderer: Element, *, label: str | None = None, days: tuple[str, str] | None = None) -> str:
    """A whole style.

    Parameters
    ----------
    renderer
        How features are drawn.
    label
        The field that labels them, or None.
    days
        The fields of the first and last day, by which QGIS steps through time.
    """
    parts = "Symbology|Labeling|Temporal"
    root = Element(
        "qgis", {"version": "3.22.0", "styleCategories": parts, "labelsEnabled": "1" if label else "0"}
    )
    if days is not None:
        start, end = days
        times = {"enabled": "1", "mode": "2", "startField": start, "endField": end, "accumulate": "0"}
        rest = {"limitMode": "1", "durationUnit": "days", "durationField": "", "fixedDuration": "0"}
        SubElement(root, "temporal", {**times, **rest, "startExpression": "", "endExpression": ""})
    root.append(renderer)
    if label is not None:
        held = SubElement(SubElement(root, "labeling", {"type": "simple"}), "settings")
        text = {"fieldName": label, "fontSize": "9", "fontSizeUnit": "Point", "namedStyle": "Bold"}
        written = SubElement(held, "text-style", text | {"textColor": rgba("#0b4a7d"), "textOpacity": "1"})
        halo = {
            "bufferDraw": "1",
            "bufferSize": "0.8",
            "bufferSizeUnits": "MM",
            "bufferColor": rgba("#ffffff"),
        }
        SubElement(written, "text-buffer", halo | {"bufferOpacity": "1"})
        SubElement(held, "placement", {"placement": "1", "centroidInside": "1"})
    return _DOCTYPE + tostring(root, encoding="unicode") + "\n"
