"""Other recognisers plug in by a specification; what they say is put into the protocol's form, and checked.

spaCy is the real one, with pipelines made here. transformers, torch and GLiNER are too large to install
for the tests: in their place stand modules that have what the loaders call, and no more.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.training import Example

from geomap.errors import MissingExtraError, ModelError, UsageError
from geomap.recognition.tagging.plugins import checked, load_tagger
from geomap.recognition.tagging.plugins.labels import label_of
from geomap.recognition.tagging.plugins.overlaps import settle
from geomap.recognition.tagging.plugins.spacy_pipeline import SpacyTagger
from geomap.recognition.tagging.plugins.windows import windows
from geomap.recognition.tagging.spans import Label, LabelledSpan, Tagger

TEXT = "Shelling hit Deir Ezzor on Monday, the UN told Syrians; John Smith left."
NAMES = [("Deir Ezzor", "place"), ("UN", "organisation"), ("Syrians", "demonym"), ("John Smith", "person")]


def named(tagger, text):
    """What a tagger names in one text, as (words, label)."""
    (spans,) = tagger.tag([text])
    return [(text[span.start : span.end], str(span.label)) for span in spans]


class Saying:
    """A tagger that says what it is given to say."""

    def __init__(self, *results):
        self.results = results

    def tag(self, texts):
        return iter(self.results)


# spaCy


def ruled(*, language="en", before=()):
    pipeline = spacy.blank(language)
    for name in before:
        pipeline.add_pipe(name)
    pipeline.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": "Deir Ezzor"},
            {"label": "ORG", "pattern": "UN"},
            {"label": "NORP", "pattern": "Syrians"},
            {"label": "PERSON", "pattern": "John Smith"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    return pipeline


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    ruled().to_disk(folder)
    return f"spacy:{folder}"


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A pipeline trained on eight sentences: enough to know again the towns that it was shown."""
    folder = tmp_path_factory.mktemp("trained")
    random.seed(0)
    spacy.util.fix_random_seed(0)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("ner")
    examples = []
    for town in ("Kharkiv", "Aleppo", "Mosul", "Kunduz"):
        for text in (f"Shelling hit {town} on Monday.", f"Troops entered {town} today."):
            span = (text.index(town), text.index(town) + len(town), "GPE")
            examples.append(Example.from_dict(pipeline.make_doc(text), {"entities": [span]}))
    pipeline.initialize(lambda: examples)
    for _ in range(25):
        pipeline.update(examples)
    pipeline.to_disk(folder)
    return f"spacy:{folder}"


def test_spacy_rules_from_a_folder(rules):
    tagger = load_tagger(rules)
    assert isinstance(tagger, Tagger)
    assert named(tagger, TEXT) == NAMES  # and the day, which has no label of ours, is left out


def test_a_trained_spacy_pipeline(trained):
    tagger = load_tagger(trained)
    assert named(tagger, "Shelling hit Kharkiv on Monday.") == [("Kharkiv", "place")]
    (spans,) = tagger.tag(["Troops entered Mosul today."])
    assert spans == (LabelledSpan(15, 20, Label.PLACE, None),)


def test_spans_count_unicode_characters(rules):
    for prefix in ("\U0001f525\U0001f525 ", "e\u0301té\n\n", "\u200f"):
        assert named(load_tagger(rules), f"{prefix} {TEXT}") == NAMES


def test_results_come_in_the_order_of_the_texts_and_an_empty_text_has_none(rules):
    texts = ["", TEXT, " \n ", "the UN", *["Deir Ezzor"] * 150, ""]
    results = list(load_tagger(rules).tag(texts))
    assert [len(spans) for spans in results] == [0, 4, 0, 1, *[1] * 150, 0]
    assert all(isinstance(spans, tuple) for spans in results)
    assert list(load_tagger(rules).tag([])) == []


def test_batches_are_tagged_when_they_are_asked_for():
    pipeline = ruled()
    seen = []
    make = pipeline.tokenizer
    pipeline.tokenizer = lambda text: seen.append(text) or make(text)
    results = SpacyTagger(pipeline).tag(["the UN"] * 500)
    assert not seen
    next(results)
    assert 0 < len(seen) < 150


