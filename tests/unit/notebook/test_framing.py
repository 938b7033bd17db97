"""What lies in the frame of a picture, and what it says that it leaves out."""

from __future__ import annotations

import re
from pathlib import Path

import shapely

import geomap.render
from geomap.layers import Family
from geomap.layers.ground import CARE
from geomap.model import LonLat, Status
from geomap.notebook import framing
from geomap.notebook.framing import frame_map
from geomap.pipeline import Report
from tests.builders import DOCUMENT, incident


def picture_of(*points, **options):
    incidents = tuple(incident(f"POINT ({lon} {lat})", id=f"i{n}") for n, (lon, lat) in enumerate(points))
    return frame_map(Report(documents=(DOCUMENT,), toponyms=((),), incidents=incidents), **options)


def test_every_incident_is_drawn_or_told(report):
    picture = frame_map(report)
    assert picture.shown == picture.total == 5
    assert sum(badge.number for badge in picture.badges) == 4
    assert picture.left_out() == "1 without a place"


def test_signs_at_one_place_are_one(report):
    picture = frame_map(report)
    (pair,) = [badge for badge in picture.badges if badge.number == 2]
    assert pair.at == LonLat(30.5, 50.25)
    assert pair.status is Status.CONTESTED  # the other is claimed
    assert pair.family is Family.BOMBARDMENT


def test_districts_sectors_and_the_line_are_drawn_as_they_are(report):
    drawings = {drawing.kind: drawing for drawing in frame_map(report).drawings}
    area = drawings["area"]
    assert area.status is Status.CONTESTED
    assert area.shape.equals(shapely.box(30.2, 50.5, 30.8, 50.9))
    assert drawings["sector"].label == "Northern sector"
    assert drawings["line"].shape.length > 0.9
    assert "land" in drawings


def test_the_frame_has_the_aspect_that_is_asked_for():
    for aspect in (0.8, 1.5, 3):
        assert abs(1 / picture_of((30, 50), (36, 51), aspect=aspect).height - aspect) < 0.01


def test_a_frame_goes_on_beyond_the_180th_meridian():
    picture = picture_of((179.5, -17), (-179.5, -16.8))
    assert picture.frame.west < 180 < picture.frame.east
    assert sum(badge.number for badge in picture.badges) == 2
    across = [picture.at(badge.at)[0] for badge in sorted(picture.badges, key=lambda b: -b.at.lon)]
    assert 0 < across[0] < across[1] < 1
    land = next(drawing.shape for drawing in picture.drawings if drawing.kind == "land")
    assert land.bounds[0] >= picture.frame.west - 1e-3
    assert land.bounds[2] <= picture.frame.east + 1e-3


def test_signs_on_both_sides_of_the_180th_meridian_are_one():
    picture = picture_of((179.999, -17), (-179.999, -17), (179, -17.5), (-179, -16.5))
    assert sorted(badge.number for badge in picture.badges) == [1, 1, 2]


def test_near_a_pole_the_edge_of_the_map_is_shown():
    picture = picture_of((10, 89.5))
    assert picture.left_out() == "1 with a place outside of the picture"
    assert picture.frame.north < 86


def test_what_lies_elsewhere_is_counted():
    near = [(30 + n / 10, 50) for n in range(4)]
    assert picture_of(*near, (-70, -33)).left_out() == "1 with a place outside of the picture"


def test_of_many_the_first_are_shown_and_it_is_said(monkeypatch):
    monkeypatch.setattr(framing, "MOST_INCIDENTS", 2)
    assert picture_of((30, 50), (31, 50), (32, 50)).left_out() == "only the first 2 of 3"


def test_without_any_incident_there_is_still_a_picture():
    picture = picture_of()
    assert picture.badges == ()
    assert picture.left_out() == ""
    assert picture.frame.east - picture.frame.west <= 360


def test_names_keep_clear_of_signs_and_of_one_another(report):
    labels = frame_map(report).labels()
    assert "Northern sector" in [label.text for label in labels]
    rows = sorted((label.y, label.x) for label in labels)
    assert len(rows) == len(set(rows))


def test_the_status_that_asks_for_most_care_is_the_same_on_the_page():
    page = Path(geomap.render.__file__).parent / "static" / "layers" / "hits.js"
    (told,) = re.findall(r"const CARE = \[([^\]]+)\]", page.read_text(encoding="utf-8"))
    assert re.findall(r"\w+", told) == [status.value for status in CARE]
