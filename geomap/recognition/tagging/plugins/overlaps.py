"""Spans that overlap, settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from geomap.recognition.tagging.spans import LabelledSpan


def settle(spans: Iterable[LabelledSpan]) -> tuple[LabelledSpan, ...]:
    """Keep of spans that overlap the longest, of those as long the likeliest, then the first.

    Returns
    -------
    tuple of LabelledSpan
        In order, none overlapping another.
    """
    kept: list[LabelledSpan] = []
    for span in sorted(spans, key=_worse):
        at = bisect_left(kept, span.start, key=lambda other: other.start)
        before_ends = kept[at - 1].end if at else 0
        after_starts = kept[at].start if at < len(kept) else span.end
        if before_ends <= span.start and span.end <= after_starts:
            kept.insert(at, span)
    return tuple(kept)


def _worse(span: LabelledSpan) -> tuple[int, float, int, str]:
    score = -1.0 if span.score is None else span.score
    return span.start - span.end, -score, span.start, span.label
