"""French and Spanish: elided articles and prepositions, and articles that have run together with them.

No name is inflected, but "d'Alep" is two words, and 'au Caire' is at Le Caire.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.gazetteer.names.fold import fold
from geomap.recognition.tokens import Token

_ELIDED = re.compile(r"(?P<head>[^\W\d_]{1,7})(?P<mark>['’ʼ])(?=(?P<capital>[^\W\d_]))")
#: A contraction -> the article that it holds, which may be part of the name that follows.
CONTRACTIONS = {"au": "le", "du": "le", "aux": "les", "des": "les", "al": "el", "del": "el"}


def split_elisions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "d'Alep" as two, the apostrophe being the gap between them.

    Where the apostrophe belongs to a name ("N'Djamena"), the gap tells that no space is missing.
    """
    parted: list[Token] = []
    for token in tokens:
        elided = _ELIDED.match(token.text) if len(token.text) <= 60 else None
        if elided is None or not elided["capital"].isupper():
            parted.append(token)
            continue
        head, mark, rest = elided["head"], elided["mark"], token.text[elided.end() :]
        cut = token.start + elided.end()
        parted.append(token._replace(end=token.start + len(head), text=head, folded=fold(head), upper=False))
        parted.append(
            Token(
                cut,
                token.end,
                rest,
                fold(rest),
                mark,
                capital=True,
                upper=len(rest) > 1 and rest.isupper(),
                possessive=token.possessive,
                shouted=token.shouted,
            )
        )
    return parted