def test_a_long_text_is_read_in_windows(rules):
    text = f"{TEXT} It was calm. " * 1500
    assert named(load_tagger(rules), text) == NAMES * 1500


def test_only_what_entities_need_stays_on(trained):
    tagger = load_tagger(trained)
    assert tagger._tagger._pipeline.pipe_names == ["ner"]
    pipeline = ruled(before=["sentencizer"])  # its patterns may ask for what other components say
    SpacyTagger(pipeline)
    assert pipeline.pipe_names == ["sentencizer", "entity_ruler"]


def test_a_span_ruler_that_annotates_entities_will_do():
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("span_ruler", config={"annotate_ents": True})
    ruler.add_patterns([{"label": "LOC", "pattern": "Tartus"}])
    assert named(SpacyTagger(pipeline), "In Tartus") == [("Tartus", "place")]


@spacy.Language.component("geomap_test_undeclared")
def undeclared(doc):
    """A component that sets entities and does not say that it does."""
    doc.ents = [spacy.tokens.Span(doc, 0, 1, label="FAC")]
    return doc


def test_a_component_that_declares_nothing_may_set_entities():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geomap_test_undeclared")
    assert named(SpacyTagger(pipeline), "Hostomel fell") == [("Hostomel", "place")]


@pytest.mark.parametrize("components", [[], ["sentencizer"], ["span_ruler"], ["attribute_ruler"]])
def test_a_pipeline_that_sets_no_entities(components, tmp_path):
    pipeline = spacy.blank("en")
    for name in components:
        pipeline.add_pipe(name)
    pipeline.to_disk(tmp_path)
    with pytest.raises(ModelError, match="the pipeline sets no entities") as caught:
        load_tagger(f"spacy:{tmp_path}")
    assert "\n" not in str(caught.value)


def test_a_pipeline_for_something_else():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "DISEASE", "pattern": "cholera"}])
    with pytest.raises(ModelError, match=r"none of its labels \(DISEASE\) is one of names"):
        SpacyTagger(pipeline)


def test_spacy_pipelines_that_cannot_be_had(tmp_path):
    with pytest.raises(ModelError, match=r"^spacy:en_none: neither .*; python -m spacy download en_none"):
        load_tagger("spacy:en_none")
    with pytest.raises(ModelError, match=r"spaCy cannot load it: .*meta\.json"):
        load_tagger(f"spacy:{tmp_path}")


# transformers


class FakeTensor:
    def __init__(self, values):
        self.values = np.asarray(values)

    def float(self):
        return self

    def softmax(self, axis):
        powers = np.exp(self.values)
        return FakeTensor(powers / powers.sum(axis, keepdims=True))

    def max(self, axis):
        return FakeTensor(self.values.max(axis)), FakeTensor(self.values.argmax(axis))

    def tolist(self):
        return self.values.tolist()


class FakeTokeniser:
    """Words in pieces of three letters, between a mark of the beginning (1) and one of the end (2)."""

    is_fast = True
    pad_token_id = 0
    model_max_length = 24

    def __init__(self):
        self.ids = {}
        self.longest = 0

    def get_vocab(self):
        return self.ids

    def __call__(
        self,
        texts,
        *,
        truncation,
        max_length,
        stride,
        return_overflowing_tokens,
        return_offsets_mapping,
        return_special_tokens_mask,
    ):
        assert truncation
        assert return_overflowing_tokens
        assert return_offsets_mapping
        assert return_special_tokens_mask
        out = {
            "overflow_to_sample_mapping": [],
            "input_ids": [],
            "offset_mapping": [],
            "special_tokens_mask": [],
        }
        for which, text in enumerate(texts):
            spans = [m.span() for m in re.finditer(r"(?<!\w)\w{1,3}|\B\w{1,3}|[^\w\s]", text)]
            pieces = [self.ids.setdefault(text[a:b], len(self.ids) + 3) for a, b in spans]
            room = max_length - 2
            self.longest = max(self.longest, len(pieces))
            for first in range(0, max(1, len(pieces) - stride), room - stride):
                window = slice(first, first + room)
                out["overflow_to_sample_mapping"].append(which)
                out["input_ids"].append([1, *pieces[window], 2])
                out["offset_mapping"].append([(0, 0), *spans[window], (0, 0)])
                out["special_tokens_mask"].append([1, *[0] * len(pieces[window]), 1])
        return out


