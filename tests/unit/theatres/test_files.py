"""A theatre's folder is read whole, and every fault in it is said with its line."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from geomap.errors import TheatreError
from geomap.model import ActorKind, LonLat
from geomap.theatres import bundled_ids, check, load, shapes
from geomap.theatres.sheet import Faults, line_index, parse

from .conftest import SHAPES, TOML, Write, box, collection, line


def line_of(words: str) -> int:
    """The line of the test theatre's TOML on which these words first stand."""
    return TOML[: TOML.index(words)].count("\n") + 1


def test_a_folder_in_order_has_no_faults(write: Write):
    assert check(write()) == ()


def test_all_of_it_becomes_the_record(write: Write):
    theatre = load(write())
    assert theatre.id == "eastland-2031"
    assert theatre.titles == (("en", "Eastland, 2031"), ("fr", "Pays de l'Est, 2031"))
    assert (theatre.valid_from, theatre.valid_to) == (date(2031, 3, 1), date(2031, 9, 30))
    assert theatre.region == "geomap:region:eastland"
    assert theatre.area.to_shapely().bounds == (9, 48, 12, 52)
    north = theatre.party("north")
    assert north is not None
    assert north.aliases == (
        "Republic of Northia",
        "Northian",
        "Northians",
        "Northian army",
        "Northian Defence Ministry",
        "President of Northia",
    )
    assert (north.side, north.capitals, north.colour) == ("Northia", ("Northport",), "#0072b2")
    kinds = {party.id: (party.kind, party.side) for party in theatre.parties}
    assert kinds["militia"] == (ActorKind.ARMED_GROUP, "Southia")
    assert kinds["league"] == (ActorKind.MEDIATOR, None)
    assert kinds["west"] == (ActorKind.STATE, None)
    assert [(a.id, a.party) for a in theatre.areas] == [
        ("upper", "Northia"),
        ("lower", "River Militia"),
        ("province", None),
    ]
    assert theatre.lines[0].note == "It has moved since."
    assert [(c.id, c.until, c.aliases) for c in theatre.cuts] == [
        ("west", LonLat(10.4, 50.05), ("northwest",)),
        ("centre", LonLat(10.7, 49.95), ()),
        ("east", None, ()),
    ]
    bridge = theatre.places[0]
    assert (bridge.name, bridge.names) == ("Bridge", ("Brigg", "Brygg", "Ponte", "Pont"))
    assert (bridge.feature_class, bridge.feature_code, bridge.country) == ("P", "PPLA", "XX")


@pytest.mark.parametrize(
    ("policy", "labels"),
    [
        ("all", (("test:bridge", "Brigg / Ponte"), ("test:mill", "The Mill"))),
        ("south", (("test:bridge", "Ponte"), ("test:mill", "The Mill"))),
        ("gazetteer", (("test:mill", "The Mill"),)),
    ],
)
def test_the_label_policy_decides_unless_the_place_does(write: Write, policy, labels):
    assert load(write(('policy = "all"', f'policy = "{policy}"'))).preferred_place_names == labels


def test_every_party_keeps_its_names_of_a_place(write: Write):
    more = '[names]\n"geonames:7" = { south = ["Ponto"], fr = ["Pont-Neuf"] }\n\n[labels]'
    theatre = load(write(("[labels]", more)))
    names = {found.place: found for found in theatre.place_names}
    assert names["test:bridge"].of("south")[0] == "Ponte"
    assert names["geonames:7"].forms == (("south", ("Ponto",)), ("fr", ("Pont-Neuf",)))
    assert names["geonames:7"].of("north") == ()
    assert "geonames:7" not in {place.id for place in theatre.places}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('"test:bridge" = { south = ["Ponto"] }', "'test:bridge' has its names in [[places]] already"),
        ('"geonames:7" = { south = [] }', "no names of 'geonames:7'"),
        ('"geonames:7" = { nobody = ["X"] }', "names of 'nobody'"),
        ('"geonames:7" = "Ponto"', "is not a table"),
    ],
)
def test_names_at_fault_are_said_with_their_line(write: Write, line, fault):
    found = check(write(("[labels]", f"[names]\n{line}\n\n[labels]")))
    assert fault in found[0]
    assert f":{line_of('[labels]') + 1}: " in found[0]


