"""The parser's training: sentences cut anew, and gradients that are those of the loss."""

from __future__ import annotations

import hashlib
import random

import numpy as np
import pytest

from geomap.errors import InputError
from geomap.syntax.model_file import pack, unpack
from geomap.syntax.parsing import Parser
from geomap.syntax.words import PARTS
from training.augmentation.names import Pools
from training.syntax import __main__ as making
from training.syntax.composing.phrases import verb_of
from training.syntax.composing.sentences import Composer, compose
from training.syntax.examples import Examples, vocabulary
from training.syntax.fitting import SETTINGS, fit
from training.syntax.measuring import by_relation, measure
from training.syntax.network import Batch, Network, NewsBatch, Shape, initial
from training.syntax.news import retokenised
from training.syntax.packing import model_of
from training.syntax.shallow import reading
from training.syntax.treebank import TOKEN, is_tree, read

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


def test_words_of_the_penn_treebank_are_joined_with_the_tags_that_they_may_have():
    rows = [("The", "DT"), ("army", "NN"), ("'s", "POS"), ("1,500", "CD"), ("men", "NNS"), ("fled", "VBD")]
    tagged = retokenised([*rows, ("FOO", "FW"), (".", ".")])
    assert list(zip(tagged.words, tagged.allowed, strict=True)) == [
        ("The", ("DET", "PRON")),
        ("army's", ("NOUN", "PRON")),
        ("1", ("NUM",)),
        (",", ("PUNCT",)),
        ("500", ("NUM",)),
        ("men", ("NOUN:NNS",)),
        ("fled", ("VERB:VBD", "AUX:VBD")),
        ("FOO", ()),
        (".", ("PUNCT",)),
    ]


POOLS = Pools(
    villages=("Talm", "Ober Talm"), cities=("Reda",), capitals=("Lenz",), units=("Omsar",), counties=(),
    us_states=(), regions=(), waters=(), states=("Ruritania",), demonyms=("ruritanian", "old ruritanian"),
    made_up=("Redalm",), given=("Karl",), surnames=("Osten",),
)  # fmt: skip


def test_composed_sentences_are_trees_of_words_as_geomap_cuts_them():
    trees = compose(POOLS, 400, 3)
    assert list(trees) == list(compose(POOLS, 400, 3))
    for tree in trees:
        assert is_tree(tree)
        assert tree.heads.count(-1) == 1
        assert [word for word in tree.words if TOKEN.fullmatch(word) is None] == []
        assert "_" not in "".join(tree.words)
    relations = {relation for tree in trees for relation in tree.relations}
    assert {"nsubj", "nsubj:pass", "obl:agent", "acl", "acl:relcl", "ccomp", "advcl", "conj"} <= relations


def test_an_agent_is_what_by_governs():
    for tree in compose(POOLS, 300, 4):
        for i, relation in enumerate(tree.relations):
            if relation == "obl:agent":
                marks = [tree.words[j] for j, head in enumerate(tree.heads) if head == i]
                assert "by" in marks
                assert tree.tags[tree.heads[i]] == "VERB:VBN"


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("shell", ("shells", "shelled", "shelled", "shelling", "")),
        ("seize", ("seizes", "seized", "seized", "seizing", "")),
        ("deny", ("denies", "denied", "denied", "denying", "")),
        ("destroy", ("destroys", "destroyed", "destroyed", "destroying", "")),
        ("hit/hit/hit", ("hits", "hit", "hit", "hitting", "")),
        ("blow_up/blew_up/blown_up", ("blows", "blew", "blown", "blowing", "up")),
        ("rip/through", ("rips", "ripped", "ripped", "ripping", "through")),
        ("tear/tore/torn/through", ("tears", "tore", "torn", "tearing", "through")),
    ],
)
def test_forms_of_verbs(entry, forms):
    verb = verb_of(entry)
    assert (verb.third, verb.past, verb.participle, verb.gerund, verb.particle) == forms


def test_every_verb_of_the_lexicon_has_its_forms():
    words = Composer(POOLS, random.Random(0))._words
    for kind in ("on_ground", "on_persons", "on_things", "intransitive", "happening", "saying", "harming"):
        for entry in words[kind]:
            verb = verb_of(entry)
            assert verb.base.isalpha()
            assert verb.past.isalpha()
            assert verb.participle.isalpha()


SIZE, LENGTHS = (6, 3), np.array([6, 4, 1])


def assert_gradients(weights, result, only=None):
    """Along each gradient, where the loss rises most, so that single precision suffices."""
    found = result()
    gradients = {name: array.copy() for name, array in found.gradients.items()}
    gradients["embedding"] = np.zeros_like(weights["embedding"])
    gradients["embedding"][found.rows] = found.of_rows
    assert set(gradients) == (only or set(weights))
    for name, gradient in gradients.items():
        array = weights[name]
        steepness = float(np.linalg.norm(gradient))
        before, step, sums = array.copy(), 2e-3, []
        for side in (1, -1):
            array[...] = before + side * step * gradient / steepness
            sums.append(sum(result().losses))
        array[...] = before
        assert (sums[0] - sums[1]) / (2 * step) == pytest.approx(steepness, rel=0.05), name


def some_weights(layers, rng):
    shape = Shape(rows=30, tags=5, relations=6, width=8, layers=layers, arc=6, label=6)
    weights = initial(shape, rng)
    for name in weights:
        weights[name] += (0.05 * rng.standard_normal(weights[name].shape)).astype(np.float32)
    weights["embedding"][0] = 0
    return shape, weights


@pytest.mark.parametrize("layers", [1, 3])
def test_gradients_are_those_of_the_loss(layers):
    rng = np.random.default_rng(0)
    shape, weights = some_weights(layers, rng)
    heads = np.zeros(SIZE, np.int64)
    for b, n in enumerate(LENGTHS):
        for t in range(n):
            heads[t, b] = rng.choice([j for j in range(n + 1) if j != t + 1])
    rows, tags, relations = (
        rng.integers(0, n, size) for n, size in ((30, (*SIZE, PARTS)), (5, SIZE), (6, SIZE))
    )
    batch = Batch(rows, LENGTHS, tags, heads, relations)
    assert_gradients(
        weights, lambda: Network(shape, weights, np.random.default_rng(1), dropout=0.2).step(batch)
    )


def test_gradients_of_news_are_those_of_the_loss():
    rng = np.random.default_rng(0)
    shape, weights = some_weights(2, rng)
    allowed = (rng.random((*SIZE, 5)) < 0.4).astype(np.float32)
    allowed[..., 0] = 1
    batch = NewsBatch(rng.integers(0, 30, (*SIZE, PARTS)), LENGTHS, allowed)
    read = {"embedding", "window", "window_bias", "gate0", "gate0_bias", "tag", "tag_bias"}
    assert_gradients(
        weights, lambda: Network(shape, weights, np.random.default_rng(1)).news_step(batch, 1.0), only=read
    )


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
