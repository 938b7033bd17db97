"""One tokenisation for the finders of dates, counts and actors.

A text becomes parallel tuples (surface, key, start, end), so that the finders walk numbers and
dictionaries instead of running large patterns over the text. Every pattern here is linear: no
token can be read in two ways.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from geomap.gazetteer.names.fold import fold
from geomap.recognition.sentences import split_sentences

# One group round the whole, so that splitting by it gives white space and tokens in turn.
_TOKEN = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,.\n])"  # what nearly all are, told at once
    r"|https?://\S+"  # an address is one token: nothing in it is prose
    r"|\d{4}-\d{2}-\d{2}(?!\d)"  # an ISO day
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:/]\d+)*\w*"  # 2,300 14:00 10/13/2020 72nd 1990s
    r"|[^\W_][\w\u0300-\u036f]*(?:['’ʼ](?![sS]\b)[\w\u0300-\u036f]+)*"  # Sana'a M23 don't
    r"|['’ʼ][sS]\b"  # the possessive, apart from its noun
    r"|\S)"
)
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_ALL_CAPS_SHARE = 0.7
_ALL_CAPS_SAMPLE = 400


@lru_cache(maxsize=65536)
def key_of(token: str) -> str:
    """The form in which a token is looked up: small letters, no accents, no inner apostrophes.

    Abbreviations keep their full stops ('u.s.'), so that they are not mistaken for words.
    """
    if token[0] in "'’ʼ" and len(token) == 2:
        return "'s" if token[1] in "sS" else token
    plain = token.lower().translate(_APOSTROPHES) if token.isascii() else fold(token)
    return plain or token


def keys_of(name: str) -> tuple[str, ...]:
    """The token keys of a name or phrase, as they are looked up in a text."""
    return tuple(map(key_of, _TOKEN.findall(name)))


@dataclass(frozen=True, slots=True, eq=False)  # itself alone is the same: what is kept of it asks often
class TokenStream:
    """The tokens of a text.

    Parameters
    ----------
    text
        The text itself.
    words, keys
        Each token as it stands, and as it is looked up (see `key_of`).
    starts, ends
        Half-open spans of the tokens in Unicode characters of the text.
    sentences
        Half-open ranges of token numbers, in order, together all tokens.
    all_caps
        Whether the text is written in capitals throughout, so that capitals tell nothing.
    """

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    all_caps: bool

    def __len__(self) -> int:
        return len(self.words)

    def key(self, position: int) -> str:
        """The key at a token number, or '' outside the text."""
        return self.keys[position] if 0 <= position < len(self.keys) else ""

    def word(self, position: int) -> str:
        """The token at a token number, or '' outside the text."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def glued(self, position: int) -> bool:
        """Whether the token follows the one before it without white space."""
        return 0 < position < len(self.starts) and self.starts[position] == self.ends[position - 1]

    def quote(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` (half open)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The range of token numbers of the sentence that holds a token."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle][1] <= position:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low]

    def token_from(self, offset: int) -> int:
        """The number of the first token that begins at or after a character offset."""
        return bisect_left(self.starts, offset)


@lru_cache(maxsize=8)
def tokenise(text: str) -> TokenStream:
    """Tokens and sentences of a text; the last few texts are remembered, as each finder asks."""
    parts = _TOKEN.split(text)
    words = parts[1::2]
    borders_of_parts = list(accumulate(map(len, parts)))
    starts, ends = borders_of_parts[0:-1:2], borders_of_parts[1::2]
    begins = [bisect_left(starts, span.start) for span in split_sentences(text)]
    borders = [0, *begins[1:], len(words)]
    sentences = tuple((begin, end) for begin, end in pairwise(borders) if begin < end)
    return TokenStream(
        text=text,
        words=tuple(words),
        keys=tuple(map(key_of, words)),
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=sentences,
        all_caps=_is_all_caps(words),
    )


def _is_all_caps(words: list[str]) -> bool:
    # The middle of the text speaks for it: the beginning may be a dateline in capitals.
    middle = max(0, len(words) // 2 - _ALL_CAPS_SAMPLE // 2)
    sample = [w for w in words[middle : middle + _ALL_CAPS_SAMPLE] if len(w) > 1 and w[0].isalpha()]
    upper = sum(w.isupper() for w in sample)
    return len(sample) > 3 and upper >= _ALL_CAPS_SHARE * len(sample)
