"""Persons' names in a text, so that they are not taken for places.

No model: titles ('President X', 'Gen. X'), given names followed by another capitalised word,
and names that speak, have an age or stand in apposition ('X Y, 34,', 'X Y said'). A surname
found once is a person's for the rest of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geomap.recognition.tagging.opinions import Opinion, Opinions
from geomap.recognition.tagging.spans import Label
from geomap.recognition.tokens import Token
from geomap.recognition.verbs import SPEECH
from geomap.recognition.words import folded_words, words

#: Words before a person's name; in small letters too ('spokesman Dmitry ...').
TITLES = words("titles")
_NAME_PARTICLES = frozenset(
    "de del della di da dos van von der den bin ibn al el la le abu ul ur ould st mac mc ten ter".split()
)
_NOT_NAMES = words("no_names")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a text.

    Parameters
    ----------
    tokens
        Indices of the tokens that are part of a person's full or titled name.
    surnames
        Folded last names of those with more than one name, or a title.
    """

    tokens: frozenset[int] = frozenset()
    surnames: frozenset[str] = field(default_factory=frozenset)


def find_people(tokens: Sequence[Token], is_place: Callable[[int], int]) -> People:
    """Find the persons' names in ``tokens``.

    Parameters
    ----------
    tokens
        Of the whole document.
    is_place
        Given the index of a token, how many tokens the well-known place name has that begins
        there (0 if none does): 'San Jose' and 'Charlotte Amalie' are no persons.
    """
    given = folded_words("given_names")
    in_name: set[int] = set()
    surnames: set[str] = set()
    resume = 0
    # Most tokens can begin no name, and are told apart at once.
    for i in [i for i, t in enumerate(tokens) if t.capital or t.folded in TITLES]:
        if i < resume:
            continue
        first = _person_start(tokens, i, given, is_place)
        if first is None:
            resume = i + max(1, is_place(i))
            continue
        last = _person_end(tokens, first)
        in_name.update(range(first, last + 1))
        if len(tokens[last].text) > 2:
            surnames.add(tokens[last].folded)
        resume = last + 1
    return People(frozenset(in_name), frozenset(surnames))


def _person_start(
    tokens: Sequence[Token], i: int, given: frozenset[str], is_place: Callable[[int], int]
) -> int | None:
    """The index of the first token of a person's name that is announced at ``i``, if one is."""
    token = tokens[i]
    following = i + 1
    if following >= len(tokens):
        return None
    if token.folded in TITLES and not token.possessive and _joined(tokens, following):
        # 'General Assembly' and 'Prince Rupert' are no persons; 'General Lee' is.
        if is_place(i) >= 2 or (is_place(following) >= 2 and token.folded not in _RANKS):
            return None
        return following if _is_name_word(tokens[following]) else None
    if not token.capital or token.possessive or token.shouted:
        return None
    if (
        i
        and tokens[i - 1].capital
        and tokens[i].gap == " "
        and tokens[i - 1].folded not in TITLES
        and not tokens[i].opens
        and is_place(i - 1) == 0
        and tokens[i - 1].folded in given
    ):
        return None
    if token.folded in given and _joined(tokens, following) and _name_goes_on(tokens, following):
        return None if is_place(i) >= 2 else i
    if (
        _joined(tokens, following)
        and _is_name_word(tokens[following])
        and _is_name_word(token)
        and is_place(i) == 0
    ):
        last = _person_end(tokens, i)
        if last - i in {1, 2} and is_place(last) != 1 and _introduced(tokens, last):
            return i
    return None


def with_tagged(people: People, tokens: Sequence[Token], opinions: Opinions) -> People:
    """The persons as a tagger would have them.

    With the surnames of those that it sees by their full names, and without words that it is sure
    are a people's or a place's: 'the deputy Russian foreign minister'.
    """
    surnames = {
        tokens[span.last].folded
        for span in opinions.spans
        if span.label is Label.PERSON and span.last > span.first and span.score >= _SURE
    }
    taken_back = frozenset(i for i in people.tokens if _is_no_person(opinions.over(i, i)))
    return People(people.tokens - taken_back, people.surnames | surnames)


def _is_no_person(opinion: Opinion) -> bool:
    return opinion.demonym > _SURE or opinion.place > _VERY_SURE


_SURE = 0.8
_VERY_SURE = 0.95
_RANKS = frozenset("mr mrs ms dr prof gen lt col maj capt sgt cpl adm sir".split())


def _person_end(tokens: Sequence[Token], first: int) -> int:
    """The index of the last token of the name that begins at ``first``."""
    last = first
    j = first + 1
    while j < len(tokens) and j - first < _MOST_WORDS and not tokens[j - 1].possessive and _joined(tokens, j):
        if _is_name_word(tokens[j]):
            last = j
        elif tokens[j].folded not in _NAME_PARTICLES:
            break
        j += 1
    return last


def _joined(tokens: Sequence[Token], j: int) -> bool:
    """Whether token ``j`` stands close enough to the one before to be part of the same name."""
    gap = tokens[j].gap
    return gap in {" ", "-"} or (gap in {". ", "."} and len(tokens[j - 1].text) <= 5) or gap in {' "', '" '}


def _is_name_word(token: Token) -> bool:
    return (
        token.capital
        and token.text[0].isalpha()
        and token.folded not in _NOT_NAMES
        and token.folded not in TITLES
    )


def _name_goes_on(tokens: Sequence[Token], j: int) -> bool:
    """Whether a surname, an initial or a particle with a surname stands at ``j``."""
    while j < len(tokens) and tokens[j].folded in _NAME_PARTICLES and not tokens[j].capital:
        j += 1
    return j < len(tokens) and _is_name_word(tokens[j])


def _introduced(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name that ends at ``last`` speaks, or has an age: 'X Y said', 'X Y, 34,'."""
    if last + 1 >= len(tokens):
        return False
    following = tokens[last + 1]
    if following.gap == " " and following.folded in SPEECH:
        return True
    return following.gap == ", " and following.text.isdigit() and len(following.text) == 2
