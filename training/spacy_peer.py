"""A spaCy pipeline trained on the same sentences, to be measured beside the model.

``python -m training.spacy_peer [--corpora FOLDER] [--minutes M] [-o FOLDER]``: spaCy's default
convolutional tagger of names (HashEmbedCNN, width 96, depth 4; a transition-based parser on top).
It is a benchmark and no part of geomap; spaCy comes with the extra ``bench``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

from geomap.recognition.tagging.spans import Label
from training.__main__ import GAZETTEER, ROOT, SEED
from training.augmentation.names import read_pools
from training.augmentation.writing import Annotated
from training.mixture import mixture
from training.running import run
from training.sentences import read_sentences

#: geomap's labels by the names that spaCy's pipelines use.
LABELS = {
    Label.PLACE: "LOC",
    Label.DEMONYM: "NORP",
    Label.ORGANISATION: "ORG",
    Label.PERSON: "PERSON",
}
_WORDS_A_BATCH = 1500


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.spacy_peer")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build/spacy-peer")
    options = parser.parse_args()
    train, held_out = read_sentences(options.corpora)
    rng = random.Random(SEED)
    sentences = list(mixture(train, read_pools(GAZETTEER, rng), rng))
    fix_random_seed(SEED)
    nlp = spacy.blank("en")
    tagger: Any = nlp.add_pipe("ner")
    for label in LABELS.values():
        tagger.add_label(label)
    examples = [_example(nlp, sentence) for sentence in sentences]
    optimizer = nlp.initialize(lambda: iter(examples[:2000]))
    ends = time.monotonic() + 60 * options.minutes
    epochs = 0
    while time.monotonic() < ends:
        rng.shuffle(examples)
        for batch in _batches(examples):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            if time.monotonic() >= ends:
                break
        else:
            epochs += 1
        print(f"{epochs} epochs", flush=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(options.output)
        scores = nlp.evaluate([_example(nlp, (s.text, s.spans)) for s in held_out[:2000]])
    print(json.dumps({k: scores[k] for k in ("ents_p", "ents_r", "ents_f")}))


def _example(nlp: Any, sentence: Annotated) -> Example:
    text, names = sentence
    gold = nlp.make_doc(text)
    spans = [gold.char_span(n.start, n.end, LABELS[n.label], alignment_mode="expand") for n in names]
    gold.ents = filter_spans([span for span in spans if span is not None])
    return Example(nlp.make_doc(text), gold)


def _batches(examples: list[Example]) -> Iterator[list[Example]]:
    return iter(minibatch(examples, size=_WORDS_A_BATCH // 25))


if __name__ == "__main__":
    sys.exit(run(main))
