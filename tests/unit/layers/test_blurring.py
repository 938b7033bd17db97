"""Places made less exact on purpose."""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
import struct
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import BlurringError, UsageError
from geomap.exports import to_geojson
from geomap.gazetteer.names.fold import fold
from geomap.layers import build_layers
from geomap.layers.blurring import (
    Blurred,
    SensitivePlace,
    Withheld,
    blur,
    blurred_in,
    read_sensitive,
    sensitive_places,
)
from geomap.layers.blurring.grid import Extent, cell_of, extent_of, snapped
from geomap.layers.blurring.masking import Names
from geomap.model import (
    Candidate,
    CorrectedPlace,
    Correction,
    CorrectionAction,
    CorrectionOutcome,
    CorrectionState,
    DatedChange,
    Document,
    Explanation,
    Extraction,
    IncidentType,
    LonLat,
    Override,
    OverrideOutcome,
    PlaceNames,
    Role,
    Sector,
    Toponym,
)
from geomap.model.acled import EXCESSIVE_FORCE, acled_of
from geomap.render import draw
from tests import builders, drawn

points = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))
sizes = st.floats(1, 1000)


# The grid


@given(points, sizes, st.floats(0, 500))
def test_what_is_blurred_lies_within_its_circle(point, km, reach_km):
    around = snapped(Extent(point, reach_km), km)
    assert point.distance_km(around.middle) + reach_km <= around.reach_km
    assert around.middle == cell_of(point, km).centre


@given(points, sizes)
def test_snapping_twice_changes_nothing(point, km):
    once = snapped(Extent(point, 0), km)
    assert snapped(once, km) == once
    assert cell_of(once.middle, km) == cell_of(point, km)


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(1, 100))
def test_cells_are_about_as_large_as_asked_for_everywhere(lon, lat, km):
    cell = cell_of(LonLat(lon, lat), km)
    assert math.isclose(cell.half_diagonal_km, km / math.sqrt(2), rel_tol=0.15)


def test_the_centre_does_not_follow_what_lies_in_the_cell():
    centres = {snapped(Extent(LonLat(37.86 + n / 500, 48.31), 1.8), 25) for n in range(10)}
    assert len(centres) == 1


# Coarsening

SHAPES = (
    "POINT (30.5 50.25)",
    "POLYGON ((30.5 50.2, 30.6 50.2, 30.6 50.3, 30.5 50.2))",
    "LINESTRING (30 50, 30.1 50)",
)


@pytest.mark.parametrize("wkt", SHAPES)
def test_what_is_known_more_exactly_becomes_a_circle(wkt):
    found = builders.extraction(builders.incident(wkt))
    place = blur(found, coarsen_km=25).incidents[0].place
    assert (place.blurred_km, place.where_prec, place.name, place.withheld) == (25, 2, "Eastford", False)
    middle = extent_of(place.geometry, place.radius_km).middle
    for corner in shapely.get_coordinates(shapely.from_wkt(wkt)):
        assert LonLat(*corner).distance_km(middle) < place.radius_km
    assert place.resolution.place.point == cell_of(builders.PLACE.point, 25).centre
    assert "Eastford" in blur(found, coarsen_km=25).incidents[0].quote
    (circle,) = build_layers(found, None, coarsen=25).circles
    assert (circle.centre, circle.radius_km) == (middle, place.radius_km)


@pytest.mark.parametrize("wkt", SHAPES[1:])
def test_what_is_larger_stays(wkt):
    found = builders.extraction(builders.incident(wkt))
    place = blur(found, coarsen_km=2).incidents[0].place
    assert (place.geometry, place.blurred_km) == (builders.geometry(wkt), None)


def test_a_point_that_is_known_roughly_stays_too():
    rough = replace(builders.incident().place, radius_km=30.0, where_prec=2)
    found = builders.extraction(builders.incident(place=rough))
    assert blur(found, coarsen_km=25).incidents[0].place.geometry == rough.geometry