def test_the_toml_file_itself_may_be_named(write: Write):
    assert load(write() / "theatre.toml") == load(write())


FAULTS = [
    (("area =", "aera ="), "unknown key 'aera' in the top of the file; did you mean 'area'?", "area ="),
    (
        ("valid_from = 2031-03-01", 'valid_from = "March"'),
        "valid_from of the top of the file is 'March'",
        "valid_from",
    ),
    (("valid_to = 2031-09-30", "valid_to = 2030-09-30"), "which runs backwards", "valid_to"),
    (("valid_to = 2031-09-30", "valid_to = 2031-09-30T10:00:00"), "not a day", "valid_to"),
    (('id = "eastland-2031"', 'id = "westland"'), "in the folder 'eastland-2031'", "id ="),
    (('en = "Eastland, 2031"', 'de = "Ostland"'), "[titles] has no 'en'", "[titles]"),
    (('fr = "Pays', 'french = "Pays'), "language 'french'", "fr ="),
    (('policy = "all"', 'policy = "none"'), "policy of [labels] is 'none'", "policy"),
    (('id = "south"', 'id = "north"'), "[[parties]] 'north' is there twice", 'id = "south"'),
    (('id = "south"', 'id = "South Side"'), "id 'South Side'", 'id = "south"'),
    (
        ('kind = "mediator"', 'kind = "referee"'),
        "kind of [[parties]] 'league' is 'referee'",
        'kind = "mediator"',
    ),
    (
        ('kind = "mediator"', 'kind = "mediator"\nside = "north"'),
        "is a mediator and has a side",
        'kind = "mediator"',
    ),
    (
        ('side = "north"', 'side = "nobody"'),
        "side 'nobody' of [[parties]] 'north' is no party",
        'side = "north"',
    ),
    (('colour = "#0072b2"', 'colour = "blue"'), "colour 'blue'", "colour"),
    (
        ('forces = ["Northian army"]', 'forces = "army"'),
        "forces of [[parties]] 'north' is not a list",
        "forces",
    ),
    (
        ('name = "Southia"\nkind = "state"', 'name = "Southia"\nkind = "state"\naliases = ["northian ARMY"]'),
        "'northian ARMY' is a name of Northia and of Southia",
        'name = "Southia"\nkind = "state"',
    ),
    (
        ('party = "north"', 'party = "nobody"'),
        "party 'nobody' of [[areas]] 'upper' is none",
        'party = "north"',
    ),
    (('line = "front"', 'line = "back"'), "no line 'back' to cut", 'line = "front"'),
    (("until = [10.4, 50.05]", "until = [50.05]"), "until of [[sectors.cuts]] 'west'", "until"),
    (("until = [10.4, 50.05]\n", ""), "[[sectors.cuts]] 'west' has no end", "[[sectors.cuts]]"),
    (
        ("until = [10.4, 50.05]", "until = [50.05, 10.4]"),
        "km off the line; a point within 50 km of 'front', longitude first",
        "until",
    ),
    (
        ("until = [10.4, 50.05]", "until = [10.02, 50.0]"),
        "[[sectors.cuts]] 'west' is 2.0% of the line",
        "until",
    ),
    (("until = [10.7, 49.95]", "until = [10.3, 49.95]"), "ends before it begins", "until = [10.7"),
    (
        ('name = "Eastern sector"', 'name = "Eastern sector"\nuntil = [10.9, 50.0]'),
        "is the last and ends at a point",
        'name = "Eastern sector"',
    ),
    (('aliases = ["northwest"]', 'aliases = ["east"]'), "'east' means 'west' already", None),
    (("lon = 10.5", "lon = 210.5"), "lon of [[places]] 'test:bridge' is 210.5", "lon = 10.5"),
    (("lat = 50.0", "lat = nan"), "lat of [[places]] 'test:bridge' is nan", "lat = 50.0"),
    (('feature = "P/PPLA"', 'feature = "town"'), "feature 'town'", "feature"),
    (
        ('id = "test:mill"', 'id = "test:bridge"'),
        "[[places]] 'test:bridge' is there twice",
        'id = "test:mill"',
    ),
    (("names = { north", "names = { Northish"), "names of 'Northish'", "names = {"),
]


