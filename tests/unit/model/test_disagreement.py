"""What accounts of one incident tell differently, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import About, Harm, disagreements_of
from geomap.model.incident import documents_of, tellings_of
from tests.builders import account, claim, incident, joined, killed

SAME = account(0).place


def differing(*parts):
    return {
        (each.about, each.harm): [version.words for version in each.versions]
        for each in disagreements_of(joined(*parts))
    }


def second(**changes):
    return account(2, **{"place": SAME, "casualties": account(0).casualties} | changes)


def test_one_account_disagrees_with_nobody():
    assert disagreements_of(incident()) == ()
    assert differing(account(0), account(1)) == {}


def test_a_version_knows_its_accounts():
    place, toll = disagreements_of(joined())
    assert (place.about, toll.about, toll.harm) == (About.PLACE, About.CASUALTIES, Harm.KILLED)
    assert [told.id for told in toll.versions[0].accounts] == ["inc-1", "inc-2"]
    assert toll.versions[1].documents == ("d3",)


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (5, 5, 5, ["3 killed", "5 killed"]),
        (2, 3, 4, None),
        (1, 1, None, None),
        (5, 5, None, ["3 killed", "at least 5 killed"]),
    ],
)
def test_tolls_differ_only_if_they_cannot_both_be_true(low, best, high, told):
    other = account(2, place=SAME, casualties=(killed(low, best, high),))
    assert differing(account(0), other) == ({(About.CASUALTIES, Harm.KILLED): told} if told else {})


def test_days_differ_only_if_none_is_shared():
    day = date(2021, 2, 28)
    assert differing(account(0), second(date_start=day, date_end=date(2021, 3, 2))) == {}
    found = differing(account(0), second(date_start=day, date_end=day))
    assert found == {(About.DATE, None): ["2021-03-01", "2021-02-28"]}


def test_silence_is_no_disagreement():
    assert differing(account(0), second(initiators=(), place=None)) == {}


def test_documents_and_tellings_are_listed_once():
    found = joined(claims=(claim(), claim(document_id="d9")))
    assert documents_of(found) == ("d1", "d2", "d3", "d9")
    assert [told.document_id for told in tellings_of(found)] == ["d1", "d2", "d3"]
    assert tellings_of(incident()) == (incident(),)