def test_blurring_twice_changes_nothing_and_the_extraction_stays():
    found = drawn.extraction()
    once = blur(found, coarsen_km=40)
    assert blur(once, coarsen_km=40) == once != found
    assert found == drawn.extraction()
    assert blur(found) is found


def test_incidents_of_a_cell_share_its_circle():
    near = replace(builders.incident().place, geometry=builders.geometry("POINT (30.51 50.251)"))
    found = builders.extraction(builders.incident(), builders.incident(id="i2", place=near))
    (circle,) = build_layers(found, None, coarsen=25).circles
    assert circle.signs == (0, 1)


def test_a_blurred_incident_is_no_more_in_a_small_sector():
    band = shapely.box(30.4, 50.2, 30.5, 50.3)
    small = Sector("s", "S", "t", None, drawn.geometry(band), None, 0, 2)
    place = replace(builders.incident().place, geometry=small.band)
    found = replace(
        builders.extraction(builders.incident(place=place, theatre="t", sectors=("s",))), sectors=(small,)
    )
    assert blur(found, coarsen_km=25).incidents[0].sectors == ()
    assert blur(found, coarsen_km=2).incidents[0].sectors == ("s",)


def test_places_only_mentioned_are_left_out_if_they_are_exact():
    found = replace(builders.extraction(), toponyms=((builders.toponym(),),))
    assert [m.name for m in build_layers(found, None).mentioned] == ["Eastford"]
    layers = build_layers(found, None, coarsen=25)
    assert layers.mentioned == ()
    assert layers.unplaced.names == ()
    (toponym,) = blur(found, coarsen_km=25).toponyms[0]
    assert (toponym.text, toponym.resolution.where_prec) == ("Eastford", 2)


@pytest.mark.parametrize("km", [0, -5, math.nan, math.inf, 1e6, True, "25"])
def test_no_grid_is_made_of_no_number(km):
    with pytest.raises(UsageError, match="a number of kilometres from 1 to 1000 is needed"):
        blur(builders.extraction(), coarsen_km=km)


# Names in texts


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Toretsk", "Toretsk's mayor, TORETSK, #SaveToretsk", "█████████ mayor, ███████, #███████████"),
        ("Chasiv Yar", "in Chasiv\nYar, Chasiv-Yar and Chasivyar", "in ██████████, ██████████ and █████████"),
        ("Toretsk", "To-\nretsk, To retsk", "█████████, To retsk"),
        ("Sana'a", "Sanaa, Sana’a: Sanaʿani", "█████, ██████: ████████"),
        ("Авдіївка", "в Авдіївці та Авдіївки", "в ████████ та ████████"),
        ("Tərtər", "Terter, Tərtərdə", "██████, ████████"),
        ("حلب", "وصل بحلب اليوم", "وصل ████ اليوم"),
        ("Bucha", "Bucha, Bucharest", "█████, Bucharest"),
        ("Of", "the town of Of", "the town of ██"),
        ("Goma", "Gomas goma, Gomarist", "█████ ████, Gomarist"),
        ("北京", "在北京市", "████"),
        ("-", "a - b", "a - b"),
    ],
)
def test_names_are_covered_in_any_spelling(name, text, masked):
    assert Names([name]).mask(text) == masked


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_a_cover_is_as_long_as_what_it_covers(text, name):
    names = Names([name])
    masked = names.mask(text)
    assert len(masked) == len(text)
    assert not names.hits(masked) or names.hits("█" * len(text))


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://example.org/toretskburns", True),
        ("https://example.org/2024/%D0%A2%D0%BE%D1%80%D0%B5%D1%86%D1%8C%D0%BA", True),
        ("https://example.org/toretsk-burns", True),
        ("https://example.org/2024", False),
    ],
)
def test_addresses_name_places_too(url, named):
    assert Names(["Toretsk", "Торецьк"]).in_address(url) is named


