"""What a tagger says is checked: a mistake of its own would otherwise show far from where it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import index
from typing import Any

from geomap.errors import ModelError
from geomap.recognition.tagging.spans import Label, LabelledSpan, Tagger


def checked(tagger: Tagger, *, name: str | None = None) -> Tagger:
    """Wrap a tagger so that what breaks the protocol is an error that says what and where.

    Parameters
    ----------
    name
        What the messages call it; its class if not given.

    Raises
    ------
    ModelError
        If it has no method ``tag``. What the wrapped one's ``tag`` gives raises it too, where it
        breaks the protocol.
    """
    called = name or type(tagger).__name__
    if not callable(getattr(tagger, "tag", None)):
        raise ModelError(f"a {type(tagger).__name__} has no method tag", where=called, hint=_HINT)
    return _Checked(tagger, called)


_HINT = "a tagger has tag(texts), which gives a tuple of LabelledSpan for each text"


class _Checked:
    def __init__(self, tagger: Tagger, name: str) -> None:
        self._tagger = tagger
        self._name = name

    def __repr__(self) -> str:
        return f"checked({self._tagger!r})"

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order, none overlapping another."""
        results = self._tagger.tag(texts)
        if not hasattr(results, "__iter__"):
            raise self._error(f"tag gave a {type(results).__name__}")
        given = 0
        for given, spans in enumerate(results, start=1):
            if given > len(texts):
                raise self._error(f"tag gave more results than the {len(texts)} texts it was given")
            yield self._spans(spans, texts[given - 1])
        if given < len(texts):
            raise self._error(f"tag gave {given} results for {len(texts)} texts")

    def _spans(self, spans: Any, text: str) -> tuple[LabelledSpan, ...]:
        if not isinstance(spans, (tuple, list)):
            raise self._error(f"tag gave a {type(spans).__name__} for a text")
        found = tuple(self._span(span, text) for span in spans)
        for before, span in pairwise(found):
            if span.start < before.start:
                raise self._error(f"its spans are out of order: {_shown(before)} before {_shown(span)}")
            if span.start < before.end:
                raise self._error(f"its spans overlap: {_shown(before)} and {_shown(span)}")
        return found

    def _span(self, span: Any, text: str) -> LabelledSpan:
        if not isinstance(span, LabelledSpan):
            raise self._error(f"{type(span).__name__} stands in place of LabelledSpan")
        try:
            # Plain numbers, whatever numpy's or torch's were given: they are written to JSON later.
            start, end = index(span.start), index(span.end)
            score = None if span.score is None else float(span.score)
        except (TypeError, ValueError) as error:
            raise self._error(f"{_shown(span)} holds something else than numbers") from error
        if not 0 <= start < end <= len(text):
            raise self._error(f"{_shown(span)} lies outside the text, which has {len(text)} characters")
        label: Any = span.label  # whatever its annotation says
        if not isinstance(label, Label):
            labels = ", ".join(f"Label.{each.name}" for each in Label)
            raise self._error(f"{label!r} is no label", f"one of {labels} is needed")
        if score is not None and not 0.0 <= score <= 1.0:
            raise self._error(f"a score of {score}", "0 to 1 or None is needed")
        return LabelledSpan(start, end, label, score)

    def _error(self, what: str, hint: str = _HINT) -> ModelError:
        return ModelError(what, where=self._name, hint=hint)


def _shown(span: LabelledSpan) -> str:
    return f"{span.start!r}-{span.end!r}"
