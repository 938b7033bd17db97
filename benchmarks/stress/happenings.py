"""Records made by number: documents that tell of happenings, several of each, without a text being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import shapely

from geomap.model import (
    About,
    Act,
    Actor,
    ActorKind,
    Claim,
    Document,
    Extraction,
    Geometry,
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

TELLERS = 3
"""Documents that tell of each happening."""
_TOWNS = 60
_FIRST = date(2023, 1, 1)
_DAYS = 900
_KINDS = (IncidentType.SHELLING, IncidentType.ARMED_CLASH, IncidentType.PROTEST, IncidentType.DRONE_STRIKE)
_SYLLABLES = "ba ko ri den mar tul ve sho lin gar pe zum".split()


def extraction_of(numbers: Iterable[int], *, edition: int = 0) -> Extraction:
    """What was found in the documents of these numbers; another edition has another text and source."""
    numbers = tuple(numbers)
    documents = tuple(document(number, edition=edition) for number in numbers)
    return Extraction(
        documents=documents,
        toponyms=tuple((_toponym(each),) for each in documents),
        incidents=tuple(
            incident
            for number, each in zip(numbers, documents, strict=True)
            for incident in incidents(number, each)
        ),
    )


def document(number: int, *, edition: int = 0) -> Document:
    """The document of a number."""
    happening, teller = divmod(number, TELLERS)
    town = f"Town{happening % _TOWNS:02}"
    drawn = Random(number * 10 + edition)
    words = " ".join("".join(drawn.choices(_SYLLABLES, k=3)) for _ in range(60))
    kind = "Marland's army shelled"
    text = f"Valdoria said {kind} {town} on that day. Number {number} of edition {edition}: {words}."
    published = _day(happening) + timedelta(days=1)
    return Document(f"d{number:07}", text, f"Report {number}", published, f"Wire {teller}.{edition}")


def incidents(number: int, told: Document) -> tuple[Incident, ...]:
    """What a document tells: a happening, and with every fifth another that has no place."""
    happening = number // TELLERS
    start = told.text.index("Town")
    quote = told.text[: told.text.index(".") + 1]
    day = _day(happening)
    base = Incident(
        id=f"i{number:07}",
        type=_KINDS[happening % len(_KINDS)],
        trigger="shelled",
        trigger_start=told.text.index("shelled"),
        trigger_end=told.text.index("shelled") + 7,
        quote=quote,
        start=0,
        end=len(quote),
        document_id=told.id,
        date_start=day,
        date_end=day,
        date_text="on that day",
        date_prec=1,
        initiators=(Actor("Marland", "Marland's army", ActorKind.STATE),),
        weapons=("artillery",),
        place=IncidentPlace(
            text=told.text[start : start + 6],
            start=start,
            end=start + 6,
            name=told.text[start : start + 6],
            resolution=_resolution(happening),
            where_prec=1,
            radius_km=2.0,
            geometry=Geometry.from_shapely(shapely.Point(*_point(happening))),
        ),
        claims=(
            Claim(
                speaker="Valdoria",
                side="Valdoria",
                party=True,
                act=Act.REPORTS,
                about=About.WHOLE,
                stance=Stance.ASSERTS,
                quote=quote,
                start=0,
                end=len(quote),
                document_id=told.id,
            ),
        ),
    )
    if number % 5:
        return (base,)
    return base, replace(base, id=f"{base.id}-none", place=None, type=IncidentType.TALKS)


def _day(happening: int) -> date:
    return _FIRST + timedelta(days=happening // _TOWNS % _DAYS)


def _point(happening: int) -> tuple[float, float]:
    town = happening % _TOWNS
    return 30 + town % 10 * 0.5, 45 + town // 10 * 0.5


def _resolution(happening: int) -> Resolution:
    town = happening % _TOWNS
    place = Place(
        f"made:{town}", f"Town{town:02}", LonLat(*_point(happening)), "P", "PPL", "UA", "12", "Eastshire"
    )
    return Resolution(place, "unique name", 1, 2.0, 0.9, ("one place has this name",))


def _toponym(told: Document) -> Toponym:
    start = told.text.index("Town")
    return Toponym(start, start + 6, told.text[start : start + 6], Role.PLACE, resolution=_resolution(0))