class FakeModel:
    """Knows the first pieces of words by heart; a window's first and last two pieces it gets wrong."""

    tags = ("O", "B-LOC", "I-LOC", "B-ORG", "B-PER", "I-PER", "B-MISC")

    def __init__(self, tokeniser):
        self.known = {"Dei": 1, "Ezz": 2, "UN": 3, "Joh": 4, "Smi": 5, "Khe": 1, "Mon": 6}
        self.tokeniser = tokeniser
        self.config = SimpleNamespace(id2label=dict(enumerate(self.tags)), max_position_embeddings=512)
        self.batches = []

    def eval(self):
        return self

    def __call__(self, *, input_ids, attention_mask):
        texts = {number: piece for piece, number in self.tokeniser.ids.items()}
        rows = np.zeros((*input_ids.values.shape, len(self.tags)))
        self.batches.append(rows.shape[:2])
        for row, pieces in enumerate(input_ids.tolist()):
            length = sum(attention_mask.tolist()[row])
            for i, piece in enumerate(pieces[:length]):
                tag = self.known.get(texts.get(piece), 0)
                if length == self.tokeniser.model_max_length and not 2 < i < length - 3:
                    tag = 4
                rows[row, i, tag] = 5.0
        return SimpleNamespace(logits=FakeTensor(rows))


@pytest.fixture
def transformer(monkeypatch):
    """Packages named torch and transformers that have one model, 'news-ner', stored."""
    torch, transformers = ModuleType("torch"), ModuleType("transformers")
    torch.tensor, torch.inference_mode = FakeTensor, nullcontext
    tokeniser = FakeTokeniser()
    model = FakeModel(tokeniser)

    def giving(thing):
        def from_pretrained(name, *, local_files_only=False):
            if name != "news-ner":
                raise OSError("We couldn't connect\nto the hub.")
            assert local_files_only, "a hub is asked about a model that is stored"
            return thing

        return SimpleNamespace(from_pretrained=from_pretrained)

    transformers.AutoTokenizer = giving(tokeniser)
    transformers.AutoModelForTokenClassification = giving(model)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "transformers", transformers)
    return model


def test_a_transformers_pieces_make_words_and_its_words_names(transformer):
    tagger = load_tagger("hf:news-ner")
    assert named(tagger, "At Deir Ezzor, the UN told John Smith.") == [
        ("Deir Ezzor", "place"),
        ("UN", "organisation"),
        ("John Smith", "person"),
    ]
    # Two names side by side, a score, and a word whose other pieces are not asked.
    text = "Kherson Kherson Monday Ezzor"
    (spans,) = tagger.tag([text])
    assert [(s.start, s.end) for s in spans] == [(0, 7), (8, 15), (23, 28)]
    assert 0.9 < spans[0].score < 1.0


def test_windows_of_a_transformer_join(transformer):
    sentence = "\U0001f525 At Deir Ezzor, the UN told John Smith. "
    tagger = load_tagger("hf:news-ner")
    (spans,) = tagger.tag([sentence * 30])
    once = [
        (span.start, span.end, span.label) for (span_list,) in [tagger.tag([sentence])] for span in span_list
    ]
    assert transformer.tokeniser.longest > 10 * transformer.tokeniser.model_max_length
    assert len(once) == 3
    begun = len(sentence)  # in the first and the last sentence nothing lies before or behind
    inner = [
        (s.start % begun, (s.end - 1) % begun + 1, s.label) for s in spans if begun <= s.start < 29 * begun
    ]
    assert inner == once * 28


def test_a_transformers_batches_are_bounded_and_ordered(transformer):
    texts = ["", "the UN", "Deir Ezzor " * 40, "  ", "Kherson"] * 10
    results = list(load_tagger("hf:news-ner").tag(texts))
    assert [bool(spans) for spans in results] == [False, True, True, False, True] * 10
    assert max(windows for windows, _ in transformer.batches) <= 8
    assert max(pieces for _, pieces in transformer.batches) <= 24