@pytest.mark.parametrize(("change", "words", "at"), FAULTS, ids=[words[:40] for _, words, _ in FAULTS])
def test_a_fault_is_said_once_with_its_line(write: Write, change, words, at):
    found = [fault for fault in check(write(change)) if words in fault]
    assert len(found) == 1, check(write(change))
    assert "; " in found[0], "it says what would be right"
    if at is not None:
        near = line_of(at)
        said = int(found[0].split(":")[1])
        assert found[0].startswith("theatre.toml:")
        # A line that the change added stands next to it.
        assert near <= said <= near + 2


def test_all_faults_are_found_at_once(write: Write):
    folder = write(
        ('kind = "mediator"', 'kind = "referee"'),
        ("lon = 10.5", "lon = 999"),
        ('colour = "#0072b2"', "colour = 7"),
        upper=box(10, 50, 11, 95),
    )
    found = check(folder)
    assert len(found) == 4
    assert [fault for fault in found if fault.startswith("shapes.geojson:4: feature 'upper'")]


def test_load_gives_the_first_fault_and_the_number_of_the_others(write: Write):
    folder = write(('kind = "mediator"', 'kind = "referee"'), ("lon = 10.5", "lon = 999"))
    with pytest.raises(
        TheatreError, match=r"theatre\.toml:\d+: kind of .*; and 1 more: geomap theatres check"
    ):
        load(folder)


def test_a_short_sector_stands_if_the_theatre_insists(write: Write):
    change = ("until = [10.4, 50.05]", "until = [10.02, 50.0]")
    assert check(write(change, ('line = "front"\n', 'line = "front"\ninsist = true\n'))) == ()


def test_what_is_not_toml_is_said_with_its_line(write: Write):
    (fault,) = check(write(('en = "Eastland, 2031"', 'en = "Eastland')))
    assert fault.startswith(f"theatre.toml:{line_of('en =')}: not TOML")


GEOMETRIES = [
    ({"type": "Point", "coordinates": [10, 50]}, "a Point; LineString or MultiLineString is needed"),
    (line([10, 50], [10, 50]), "without length"),
    (line([10, 50]), "not a LineString"),
    (line([10, 50], [10, 95]), "position [10, 95] is not on the Earth"),
    (line([500_000, 4_500_000], [510_000, 4_500_000]), "not metres"),
    (line([10, 50], [10, "50"]), "finite numbers"),  # type: ignore[list-item]
    (line([10, 50], [10, True]), "finite numbers"),
    (line([10, 50], [10**400, 50]), "finite numbers"),
    (line([10, 50], [float("nan"), 50]), "NaN is not a number of JSON"),
    (line([10, 50], [float("inf"), 50]), "Infinity is not a number of JSON"),
    ({"type": "LineString", "coordinates": []}, "is empty"),
    ({"type": "LineString"}, "where a list should be"),
    ({"type": "LineString", "coordinates": {"a": 1}}, "where a list should be"),
]


@pytest.mark.parametrize(("shape", "words"), GEOMETRIES, ids=[words for _, words in GEOMETRIES])
def test_a_line_that_cannot_be_used_is_said(write: Write, shape, words):
    assert any(words in fault and fault.startswith("shapes.geojson") for fault in check(write(front=shape)))


