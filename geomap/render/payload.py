"""What the page's layers are given: the layers' records as plain values, ready for packing."""

from __future__ import annotations

from typing import Any

from geomap.layers import AreaHit, BaseShape, ControlArea, MapLayers, SectorBand, Unplaced, View
from geomap.layers.arcs import joined
from geomap.render.packing import FINE_SCALE, day_number, fold_geometry


def basemap(layers: MapLayers) -> dict[str, Any]:
    """Land, borders and the labels of countries, units and towns."""
    base = layers.basemap
    return {
        "shapes": [_base_shape(shape) for shape in base.shapes],
        "towns": [
            {
                "kind": "capital" if town.capital else "town",
                "text": town.label,
                "lon": round(town.point.lon, 3),
                "lat": round(town.point.lat, 3),
                "rank": town.rank,
                "minZoom": town.min_zoom,
            }
            for town in base.towns
        ],
        "units": [
            {
                "text": unit.name,
                "lon": round(unit.point.lon, 2),
                "lat": round(unit.point.lat, 2),
                "minZoom": unit.min_zoom,
            }
            for unit in base.units
        ],
        "countries": [
            {
                "text": country.name,
                "anywhere": [[round(at.lat, 3), round(at.lon, 3)] for at in country.spots],
            }
            for country in base.countries
        ],
    }


def _base_shape(shape: BaseShape) -> dict[str, Any]:
    folded = {"kind": shape.kind, **fold_geometry(shape.geometry, shape.scale)}
    # Land carries the name that stands on it; names of borders are not shown.
    return {**folded, "name": shape.name} if shape.kind == "land" else folded


def sectors(layers: MapLayers) -> list[dict[str, Any]]:
    """Bands of sectors with the positions of their incidents."""
    return [_sector(sector) for sector in layers.sectors]


def areas_of_control(layers: MapLayers) -> list[dict[str, Any]]:
    """Areas of control with shape."""
    return [{**_area_style(area), **fold_geometry(area.geometry, FINE_SCALE)} for area in layers.areas]


def _area_style(area: ControlArea) -> dict[str, Any]:
    return {
        "name": area.name,
        "party": area.party,
        "colour": area.colour,
        "texture": area.texture,
        "theatre": area.theatre,
        "from": day_number(area.valid_from),
        "to": day_number(area.valid_to),
        "note": area.note,
        "source": area.source,
    }


def lines(layers: MapLayers) -> list[dict[str, Any]]:
    """Lines of contact."""
    return [
        {
            "name": line.name,
            "theatre": line.theatre,
            "from": day_number(line.valid_from),
            "to": day_number(line.valid_to),
            "note": line.note,
            "source": line.source,
            "border": line.border,
            **fold_geometry(line.geometry, FINE_SCALE),
        }
        for line in layers.lines
    ]


def changes(layers: MapLayers) -> list[dict[str, Any]]:
    """Places said to have changed hands."""
    return [
        {
            "name": c.name,
            "lon": round(c.point.lon, 4),
            "lat": round(c.point.lat, 4),
            "colour": c.colour,
            "day": day_number(c.day),
            "kind": c.kind,
            "party": c.party,
            "saidBy": c.said_by,
            "disputedBy": c.disputed_by,
            "note": c.note,
            "source": c.source,
        }
        for c in layers.changes
    ]


def areas_hit(layers: MapLayers) -> list[dict[str, Any]]:
    """Districts and regions with the positions of their incidents."""
    return [_hit(hit) for hit in layers.hits]


def circles(layers: MapLayers) -> list[dict[str, Any]]:
    """Circles of uncertainty: centre in decimal degrees, radius in kilometres."""
    return [
        {"lon": c.centre.lon, "lat": c.centre.lat, "km": round(c.radius_km, 1), "signs": c.signs}
        for c in layers.circles
    ]


def mentions(layers: MapLayers) -> list[dict[str, Any]]:
    """Places that are only mentioned."""
    return [
        {"name": m.name, "lon": m.point.lon, "lat": m.point.lat, "times": m.times, "roles": m.roles}
        for m in layers.mentioned
    ]


def page(layers: MapLayers) -> dict[str, Any]:
    """Day, views, corrections and names not placed; the first view is the one that the map opens on."""
    return {
        "title": layers.title,
        "asOf": day_number(layers.as_of),
        "attributions": [],
        "blurred": layers.blurred is not None,
        "views": [_view(view) for view in (layers.view, *layers.elsewhere)],
        "corrections": [{"heading": note.heading, "lines": note.lines} for note in layers.corrections],
        "unplaced": _unplaced(layers.unplaced),
    }


def _unplaced(unplaced: Unplaced) -> dict[str, Any]:
    return {
        "leftOut": unplaced.left_out,
        "names": [
            {
                "name": each.name,
                "times": each.times,
                "role": each.role,
                "documents": each.documents,
                "tellings": [
                    {"source": t.source, "quote": t.quote, "reason": t.reason, "guesses": t.guesses}
                    for t in each.tellings
                ],
            }
            for each in unplaced.names
        ],
    }


def _sector(sector: SectorBand) -> dict[str, Any]:
    return {
        "name": sector.name,
        "signs": sector.signs,
        "labelLon": sector.label_at.lon,
        "labelLat": sector.label_at.lat,
        "km": sector.width_km,
        "length": round(sector.length_km),
        "stretch": fold_geometry(sector.stretch, FINE_SCALE) if sector.stretch is not None else None,
        **fold_geometry(sector.band, FINE_SCALE),
    }


def _hit(hit: AreaHit) -> dict[str, Any]:
    return {
        "name": hit.name,
        "status": hit.status.value,
        "wide": hit.wide,
        "signs": hit.signs,
        **fold_geometry(joined(hit.geometry), FINE_SCALE),
    }


def _view(view: View) -> dict[str, Any]:
    box = view.bounds
    return {
        "label": view.label,
        "signs": view.signs,
        "bounds": [round(edge, 4) for edge in (box.west, box.south, box.east, box.north)],
    }