def test_transformers_that_cannot_be_used(transformer, tmp_path):
    with pytest.raises(
        ModelError, match=r"^hf:none: no model .* can it be downloaded: We couldn't connect to the hub"
    ):
        load_tagger("hf:none")
    with pytest.raises(ModelError, match="no such folder"):
        load_tagger(f"hf:{tmp_path / 'none'}")
    with pytest.raises(ModelError, match="this folder's model cannot be loaded"):
        load_tagger(f"hf:{tmp_path}")
    transformer.config.id2label = {0: "LABEL_0", 1: "LABEL_1"}
    with pytest.raises(ModelError, match="none of its labels"):
        load_tagger("hf:news-ner")
    transformer.tokeniser.is_fast = False
    with pytest.raises(ModelError, match="a fast tokeniser"):
        load_tagger("hf:news-ner")


# GLiNER


class FakeGliner:
    """Finds towns and people, and as such models do tells each window's spans from its beginning."""

    config = SimpleNamespace(max_len=90)

    def __init__(self):
        self.kinds = {
            "city": "Deir Ezzor",
            "person": "John Smith",
            "organization": "UN",
            "nationality": "Syrians",
        }
        self.asked = []

    @classmethod
    def from_pretrained(cls, name, *, local_files_only=False):
        if name != "news-gliner":
            raise FileNotFoundError("no such model")
        return cls()

    def inference(self, texts, labels, *, threshold):
        assert threshold == 0.5
        self.asked.append(texts)
        assert all(len(text.split()) <= self.config.max_len for text in texts)
        return [
            [
                {"start": m.start(), "end": m.end(), "text": m[0], "label": label, "score": 0.9}
                for label in labels
                for m in re.finditer(self.kinds.get(label, "(?!)"), text)
            ]
            for text in texts
        ]


@pytest.fixture
def gliner(monkeypatch):
    """A package named gliner that has one model, 'news-gliner'."""
    module = ModuleType("gliner")
    module.GLiNER = FakeGliner
    monkeypatch.setitem(sys.modules, "gliner", module)
    return FakeGliner


def test_gliner_is_asked_in_windows(gliner):
    tagger = load_tagger("gliner:news-gliner")
    assert named(tagger, TEXT) == NAMES
    text = f"\U0001f525 {TEXT} " * 60
    assert named(tagger, text) == NAMES * 60
    texts = ["", TEXT, "   ", *["the UN"] * 100]
    assert [len(spans) for spans in tagger.tag(texts)] == [0, 4, 0, *[1] * 100]
    assert max(map(len, tagger._tagger._predict.__self__.asked)) <= 8


def test_an_early_gliner(gliner, monkeypatch):
    monkeypatch.setattr(gliner, "batch_predict_entities", gliner.inference, raising=False)
    monkeypatch.delattr(gliner, "inference")
    assert named(load_tagger("gliner:news-gliner"), TEXT) == NAMES


def test_a_gliner_model_that_is_not_there(gliner):
    with pytest.raises(ModelError, match=r"^gliner:none: no model of that name"):
        load_tagger("gliner:none")


# Specifications


@pytest.mark.parametrize(
    ("spec", "package", "extra"),
    [
        ("spacy:en_core_web_sm", "spacy", "spacy"),
        ("hf:some/model", "torch", "transformers"),
        ("hf:some/model", "transformers", "transformers"),
        ("gliner:some/model", "gliner", "gliner"),
    ],
)
def test_a_package_that_is_not_installed(spec, package, extra, transformer, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError) as caught:
        load_tagger(spec)
    assert isinstance(caught.value, MissingExtraError)
    assert str(caught.value) == f"{spec}: {package} is not installed; pip install 'geomap[{extra}]'"


def test_a_package_that_cannot_be_imported(tmp_path, monkeypatch):
    (tmp_path / "gliner.py").write_text("import geomap_test_nowhere", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        MissingExtraError, match="gliner cannot be imported: No module named 'geomap_test_nowhere'"
    ):
        load_tagger("gliner:some/model")


@pytest.mark.parametrize("spec", ["", "spacy", "en_core_web_sm", "flair:ner", ":x"])
def test_no_recogniser(spec):
    with pytest.raises(UsageError) as caught:
        load_tagger(spec, besides=["model", "rules"])
    if spec != "spacy":
        assert "model, rules, spacy:NAME_OR_PATH, hf:MODEL_OR_PATH, gliner:MODEL_OR_PATH is needed" in str(
            caught.value
        )
    assert "\n" not in str(caught.value)


