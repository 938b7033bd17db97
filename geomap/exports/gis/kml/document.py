"""The KML document: styles, a folder for each theatre, in it one for each type of incident and its ground."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from geomap.exports.gis.kml.balloon import balloon, escaped
from geomap.exports.gis.kml.elements import add, add_data, add_geometry, add_time, colour, folder, serialise
from geomap.exports.gis.signs import AREAS, LOOKS
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.records.shapes import settle
from geomap.exports.tables.coding import numeric_id
from geomap.layers.families import Family, family_of
from geomap.layers.ground import control_areas
from geomap.model import Extraction, Geometry, Incident, IncidentType, Status, Theatre

_LIST_OPACITY = 0.35
_NO_THEATRE = "No theatre"


def dump_kml(extraction: Extraction, *, icons: bool = False) -> bytes:
    """Write the incidents as KML 2.2, and the sectors, lines and areas of their theatres.

    Parameters
    ----------
    extraction
        What to write.
    icons
        Whether the signs are pictures beside the document, as in KMZ; otherwise they are the
        program's own in the colour of the status.

    Raises
    ------
    ExportError
        If a shape has a coordinate that is not finite or beyond a pole.
    """
    root = Element("kml")
    document = add(root, "Document")
    add(document, "name", "Incidents")
    add(
        document,
        "description",
        "What texts say to have happened, with all who say and deny it. Nothing is verified.",
    )
    told = list(incidents_with_properties(extraction))
    _add_styles(document, (incident for incident, _ in told), icons=icons)
    by_theatre: dict[str | None, list[tuple[Incident, dict[str, Any]]]] = {
        t.id: [] for t in extraction.theatres
    }
    for pair in told:
        by_theatre.setdefault(pair[0].theatre, []).append(pair)
    theatres = {theatre.id: theatre for theatre in extraction.theatres}
    for key, own in by_theatre.items():
        theatre = theatres.get(key) if key is not None else None
        place = folder(document, theatre.title if theatre else key or _NO_THEATRE)
        for kind in IncidentType:
            pairs = [pair for pair in own if pair[0].type is kind]
            if pairs:
                within = folder(place, kind.label)
                for incident, properties in pairs:
                    _add_incident(within, incident, properties)
        if theatre is not None:
            _add_ground(place, theatre, extraction)
    return serialise(root)


def style_of(incident: Incident) -> str:
    """The id of the style of an incident."""
    return f"{incident.status.value}-{family_of(incident.type).value}"


def styles_of(incidents: Iterable[Incident]) -> list[tuple[Status, Family]]:
    """The styles that incidents have, each once, in the order of their definition."""
    found = {(incident.status, family_of(incident.type)) for incident in incidents}
    return [(status, family) for status in Status for family in Family if (status, family) in found]


def _add_styles(document: Element, incidents: Iterable[Incident], *, icons: bool) -> None:
    for status, family in styles_of(incidents):
        look, area = LOOKS[status], AREAS[status]
        key = f"{status.value}-{family.value}"
        style = add(document, "Style")
        style.set("id", key)
        icon = add(style, "IconStyle")
        if icons:
            add(icon, "scale", "0.8")
            add(add(icon, "Icon"), "href", f"icons/{key}.png")
        else:
            add(icon, "color", colour(look.colour))
        add(add(style, "LabelStyle"), "scale", "0.7")
        _add_stroke(style, area.colour, area.width)
        # KML knows no hatching: the fill is fainter than on the map, the outline says the status.
        add(add(style, "PolyStyle"), "color", colour(area.colour, min(area.opacity, _LIST_OPACITY)))
    for key, stroke, width, opacity in (
        ("sector", "#20639b", 1.5, 0.12),
        ("line", "#1b1b1b", 3.0, 0.0),
        ("border", "#5b5650", 2.0, 0.0),
    ):
        _add_style(document, key, stroke, width, opacity)


def _add_style(document: Element, key: str, stroke: str, width: float, opacity: float) -> None:
    style = add(document, "Style")
    style.set("id", key)
    _add_stroke(style, stroke, width)
    add(add(style, "PolyStyle"), "color", colour(stroke, opacity))


def _add_stroke(style: Element, stroke: str, width: float) -> None:
    line = add(style, "LineStyle")
    add(line, "color", colour(stroke))
    add(line, "width", f"{width:g}")


def _add_incident(parent: Element, incident: Incident, told: dict[str, Any]) -> None:
    mark = add(parent, "Placemark")
    mark.set("id", f"incident-{numeric_id(incident.id)}")
    where = f": {told['place_name']}" if told["place_name"] else ""
    add(mark, "name", f"{incident.type.label}{where}")
    add(mark, "Snippet", f"{told['status']}, {told['date_start'] or 'no date'}")
    add(mark, "description", balloon(incident, told))
    add_time(mark, incident.date_start, incident.date_end)
    add(mark, "styleUrl", f"#{style_of(incident)}")
    add_data(mark, ((name, _text(value)) for name, value in told.items()))
    if incident.place is not None and incident.place.geometry is not None:
        add_geometry(mark, settle(incident.place.geometry, where=f"incident {incident.id}"))


def _add_ground(parent: Element, theatre: Theatre, extraction: Extraction) -> None:
    """Sectors, lines of contact and areas of control, with the days on which they held."""
    sectors = [sector for sector in extraction.sectors if sector.theatre == theatre.id]
    if sectors:
        within = folder(parent, "Sectors")
        for sector in sectors:
            told = {"id": sector.id, "theatre": theatre.id, "line": sector.line, "width_km": sector.width_km}
            _add_shape(within, sector.name, "sector", sector.band, told, None)
    if theatre.lines:
        within = folder(parent, "Lines of contact")
        for line in theatre.lines:
            facts = {"id": line.id, "kind": line.kind, "source": line.source, "confidence": line.confidence}
            style = "border" if line.kind == "border" else "line"
            days = (line.valid_from, line.valid_to)
            _add_shape(within, line.name, style, line.geometry, facts, days, line.note)
    if theatre.areas:
        within = folder(parent, "Areas of control")
        coloured = [area for area in control_areas(extraction) if area.theatre == theatre.id]
        for area, drawn in zip(theatre.areas, coloured, strict=True):
            key = f"area-{numeric_id(f'{theatre.id} {area.id}')}"
            held: dict[str, Any] = {
                "id": area.id,
                "party": area.party,
                "source": area.source,
                "confidence": area.confidence,
            }
            days = (area.valid_from, area.valid_to)
            mark = _add_shape(within, area.name, None, area.geometry, held, days, area.note)
            own = Element("Style", {"id": key})
            _add_stroke(own, drawn.colour, 1)
            add(add(own, "PolyStyle"), "color", colour(drawn.colour, 0.15 if area.party else 0.0))
            # A style of its own stands where a link to one would: before the properties.
            mark.insert([child.tag for child in mark].index("ExtendedData"), own)


def _add_shape(
    parent: Element,
    name: str,
    style: str | None,
    geometry: Geometry,
    told: dict[str, Any],
    days: tuple[Any, Any] | None,
    note: str = "",
) -> Element:
    mark = add(parent, "Placemark")
    add(mark, "name", name)
    if note:
        add(mark, "description", escaped(note))
    if days is not None:
        add_time(mark, *days)
    if style is not None:
        add(mark, "styleUrl", f"#{style}")
    add_data(mark, ((key, _text(value) or None) for key, value in told.items()))
    add_geometry(mark, settle(geometry, where=name))
    return mark


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
