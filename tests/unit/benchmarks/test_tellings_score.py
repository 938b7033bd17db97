"""The scorer of joined incidents, on mentions made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.accuracy.corroboration.baseline import join_alike
from benchmarks.accuracy.corroboration.choosing import Mention, mentions_of
from benchmarks.accuracy.corroboration.measuring import a_tenth
from benchmarks.accuracy.corroboration.reading import day_right, kilometres, reading
from benchmarks.accuracy.corroboration.records import Half, Happening, Telling, Told
from benchmarks.accuracy.corroboration.scoring import Pairs, figures, score
from benchmarks.accuracy.corroboration.wording import day_words, earlier, place_words, tidied, tolls
from geomap.model import IncidentType
from tests.builders import incident

MARCH = date(2021, 3, 1)


def _happening(key, kind="shelling", day=MARCH, **fields):
    return Happening(key, kind, day, "Eastford", "test:1", "UA", 50.25, 30.5, "written", **fields)


def _mention(document, happening, *incidents, main=True, copied=False):
    return Mention(document, happening, main, copied, incidents)


ONE, NEXT, OTHER = (
    _happening("one"),
    _happening("next", decoy_of="one", decoy="day after"),
    _happening("other"),
)
HALF = Half("dev", (ONE, NEXT, OTHER), ())
MENTIONS = (
    _mention("one.1", "one", "a"),
    _mention("one.2", "one", "b", "b2"),
    _mention("one.copy1", "one", "c", copied=True),
    _mention("one.3", "one"),
    _mention("next.1", "next", "d"),
    _mention("next.1", "one", "e", main=False),
    _mention("other.1", "other", "f"),
)


def test_pairs_are_counted_as_right_wrong_parted_and_lost():
    # 'one' is told five times: ten pairs, four of them with the mention that was missed.
    scored = score(HALF, MENTIONS, {"a": "x", "b2": "x", "c": "x", "d": "x"})
    assert scored.pairs == Pairs(right=3, wrong=3, parted=3, lost=4)
    assert scored.uncopied == Pairs(right=1, wrong=2, parted=2, lost=3)
    assert scored.wrong_by_decoy["day after"] == 3
    assert scored.decoys_by_kind == {
        "day after": 3,
        "town beside": 0,
        "other kind": 0,
        "retold": 1,  # the background of next.1, against its own main happening
        "unrelated": 5,
    }
    assert {(a.document, b.document) for a, b in scored.wrong_pairs} == {
        ("one.1", "next.1"),
        ("one.2", "next.1"),
        ("one.copy1", "next.1"),
    }
    assert len(scored.parted_pairs) == 3


def test_shares_of_pairs():
    pairs = Pairs(right=3, wrong=1, parted=3, lost=6)
    assert pairs.precision == 0.75
    assert pairs.recall(lost=False) == 0.5
    assert pairs.recall(lost=True) == 0.25
    assert pairs.f1(lost=False) == pytest.approx(0.6)
    assert pairs.f1(lost=True) == pytest.approx(0.375)
    assert pairs.ceiling == pytest.approx(2 / 3)
    assert Pairs(parted=2).f1(lost=False) == 0
    assert Pairs().precision == 1


def test_joining_all_or_nothing():
    everything = score(HALF, MENTIONS, dict.fromkeys("a b b2 c d e f".split(), "x"))
    assert everything.pairs.parted == 0
    assert everything.pairs.recall(lost=False) == 1
    assert everything.wrong_by_decoy == everything.decoys_by_kind
    nothing = score(HALF, MENTIONS, {})
    assert (nothing.pairs.right, nothing.pairs.wrong, nothing.pairs.parted) == (0, 0, 6)
    assert figures(nothing)["given_extraction"] == {"precision": 100.0, "recall": 0.0, "f1": 0.0}
    assert figures(everything)["wrong_joins"]["day after"] == "3 of 3"


def test_one_document_that_tells_of_two_happenings_in_one_incident_joins_them_wrongly():
    mentions = (_mention("next.1", "next", "d"), _mention("next.1", "one", "d", main=False))
    scored = score(HALF, mentions, {})
    assert scored.pairs == Pairs(wrong=1)
    assert scored.wrong_by_decoy["retold"] == 1


def _told(*tells):
    return Told("one.1", MARCH, "Title", "Wire", "x" * 100, tells)


def _incident(key, start, kind):
    return replace(
        incident(), id=key, document_id="one.1", trigger_start=start, trigger_end=start + 1, type=kind
    )


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([(5, IncidentType.SHELLING)], ("0",)),
        ([(45, IncidentType.SHELLING)], ()),  # in the background, which is the other happening's
        ([(95, IncidentType.SHELLING)], ()),  # in a stretch of context
        ([(5, IncidentType.PROTEST)], ()),
        ([(5, IncidentType.CASUALTIES_REPORT)], ("0",)),
        ([(5, IncidentType.CASUALTIES_REPORT), (8, IncidentType.ROCKET_MISSILE)], ("1",)),
        ([(5, IncidentType.SHELLING), (8, IncidentType.AIR_STRIKE)], ("0", "1")),
    ],
)
def test_incidents_are_chosen_by_stretch_and_family_of_types(found, chosen):
    half = Half("dev", (ONE, OTHER), (_told(Telling("one", 0, 40, True), Telling("other", 42, 80, False)),))
    mentions = mentions_of(half, [_incident(str(n), at, kind) for n, (at, kind) in enumerate(found)])
    assert [(m.happening, m.main) for m in mentions] == [("one", True), ("other", False)]
    assert mentions[0].incidents == chosen


def test_the_plain_joiner_needs_the_same_type_day_and_place():
    first = replace(incident(), id="1")
    twin = replace(first, id="2")
    later = replace(first, id="3", date_start=date(2021, 3, 9), date_end=date(2021, 3, 9))
    undated = [replace(first, id=key, date_start=None, date_end=None, date_prec=None) for key in "45"]
    assert join_alike([first, twin, later, *undated]) == {"1": "1", "2": "1", "3": "3", "4": "4", "5": "5"}


def test_days_and_places_that_were_read():
    found = replace(incident(), id="a", date_start=MARCH, date_end=MARCH)
    astray = replace(found, id="b", date_start=date(2021, 3, 2), date_end=date(2021, 3, 2), place=None)
    assert day_right(found, MARCH)
    assert not day_right(astray, MARCH)
    mentions = (_mention("one.1", "one", "a"), _mention("one.2", "one", "b"), _mention("one.3", "one"))
    assert reading(HALF, mentions, [found, astray]) == {"day": 50.0, "place": 50.0, "both": 50.0}
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)


def test_a_tenth_keeps_together_what_is_bound_by_decoys_and_background():
    happenings = [_happening(f"h{n}") for n in range(40)]
    happenings[1] = _happening("h1", decoy_of="h0", decoy="day after")
    documents = [Told(f"h{n}.1", MARCH, "", "", "text", (Telling(f"h{n}", 0, 4, True),)) for n in range(40)]
    documents[2] = Told(
        "h2.1", MARCH, "", "", "text", (Telling("h2", 0, 2, True), Telling("h1", 2, 4, False))
    )
    part = a_tenth(Half("dev", tuple(happenings), tuple(documents)))
    kept = {h.id for h in part.happenings}
    assert {"h0", "h1", "h2"} <= kept
    assert len(kept) == 3 + 8
    assert {d.id.removesuffix(".1") for d in part.documents} == kept


class _First:
    """In the place of chance: always the first, and never the rarer way."""

    def random(self):
        return 1.0

    def choice(self, items):
        return items[0]


@pytest.mark.parametrize(
    ("style", "published", "hour", "words"),
    [
        ("none", MARCH, "", ""),
        ("date", MARCH, "", "on March 1"),
        ("weekday", MARCH, "night", "on Monday night"),
        ("relative", MARCH, "", "earlier today"),
        ("relative", MARCH, "morning", "this morning"),
        ("relative", date(2021, 3, 2), "morning", "yesterday morning"),
        ("relative", date(2021, 3, 2), "night", "late yesterday"),
        ("relative", date(2021, 3, 3), "", "on Monday"),
    ],
)
def test_days_in_words(style, published, hour, words):
    assert day_words(MARCH, published, hour, style, _First()) == words


def test_places_tolls_and_earlier_days_in_words():
    assert place_words("Sumy", "the Sumy region", "unit") == "in Sumy, in the Sumy region,"
    assert earlier(MARCH, date(2021, 3, 8), _First()) == "on 1 March"
    assert tolls(1, 0, "people", "full")["tolled"] == "one person was killed"
    assert tolls(8, 4, "people", "early")["toll"] == "killing at least six people and wounding three"
    assert tolls(0, 0, "people", "early")["left"] == "several buildings damaged"
    assert (
        tidied(", shells fell on  Sumy , in the north,. nobody spoke")
        == "Shells fell on Sumy, in the north. Nobody spoke"
    )
