"""Corrections in words."""

from __future__ import annotations

from datetime import date

from geomap.corrections import correct
from geomap.layers import build_layers
from geomap.model import CorrectedPlace, Correction, CorrectionAction, IncidentType
from tests import drawn

SAID = {"by": "N.N.", "why": "read again"}
FARM = CorrectedPlace("A farm", 2, 10.0, drawn.geometry(drawn.KARST.centroid))


def asked(action, *ids, **values):
    return Correction(CorrectionAction(action), ids, **SAID | values)


def layers(*corrections):
    return build_layers(correct(drawn.extraction(), corrections), None, quotes="none")


def card(made, key):
    return next(sign.account for sign in made.signs if sign.id == key)


def test_a_map_without_corrections_says_nothing():
    assert layers().corrections == ()
    assert all(sign.account.corrected == () for sign in layers().signs)


def test_a_card_says_what_was_there_before_who_and_why():
    made = layers(
        asked("retype", "i-clash", type=IncidentType.AIR_STRIKE, on=date(2031, 6, 1)),
        asked("redate", "i-clash", date_start=date(2031, 5, 1), date_end=date(2031, 5, 1)),
        asked("relocate", "i-clash", place=FARM),
        asked("relocate", "i-nowhere", place=FARM),
    )
    told = card(made, "i-clash")
    assert told.corrected == (
        "type was armed clash (N.N., 1 June 2031: read again)",
        "place was Karst (N.N.: read again)",
        "date was 12 May 2031 (N.N.: read again)",
    )
    sign = next(s for s in made.signs if s.id == "i-clash")
    assert (sign.type, told.where, sign.day_start) == (IncidentType.AIR_STRIKE, "A farm", date(2031, 5, 1))
    assert card(made, "i-nowhere").corrected == ("place was not given (N.N.: read again)",)
    assert [s.anchors for s in made.signs if s.id in ("i-clash", "i-nowhere")] != [(), ()]
    assert [(note.heading, len(note.lines)) for note in made.corrections] == [("4 corrections applied", 4)]


def test_a_merged_card_tells_its_parts():
    made = layers(
        asked("merge", "i-shelling", "i-rockets"),
        asked("retype", "i-rockets", type=IncidentType.SHELLING),
    )
    of_part, merged = card(made, "i-shelling").corrected
    assert of_part == "i-rockets: type was rocket or missile fire (N.N.: read again)"
    assert merged.startswith("merged from i-shelling: shelling, Tamsin district, 2031-05-12; i-rockets: ")
    assert card(made, "i-shelling").merged == 2


def test_the_notice_tells_rejected_superseded_and_not_applied():
    made = layers(
        asked("reject", "i-killed"),
        asked("retype", "i-clash", type=IncidentType.RIOT),
        asked("retype", "i-clash", type=IncidentType.AIR_STRIKE),
        asked("reject", "i-unknown"),
    )
    rejected, applied, superseded, absent = made.corrections
    assert rejected.heading == "1 incident rejected, not on the map"
    assert rejected.lines == ("Casualties · Karst · 1 April – 12 May 2031 (N.N.: read again; id i-killed)",)
    assert applied.heading == "1 correction applied"
    assert superseded.lines[0].startswith("retype i-clash (N.N.: read again) — a later one of N.N.")
    assert (absent.heading, absent.lines) == (
        "1 correction not applied", ("reject i-unknown (N.N.: read again) — no incident i-unknown",),
    )  # fmt: skip
    assert all(sign.id != "i-killed" for sign in made.signs)
