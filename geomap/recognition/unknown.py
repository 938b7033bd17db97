"""Place names that no gazetteer knows, believed because a feature word stands beside them.

'the village of Xyzabc', 'in the Xyz district': they are kept as toponyms without a place.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Role, Toponym
from geomap.recognition.cues import STRONG_WORDS, read_cues, singular
from geomap.recognition.evidence import is_name_like
from geomap.recognition.organisations import Organisation
from geomap.recognition.persons import People
from geomap.recognition.tokens import Token

_MOST_WORDS = 3


def find_cued_names(
    text: str,
    tokens: Sequence[Token],
    taken: Sequence[tuple[int, int]],
    people: People,
    organisations: Sequence[Organisation],
) -> list[Toponym]:
    """Capitalised words beside a feature word that are no name of the gazetteer.

    Parameters
    ----------
    text, tokens
        Of the document.
    taken
        First and last token index of the toponyms already found.
    people, organisations
        Their tokens are no place names.
    """
    busy = {i for first, last in taken for i in range(first, last + 1)} | people.tokens
    busy |= {i for o in organisations for i in range(o.first, o.last + 1)}
    found: list[Toponym] = []
    for i, token in enumerate(tokens):
        if token.shouted or token.capital or singular(token.folded) not in STRONG_WORDS:
            continue
        span = _after(tokens, i, busy) or _before(tokens, i, busy)
        if span is None:
            continue
        first, last = span
        busy.update(range(first, last + 1))
        start, end = tokens[first].start, tokens[last].end
        cues = read_cues(tokens, first, last)
        found.append(
            Toponym(
                start,
                end,
                text[start:end],
                Role.PLACE,
                cue=singular(token.folded),
                relation=cues.relation,
                distance_km=cues.distance_km,
                region_prefix=cues.region_prefix,
            )
        )
    return found


def _after(tokens: Sequence[Token], i: int, busy: set[int]) -> tuple[int, int] | None:
    """'the village of Xyzabc', 'villages called Xyz'."""
    j = i + 1
    if j >= len(tokens) or tokens[j].folded not in {"of", "called", "named"} or tokens[j].gap != " ":
        return None
    j += 1
    last = j - 1
    while (
        last + 1 < len(tokens)
        and last + 1 - j < _MOST_WORDS
        and tokens[last + 1].gap in {" ", "-"}
        and _usable(tokens[last + 1], last + 1, busy)
    ):
        last += 1
    return (j, last) if last >= j else None


def _before(tokens: Sequence[Token], i: int, busy: set[int]) -> tuple[int, int] | None:
    """'the Xyz district', 'Xyz village'."""
    if tokens[i].gap != " ":
        return None
    first = i
    while (
        first > 0
        and i - first < _MOST_WORDS
        and tokens[first].gap in {" ", "-"}
        and _usable(tokens[first - 1], first - 1, busy)
    ):
        first -= 1
    if first == i or tokens[i - 1].possessive or (tokens[first].opens and i - first == 1):
        return None
    return first, i - 1


def _usable(token: Token, j: int, busy: set[int]) -> bool:
    return j not in busy and is_name_like(token) and not token.upper
