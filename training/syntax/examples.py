"""Trees as arrays: rows of the embedding for each word, tags, heads and relations, in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geomap.syntax.words import PARTS, WHOLE, hashes_of
from training.syntax.network import Batch, NewsBatch
from training.syntax.news import Tagged
from training.syntax.treebank import Tree

Integers = npt.NDArray[np.int64]

LEAST_WORDS = 3  # how often a word, or a part of one, must stand in all sentences to have a row
LEAST_PARTS = 5
BATCH_TOKENS = 1400
WORD_DROP = 0.4
# Shares of sentences that an epoch shows in other letters, so that headlines can be parsed too.
WRITTEN = (("upper", 0.07), ("lower", 0.04), ("title", 0.03))
_AS = {"upper": str.upper, "lower": str.lower, "title": lambda word: word[:1].upper() + word[1:]}


@dataclass(frozen=True)
class Vocabulary:
    """Rows of hashes, tags and relations; row 0 is that of hashes which have none."""

    rows: dict[int, int]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    word_drop: npt.NDArray[np.float32]


def vocabulary(trees: Sequence[Tree], others: Sequence[Tree | Tagged] = ()) -> Vocabulary:
    """What gets a row: parts of the words of all; tags and relations of the trees."""
    words = Counter(word for sentence in (*trees, *others) for word in sentence.words)
    counts: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    for word, times in words.items():
        for part, hashed in enumerate(hashes_of(word)):
            (whole if part < WHOLE else counts)[hashed] += times
    kept = sorted(
        [h for h, n in whole.items() if n >= LEAST_WORDS] + [h for h, n in counts.items() if n >= LEAST_PARTS]
    )
    rows = {h: i for i, h in enumerate(dict.fromkeys(kept), start=1)}
    drop = np.zeros(len(rows) + 1, np.float32)
    for h, n in whole.items():
        if h in rows:
            drop[rows[h]] = WORD_DROP / (WORD_DROP + n)
    return Vocabulary(
        rows,
        tuple(sorted({t for tree in trees for t in tree.tags})),
        tuple(sorted({r for tree in trees for r in tree.relations})),
        drop,
    )


class _Words:
    """Sentences' words as rows, in their own letters and in others; indices of them in batches."""

    def __init__(self, sentences: Sequence[Sequence[str]], known: Vocabulary) -> None:
        self._known = known
        self._cache: dict[str, list[int]] = {}
        self.lengths = np.array([len(words) for words in sentences], dtype=np.int64)
        self._rows = {
            way: [self._rows_of(words, way) for words in sentences] for way in ("as is", *dict(WRITTEN))
        }

    def _rows_of(self, words: Sequence[str], way: str) -> Integers:
        change = _AS.get(way, str)
        return np.array([self._row(change(word)) for word in words], dtype=np.int64)

    def _row(self, word: str) -> list[int]:
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = [self._known.rows.get(h, 0) for h in hashes_of(word)]
        return found

    def groups(self, rng: np.random.Generator | None) -> list[list[int]]:
        """Indices of sentences of like lengths, for a batch each; in random order if ``rng``."""
        lengths = self.lengths
        jitter = rng.random(len(lengths)) * (0.15 * lengths + 2) if rng else 0
        groups: list[list[int]] = [[]]
        longest = 0
        for i in np.argsort(lengths + jitter, kind="stable"):
            longest = max(longest, int(lengths[i]))
            if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH_TOKENS:
                groups.append([])
                longest = int(lengths[i])
            groups[-1].append(int(i))
        return [groups[g] for g in rng.permutation(len(groups))] if rng else groups

    def batch(self, chosen: Sequence[int], rng: np.random.Generator | None) -> tuple[Integers, Integers]:
        """Rows (T, B, PARTS) and lengths (B); some sentences in other letters if ``rng``."""
        lengths = self.lengths[chosen]
        rows = np.zeros((int(lengths.max()), len(chosen), PARTS), np.int64)
        for b, i in enumerate(chosen):
            rows[: lengths[b], b] = self._rows[_way(rng)][i]
        return rows, lengths


class News:
    """Sentences of news ready for batches."""

    def __init__(self, news: Sequence[Tagged], known: Vocabulary) -> None:
        self._words = _Words([tagged.words for tagged in news], known)
        tag = {t: i for i, t in enumerate(known.tags)}
        self._allowed = [[[tag[t] for t in tags if t in tag] for tags in tagged.allowed] for tagged in news]
        self._tags = len(known.tags)

    def batches(self, rng: np.random.Generator) -> Iterator[NewsBatch]:
        """Yield batches without end."""
        while True:
            for chosen in self._words.groups(rng):
                rows, lengths = self._words.batch(chosen, rng)
                allowed = np.zeros((*rows.shape[:2], self._tags), np.float32)
                for b, i in enumerate(chosen):
                    for t, tags in enumerate(self._allowed[i]):
                        allowed[t, b, tags or slice(None)] = 1
                yield NewsBatch(rows, lengths, allowed)


class Examples:
    """Trees ready for batches."""

    def __init__(self, trees: Sequence[Tree], known: Vocabulary) -> None:
        self._words = _Words([tree.words for tree in trees], known)
        tag = {t: i for i, t in enumerate(known.tags)}
        relation = {r: i for i, r in enumerate(known.relations)}
        self._heads = [np.array(tree.heads) + 1 for tree in trees]
        self._tags = [[tag.get(t, 0) for t in tree.tags] for tree in trees]
        self._relations = [[relation.get(r, 0) for r in tree.relations] for tree in trees]

    def batches(self, rng: np.random.Generator | None) -> Iterator[Batch]:
        """Yield all sentences, in batches of like lengths; shuffled, some in other letters, if ``rng``."""
        for chosen in self._words.groups(rng):
            yield self._batch(chosen, rng)

    def endless(self, rng: np.random.Generator) -> Iterator[Batch]:
        """Yield batches without end."""
        while True:
            yield from self.batches(rng)

    def number_of_batches(self) -> int:
        """How many batches there are, more or less: their number differs a little from pass to pass."""
        return len(self._words.groups(None))

    def _batch(self, chosen: Sequence[int], rng: np.random.Generator | None) -> Batch:
        rows, lengths = self._words.batch(chosen, rng)
        tags, heads, relations = (np.zeros(rows.shape[:2], np.int64) for _ in range(3))
        for b, i in enumerate(chosen):
            n = lengths[b]
            tags[:n, b], heads[:n, b], relations[:n, b] = self._tags[i], self._heads[i], self._relations[i]
        return Batch(rows, lengths, tags, heads, relations)


def _way(rng: np.random.Generator | None) -> str:
    """In which letters a sentence is shown."""
    if rng is None:
        return "as is"
    draw = rng.random()
    for way, share in WRITTEN:
        draw -= share
        if draw < 0:
            return way
    return "as is"
