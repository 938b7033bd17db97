"""Whether a name of the gazetteer is one where it stands, in a language without a tagger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from geomap.gazetteer.names.fold import fold
from geomap.recognition.cues import Cues
from geomap.recognition.languages.grammar import Grammar
from geomap.recognition.languages.walking import Found
from geomap.recognition.tokens import Token
from geomap.recognition.words import folded_words

#: Feature -> weight; a name whose weights add up to more than zero is a toponym. Set by hand.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "always": -1.0,
        "country": 4.0,
        "first-level unit": 2.0,
        "named region": 1.5,
        "capital": 2.5,
        "million": 2.5,
        "hundred thousand": 1.8,
        "ten thousand": 1.0,
        "thousand": 0.6,
        "several words": 1.5,
        "given by the user": 4.0,
        "historic name only": -1.0,
        "only known within a unit": -0.5,
        "another script": 0.6,
        "familiar name": 1.5,
        "capital within a sentence": 0.4,
        "feature word": 3.0,
        "words of place": 1.6,
        "is attacked": 1.0,
        "title and genitive": 1.5,
        "seen before": 1.5,
        "inflected": -0.3,
        "opens a sentence": -0.5,
        "opens a sentence inflected": -1.2,
        "beside another capital": -2.4,
        "title before": -4.5,
        "given name before": -6.0,
        "title in quotation marks": -9.0,
        "surname's ending": -1.3,
        "given name": -1.5,
        "also in small letters": -3.0,
        "never a name": -9.0,
        "needs a cue": -9.0,
        "short": -1.0,
        "acronym": -2.0,
        "no capitals in the script": -1.0,
        "small and no capitals": -0.6,
    }
)
_QUOTES = frozenset('«“„"')
_CLOSING = re.compile('[»”“"]')
_SIZES = (
    (1_000_000, "million"),
    (100_000, "hundred thousand"),
    (10_000, "ten thousand"),
    (1_000, "thousand"),
)


def weigh(
    found: Found, tokens: Sequence[Token], cues: Cues, grammar: Grammar, small: Set[str], own: Set[int]
) -> float:
    """The sum of the weights of what holds of a name.

    Parameters
    ----------
    found, tokens, cues, grammar
        The name, where it stands, what stands beside it, in which language.
    small
        Folded words that the text has in small letters.
    own
        Indices of the tokens that are part of names found.
    """
    return sum(WEIGHTS[feature] for feature in features(found, tokens, cues, grammar, small, own))


def features(
    found: Found, tokens: Sequence[Token], cues: Cues, grammar: Grammar, small: Set[str], own: Set[int]
) -> list[str]:
    """The features that hold of a name."""
    name, facts = found.name, found.name.facts
    held = ["always"]
    signs = (
        (facts.state, "country"),
        (facts.capital, "capital"),
        (facts.unit, "first-level unit"),
        (facts.region and not facts.unit and not facts.state, "named region"),
        (name.words > 1, "several words"),
        (facts.given, "given by the user"),
        (found.familiar, "familiar name"),
        (facts.known_as == "historic", "historic name only"),
        (facts.population == 0 and not facts.unit and not facts.region and bool(facts.containers), "within"),
    )
    held += [feature for holds, feature in signs if holds and feature in WEIGHTS]
    held += [next(f for least, f in _SIZES if facts.population >= least)] if facts.population >= 1_000 else []
    held += _company(found, tokens, cues, grammar)
    return held + _writing(found, tokens, grammar, own) + _doubts(found, tokens, cues, grammar, small)


def _company(found: Found, tokens: Sequence[Token], cues: Cues, grammar: Grammar) -> list[str]:
    held: list[str] = []
    if cues.word is not None:
        held.append("feature word")
    if cues.locative:
        held.append("words of place")
    elif cues.assailed:
        held.append("is attacked")
    before = _word_before(tokens, found.name.first)
    if grammar.each_word and found.changed and before in grammar.words.office:
        held.append("title and genitive")
    return held


def _writing(found: Found, tokens: Sequence[Token], grammar: Grammar, own: Set[int]) -> list[str]:
    name = found.name
    first, last = tokens[name.first], tokens[name.last]
    held: list[str] = []
    if grammar.caseless or first.caseless:
        held.append("no capitals in the script")
        if (
            name.words == 1
            and not name.facts.unit
            and name.facts.population < 20_000
            and not name.facts.state
        ):
            held.append("small and no capitals")
        return held
    if not first.text[0].isascii() and grammar.code in {"ru", "uk", "hy"}:
        held.append("another script")
    if first.opens or first.shouted:
        if "'" not in first.text and "’" not in first.text:
            held.append("opens a sentence inflected" if found.changed else "opens a sentence")
    else:
        held.append("capital within a sentence")
    if not name.facts.state and _capital_beside(found, tokens, grammar, own):
        held.append("beside another capital")
    if _is_quoted(found, tokens):
        held.append("title in quotation marks")
    if last.upper and name.words == 1 and len(last.text) <= 4 and not name.facts.state and not last.shouted:
        held.append("acronym")
    if found.changed:
        held.append("inflected")
    return held


def _doubts(
    found: Found, tokens: Sequence[Token], cues: Cues, grammar: Grammar, small: Set[str]
) -> list[str]:
    name, words = found.name, grammar.words
    if name.words > 1:
        common = all(t.folded in words.stop for t in tokens[name.first : name.last + 1])
        return ["never a name"] if common and not (name.facts.well_known or found.familiar) else []
    written = tokens[name.first].folded
    well_known = name.facts.well_known or name.facts.unit
    led = cues.locative or cues.word is not None
    surname = any(written.endswith(ending) and len(written) > len(ending) + 2 for ending in grammar.surnames)
    capitals = not grammar.caseless
    before = _word_before(tokens, name.first)
    # A common noun in another case, which is by chance a place's name in one of its own.
    common = found.changed and any(form.key in words.stop for form in grammar.bases(tokens[name.first].text))
    named = {name.key, fold(tokens[name.first].text[found.skip :])}
    # 'посёлок Мирный' says that it is one.
    told = capitals and cues.word is not None and not tokens[name.first].opens
    doubts = (
        ((common or any(form in words.stop for form in named)) and not told, "never a name"),
        (any(form in words.wary for form in named) and not led, "needs a cue"),
        (capitals and written in small and not led, "also in small letters"),
        (len(name.key) <= (3 if capitals else 2) and not name.facts.state, "short"),
        (surname and not led and not name.facts.well_known and not found.changed, "surname's ending"),
        (before in words.title and not led, "title before"),
        (
            before in words.office and not found.changed and not led and grammar.each_word and not well_known,
            "title before",
        ),
        (
            capitals and name.key in folded_words("given_names") and not well_known and not led,
            "given name",
        ),
        (any(form in words.given for form in named) and not led, "title before"),
        (before in words.given and not name.facts.state, "given name before"),
    )
    return [doubt for holds, doubt in doubts if holds]


def _is_quoted(found: Found, tokens: Sequence[Token]) -> bool:
    """Whether a name stands in the title of something: «Россия 24», "Kiev Post"."""
    first, last = found.name.first, found.name.last
    if tokens[first].gap[-1:] not in _QUOTES:
        return False
    return any(_CLOSING.search(token.gap) for token in tokens[last + 1 : last + 4])


def _word_before(tokens: Sequence[Token], first: int) -> str:
    if first == 0 or tokens[first].gap not in {" ", "\u00a0", "\n"}:
        return ""
    return tokens[first - 1].folded


def _capital_beside(found: Found, tokens: Sequence[Token], grammar: Grammar, own: Set[int]) -> bool:
    """Whether a capitalised word that is no place, office, cue or acronym touches the name."""
    name, words = found.name, grammar.words
    for i, j in ((name.first - 1, name.first), (name.last + 1, name.last + 1)):
        if not 0 <= i < len(tokens) or j >= len(tokens) or i in own:
            continue
        token = tokens[i]
        if tokens[j].gap not in {" ", "-"} or not token.capital or not token.text[0].isalpha():
            continue
        if token.opens or token.upper or token.folded in words.stop or token.folded in words.office:
            continue
        if (
            i > name.last
            and (found.changed or tokens[name.last].possessive)
            and found.case in {"in", "of", "from", "to"}
        ):
            continue  # 'мэр Энергодара Дмитрий Орлов', 'Şırnak'ta Cudi': another name begins
        if words.cue(token.folded) is None:
            return True
    return False
