"""Overrides on the whole way, on the bundled gazetteer."""

from __future__ import annotations

import shutil

import pytest

import geomap
from geomap.errors import OverrideError, UsageError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Correction, CorrectionAction, Document, LonLat, Override, Place, Role
from geomap.pipeline import RULES, geoparse_each
from geomap.theatres import load
from geomap.theatres.files import BUNDLED, FILE

FARM = Place("override:qwxyzvyk", "Qwxyzvyk", LonLat(37.9, 48.5), "P", "PPL", "UA", "05", radius_km=1)
QWXYZVYK = Override("Qwxyzvyk", FARM, note="N.N.", where="o.csv line 2")


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


@pytest.fixture
def read(index):
    def read_(text, *overrides, **options):
        options = {"recogniser": RULES, "index": index, "theatre": "none"} | options
        return {t.text: t for t in geomap.geoparse(text, overrides=overrides, **options)}

    return read_


def placed(toponym):
    return toponym.resolution and toponym.resolution.place


@pytest.mark.parametrize("recogniser", [RULES, "model"])
def test_a_name_that_no_gazetteer_has_is_recognised_and_placed(read, recogniser):
    text = "Qwxyzvyk was hit again. Residents of Kharkiv saw Qwxyzvyk burning."
    found = read(text, QWXYZVYK, recogniser=recogniser)["Qwxyzvyk"]
    resolution = found.resolution
    assert (resolution.place, resolution.method, resolution.score) == (FARM, "override", 1.0)
    assert (resolution.where_prec, resolution.radius_km, resolution.rejected) == (1, 1.0, ())
    assert resolution.reasons == ("override: o.csv line 2: N.N.",)


def test_what_the_text_says_around_it_still_counts(read):
    found = read("Shells fell 12 km north of Qwxyzvyk.", QWXYZVYK)["Qwxyzvyk"]
    assert (found.relation, found.distance_km) == ("north", 12.0)
    assert (found.resolution.where_prec, found.resolution.radius_km) == (2, pytest.approx(3.4))
    near = read("Shells fell near the village of Qwxyzvyk.", QWXYZVYK)["Qwxyzvyk"]
    assert (near.cue, near.resolution.where_prec, near.resolution.radius_km) == ("village", 2, 16.0)
    report = geomap.extract(
        "Shells hit a farm 12 km north of Qwxyzvyk on Monday.", overrides=[QWXYZVYK], theatre="none"
    )
    (point,) = {i.place.geometry.to_shapely().coords[0] for i in report.incidents}
    assert LonLat(*point).distance_km(LonLat(37.9, 48.5)) == pytest.approx(12, abs=0.1)
    assert [outcome.names for outcome in report.overrides] == [1]


def test_where_no_context_holds_the_text_is_read_as_if_the_row_were_not_there(read):
    texts = (
        "Shells fell in Hope and near Kharkiv on Monday. Qwxyzvyk was hit.",
        "The town of Qwxyzvyk was shelled.",
        "Взрывы прогремели в Харькове и Киеве.",
    )
    rows = [
        Override(name, FARM, ("a war elsewhere",))
        for name in ("Hope", "Kharkiv", "Qwxyzvyk", "Харьков", "Kyiv")
    ]
    for text in texts:
        assert read(text, *rows) == read(text)
        assert read(text, *rows, recogniser="model") == read(text, recogniser="model")


def test_an_ordinary_word_is_a_name_where_the_context_holds(read):
    text = "Shells fell in Hope on Monday, the Desk learned."
    assert "Hope" not in read(text)
    assert placed(read(text, Override("Hope", FARM, ("desk",)))["Hope"]) is FARM
    assert placed(read(text, Override("Hope", FARM, ("desk", "x")), recogniser="model")["Hope"]) is FARM


def test_a_persons_name_is_none(read):
    found = read("President John Qwxyzvyk spoke in Kharkiv.", QWXYZVYK)
    assert set(found) == {"Kharkiv"}


def test_it_goes_before_the_gazetteer_its_overlays_and_the_theatre(read, index):
    karabakh = load("karabakh-2020")
    for name in ("Stepanakert", karabakh.places[0].name):
        text = f"Azerbaijan's army shelled the town of {name} and Shusha in Karabakh."
        found = read(text, Override(name, FARM), theatre="karabakh-2020")
        assert placed(found[name]) is FARM
    own = Place("own:1", "Qwxyzvyk", LonLat(30, 50), "P", "PPL", "UA")
    found = read("Shells fell on Qwxyzvyk.", QWXYZVYK, index=index.with_places([own]))
    assert placed(found["Qwxyzvyk"]) is FARM


def test_the_name_of_no_place_stays_open(read):
    text = "Shells fell on Kharkiv and Sumy."
    found = read(text, Override("Kharkiv", None))
    assert found["Kharkiv"].resolution is None
    assert found["Kharkiv"].role is Role.PLACE
    assert placed(found["Sumy"]).country == "UA"
    report = geomap.extract(text, overrides=[Override("Kharkiv", None)])
    assert [outcome.names for outcome in report.overrides] == [1]


