"""Annotated texts as features and labels."""

from __future__ import annotations

import numpy as np

from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.names import NameFinder
from geomap.recognition.tagging.columns import make_columns
from geomap.recognition.tagging.model_file import pack, unpack
from geomap.recognition.tagging.scoring import Scorer
from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tagging.word_types import WordTypes
from geomap.recognition.tokens import tokenise
from training.labelling import LABELS, all_buckets, label_batches, labels_of

TEXT = "Shells hit New York and U.S. bases, Azerbaijan's army said."
SPANS = (
    LabelledSpan(11, 19, Label.PLACE),
    LabelledSpan(24, 28, Label.PLACE),
    LabelledSpan(36, 53, Label.ORGANISATION),
)


def test_the_labels_of_tokens():
    named = [LABELS[n] for n in labels_of(tokenise(TEXT), SPANS)]
    assert named == [
        "O", "O", "B-place", "I-place", "O", "B-place", "O", "B-organisation", "I-organisation", "O",
    ]  # fmt: skip


def test_batches_hold_every_sequence_once():
    finder = NameFinder(PlaceIndex.bundled())
    batches = list(label_batches([(TEXT, SPANS)] * 5, finder, size=2))
    assert [len(b.labels) for b in batches] == [20, 20, 10]
    assert all(b.starts[0] == 0 and b.starts[-1] == len(b.labels) == len(b.buckets) for b in batches)
    assert (batches[0].buckets[:10] == batches[2].buckets).all()


def test_what_is_trained_is_what_is_scored():
    """The sum of the weights of all buckets is what the scorer gives, or a model would mean another thing."""
    tokens = tokenise(TEXT + " He left.\nKyiv, Ukraine -- two died")
    types = WordTypes()
    columns = make_columns([(tokens, NameFinder(PlaceIndex.bundled()).find(tokens))], types)
    buckets = all_buckets(columns, types)
    rng = np.random.default_rng(1)
    weights = {int(b): rng.normal(size=len(LABELS)) for b in np.unique(buckets)}
    model = unpack(pack(LABELS, weights, np.zeros((len(LABELS), len(LABELS))), {}))
    wanted = model.weights[model.rows[buckets]].sum(axis=1)
    assert np.allclose(Scorer(model, types).scores(columns), wanted, atol=1e-4)
