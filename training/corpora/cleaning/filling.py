"""Names that a corpus does not label, or has forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tokens import Token
from training.corpora.cleaning.editing import over, tokens_of, with_spans
from training.corpora.cleaning.lexicon import Known, Lexicon
from training.corpora.cleaning.usage import Usage
from training.corpora.cleaning.vocabulary import DAYS, OFFICES
from training.corpora.records import Sentence

_MOST_WORDS = 3


def with_demonyms(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Label the demonyms that the gazetteer knows where they have no label, or were 'miscellaneous'.

    Not as the first word of a longer name ('American Idol'), nor within another one.
    """
    tokens = tokens_of(sentence.text)
    found: list[LabelledSpan] = []
    i = 0
    while i < len(tokens):
        last = _longest(sentence.text, tokens, i, Known.DEMONYM, lexicon)
        if last is None:
            i += 1
            continue
        start, end = tokens[i].start, tokens[last].end
        within = any(a <= start and end <= b and (a, b) != (start, end) for a, b in sentence.others)
        exact = (start, end) in sentence.others
        named = over(sentence.spans, start, end)
        if not named and not within and (exact or not _goes_on(sentence, tokens, i, last)):
            found.append(LabelledSpan(start, end, Label.DEMONYM))
        i = last + 1
    if not found:
        return sentence
    places = {(span.start, span.end) for span in found}
    others = tuple(other for other in sentence.others if other not in places)
    return replace(with_spans(sentence, [*sentence.spans, *found]), others=others)


def with_forgotten(sentence: Sentence, lexicon: Lexicon, usage: Usage) -> Sentence:
    """Label countries, and places and organisations that the corpus labels as a rule, where it forgot to.

    The parts of compounds are among them: 'U.S.-led', 'Gaza-Egypt border'.
    """
    tokens = tokens_of(sentence.text)
    found: list[LabelledSpan] = []
    i = 0
    while i < len(tokens):
        last = _longest(sentence.text, tokens, i, Known.PLACE, lexicon)
        start, end = tokens[i].start, tokens[last or i].end
        label = _forgotten(sentence.text[start:end], tokens[i], lexicon, usage)
        inside = any(a < end and start < b for a, b in sentence.others)
        free = not inside and not over(sentence.spans, start, end)
        if label and free and not _goes_on(sentence, tokens, i, last or i):
            found.append(LabelledSpan(start, end, label))
        i = (last or i) + 1
    return with_spans(sentence, [*sentence.spans, *found]) if found else sentence


def _forgotten(form: str, token: Token, lexicon: Lexicon, usage: Usage) -> Label | None:
    if not token.capital or len(form) < 2 or token.folded in DAYS:
        return None
    if lexicon.known(form) is Known.COUNTRY and usage.votes(form)[Label.PERSON] == 0:
        return Label.PLACE
    if lexicon.is_place(form) and usage.missed(form, Label.PLACE):
        return Label.PLACE
    # At the beginning of a sentence any word has a capital.
    sure = not token.opens and usage.missed(form, Label.ORGANISATION)
    return Label.ORGANISATION if sure else None


def _longest(text: str, tokens: Sequence[Token], first: int, least: Known, lexicon: Lexicon) -> int | None:
    """The last token of the longest name from ``first`` on that the gazetteer knows as ``least``.

    For demonyms as nothing else, for places as those and countries.
    """
    found = None
    for last in range(first, min(first + _MOST_WORDS, len(tokens))):
        if last > first and (tokens[last].gap not in {" ", "-"} or tokens[last - 1].possessive):
            break
        if not tokens[last].capital:
            break
        known = lexicon.known(text[tokens[first].start : tokens[last].end])
        if known is Known.DEMONYM if least is Known.DEMONYM else known >= least:
            found = last
    return found


def _goes_on(sentence: Sentence, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether unlabelled capitalised words stand beside, so that all may be a longer name."""
    if last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.gap == " " and not tokens[last].possessive and token.capital and _is_part(sentence, token):
            return True
    if first:
        token = tokens[first - 1]
        joined = tokens[first].gap == " " and not token.possessive and token.capital and not token.opens
        return joined and _is_part(sentence, token)
    return False


def _is_part(sentence: Sentence, token: Token) -> bool:
    if token.folded in DAYS or token.folded in OFFICES or not token.text[0].isalpha():
        return False
    return not over(sentence.spans, token.start, token.end)
