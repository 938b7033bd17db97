"""The steps of the cleaning, in order, and what each changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from geomap.recognition.tagging.spans import LabelledSpan
from training.corpora.cleaning import bounds, dropping, filling, labels, persons, spacing, tweets
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.cleaning.usage import Usage, settled
from training.corpora.reading import Corpus
from training.corpora.records import Sentence

#: From a sentence to the same one, a better one, or None to drop it.
Step = Callable[[Sentence, Lexicon], Sentence | None]
#: The same, knowing how the corpus labels each form as a rule.
UsageStep = Callable[[Sentence, Lexicon, Usage], Sentence]
#: Of each step by name, how much of what it changed.
Report = dict[str, dict[str, int]]

_SILVER: Final = frozenset(("gmb", "gmb_first"))
_DESCRIBING: Final = frozenset(("re3d",))


def steps(corpus: Corpus) -> tuple[tuple[Step, ...], tuple[UsageStep, ...], tuple[Step, ...]]:
    """The steps of a corpus: first ones, those by its usage, and last ones."""
    silver = corpus.name in _SILVER
    describing = corpus.name in _DESCRIBING
    first: list[Step] = []
    if corpus.genre == "tweets":
        first += [tweets.plain, tweets.english]
    if silver:
        first += [dropping.numbers]
    else:
        first += [spacing.spaced]
    first += [bounds.at_word_ends, bounds.trim]
    if describing:
        first += [bounds.without_descriptions]
    first += [persons.without_titles]
    if silver:
        first += [bounds.without_small_words, labels.without_offices]
    first += [labels.bodies, labels.without_faiths, labels.peoples_and_states]
    if silver:
        first += [labels.no_persons, labels.whole_names, persons.with_announced]
    first += [labels.countries]
    by_usage: list[UsageStep] = []
    if silver:
        by_usage += [settled]
    if silver or describing:
        by_usage += [filling.with_forgotten]
    last: list[Step] = [persons.with_surnames] if silver else [bounds.with_capitals]
    last += [filling.with_demonyms, dropping.consistent]
    return tuple(first), tuple(by_usage), tuple(last)


def clean(
    sentences: Iterable[Sentence], corpus: Corpus, lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], Report]:
    """Clean the sentences of a corpus; what is left, and what each step changed."""
    first, by_usage, last = steps(corpus)
    report: Report = {}
    current = tuple(sentences)
    for step in first:
        current = _applied(step.__name__, current, partial(_given, step, lexicon), report)
    for by in by_usage:
        current = _applied(by.__name__, current, partial(_given_usage, by, lexicon, Usage(current)), report)
    for step in last:
        current = _applied(step.__name__, current, partial(_given, step, lexicon), report)
    kept = dropping.without_duplicates(current)
    if len(kept) < len(current):
        report["without_duplicates"] = {"sentences dropped": len(current) - len(kept)}
    return kept, report


def _given(step: Step, lexicon: Lexicon, sentence: Sentence) -> Sentence | None:
    return step(sentence, lexicon)


def _given_usage(step: UsageStep, lexicon: Lexicon, usage: Usage, sentence: Sentence) -> Sentence | None:
    return step(sentence, lexicon, usage)


def _applied(
    name: str, before: Sequence[Sentence], step: Callable[[Sentence], Sentence | None], report: Report
) -> tuple[Sentence, ...]:
    counts: Counter[str] = Counter()
    after: list[Sentence] = []
    for sentence in before:
        made = step(sentence)
        if made is not sentence:
            counts.update(changes(sentence, made))
        if made is not None:
            after.append(made)
    if counts:
        report[name] = dict(sorted(counts.items()))
    return tuple(after)


def changes(before: Sentence, after: Sentence | None) -> Counter[str]:
    """Count what a step changed in a sentence: names that were added, removed, moved, relabelled."""
    counts: Counter[str] = Counter()
    if after is None:
        return Counter({"sentences dropped": 1})
    if before.text != after.text:
        counts["texts changed"] += 1
        removed = len(before.spans) - len(after.spans)
        if removed > 0:
            counts["names removed"] += removed
        return counts
    left = set(after.spans) - set(before.spans)
    for span in sorted(set(before.spans) - set(after.spans)):
        same = _partner(span, left)
        if same is None:
            counts["names removed"] += 1
            continue
        left.discard(same)
        if (span.start, span.end) != (same.start, same.end):
            counts["names moved"] += 1
        if span.label is not same.label:
            counts[f"{span.label} to {same.label}"] += 1
    for span in left:
        counts[f"{span.label} added"] += 1
    return counts


def _partner(span: LabelledSpan, among: Iterable[LabelledSpan]) -> LabelledSpan | None:
    touching = [other for other in among if other.start < span.end and span.start < other.end]
    return min(touching, default=None)
