"""The layers and tables of a GeoPackage: their names, columns, rows and shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.exports.gis.kml.document import style_of
from geomap.exports.records.circles import circle
from geomap.exports.records.corrected import outcome_records
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.records.shapes import settle
from geomap.exports.records.unplaced import unresolved_records
from geomap.exports.tables.columns import OWN, Column, Kind
from geomap.layers.families import family_of
from geomap.layers.ground import control_areas, uncertainty_circles
from geomap.model import AreaOfControl, Extraction, Incident, LineOfContact

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

INCIDENTS = "incidents"
POINTS, LINES, AREAS = "incident_points", "incident_lines", "incident_areas"
SECTORS, LINES_OF_CONTACT, CONTROL_AREAS = "sectors", "lines_of_contact", "control_areas"
CIRCLES = "uncertainty_circles"
DOCUMENTS, CLAIMS, CORRECTIONS, UNRESOLVED = "documents", "claims", "corrections", "unresolved"
ACCOUNTS = "accounts"

_KINDS = {"Point": POINTS, "MultiPoint": POINTS, "LineString": LINES, "MultiLineString": LINES}
_TYPES = {POINTS: "MultiPoint", LINES: "MultiLineString", AREAS: "MultiPolygon"}

_SHOWN = (
    "id incident_type polarity salience status date_start date_end place_name where_prec radius_km theatre "
    "initiator target fatalities_best claimed_by denied_by confirmed_by quote source url independent_sources"
).split()
"""Properties that go along in the layers by kind of shape; the others are in `INCIDENTS`, by the same id."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, or a table if it has no shapes.

    Parameters
    ----------
    name
        Of its table.
    columns
        Its columns but the shape.
    rows
        Values by the names of the columns.
    shapes
        One for each row, None where there is none; None for a table without shapes.
    geometry_type
        As GDAL names it; 'Unknown' for any.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    shapes: Sequence[BaseGeometry | None] | None = None
    geometry_type: str = "Unknown"


def layers_of(extraction: Extraction) -> tuple[Layer, ...]:
    """All layers and tables; but for `INCIDENTS` those that would be empty are left out."""
    pairs = list(incidents_with_properties(extraction))
    told = [properties for _, properties in pairs]
    shapes = [
        settle(i.place.geometry, where=f"incident {i.id}") if i.place and i.place.geometry else None
        for i, _ in pairs
    ]
    drawn = {(sector.theatre, sector.id) for sector in extraction.sectors}
    signs = [{"sign": _sign(i, drawn), "family": family_of(i.type).value} for i, _ in pairs]
    found = [Layer(INCIDENTS, OWN, told, shapes)]
    found += [_of_kind(name, told, signs, shapes) for name in (AREAS, LINES, POINTS)]
    found += [_circles(extraction), _control_areas(extraction), _sectors(extraction), _lines(extraction)]
    found += [_documents(extraction), _claims(told), _accounts(told)]
    found += [
        _texts(CORRECTIONS, outcome_records(extraction)),
        _texts(UNRESOLVED, unresolved_records(extraction)),
    ]
    return tuple(layer for layer in found if layer.rows or layer.name == INCIDENTS)


IN_SECTORS = " in sectors"
"""After the sign of an incident whose ground the layer of sectors shows."""


def _sign(incident: Incident, drawn: Set[tuple[str | None, str]]) -> str:
    shown = incident.sectors and all((incident.theatre, key) in drawn for key in incident.sectors)
    return style_of(incident) + (IN_SECTORS if shown else "")


def _of_kind(
    name: str,
    told: Sequence[Mapping[str, Any]],
    signs: Sequence[Mapping[str, Any]],
    shapes: Sequence[BaseGeometry | None],
) -> Layer:
    """The incidents with one kind of shape, as programs want them to style a layer."""
    chosen = [
        (i, shape)
        for i, shape in enumerate(shapes)
        if shape is not None and _KINDS.get(shape.geom_type, AREAS) == name
    ]
    columns = (*(column for column in OWN if column.name in _SHOWN), Column("family"), Column("sign"))
    rows = [{**told[i], **signs[i]} for i, _ in chosen]
    multi, kind = [_as_multi(shape) for _, shape in chosen], _TYPES[name]
    if name == POINTS and all(shape.geom_type == "Point" for _, shape in chosen):
        multi, kind = [shape for _, shape in chosen], "Point"
    return Layer(name, columns, rows, multi, kind)


def _as_multi(shape: BaseGeometry) -> BaseGeometry:
    import shapely

    if hasattr(shape, "geoms"):
        return shape
    make: dict[str, Any] = {
        "Point": shapely.multipoints,
        "LineString": shapely.multilinestrings,
        "Polygon": shapely.multipolygons,
    }
    made: BaseGeometry = make[shape.geom_type]([shape])
    return made


def _circles(extraction: Extraction) -> Layer:
    """Around points that are known only roughly ('near X'), as on the map."""
    columns = (Column("radius_km", Kind.NUMBER), Column("incidents", Kind.LIST))
    found = uncertainty_circles(extraction)
    rows = [
        {"radius_km": round(each.radius_km, 3), "incidents": [extraction.incidents[i].id for i in each.signs]}
        for each in found
    ]
    shapes = [_as_multi(circle(each.centre, each.radius_km)) for each in found]
    return Layer(CIRCLES, columns, rows, shapes, "MultiPolygon")


