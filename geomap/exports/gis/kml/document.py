"""The KML document: styles, a folder for each theatre, in it one for each type of incident and its ground."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geomap.exports.gis.kml.balloon import balloon, escaped
from geomap.exports.gis.kml.elements import NAMESPACE, KmlWriter, colour
from geomap.exports.gis.signs import AREAS, LOOKS
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.records.shapes import settle
from geomap.exports.tables.cells import as_cell
from geomap.exports.tables.coding import numeric_id
from geomap.layers.families import Family, family_of
from geomap.layers.ground import control_areas
from geomap.model import (
    AreaOfControl,
    Extraction,
    Geometry,
    Incident,
    IncidentType,
    LineOfContact,
    Status,
    Theatre,
)

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
    told = list(incidents_with_properties(extraction))
    by_theatre: dict[str | None, list[tuple[Incident, dict[str, Any]]]] = {
        t.id: [] for t in extraction.theatres
    }
    for pair in told:
        by_theatre.setdefault(pair[0].theatre, []).append(pair)
    theatres = {theatre.id: theatre for theatre in extraction.theatres}
    out = KmlWriter()
    with out.within("kml", xmlns=NAMESPACE), out.within("Document"):
        out.add("name", "Incidents")
        out.add(
            "description",
            "What texts say to have happened, with all who say and deny it. Nothing is verified.",
        )
        _add_styles(out, extraction.incidents, icons=icons)
        for key, own in by_theatre.items():
            theatre = theatres.get(key) if key is not None else None
            with out.folder(theatre.title if theatre else key or _NO_THEATRE):
                _add_types(out, own)
                if theatre is not None:
                    _add_ground(out, theatre, extraction)
    return out.content()


def style_of(incident: Incident) -> str:
    """The id of the style of an incident."""
    return f"{incident.status.value}-{family_of(incident.type).value}"


def styles_of(incidents: Iterable[Incident]) -> list[tuple[Status, Family]]:
    """The styles that incidents have, each once, in the order of their definition."""
    found = {(incident.status, family_of(incident.type)) for incident in incidents}
    return [(status, family) for status in Status for family in Family if (status, family) in found]


def _add_styles(out: KmlWriter, incidents: Iterable[Incident], *, icons: bool) -> None:
    for status, family in styles_of(incidents):
        look, area = LOOKS[status], AREAS[status]
        key = f"{status.value}-{family.value}"
        with out.within("Style", id=key):
            with out.within("IconStyle"):
                if icons:
                    out.add("scale", "0.8")
                    with out.within("Icon"):
                        out.add("href", f"icons/{key}.png")
                else:
                    out.add("color", colour(look.colour))
            with out.within("LabelStyle"):
                out.add("scale", "0.7")
            # KML knows no hatching: the fill is fainter than on the map, the outline says the status.
            _add_area_style(out, area.colour, area.width, min(area.opacity, _LIST_OPACITY))
    for key, stroke, width, opacity in (
        ("sector", "#20639b", 1.5, 0.12),
        ("line", "#1b1b1b", 3.0, 0.0),
        ("border", "#5b5650", 2.0, 0.0),
    ):
        with out.within("Style", id=key):
            _add_area_style(out, stroke, width, opacity)


def _add_area_style(out: KmlWriter, stroke: str, width: float, opacity: float) -> None:
    """A line, and a fill of its colour."""
    with out.within("LineStyle"):
        out.add("color", colour(stroke))
        out.add("width", f"{width:g}")
    with out.within("PolyStyle"):
        out.add("color", colour(stroke, opacity))


def _add_types(out: KmlWriter, pairs: Iterable[tuple[Incident, dict[str, Any]]]) -> None:
    """A folder for each type of incident that occurs."""
    by_type: dict[IncidentType, list[tuple[Incident, dict[str, Any]]]] = {}
    for pair in pairs:
        by_type.setdefault(pair[0].type, []).append(pair)
    for kind in IncidentType:
        if kind in by_type:
            with out.folder(kind.label):
                for incident, told in by_type[kind]:
                    _add_incident(out, incident, told)


def _add_incident(out: KmlWriter, incident: Incident, told: dict[str, Any]) -> None:
    where = f": {told['place_name']}" if told["place_name"] else ""
    with out.within("Placemark", id=f"incident-{numeric_id(incident.id)}"):
        out.add("name", f"{incident.type.label}{where}")
        out.add("Snippet", f"{told['status']}, {told['date_start'] or 'no date'}")
        out.add("description", balloon(incident, told))
        out.add_time(incident.date_start, incident.date_end)
        out.add("styleUrl", f"#{style_of(incident)}")
        out.add_data((name, _text(value)) for name, value in told.items())
        if incident.place is not None and incident.place.geometry is not None:
            out.add_geometry(settle(incident.place.geometry, where=f"incident {incident.id}"))


def _add_ground(out: KmlWriter, theatre: Theatre, extraction: Extraction) -> None:
    """Sectors, lines of contact and areas of control, with the days on which they held."""
    sectors = [sector for sector in extraction.sectors if sector.theatre == theatre.id]
    if sectors:
        with out.folder("Sectors"):
            for sector in sectors:
                told = {
                    "id": sector.id,
                    "theatre": theatre.id,
                    "line": sector.line,
                    "width_km": sector.width_km,
                }
                with out.within("Placemark"):
                    out.add("name", sector.name)
                    out.add("styleUrl", "#sector")
                    _add_shape(out, sector.name, sector.band, told)
    if theatre.lines:
        with out.folder("Lines of contact"):
            for line in theatre.lines:
                with out.within("Placemark"):
                    _add_held(out, line)
                    out.add("styleUrl", "#border" if line.kind == "border" else "#line")
                    told = {"id": line.id, "kind": line.kind}
                    _add_shape(out, line.name, line.geometry, told | _about(line))
    if theatre.areas:
        with out.folder("Areas of control"):
            coloured = [area for area in control_areas(extraction) if area.theatre == theatre.id]
            for area, drawn in zip(theatre.areas, coloured, strict=True):
                with out.within("Placemark"):
                    _add_held(out, area)
                    with out.within("Style", id=f"area-{numeric_id(f'{theatre.id} {area.id}')}"):
                        _add_area_style(out, drawn.colour, 1, 0.15 if area.party else 0.0)
                    held: dict[str, Any] = {"id": area.id, "party": area.party}
                    _add_shape(out, area.name, area.geometry, held | _about(area))


def _add_held(out: KmlWriter, ground: LineOfContact | AreaOfControl) -> None:
    """The name of a line or area, what is noted of it, and the days on which it held."""
    out.add("name", ground.name)
    if ground.note:
        out.add("description", escaped(ground.note))
    out.add_time(ground.valid_from, ground.valid_to)


def _about(ground: LineOfContact | AreaOfControl) -> dict[str, Any]:
    return {"source": ground.source, "confidence": ground.confidence}


def _add_shape(out: KmlWriter, name: str, geometry: Geometry, told: dict[str, Any]) -> None:
    out.add_data((key, _text(value) or None) for key, value in told.items())
    out.add_geometry(settle(geometry, where=name))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(as_cell(value))
