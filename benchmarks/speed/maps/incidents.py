"""The incidents of the map benchmark, made by a fixed rule: what every page has to carry.

The sentences have some 120 characters, and more of a text's disorder than one phrase with a number
in it: a page that packs its text would otherwise look better than it is with news.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import shapely

from geomap.model import (
    About,
    Act,
    Claim,
    Document,
    Extraction,
    Geometry,
    Incident,
    IncidentPlace,
    IncidentType,
    Stance,
)
from geomap.render.packing import squeeze

FIRST_DAY = date(2022, 2, 24)
DAYS = 900
KINDS = tuple(IncidentType)
FIELDS = ("type", "day", "place", "speaker", "quote", "source")
"""What a popup says, in this order."""

_CENTRES = 40
_WORDS = (
    "after again air all along also among area armed army artillery at attack away battery before bridge "
    "brigade building by centre children city civilian close column command convoy damage dawn defence depot "
    "destroyed district drone during early east eastern evening factory farm fell fire five force four front "
    "fuel governor grain ground group guns heavy hit homes hospital hours house injured into killed large "
    "late launched line local long men military mine missile more morning near new night north northern "
    "offices officials one outskirts over part people port position power railway region reported residents "
    "river road rocket roof rounds school several shells shore since six soldiers south southern station "
    "street strike supply target three to town troops two under units vehicles village warehouse water "
    "week west western where which windows with women workers wounded yard"
).split()
_MORE_WORDS = 9
# Knuth's multiplicative step: disorder without a generator's state to be set up for every incident.
_STEP, _RANGE = 6_364_136_223_846_793_005, 2**64


class Told(NamedTuple):
    """One incident: where it lies, and the words of its popup in the order of `FIELDS`."""

    lon: float
    lat: float
    type: str
    day: str
    place: str
    speaker: str
    quote: str
    source: str


def sentence(i: int) -> str:
    """The sentence of incident ``i``."""
    state, words = i + 1, []
    for _ in range(_MORE_WORDS):
        state = (state * _STEP + 1_442_695_040_888_963_407) % _RANGE
        words.append(_WORDS[(state >> 33) % len(_WORDS)])
    return f"Report number {i}: shelling was said to have hit Village {i % 2000}, {' '.join(words)}."


def told(n: int) -> Iterator[Told]:
    """``n`` incidents around 40 centres, one a document."""
    for i in range(n):
        centre = i % _CENTRES
        yield Told(
            lon=round(31 + 8 * ((centre * 0.618034) % 1) + 0.8 * ((i * 0.754878) % 1), 5),
            lat=round(46.5 + 4 * ((centre * 0.754878) % 1) + 0.6 * ((i * 0.569840) % 1), 5),
            type=KINDS[i % len(KINDS)].label,
            day=str(FIRST_DAY + timedelta(days=i % DAYS)),
            place=f"Village {i % 2000}",
            speaker=f"Ministry {i % 7}",
            quote=sentence(i),
            source=f"Report {i}",
        )


def text_megabytes(n: int) -> float:
    """Size of the sentences of ``n`` incidents, a line each, as gzip in base64."""
    return len(squeeze("\n".join(sentence(i) for i in range(n)).encode())) / 1e6


def extraction(n: int) -> Extraction:
    """The same incidents as geomap finds them, each with one claim."""
    documents, incidents = [], []
    for i, one in enumerate(told(n)):
        day = date.fromisoformat(one.day)
        documents.append(
            Document(id=f"d{i}", text=one.quote, title=one.source, source=f"Source {i % 300}", published=day)
        )
        claim = Claim(
            speaker=one.speaker, side=f"Side {i % 2}", party=True, act=Act.REPORTS, about=About.WHOLE,
            stance=Stance.ASSERTS, quote=one.quote, start=0, end=len(one.quote), document_id=f"d{i}",
        )  # fmt: skip
        place = IncidentPlace(
            text=one.place, start=0, end=len(one.place), name=one.place, where_prec=1, radius_km=5,
            geometry=Geometry.from_shapely(shapely.Point(one.lon, one.lat)),
        )  # fmt: skip
        incidents.append(
            Incident(
                id=f"i{i}", type=KINDS[i % len(KINDS)], trigger="shelling", trigger_start=0, trigger_end=8,
                quote=one.quote, start=0, end=len(one.quote), document_id=f"d{i}",
                date_start=day, date_end=day, date_prec=1, place=place, claims=(claim,),
            )
        )  # fmt: skip
    return Extraction(tuple(documents), ((),) * n, tuple(incidents))