def test_it_helps_to_place_its_neighbours(read):
    text = "A fire broke out in Qwxyzvyk. Firemen came from Springfield."
    for code, lon, lat in (("MA", -72.5, 42.2), ("MO", -93.4, 37.3), ("IL", -89.7, 39.9)):
        there = Place(f"override:{code}", "Qwxyzvyk", LonLat(lon, lat), "P", "PPL", "US", code)
        found = read(text, Override("Qwxyzvyk", there))
        assert placed(found["Springfield"]).admin1 == code


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Невідомівка", "Російські війська обстріляли Харків. Вибухи лунали і в Невідомівці.", "Невідомівці"),
        ("Харьков", "Взрывы прогремели в Харькове и в Сумах.", "Харькове"),
        ("Киев", "Взрывы прогремели в Киеве и в Сумах.", "Киеве"),
    ],
)
def test_inflected_names_of_other_languages(read, name, text, written):
    assert placed(read(text, Override(name, FARM))[written]) is FARM


def test_a_text_in_capitals_is_read_in_its_usual_case(read):
    text = "SHELLS FELL ON THE TOWN OF QWXYZVYK AND ON KHARKIV ON MONDAY, THE GOVERNOR OF KHARKIV SAID."
    assert placed(read(text, QWXYZVYK)["QWXYZVYK"]) is FARM


def test_how_sure_a_place_has_to_be(read):
    text = "Shells fell on Qwxyzvyk, Springfield and Kharkiv."
    sure = read(text, QWXYZVYK, min_score=1)
    assert {name for name, t in sure.items() if t.resolution} == {"Qwxyzvyk"}
    assert all(t.resolution for t in read(text, QWXYZVYK, min_score=0).values())
    assert read(text, QWXYZVYK, min_score=0.25) == read(text, QWXYZVYK)
    report = geomap.extract(text, min_score=1.0)
    assert not any(t.resolution for t in report.toponyms[0])


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan"), float("inf"), "0.5", None])
def test_what_is_no_share_is_refused_before_anything_is_read(share):
    with pytest.raises(UsageError, match=r"min_score: .* is no share; a number from 0 to 1 is needed"):
        geomap.geoparse("Kharkiv", min_score=share)
    with pytest.raises(ValueError, match="min_score"):
        geomap.extract("no-such-file.txt", min_score=share)


def test_a_file_is_read_with_the_places_of_the_theatre(tmp_path, index):
    theatre = tmp_path / "karabakh-2020"
    shutil.copytree(BUNDLED / "karabakh-2020", theatre)
    with (theatre / FILE).open("a") as file:
        file.write('\n[[places]]\nid = "own:farm"\nname = "Old Farm"\nlon = 46.5\nlat = 39.9\n')
    path = tmp_path / "o.csv"
    path.write_text("name,place\nQwxyzvyk,own:farm\n")
    (row,) = geomap.read_overrides(path, theatre=theatre, index=index)
    assert (row.place.name, row.where) == ("Old Farm", "o.csv line 2")
    ((_, found),) = geoparse_each("Shells fell on Qwxyzvyk.", overrides=path, theatre=theatre)
    assert [t.resolution.place for t in found] == [row.place]
    with pytest.raises(OverrideError, match="there is no id 'own:farm'"):
        geomap.extract("no-such-file.txt", overrides=str(path))


def test_the_context_may_be_of_each_document(index):
    rows = [Override("Qwxyzvyk", FARM, ("desk-7",)), Override("Qwxyzvyk", None, ("Herald",))]
    documents = [
        Document("desk-7", "Shells fell on Qwxyzvyk."),
        Document("desk-8", "Shells fell on Qwxyzvyk.", source="The Herald"),
        Document("desk-9", "Shells fell on Qwxyzvyk."),
    ]
    found = [placed(t[0]) for _, t in geoparse_each(documents, overrides=rows, index=index)]
    assert found == [FARM, None, None]


def test_corrections_leave_what_came_of_overrides(index):
    rejected = Correction(CorrectionAction.REJECT, ("inc-none",), "N.N.", "why")
    report = geomap.extract(
        "Shells fell on Qwxyzvyk.", overrides=[QWXYZVYK], corrections=[rejected], index=index
    )
    assert [(o.override, o.names) for o in report.overrides] == [(QWXYZVYK, 1)]
    assert len(report.corrections) == 1


def test_a_longer_name_that_the_gazetteer_has_is_a_name_of_its_own(read):
    text = "Shells fell in Bakhmut Raion and near the town of Bakhmut."
    found = read(text, Override("Bakhmut", FARM))
    assert placed(found["Bakhmut"]) is FARM
    assert placed(found["Bakhmut Raion"]).feature_code == "ADM2"
    unit = read("Shells fell in the Bakhmut district.", Override("Bakhmut", FARM))["Bakhmut"]
    assert (placed(unit), unit.cue, unit.resolution.where_prec) == (FARM, "district", 3)
