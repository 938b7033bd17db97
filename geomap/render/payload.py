"""What the page's layers are given: the layers' records as plain values, ready for packing."""

from __future__ import annotations

from typing import Any

from geomap.layers import (
    Account,
    AreaHit,
    BaseShape,
    ControlArea,
    Family,
    MapLayers,
    SectorBand,
    Sign,
    Source,
    Unplaced,
    View,
)
from geomap.layers.arcs import joined
from geomap.model import Salience, Status
from geomap.render.packing import FINE_SCALE, column, fold_geometry, squeeze_json

# Accounts are packed in portions: a popup unpacks one of them, not all.
CHUNK = 500

_STATUSES = (Status.CONTESTED, Status.CLAIMED, Status.DENIED, Status.REPORTED, Status.CONFIRMED)


def incident_table(layers: MapLayers) -> dict[str, Any]:
    """The table of incidents: columns for drawing and filtering, portions of words for cards."""
    signs = layers.signs
    families, statuses = list(Family), list(_STATUSES)
    anchors = [(i, point) for i, sign in enumerate(signs) for point in sign.anchors]
    chunks = [signs[start : start + CHUNK] for start in range(0, len(signs), CHUNK)]
    return {
        "size": len(signs),
        "chunk": CHUNK,
        "families": [{"key": family.value, "label": family.label} for family in families],
        "statuses": [{"key": status.value, "label": status.value} for status in statuses],
        "columns": {
            "family": column("u1", (families.index(sign.family) for sign in signs)),
            "status": column("u1", (statuses.index(sign.status) for sign in signs)),
            "core": column("u1", (sign.salience is Salience.CORE for sign in signs)),
            "placed": column("u1", (bool(sign.anchors) for sign in signs)),
            "of": column("u4", (i for i, _ in anchors)),
            "lon": column("i4", (round(point.lon * 1_000_000) for _, point in anchors)),
            "lat": column("i4", (round(point.lat * 1_000_000) for _, point in anchors)),
        },
        "chunks": [squeeze_json([_account(sign) for sign in chunk]) for chunk in chunks],
        "sources": squeeze_json([_source(source) for source in layers.sources]),
    }


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
    return [{**area_style(area), **fold_geometry(area.geometry, FINE_SCALE)} for area in layers.areas]


def area_style(area: ControlArea) -> dict[str, Any]:
    """What of an area of control its legend entry shows too."""
    return {
        "name": area.name,
        "party": area.party,
        "colour": area.colour,
        "texture": area.texture,
        "dates": area.dates,
        "note": area.note,
        "source": area.source,
    }


def lines(layers: MapLayers) -> list[dict[str, Any]]:
    """Lines of contact."""
    return [
        {
            "name": line.name,
            "dates": line.dates,
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
            "said": c.said,
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
    """Views, legend, corrections and names not placed; the first view is the one that the map opens on."""
    return {
        "views": [_view(view) for view in (layers.view, *layers.elsewhere)],
        "legend": [
            {"group": entry.group, "sign": entry.sign, "words": entry.words, "detail": entry.detail}
            for entry in layers.legend
        ],
        "areas": [area_style(area) for area in layers.areas],
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


def _account(sign: Sign) -> dict[str, Any]:
    account: Account = sign.account
    full: dict[str, Any] = {
        "id": sign.id,
        "what": account.what,
        "when": account.when,
        "where": account.where,
        "precision": account.precision,
        "partyNames": [{"name": n.name, "owners": n.owners} for n in account.party_names],
        "otherNames": account.other_names,
        "initiators": account.initiators,
        "targets": account.targets,
        "weapons": account.weapons,
        "harm": account.harm,
        "status": account.status,
        "quote": account.quote,
        "notes": account.notes,
        "corrected": account.corrected,
    }
    kept = {key: value for key, value in full.items() if value}
    kept["voices"] = [
        {"side": v.side, "speaker": v.speaker, "verb": v.verb, "against": v.against, "quote": v.quote}
        for v in account.voices
    ]
    kept["codes"] = account.codes
    kept["source"] = account.source
    return kept


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "text": source.text,
    }


def _sector(sector: SectorBand) -> dict[str, Any]:
    return {
        "name": sector.name,
        "note": sector.note,
        "signs": sector.signs,
        "labelLon": sector.label_at.lon,
        "labelLat": sector.label_at.lat,
        "km": sector.width_km,
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
        "count": len(view.signs),
        "bounds": [round(edge, 4) for edge in (box.west, box.south, box.east, box.north)],
    }
