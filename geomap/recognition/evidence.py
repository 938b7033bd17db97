"""Whether a name of the gazetteer is a place name where it stands: evidence with weights.

The gazetteer knows hundreds of thousands of names, and thousands of them are also ordinary
words, given names or surnames. Each sign for or against is a feature with a weight in the one
table below; a name whose weights add up to more than zero is a toponym.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from geomap.recognition.cues import Cues
from geomap.recognition.feature_words import STRONG_WORDS
from geomap.recognition.names import Name, NameFacts
from geomap.recognition.organisations import HEADS
from geomap.recognition.persons import TITLES, People
from geomap.recognition.things import names_a_thing
from geomap.recognition.tokens import Token
from geomap.recognition.words import folded_words

#: Feature -> weight. Set by hand: a country needs no help, a village of a common name needs a cue.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "always": -1.0,
        # what the gazetteer says
        "country": 4.0,
        "first-level unit": 2.0,
        "named region": 2.0,
        "capital": 2.5,
        "million": 2.5,
        "hundred thousand": 1.8,
        "ten thousand": 1.0,
        "thousand": 0.6,
        "several words": 1.5,
        "demonym": 4.0,
        "given by the user": 4.0,
        "historic name only": -1.5,
        "alternate name of a small place": -1.0,
        "another script": 1.0,
        # what stands around it
        "feature word": 3.0,
        "preposition of place": 1.6,
        "inhabitant": 2.0,
        "qualified by its unit": 3.0,
        "qualifies a place": 3.0,
        "beside a place": 1.5,
        "seen before": 1.5,
        "dateline": 4.0,
        "opens a sentence": -0.8,
        "in capitals throughout": -1.2,
        "beside another capital": -2.2,
        # what else it could be
        "common word": -4.0,
        "direction or title": -12.0,
        "given name": -1.8,
        "surname": -1.5,
        "surname of a person named": -4.5,
        "part of a person's name": -7.0,
        "weapon or vessel": -5.0,
        "currency": -9.0,
        "acronym": -3.0,
        "short": -1.0,
    }
)

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower greater mid new old downtown".split()
)
_NEVER = (
    TITLES
    | _DIRECTIONS
    | HEADS
    | frozenset("river mount lake sea island islands city town village district".split())
)
_COMMON = folded_words("common_words")
_COMMON_OR_NEVER = _COMMON | _NEVER
_GIVEN_NAMES, _SURNAMES = folded_words("given_names"), folded_words("surnames")
_ARTICLES = frozenset("al el as ash ar at az ad an es ez ed et er ech".split())
_NEIGHBOURS_ALLOWED = TITLES | _DIRECTIONS | HEADS | _COMMON


def features(
    name: Name,
    tokens: Sequence[Token],
    cues: Cues,
    people: People,
    *,
    qualified: bool = False,
    qualifies: bool = False,
    dateline: bool = False,
) -> list[str]:
    """The features that hold of ``name`` by itself; those of its company are added later."""
    held = ["always", *_of_gazetteer(name.facts, name.words > 1, len(name.key) <= 3)]
    if _cue_fits(name, cues):
        held.append("feature word")
    if cues.locative or cues.assailed:
        held.append("preposition of place")
    if _has_inhabitant(name, tokens):
        held.append("inhabitant")
    if qualified:
        held.append("qualified by its unit")
    if qualifies:
        held.append("qualifies a place")
    if dateline:
        held.append("dateline")
    held += _of_writing(name, tokens, dateline=dateline)
    held += _doubts(name, tokens, people)
    return held


@lru_cache(maxsize=8192)
def _of_gazetteer(facts: NameFacts, several: bool, short: bool) -> tuple[str, ...]:
    """What the gazetteer says for a name of several words or one, of three letters at most or more."""
    small = not facts.well_known and not facts.unit
    signs = (
        (facts.demonym, "demonym"),
        (facts.given, "given by the user"),
        (facts.state, "country"),
        (facts.capital, "capital"),
        (facts.unit, "first-level unit"),
        (facts.region and not facts.unit, "named region"),
        (several, "several words"),
        (facts.known_as == "historic", "historic name only"),
        (facts.known_as == "alternate" and small, "alternate name of a small place"),
        (not facts.abbreviation and short, "short"),
    )
    size = next((feature for least, feature in _SIZES if facts.population >= least), None)
    return (*(feature for holds, feature in signs if holds), *((size,) if size else ()))


_SIZES = (
    (1_000_000, "million"),
    (100_000, "hundred thousand"),
    (10_000, "ten thousand"),
    (1_000, "thousand"),
)


_INHABITANTS = frozenset(
    "man woman men women resident residents native natives teenager teen couple boy girl family families "
    "homeowner villagers farmers farmer student students driver youth youths inhabitants refugees".split()
)


def _has_inhabitant(name: Name, tokens: Sequence[Token]) -> bool:
    """'a X man', 'X residents'."""
    if name.last + 1 >= len(tokens) or tokens[name.last].possessive:
        return False
    after = tokens[name.last + 1]
    return after.gap == " " and not after.capital and after.folded in _INHABITANTS


def _cue_fits(name: Name, cues: Cues) -> bool:
    facts = name.facts
    known = facts.population > 0 or facts.unit or facts.region
    return cues.word is not None and (cues.word in STRONG_WORDS or known)


def _of_writing(name: Name, tokens: Sequence[Token], *, dateline: bool) -> list[str]:
    """What its letters say: script, capitals, capitals beside it."""
    facts = name.facts
    first, last = tokens[name.first], tokens[name.last]
    held: list[str] = []
    if _is_currency(name, tokens):
        held.append("currency")
    if not first.text[0].isascii() and len(name.key) > 3:
        held.append("another script")
    if dateline:
        return held
    if first.shouted:
        return [*held, "in capitals throughout"]
    if first.opens:
        held.append("opens a sentence")
    if _capital_beside(name, tokens):
        held.append("beside another capital")
    if last.upper and name.words == 1 and len(last.text) <= 4 and not facts.abbreviation:
        held.append("acronym")
    return held


def _is_currency(name: Name, tokens: Sequence[Token]) -> bool:
    """'US$42 million' is no place."""
    return name.last + 1 < len(tokens) and tokens[name.last + 1].gap.startswith(("$", " $"))


def _doubts(name: Name, tokens: Sequence[Token], people: People) -> list[str]:
    """What else the name could be."""
    doubts: list[str] = []
    if (
        name.words > 1
        and not (name.facts.well_known or name.facts.unit or name.facts.region)
        and all(t.folded in _COMMON_OR_NEVER for t in tokens[name.first : name.last + 1])
    ):
        doubts.append("common word")
    if name.words == 1:
        if name.key in _NEVER:
            doubts.append("direction or title")
        if name.key in _COMMON and not name.facts.state:
            doubts.append("common word")
        if name.key in _GIVEN_NAMES:
            doubts.append("given name")
        elif name.key in _SURNAMES:
            doubts.append("surname")
    if not (name.facts.state or name.facts.demonym) and names_a_thing(tokens, name.last):
        doubts.append("weapon or vessel")
    # A country's name in a person's is a given name ('Chad Smith') or an office's ('Prince of Wales').
    in_person = people.tokens
    named = name.first in in_person or (
        name.words > 1 and any(i in in_person for i in range(name.first + 1, name.last + 1))
    )
    if named and (not name.facts.state or name.key in _GIVEN_NAMES or _after_title(name, tokens)):
        doubts.append("part of a person's name")
    elif tokens[name.last].folded in people.surnames and name.words == 1 and not name.facts.state:
        doubts.append("surname of a person named")
    return doubts


def _after_title(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a title stands right before a name that goes on: 'Gen. Israel Ziv'."""
    if not name.first or name.last + 1 >= len(tokens):
        return False
    before, after = tokens[name.first - 1], tokens[name.last + 1]
    titled = before.folded in TITLES and tokens[name.first].gap in {" ", ". "}
    return titled and after.gap == " " and after.capital and not tokens[name.last].possessive


