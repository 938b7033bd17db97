"""Sentences that teach nothing, or contradict themselves or each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from geomap.recognition.tagging.spans import Label
from training.corpora.cleaning.editing import edit
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.records import Sentence

_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{2})+,\d{3}(?![\d,])")


def consistent(sentence: Sentence, _: Lexicon) -> Sentence | None:
    """Drop a sentence that labels one form in two ways."""
    labels: dict[str, Label] = {}
    for span in sentence.spans:
        if labels.setdefault(sentence.name(span), span.label) is not span.label:
            return None
    return sentence


def numbers(sentence: Sentence, _: Lexicon) -> Sentence:
    """Group the digits of numbers as English does: the table has '1,00,000' for '100,000'."""
    return edit(
        sentence,
        [
            (m.start(), m.end(), f"{int(m.group().replace(',', '')):,}")
            for m in _GROUPED.finditer(sentence.text)
        ],
    )


def without_duplicates(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Keep each text once, and none that is labelled in several ways."""
    texts: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        texts[" ".join(sentence.text.split())].append(sentence)
    return tuple(
        same[0] for same in texts.values() if len({frozenset(sentence.spans) for sentence in same}) == 1
    )
