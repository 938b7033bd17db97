"""Tagging with a spaCy pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geomap.errors import ModelError
from geomap.extras import require
from geomap.recognition.tagging.plugins.labels import label_of, require_known
from geomap.recognition.tagging.plugins.overlaps import settle
from geomap.recognition.tagging.plugins.requiring import told_in_one_line
from geomap.recognition.tagging.plugins.windows import Window, in_batches, windows
from geomap.recognition.tagging.spans import LabelledSpan

_TEXTS = 64  # tagged at once
_WORDS, _OVERLAP = 5_000, 200  # a pipeline's memory grows with the text
_TRAINED = {"ner", "beam_ner"}  # these need nothing but the vectors below
_VECTORS = {"tok2vec", "transformer", "curated_transformer"}
# They declare nothing and set no entities; any other component that declares nothing may set them.
_SILENT = {
    "attribute_ruler",
    "doc_cleaner",
    "token_splitter",
    "merge_entities",
    "merge_noun_chunks",
    "merge_subtokens",
}


def load(name: str, *, where: str) -> SpacyTagger:
    """Load a pipeline by the name of its package or the path of its folder.

    Raises
    ------
    MissingExtraError
        If spaCy is not installed.
    ModelError
        If there is no such pipeline, it cannot be loaded, or it sets no entities.
    """
    spacy = require("spacy", where=where)
    if not spacy.util.is_package(name) and not Path(name).exists():
        hint = f"python -m spacy download {name}, or give the path of one" if name.isidentifier() else None
        raise ModelError("neither an installed spaCy pipeline nor a folder of one", where=where, hint=hint)
    with told_in_one_line("spaCy cannot load it", where=where):
        pipeline = spacy.load(name)
    return SpacyTagger(pipeline, where=where)


class SpacyTagger:
    """Labels names with a spaCy pipeline; it gives no scores.

    Parameters
    ----------
    pipeline
        A `spacy.Language` that sets ``Doc.ents``. Components that its entities do not need are
        switched off.
    where
        What messages call it.

    Raises
    ------
    ModelError
        If it sets no entities, or none of their labels is one of names.
    """

    def __init__(self, pipeline: Any, *, where: str = "spaCy pipeline") -> None:
        setters = [name for name in pipeline.pipe_names if _sets_entities(pipeline, name)]
        if not setters:
            components = ", ".join(pipeline.pipe_names) or "it has no components"
            raise ModelError(
                f"the pipeline sets no entities ({components})",
                where=where,
                hint="a component such as ner, entity_ruler or span_ruler with annotate_ents is needed",
            )
        labels = [tuple(getattr(pipeline.get_pipe(name), "labels", ())) for name in setters]
        if all(labels):  # a component without labels does not tell them
            require_known((label for each in labels for label in each), where=where)
        factories = {name: pipeline.get_pipe_meta(name).factory for name in pipeline.pipe_names}
        if {factories[name] for name in setters} <= _TRAINED:  # a rule may ask for tags or lemmas
            needed = [n for n in pipeline.pipe_names if n in setters or factories[n] in _VECTORS]
            pipeline.select_pipes(enable=needed)
        pipeline.max_length = sys.maxsize  # bounded by the windows instead
        self._pipeline = pipeline

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order; see `geomap.recognition.tagging.spans.Tagger`."""
        for batch in in_batches(texts, _TEXTS):
            cut = [(i, w) for i, t in enumerate(batch) for w in windows(t, words=_WORDS, overlap=_OVERLAP)]
            found: list[list[LabelledSpan]] = [[] for _ in batch]
            parts = (batch[i][window.start : window.end] for i, window in cut)
            for (i, window), doc in zip(cut, self._pipeline.pipe(parts, batch_size=_TEXTS), strict=True):
                found[i] += _spans(doc, window)
            yield from map(settle, found)


def _sets_entities(pipeline: Any, name: str) -> bool:
    meta = pipeline.get_pipe_meta(name)
    if meta.factory == "span_ruler":
        return bool(pipeline.get_pipe(name).annotate_ents)
    if not meta.assigns:
        return meta.factory not in _SILENT
    return "doc.ents" in meta.assigns


def _spans(doc: Any, window: Window) -> Iterator[LabelledSpan]:
    for entity in doc.ents:
        label = label_of(entity.label_)
        start, end = window.start + entity.start_char, window.start + entity.end_char
        if label and start < end and window.owns(start):
            yield LabelledSpan(start, end, label)
