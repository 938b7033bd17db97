"""Records refuse what would break their own rules, and say what would be right."""

from __future__ import annotations

import dataclasses
import math
from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GeomapError, RecordError
from geomap.model import (
    CasualtyCount,
    DateMention,
    Document,
    Geometry,
    Harm,
    Incident,
    IncidentType,
    LineOfContact,
    LonLat,
    Party,
    Resolution,
    Sector,
    Span,
    Theatre,
    Toponym,
)
from geomap.model.mention import ActorKind
from geomap.model.place import Place

POINT = LonLat(46.93, 40.34)
SHAPE = Geometry.from_shapely(shapely.box(46, 40, 47, 41))


def test_points_keep_longitude_first_and_refuse_what_is_out_of_range() -> None:
    assert (POINT.lon, POINT.lat) == (46.93, 40.34)
    for lon, lat in [(181, 0), (0, 91), (math.nan, 0), (0, math.inf)]:
        with pytest.raises(RecordError, match="LonLat"):
            LonLat(lon, lat)


def test_distance_is_that_of_the_great_circle() -> None:
    # One degree of latitude is 111.195 km on a sphere of 6371.0088 km.
    assert LonLat(0, 0).distance_km(LonLat(0, 1)) == pytest.approx(111.195, abs=0.001)
    assert LonLat(179.9, 0).distance_km(LonLat(-179.9, 0)) == pytest.approx(22.239, abs=0.001)


@given(
    st.tuples(st.floats(-180, 180), st.floats(-90, 90)), st.tuples(st.floats(-180, 180), st.floats(-90, 90))
)
def test_distance_is_symmetric_and_bounded(one: tuple[float, float], other: tuple[float, float]) -> None:
    a, b = LonLat(*one), LonLat(*other)
    assert a.distance_km(b) == pytest.approx(b.distance_km(a))
    assert 0 <= a.distance_km(b) <= 20016


def test_geometry_goes_to_shapely_and_back() -> None:
    assert SHAPE.to_shapely().equals(shapely.box(46, 40, 47, 41))
    with pytest.raises(RecordError, match="empty"):
        Geometry.from_shapely(shapely.Polygon())
    with pytest.raises(RecordError, match="well-known binary"):
        Geometry(b"POINT(1 2)")


def test_spans_are_half_open_and_not_empty() -> None:
    assert Span(3, 6).of("in Goma") == "Gom"
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    for start, end in [(2, 2), (3, 1), (-1, 2)]:
        with pytest.raises(RecordError):
            Span(start, end)


def test_a_document_needs_an_id_and_a_text() -> None:
    with pytest.raises(RecordError, match="id"):
        Document("", "text")
    with pytest.raises(RecordError, match="document d: the text is empty"):
        Document("d", " \n")


def test_a_toponym_is_as_long_as_its_text() -> None:
    with pytest.raises(RecordError, match="Goma"):
        Toponym(0, 5, "Goma")


def test_codes_and_radii_stay_within_their_range() -> None:
    place = Place("x:1", "Goma", POINT, "P", "PPL")
    with pytest.raises(RecordError, match="1 to 7"):
        Resolution(place, "population", 8, 1, 0.5)
    with pytest.raises(RecordError, match="radius"):
        Resolution(place, "population", 1, math.nan, 0.5)
    with pytest.raises(RecordError, match="score"):
        Resolution(place, "population", 1, 1, 1.5)
    with pytest.raises(RecordError, match="runs backwards"):
        DateMention(0, 1, "x", date(2020, 10, 2), date(2020, 10, 1), 1)


def test_counts_run_from_low_to_high() -> None:
    CasualtyCount(0, 6, "dozens", Harm.KILLED, low=24)
    with pytest.raises(RecordError, match="out of order"):
        CasualtyCount(0, 6, "dozens", Harm.KILLED, low=24, best=12)


def test_an_incident_with_sectors_names_its_theatre() -> None:
    with pytest.raises(RecordError, match="without a theatre"):
        Incident("i", IncidentType.SHELLING, "shelling", 0, 8, "shelling", 0, 8, "d", sectors=("north",))


def test_records_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        POINT.lon = 3  # type: ignore[misc]
    assert not hasattr(POINT, "__dict__")


def test_a_theatre_refuses_what_does_not_fit_together() -> None:
    line = LineOfContact("line", "Line", Geometry.from_shapely(shapely.LineString([(46, 40), (47, 41)])))
    party = Party("a", "A", ActorKind.STATE)
    theatre = Theatre(
        "t", (("en", "T"),), None, None, SHAPE, parties=(party,), lines=(line,), cut_line="line"
    )
    assert theatre.title == "T"
    assert theatre.party("A") is theatre.party("a") is party
    with pytest.raises(RecordError, match="same id"):
        dataclasses.replace(theatre, parties=(party, party))
    with pytest.raises(RecordError, match="no line"):
        dataclasses.replace(theatre, cut_line="other")
    with pytest.raises(RecordError, match="> 0"):
        Sector("n", "N", "t", "line", SHAPE, SHAPE, 0, 10)


def test_every_type_has_its_codes() -> None:
    for type_ in IncidentType:
        coding = type_.coding
        assert all(coding[:5]), type_
    assert IncidentType.SHELLING.coding.sub_event_type == "Shelling/artillery/missile attack"
    assert not IncidentType.TALKS.violent


def test_errors_are_one_line_that_says_what_where_and_what_would_be_right() -> None:
    error = GeomapError("this\nis wrong", where="file.txt:3", hint="that is right")
    assert str(error) == "file.txt:3: this is wrong; that is right"


def test_every_record_is_found_where_the_package_says() -> None:
    from geomap import model

    assert all(getattr(model, name) is not None for name in model.__all__)
    assert set(model.__all__) == set(model._HOMES)
    with pytest.raises(AttributeError, match="has no attribute"):
        model.Location  # noqa: B018


def test_a_notebook_shows_the_users_own_line_and_the_message() -> None:
    with pytest.raises(GeomapError) as raised:
        Document("", "A text.")
    lines = raised.value._render_traceback_()
    assert lines[-1] == f"{type(raised.value).__name__}: {raised.value}"
    assert 'Document("", "A text.")' in lines[1]
    assert len(lines) <= 4
    assert not any("document.py" in line for line in lines)
