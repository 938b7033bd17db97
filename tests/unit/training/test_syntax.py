"""The parser's training: sentences cut anew, and gradients that are those of the loss."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from geomap.errors import InputError
from geomap.syntax.model_file import pack, unpack
from geomap.syntax.parsing import Parser
from geomap.syntax.words import PARTS
from training.syntax import __main__ as making
from training.syntax.examples import Examples, vocabulary
from training.syntax.fitting import SETTINGS, fit
from training.syntax.measuring import by_relation, measure
from training.syntax.network import Batch, Network, Shape, initial
from training.syntax.packing import model_of
from training.syntax.shallow import reading
from training.syntax.treebank import is_tree, read

CONLLU = """\
# text = The army's UN-backed allies didn't leave at 10:30.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2-3\tarmy's\t_\t_\t_\t_\t_\t_\t_\t_
2\tarmy\tarmy\tNOUN\tNN\t_\t7\tnmod:poss\t_\t_
3\t's\t's\tPART\tPOS\t_\t2\tcase\t_\t_
4\tUN\tUN\tPROPN\tNNP\t_\t6\tobl:npmod\t_\tSpaceAfter=No
5\t-\t-\tPUNCT\tHYPH\t_\t6\tpunct\t_\tSpaceAfter=No
6\tbacked\tback\tVERB\tVBN\t_\t7\tamod\t_\t_
7\tallies\tally\tNOUN\tNNS\t_\t10\tnsubj\t_\t_
8-9\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
8\tdid\tdo\tAUX\tVBD\t_\t10\taux\t_\t_
9\tn't\tnot\tPART\tRB\t_\t10\tadvmod\t_\t_
10\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\t_
10.1\tleave\tleave\tVERB\tVB\t_\t_\t_\t_\t_
11\tat\tat\tADP\tIN\t_\t12\tcase\t_\t_
12\t10:30\t10:30\tNUM\tCD\t_\t10\tobl\t_\tSpaceAfter=No
13\t.\t.\tPUNCT\t.\t_\t10\tpunct\t_\t_
"""


def test_words_that_share_a_token_are_joined():
    (tree,) = read(CONLLU)
    assert list(zip(tree.words, tree.tags, tree.heads, tree.relations, strict=True)) == [
        ("The", "DET", 1, "det"),
        ("army's", "NOUN", 3, "nmod:poss"),
        ("UN-backed", "VERB:VBN", 3, "amod"),
        ("allies", "NOUN:NNS", 5, "nsubj"),
        ("didn't", "AUX:VBD", 5, "aux"),
        ("leave", "VERB:VB", -1, "root"),
        ("at", "ADP", 7, "case"),
        ("10", "NUM", 5, "obl"),
        (":", "PUNCT", 7, "punct"),
        ("30", "NUM", 7, "flat"),
        (".", "PUNCT", 5, "punct"),
    ]
    assert is_tree(tree)


@pytest.mark.parametrize("layers", [1, 3])
def test_gradients_are_those_of_the_loss(layers):
    rng = np.random.default_rng(0)
    shape = Shape(rows=30, tags=5, relations=6, width=8, layers=layers, arc=6, label=6)
    weights = initial(shape, rng)
    for name in weights:
        weights[name] += (0.05 * rng.standard_normal(weights[name].shape)).astype(np.float32)
    weights["embedding"][0] = 0
    size, lengths = (6, 3), np.array([6, 4, 1])
    heads = np.zeros(size, np.int64)
    for b, n in enumerate(lengths):
        for t in range(n):
            heads[t, b] = rng.choice([j for j in range(n + 1) if j != t + 1])
    batch = Batch(
        rng.integers(0, 30, (*size, PARTS)),
        lengths,
        rng.integers(0, 5, size),
        heads,
        rng.integers(0, 6, size),
    )

    def result():
        return Network(shape, weights, np.random.default_rng(1), dropout=0.2).step(batch)

    found = result()
    gradients = {name: array.copy() for name, array in found.gradients.items()}
    gradients["embedding"] = np.zeros_like(weights["embedding"])
    gradients["embedding"][found.rows] = found.of_rows
    assert set(gradients) == set(weights)
    # Along the gradient, where the loss rises most, so that single precision suffices.
    for name, array in weights.items():
        steepness = float(np.linalg.norm(gradients[name]))
        way = gradients[name] / steepness
        before, step, sums = array.copy(), 2e-3, []
        for side in (1, -1):
            array[...] = before + side * step * way
            sums.append(sum(result().losses))
        array[...] = before
        assert (sums[0] - sums[1]) / (2 * step) == pytest.approx(steepness, rel=0.05), name


def fitted(trees):
    known = vocabulary(trees)
    shape = Shape(
        rows=len(known.rows) + 1, tags=len(known.tags), relations=len(known.relations),
        width=16, layers=2, arc=8, label=8,
    )  # fmt: skip
    weights = fit(
        Examples(trees, known),
        known,
        shape,
        settings={**SETTINGS, "epochs": 250, "dropout": 0.0, "rate": 0.01},
    )
    return pack(model_of(shape, weights, known, {"seed": SETTINGS["seed"]}))


def test_a_small_treebank_is_learnt_and_the_same_each_time():
    trees = tuple(read(CONLLU)) * 8
    data = fitted(trees)
    parser = Parser(unpack(data))
    assert measure(parser, trees[:1]) == {"tags": 100.0, "uas": 100.0, "las": 100.0}
    figures = by_relation(parser.parse([trees[0].words]), trees[:1], ("nsubj", "obj"))
    assert figures["nsubj"] == {"precision": 100.0, "recall": 100.0, "number": 1}
    assert figures["obj"]["number"] == 0
    assert hashlib.sha256(fitted(trees)).digest() == hashlib.sha256(data).digest()


def test_a_missing_or_another_treebank_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        making.treebank("dev", tmp_path)
    file = tmp_path / "treebank/en_ewt-dev.conllu"
    file.parent.mkdir()
    file.write_text(CONLLU, encoding="utf-8")
    with pytest.raises(InputError, match="another file than the manifest's"):
        making.treebank("dev", tmp_path)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "The/DET army/NOUN of/ADP Ruritania/PROPN shelled/VERB:VBD two/NUM villages/NOUN:NNS ./PUNCT",
            {("army", "shelled", "nsubj"), ("villages", "shelled", "obj")},
        ),
        (
            "Towns/NOUN:NNS were/AUX:VBD taken/VERB:VBN by/ADP the/DET rebels/NOUN:NNS ./PUNCT",
            {("Towns", "taken", "nsubj:pass"), ("rebels", "taken", "obl:agent")},
        ),
        (
            "Men/NOUN:NNS who/PRON:WH fled/VERB:VBD said/VERB:VBD it/PRON fell/VERB:VBD ./PUNCT",
            {("who", "fled", "nsubj"), ("it", "fell", "nsubj")},
        ),
    ],
)
def test_a_shallow_reading(sentence, wanted):
    words, tags = zip(*(each.rsplit("/", 1) for each in sentence.split()), strict=True)
    found = {(words[i], words[verb], relation) for i, verb, relation in reading(words, tags)}
    assert wanted <= found
