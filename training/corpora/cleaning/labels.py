"""What a name is labelled as, where the gazetteer or the words themselves tell it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tokens import Token
from training.corpora.cleaning.editing import over, relabel, tokens_of, with_spans
from training.corpora.cleaning.lexicon import Known, Lexicon
from training.corpora.cleaning.vocabulary import BODIES, FAITHS, OFFICES, PEOPLES, PORTFOLIOS, UNITED_NATIONS
from training.corpora.records import Sentence

_MOST_WORDS = 5


def bodies(sentence: Sentence, _: Lexicon) -> Sentence:
    """Make the United Nations and unions of states organisations, whatever they were labelled."""

    def label(span: LabelledSpan) -> Label:
        name = sentence.name(span)
        words = name.split()
        body = name in UNITED_NATIONS or (
            span.label is Label.PLACE
            and len(words) > 1
            and words[-1] in BODIES
            and words[0] not in BODIES | PEOPLES
        )
        return Label.ORGANISATION if body else span.label

    return relabel(sentence, label)


def without_faiths(sentence: Sentence, _: Lexicon) -> Sentence:
    """Remove faiths and parties' adherents that stand alone: they are no places' peoples."""
    return relabel(sentence, lambda span: None if sentence.name(span) in FAITHS else span.label)


def peoples_and_states(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Part names of peoples from those of states, by the gazetteer's demonyms.

    A demonym that is a place ('Nepal') becomes a place, a place or organisation that is a demonym
    ('Philippine') a demonym; a people that the gazetteer does not know stays as it was labelled.
    """

    def label(span: LabelledSpan) -> Label:
        known = lexicon.known(sentence.name(span))
        if span.label is Label.DEMONYM and known >= Known.PLACE:
            return Label.PLACE
        return Label.DEMONYM if known is Known.DEMONYM and span.label is not Label.PERSON else span.label

    return relabel(sentence, label)


def no_persons(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Give persons who are a country or a people their label ('Saudi Arabia', 'Sri Lankan')."""

    def label(span: LabelledSpan) -> Label:
        known = lexicon.known(sentence.name(span))
        if span.label is not Label.PERSON or known not in {Known.COUNTRY, Known.DEMONYM}:
            return span.label
        return Label.PLACE if known is Known.COUNTRY else Label.DEMONYM

    return relabel(sentence, label)


def countries(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Make an organisation that is a bare country a place: 'Turkey has refused'."""

    def label(span: LabelledSpan) -> Label:
        country = span.label is Label.ORGANISATION and lexicon.known(sentence.name(span)) is Known.COUNTRY
        return Label.PLACE if country else span.label

    return relabel(sentence, label)


def whole_names(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Join what is one name in the gazetteer: 'Sri' and 'Lanka', 'North' and 'Korean'.

    The longest stretch of words around a place, a demonym or a single word that the gazetteer
    knows as a name; none that reaches into another name of several words.
    """
    tokens = tokens_of(sentence.text)
    spans = list(sentence.spans)
    i = 0
    while i < len(tokens):
        found = _longest(sentence, tokens, i, spans, lexicon)
        if found is None:
            i += 1
            continue
        last, span = found
        inside = over(spans, span.start, span.end)
        spans = [s for s in spans if s not in inside]
        spans.append(span)
        i = last + 1
    return with_spans(sentence, spans)


def _longest(
    sentence: Sentence, tokens: Sequence[Token], first: int, spans: Sequence[LabelledSpan], lexicon: Lexicon
) -> tuple[int, LabelledSpan] | None:
    """The last token and the span of the longest known name from token ``first`` on that joins labels."""
    if not tokens[first].capital:
        return None
    last = first
    longest = None
    while last + 1 < len(tokens) and last - first < _MOST_WORDS - 1:
        if tokens[last].possessive or tokens[last + 1].gap not in {" ", "-", "'", "’"}:
            break
        last += 1
        start, end = tokens[first].start, tokens[last].end
        inside = over(spans, start, end)
        if not tokens[last].capital or not any(s.label in {Label.PLACE, Label.DEMONYM} for s in inside):
            continue
        covered = any(s.start <= start and end <= s.end for s in inside)
        crossed = any(
            s.start < start
            or s.end > end
            or (s.label in {Label.ORGANISATION, Label.PERSON} and " " in sentence.name(s))
            for s in inside
        )
        known = lexicon.known(sentence.text[start:end])
        if known and not covered and not crossed:
            label = Label.DEMONYM if known is Known.DEMONYM else Label.PLACE
            longest = last, LabelledSpan(start, end, label)
    return longest


def without_offices(sentence: Sentence, _: Lexicon) -> Sentence:
    """Take offices off the end of organisations: 'U.N. Ambassador', 'U.S. Defense' before 'Secretary'.

    What is nothing but an office ('State' after 'Secretary of') is no name.
    """
    tokens = tokens_of(sentence.text)
    spans: list[LabelledSpan] = []
    for span in sentence.spans:
        name = [i for i, t in enumerate(tokens) if t.start < span.end and span.start < t.end]
        if span.label is not Label.ORGANISATION or not name:
            spans.append(span)
            continue
        words = len(name)
        following = tokens[name[-1] + 1] if name[-1] + 1 < len(tokens) else None
        if following and following.gap == " " and following.folded in {"secretary", "minister"}:
            while name and tokens[name[-1]].folded in PORTFOLIOS:
                del name[-1]
        while len(name) > 1 and _is_office(tokens, name[-1]) and _parts(tokens, name):
            del name[-1]
        before = sentence.text[: span.start].rstrip().casefold()
        if name and tokens[name[0]].folded == "state" and len(name) == 1 and before.endswith("secretary of"):
            continue
        if name and not all(_is_office(tokens, i) for i in name):
            spans.append(span._replace(end=tokens[name[-1]].end) if len(name) < words else span)
    return with_spans(sentence, spans)


def _parts(tokens: Sequence[Token], name: Sequence[int]) -> bool:
    """Tell whether the last word may be parted: of 'Secretary-General', not of 'Tel as-Sultan'."""
    return tokens[name[-1]].gap == " " or _is_office(tokens, name[-2])


def _is_office(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a token names an office; 'General' only after 'Secretary' and the like."""
    folded = tokens[i].folded
    if folded == "general":
        return i > 0 and tokens[i - 1].folded in {"secretary", "attorney", "inspector", "director"}
    if folded == "attorney":
        return i + 1 < len(tokens) and tokens[i + 1].folded == "general"
    return folded in OFFICES - PORTFOLIOS - {
        "of",
        "special",
        "staff",
        "opposition",
        "first",
        "second",
        "grand",
    }
