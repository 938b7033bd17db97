"""Tweets made to look like what people write elsewhere, or dropped."""

from __future__ import annotations

import html
import re
from typing import Final

from geomap.recognition.words import words
from training.corpora.cleaning.editing import edit
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.records import Sentence

_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|#39);")
_LINK: Final = re.compile(r"(?:https?\s?:\s?/+|www\.)\S*", re.IGNORECASE)
_MENTION: Final = re.compile(r"(?:\b(?:RT|MT|via)\s+)?[.‘“\"]?@\s?\w+:?", re.IGNORECASE)
_RETWEET: Final = re.compile(r"\bRT\b:?")
_LAST_TAGS: Final = re.compile(r"(?:\s*#\s?\w+)+(?=\W*$)")
_TAG_SIGN: Final = re.compile(r"#\s?(?=\w)")
_SYMBOL: Final = re.compile(
    r"[\u2190-\u2bff\ufe0f\u3000-\u303f\U0001f000-\U0001faff]+|(?<!\w)[:;]-?[)(DPp/|](?!\w)"
)
_SPACES: Final = re.compile(r"^\s+|\s+$|\s{2,}|\s+(?=[,.!?;:](?:\s|$))")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_FUNCTION: Final = words("function_words")
_LEAST_WORDS = 4
_LEAST_FUNCTION_SHARE = 0.15
_LEAST_ASCII = 0.95


def plain(sentence: Sentence, _: Lexicon) -> Sentence:
    """Remove links, mentions of users, closing hashtags, emoji and the signs of others."""
    changed = edit(
        sentence, [(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(sentence.text)]
    )
    for pattern in (_LINK, _MENTION, _RETWEET, _LAST_TAGS, _TAG_SIGN, _SYMBOL):
        changed = edit(changed, [(m.start(), m.end(), "") for m in pattern.finditer(changed.text)])
    spaces = [
        (m.start(), m.end(), " " if m.start() > 0 and m.end() < len(changed.text) and _is_gap(m) else "")
        for m in _SPACES.finditer(changed.text)
    ]
    return edit(changed, spaces)


def _is_gap(found: re.Match[str]) -> bool:
    following = found.string[found.end() : found.end() + 1]
    return following not in ",.!?;:"


def english(sentence: Sentence, _: Lexicon) -> Sentence | None:
    """Drop what is not English, or hardly words: by the share of function words and plain letters."""
    found = [word.casefold() for word in _WORD.findall(sentence.text)]
    if len(found) < _LEAST_WORDS:
        return None
    letters = [c for c in sentence.text if c.isalpha()]
    function = sum(word in _FUNCTION for word in found)
    enough = function >= max(1, _LEAST_FUNCTION_SHARE * len(found))
    return sentence if enough and sum(map(str.isascii, letters)) >= _LEAST_ASCII * len(letters) else None
