"""What was corrected shows on the map, and nothing that the file says can run."""

from __future__ import annotations

import pytest

from geomap.corrections import correct
from geomap.model import CorrectedPlace, Correction, CorrectionAction, IncidentType
from tests import drawn
from tests.browser.hostile.payloads import PAYLOADS, bare


def corrected(by="N.N.", why="read again", name="A farm"):
    said = {"by": by, "why": why}
    farm = CorrectedPlace(name, 2, 10.0, drawn.geometry(drawn.KARST.centroid))
    return correct(
        drawn.extraction(),
        (
            Correction(CorrectionAction.RETYPE, ("i-clash",), type=IncidentType.AIR_STRIKE, **said),
            Correction(CorrectionAction.RELOCATE, ("i-nowhere",), place=farm, **said),
            Correction(CorrectionAction.REJECT, ("i-killed",), **said),
            Correction(CorrectionAction.MERGE, ("i-talks", "i-truce"), **said),
            Correction(CorrectionAction.REJECT, (f"i-unknown{why}",), **said),
        ),
    )


def test_cards_popups_and_the_list_tell_of_it(open_page, make_map):
    opened = open_page(make_map(corrected()))
    assert "5 corrections, told in the list" in opened.page.locator(".gm-notice").text_content()
    headings = opened.page.locator(".gm-corrections summary").all_text_contents()
    assert headings == [
        "1 incident rejected, not on the map",
        "3 corrections applied",
        "1 correction not applied",
    ]
    first = opened.page.locator(".gm-corrections details").first
    assert not first.locator("li").is_visible()
    first.locator("summary").click()
    assert first.locator("li").text_content().startswith("Casualties · Karst")
    card = opened.page.locator(".gm-card", has_text="Air strike").first
    assert (
        card.locator(".gm-corrected").text_content() == "Corrected: type was armed clash (N.N.: read again)"
    )
    card.locator(".gm-card-title").click()
    popup = opened.page.locator(".leaflet-popup-content .gm-corrected")
    popup.wait_for()
    assert popup.text_content() == "Corrected: type was armed clash (N.N.: read again)"
    assert opened.faults == []
    opened.screenshot("corrections")


def test_a_map_without_corrections_has_no_notice(open_page, make_map):
    opened = open_page(make_map())
    assert opened.count(".gm-corrections") == 0
    assert "correction" not in opened.page.locator(".gm-notice").text_content()


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_what_the_file_says_is_shown_and_does_nothing(open_page, make_map, payload):
    opened = open_page(make_map(corrected(payload, payload, payload)))
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    for selector in (".gm-corrections", ".gm-card .gm-corrected"):
        assert bare(payload) in bare(opened.page.locator(selector).first.text_content())
    assert opened.count(".gm-page img, .gm-page iframe, .gm-page object") == 0
