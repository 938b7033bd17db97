"""Records as rows, and rows as records again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from geomap import wire
from geomap.errors import InputError
from geomap.exports.gis.geopackage.writing import text_of
from geomap.exports.gis.kml.document import style_of
from geomap.exports.records.shapes import settle
from geomap.layers.families import family_of
from geomap.model import Document, Incident, Recognition, Theatre, Toponym
from geomap.store.records import Provenance, content_of
from geomap.store.tables import PROPERTIES, Table, Type

SHAPES: Final = ("points", "lines", "areas")
"""What a place is drawn as, by the dimension of its shape."""

_NO_TEXT = "-"  # a document has a text: one of its record stands in its own column


def document_row(document: Document, provenance: str, signature: int | None) -> dict[str, Any]:
    """The row of a document; how many incidents it tells of and whose copy it is are not known yet."""
    return {
        "id": document.id,
        "title": text_of(document.title),
        "source": text_of(document.source),
        "url": text_of(document.url),
        "published": document.published.isoformat() if document.published else None,
        "language": text_of(document.language),
        "fields": text_of(dict(document.fields)),
        "text": text_of(document.text),
        "characters": len(document.text),
        "incidents": 0,
        "copy_of": None,
        "content": content_of(document),
        "provenance": provenance,
        "signature_id": signature,
        "recognition": None,
        "record": wire.to_bytes(replace(document, text=_NO_TEXT)),
    }


def document_from(text: str, record: bytes) -> Document:
    """The document of a row; see `geomap.wire.record_of` for errors."""
    if not isinstance(text, str):
        raise InputError("no text of a document", where="a kept record", hint="read it anew")
    return replace(wire.document_of(record), text=text)


def recognition_from(record: bytes | None) -> Recognition | None:
    """By what a document's names were found."""
    return None if record is None else wire.record_of(record, Recognition)


def toponyms_row(document_id: str, toponyms: tuple[Toponym, ...]) -> dict[str, Any]:
    """The row of a document's place names."""
    return {"document_id": document_id, "number": len(toponyms), "record": wire.to_bytes(toponyms)}


def theatre_row(theatre: Theatre, sectors: tuple[Any, ...]) -> dict[str, Any]:
    """The row of a theatre with its sectors."""
    return {
        "id": theatre.id,
        "title": text_of(theatre.title),
        "record": wire.to_bytes(theatre),
        "sectors": wire.to_bytes(sectors),
    }


def told_row(incident: Incident, properties: Mapping[str, Any]) -> dict[str, Any]:
    """What the rows of accounts and of incidents have in common.

    Parameters
    ----------
    incident
        The incident.
    properties
        Its properties, as `geomap.exports` lays them out.
    """
    shape = None
    if incident.place is not None and incident.place.geometry is not None:
        shape = settle(incident.place.geometry, where=f"incident {incident.id}")
    cells = {name: _cell(properties[name]) for name in PROPERTIES}
    if shape is None:
        drawn: dict[str, Any] = {"geom": None, "shape": None}
    else:
        import shapely

        kind = SHAPES[int(shapely.get_dimensions(shape))]
        drawn = {"geom": shapely.to_wkb(shape, byte_order=1, output_dimension=2), "shape": kind}
    looks = {"family": family_of(incident.type).value, "sign": style_of(incident)}
    return {**cells, **drawn, **looks, "record": wire.to_bytes(incident)}


def claim_rows(account: Incident, incident_id: str) -> list[dict[str, Any]]:
    """The rows of what is claimed in an account."""
    return [
        {
            "incident_id": incident_id,
            "account_id": account.id,
            "number": number,
            "speaker": text_of(claim.speaker),
            "side": text_of(claim.side),
            "act": claim.act.value,
            "about": claim.about.value,
            "stance": claim.stance.value,
            "quote": text_of(claim.quote),
            "start": claim.start,
            "end": claim.end,
            "document_id": text_of(claim.document_id),
        }
        for number, claim in enumerate(account.claims)
    ]


def run_row(provenance: Provenance, run_id: str, at: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    """The row of one adding."""
    return {
        "id": run_id,
        "at": at,
        "provenance": provenance.key,
        "geomap": provenance.geomap,
        "gazetteer": provenance.gazetteer,
        "models": text_of(list(provenance.models)),
        "theatre": provenance.theatre,
        "recogniser": provenance.recogniser,
        "options": text_of(dict(provenance.options)),
        **numbers,
    }


def differing(table: Table, kept: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which a row that is kept is not what its record makes of it."""
    names = (*table.names, *(("geom",) if table.shaped else ()))
    types = {field.name: field.type for field in table.fields}
    return [
        name
        for name in names
        if name in made and not _same(kept[name], made[name], real=types.get(name) is Type.REAL)
    ]


def _same(kept: Any, made: Any, *, real: bool) -> bool:
    # In SQLite a text may stand where a number should.
    is_number = isinstance(kept, int | float | Decimal)
    return kept is made or (is_number and float(kept) == made) if real else bool(kept == made)


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) else text_of(value)
