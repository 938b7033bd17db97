"""Looking up names and points in the bundled gazetteer."""

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Minsk", "geonames:625144"),
        ("Moscow", "geonames:524901"),
        ("Kharkov", "geonames:706483"),
        ("Kharkiv", "geonames:706483"),
        ("Deir ez-Zor", "geonames:170794"),
        ("Khan Younis", "geonames:281124"),
        ("Deir Ezzor", "geonames:170794"),
        ("Khan Younus", "geonames:281124"),
        ("Al Jenaina", "geonames:379303"),
        ("Khan Yunis", "geonames:281124"),
        ("El Fasher", "geonames:379555"),
        ("Goma", "geonames:216281"),
        ("Pokrovsk", "geonames:704422"),
        ("Odessa", "geonames:698740"),
        ("Tartar", "geonames:584871"),
        ("Terter", "geonames:584871"),
        ("Тертер", "geonames:584871"),
        ("Թարթառ", "geonames:584871"),
        ("تارتار", "geonames:584871"),
        ("Europe", "geomap:region:europe"),
        ("Turkey", "country:TR"),
        ("Georgia", "country:GE"),
        ("U.S.", "country:US"),
        ("UAE", "country:AE"),
        ("DRC", "country:CD"),
        ("Burma", "country:MM"),
        ("Azeri", "country:AZ"),
        ("Syrian", "country:SY"),
        ("Gaza", "adm1:PS.GZ"),
        ("Tigray", "adm1:ET.53"),
        ("Nagorno-Karabakh", "geomap:region:nagorno-karabakh"),
        ("Artsakh", "geomap:region:nagorno-karabakh"),
        ("Donbas", "geomap:region:donbas"),
        ("Sugovushan", "geomap:settlement:karabakh-madagiz"),
        ("Black Sea", "geomap:nature:black-sea"),
        ("Zaporizhzhia Nuclear Power Plant", "geomap:site:zaporizhzhia-npp"),
    ],
)
def test_the_place_that_a_news_reader_expects_comes_first(
    index: PlaceIndex, name: str, place_id: str
) -> None:
    assert index.lookup(name)[0].place.id == place_id


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Tartar district", "adm1:AZ.57"),
        ("Terter Rayon", "adm1:AZ.57"),
        ("Donetsk Oblast", "adm1:UA.05"),
        ("Donetsk region", "adm1:UA.05"),
        ("Rakhine State", "adm1:MM.01"),
        ("Idlib governorate", "adm1:SY.12"),
        ("North Darfur", "adm1:SD.55"),
        ("Republic of Dagestan", "adm1:RU.17"),
        ("Northern State", "adm1:SD.43"),
        ("Lachin district", "adm1:AZ.28"),
        ("Soum province", "ne:BFA.soum"),
    ],
)
def test_a_name_that_says_unit_gives_the_unit(index: PlaceIndex, name: str, place_id: str) -> None:
    best = index.lookup(name)[0].place
    assert best.id == place_id
    assert index.geometry(best.id) is not None


def test_unit_and_town_of_one_name_are_two_entries(index: PlaceIndex) -> None:
    places = [c.place for c in index.lookup("Tartar")]
    assert [p.feature_code for p in places] == ["PPLA", "ADM1"]
    assert {p.admin1_name for p in places} == {"Tartar District"}


def test_a_country_narrows_the_answer(index: PlaceIndex) -> None:
    assert {c.place.country for c in index.lookup("Tripoli", country="LB")} == {"LB"}
    assert index.lookup("Minsk", country="AZ") == ()


def test_kinds_of_names_are_told(index: PlaceIndex) -> None:
    kinds = {name: index.lookup(name)[0].name_kind for name in ("Tartar", "Terter", "Тертер", "Azeri", "UK")}
    assert kinds == {
        "Tartar": "preferred",
        "Terter": "alternate",
        "Тертер": "native",
        "Azeri": "demonym",
        "UK": "abbreviation",
    }


def test_another_romanisation_is_found_where_no_spelling_is_known(index: PlaceIndex) -> None:
    (found,) = index.lookup("Khan Younus")
    assert found.name_kind == "transliteration"
    assert found.reasons == (f"sounds like '{found.name}'",)
    assert found.score < index.lookup("Khan Younis")[0].score
    assert {c.name_kind for c in index.lookup("Khan Yunis")} & {"transliteration"} == set()
    # A name that says what it is of is not taken for a town's, nor a people's for a unit's.
    assert index.lookup("Khan Younus river") == ()
    assert [c.place.id for c in index.lookup("Terterr district")] == ["adm1:AZ.57"]


def test_a_village_known_only_by_its_district_gives_the_district(index: PlaceIndex) -> None:
    (found,) = index.lookup("Abdal Gulabli")
    assert (found.place.id, found.name, found.name_kind) == ("adm1:AZ.03", "Abdal Gulabli", "within")
    assert found.reasons == ("known only to lie in Aghdam District",)
    # As likely as a hamlet, however large the district is.
    assert found.score < 2
    assert "Abdal Gulabli" not in found.place.names
    assert index.lookup("Abdal Gulabli district") == ()


@pytest.mark.parametrize("noise", ["", "  ", "!?", "MSQ", "ming si ke", "no such place anywhere"])
def test_codes_romanisations_and_nothing_give_nothing(index: PlaceIndex, noise: str) -> None:
    assert all(c.place.id != "geonames:625144" for c in index.lookup(noise))


