"""How candidates were weighed, as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.model import Candidate, Toponym, WeighedCandidate, WeighedFeature, Weighing
from tests.builders import PLACE, RESOLUTION


def weighed(name, share, total, **points):
    features = tuple(WeighedFeature(n, 1.0, p) for n, p in points.items())
    place = replace(PLACE, id=f"t:{name}", name=name)
    return WeighedCandidate(Candidate(place, name, score=share), total, features)


TWO = Weighing(
    (weighed("Arda", 0.75, 4.25, size=2.0, near=2.25), weighed("Bela", 0.125, 2.0, size=1.5, far=0.5)),
    0.125,
    2.0,
    (WeighedFeature("nothing known of it", 1.0, 2.0),),
)


def test_a_column_for_each_candidate_and_a_row_for_each_feature():
    assert TWO.table().splitlines() == [
        "                       1. Arda             2. Bela             left open",
        "                       PPL, Eastshire, UA  PPL, Eastshire, UA",
        "share                  0.750               0.125               0.125",
        "points                 4.25                2.00                2.00",
        "  near                 +2.25 (1.00)",
        "  size                 +2.00 (1.00)        +1.50 (1.00)",
        "  far                                      +0.50 (1.00)",
        "  nothing known of it                                          +2.00 (1.00)",
    ]


def rows(weighing, **given):
    return [line.strip().split("  ")[0] for line in weighing.table(**given).splitlines()]


def test_rows_in_which_the_candidates_differ_most_come_first():
    both = Weighing(
        (
            weighed("Arda", 0.5, 0.0, same=9.0, little=1.0, against=-3.0),
            weighed("Bela", 0.5, 0.0, same=9.0, little=2.0, lot=5.0),
        ),
        0.0,
        0.0,
        (),
    )
    assert rows(both)[4:] == ["lot", "against", "little", "same"]


def test_only_so_many_columns_and_how_many_more_there_are():
    six = Weighing(
        tuple(weighed(f"T{n}", n / 10, 0.0, **{f"f{n}": 1.0}) for n in (6, 5, 4, 3, 2, 1)), 0.0, 0.0, ()
    )
    told = six.table()
    assert told.splitlines()[0].split() == ["1.", "T6", "2.", "T5", "3.", "T4", "4.", "T3", "left", "open"]
    assert told.endswith("\nand 2 more, of 0.200 and less")
    assert rows(six)[4:-1] == ["f6", "f5", "f4", "f3"]
    assert six.table(columns=5).endswith("\nand 1 more, of 0.100 and less")
    assert "more" not in six.table(columns=6)


def test_values_stand_alone_where_the_ranker_tells_no_points():
    one = weighed("Arda", 1.0, 4.0, size=None)
    assert Weighing((one,), 0.0, 0.0, ()).table().splitlines()[-1].split() == ["size", "(1.00)"]


def test_what_rounds_to_nothing_has_no_sign_of_less():
    one = weighed("Arda", 1.0, 0.0, size=-0.004)
    assert Weighing((one,), 0.0, 0.0, ()).table().splitlines()[-1].split() == ["size", "+0.00", "(1.00)"]


def test_a_unit_is_not_told_to_lie_in_itself_and_what_is_not_known_is_left_out():
    def what(**changes):
        one = weighed("Arda", 1.0, 0.0)
        found = replace(one.candidate, place=replace(PLACE, name="Arda", **changes))
        return Weighing((replace(one, candidate=found),), 0.0, 0.0, ()).table().splitlines()[1].strip()

    assert what(admin1_name="Arda") == "PPL, UA"
    assert what(admin1_name=None, country=None) == "PPL"


def test_with_no_candidates_only_leaving_it_open_is_told():
    table = Weighing((), 1.0, 2.0, TWO.open_features).table()
    assert table.splitlines()[0].split() == ["left", "open"]
    assert rows(Weighing((), 1.0, 2.0, TWO.open_features)) == [
        "left open",
        "",
        "share",
        "points",
        "nothing known of it",
    ]
    assert "more" not in table


def test_a_toponym_tells_what_it_means_and_how_that_was_weighed():
    toponym = Toponym(3, 7, "Arda", cue="village", resolution=RESOLUTION, weighing=TWO)
    lines = toponym.explain().splitlines()
    assert lines[:2] == [
        "[3:7] 'Arda' (place, village): Eastford (test:1), where_prec 1, score 0.90, unique name",
        "    because one place has this name",
    ]
    assert lines[2:] == [f"    {line}" for line in TWO.table().splitlines()]


def test_one_left_open_or_not_weighed_says_so():
    assert Toponym(0, 4, "Arda").explain() == "[0:4] 'Arda' (place): left open"
    assert len(Toponym(0, 4, "Arda", weighing=TWO).explain().splitlines()) == 1 + len(
        TWO.table().splitlines()
    )


DRIVERS = "\x1b[31m\x07\x00\x7f\x9b\u202e\u2066"


@pytest.mark.parametrize("sign", [*DRIVERS, "\n", "\r", "\t", "\u2028", "\x85"])
def test_no_control_character_reaches_a_terminal(sign):
    name = f"Ar{sign}da"
    place = replace(PLACE, id=f"t:{name}", name=name, admin1_name=name, country=name)
    one = replace(TWO.candidates[0], candidate=Candidate(place, name, score=0.5))
    resolution = replace(RESOLUTION, place=place, reasons=(name,))
    toponym = Toponym(
        0, len(name), name, cue=name, resolution=resolution, weighing=replace(TWO, candidates=(one,))
    )
    told = toponym.explain()
    # A name of two lines takes no two rows.
    assert len(told.split("\n")) == 2 + len(TWO.table().splitlines()) - 1
    assert all(line.isprintable() for line in told.split("\n"))
