"""Whatever is corrected: twice is once, and no incident is lost."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from geomap.corrections import correct
from geomap.exports import to_geojson
from geomap.model import (
    CorrectedPlace,
    Correction,
    CorrectionAction,
    CorrectionState,
    IncidentType,
)
from tests.builders import extraction, geometry, incident

IDS = st.sampled_from(["a", "b", "c", "d", "elsewhere"])
SAID = st.builds(dict, by=st.sampled_from(["N.N.", "<b>"]), why=st.text(min_size=1, max_size=8))
DAYS = st.integers(0, 500).map(lambda n: date(2021, 1, 1) + timedelta(days=n))
PLACES = st.floats(0, 100).map(lambda km: CorrectedPlace("A farm", 2, km, geometry("POINT (31 51)")))


def one(action: CorrectionAction, **values: st.SearchStrategy[object]) -> st.SearchStrategy[Correction]:
    fixed = st.fixed_dictionaries({"incidents": st.tuples(IDS), **values})
    return st.builds(lambda said, given: Correction(action, **given, **said), SAID, fixed)


@st.composite
def redated(draw: st.DrawFn) -> Correction:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    said = draw(SAID)
    return Correction(CorrectionAction.REDATE, (draw(IDS),), date_start=start, date_end=end, **said)


ANY = st.one_of(
    one(CorrectionAction.REJECT),
    one(CorrectionAction.RETYPE, type=st.sampled_from(IncidentType)),
    one(CorrectionAction.RELOCATE, place=PLACES),
    redated(),
    one(CorrectionAction.MERGE, incidents=st.lists(IDS, min_size=2, max_size=4, unique=True).map(tuple)),
)
FOUND = extraction(*(incident(id=name) for name in "abcd"))


@given(st.lists(ANY, max_size=8))
def test_twice_is_once_and_nothing_is_lost(asked: list[Correction]) -> None:
    after = correct(FOUND, asked)
    assert correct(after, asked) == after
    assert {outcome.correction for outcome in after.corrections} == set(asked)
    there = [i.merged_from or (i.id,) for i in after.incidents] + [(i.id,) for i in after.rejected]
    assert sorted(name for names in there for name in names) == ["a", "b", "c", "d"]
    done = {(c.action, c.by, c.why) for i in (*after.incidents, *after.rejected) for c in i.corrections}
    applied = [o.correction for o in after.corrections if o.state is CorrectionState.APPLIED]
    assert done == {(c.action, c.by, c.why) for c in applied}
    assert len(to_geojson(after)["features"]) == len(after.incidents)


@given(st.lists(ANY, max_size=6), st.lists(ANY, max_size=6))
def test_more_can_be_said_later(first: list[Correction], then: list[Correction]) -> None:
    # What was not applied is tried again, so that it takes all of them twice.
    after = correct(correct(correct(FOUND, first), then), [*first, *then])
    assert correct(after, [*first, *then]) == after
