"""The extraction of which layers and maps are drawn in tests: one invented war in a few sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import shapely
import shapely.ops
from shapely.geometry import mapping

from geomap.layers import base, base_shapes
from geomap.model import (
    About,
    Act,
    Actor,
    ActorKind,
    AreaOfControl,
    CasualtyCount,
    Claim,
    DatedChange,
    Document,
    Extraction,
    Geometry,
    Harm,
    Incident,
    IncidentPlace,
    IncidentType,
    LineOfContact,
    LonLat,
    Party,
    Place,
    PlaceNames,
    Resolution,
    Role,
    Salience,
    Sector,
    Stance,
    Theatre,
    Toponym,
)

TEXT = (
    "date 2031-05-12 OSTRA/VELM -- Forces fought on in and around Karst. Ostra's Defence Ministry accused "
    "Velm of shelling the Tamsin district in the morning. Velm's army rejected it as untrue. Velm's army "
    "said rockets fell in the southern, northern and north-eastern sectors. Ministers met in Harbour City "
    "on May 11. Hundreds have been killed in Karst since April. Drones were seen by nobody in a place "
    "that no atlas has. A convoy was hit near Millbrook. An envoy spoke in Farland."
)
DOCUMENT = Document(
    id="wire-1",
    text=TEXT,
    title="Fighting goes on",
    published=date(2031, 5, 12),
    source="The Test Wire",
    url="https://example.org/wire/1?a=1&b=2",
)

KARST = shapely.Polygon([(46.2, 39.3), (47.1, 39.3), (47.2, 40.4), (46.4, 40.5), (46.0, 40.0)])
TAMSIN = shapely.Polygon([(46.7, 40.1), (47.1, 40.0), (47.25, 40.35), (46.9, 40.5)])
LINE = shapely.LineString([(46.0, 40.5), (46.6, 40.45), (47.0, 40.1), (47.15, 39.7), (47.3, 39.2)])


def geometry(shape: Any) -> Geometry:
    return Geometry.from_shapely(shape)


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def place(key: str, name: str, lon: float, lat: float, *names: str, code: str = "PPL") -> Place:
    return Place(
        id=f"test:{key}", name=name, point=LonLat(lon, lat), feature_class="P", feature_code=code, names=names
    )


def where(
    words: str, shape: Any, prec: int, radius: float, *names: str, relation: str = "in"
) -> IncidentPlace:
    start, end = _span(words)
    centre = shape.representative_point()
    entry = place(words.lower(), words, centre.x, centre.y, *names)
    resolution = Resolution(place=entry, method="test", where_prec=prec, radius_km=radius, score=0.9)
    return IncidentPlace(
        text=words, start=start, end=end, name=words, resolution=resolution, relation=relation,
        where_prec=prec, radius_km=radius, geometry=geometry(shape),
    )  # fmt: skip


def claim(side: str | None, act: Act, stance: Stance, words: str, speaker: str | None = None) -> Claim:
    start, end = _span(words)
    return Claim(
        speaker=speaker or side or "the text", side=side, party=side not in (None, "observers"), act=act, about=About.WHOLE,
        stance=stance, quote=words, start=start, end=end, document_id=DOCUMENT.id,
    )  # fmt: skip


def incident(key: str, kind: IncidentType, words: str, **changes: Any) -> Incident:
    start, end = _span(words)
    made = Incident(
        id=key, type=kind, trigger=words, trigger_start=start, trigger_end=end, quote=words, start=start, end=end,
        document_id=DOCUMENT.id, date_start=date(2031, 5, 12), date_end=date(2031, 5, 12), date_prec=1,
    )  # fmt: skip
    return replace(made, **changes)


def sectors() -> tuple[Sector, ...]:
    found = []
    for key, name, first, last in (
        ("north", "Northern sector", 0.0, 0.35),
        ("northeast", "North-eastern sector", 0.35, 0.55),
        ("east", "Eastern sector", 0.55, 0.8),
        ("south", "Southern sector", 0.8, 1.0),
    ):
        stretch = shapely.ops.substring(LINE, first, last, normalized=True)
        band = stretch.buffer(0.1, cap_style="flat")
        found.append(
            Sector(
                id=key,
                name=name,
                theatre="karst",
                line="front",
                band=geometry(band),
                stretch=geometry(stretch),
                length_km=40.0,
                width_km=10.0,
            )
        )
    return tuple(found)


def theatre() -> Theatre:
    east = shapely.box(46.0, 39.0, 49.0, 41.5).difference(KARST)
    return Theatre(
        id="karst",
        titles=(("en", "Karst"),),
        valid_from=date(2031, 4, 1),
        valid_to=None,
        area=geometry(shapely.box(44.5, 38.5, 48.5, 41.5)),
        parties=(
            Party("ostra", "Ostra", ActorKind.STATE, side="Ostra"),
            Party("velm", "Velm", ActorKind.STATE, side="Velm", colour="#E69F00"),
        ),
        lines=(
            LineOfContact(
                "front",
                "Line of contact",
                geometry(LINE),
                valid_to=date(2031, 4, 1),
                source="invented",
                note="the front has moved since",
            ),
        ),
        areas=(
            AreaOfControl(
                "a1", "Karst", "Velm", geometry(KARST), valid_to=date(2031, 4, 1), source="invented"
            ),
            AreaOfControl("a2", "Eastern plain", "Ostra", geometry(east), valid_to=date(2031, 4, 1)),
            AreaOfControl("a3", "Former province", None, geometry(KARST.buffer(-0.15)), note="as of 1991"),
        ),
        cut_line="front",
        places=(Place("karst:tamsin", "Tamsin", LonLat(46.9, 40.2), "P", "PPL"),),
        changes=(
            DatedChange(
                date(2031, 5, 3),
                "karst:tamsin",
                "Ostra",
                said_by=("Ostra",),
                disputed_by=("Velm",),
                source="invented",
            ),
            DatedChange(date(2031, 7, 1), "karst:tamsin", "Velm", kind="handover", said_by=("Ostra", "Velm")),
            DatedChange(date(2031, 5, 4), "karst:unknown", "Ostra", said_by=("Ostra",)),
        ),
    )


def incidents() -> tuple[Incident, ...]:
    shelling = "Ostra's Defence Ministry accused Velm of shelling the Tamsin district in the morning."
    denial = "Velm's army rejected it as untrue."
    rockets = "Velm's army said rockets fell in the southern, northern and north-eastern sectors."
    asserts, rejects = Stance.ASSERTS, Stance.REJECTS
    start, end = _span("southern, northern and north-eastern sectors")
    bands = shapely.unary_union([s.band.to_shapely() for s in sectors() if s.id != "east"])
    killed = "Hundreds have been killed in Karst since April."
    return (
        incident(
            "i-clash", IncidentType.ARMED_CLASH, "Forces fought on in and around Karst.",
            place=where("Karst", KARST, 4, 60, relation="in and around"), theatre="karst",
        ),
        incident(
            "i-shelling", IncidentType.SHELLING, shelling, time_of_day="morning", theatre="karst",
            initiators=(Actor("Velm", "Velm"),), place=where("Tamsin district", TAMSIN, 3, 25, "Tamsyn", "Тамсин"),
            claims=(
                claim("Ostra", Act.ACCUSES, asserts, shelling, "Ostra's Defence Ministry"),
                claim("Velm", Act.DENIES, rejects, denial, "Velm's army"),
            ),
        ),
        incident(
            "i-rockets", IncidentType.ROCKET_MISSILE, rockets, theatre="karst", weapons=("rockets",),
            initiators=(Actor("Ostra", "Ostra"),), sectors=("south", "north", "northeast"),
            place=IncidentPlace(
                text=TEXT[start:end], start=start, end=end, name=TEXT[start:end], where_prec=5,
                radius_km=10, geometry=geometry(bands),
            ),
            claims=(claim("Velm", Act.REPORTS, asserts, rockets, "Velm's army"),),
        ),
        incident(
            "i-talks", IncidentType.TALKS, "Ministers met in Harbour City on May 11.", theatre="karst",
            date_start=date(2031, 5, 11), date_end=date(2031, 5, 11),
            place=where("Harbour City", shapely.Point(37.6, 55.7), 1, 10),
        ),
        incident(
            "i-truce", IncidentType.CEASEFIRE_AGREEMENT, "Ministers met in Harbour City", theatre="karst",
            date_start=date(2031, 5, 10), date_end=date(2031, 5, 10),
            place=where("Harbour City", shapely.Point(37.6, 55.7), 1, 10),
        ),
        incident(
            "i-killed", IncidentType.CASUALTIES_REPORT, killed, theatre="karst",
            date_start=date(2031, 4, 1), date_end=date(2031, 5, 12), date_prec=5,
            place=where("Karst", KARST, 4, 60), salience=Salience.BACKGROUND,
            casualties=(
                CasualtyCount(*_span("Hundreds"), quote="Hundreds", harm=Harm.KILLED, low=200, cumulative=True),
            ),
        ),
        incident(
            "i-nowhere", IncidentType.DRONE_STRIKE,
            "Drones were seen by nobody in a place that no atlas has.", theatre="karst",
            claims=(claim("Ostra", Act.REPORTS, asserts, "Drones were seen by nobody"),
                    claim("observers", Act.CONFIRMS, asserts, "Drones were seen by nobody")),
        ),
        incident(
            "i-convoy", IncidentType.IED_MINE, "A convoy was hit near Millbrook.", theatre="karst",
            place=where("Millbrook", shapely.Point(46.2, 39.55), 2, 12, relation="near"),
        ),
    )  # fmt: skip


def toponyms() -> tuple[Toponym, ...]:
    found = []
    for words, lon, lat, role in (
        ("OSTRA", 49.8, 40.4, Role.DATELINE),
        ("VELM", 44.5, 40.2, Role.DATELINE),
        ("Farland", 46.5, 41.2, Role.PLACE),
        ("Farland", 46.5, 41.2, Role.ORGANISATION),
    ):
        start, end = _span(words)
        resolution = Resolution(
            place=place(words.lower(), words.title(), lon, lat),
            method="test",
            where_prec=1,
            radius_km=5,
            score=1.0,
        )
        found.append(Toponym(start, end, words, role=role, resolution=resolution))
    start, end = _span("Tamsin")
    found.append(Toponym(start, end, "Tamsin"))
    return tuple(found)


def extraction(**changes: Any) -> Extraction:
    made = Extraction(
        documents=(DOCUMENT,),
        toponyms=(toponyms(),),
        incidents=incidents(),
        theatres=(theatre(),),
        sectors=sectors(),
    )
    return replace(made, **changes)


def hostile(text: str) -> Extraction:
    """The same extraction with ``text`` wherever words of an input, theatre or gazetteer can stand."""

    def evil_place(made: Place) -> Place:
        return replace(made, id=text + made.id, name=text, names=(text, text + "2"))

    def evil_claim(made: Claim) -> Claim:
        return replace(made, speaker=text, side=text if made.side else None, quote=text)

    def evil_incident(made: Incident) -> Incident:
        where = made.place
        if where is not None:
            resolution = where.resolution
            if resolution is not None:
                resolution = replace(resolution, place=evil_place(resolution.place))
            where = replace(where, text=text, name=text, resolution=resolution)
        return replace(
            made,
            id=text + made.id,
            trigger=text,
            quote=text,
            time_of_day=text,
            date_text=text,
            place=where,
            initiators=(Actor(text, text),),
            targets=(Actor(text, text),),
            weapons=(text, text),
            claims=tuple(evil_claim(c) for c in made.claims),
            casualties=(CasualtyCount(0, 5, quote=text, harm=Harm.KILLED, victims=text, party=text, low=1),),
        )

    plain = extraction()
    home = plain.theatres[0]
    theatre_ = replace(
        home,
        titles=(("en", text),),
        parties=tuple(replace(p, name=text + p.name) for p in home.parties),
        lines=tuple(replace(line, name=text, source=text, note=text) for line in home.lines),
        areas=tuple(
            replace(a, name=text, party=text + a.party if a.party else None, source=text, note=text)
            for a in home.areas
        ),
        places=(evil_place(place("own", "Own", 46.5, 39.9)),),
        preferred_place_names=(("test:own", text),),
        place_names=tuple(
            PlaceNames(evil_place(i.place.resolution.place).id, (("velm", (text + "V",)), ("ostra", (text,))))
            for i in plain.incidents
            if i.place is not None and i.place.resolution is not None
        ),
    )
    return replace(
        plain,
        documents=(
            replace(DOCUMENT, title=text, source=text, url="javascript:window.__x=1", fields=((text, text),)),
        ),
        toponyms=(
            tuple(
                replace(t, resolution=replace(t.resolution, place=evil_place(t.resolution.place)))
                for t in toponyms()
                if t.resolution is not None
            ),
        ),
        incidents=tuple(evil_incident(i) for i in plain.incidents),
        theatres=(theatre_,),
        sectors=tuple(replace(sector, name=text) for sector in plain.sectors),
    )


def many(n: int) -> Extraction:
    """``n`` incidents scattered over the theatre, by a fixed rule."""
    kinds, statuses = tuple(IncidentType), (incidents()[1], incidents()[2], incidents()[0])
    made = []
    for i in range(n):
        lon, lat = 45 + 3 * ((i * 0.618034) % 1), 39 + 2 * ((i * 0.754878) % 1)
        told = statuses[i % 3]
        spot = replace(
            incidents()[3].place or where("Karst", KARST, 4, 60),
            name=f"Village {i % 97}", geometry=geometry(shapely.Point(round(lon, 4), round(lat, 4))),
        )  # fmt: skip
        made.append(
            replace(told, id=f"n{i}", type=kinds[i % len(kinds)], place=spot, sectors=(), theatre="karst")
        )
    return extraction(incidents=tuple(made))


def fake_basemap(text: str = "") -> Any:
    """A gazetteer's base map of two countries, for tests that have no gazetteer; ``text`` in its names."""
    velm = shapely.Polygon([(43, 37), (46, 38.6), (46.2, 41.0), (44, 42), (42, 41)])
    ostra = shapely.Polygon([(46, 38.6), (51, 38), (51, 42), (46.2, 41.0)])

    def feature(shape: Any, **properties: Any) -> dict[str, Any]:
        return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}

    def collection(*features: dict[str, Any]) -> dict[str, Any]:
        return {"type": "FeatureCollection", "features": list(features)}

    border = shapely.LineString([(46, 38.6), (46.2, 41.0)])
    unit = shapely.LineString([(47.5, 38.4), (47.6, 41.4)])
    towns = (
        replace(place("ostra-city", f"Ostra City{text}", 48.2, 40.6, code="PPLC"), population=900_000),
        replace(place("midtown", "Midtown", 46.6, 39.6), population=90_000),
        replace(place("millbrook", "Millbrook", 46.2, 39.55), population=9_000),
        replace(place("velm-ford", "Velmford", 45.2, 40.2), population=50_000),
    )
    return SimpleNamespace(
        land=lambda index, bounds=None: collection(
            feature(velm, id="country:VE", name=f"Velm{text}", iso2="VE"),
            feature(ostra, id="country:OS", name=f"Ostra{text}", iso2="OS"),
        ),
        borders=lambda index, bounds=None: collection(
            feature(border, kind="disputed", name="", of=["Ostra", "Velm"]),
            feature(unit, kind="first_level", name="", of=["A", "B"]),
        ),
        detailed_land=lambda index, bounds: collection(
            feature(velm, id="country:VE", name=f"Velm{text}"),
            feature(ostra, id="country:OS", name=f"Ostra{text}"),
        ),
        units=lambda index, bounds: collection(
            feature(ostra, id="adm1:OS.1", name=f"East Ostra{text}"),
        ),
        towns=lambda index, bounds, limit=40: towns[:limit],
        capitals=lambda index: towns[:1],
    )


def put_basemap(monkeypatch: Any, ground: Any) -> None:
    """Have maps drawn on such a base map in place of the gazetteer's."""
    for module in (base, base_shapes):
        monkeypatch.setattr(module, "basemap", ground)


class FakeIndex:
    """Stands for the gazetteer where only its base map is asked for."""

    def place(self, place_id: str) -> Place | None:
        return None