OWN = """
from geomap.recognition.tagging.spans import Label, LabelledSpan

class Word:
    def __init__(self, word="Izium"):
        self.word = word

    def tag(self, texts):
        for text in texts:
            at = text.find(self.word)
            yield (LabelledSpan(at, at + len(self.word), Label.PLACE),) if at >= 0 else ()

def broken():
    raise RuntimeError("no weights")

number = 5
"""


@pytest.fixture
def own_package(tmp_path, monkeypatch):
    """An installed package that registers taggers."""
    (tmp_path / "geomap_test_own.py").write_text(OWN, encoding="utf-8")
    info = tmp_path / "geomap_test_own-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: geomap-test-own\nVersion: 1.0\n", encoding="utf-8"
    )
    lines = [
        "[geomap.taggers]",
        "own = geomap_test_own:Word",
        "broken = geomap_test_own:broken",
        "number = geomap_test_own:number",
        "absent = geomap_test_own:absent",
        "list = builtins:list",
        "twice = geomap_test_own:Word",
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop("geomap_test_own", None)


def test_a_tagger_registered_by_an_entry_point(own_package):
    assert named(load_tagger("own"), "near Izium") == [("Izium", "place")]
    assert named(load_tagger("own:Lyman"), "Izium and Lyman") == [("Lyman", "place")]


def test_registered_ones_that_cannot_be_used(own_package):
    with pytest.raises(ModelError, match=r"^broken: geomap_test_own:broken cannot be loaded: no weights$"):
        load_tagger("broken")
    with pytest.raises(ModelError, match="cannot be called"):
        load_tagger("number")
    with pytest.raises(ModelError, match="geomap_test_own:absent cannot be loaded"):
        load_tagger("absent")
    with pytest.raises(ModelError, match="a list has no method tag"):
        load_tagger("list")
    with pytest.raises(
        UsageError, match="gliner:MODEL_OR_PATH, absent, broken, list, number, own, twice is needed"
    ):
        load_tagger("another")


def test_two_packages_that_register_one_name(own_package):
    info = own_package / "geomap_test_other-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: geomap-test-other\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[geomap.taggers]\ntwice = other:Word\n", encoding="utf-8")
    with pytest.raises(
        UsageError, match="several packages register 'twice': geomap_test_own:Word, other:Word"
    ):
        load_tagger("twice")


# What is checked, and the parts


A, B = LabelledSpan(0, 3, Label.PLACE), LabelledSpan(2, 5, Label.ORGANISATION, 0.5)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([(A, B)], "its spans overlap: 0-3 and 2-5"),
        ([(B, LabelledSpan(0, 1, Label.PLACE))], "out of order: 2-5 before 0-1"),
        ([(A._replace(end=9),)], "0-9 lies outside the text, which has 8 characters"),
        ([(A._replace(start=-1),)], "outside the text"),
        ([(A._replace(end=0),)], "outside the text"),
        ([(A._replace(start="0"),)], "something else than numbers"),
        ([(A._replace(end=2.5),)], "something else than numbers"),
        ([(A._replace(score="much"),)], "something else than numbers"),
        ([(A._replace(score=1.5),)], "a score of 1.5; 0 to 1 or None is needed"),
        ([(A._replace(score=float("nan")),)], "a score of nan"),
        ([(A._replace(label="GPE"),)], "'GPE' is no label; one of Label.PLACE, Label.DEMONYM"),
        ([(A._replace(label="place"),)], "'place' is no label"),
        ([((0, 3, Label.PLACE),)], "tuple stands in place of LabelledSpan"),
        ([A], "int stands in place of LabelledSpan"),  # results are spans, not tuples of them
        ([None], "tag gave a NoneType for a text"),
        ([], "tag gave 0 results for 1 texts"),
        ([(), ()], "more results than the 1 texts"),
    ],
)
def test_what_breaks_the_protocol(results, said):
    with pytest.raises(ModelError) as caught:
        list(checked(Saying(*results), name="mine").tag(["in Izium"]))
    assert said in str(caught.value)
    assert str(caught.value).startswith("mine: ")


