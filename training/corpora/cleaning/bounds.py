"""Where a name begins and ends: without articles, possessives and marks, and at the ends of words."""

from __future__ import annotations

import re
from typing import Final

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora.cleaning.editing import with_spans
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.cleaning.vocabulary import PARTICLES, PRONOUNS
from training.corpora.records import Sentence

_BEFORE: Final = re.compile(r"(?:['’]s\s+|[^\w]+?|(?:the|a|an)(?:\s+|$))+", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:['’]s?|[^\w.)]|\s)+$")
_LAST_STOP: Final = re.compile(r"(?:^|\s)[^\s.]{5,}\.$")
_LONGEST_ENDING: Final = 2
_LONGEST_LIST: Final = 6


def at_word_ends(sentence: Sentence, _: Lexicon) -> Sentence | None:
    """Move the ends of a name that cut a word to the word's; drop the sentence where too much is missing.

    'Iraqi' of 'Iraqis' becomes the whole word; 'Wardance' of 'Wardancerecords' says that text and
    labels have parted.
    """
    text = sentence.text
    spans: list[LabelledSpan] = []
    for span in sentence.spans:
        start, end = span.start, span.end
        while start and _one_word(text, start):
            start -= 1
        while end < len(text) and _one_word(text, end):
            end += 1
        if max(span.start - start, end - span.end) > _LONGEST_ENDING:
            return None
        spans.append(span._replace(start=start, end=end))
    return with_spans(sentence, spans)


def _one_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def trim(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Trim names of articles, possessives and marks; 'The Hague' has its article."""
    return with_spans(sentence, [_trimmed(sentence, span, lexicon) for span in sentence.spans])


def _trimmed(sentence: Sentence, span: LabelledSpan, lexicon: Lexicon) -> LabelledSpan:
    name = sentence.name(span)
    start, end = span.start, span.end
    before = _BEFORE.match(name)
    if before and not lexicon.has_article(name):
        start += before.end()
    elif sentence.text[:start].endswith("The ") and lexicon.has_article(f"The {name}"):
        start -= len("The ")
    after = _AFTER.search(sentence.text[start:end])
    if after:
        end = start + after.start()
    if _LAST_STOP.search(sentence.text[start:end]):
        end -= 1
    if sentence.text[start:end].endswith(")") and "(" not in sentence.text[start:end]:
        end -= 1
    return span._replace(start=start, end=max(start, end))


def without_small_words(sentence: Sentence, _: Lexicon) -> Sentence:
    """Trim words in small letters at either end: 'southern Helmand province' is named Helmand.

    A name without any capital is none.
    """
    spans: list[LabelledSpan] = []
    for span in sentence.spans:
        words = list(re.finditer(r"\S+", sentence.name(span)))
        while words and _is_small(words[0].group()) and not _is_particle(words[0].group(), span.label):
            del words[0]
        while words and _is_small(words[-1].group()):
            del words[-1]
        if words and not all(_is_small(word.group()) for word in words):
            spans.append(span._replace(start=span.start + words[0].start(), end=span.start + words[-1].end()))
    return with_spans(sentence, spans)


def without_descriptions(sentence: Sentence, _: Lexicon) -> Sentence:
    """Remove mentions that are no names: pronouns, lists, and what begins or ends in small letters.

    'commander of the fleet', 'ISIL terrorists': whose names are within is not said, so that
    `training.corpora.cleaning.filling` has to find them.
    """
    return with_spans(sentence, [span for span in sentence.spans if not _describes(sentence, span)])


def _describes(sentence: Sentence, span: LabelledSpan) -> bool:
    words = sentence.name(span).split()
    if all(word.casefold() in PRONOUNS for word in words):
        return True
    if len(words) > _LONGEST_LIST and any(word.endswith(",") for word in words):
        return True
    first_small = _is_small(words[0]) and not _is_particle(words[0], span.label) and words[0].lower() != "the"
    return first_small or _is_small(words[-1])


def _is_small(word: str) -> bool:
    # '101st' begins a unit's name.
    return not any(c.isdigit() for c in word) and (word.islower() or not any(c.isalnum() for c in word))


def _is_particle(word: str, label: Label) -> bool:
    return label is Label.PERSON and word.strip(".") in PARTICLES


def with_capitals(sentence: Sentence, _: Lexicon) -> Sentence | None:
    """Drop a sentence with a name in small letters: news is not written so."""
    careless = any(
        sentence.name(span).islower() and not any(c.isdigit() for c in sentence.name(span))
        for span in sentence.spans
    )
    return None if careless else sentence
