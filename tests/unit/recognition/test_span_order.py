"""SpanOrder gives what asking each span gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Span
from geomap.recognition.span_order import SpanOrder

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS), SPANS)
def test_it_gives_what_asking_each_gives(found, stretch):
    order = SpanOrder(found)
    by_start = sorted(found, key=lambda span: span.start)
    assert order.across(stretch.start, stretch.end) == [
        span for span in by_start if span.start < stretch.end and stretch.start < span.end
    ]
    assert order.around(stretch.start, stretch.end) == [
        span for span in by_start if span.start <= stretch.start and stretch.end <= span.end
    ]