# The list


@pytest.fixture
def listed(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "sensitive.txt"
        path.write_bytes(text.encode(encoding))
        return read_sensitive(path)

    return read


def test_a_list_is_read_line_by_line(listed):
    text = "\ufeff# hideouts\ngeonames:123 ; 40\n\nToretsk # the town\n  Chasiv Yar;2,5 km\r\n123\n"
    assert listed(text) == (
        SensitivePlace("geonames:123", 40),
        SensitivePlace("Toretsk"),
        SensitivePlace("Chasiv Yar", 2.5),
        SensitivePlace("123"),
    )
    assert next(each.where for each in listed(text)) == "sensitive.txt line 2"
    assert [each.id for each in listed(text) if each.is_id] == ["geonames:123", "geonames:123"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no place is listed; a name or an id a line is needed"),
        ("# nothing\n\n", "no place is listed"),
        ("A; nan", "sensitive.txt:1: 'A' has 'nan' km; a number of kilometres from 1 to 1000 is needed"),
        ("\nA; -3", "sensitive.txt:2: 'A' has '-3' km"),
        ("A; inf", "'inf' km"),
        ("A;", "'A' has '' km"),
        ("...; 5", "a name with letters, or an id, is needed"),
        ("A\x1b[2J", "without control characters"),
        ("A" * 300, "the place is"),
        ("A; 0\nB; many", "2 faults by line: 1: 'A' has '0' km"),
    ],
)
def test_all_that_is_wrong_with_a_list_is_told_in_a_line(listed, text, message):
    with pytest.raises(BlurringError) as caught:
        listed(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_list_of_the_docs_is_one(listed):
    told = (Path(__file__).resolve().parents[3] / "docs" / "how-to" / "blurring.md").read_text(
        encoding="utf-8"
    )
    text = told.partition('```text title="sensitive.txt"\n')[2].partition("```")[0]
    assert listed(text) == (
        SensitivePlace("geonames:709354"),
        SensitivePlace("Chasiv Yar"),
        SensitivePlace("Goma", 40),
    )


def test_what_cannot_be_read_is_told(listed, tmp_path):
    with pytest.raises(BlurringError, match="cannot be read"):
        read_sensitive(tmp_path / "none.txt")
    with pytest.raises(BlurringError, match="not UTF-8"):
        listed("Тертер", "cp1251")


def test_places_may_be_given_one_by_one(tmp_path):
    given = ("Toretsk", SensitivePlace("test:1", 5))
    assert sensitive_places(given) == (SensitivePlace("Toretsk"), given[1])
    for wrong in (("",), ("?",)):
        with pytest.raises(UsageError, match="a name or an id is needed"):
            sensitive_places(wrong)
    with pytest.raises(UsageError, match="kilometres"):
        SensitivePlace("Toretsk", math.nan)


# Sensitive places


class Index(drawn.FakeIndex):
    """A gazetteer of one place and one unit."""

    def place(self, place_id):
        return replace(builders.PLACE, id="test:9", name="Valdoria") if place_id == "test:9" else None

    def geometry(self, place_id):
        return builders.geometry("LINESTRING (30 50, 30.6 50.4)") if place_id == "adm1:UA.12" else None


SECRET = LonLat(46.213457, 39.557913)
TEXT = (
    drawn.TEXT
    + " Millbrook's mayor called. MILL-BROOK was hit; Mühlbach burnt, and Millbrookers fled. Old Millbrook too."
)
NAMES = ("Mühlbach", "Мілбрук")


def _everywhere() -> Extraction:
    """The extraction of `drawn` with a place that all parts of it tell of."""
    document = Document(
        "millbrook-1",
        TEXT,
        title="Mühlbach burns",
        published=date(2031, 5, 12),
        source="Millbrook Herald",
        url="https://example.org/convoy-hit-near-millbrook",
        fields=(("desk", "Millbrook"),),
    )
    point = shapely.Point(SECRET.lon, SECRET.lat)
    near = drawn.where("Millbrook", point, 2, 12.345, *NAMES, relation="near")
    entry = replace(near.resolution.place, country="UA", admin1="05", admin1_name="Donetsk Oblast")
    near = replace(near, resolution=replace(near.resolution, place=entry, reasons=("near Millbrook",)))
    told = {"text": "Millbrook", "start": near.start, "end": near.end}
    incidents = tuple(
        replace(
            incident,
            document_id=document.id,
            claims=tuple(replace(claim, document_id=document.id) for claim in incident.claims),
            place=near if incident.id == "i-convoy" else incident.place,
            explanation=Explanation("rule: Millbrook", reasons=("where: Millbrook",)),
        )
        for incident in drawn.incidents()
    )
    mayor = builders.claim(
        "Ostra", speaker="Millbrook's mayor", quote="Millbrook's mayor called.", document_id=document.id
    )
    incidents = (*incidents[:-1], replace(incidents[-1], claims=(mayor,)), replace(
        incidents[0], id="i-other", quote="Forces came from Millbrook.", claims=(mayor,)
    ))  # fmt: skip
    theatre = drawn.theatre()
    start = TEXT.index("Old Millbrook")
    corrected = CorrectedPlace("Millbrook", 1, 1.0, near.geometry, near.resolution)
    asked = Correction(
        CorrectionAction.RELOCATE, ("i-convoy",), "N.N.", "I was in Millbrook", place=corrected
    )
    before = (("place_name", "Millbrook"), ("place_id", entry.id), ("quote", "Millbrook fell."))
    return drawn.extraction(
        documents=(document,),
        incidents=incidents,
        rejected=(replace(incidents[-2], id="i-rejected"),),
        toponyms=(
            (
                *drawn.toponyms(),
                Toponym(**told, resolution=near.resolution),
                Toponym(start, start + 13, "Old Millbrook", considered=(Candidate(entry, "Millbrook"),)),
                Toponym(0, 4, TEXT[:4], role=Role.SPEAKER, considered=(Candidate(entry, "date"),)),
            ),
        ),
        theatres=(
            replace(
                theatre,
                titles=(("en", "Millbrook front"),),
                places=(*theatre.places, entry),
                place_names=(PlaceNames(entry.id, (("velm", ("Velmbrook",)),)),),
                preferred_place_names=((entry.id, "Millbrook/Velmbrook"),),
                changes=(DatedChange(date(2031, 5, 3), entry.id, "Ostra", note="Millbrook fell"),),
                lines=tuple(replace(line, note="north of Millbrook") for line in theatre.lines),
                areas=tuple(replace(area, name=f"{area.name}, Millbrook") for area in theatre.areas),
            ),
        ),
        sectors=tuple(replace(s, name=f"{s.name} (Millbrook)", places=(entry.id,)) for s in drawn.sectors()),
        corrections=(CorrectionOutcome(asked, CorrectionState.APPLIED, "Millbrook it is", before),),
        overrides=(OverrideOutcome(Override("Millbrook", entry, note="Millbrook"), 1),),
    )


def unpacked(page: str) -> list[bytes]:
    """The page, and all that is packed in it however deep."""
    found = [page.encode()]
    for blob in found:
        found += [
            gzip.decompress(base64.b64decode(packed)) for packed in re.findall(rb"H4sI[A-Za-z0-9+/]+=*", blob)
        ]
    return found


def leaks(blobs: list[bytes]) -> set[str]:
    """Which names and coordinates of the secret place stand in any of them."""
    found = set()
    for blob in blobs:
        text = fold(blob.decode("utf-8", "replace")).replace(" ", "")
        found |= {name for name in ("Millbrook", "Velmbrook", *NAMES) if fold(name) in text}
        for degrees in (SECRET.lon, SECRET.lat):
            numbers = (f"{degrees:.3f}".encode(), f"{degrees:.6f}"[:-3].encode())
            packed = struct.pack("<i", round(degrees * 1_000_000))
            # 1/10000 and 1/1000 of a degree, as shapes begin with
            whole = re.search(rb"\[%d,|,%d[,\]]" % ((round(degrees * 10_000),) * 2), blob)
            if (
                any(number in blob for number in numbers)
                or packed in blob
                or whole
                or struct.pack("<d", degrees) in blob
            ):
                found.add(f"{degrees}")
    return found


@pytest.fixture
def _basemap(monkeypatch):
    ground = drawn.fake_basemap()
    towns = (
        replace(drawn.place("millbrook", "Millbrook", SECRET.lon, SECRET.lat), population=9_000),
        replace(drawn.place("bruk", "Мілбрук", SECRET.lon, SECRET.lat), population=8_000),
        drawn.place("velm-ford", "Velmford", 45.2, 40.2),
    )
    ground.towns = lambda index, bounds, limit=40: towns
    drawn.put_basemap(monkeypatch, ground)


@pytest.mark.usefixtures("_basemap")
@pytest.mark.parametrize(
    ("quotes", "names"),
    [("none", "en"), ("sentence", "en"), ("full", "en"), ("full", "written"), ("full", "velm")],
)
def test_nothing_on_the_page_tells_where_a_sensitive_place_is(quotes, names):
    def page(**options):
        return unpacked(draw(_everywhere(), Index(), quotes=quotes, names=names, **options).to_html())

    assert len(leaks(page())) >= 5  # it is told everywhere without
    for sensitive in (["millbrook"], ["test:millbrook"], [SensitivePlace("Мілбрук", 40)]):
        hidden = page(sensitive=sensitive)
        assert leaks(hidden) == set()
        assert "Donetsk Oblast, place withheld" in b"".join(hidden).decode("utf-8", "replace")
        assert b"Velmford" in b"".join(hidden)


def test_nothing_in_the_extraction_does():
    told = repr(blur(_everywhere(), sensitive=["Millbrook"], coarsen_km=10))
    assert leaks([told.encode()]) == set()
    assert leaks([repr(_everywhere()).encode()])


def test_nothing_in_files_written_of_it_does():
    def written(found):
        return json.dumps(to_geojson(found), ensure_ascii=False, default=str).encode()

    assert leaks([written(_everywhere())])
    assert leaks([written(blur(_everywhere(), sensitive=["Millbrook"]))]) == set()


def test_what_happened_there_is_still_told():
    found = _everywhere()
    hidden = blur(found, sensitive=["Millbrook"])
    convoy, other = hidden.incidents[-2:]
    place = convoy.place
    assert (place.name, place.withheld, place.blurred_km) == ("Donetsk Oblast, place withheld", True, 25)
    assert (place.text, place.relation, convoy.quote, convoy.explanation) == ("", "in", "", None)
    assert extent_of(place.geometry, place.radius_km).middle.distance_km(SECRET) < place.radius_km
    assert (convoy.type, convoy.date_start) == (found.incidents[-2].type, found.incidents[-2].date_start)
    assert [(claim.speaker, claim.quote) for claim in convoy.claims] == [("███████████ mayor", "")]
    assert (other.place, other.quote) == (found.incidents[-1].place, "")
    (document,) = hidden.documents
    assert len(document.text) == len(TEXT)
    assert (document.url, document.title) == (None, "████████ burns")
    assert {i.document_id for i in hidden.incidents} == {document.id} == {"█████████-1"}
    assert all(TEXT[t.start : t.end] == t.text for t in hidden.toponyms[0][:4])
    assert blurred_in(hidden) == Blurred(1, 1, 25, 25)
    assert (
        str(blurred_in(hidden))
        == "places of 1 incident blurred to about 25 km on purpose, 1 of them not named"
    )
    assert blurred_in(found) is None


@pytest.mark.parametrize(
    ("sensitive", "coarsen", "km"),
    [("Millbrook", None, 25), ("Millbrook", 60, 60), (SensitivePlace("Millbrook", 5), 2, 5)],
)
def test_the_larger_number_of_kilometres_holds(sensitive, coarsen, km):
    assert blur(_everywhere(), coarsen_km=coarsen, sensitive=[sensitive]).incidents[-2].place.blurred_km == km


def test_a_unit_that_is_called_like_the_place_is_not_told():
    place = replace(builders.PLACE, name="Donetsk", admin1_name="Donetsk Oblast")
    where = replace(builders.incident().place, name="Donetsk", text="Donetsk")
    where = replace(where, resolution=replace(where.resolution, place=place))
    found = builders.extraction(builders.incident(place=where))
    assert blur(found, sensitive=["Donetsk"]).incidents[0].place.name == "Ukraine, place withheld"
    nowhere = replace(place, country=None, admin1_name=None)
    where = replace(where, resolution=replace(where.resolution, place=nowhere))
    found = builders.extraction(builders.incident(place=where))
    assert blur(found, sensitive=["Donetsk"]).incidents[0].place.name == "place withheld"


@pytest.mark.parametrize(("km", "told"), [(25, "Eastshire"), (40, "Ukraine")])
def test_a_unit_that_is_smaller_than_the_blur_is_not_told(km, told):
    found = builders.extraction(builders.incident())
    withheld = Withheld(found, [SensitivePlace("Eastford", km)], Index())
    assert blur(found, sensitive=withheld).incidents[0].place.name == f"{told}, place withheld"


def test_a_change_of_a_place_that_only_the_gazetteer_names_is_left_out():
    theatre = replace(drawn.theatre(), changes=(DatedChange(date(2031, 5, 3), "test:9", "Ostra"),))
    found = drawn.extraction(theatres=(theatre,))
    withheld = Withheld(found, [SensitivePlace("Valdoria")], Index())
    assert blur(found, sensitive=withheld).theatres[0].changes == ()


def test_a_place_without_an_entry_is_withheld_by_its_name():
    where = replace(builders.incident(None).place, resolution=None)
    found = builders.extraction(builders.incident(place=where))
    hidden = blur(found, sensitive=["eastford"])
    assert (hidden.incidents[0].place.name, hidden.incidents[0].place.geometry) == ("place withheld", None)
    assert build_layers(found, None, sensitive=["eastford"]).unplaced.names == ()


def test_codes_stay_as_the_words_said_that_are_withheld():
    shot = builders.incident(type=IncidentType.PROTEST, quote="Police opened fire on a march in Eastford.")
    assert acled_of(blur(builders.extraction(shot), sensitive=["Eastford"]).incidents[0]) == EXCESSIVE_FORCE


def test_two_documents_never_become_one():
    documents = tuple(replace(builders.DOCUMENT, id=name) for name in ("eastford", "Eastford", "d3"))
    found = builders.extraction(builders.incident(document_id="Eastford"), documents=documents)
    hidden = blur(found, sensitive=["Eastford"])
    assert [document.id for document in hidden.documents] == ["████████", "████████-2", "d3"]
    assert hidden.incidents[0].document_id == "████████-2"


def test_what_is_nowhere_is_told():
    found = builders.extraction(builders.incident())
    asked = sensitive_places(["test:1", "Valdoria", "Nowhere", "test:2"])
    assert [each.name for each in Withheld(found, asked).unmatched] == ["Nowhere", "test:2"]


def test_the_gazetteer_knows_the_names_of_an_id():
    found = builders.extraction(builders.incident())
    withheld = Withheld(found, sensitive_places(["test:9"]), Index())
    assert withheld.unmatched == ()
    assert blur(found, sensitive=withheld).documents[0].text.startswith("████████ said")