def _capital_beside(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a capitalised word that is no title, direction or head noun touches the name.

    Beside a country's name it says something only where that is a given name too ('Georgia Lane'),
    and what a hyphen joins is no other name's part ('Georgian-Chechen', 'Turkish-Backed').
    """
    if name.facts.state:
        return name.key in folded_words("given_names") and _before_surname(name, tokens)
    if (name.facts.demonym or name.facts.capital) and _hyphened(name, tokens):
        return False
    if name.first > 0 and not tokens[name.first].opens:
        before = tokens[name.first - 1]
        if (
            tokens[name.first].gap in {" ", "-"}
            and before.capital
            and not before.possessive
            and not before.opens
            and before.text[0].isalpha()
            and before.folded not in _NEIGHBOURS_ALLOWED
        ):
            return True
    if name.last + 1 < len(tokens) and not tokens[name.last].possessive:
        after = tokens[name.last + 1]
        if after.folded in _ARTICLES and after.gap in {" ", "-"} and name.last + 2 < len(tokens):
            return tokens[name.last + 2].capital and tokens[name.last + 2].gap == "-"  # 'Wad al-Noura'
        return (
            after.gap in {" ", "-"}
            and after.capital
            and after.text[0].isalpha()
            and after.folded not in _NEIGHBOURS_ALLOWED
        )
    return False


def _before_surname(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a single capitalised word follows that may be a surname: 'Israel Mena, a carpenter'."""
    if name.words > 1 or tokens[name.last].possessive or name.last + 1 >= len(tokens):
        return False
    after = tokens[name.last + 1]
    return after.gap == " " and not after.shouted and is_name_like(after)


def _hyphened(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a hyphen joins the name to the word before or after it."""
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return tokens[name.first].gap == "-" or (after is not None and after.gap == "-")


def weigh(held: Sequence[str]) -> float:
    """The sum of the weights of the features that hold."""
    return sum([WEIGHTS[feature] for feature in held])


def is_name_like(token: Token) -> bool:
    """Whether a word unknown to the gazetteer looks like a name: capitalised, and no common word."""
    return (
        token.capital
        and token.text[0].isalpha()
        and token.folded not in _NEVER
        and token.folded not in _NEIGHBOURS_ALLOWED
        and token.folded not in folded_words("function_words")
    )
