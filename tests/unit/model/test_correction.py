"""Records of corrections check themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.errors import CorrectionError, RecordError
from geomap.model import CorrectedPlace, Correction, CorrectionAction, IncidentType
from tests.builders import geometry

REJECT = Correction(CorrectionAction.REJECT, ("i1",), "N.N.", "a summary")


@pytest.mark.parametrize(
    "changes",
    [
        {"by": ""},
        {"why": ""},
        {"incidents": ()},
        {"incidents": ("",)},
        {"incidents": ("i1", "i2")},
        {"type": IncidentType.TALKS},
        {"action": CorrectionAction.RETYPE},
        {"action": CorrectionAction.RELOCATE},
        {"action": CorrectionAction.REDATE},
        {"action": CorrectionAction.REDATE, "date_start": date(2021, 3, 1)},
        {"action": CorrectionAction.MERGE},
        {"action": CorrectionAction.MERGE, "incidents": ("i1", "i1")},
    ],
)
def test_what_does_not_fit_is_refused(changes):
    with pytest.raises(RecordError):
        replace(REJECT, **changes)


def test_days_do_not_run_backwards():
    with pytest.raises(RecordError, match="backwards"):
        replace(
            REJECT,
            action=CorrectionAction.REDATE,
            date_start=date(2021, 3, 2),
            date_end=date(2021, 3, 1),
        )


def test_where_it_was_read_is_no_part_of_what_it_says():
    assert replace(REJECT, where="a.toml, table 1") == replace(REJECT, where="b.toml, table 7")


@pytest.mark.parametrize("changes", [{"name": ""}, {"where_prec": 9}, {"radius_km": -1.0}])
def test_a_place_is_checked(changes):
    with pytest.raises(RecordError):
        replace(CorrectedPlace("Eastford", 1, 2.0, geometry()), **changes)


def test_an_error_has_its_faults():
    alone = CorrectionError("wrong", where="c.toml:3", hint="this is right")
    assert alone.faults == ("c.toml:3: wrong; this is right",)
    assert CorrectionError("2 faults", faults=("a", "b")).faults == ("a", "b")
    assert isinstance(alone, ValueError)


def test_values_stand_for_members():
    assert Correction("reject", ("i1",), "N.N.", "a summary") == REJECT
    retyped = Correction("retype", ("i1",), "N.N.", "read again", type="talks")
    assert retyped.type is IncidentType.TALKS
    assert retyped.action is CorrectionAction.RETYPE
    with pytest.raises(RecordError, match="'remove' is not known; one of reject, retype"):
        Correction("remove", ("i1",), "N.N.", "a summary")
    with pytest.raises(RecordError, match="one of shelling"):
        Correction("retype", ("i1",), "N.N.", "a summary", type="talk")