RINGS = [
    ([[0, 0], [1, 0], [0, 0]], "a ring of 3 positions"),
    ([[10, 50], [11, 50], [11, 51], [10, 51]], "begins at [10, 50] and ends at [10, 51]"),
    ([[10, 50], [11, 51], [11, 50], [10, 51], [10, 50]], "Self-intersection"),
]


@pytest.mark.parametrize(("ring", "words"), RINGS, ids=[words for _, words in RINGS])
def test_an_area_that_cannot_be_used_is_said(write: Write, ring, words):
    found = check(write(upper={"type": "Polygon", "coordinates": [ring]}))
    assert [fault for fault in found if words in fault and fault.startswith("shapes.geojson:4")]


def test_shapes_outside_of_the_area_are_said(write: Write):
    found = check(write(province=box(50, 10, 51, 11)))
    where = f"theatre.toml:{line_of('area =')}"
    what = "area 'province' lies wholly outside the theatre's area; longitude first? a wider area?"
    assert found == (f"{where}: {what}",)


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("shapes.geojson#nothing", "has no feature 'nothing'"),
        ("shapes.geojson", "has 5 features"),
        ("missing.geojson", "is not in"),
        ("../outside.geojson", "leads out"),
        ("/etc/passwd", "leads out"),
        ("..\\\\outside.geojson", "leads out"),
        ("\\u0000", "leads out"),
        ("a/../../outside.geojson", "leads out"),
        (".", "is not a regular file"),
    ],
)
def test_a_reference_that_leads_nowhere_or_out_is_refused(write: Write, reference, words):
    (write().parent / "outside.geojson").write_text(collection({"front": line([10, 50], [11, 50])}))
    found = check(write(("shapes.geojson#later-front", reference)))
    assert len(found) == 1
    assert words in found[0]


def test_a_link_out_of_the_folder_is_refused(write: Write):
    folder = write(("shapes.geojson#later-front", "link.geojson"))
    outside = folder.parent / "outside.geojson"
    outside.write_text(collection({"front": line([10, 50], [11, 50])}))
    (folder / "link.geojson").symlink_to(outside)
    (fault,) = check(folder)
    assert "is a link that leads out of the theatre's folder" in fault


def test_a_link_within_the_folder_will_do(write: Write):
    folder = write(("shapes.geojson#later-front", "link.geojson#later-front"))
    (folder / "link.geojson").symlink_to(folder / "shapes.geojson")
    assert check(folder) == ()


def test_a_loop_of_links_is_refused(write: Write):
    folder = write(("shapes.geojson#later-front", "link.geojson"))
    (folder / "link.geojson").symlink_to(folder / "link.geojson")
    assert len(check(folder)) == 1


def test_a_pipe_is_not_opened(write: Write):
    folder = write(("shapes.geojson#later-front", "pipe.geojson"))
    os.mkfifo(folder / "pipe.geojson")
    (fault,) = check(folder)
    assert "is not a regular file" in fault


def test_too_large_a_file_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch):
    folder = write()
    monkeypatch.setattr(shapes, "MAX_GEOJSON_BYTES", 600)
    assert [fault for fault in check(folder) if fault.startswith("shapes.geojson: has 0.0 MB")]


