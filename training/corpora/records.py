"""An annotated text, as every step of the preparation takes and gives it."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.recognition.tagging.spans import LabelledSpan


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (in one corpus a whole text) with its names.

    Parameters
    ----------
    id
        As in the corpus; some give one id to several sentences.
    corpus
        The corpus' name in the manifest.
    source
        What the corpus says of the text's origin, such as 'gum-news'.
    document
        What the text belongs to: sentences of one document are never parted by `split`.
    text
        The text.
    spans
        The names of geomap's labels, in order, none overlapping another.
    others
        Half-open spans of names of kinds that geomap has no label for, such as works and events.
    """

    id: str
    corpus: str
    source: str
    document: str
    text: str
    spans: tuple[LabelledSpan, ...] = ()
    others: tuple[tuple[int, int], ...] = ()

    def name(self, span: LabelledSpan | tuple[int, int]) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]
