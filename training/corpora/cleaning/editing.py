"""Changes to sentences that keep text and spans in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tokens import Token, tokenise
from training.corpora.records import Sentence


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text; kept for the next step."""
    return tuple(tokenise(text))


def with_spans(sentence: Sentence, spans: Iterable[LabelledSpan]) -> Sentence:
    """The sentence with other spans, in order; of overlapping ones the longer stays, else the first."""
    kept: list[LabelledSpan] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if kept and span.start < kept[-1].end:
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
            continue
        kept.append(span)
    made = tuple(kept)
    return sentence if made == sentence.spans else replace(sentence, spans=made)


def relabel(sentence: Sentence, label: Callable[[LabelledSpan], Label | None]) -> Sentence:
    """The sentence with the label that is said of each span; None removes it."""
    labels = [(span, label(span)) for span in sentence.spans]
    return with_spans(sentence, [span._replace(label=new) for span, new in labels if new is not None])


def over(spans: Iterable[LabelledSpan], start: int, end: int) -> list[LabelledSpan]:
    """The spans that overlap a stretch."""
    return [span for span in spans if span.start < end and start < span.end]


def edit(sentence: Sentence, changes: Sequence[tuple[int, int, str]]) -> Sentence:
    """Put texts in the place of stretches; names that a stretch touches go, unless it is within them.

    Parameters
    ----------
    changes
        (start, end, new text), in order, none overlapping another.
    """
    if not changes:
        return sentence
    parts: list[str] = []
    done = 0
    for start, end, text in changes:
        parts += (sentence.text[done:start], text)
        done = end
    parts.append(sentence.text[done:])

    def moved(start: int, end: int) -> tuple[int, int] | None:
        shift = grown = 0
        for a, b, text in changes:
            if b <= start:
                shift += len(text) - (b - a)
            elif a < end:
                if not (start <= a and b <= end) or (a, b) == (start, end):
                    return None
                grown += len(text) - (b - a)
        return start + shift, end + shift + grown

    placed = [(span, moved(span.start, span.end)) for span in sentence.spans]
    others = [moved(start, end) for start, end in sentence.others]
    return replace(
        sentence,
        text="".join(parts),
        spans=tuple(span._replace(start=at[0], end=at[1]) for span, at in placed if at and at[0] < at[1]),
        others=tuple(at for at in others if at and at[0] < at[1]),
    )
