"""Tagging with a GLiNER model, which finds whatever kinds of names it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geomap.extras import require
from geomap.recognition.tagging.plugins.overlaps import settle
from geomap.recognition.tagging.plugins.stored import load_stored
from geomap.recognition.tagging.plugins.windows import Window, in_batches, windows
from geomap.recognition.tagging.spans import Label, LabelledSpan

#: What the model is asked for, in the words that such models are trained on.
ASKED: Final[Mapping[str, Label]] = {
    "location": Label.PLACE,
    "country": Label.PLACE,
    "city": Label.PLACE,
    "facility": Label.PLACE,
    "nationality": Label.DEMONYM,
    "organization": Label.ORGANISATION,
    "person": Label.PERSON,
}

_TEXTS, _WINDOWS = 32, 8  # texts cut, and windows tagged, at once
# A model cuts off what is beyond its own limit, 384 words mostly, and its encoder 512 pieces of words.
_WORDS, _OVERLAP = 200, 40
_THRESHOLD = 0.5  # the package's own


def load(name: str, *, where: str) -> GlinerTagger:
    """Load a model by its name or the path of its folder, to run on the processor.

    Raises
    ------
    MissingExtraError
        If the package gliner is not installed.
    ModelError
        If there is no such model, or it cannot be loaded.
    """
    gliner = require("gliner", where=where)
    return GlinerTagger(load_stored(gliner.GLiNER.from_pretrained, name, where=where))


class GlinerTagger:
    """Labels names with a GLiNER model.

    Parameters
    ----------
    model
        A `gliner.GLiNER`.
    """

    def __init__(self, model: Any) -> None:
        # Early versions have only the latter, late ones warn of it.
        self._predict = getattr(model, "inference", None) or model.batch_predict_entities
        limit = getattr(getattr(model, "config", None), "max_len", None) or _WORDS
        self._words = max(2 * _OVERLAP, min(_WORDS, limit))

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order; see `geomap.recognition.tagging.spans.Tagger`."""
        for batch in in_batches(texts, _TEXTS):
            found: list[list[LabelledSpan]] = [[] for _ in batch]
            cut = [
                (i, w) for i, t in enumerate(batch) for w in windows(t, words=self._words, overlap=_OVERLAP)
            ]
            for some in in_batches(cut, _WINDOWS):
                parts = [batch[i][window.start : window.end] for i, window in some]
                results = self._predict(parts, list(ASKED), threshold=_THRESHOLD)
                for (i, window), entities in zip(some, results, strict=True):
                    found[i] += _spans(entities, window)
            yield from map(settle, found)


def _spans(entities: Sequence[Mapping[str, Any]], window: Window) -> Iterator[LabelledSpan]:
    for entity in entities:
        label = ASKED.get(entity["label"])
        start, end = window.start + int(entity["start"]), window.start + int(entity["end"])
        if label and start < end and window.owns(start):
            yield LabelledSpan(start, end, label, min(max(float(entity["score"]), 0.0), 1.0))
