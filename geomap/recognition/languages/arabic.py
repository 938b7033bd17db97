"""Arabic: names without the words that are written together with them, and spelled in other ways.

'And', 'in', 'to', 'like' are one letter and stand at the beginning of the next word; the article
stays with a name that has it. Writers put ه for ة and ى for ي at a word's end (and the reverse);
hamzas are folded away by the gazetteer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from geomap.gazetteer.names.fold import fold
from geomap.recognition.languages.forms import LONGEST_WORD, Form, cheapest

_LETTERS = str.maketrans({"ک": "ك", "ی": "ي", "گ": "ك", "ہ": "ه", "ے": "ي"})
_LAST = {"ه": "ة", "ة": "ه", "ى": "ي", "ي": "ى", "ا": "ى"}
#: Leading words of one letter, with what they say.
_LEADS = {"و": "and", "ف": "and", "ب": "in", "ل": "to", "ك": "like"}
_ARTICLE = "ال"
_LEAST = 3


@lru_cache(maxsize=32768)
def arabic(written: str) -> tuple[Form, ...]:
    """The base forms that an Arabic word may have.

    >>> [(form.key, form.skip) for form in arabic("بحلب")][:1]
    [('حلب', 1)]
    >>> "الرقة" in [form.key for form in arabic("للرقة")]
    True
    """
    word = fold(written)
    if not _LEAST <= len(word) <= LONGEST_WORD:
        return ()
    found = list(_spelled(word, 0.0, "", 0))
    for base, cost, case, letters in _without_leads(word):
        skip = _written_length(written, letters)
        found += _spelled(base, cost, case, skip)
    return cheapest(found, word)


def _without_leads(word: str) -> Iterator[tuple[str, float, str, int]]:
    """The word without one or two leading words: base, cost, case, how many letters go."""
    case, cost, gone = "", 0.0, 0
    while gone < 2 and word[:1] in _LEADS and len(word) >= _LEAST:
        lead = _LEADS[word[0]]
        if gone and lead == "and":
            return
        cost += 1.0
        if lead == "to" and word.startswith("لل") and len(word) > _LEAST + 1:
            # The article loses its first letter: what is left of it is no word that can be pointed at.
            yield _ARTICLE + word[2:], cost, "to", gone
            return
        word, gone = word[1:], gone + 1
        case = lead if lead in {"in", "to"} else case
        if len(word) >= _LEAST - 1:
            # Of two letters only as the first of several words: 'وأم درمان'.
            yield word, cost, case or "and", gone


def _spelled(word: str, cost: float, case: str, skip: int) -> Iterator[Form]:
    """A base and the other spellings of its last letter."""
    yield Form(word, cost, case, skip)
    plain = word.translate(_LETTERS)
    if plain != word:
        yield Form(plain, cost + 0.3, case, skip)
    other = _LAST.get(plain[-1])
    if other is not None:
        yield Form(plain[:-1] + other, cost + 0.5, case, skip)


def _written_length(written: str, letters: int) -> int:
    """How many characters the first letters take with their vowel signs."""
    length = seen = 0
    for sign in written:
        if not unicodedata.combining(sign) and sign != "\u0640":
            if seen == letters:
                break
            seen += 1
        length += 1
    return length


def leads_cut(word: str) -> tuple[str, ...]:
    """What a folded word beside a name may be without its leading words: 'وبمدينة' -> 'بمدينة', 'مدينة'.

    >>> leads_cut("وفي")
    ('في',)
    """
    cut: list[str] = []
    while len(cut) < 2 and word[:1] in _LEADS and len(word) > 2:
        word = word[1:]
        cut.append(word)
    return tuple(cut)
