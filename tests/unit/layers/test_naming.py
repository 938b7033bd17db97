"""Which name labels a place, and what is said about the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.errors import UsageError
from geomap.layers import OwnedName, build_layers
from geomap.layers.local_names import local_name
from geomap.layers.naming import choose_naming, owners_of
from geomap.layers.scripts import OWN_NAMES, WRITINGS
from geomap.model import ActorKind, LonLat, Party, Place, PlaceNames
from tests import drawn

BRIDGE = PlaceNames(
    "test:tamsin district",
    (("velm", ("Tamsin", "Тамсин")), ("ostra", ("Tomsy",)), ("qq", ("Thamsin",))),
)


@pytest.fixture
def theatre():
    guard = Party("guard", "Ostran Guard", ActorKind.ARMED_GROUP, side="Ostra")
    mediator = Party("league", "The League", ActorKind.MEDIATOR)
    home = drawn.theatre()
    return replace(home, parties=(*home.parties, guard, mediator), place_names=(BRIDGE,))


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("en", "Tamsin district"),
        ("local", "Tamsin district"),
        ("velm", "Tamsin"),
        ("VELM", "Tamsin"),
        ("Ostra", "Tomsy"),
        ("guard", "Tomsy"),
        ("Ostran guard", "Tomsy"),
        ("qq", "Thamsin"),
    ],
)
def test_a_party_labels_the_place_in_title_area_and_card(theatre, names, label):
    found = build_layers(drawn.extraction(theatres=(theatre,)), None, names=names)
    told = next(s for s in found.signs if s.account.where == label)
    assert label in [hit.name for hit in found.hits]
    assert told.account.party_names == (OwnedName("Tamsin", ("Velm",)), OwnedName("Tomsy", ("Ostra",)))


def test_the_card_keeps_every_other_name(theatre):
    for names in ("en", "velm", "ostra"):
        told = next(
            s
            for s in build_layers(drawn.extraction(theatres=(theatre,)), None, names=names).signs
            if s.account.party_names
        )
        shown = {told.account.where, *told.account.other_names, *(n.name for n in told.account.party_names)}
        assert {"Tamsin district", "Tamsin", "Tomsy"} <= shown
        assert told.account.where not in told.account.other_names


def test_a_name_that_all_parties_use_is_said_once(theatre):
    same = PlaceNames(BRIDGE.place, (("velm", ("Tamsin district",)), ("ostra", ("Tamsin district",))))
    naming = choose_naming("en", (replace(theatre, place_names=(same,)),))
    place = drawn.place("tamsin district", "Tamsin district", 47, 40, "Tamsin")
    assert naming.others(place, "Tamsin district") == ((), ("Tamsin",))
    assert naming.others(place, "Tamsin")[0] == (OwnedName("Tamsin district", ("Velm", "Ostra")),)


def test_a_place_without_a_name_in_the_policy_keeps_its_label(theatre):
    naming = choose_naming("velm", (theatre,))
    other = drawn.place("mill", "Mill", 47, 40)
    assert naming.label(other, "Mill") == "Mill"
    assert naming.label(None, "somewhere") == "somewhere"
    assert naming.town(replace(other, id="test:own")) == naming.labels.get("test:own", "Mill")


@pytest.mark.parametrize("names", ["nobody", "league", "", "Tamsin"])
def test_an_unknown_party_is_refused_with_those_there_are(theatre, names):
    with pytest.raises(UsageError) as refused:
        choose_naming(names, (theatre,))
    assert "one of written, en, local, ostra, velm, guard, qq is needed" in str(refused.value)


def test_without_a_theatre_there_are_no_parties():
    assert owners_of(()) == ()
    with pytest.raises(UsageError, match="one of written, en, local is needed"):
        choose_naming("velm", ())


def town(name, country, *names, key="test:x"):
    return Place(key, name, LonLat(30, 40), "P", "PPL", country=country, names=names)


@pytest.mark.parametrize(
    ("place", "own"),
    [
        (town("Kharkiv", "UA", "Kharkov", "Харков", "Харків", "Харьков", "哈爾科夫"), "Харків"),
        (town("Odesa", "UA", "Одеса", "Одесса", "Хаджибей"), "Одеса"),
        (town("Zaporizhzhia", "UA", "Запоріжя", "Запоріжжя", "Запорожье"), "Запоріжжя"),
        (town("Kazan", "RU", "Казан", "Казань", "Къазан"), "Казань"),
        (town("Omsk", "RU", "Омськ", "Омск", "Омьскъ"), "Омск"),
        (town("Gyumri", "AM", "Ալեքսանդրապոլ", "Գիւմրի", "Гюмри"), "Գյումրի"),
        (town("Raqqa", "SY", "الرقة", "رقه", "ڕەققە"), "الرقة"),
        (town("Homs", "SY", "حمص", "مدينة حمص"), "حمص"),
        (town("Aghdam", "AZ", "Agdam", "Ağdam", "Акна"), "Ağdam"),
    ],
)
def test_the_local_form_is_that_of_the_country(place, own):
    assert local_name(place) == own


@pytest.mark.parametrize(
    "place",
    [
        town("Springfield", "US", "Спрингфилд"),
        town("Nowhere", None, "Ноувер"),
        town("Newtown", "UA"),
        town("Dumbarton", "UA", "Белгород"),
        town("Kosti", "SD", "ربك"),
        town("Barda", "AZ", "Berde", "Барда"),
        town("Homyel", "BY", "Вітебськ"),
    ],
)
def test_where_no_form_is_surely_local_there_is_none(place):
    assert local_name(place) is None


def test_forms_of_equal_right_give_none():
    assert local_name(town("Nablus", "PS", "نابلس", "نابلص")) is None


def test_a_theatres_own_form_needs_no_sound():
    place = town("Stepanakert", "AZ", "Степанакерт", "Stepanakert")
    assert local_name(place, ("Khankendi", "Xankəndi", "Ստեփանակերտ")) == "Xankəndi"
    assert local_name(replace(place, country="AM"), ("Khankendi", "Ստեփանակերտ")) == "Ստեփանակերտ"


def test_own_names_come_first():
    assert local_name(town("Moscow", "RU", "Маскав", key="geonames:524901")) == "Москва"


def test_the_tables_agree_with_themselves():
    for iso2, writing in WRITINGS.items():
        assert len(iso2) == 2
        assert writing.telling <= writing.letters
        # Of Arabic words only those of one word: 'the' and 'of' are words of their own.
        assert all(writing.writes(word) for word in writing.country.split())
    assert all(name.strip() == name for name in OWN_NAMES.values())


def test_a_region_has_no_local_form_but_a_country_has():
    naming = choose_naming("local", ())
    region = replace(town("Donbas", "UA", "Донбас"), feature_class="L", feature_code="RGN")
    assert naming.label(region, "Donbas") == "Donbas"
    country = replace(town("Ukraine", "UA", "Украина"), feature_class="A", feature_code="PCLI")
    assert naming.label(country, "Ukraine") == "Україна"
    assert naming.label(replace(country, country="FR"), "France") == "France"


def test_countries_are_named_in_their_own_writing_by_local_alone():
    assert choose_naming("local", ()).country("UA", "Ukraine") == "Україна"
    assert choose_naming("en", ()).country("UA", "Ukraine") == "Ukraine"
    assert choose_naming("local", ()).country("FR", "France") == "France"