def _sectors(extraction: Extraction) -> Layer:
    times = Counter((i.theatre, key) for i in extraction.incidents for key in i.sectors)
    columns = (
        *map(Column, ("id", "name", "theatre", "line")),
        Column("length_km", Kind.NUMBER),
        Column("width_km", Kind.NUMBER),
        Column("sides", Kind.LIST),
        Column("incidents", Kind.INTEGER),
    )
    rows = [
        {
            "id": sector.id,
            "name": sector.name,
            "theatre": sector.theatre,
            "line": sector.line,
            "length_km": round(sector.length_km, 3),
            "width_km": round(sector.width_km, 3),
            "sides": list(sector.sides),
            "incidents": times[sector.theatre, sector.id],
        }
        for sector in extraction.sectors
    ]
    shapes = [_as_multi(settle(s.band, where=f"sector {s.id}")) for s in extraction.sectors]
    return Layer(SECTORS, columns, rows, shapes, "MultiPolygon")


_HELD = ("valid_from", "valid_to")
_ABOUT = ("confidence", "source", "note")


def _lines(extraction: Extraction) -> Layer:
    columns = (*map(Column, ("id", "name", "theatre", "kind")), *_days(), *map(Column, _ABOUT))
    lines = [(theatre, line) for theatre in extraction.theatres for line in theatre.lines]
    rows = [_dated(line, theatre.id) | {"kind": line.kind} for theatre, line in lines]
    shapes = [_as_multi(settle(line.geometry, where=f"line {line.id}")) for _, line in lines]
    return Layer(LINES_OF_CONTACT, columns, rows, shapes, "MultiLineString")


def _control_areas(extraction: Extraction) -> Layer:
    columns = (*map(Column, ("id", "name", "theatre", "party", "colour")), *_days(), *map(Column, _ABOUT))
    areas = [(theatre, area) for theatre in extraction.theatres for area in theatre.areas]
    rows = [
        _dated(area, theatre.id) | {"party": area.party, "colour": drawn.colour}
        for (theatre, area), drawn in zip(areas, control_areas(extraction), strict=True)
    ]
    shapes = [_as_multi(settle(area.geometry, where=f"area {area.id}")) for _, area in areas]
    return Layer(CONTROL_AREAS, columns, rows, shapes, "MultiPolygon")


def _days() -> tuple[Column, ...]:
    return tuple(Column(name, Kind.DAY) for name in _HELD)


def _dated(ground: LineOfContact | AreaOfControl, theatre: str) -> dict[str, Any]:
    """What lines and areas have in common."""
    days = {name: _iso(getattr(ground, name)) for name in _HELD}
    about = {name: getattr(ground, name) or None for name in _ABOUT}
    return {"id": ground.id, "name": ground.name, "theatre": theatre, **days, **about}


def _documents(extraction: Extraction) -> Layer:
    """The documents without their texts, which are somebody's."""
    columns = (
        *map(Column, ("id", "title", "source", "url")),
        Column("published", Kind.DAY),
        Column("language"),
        Column("fields", Kind.LIST),
    )
    rows = [
        {
            "id": document.id,
            "title": document.title,
            "source": document.source,
            "url": document.url,
            "published": _iso(document.published),
            "language": document.language,
            "fields": dict(document.fields),
        }
        for document in extraction.documents
    ]
    return Layer(DOCUMENTS, columns, rows)


def _claims(told: Sequence[Mapping[str, Any]]) -> Layer:
    texts = ("speaker", "side", "act", "about", "stance", "quote")
    columns = (
        Column("incident_id"),
        *map(Column, texts),
        Column("start", Kind.INTEGER),
        Column("end", Kind.INTEGER),
        Column("document_id"),
    )
    rows = [
        {"incident_id": properties["id"], **claim} for properties in told for claim in properties["claims"]
    ]
    return Layer(CLAIMS, columns, rows)


def _accounts(told: Sequence[Mapping[str, Any]]) -> Layer:
    """How each document tells of incidents that several tell of."""
    columns = (
        *map(Column, ("incident_id", "id", "document_id", "incident_type")),
        Column("date_start", Kind.DAY),
        Column("date_end", Kind.DAY),
        Column("place_name"),
        Column("where_prec", Kind.INTEGER),
        Column("initiator", Kind.LIST),
        Column("target", Kind.LIST),
        Column("fatalities_best", Kind.INTEGER),
        *map(Column, ("status", "quote")),
        Column("likeness", Kind.NUMBER),
        Column("reasons", Kind.LIST),
        Column("voice", Kind.INTEGER),
    )
    rows = [{"incident_id": each["id"], **account} for each in told for account in each["accounts"]]
    return Layer(ACCOUNTS, columns, rows)


def _texts(name: str, records: Sequence[Mapping[str, Any]]) -> Layer:
    """Records as columns of text; what is a list or a record itself as JSON."""
    columns = tuple(
        Column(key, Kind.LIST if isinstance(value, list | dict) else Kind.TEXT)
        for key, value in (records[0] if records else {}).items()
    )
    return Layer(name, columns, records)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
