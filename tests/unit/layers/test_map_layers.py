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
from geomap.layers.signs import web_address
from geomap.model import Extraction, IncidentType, LonLat, Salience, Status
from tests import drawn


@pytest.fixture(scope="module")
def layers():
    return build_layers(drawn.extraction(), None)


def sign(layers, key):
    return next(s for s in layers.signs if s.id == key)


def test_every_type_has_a_family_and_every_family_a_label():
    assert {family_of(kind) for kind in IncidentType} == set(Family)
    assert all(family.label for family in Family)


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
        ("Farland", 2, "named, part of a name"),
        ("Ostra", 1, "dateline"),
        ("Velm", 1, "dateline"),
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


def test_the_line_is_dated_and_its_note_is_in_the_legend(layers):
    entry = next(e for e in layers.legend if e.sign == "line")
    assert entry.detail == "until 1 April 2031; the front has moved since"


def test_changes_of_control_are_told_as_said_up_to_the_day(layers):
    (mark,) = layers.changes
    ostra = next(a.colour for a in layers.areas if a.party == "Ostra")
    assert (mark.name, mark.point, mark.colour) == ("Tamsin", LonLat(46.9, 40.2), ostra)
    assert mark.said == "3 May 2031: capture by Ostra, as Ostra said; Velm said otherwise"
    assert any(e.sign == "change" for e in layers.legend)
    later = build_layers(drawn.extraction(), None, as_of=date(2031, 7, 1)).changes
    assert later[1].said == "1 July 2031: handed over to Velm, as Ostra and Velm said"
    assert build_layers(drawn.extraction(), None, as_of=date(2031, 5, 2)).changes == ()


def test_the_legend_has_just_the_signs_of_this_map(layers):
    signs = [e.sign for e in layers.legend]
    assert len(signs) == len(set(signs))
    assert {"contested", "claimed", "reported", "confirmed", "hit", "circle", "sector"} <= set(signs)
    assert "denied" not in signs
    assert build_layers(Extraction((), (), ()), None).legend == ()


def test_title_and_as_of(layers):
    assert layers.title == "Karst, 12 May 2031"
    assert layers.as_of == date(2031, 5, 12)
    chosen = build_layers(drawn.extraction(), None, title="Mine", as_of=date(2031, 6, 1))
    assert (chosen.title, chosen.as_of) == ("Mine", date(2031, 6, 1))


def test_the_year_is_said_once():
    for label in ("Karst, 2031", "Karst 2031", "Karst, since 2031"):
        home = replace(drawn.theatre(), titles=(("en", label),))
        assert build_layers(drawn.extraction(theatres=(home,)), None).title == "Karst, 12 May 2031"


@pytest.mark.parametrize(
    ("quotes", "quote", "text"),
    [("none", "", None), ("sentence", "A convoy", None), ("full", "A convoy", "date 2031")],
)
def test_quotes_decide_how_much_text_travels(quotes, quote, text):
    found = build_layers(drawn.extraction(), None, quotes=quotes)
    assert found.signs[-1].account.quote.startswith(quote)
    assert bool(found.signs[-1].account.quote) == bool(quote)
    assert (found.sources[0].text or "").startswith(text or "")
    assert (found.sources[0].text is None) == (text is None)
    if quotes == "none":
        assert all(not voice.quote for s in found.signs for voice in s.account.voices)


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
