"""Persons' names without their titles, and whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tokens import Token
from geomap.recognition.words import folded_words, words
from training.corpora.cleaning.editing import over, tokens_of, with_spans
from training.corpora.cleaning.lexicon import Known, Lexicon
from training.corpora.cleaning.vocabulary import ANNOUNCING, DAYS, OFFICES, PARTICLES
from training.corpora.records import Sentence

_NO_NAMES = words("no_names")
_MOST_WORDS = 4


def _within(tokens: Sequence[Token], span: LabelledSpan) -> list[Token]:
    return [token for token in tokens if token.start < span.end and span.start < token.end]


def without_titles(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Take titles and offices, and the country before them, off the front of persons' names.

    A span of nothing but titles ('Mr.', 'Prime Minister') is removed if more than one of its words
    is a title or it is no name that could stand alone.
    """
    tokens = tokens_of(sentence.text)
    spans: list[LabelledSpan] = []
    for span in sentence.spans:
        if span.label is not Label.PERSON:
            spans.append(span)
            continue
        name = _within(tokens, span)
        while name and _is_office(name, lexicon):
            del name[0]
        if name:
            spans.append(span._replace(start=max(span.start, name[0].start)))
    return with_spans(sentence, spans)


def _is_office(name: Sequence[Token], lexicon: Lexicon) -> bool:
    if name[0].folded in OFFICES:
        # 'King' at the end of 'Martin Luther King' is never first; 'Bishop said' is rarely labelled so.
        return True
    land = lexicon.known(name[0].text) and len(name) > 1 and name[1].folded in OFFICES
    return bool(land)


def with_announced(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Make the capitalised words after 'Mr.', 'President' or 'Colonel' a person.

    Only where no other name reaches beyond them: 'President Tal', whether Tal was labelled as a
    place or not at all.
    """
    tokens = tokens_of(sentence.text)
    spans = list(sentence.spans)
    for i, token in enumerate(tokens[:-1]):
        if token.folded not in ANNOUNCING or not token.capital or token.possessive:
            continue
        run = _run(tokens, i + 1, lexicon)
        if not run or lexicon.is_place(sentence.text[token.start : run[-1].end]):
            continue
        start, end = run[0].start, run[-1].end
        touched = over(spans, start, end)
        if any(s.start < start or (s.end > end and s.label is not Label.PERSON) for s in touched):
            continue
        end = max([end, *(s.end for s in touched)])
        spans = [s for s in spans if s not in touched]
        spans.append(LabelledSpan(start, end, Label.PERSON))
    return with_spans(sentence, spans)


def _run(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> list[Token]:
    """The words of a name from token ``first`` on."""
    run: list[Token] = []
    for i in range(first, min(first + _MOST_WORDS, len(tokens))):
        token = tokens[i]
        gap = token.gap in {" ", "-"} or (i == first and token.gap == ". ")
        joined = token.gap == "-" and bool(run)
        particle = token.folded in PARTICLES and i + 1 < len(tokens)
        if not gap or not (token.capital or particle or joined) or not token.text[0].isalpha():
            break
        # 'Sen' is short for a senator with a full stop alone.
        office = token.folded in OFFICES and (
            len(token.text) > 3 or tokens[min(i + 1, len(tokens) - 1)].gap[:1] == "."
        )
        stop = office or token.folded in DAYS or token.folded in _NO_NAMES
        land = lexicon.is_demonym(token.text) or (run and lexicon.known(token.text) is Known.COUNTRY)
        if stop or (land and token.folded not in folded_words("given_names")):
            break
        run.append(token)
        if token.possessive:
            break
    while run and not run[-1].capital and run[-1].gap != "-":
        run.pop()
    return run


def with_surnames(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Join a given name to the surname beside it: 'John' and, labelled as an organisation, 'Negroponte'."""
    tokens = tokens_of(sentence.text)
    given = folded_words("given_names")
    spans = list(sentence.spans)
    for before, token in pairwise(tokens):
        if (
            token.gap != " "
            or before.possessive
            or before.folded not in given
            or not (before.capital and token.capital)
            or token.upper
            or token.folded in DAYS
            or token.folded in OFFICES
            or token.folded in _NO_NAMES
            or lexicon.known(token.text)
            or lexicon.is_place(sentence.text[before.start : token.end])
        ):
            continue
        left, right = over(spans, before.start, before.end), over(spans, token.start, token.end)
        if left == right or not (left or right):
            continue
        persons = [s for s in (*left, *right) if s.label is Label.PERSON]
        rest = [s for s in (*left, *right) if s.label is not Label.PERSON]
        # The other one may be labelled wrongly if it is a single word, and not if it is more.
        if not persons or any(" " in sentence.name(s) for s in rest):
            continue
        spans = [s for s in spans if s not in left and s not in right]
        start = min([before.start, *(s.start for s in left)])
        spans.append(LabelledSpan(start, max([token.end, *(s.end for s in right)]), Label.PERSON))
    return with_spans(sentence, spans)
