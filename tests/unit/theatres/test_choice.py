"""The theatre of a document, by its date, the places that it names and the parties in it."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from geomap.model import (
    ActorKind,
    ActorMention,
    Document,
    LonLat,
    Place,
    Resolution,
    Role,
    Theatre,
    Toponym,
)
from geomap.theatres import choose, load, score

from .conftest import SOURCES

OCTOBER = date(2020, 10, 13)


@pytest.fixture(scope="module")
def theatres() -> tuple[Theatre, ...]:
    return tuple(load(SOURCES / each) for each in ("donbas-2014", "karabakh-2020", "sudan-2023"))


def place(key: str, lon: float, lat: float, code: str = "PPL") -> Place:
    return Place(f"test:{key}", key, LonLat(lon, lat), "A" if code.startswith("PCL") else "P", code)


TARTAR = place("Tartar", 46.93, 40.34)
FUZULI = place("Fuzuli", 47.15, 39.60)
STEPANAKERT = place("Stepanakert", 46.75, 39.82)
BAKU = place("Baku", 49.87, 40.40, "PPLC")
PARIS = place("Paris", 2.35, 48.85, "PPLC")
VIENNA = place("Vienna", 16.37, 48.21, "PPLC")
LYON = place("Lyon", 4.84, 45.76)
AVDIIVKA = place("Avdiivka", 37.74, 48.14)
KHARTOUM = place("Khartoum", 32.53, 15.59, "PPLC")
EL_FASHER = place("El Fasher", 25.35, 13.63)
AZERBAIJAN = place("Azerbaijan", 47.5, 40.3, "PCLI")
REGION = Place("geomap:region:nagorno-karabakh", "Nagorno-Karabakh", LonLat(46.75, 39.9), "L", "RGN")


def toponym(of: Place | None, role: Role = Role.PLACE) -> Toponym:
    name = of.name if of else "Somewhere"
    resolution = Resolution(of, "test", 1, 5.0, 1.0) if of else None
    return Toponym(0, len(name), name, role=role, resolution=resolution)


def actor(party: str | None) -> ActorMention:
    return ActorMention(0, 4, "they", party, ActorKind.STATE)


def chosen(
    theatres: tuple[Theatre, ...],
    places: list[Place],
    parties: list[str],
    published: date | None = OCTOBER,
    role: Role = Role.PLACE,
) -> str | None:
    document = Document("d", "Text.", published=published)
    (theatre,) = choose(
        [document], [[toponym(p, role) for p in places]], [[actor(p) for p in parties]], theatres
    )
    return theatre.id if theatre else None


BOTH = ["Azerbaijan", "Armenia"]


@pytest.mark.parametrize(
    ("places", "parties", "published", "expected"),
    [
        ([REGION, TARTAR], BOTH, OCTOBER, "karabakh-2020"),
        ([TARTAR], BOTH, OCTOBER, "karabakh-2020"),
        ([TARTAR], ["Azerbaijan", "Nagorno-Karabakh forces"], OCTOBER, "karabakh-2020"),
        ([REGION], ["Armenia"], OCTOBER, "karabakh-2020"),
        ([TARTAR, FUZULI, STEPANAKERT, REGION], [], OCTOBER, "karabakh-2020"),
        ([TARTAR, PARIS, VIENNA], BOTH, OCTOBER, "karabakh-2020"),
        ([REGION, TARTAR], BOTH, None, "karabakh-2020"),
        ([AVDIIVKA], ["Ukraine", "Donetsk and Luhansk separatists"], date(2018, 5, 1), "donbas-2014"),
        ([KHARTOUM, EL_FASHER], ["Rapid Support Forces"], date(2023, 6, 1), "sudan-2023"),
        ([], BOTH, OCTOBER, "karabakh-2020"),
        ([BAKU], BOTH, OCTOBER, "karabakh-2020"),
    ],
)
def test_the_theatre_that_fits_is_chosen(theatres, places, parties, published, expected):
    assert chosen(theatres, places, parties, published) == expected


@pytest.mark.parametrize(
    ("places", "parties", "published"),
    [
        ([REGION, TARTAR], BOTH, date(2020, 9, 1)),  # before it began
        ([REGION, TARTAR], BOTH, date(2021, 3, 1)),  # long over
        ([AVDIIVKA], ["Ukraine", "Donetsk and Luhansk separatists"], date(2022, 6, 1)),
        ([TARTAR], ["Azerbaijan"], OCTOBER),  # a flood, a festival
        ([PARIS, LYON, VIENNA], BOTH, OCTOBER),  # talks elsewhere
        ([PARIS], ["France"], OCTOBER),
        ([AZERBAIJAN], ["Azerbaijan"], OCTOBER),  # its point lies in the area, but it is a country
        ([], ["Azerbaijan"], OCTOBER),
        ([], [], OCTOBER),
        ([TARTAR, AVDIIVKA, LYON, VIENNA, KHARTOUM, EL_FASHER], BOTH, OCTOBER),  # a round-up of the world
    ],
)
def test_none_is_better_than_one_that_does_not_fit(theatres, places, parties, published):
    assert chosen(theatres, places, parties, published) is None


def test_news_of_the_aftermath_still_belongs_to_it(theatres):
    assert chosen(theatres, [REGION, TARTAR], BOTH, date(2020, 12, 1)) == "karabakh-2020"
    document = Document("d", "Text.", published=date(2020, 12, 1))
    during = Document("d", "Text.", published=OCTOBER)
    given = ([toponym(REGION)], [actor("Armenia"), actor("Azerbaijan")], theatres[1])
    assert score(document, *given) == 6.0
    assert score(during, *given) == 7.0


@pytest.mark.parametrize("role", [Role.DEMONYM, Role.METONYM, Role.SPEAKER, Role.DATELINE, Role.ORGANISATION])
def test_names_in_other_roles_are_no_places(theatres, role):
    assert chosen(theatres, [TARTAR, FUZULI, STEPANAKERT], ["Azerbaijan"], role=role) is None


def test_unresolved_names_and_unknown_actors_say_nothing(theatres):
    document = Document("d", "Text.", published=OCTOBER)
    assert choose([document], [[toponym(None)]], [[actor(None), actor("Atlantis")]], theatres) == (None,)


def test_the_order_of_the_theatres_does_not_matter(theatres):
    documents = [Document("d", "Text.", published=None)]
    toponyms = [[toponym(p) for p in (TARTAR, FUZULI, KHARTOUM, EL_FASHER)]]
    actors = [[actor(p) for p in ("Azerbaijan", "Armenia", "Sudan", "Rapid Support Forces")]]
    found = {choose(documents, toponyms, actors, order) for order in permutations(theatres)}
    assert [theatre.id for (theatre,) in found if theatre] == ["sudan-2023"]  # as good, and begun later


def test_every_document_has_its_own(theatres):
    documents = [
        Document("a", "Text.", published=OCTOBER),
        Document("b", "Text.", published=date(2023, 6, 1)),
        Document("c", "Text.", published=OCTOBER),
    ]
    toponyms = [[toponym(TARTAR)], [toponym(KHARTOUM)], [toponym(PARIS)]]
    actors = [[actor(p) for p in BOTH], [actor("Sudan"), actor("Rapid Support Forces")], []]
    found = choose(documents, toponyms, actors, theatres)
    assert [theatre.id if theatre else None for theatre in found] == ["karabakh-2020", "sudan-2023", None]
    assert choose([], [], [], theatres) == ()
    assert choose(documents, toponyms, actors, ()) == (None, None, None)
