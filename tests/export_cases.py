"""Extractions that try what an export can hold: hostile words, all shapes, nothing at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import shapely

from geomap.exports.records.properties import DATES, LISTS, NUMBERS, WHOLE_NUMBERS
from geomap.model import (
    Actor,
    ActorKind,
    AreaOfControl,
    Document,
    Extraction,
    Geometry,
    IncidentType,
    LineOfContact,
    Party,
    Polarity,
    Sector,
    Stance,
    Theatre,
)
from tests.builders import DOCUMENT, claim, extraction, geometry, incident, joined_extraction, killed, toponym

HOSTILE = "=HYPERLINK(\"x\") <script>alert(1)</script> ]]> & 'it' \u202e\x01\x1b[2J\ufffe |\t\r\n$[quote] 漢字 \U0001f4a5"
"""Formula, markup, quotes, control characters, a noncharacter, an entity of Google Earth's, other planes."""

_BAND = geometry(
    "POLYGON ((30 50, 31 50, 31 51, 30 51, 30 50), (30.2 50.2, 30.2 50.4, 30.4 50.4, 30.4 50.2, 30.2 50.2))"
)
_STRETCH = geometry("LINESTRING (30 50.5, 31 50.5)")

THEATRE = Theatre(
    id="east",
    titles=(("en", "The <east>"),),
    valid_from=None,
    valid_to=None,
    area=_BAND,
    parties=(
        Party("v", "Valdoria", ActorKind.STATE, side="Valdoria", colour="#123456"),
        Party("m", "Marland", ActorKind.STATE, side="Marland"),
    ),
    lines=(
        LineOfContact("l1", "Line", _STRETCH, date(2021, 1, 1), None, source="Own", note="<b>moved</b>"),
        LineOfContact("l2", "Border", _STRETCH, kind="border"),
    ),
    areas=(
        AreaOfControl("a1", "North", "Valdoria", _BAND, date(2021, 1, 1), date(2021, 6, 30)),
        AreaOfControl("a2", "Old province", None, _BAND),
    ),
    cut_line="l1",
)
SECTORS = (
    Sector("north", "Northern <sector>", "east", "l1", _BAND, _STRETCH, 70.0, 10.0),
    Sector("south", "Southern sector", "east", "l1", _BAND, _STRETCH, 70.0, 10.0),
)

OTHER = Document(id="d 2/é", text=HOSTILE, title=HOSTILE, source=HOSTILE, url="javascript:alert(1)")

INCIDENTS = (
    incident(casualties=(killed(2, 2, 2), killed(1, 1, 1, victims="civilian"))),
    incident(
        "POLYGON ((179 50, 181 50, 181 51, 179 51, 179 50))",
        id="i2",
        quote=HOSTILE,
        document_id=OTHER.id,
        start=0,
        end=len(HOSTILE),
        initiators=(Actor(HOSTILE, HOSTILE), Actor("Valdoria", "it", ActorKind.STATE)),
        casualties=(killed(1, 1, 1),),
        claims=(claim(HOSTILE, quote=HOSTILE, document_id=OTHER.id, start=0, end=len(HOSTILE)),),
    ),
    incident("MULTILINESTRING ((30 50, 31 50), (32 50, 33 51))", id="i3", type=IncidentType.PROTEST),
    incident(
        "MULTIPOLYGON (((30 50, 31 50, 31 51, 30 50)), ((40 50, 41 50, 41 51, 40 50)))",
        id="i4",
        theatre="east",
        sectors=("north", "south"),
        claims=(claim(),),
        date_end=date(2021, 3, 4),
        date_prec=2,
    ),
    incident(id="i5", place=None, date_start=None, date_end=None, date_text=None, date_prec=None, claims=()),
    incident(id="i6", polarity=Polarity.PLANNED, date_start=None),
    incident(
        "POINT (179.9 50)",
        id="i8",
        place=replace(incident("POINT (179.9 50)").place, where_prec=2, radius_km=20.0),
        claims=(),
    ),
    incident("LINESTRING (30 50, 31 50)", id="i7", claims=(claim("Marland", Stance.REJECTS),)),
)

FULL = replace(
    extraction(*INCIDENTS, documents=(DOCUMENT, OTHER)),
    toponyms=((toponym(), replace(toponym(resolved=False), start=57, end=64, text="Marland")), ()),
    theatres=(THEATRE,),
    sectors=SECTORS,
)
EMPTY = Extraction(documents=(), toponyms=(), incidents=())

CASES = {
    "full": FULL,
    "empty": EMPTY,
    "without a place": extraction(incident(wkt=None)),
    "joined": joined_extraction(),
}


def from_text(name: str, text: str | None) -> object:
    """A property as it was, of the text that a format without types holds."""
    if name in LISTS:
        return json.loads(text)
    if text in (None, ""):
        return None
    if name in WHOLE_NUMBERS:
        return int(text)
    if name in NUMBERS:
        return float(text)
    assert name not in DATES or date.fromisoformat(text)
    return text


def same_shape(one: shapely.Geometry | None, other: dict | Geometry | None) -> bool:
    """Whether a shape read back is that of GeoJSON, however its parts are wrapped."""
    if one is None or other is None:
        return one is other
    wanted = shapely.geometry.shape(other)
    return bool(shapely.equals(shapely.normalize(one), shapely.normalize(wanted)))
