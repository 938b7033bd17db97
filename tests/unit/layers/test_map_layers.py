"""From an extraction to what is to be drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.layers import Family, build_layers, family_of
from geomap.layers.passages import web_address
from geomap.model import Extraction, IncidentType, LonLat, Salience, Status
from tests import drawn


@pytest.fixture(scope="module")
def layers():
    return build_layers(drawn.extraction(), None)


def sign(layers, key):
    return next(s for s in layers.signs if s.id == key)


def test_every_type_has_a_family_and_every_family_a_type():
    assert {family_of(kind) for kind in IncidentType} == set(Family)


def test_every_incident_has_a_sign_in_order(layers):
    assert [s.id for s in layers.signs] == [i.id for i in drawn.incidents()]
    assert [s.status for s in layers.signs] == [i.status for i in drawn.incidents()]


def test_anchors_stand_where_the_incident_is_said_to_be(layers):
    district = sign(layers, "i-shelling").anchors
    assert len(district) == 1
    assert drawn.TAMSIN.contains(shapely.Point(district[0].lon, district[0].lat))
    assert sign(layers, "i-talks").anchors == (LonLat(37.6, 55.7),)
    assert sign(layers, "i-nowhere").anchors == ()


def test_an_incident_of_three_sectors_stands_on_each_of_them(layers):
    anchors = sign(layers, "i-rockets").anchors
    assert len(anchors) == 3
    assert all(drawn.LINE.distance(shapely.Point(p.lon, p.lat)) < 1e-5 for p in anchors)


def test_sectors_count_their_incidents(layers):
    rockets = [s.id for s in layers.signs].index("i-rockets")
    assert [(s.name, s.signs) for s in layers.sectors] == [
        ("Northern sector", (rockets,)),
        ("North-eastern sector", (rockets,)),
        ("Eastern sector", ()),
        ("Southern sector", (rockets,)),
    ]


def test_areas_hit_are_drawn_once_with_the_status_that_asks_for_most_care(layers):
    assert [(h.name, h.status, len(h.signs)) for h in layers.hits] == [
        ("Karst", Status.REPORTED, 2),
        ("Tamsin district", Status.CONTESTED, 1),
    ]
    told = drawn.incidents()
    here = replace(told[1], place=told[0].place)
    both = build_layers(drawn.extraction(incidents=(told[0], here)), None)
    assert [(h.name, h.status) for h in both.hits] == [("Karst", Status.CONTESTED)]


def test_a_country_is_drawn_only_when_chosen():
    told = drawn.incidents()[0]
    wide = replace(told, place=replace(told.place, where_prec=6))
    assert [h.wide for h in build_layers(drawn.extraction(incidents=(wide,)), None).hits] == [True]


def test_only_rough_points_have_circles(layers):
    assert [(c.centre, c.radius_km) for c in layers.circles] == [(LonLat(46.2, 39.55), 12)]


def test_places_only_mentioned_leave_out_those_where_something_happened(layers):
    assert [(m.name, m.times, m.roles) for m in layers.mentioned] == [
        ("Farland", 2, ("place", "organisation")),
        ("Ostra", 1, ("dateline",)),
        ("Velm", 1, ("dateline",)),
    ]


def test_it_opens_on_the_theatre_and_offers_the_rest(layers):
    assert layers.view.label == "Karst"
    assert not layers.view.bounds.contains(LonLat(37.6, 55.7))
    assert all(
        layers.view.bounds.contains(p)
        for s in layers.signs
        for p in s.anchors
        if s.id not in ("i-talks", "i-truce")
    )
    west, south, east, north = drawn.TAMSIN.bounds
    assert layers.view.bounds.contains(LonLat(east, north))
    assert layers.view.bounds.contains(LonLat(west, south))
    assert [(v.label, len(v.signs)) for v in layers.elsewhere] == [("Harbour City", 2)]


def test_without_a_theatre_it_opens_on_most_core_incidents():
    told = [replace(i, theatre=None, sectors=()) for i in drawn.incidents()]
    background = [
        replace(i, salience=Salience.BACKGROUND) for i in told if i.id not in ("i-talks", "i-truce")
    ]
    talks = [i for i in told if i.id in ("i-talks", "i-truce")]
    found = build_layers(drawn.extraction(incidents=(*background, *talks), theatres=(), sectors=()), None)
    assert found.view.label == "Harbour City"


def test_areas_of_two_parties_differ_in_colour_and_texture(layers):
    parties = {a.party: (a.colour, a.texture) for a in layers.areas}
    assert parties["Velm"][0] == "#E69F00"
    assert len({colour for colour, _ in parties.values()}) == 3
    assert len({texture for _, texture in parties.values()}) == 3


def test_lines_and_areas_have_their_days_and_notes(layers):
    line = next(line for line in layers.lines if not line.border)
    assert (line.valid_from, line.valid_to) == (None, date(2031, 4, 1))
    assert line.note == "the front has moved since"
    assert {area.theatre for area in layers.areas} == {line.theatre} == {"karst"}


def test_changes_of_control_keep_their_day_and_who_said_so(layers):
    first, second = layers.changes
    ostra = next(a.colour for a in layers.areas if a.party == "Ostra")
    assert (first.name, first.point, first.colour) == ("Tamsin", LonLat(46.9, 40.2), ostra)
    assert (first.day, first.kind, first.party) == (date(2031, 5, 3), "capture", "Ostra")
    assert (first.said_by, first.disputed_by) == (("Ostra",), ("Velm",))
    assert (second.day, second.kind, second.said_by) == (date(2031, 7, 1), "handover", ("Ostra", "Velm"))


def test_sides_are_those_that_speak_as_parties_most_claims_first(layers):
    assert layers.sides == ("Ostra", "Velm")
    assert build_layers(Extraction((), (), ()), None).sides == ()


def test_a_sign_knows_what_it_is_filtered_by(layers):
    shelling = sign(layers, "i-shelling")
    assert shelling.parties == ("Velm",)
    assert (shelling.date_prec, shelling.where_prec, shelling.killed) == (1, 3, None)
    killed = sign(layers, "i-killed")
    assert (killed.killed, killed.date_prec) == (200, 5)
    rockets = sign(layers, "i-rockets")
    assert [layers.sectors[k].name for k in rockets.sectors] == [
        "Southern sector",
        "Northern sector",
        "North-eastern sector",
    ]


def test_title_and_as_of(layers):
    assert layers.title == "Karst, 12 May 2031"
    assert layers.as_of == date(2031, 5, 12)
    chosen = build_layers(drawn.extraction(), None, title="Mine", as_of=date(2031, 6, 1))
    assert (chosen.title, chosen.as_of) == ("Mine", date(2031, 6, 1))


def test_the_year_is_said_once():
    for label in ("Karst, 2031", "Karst 2031", "Karst, since 2031"):
        home = replace(drawn.theatre(), titles=(("en", label),))
        assert build_layers(drawn.extraction(theatres=(home,)), None).title == "Karst, 12 May 2031"


@pytest.mark.parametrize(("quotes", "quote"), [("none", ""), ("sentence", "A convoy"), ("full", "A convoy")])
def test_quotes_decide_how_much_text_travels(quotes, quote):
    found = build_layers(drawn.extraction(), None, quotes=quotes)
    told = found.signs[-1].account.quote.text
    assert told.startswith(quote)
    assert bool(told) == bool(quote)
    source = found.sources[0]
    travels = sum(end - start for start, end in source.passages)
    if quotes == "none":
        assert travels == 0
        assert all(not voice.quote.text for s in found.signs for voice in s.account.voices)
    elif quotes == "full":
        assert source.passages == ((0, len(source.text)),)
    else:
        assert 0 < travels < len(source.text)


def test_names_as_written():
    told = drawn.incidents()[1]
    told = replace(told, place=replace(told.place, name="Tamsin District", text="Tamsin district"))
    for names, shown in (("en", "Tamsin District"), ("written", "Tamsin district")):
        found = build_layers(drawn.extraction(incidents=(told,)), None, names=names)
        assert found.signs[0].account.where == shown


@pytest.mark.parametrize("option", ["names", "quotes"])
def test_an_unknown_option_is_refused_with_those_there_are(option):
    with pytest.raises(UsageError, match="is needed"):
        build_layers(drawn.extraction(), None, **{option: "what"})


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:x", " https://a.org", "https://", "ftp://a.org", "file:///etc", "//a.org", "",
     None, "https://a.org/\nx", "data:text/html,x", "http://[bad"],
)  # fmt: skip
def test_only_web_addresses_become_links(url):
    assert web_address(url) is None


def test_web_addresses_are_kept():
    assert web_address("https://example.org/a?b=c&d=é") == "https://example.org/a?b=c&d=é"


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=12))
def test_every_incident_with_a_place_is_in_the_view_or_a_chip(points):
    told = drawn.incidents()[3]
    made = tuple(
        replace(
            told,
            id=str(i),
            theatre=None,
            place=replace(told.place, geometry=drawn.geometry(shapely.Point(x, y))),
        )
        for i, (x, y) in enumerate(points)
    )
    found = build_layers(drawn.extraction(incidents=made, theatres=(), sectors=()), None)
    for position, each in enumerate(found.signs):
        views = [v for v in (found.view, *found.elsewhere) if v.bounds.contains(each.anchors[0])]
        assert any(position in v.signs or v is found.view for v in views)