@pytest.mark.parametrize(
    ("folded", "answer"),
    [
        ("deir", (False, True)),
        ("deir ez zor", (True, True)),
        ("terter rayon", (True, False)),
        ("zaporizhzhia nuclear power", (False, True)),
        ("no such", (False, False)),
    ],
)
def test_has_prefix(index: PlaceIndex, folded: str, answer: tuple[bool, bool]) -> None:
    is_name, starts = index.has_prefix(folded)
    assert is_name is answer[0]
    assert starts or not answer[1]


@pytest.mark.parametrize(
    ("lon", "lat", "country", "unit"),
    [
        (46.93, 40.34, "AZ", "Tartar District"),
        (34.1, 44.95, "UA", "Crimea"),
        (35.77, 33.0, "SY", "Quneitra Governorate"),
        (44.06, 9.56, "SO", "Woqooyi Galbeed"),
        (34.45, 31.5, "PS", "Gaza Strip"),
        (-13.2, 27.15, "EH", None),
        (-30.0, 0.0, None, None),
    ],
)
def test_containing(index: PlaceIndex, lon: float, lat: float, country: str | None, unit: str | None) -> None:
    state, first_level = index.containing(LonLat(lon, lat))
    assert (state.country if state else None) == country
    assert (first_level.name if first_level else None) == unit


def test_nearest_across_the_180th_meridian_and_at_the_poles(index: PlaceIndex) -> None:
    near = index.nearest(LonLat(-179.99, -16.5))
    assert near is not None
    assert near[0].country == "FJ"
    assert near[1] < 200
    assert index.nearest(LonLat(0, -89.9)) is None


def test_every_country_has_a_point_within_itself_and_most_a_capital(index: PlaceIndex) -> None:
    countries = index.countries()
    assert len(countries) == 250
    assert len({c.iso2 for c in countries}) == 250
    without = {c.iso2 for c in countries if c.capital is None}
    # Territories without a town of 500 people, and three that have no capital.
    assert len(without) < 25, without
    assert {"AZ", "AM", "UA", "SD", "XK", "TW", "PS"}.isdisjoint(without)
    armenia = next(c for c in countries if c.iso2 == "AM")
    assert armenia.capital == "Yerevan"
    assert armenia.demonyms == ("Armenian", "Armenians")


def test_karabakh_is_the_oblast_and_touches_the_tartar_district(index: PlaceIndex) -> None:
    region, district = index.geometry("geomap:region:nagorno-karabakh"), index.geometry("adm1:AZ.57")
    assert region is not None
    assert district is not None
    assert region.to_shapely().intersects(district.to_shapely())
    assert 0.4 < region.to_shapely().area < 0.5


def test_an_overlay_adds_names_and_wins_ties(index: PlaceIndex) -> None:
    village = Place("test:1", "Anyplace North", LonLat(47, 40), "P", "PPL", names=("Tartar",))
    wider = index.with_places([village])
    assert wider.lookup("anyplace north")[0].place is village
    assert wider.has_prefix("anyplace") == (False, True)
    assert wider.place("test:1") is village
    assert {c.place.id for c in wider.lookup("Tartar")} >= {"test:1", "geonames:584871"}
    assert index.lookup("Anyplace North") == ()
    near = wider.nearest(LonLat(47.0, 40.0))
    assert near == (village, 0.0)


def test_an_index_can_be_sent_to_another_process(index: PlaceIndex) -> None:
    village = Place("test:1", "Anyplace North", LonLat(47, 40), "P", "PPL")
    again = pickle.loads(pickle.dumps(index.with_places([village])))
    assert again.lookup("Anyplace North")[0].place == village


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"missing.*gazetteer/build\.py"):
        PlaceIndex(tmp_path / "none.sqlite")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.sqlite"
    text.write_text("no database at all, but long enough to be looked at" * 40)
    with pytest.raises(GazetteerError, match="not a compiled gazetteer"):
        PlaceIndex(text)
    old = tmp_path / "old.sqlite"
    with sqlite3.connect(old) as db:
        db.executescript("CREATE TABLE meta(key, value); INSERT INTO meta VALUES('schema', '0')")
    db.close()
    with pytest.raises(GazetteerError, match="schema 0"):
        PlaceIndex(old)


def test_plain_look_up_imports_no_heavy_package() -> None:
    code = (
        "import sys; from geomap.gazetteer.index import PlaceIndex;"
        "from geomap.model import LonLat; i = PlaceIndex.bundled(); i.lookup('Tartar');"
        "i.containing(LonLat(46.9, 40.3));"
        "print(sorted({'shapely', 'numpy', 'geopy', 'pandas', 'geopandas', 'folium'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Dayr az Zawr", "Deir ez-Zor"),
        ("Halab", "Aleppo"),
        ("Hodeida", "Al Ḩudaydah"),
        ("Mogilev", "Mahilyow"),
        ("Laghman", "Laghman Province"),
        ("Akkar", "Akkar Governorate"),
        ("Tigray", "Tigray Region"),
    ],
)
def test_a_bare_name_is_the_seats_rather_than_the_units_that_is_named_after_it(name, first):
    index = PlaceIndex.bundled()
    assert index.lookup(name)[0].place.name == first
    assert next(index.likeliest([name])).name == first
