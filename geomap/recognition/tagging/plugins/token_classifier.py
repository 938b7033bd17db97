"""Tagging with a transformer trained for token classification."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from geomap.errors import ModelError
from geomap.extras import require
from geomap.recognition.tagging.plugins.labels import label_of, require_known, split_tag
from geomap.recognition.tagging.plugins.overlaps import settle
from geomap.recognition.tagging.plugins.stored import load_stored
from geomap.recognition.tagging.plugins.windows import in_batches
from geomap.recognition.tagging.spans import LabelledSpan

_TEXTS, _WINDOWS = 16, 8  # texts cut, and windows tagged, at once
_BEGINS, _ENDS = frozenset("BSU"), frozenset("LESU")  # places of a word in a name; S and U do both
_PIECES = 512  # at most in a window; attention grows with the square
# Words as a model's labels count them: with an apostrophe inside ("Sana'a", but "Syria" and "'s"
# are two), with combining accents, and each other sign by itself.
_WORD = re.compile(r"\w[\w\u0300-\u036f]*(?:['’ʼ](?!s\b)\w[\w\u0300-\u036f]*)*|[^\w\s]")


def load(name: str, *, where: str) -> TransformerTagger:
    """Load a model and its tokeniser by name or the path of their folder, to run on the processor.

    Raises
    ------
    MissingExtraError
        If transformers or torch is not installed.
    ModelError
        If there is no such model, it cannot be loaded, or was trained for something else.
    """
    torch = require("torch", where=where)
    transformers = require("transformers", where=where)
    tokeniser = load_stored(transformers.AutoTokenizer.from_pretrained, name, where=where)
    model = load_stored(transformers.AutoModelForTokenClassification.from_pretrained, name, where=where)
    return TransformerTagger(torch, tokeniser, model, where=where)


class _Window(NamedTuple):
    text: int  # which of a batch
    pieces: Sequence[int]
    spans: Sequence[tuple[int, int]]
    special: Sequence[int]


class _Opinion(NamedTuple):
    end: int  # of the piece, in the text
    depth: int  # how many pieces lie between this one and the nearer end of its window
    tag: str
    score: float


class TransformerTagger:
    """Labels names with a transformer; a name's score is the mean of its words'.

    A word has the label of its first piece, as such models are trained. A long text is read in
    windows that share a quarter, and each piece takes what the window says in which it lies
    furthest from an end.

    Parameters
    ----------
    torch
        The module.
    tokeniser, model
        Those of the package transformers; the tokeniser a fast one, which tells where a piece stands.
    where
        What messages call it.

    Raises
    ------
    ModelError
        If the tokeniser is a slow one, or none of the model's labels is one of names.
    """

    def __init__(self, torch: Any, tokeniser: Any, model: Any, *, where: str = "transformer") -> None:
        if not tokeniser.is_fast:
            raise ModelError(
                "its tokeniser does not tell where a piece of a word stands",
                where=where,
                hint="a model with a fast tokeniser (tokenizer.json) is needed",
            )
        self._tags = {int(number): str(tag) for number, tag in model.config.id2label.items()}
        require_known(self._tags.values(), where=where)
        self._torch, self._tokeniser, self._model = torch, tokeniser, model.eval()
        # SentencePiece's mark of a space: where a piece by itself, it is the first of the next word.
        self._space = tokeniser.get_vocab().get("▁")
        # Some models count the positions from 2. Those that count none have no limit of their own.
        positions = getattr(model.config, "max_position_embeddings", None)
        limits = [tokeniser.model_max_length, positions - 2 if positions and positions > 2 else _PIECES]
        self._pieces = max(8, min(_PIECES, *limits))

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order; see `geomap.recognition.tagging.spans.Tagger`."""
        for batch in in_batches(texts, _TEXTS):
            opinions: list[dict[int, _Opinion]] = [{} for _ in batch]
            # By length, so that little is padded.
            cut = sorted(self._cut(batch), key=lambda window: len(window.pieces))
            for some in in_batches(cut, _WINDOWS):
                for window, found in zip(some, self._predict(some), strict=True):
                    _gather(opinions[window.text], batch[window.text], window, found, space=self._space)
            for text, found_in_text in zip(batch, opinions, strict=True):
                yield settle(_names(text, found_in_text))

    def _cut(self, texts: Sequence[str]) -> Iterator[_Window]:
        named = [i for i, text in enumerate(texts) if _WORD.search(text)]
        if not named:
            return
        encoded = self._tokeniser(
            [texts[i] for i in named],
            truncation=True,
            max_length=self._pieces,
            stride=self._pieces // 4,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        for which, pieces, spans, special in zip(
            encoded["overflow_to_sample_mapping"],
            encoded["input_ids"],
            encoded["offset_mapping"],
            encoded["special_tokens_mask"],
            strict=True,
        ):
            yield _Window(named[which], pieces, spans, special)

    def _predict(self, windows: Sequence[_Window]) -> Iterator[list[tuple[str, float]]]:
        """For each piece of each window its likeliest tag, and how likely that is."""
        width = max(len(window.pieces) for window in windows)
        filler = self._tokeniser.pad_token_id or 0
        with self._torch.inference_mode():
            logits = self._model(
                input_ids=self._torch.tensor(
                    [[*w.pieces, *[filler] * (width - len(w.pieces))] for w in windows]
                ),
                attention_mask=self._torch.tensor(
                    [[1] * len(w.pieces) + [0] * (width - len(w.pieces)) for w in windows]
                ),
            ).logits
            scores, numbers = logits.float().softmax(-1).max(-1)
        for of_window, likely in zip(numbers.tolist(), scores.tolist(), strict=True):
            yield [(self._tags[n], min(s, 1.0)) for n, s in zip(of_window, likely, strict=True)]


