"""A report as a notebook shows it."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

from geomap.notebook import overview
from geomap.notebook.framing import frame_map
from geomap.notebook.overview import incidents_html, report_html, rows_html
from geomap.notebook.svg_map import svg_map
from geomap.pipeline import Report
from tests.builders import DOCUMENT, TELLERS, incident, joined

SVG = "{http://www.w3.org/2000/svg}"


def cells(html):
    return [
        re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html, flags=re.DOTALL)
    ]


def test_counts_stand_by_type_and_status(report):
    html = report_html(report, "Five of them")
    assert "<b>Five of them</b>" in html
    table = html[html.index("<table") : html.index("</table>")]
    assert re.findall(r">(reported|claimed|contested|denied|confirmed)<", table) == [
        "reported",
        "claimed",
        "contested",
    ]
    assert cells(table) == [
        *("Shelling", "1", "", "3", "4"),
        *("Air strike", "", "1", "", "1"),
        *("All", "1", "1", "3", "5"),
    ]


def test_a_picture_is_inside_and_says_what_it_leaves_out(report):
    html = report_html(report, "x")
    (packed,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    root = ET.fromstring(base64.b64decode(packed))
    assert root.tag == f"{SVG}svg"
    assert "Not in the picture: 1 without a place" in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def test_incidents_are_rows(report):
    html = rows_html(report.incidents)
    rows = [cells(row) for row in re.findall(r"<tr>(?!<th)(.*?)</tr>", html, flags=re.DOTALL)]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0][1:7] == [
        "Shelling",
        "1 March 2021",
        "Eastford",
        "Marland → –",
        "contested",
        "claimed by Valdoria; denied by Marland",
    ]
    assert rows[4][2:4] == ["date not given", ""]


def test_a_long_report_says_how_many_it_leaves_out(monkeypatch, report):
    monkeypatch.setattr(overview, "MOST_ROWS", 2)
    html = report_html(report, "x")
    assert "and 3 more" in html
    assert "The incidents (2 of 5)" in html
    monkeypatch.setattr(overview, "_MOST_TYPES", 1)
    assert "1 other types" in report_html(report, "x")


def test_a_place_that_could_not_be_placed_says_so():
    html = rows_html((incident(wkt=None),))
    assert "Eastford" in html
    assert "not placed" in html


def test_an_empty_report_says_so():
    empty = Report(documents=(DOCUMENT,), toponyms=((),), incidents=())
    assert "No incident was found" in report_html(empty, "x")
    assert "<img" not in report_html(empty, "x")
    assert "0 incidents" in incidents_html(empty)


def test_text_of_an_input_is_text(report):
    evil = "<script>x</script>&\u202e\x00"
    told = replace(
        report.incidents[0], quote=evil, date_text=evil, date_start=None, date_end=date(2021, 1, 1)
    )
    html = report_html(report.with_incidents([told]), evil)
    assert "<script" not in html
    assert "\u202e" not in html
    assert "\x00" not in html
    assert "U+202E" in html
    assert "until 1 January 2021" in html


def test_the_picture_is_the_same_each_time(report):
    assert svg_map(frame_map(report)) == svg_map(frame_map(report))


def test_the_picture_has_a_sign_for_each_place_and_names(report):
    root = ET.fromstring(svg_map(frame_map(report)))
    assert len(root.findall(f"{SVG}g")) == 3
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert "2" in texts
    assert "Northern sector" in texts
    dashed = [
        p for p in root.iter(f"{SVG}path") if p.get("stroke") == "#c04f00" and p.get("stroke-dasharray")
    ]
    assert dashed


def test_names_that_xml_cannot_hold_do_not_break_the_picture(report):
    sector = replace(report.sectors[0], name="<b>&\x00\ud800 sector")
    root = ET.fromstring(svg_map(frame_map(replace(report, sectors=(sector,)))))
    assert "<b>& sector" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_joined_incident_is_a_row_with_its_sources():
    html = rows_html([joined()])
    assert "told in 3 accounts by 2 independent sources" in html
    assert "casualties: 3 killed (d1, d2); 7 killed (d3)" in html
    report = Report(documents=TELLERS, toponyms=((),) * 3, incidents=(joined(), incident()))
    assert "2 incidents (1 told by several documents)" in repr(report)
