"""How well a tagger does on annotated sentences: precision, recall and F1 of whole names, by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geomap.recognition.tagging.spans import Label, Tagger
from training.corpora.records import Sentence


def measure(tagger: Tagger, sentences: Sequence[Sentence]) -> dict[str, dict[str, dict[str, float]]]:
    """Figures by corpus and label, in percent; a name is right if its bounds and label are."""
    right: Counter[tuple[str, Label]] = Counter()
    wanted: Counter[tuple[str, Label]] = Counter()
    given: Counter[tuple[str, Label]] = Counter()
    for sentence, found in zip(sentences, tagger.tag([s.text for s in sentences]), strict=True):
        gold = {(s.start, s.end, s.label) for s in sentence.spans}
        for _, _, label in gold:
            wanted[sentence.corpus, label] += 1
        for span in found:
            given[sentence.corpus, span.label] += 1
            right[sentence.corpus, span.label] += (span.start, span.end, span.label) in gold
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for corpus, label in sorted(wanted):
        key = corpus, label
        precision, recall = right[key] / max(given[key], 1), right[key] / wanted[key]
        f1 = 2 * precision * recall / (precision + recall) if right[key] else 0.0
        figures.setdefault(corpus, {})[label.value] = {
            "p": round(100 * precision, 1),
            "r": round(100 * recall, 1),
            "f1": round(100 * f1, 1),
            "n": wanted[key],
        }
    return figures
