"""What the tagger is trained on: the corpora's sentences, some of them changed, and made ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from training.augmentation.filling import made_sentences
from training.augmentation.names import Pools
from training.augmentation.swapping import swap
from training.augmentation.writing import Annotated, in_capitals, in_title_case
from training.corpora.records import Sentence

#: How often each corpus goes in. Tweets (wnut17, btc) can be read and cleaned but are left out: their
#: writing is not that of news.
TIMES: Final[Mapping[str, int]] = MappingProxyType(
    {"gmb": 1, "gum": 1, "wikigold": 1, "re3d": 3, "uner_ewt": 1, "crossner_politics": 1}
)
#: How many of the sentences with names get others, and how many of their names.
SWAPPED_SENTENCES: Final = 0.8
SWAPPED_NAMES: Final = 0.4
#: How often each template is filled.
FILLED: Final = 40
_CAPITALS_SHARE: Final = 0.04
_TITLE_SHARE: Final = 0.02


def mixture(sentences: Iterable[Sentence], pools: Pools, rng: random.Random) -> Iterator[Annotated]:
    """Yield what is trained on, in an order that depends on the seed alone."""
    for sentence in sentences:
        for _ in range(TIMES.get(sentence.corpus, 0)):
            yield _changed(sentence, pools, rng)
    yield from made_sentences(pools, rng, each=FILLED)


def _changed(sentence: Sentence, pools: Pools, rng: random.Random) -> Annotated:
    text, spans = sentence.text, sentence.spans
    if spans and rng.random() < SWAPPED_SENTENCES:
        text, spans = swap(text, spans, pools, rng, share=SWAPPED_NAMES)
    chance = rng.random()
    if chance < _CAPITALS_SHARE:
        return in_capitals(text, spans)
    if chance < _CAPITALS_SHARE + _TITLE_SHARE:
        return in_title_case(text, spans)
    return text, spans