def test_too_many_positions_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shapes, "MAX_POSITIONS", 4)
    assert [fault for fault in check(write()) if "more than 4 positions" in fault]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b"[" * 200_000, "cannot be read"),
        (b"[1" + b"0" * 10_000 + b"]", "cannot be read"),
        (b'"text"', "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [1]}', "not GeoJSON"),
        (b'{"type": "Feature", "geometry": null}', "a feature without geometry"),
        (b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_what_is_no_geojson_is_said(write: Write, content, words):
    folder = write(("shapes.geojson#later-front", "bad.geojson"))
    (folder / "bad.geojson").write_bytes(content)
    (fault,) = check(folder)
    assert fault.startswith("bad.geojson")
    assert words in fault


@pytest.mark.parametrize("content", [b"a = " + b"[" * 100_000, b"a = 1" + b"0" * 10_000, b"\xff", b""])
def test_hostile_toml_is_said(write: Write, content):
    folder = write()
    (folder / "theatre.toml").write_bytes(content)
    found = check(folder)
    assert found
    assert all(fault.startswith("theatre.toml") for fault in found)
    with pytest.raises(TheatreError):
        load(folder)


@pytest.mark.parametrize("asked", ["atlantis-1999", "a" * 5000, "\0", "", Path("nowhere")])
def test_no_such_theatre_names_those_there_are(asked):
    with pytest.raises(TheatreError, match=r"bundled are .*karabakh-2020"):
        load(asked)


def test_a_folder_without_a_theatre_is_said(tmp_path: Path):
    with pytest.raises(TheatreError, match=r"the folder has no theatre\.toml"):
        check(tmp_path)


def test_errors_are_one_line(write: Write):
    with pytest.raises(TheatreError) as raised:
        load(write(('name = "Southia"', 'name = "South\\nia"'), ('side = "north"', 'side = "a\\nb"')))
    assert "\n" not in str(raised.value)


def test_every_bundled_theatre_is_in_order():
    assert {"donbas-2014", "karabakh-2020", "sudan-2023"} <= set(bundled_ids())
    for each in bundled_ids():
        assert check(each) == ()
        assert load(each).id == each


def timely(text: str) -> list[str]:
    """The faults of a TOML text that would take the square of its length."""
    faults = Faults()
    parse(text, "theatre.toml", faults)
    return [str(fault) for fault in faults.found]


@pytest.mark.parametrize("key", ["a", "'a'", '"a"', "a "])
@pytest.mark.parametrize("form", ["[{}]\n", "{} = 1\n", "b = {{ {} = 1 }}\n"])
def test_a_name_of_very_many_parts_is_refused_before_it_is_parsed(form, key):
    (fault,) = timely("x = 1\n" + form.format(".".join([key] * 100_000)))
    assert fault == "theatre.toml:2: a name of more than 50 parts; tables two deep will do"


def test_lines_of_lists_within_lists_are_counted_anew_in_each():
    text = "[[a]]\n[[a.b]]\n[[a.b.c]]\n[[a.b]]\n[[a.b.c]]\n[[a]]\n[[a.b]]\n[[a.b.c]]\n"
    lines = line_index(text)
    assert lines["a", 0, "b", 1, "c", 0] == 5
    assert lines["a", 1, "b", 0, "c", 0] == 8
    assert ("a", 0, "b", 1, "c", 1) not in lines


@pytest.mark.parametrize(
    "positions",
    [
        ([10.0, 50.0], [10.0, 50.0], [10.0, 50.0]),
        ([10.0, 50.0], [10.0 + 1e-12, 50.0]),
        ([-180.0, 50.0], [180.0, 50.0]),
    ],
)
def test_a_line_without_length_is_a_fault(write: Write, positions):
    assert "a line without length" in check(write(front=line(*positions)))[0]


def test_of_very_many_features_some_are_told(write: Write):
    shapes_ = {f"f{n}": SHAPES["front"] for n in range(1000)}
    fault = check(write(("shapes.geojson#front", "shapes.geojson#none"), **shapes_))[0]
    assert fault.startswith("shapes.geojson: has no feature 'none'; its features are front, later-front, ")
    assert fault.endswith(", ...")
    assert len(fault) < 300


@pytest.mark.parametrize(
    "change",
    [
        (
            'name = "Southia"\nkind = "state"\nside = "south"',
            'name = "Southia"\nkind = "state"\nside = "militia"',
        ),
        ('kind = "armed_group"\nside = "south"', 'kind = "armed_group"\nside = "north"'),
    ],
    ids=["in a circle", "right"],
)
def test_sides_that_lead_in_a_circle_are_a_fault(write: Write, change):
    found = check(write(change))
    if "militia" in change[1]:
        assert "side of [[parties]] 'south' is 'River Militia', which is on the side of 'Southia'" in found[0]
    else:
        assert found == ()