def test_what_is_no_tagger():
    with pytest.raises(ModelError, match=r"^str: a str has no method tag; a tagger has tag"):
        checked("spacy")
    silent = SimpleNamespace(tag=lambda texts: None)
    with pytest.raises(ModelError, match="tag gave a NoneType"):
        list(checked(silent).tag(["x"]))


def test_numbers_of_numpy_become_plain_ones():
    span = LabelledSpan(np.int64(3), np.int32(8), Label.PLACE, np.float32(0.5))
    ((found,),) = checked(Saying([span])).tag(["in Izium"])
    assert found == LabelledSpan(3, 8, Label.PLACE, 0.5)
    assert [type(value) for value in found] == [int, int, Label, float]


def test_a_checked_tagger_is_lazy():
    results = iter(((A,), (A, B)))
    tagged = checked(SimpleNamespace(tag=lambda texts: results)).tag(["in Izium", "in Izium"])
    assert next(tagged) == (A,)
    with pytest.raises(ModelError, match="overlap"):
        next(tagged)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        *[
            (name, Label.PLACE)
            for name in "GPE LOC LOCATION FAC FACILITY B-LOC I-GPE loc location-GPE GPE_ORG".split()
        ],
        *[(name, Label.DEMONYM) for name in "NORP B-NORP S-NORP".split()],
        *[(name, Label.ORGANISATION) for name in "ORG ORGANIZATION U-ORG B_ORG orgName".split()],
        *[(name, Label.PERSON) for name in "PER PERSON L-PER E-PERSON persName".split()],
        *[(name, None) for name in "O MISC B-MISC DATE LABEL_0 I- B".split()],
        ("", None),
    ],
)
def test_labels(name, label):
    assert label_of(name) is label


SPANS = st.lists(
    st.builds(
        lambda start, length, label, score: LabelledSpan(start, start + length, label, score),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(Label),
        st.none() | st.floats(0, 1),
    )
)


@given(SPANS)
def test_settled_spans(spans):
    kept = settle(spans)
    assert set(kept) <= set(spans)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    for span in spans:
        rivals = [k for k in kept if k.start < span.end and span.start < k.end]
        length = span.end - span.start
        assert any((k.end - k.start, k.score or 0.0) >= (length, span.score or 0.0) for k in rivals)
    assert settle(reversed(spans)) == kept


def test_the_longest_then_the_likeliest_wins():
    long, sure, other = (
        LabelledSpan(0, 9, Label.PLACE),
        *(LabelledSpan(8, 12, label, score) for label, score in ((Label.PERSON, 0.9), (Label.PLACE, 0.8))),
    )
    assert settle([other, sure, long]) == (long,)
    assert settle([other, sure]) == (sure,)


@given(st.text(alphabet="ab -_.é\u0301\n\U0001f525", max_size=300), st.integers(4, 20))
def test_windows_cover_a_text_and_their_cores_join(text, words):
    cut = windows(text, words=words, overlap=words // 2)
    if not cut:
        assert not text.strip()
        return
    assert cut[0].core_start == 0
    assert cut[-1].core_end == len(text)
    assert all(a.core_end == b.core_start for a, b in pairwise(cut))
    for window in cut:
        assert len(re.findall(r"\w+(?:[-_]\w+)*|\S", text[window.start : window.end])) <= words
    for word in re.finditer(r"\S+", text):
        owners = [w for w in cut if w.owns(word.start())]
        assert len(owners) == 1
        assert owners[0].start <= word.start() < owners[0].end


def test_nothing_of_it_is_loaded_unasked():
    statement = (
        "import sys, geomap; geomap.geoparse('Shelling hit Goma.'); import geomap.cli;"
        "print(*sorted({'spacy', 'thinc', 'torch', 'transformers', 'gliner'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_tagger_in_the_documentation(tmp_path):
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "recognisers.md").read_text(encoding="utf-8")
    (code,) = [
        block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "class Pattern" in block
    ]
    namespace = {}
    exec(code, namespace)
    names = tmp_path / "villages.txt"
    names.write_text("Kafr Nabl\nKafr\n", encoding="utf-8")
    tagger = checked(namespace["PatternTagger"](names))
    assert named(tagger, "Near Kafr Nabl and Kafr") == [("Kafr Nabl", "place"), ("Kafr", "place")]
