"""What is read in running form is told in the words of the document."""

from __future__ import annotations

from datetime import date

from geomap.model import Document
from geomap.pipeline import extract, geoparse_each

SHOUTED = (
    "   BOGOTA, 3 MAY 88 (AFP) -- [TEXT] FOUR SOLDIERS WERE KILLED YESTERDAY WHEN GUERRILLAS\n"
    "ATTACKED AN ARMY PATROL NEAR MEDELLIN, THE COLOMBIAN DEFENSE MINISTRY SAID.  [WORDS\n"
    "INDISTINCT] A BOMB EXPLODED ON MONDAY IN CALI AND WOUNDED TWO CIVILIANS IN THE CENTER OF THE\n"
    "CITY."
)


def test_day_and_agency_of_a_wire_report() -> None:
    ((document, toponyms),) = geoparse_each(SHOUTED, theatre="none")
    assert (document.published, document.source) == (date(1988, 5, 3), "AFP")
    assert document.text == SHOUTED
    assert {t.text for t in toponyms} >= {"BOGOTA", "MEDELLIN", "CALI"}
    assert all(t.text == SHOUTED[t.start : t.end] for t in toponyms)


def test_incidents_quote_the_document() -> None:
    report = extract(Document("a", SHOUTED), theatre="none")
    assert report.documents[0].text == SHOUTED
    assert {i.place.name for i in report.incidents if i.place is not None} >= {"Medellín", "Cali"}
    for incident in report.incidents:
        assert incident.quote == SHOUTED[incident.start : incident.end]
        assert incident.trigger == SHOUTED[incident.trigger_start : incident.trigger_end]
        assert all(c.quote == SHOUTED[c.start : c.end] for c in (*incident.claims, *incident.casualties))
        assert incident.date_text is None or incident.date_text.isupper()
        assert all(a.text.isupper() for a in (*incident.initiators, *incident.targets))
        if incident.place is not None:
            assert incident.place.text == SHOUTED[incident.place.start : incident.place.end]


def test_given_source_is_kept() -> None:
    ((document, _),) = geoparse_each(Document("a", SHOUTED, source="Herald"), theatre="none")
    assert document.source == "Herald"
