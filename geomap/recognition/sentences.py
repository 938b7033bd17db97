"""Sentences of a text, split by rule.

Trained splitters do badly on news (measured at F 70 on UD English EWT), where full stops after
initials and abbreviations are the only hard case; a rule with a list of those does better and
is linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.model import Span

# Words that end in a full stop without ending a sentence. After titles and months a sentence
# never ends; after the others it ends if the next word is capitalised and common (see below).
_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpl sgt brig adm cmdr sen rep gov pres st hon rev fr sr jr "
    "jan feb mar apr jun jul aug sept sep oct nov dec no vs approx dept gov.-gen".split()
)
_INITIALISM = re.compile(r"(?:\b[A-Za-z]\.){1,4}$")
_STARTERS = frozenset(
    "the a an in on at it he she they we this that these those there but and however meanwhile both "
    "according after before as while when since his her its their some many several earlier later also "
    "officials police local residents".split()
)
_END = re.compile(r"[.!?…。؟]+[\"'”’»)\]]*(?=\s|$)|\n[ \t]*\n\s*|[;。]\s*\n")
_WORD_BEFORE = re.compile(r"[\w.\-']+$")
_NEXT_WORD = re.compile(r"[\s\"'“‘«(\[]*([\w'-]+)")
_LOOK_BACK = 24
_LONGEST = 3000
"""Characters after which a sentence is cut at the next space: tables and lists have no full stops,
and what reads a sentence may take its length squared."""


@lru_cache(maxsize=4)
def split_sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Spans of the sentences of ``text`` from ``start`` on, white space trimmed.

    A sentence ends at a full stop, question or exclamation mark (with its closing quotes and
    brackets), unless that belongs to an abbreviation, an initial or a number, and at an empty
    line; one of thousands of characters is cut at a space. Together the spans hold every character
    that is not white space.
    """
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start):
        blank = match.group()[0] in "\n;。" and "\n" in match.group()
        if not blank and not _ends(text, match):
            continue
        _add(spans, text, begin, match.end())
        begin = match.end()
    _add(spans, text, begin, len(text))
    return tuple(spans)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the mark at ``match`` ends a sentence."""
    following = _NEXT_WORD.match(text, match.end())
    if match.group()[0] != ".":
        # 'What next?" he asked': a small letter goes on with the same sentence.
        return following is None or not following.group(1)[0].islower()
    if following is None:
        return True
    next_word = following.group(1)
    if next_word[0].islower():
        return False
    closed = len(match.group().rstrip(".")) > 1 or match.group()[-1] in "\"'”’»)]"
    if closed:
        return True
    word = _word_before(text, match.start())
    if word.lower().lstrip("'") in _TITLES:
        return next_word.lower() in _STARTERS and word.lower() in {"sr", "jr"}
    if not (len(word) > 1 and word.isalpha()) and _INITIALISM.search(word + "."):
        # 'the U.S. The army' ends, 'U.S. Secretary' and 'J. Smith' do not.
        return next_word.lower() in _STARTERS
    return True


def _word_before(text: str, end: int) -> str:
    """The letters, digits and marks that end at an offset."""
    begin = max(0, end - _LOOK_BACK)
    word = text[begin:end].rpartition(" ")[2]
    if word.isalpha():  # nearly all
        return word
    before = _WORD_BEFORE.search(text, begin, end)
    return before.group() if before else ""


def _add(spans: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > _LONGEST:
        cut = text.rfind(" ", begin + 1, begin + _LONGEST)
        cut = cut if cut > begin else begin + _LONGEST
        spans.append(Span(begin, cut))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append(Span(begin, end))
