"""Marks of evidence that overlaps in any way nest, and are bounded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.exports.pages.nested_marks import Mark, edges, marks_of
from geomap.model import Evidence, Part

TEXT = "abcdefghijklmnopqrst"


def words(start, end, part=Part.PLACE, text=TEXT):
    return Evidence(part, start, end, text[start:end], "d")


def drawn(marks, text=TEXT):
    """The text with a bracket pair and a number for each piece, checked for nesting."""
    out, at, within = [], 0, []
    for edge in edges(marks):
        assert edge.at >= at
        out.append(text[at : edge.at])
        at = edge.at
        if edge.opens:
            within.append(edge.mark)
            out.append(f"<{edge.mark.number}{'' if edge.first else '+'} ")
        else:
            assert within.pop() is edge.mark
            out.append(">")
    assert within == []
    return "".join([*out, text[at:]])


def test_marks_of_one_span_become_one_that_knows_all_its_parts_and_incidents():
    (mark,) = marks_of(
        TEXT, [(2, words(1, 3, Part.SPEAKER)), (1, words(1, 3)), (2, words(1, 3)), (2, words(1, 3))]
    )
    assert {part: list(numbers) for part, numbers in mark.parts.items()} == {
        Part.PLACE: [1, 2],
        Part.SPEAKER: [2],
    }
    assert (mark.part, mark.incidents) == (Part.PLACE, [1, 2])


def test_words_that_the_text_does_not_hold_are_left_out():
    wrong = Evidence(Part.PLACE, 0, 3, "xyz", "d")
    beyond = Evidence(Part.PLACE, 18, 22, "stuv", "d")
    assert marks_of(TEXT, [(1, wrong), (1, beyond)]) == []


def test_what_lies_within_nests_and_what_crosses_is_cut_in_two():
    marks = marks_of(TEXT, [(1, words(0, 6)), (1, words(2, 4)), (1, words(5, 9)), (1, words(9, 10))])
    assert drawn(marks) == "<1 ab<2 cd>e<3 f>><3+ ghi><4 j>klmnopqrst"


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 12)), max_size=40))
def test_any_spans_nest_and_the_text_stays_as_it_is(spans):
    marks = marks_of(
        TEXT, [(n, words(start, min(20, start + size))) for n, (start, size) in enumerate(spans)]
    )
    made = drawn(marks)
    assert "".join(c for c in made if c.islower()) == TEXT


def test_many_crossing_marks_stay_few_pieces():
    text = "x" * 5000
    marks = [Mark(n, n, n + 2500, {Part.PLACE: {1: None}}) for n in range(2400)]
    assert len(list(edges(marks))) <= 2 * 8 * len(marks)
    nested = [Mark(n, n, 5000 - n, {Part.PLACE: {1: None}}) for n in range(2400)]
    assert len(list(edges(nested))) == 2 * 12
    assert marks_of(text, []) == []
