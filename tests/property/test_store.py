"""Whatever comes and goes in whatever order, a store holds what its documents give together."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stress.happenings import extraction_of
from benchmarks.stress.store import rows_of
from geomap.store import open_store
from tests.property.drawing import examples

NUMBERS = st.integers(0, 11)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(NUMBERS, min_size=1, max_size=4, unique=True), st.integers(0, 1)),
        st.tuples(st.just("remove"), st.lists(NUMBERS, min_size=1, max_size=3, unique=True), st.just(0)),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=examples(20))
@given(STEPS)
def test_any_order_of_adding_changing_and_removing(steps):
    with tempfile.TemporaryDirectory() as name:
        one, other = Path(name) / "one.gpkg", Path(name) / "other.gpkg"
        editions: dict[int, int] = {}
        with open_store(one) as store:
            for verb, numbers, edition in steps:
                if verb == "add":
                    store.add(extraction_of(numbers, edition=edition))
                    editions |= dict.fromkeys(numbers, edition)
                else:
                    store.remove([f"d{number:07}" for number in numbers])
                    editions = {number: own for number, own in editions.items() if number not in numbers}
            assert store.check() == ()
        with open_store(other) as store:
            for edition in (0, 1):
                store.add(
                    extraction_of(sorted(n for n, own in editions.items() if own == edition), edition=edition)
                )
        assert rows_of(one) == rows_of(other)
