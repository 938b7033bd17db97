"""Small valid records for tests to vary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import shapely

from geomap.model import (
    About,
    Account,
    Act,
    Actor,
    CasualtyCount,
    Claim,
    Document,
    Extraction,
    Geometry,
    Harm,
    Incident,
    IncidentPlace,
    IncidentType,
    LonLat,
    Place,
    Resolution,
    Role,
    Stance,
    Toponym,
)

TEXT = "Valdoria said Marland's army shelled Eastford on Monday. Marland denied it."
DOCUMENT = Document(
    id="d1",
    text=TEXT,
    title="Two voices",
    published=date(2021, 3, 2),
    source="Wire",
    url="https://example.org/1",
    fields=(("desk", "east"),),
)
PLACE = Place(
    id="test:1",
    name="Eastford",
    point=LonLat(30.5, 50.25),
    feature_class="P",
    feature_code="PPL",
    country="UA",
    admin1="12",
    admin1_name="Eastshire",
)
RESOLUTION = Resolution(
    place=PLACE,
    method="unique name",
    where_prec=1,
    radius_km=5.0,
    score=0.9,
    reasons=("one place has this name",),
)


def geometry(wkt: str = "POINT (30.5 50.25)") -> Geometry:
    return Geometry.from_shapely(shapely.from_wkt(wkt))


def claim(side: str | None = "Valdoria", stance: Stance = Stance.ASSERTS, **changes: Any) -> Claim:
    made = Claim(
        speaker=side or "the text",
        side=side,
        party=side is not None,
        act=Act.REPORTS if stance is Stance.ASSERTS else Act.DENIES,
        about=About.WHOLE,
        stance=stance,
        quote=TEXT[:56],
        start=0,
        end=56,
        document_id="d1",
    )
    return replace(made, **changes)


def killed(low: int | None, best: int | None, high: int | None, **changes: Any) -> CasualtyCount:
    return replace(
        CasualtyCount(start=0, end=5, quote="count", harm=Harm.KILLED, low=low, best=best, high=high),
        **changes,
    )


def incident(wkt: str | None = "POINT (30.5 50.25)", **changes: Any) -> Incident:
    start = TEXT.index("Eastford")
    place = IncidentPlace(
        text="Eastford",
        start=start,
        end=start + len("Eastford"),
        name="Eastford",
        resolution=RESOLUTION,
        where_prec=1,
        radius_km=5.0,
        geometry=geometry(wkt) if wkt else None,
    )
    made = Incident(
        id="i1",
        type=IncidentType.SHELLING,
        trigger="shelled",
        trigger_start=TEXT.index("shelled"),
        trigger_end=TEXT.index("shelled") + 7,
        quote=TEXT[:56],
        start=0,
        end=56,
        document_id="d1",
        date_start=date(2021, 3, 1),
        date_end=date(2021, 3, 1),
        date_text="on Monday",
        date_prec=1,
        initiators=(Actor("Marland", "Marland's army"),),
        weapons=("artillery",),
        place=place,
        claims=(claim(), claim("Marland", Stance.REJECTS, start=57, end=75, quote=TEXT[57:75])),
    )
    return replace(made, **changes)


def toponym(resolved: bool = True) -> Toponym:
    start = TEXT.index("Eastford")
    return Toponym(
        start=start,
        end=start + len("Eastford"),
        text="Eastford",
        role=Role.PLACE,
        resolution=RESOLUTION if resolved else None,
    )


def extraction(*incidents: Incident, documents: tuple[Document, ...] = (DOCUMENT,)) -> Extraction:
    return Extraction(documents=documents, toponyms=tuple(() for _ in documents), incidents=incidents)


class NoOutlines:
    """A gazetteer that knows neither names nor shapes."""

    def geometry(self, place_id):
        return None

    def lookup(self, name):
        return ()

    def drawn(self, layer, bounds):
        return ()


# Three sources tell of one happening: the wire, a paper that prints the wire's text, and another paper.
TOLD = (
    ("d1", "Wire", 2, "Valdoria said Marland's army shelled Eastford on Monday, killing three people."),
    ("d2", "Gazette", 3, "Valdoria said Marland's army shelled Eastford on Monday, killing three people."),
    ("d3", "Post", 3, "Seven people died when shells hit Westford on Monday, a doctor there said."),
)
TELLERS = tuple(
    Document(
        id=key,
        text=text,
        title=f"{source} report",
        published=date(2021, 3, day),
        source=source,
        url=f"https://example.org/{key}",
    )
    for key, source, day, text in TOLD
)


def account(number: int, **changes: Any) -> Incident:
    """The incident as one of `TELLERS` tells it, counted from 0."""
    key, _, _, text = TOLD[number]
    name = "Eastford" if number < 2 else "Westford"
    start = text.index(name)
    entry = PLACE if number < 2 else replace(PLACE, id="test:2", name=name, point=LonLat(30.51, 50.26))
    point = f"POINT ({entry.point.lon} {entry.point.lat})"
    trigger = "shelled" if number < 2 else "shells hit"
    deaths = 3 if number < 2 else 7
    words = "killing three people" if number < 2 else "Seven people died"
    begin = text.index(words)
    made = replace(
        incident(),
        id=f"inc-{number + 1}",
        trigger=trigger,
        trigger_start=text.index(trigger),
        trigger_end=text.index(trigger) + len(trigger),
        quote=text,
        end=len(text),
        document_id=key,
        initiators=incident().initiators if number < 2 else (),
        place=IncidentPlace(
            text=name,
            start=start,
            end=start + len(name),
            name=name,
            resolution=replace(RESOLUTION, place=entry),
            where_prec=1,
            radius_km=5.0,
            geometry=geometry(point),
        ),
        casualties=(killed(deaths, deaths, deaths, start=begin, end=begin + len(words), quote=words),),
        claims=(claim(quote=text, end=len(text), document_id=key),) if number < 2 else (),
    )
    return replace(made, **changes)


def joined(*accounts: Incident, **changes: Any) -> Incident:
    """An incident that `TELLERS` tell of, told as the first of them tells it; the second is a copy."""
    parts = accounts or tuple(account(number) for number in range(len(TOLD)))
    own = parts[0]
    voices = {"d1": 0, "d2": 0, "d3": 1}
    made = replace(
        own,
        claims=tuple(
            each
            for part in parts
            for each in part.claims
            or (
                claim(
                    None,
                    speaker="the report",
                    quote=part.quote,
                    end=part.end,
                    document_id=part.document_id,
                ),
            )
        ),
        casualties=tuple(
            replace(count, document_id=None if part is own else part.document_id)
            for part in parts
            for count in part.casualties
        ),
        merged_from=tuple(part.id for part in parts),
        accounts=tuple(
            Account(
                part, 0.8, (f"place: {part.place.name if part.place else '-'}",), voices[part.document_id]
            )
            for part in parts
        ),
    )
    return replace(made, **changes)


def joined_extraction(*others: Incident, **changes: Any) -> Extraction:
    """The extraction of a joined incident, and of others after it."""
    return extraction(joined(**changes), *others, documents=TELLERS)