def _gather(
    opinions: dict[int, _Opinion],
    text: str,
    window: _Window,
    found: Sequence[tuple[str, float]],
    *,
    space: int | None,
) -> None:
    """Add what a window says of its pieces, by where each begins, unless another knows better."""
    last = len(window.pieces) - 1
    before = -1
    for i, (spaced, end) in enumerate(window.spans):
        if window.special[i]:
            continue
        # The space before a word is part of some tokenisers' pieces.
        start = spaced + len(text[spaced:end]) - len(text[spaced:end].lstrip())
        if (start >= end and window.pieces[i] != space) or start == before:
            continue  # a blank; or one of several pieces of one character, of which the first counts
        before = start
        depth = min(i, last - i)
        if start not in opinions or depth > opinions[start].depth:
            opinions[start] = _Opinion(end, depth, *found[i])


def _names(text: str, opinions: Mapping[int, _Opinion]) -> Iterator[LabelledSpan]:
    """Put the words of each name together."""
    starts = sorted(opinions)
    name: list[tuple[int, int, float]] = []
    kind = ""
    piece = -1
    for word in _WORD.finditer(text):
        before, piece = piece, _piece_of(word.start(), word.end(), starts, opinions)
        if piece < 0:
            continue
        tag, score = opinions[piece].tag, opinions[piece].score
        place, word_kind = split_tag(tag)
        if name and (word_kind != kind or (place in _BEGINS and piece != before)):
            yield from _name(name, kind)
            name = []
        kind = word_kind
        if kind:
            name.append((*word.span(), score))
        if name and place in _ENDS:
            yield from _name(name, kind)
            name = []
    yield from _name(name, kind)


def _piece_of(start: int, end: int, starts: Sequence[int], opinions: Mapping[int, _Opinion]) -> int:
    """Where the piece begins that speaks for a word: its first, or else one that holds it among others.

    -1 for signs that the tokeniser leaves out.
    """
    at = bisect_left(starts, start)
    if at < len(starts) and starts[at] < end:
        return starts[at]
    return starts[at - 1] if at and opinions[starts[at - 1]].end > start else -1


def _name(words: Sequence[tuple[int, int, float]], kind: str) -> Iterator[LabelledSpan]:
    label = label_of(kind)
    if words and label:
        yield LabelledSpan(words[0][0], words[-1][1], label, sum(w[2] for w in words) / len(words))
