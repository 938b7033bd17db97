"""The noun phrase that says who is counted: 'ethnic Armenian soldiers', 'a 12-year-old girl'."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.recognition.counts.quantities import Quantity, read_quantity
from geomap.recognition.counts.seafarers import SEAFARERS, of_ship
from geomap.recognition.counts.vocabulary import (
    INFLICTED,
    KIN,
    MEASURES,
    PEOPLE,
    PLURAL_MODIFIERS,
    SINGULARS,
    STOPS,
    SUFFERED,
)
from geomap.recognition.token_stream import TokenStream

_MOST_MODIFIERS = 7
_PEOPLES = (
    "ian",
    "ians",
    "ean",
    "eans",
    "ese",
    "ani",
    "anis",
    "aqi",
    "aqis",
    "aeli",
    "aelis",
    "ghan",
    "ghans",
    "urks",
    "erbs",
    "yds",
)
_SINGULAR_PEOPLES = ("ian", "ean", "ese", "ani", "aqi", "aeli", "ghan")
_POSSESSIVES = frozenset({"his", "her", "their", "my", "its"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and its people.

    Parameters
    ----------
    quantity
        How many.
    last
        The token after the phrase.
    victims
        ``civilian``, ``military`` or None.
    bare
        Whether no noun follows ('killing five').
    """

    quantity: Quantity
    last: int
    victims: str | None
    bare: bool = False

    @property
    def first(self) -> int:
        """The first token of the phrase."""
        return self.quantity.first


def read_counted(stream: TokenStream, position: int, end: int) -> Counted | None:
    """The counted people that begin at a token; ``end`` is the token after the sentence."""
    if stream.key(position) in _POSSESSIVES and stream.key(position + 1) in KIN:
        one = Quantity(position, position + 1, 1, 1, 1, article=True)
        return Counted(one, position + 2, "civilian")
    quantity = read_quantity(stream, position)
    if quantity is None or quantity.last > end:
        return None
    head = _head(stream, quantity, end)
    if head is not None:
        return _with_second_head(stream, Counted(quantity, *head), end)
    if quantity.article or _counts_things(stream, quantity.last, end):
        return None
    return Counted(quantity, _after_more(stream, quantity.last), None, bare=True)


def _head(stream: TokenStream, quantity: Quantity, end: int) -> tuple[int, str | None] | None:
    """The token after the noun of people and what sort they are."""
    place = quantity.last
    if stream.key(place) == "of":
        place += 1
        if stream.key(place) in {"them", "whom", "these", "those", "which"}:
            return None
        place += stream.key(place) in {"the", "its", "their", "his", "our"}
    victims: str | None = None
    for offset in range(_MOST_MODIFIERS):
        here = place + offset
        if here >= end:
            return None
        key = stream.keys[here]
        if key in PEOPLE and not (key in SUFFERED and stream.key(here + 1) in PEOPLE):
            return _last_noun(stream, here, end, quantity, victims)
        if _names_people(stream, here, quantity, end):
            return here + 1, victims
        if key == "civilian":
            victims = "civilian"
        if _stops(stream, here, place):
            return None
    return None


def _stops(stream: TokenStream, position: int, begin: int) -> bool:
    """Whether a token cannot stand between a number and its people."""
    key = stream.keys[position]
    if key in MEASURES and stream.key(position + 1) in {"-", "‑"}:
        return False  # 'a 12-year-old girl'
    if key in STOPS or key in MEASURES or (key in INFLICTED and position > begin and key not in SUFFERED):
        return True
    if key in SUFFERED:
        return position > begin or stream.key(position + 1) not in PEOPLE
    if not (key[0].isalnum() or key in {"-", "‑", "'s", '"', "“", "”"}):
        return True
    # '12 rockets ...': a plural of things is what is counted.
    return (
        stream.words[position][0].islower()
        and key.endswith("s")
        and len(key) > 3
        and not key.endswith(("ss", "ous"))
        and key not in PLURAL_MODIFIERS
        and stream.key(position + 1) != "-"
    )


def _last_noun(
    stream: TokenStream, position: int, end: int, quantity: Quantity, victims: str | None
) -> tuple[int, str | None] | None:
    """Extend to the last of several nouns ('police officers'); refuse 'a soldier' with plurals."""
    sort = PEOPLE[stream.keys[position]]
    while (
        position + 1 < end
        and stream.keys[position + 1] in PEOPLE
        and stream.keys[position + 1] not in SUFFERED
    ):
        position += 1
        sort = PEOPLE[stream.keys[position]] or sort
    key = stream.keys[position]
    if quantity.article and key not in SINGULARS:
        return None
    if key in {"lives", "dead", "wounded"} or stream.key(position + 1) == "'s":
        return None
    following = stream.key(position + 1)
    if following[:1].isalpha() and stream.word(position + 1)[0].islower() and _is_thing(following):
        return None  # 'a police station', 'a rebel base'
    if key in SEAFARERS:
        sort = of_ship(stream, position, end)
    return position + 1, victims or sort


def _is_thing(key: str) -> bool:
    return key in _THINGS


_THINGS = frozenset(
    """
        station post base camp headquarters vehicle vehicles car truck convoy patrol checkpoint
        outpost position positions academy van bus home house leader's stronghold strongholds
        group groups attack hospital compound building school unit bodies barracks quarters
        facility centre center transport helicopter jet plane
    """.split()
)


def _names_people(stream: TokenStream, position: int, quantity: Quantity, end: int) -> bool:
    """'six Palestinians', 'two Kurds', 'a Syrian': a capitalised name of a people as the noun."""
    word = stream.words[position]
    following = stream.key(position + 1) if position + 1 < end else ""
    if not word[0].isupper() or (following[:1].isalpha() and following not in STOPS | set(SUFFERED)):
        return False
    key = stream.keys[position]
    if quantity.article:
        return key.endswith(_SINGULAR_PEOPLES) and following in {
            "was",
            "has",
            "had",
            "is",
            "in",
            "who",
            "and",
        }
    if stream.all_caps:
        return key.endswith(_PEOPLES)
    return (key.endswith("s") and not word.isupper()) or key.endswith(_PEOPLES)


def _with_second_head(stream: TokenStream, counted: Counted, end: int) -> Counted:
    """'soldiers and civilians': one number for two sorts of people."""
    place = counted.last
    if stream.key(place) not in {"and", "or"} or read_quantity(stream, place + 1) is not None:
        return counted
    for here in range(place + 1, min(place + 4, end)):
        key = stream.keys[here]
        if key in PEOPLE and key not in SUFFERED and key not in SINGULARS:
            sort = PEOPLE[key]
            return Counted(counted.quantity, here + 1, sort if sort == counted.victims else None)
        if key in STOPS or key in SUFFERED or key in INFLICTED or not key[0].isalpha():
            break
    return counted


def _counts_things(stream: TokenStream, position: int, end: int) -> bool:
    """Whether what follows a number shows that no people are counted."""
    if position >= end:
        return False
    word, key = stream.words[position], stream.keys[position]
    if key in MEASURES or key in {"-", "%", "‑", "/", "°"} or key in {"of", "others'"}:
        return True
    if key in SUFFERED or key in STOPS or key in {"others", "more", "other", "further"}:
        return False
    return word[0].isalnum() and not (word[0].isdigit())


def _after_more(stream: TokenStream, position: int) -> int:
    return position + (stream.key(position) in {"more", "others", "other", "further", "additional"})
