"""How a corpus labels each form as a rule, and names settled by it.

Silver labels err now so, now otherwise: 'Kabul' is a place mostly, an organisation a third of the
times. What a form is mostly, or what the gazetteer says where the corpus is of two minds, it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora.cleaning.editing import relabel, tokens_of
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.cleaning.vocabulary import ANNOUNCING
from training.corpora.records import Sentence

_LEAST = 5
_CLEAR = 0.7
_WITH_GAZETTEER = 0.3
_SURELY = 0.97
_AGAINST_ORGANISATIONS = 0.05


class Usage:
    """Counts of how each form is labelled in a corpus.

    Parameters
    ----------
    sentences
        All of the corpus.
    """

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._labels: dict[str, Counter[Label]] = defaultdict(Counter)
        self._person_words: Counter[str] = Counter()
        self._bare: Counter[str] = Counter()
        for sentence in sentences:
            covered: set[int] = set()
            for span in sentence.spans:
                name = sentence.name(span)
                self._labels[name][span.label] += 1
                covered.update(range(span.start, span.end))
                if span.label is Label.PERSON and " " in name:
                    self._person_words.update(name.split())
            self._bare.update(
                t.text
                for t in tokens_of(sentence.text)
                if t.capital and not t.opens and t.start not in covered
            )

    def votes(self, form: str) -> Counter[Label]:
        """How often a form has each label; a part of a person's full name speaks for a person."""
        votes = Counter(self._labels.get(form, ()))
        if form in self._person_words:
            votes[Label.PERSON] += self._person_words[form]
        return votes

    def label(self, form: str, lexicon: Lexicon) -> Label | None:
        """The label that a form should have; None where the corpus does not say."""
        votes = self.votes(form)
        total = votes.total()
        if total < _LEAST:
            return None
        if lexicon.is_place(form):
            # 'West Bank' is labelled as an organisation mostly, and is none; 'Jackson' is a person often.
            persons = votes[Label.PERSON] >= _WITH_GAZETTEER * total
            least = _WITH_GAZETTEER if persons else _AGAINST_ORGANISATIONS
            if votes[Label.PLACE] >= least * total:
                return Label.PLACE
        label, most = votes.most_common(1)[0]
        return label if most >= _CLEAR * total else None

    def missed(self, form: str, label: Label, *, share: float = 0.6) -> bool:
        """Tell whether a form without a label was rather forgotten: mostly it has this one."""
        votes = self.votes(form)
        labelled = votes.total()
        return (
            labelled >= _LEAST
            and votes[label] >= 0.9 * labelled
            and votes[label] >= share * (labelled + self._bare[form])
        )


def settled(sentence: Sentence, lexicon: Lexicon, usage: Usage) -> Sentence:
    """Label names as the corpus does as a rule; demonyms are settled by the gazetteer.

    Neither those that a title makes persons ('Queen Victoria'), nor what may be a town in its place.
    """
    titles = {token.end for token in tokens_of(sentence.text) if token.folded in ANNOUNCING and token.capital}

    def label(span: LabelledSpan) -> Label:
        titled = len(sentence.text[: span.start].rstrip(". ")) in titles
        if span.label is Label.DEMONYM or (span.label is Label.PERSON and titled):
            return span.label
        name = sentence.name(span)
        usual = usage.label(name, lexicon)
        if usual is Label.ORGANISATION and span.label is Label.PLACE and lexicon.is_town(name):
            votes = usage.votes(name)
            if lexicon.is_place(name) or votes[usual] < _SURELY * votes.total():
                return span.label
        return usual or span.label

    return relabel(sentence, label)
