"""Names have room or are left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.notebook.labelling import Wanted, place_labels

spots = st.tuples(st.floats(0, 1), st.floats(0, 0.6))


def test_the_more_important_comes_first():
    here = [Wanted("First", "town", 0.5, 0.3), Wanted("Second", "town", 0.505, 0.301)]
    placed = place_labels(here, [], height=0.6)
    assert placed[0].text == "First"
    assert placed[0].anchor == "start"
    assert [label.anchor for label in placed if label.text == "Second"] in ([], ["end"])


def test_at_the_edge_a_name_turns_round():
    (label,) = place_labels([Wanted("Edge of the map", "town", 0.97, 0.3)], [], height=0.6)
    assert label.anchor == "end"
    assert place_labels([Wanted("x" * 200, "town", 0.5, 0.3)], [], height=0.6) == ()


def test_a_name_under_a_sign_stands_beside_it():
    (label,) = place_labels([Wanted("Town", "town", 0.5, 0.3)], [(0.5, 0.3)], height=0.6)
    assert label.x >= 0.52
    (above,) = place_labels([Wanted("Sector", "sector", 0.5, 0.3, beside=False)], [(0.5, 0.3)], height=0.6)
    assert above.anchor == "middle"
    assert abs(above.y - 0.3) > 0.02


@given(st.lists(spots, max_size=30), st.lists(spots, max_size=10))
def test_labels_never_overlap(names, badges):
    wanted = [Wanted(f"Name {n}", "town", x, y, beside=n % 2 == 0) for n, (x, y) in enumerate(names)]
    placed = place_labels(wanted, badges, height=0.6)
    boxes = []
    for label in placed:
        width = len(label.text) * 0.0108
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        boxes.append((left, label.y - 0.0105, left + width, label.y + 0.0105))
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= 1 + 1e-9
        for other in boxes[:i]:
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            assert apart
