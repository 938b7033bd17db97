"""A sign as SVG of the tiny kind that QGIS draws: no patterns, no clipping."""

from __future__ import annotations

from geomap.exports.gis.signs.looks import (
    EDGE,
    HALF,
    HALO,
    HATCH_WIDTH,
    LOOKS,
    OUTLINE,
    RING,
    SHAPES,
    STROKE,
    hatch,
)
from geomap.layers.families import Family
from geomap.model import Status


def badge_svg(family: Family, status: Status) -> str:
    """The sign of one incident, 30 by 30 units."""
    box = f"{-HALF:g} {-HALF:g} {2 * HALF:g} {2 * HALF:g}"
    root = f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" viewBox="{box}">'
    return f"{root}{badge_elements(family, status)}</svg>"


def badge_elements(family: Family, status: Status) -> str:
    """What the sign is made of, around (0, 0)."""
    look = LOOKS[status]
    dashes = f' stroke-dasharray="{look.dashes[0]} {look.dashes[1]}"' if look.dashes else ""
    parts = [
        f'<circle r="{HALO}" fill="#ffffff" fill-opacity="0.92"/>',
        f'<circle r="{RING}" fill="{look.fill}"/>',
    ]
    if look.hatched:
        strokes = "".join(f"M{a[0]},{a[1]}L{b[0]},{b[1]}" for a, b in hatch())
        parts.append(f'<path d="{strokes}" fill="none" stroke="{look.colour}" stroke-width="{HATCH_WIDTH}"/>')
    parts.append(
        f'<circle r="{RING}" fill="none" stroke="{look.colour}" stroke-width="{look.width}"{dashes}/>'
    )
    corners = "L".join(f"{x},{y}" for x, y in SHAPES[family])
    fill, width = (look.ink, EDGE) if look.solid else ("#ffffff", OUTLINE)
    parts.append(
        f'<path d="M{corners}Z" fill="{fill}" stroke="{look.ink}" stroke-width="{width}"'
        ' stroke-linejoin="round"/>'
    )
    if look.struck:
        (ax, ay), (bx, by) = STROKE
        parts.append(f'<path d="M{ax},{ay}L{bx},{by}" stroke="{look.colour}" stroke-width="{OUTLINE}"/>')
    return "".join(parts)
