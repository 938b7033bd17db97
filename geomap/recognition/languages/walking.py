"""The walk over a text that finds names of the gazetteer in their inflected forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from geomap.gazetteer.names.fold import fold
from geomap.recognition.languages.exonyms import beginnings, exonyms
from geomap.recognition.languages.forms import LONGEST_WORD, Form
from geomap.recognition.languages.grammar import Grammar
from geomap.recognition.names import PARTICLES, Name, NameFinder
from geomap.recognition.tokens import Token

_LONGEST_NAME = 6
_KEPT = 24
"""Beginnings of names that are followed at once: forms of the words so far."""
_CHANGE_COSTS = 0.9
"""How many orders of magnitude larger a place must be for its name to be taken as inflected once more."""
_GIVEN_WORTH = 7.0
"""A name that the user gives is as likely to be meant as that of a city of ten million people."""
_APOSTROPHES = frozenset("'’ʼ")
_JOINS = frozenset((" ", "-", "\u2010", "\u2011", "\u2013", "\u00a0", "\n")) | _APOSTROPHES
_KEPT_ANSWERS = 200_000
_ADJECTIVAL_CUES = frozenset(("district", "oblast", "province"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name with what its form says.

    Parameters
    ----------
    name
        The name; its ``key`` is the base form, its ``known`` the name to look it up by.
    case
        ``in``, ``from``, ``to``, ``of``, ``and``, or nothing.
    changed
        Whether its form in the text is another than its base form.
    cue
        The feature word that is part of it ('Бахмутский район'), or None.
    skip
        Characters at the beginning of its first word that are words of their own.
    familiar
        Whether it is one of the names that every reader of the language knows (`exonyms`).
    """

    name: Name
    case: str = ""
    changed: bool = False
    cue: str | None = None
    skip: int = 0
    familiar: bool = False


class _Reading(NamedTuple):
    """Words from a token to ``last`` read as the beginning of a name."""

    key: str
    cost: float
    case: str
    skip: int


class _Hit(NamedTuple):
    """A reading that is a name."""

    last: int
    reading: _Reading
    worth: float


class FormFinder:
    """Finds the names of an index in the tokens of a language.

    Parameters
    ----------
    finder
        Has the index, and remembers what it says of names.
    grammar
        The language's.
    """

    def __init__(self, finder: NameFinder, grammar: Grammar) -> None:
        self._finder = finder
        self._grammar = grammar
        self._exonyms = exonyms(grammar.code)
        self._beginnings = beginnings(grammar.code)
        self._openers = frozenset(key[:4] for key in self._beginnings)
        self._prefixes: dict[str, tuple[bool, bool]] = {}
        self._worth: dict[str, float] = {}

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """The names from the left, each as long as it can be, none overlapping."""
        i = 0
        while i < len(tokens):
            found = self._at(tokens, i) if self._may_begin(tokens, i) else None
            if found is None:
                i += 1
                continue
            yield found
            i = found.name.last + 1

    def _may_begin(self, tokens: Sequence[Token], i: int) -> bool:
        """A name begins with a capital, or with a common noun ('сектор Газа', 'la bande de Gaza')."""
        token = tokens[i]
        if token.capital:
            return token.text[0].isalpha()
        return token.folded[:4] in self._openers and any(
            form.key in self._beginnings for form in self._forms(tokens, i)
        )

    def _at(self, tokens: Sequence[Token], first: int) -> Found | None:
        hits = self._hits(tokens, first)
        adjective = self._adjective(tokens, first)
        if not hits:
            return adjective
        longest = max(hit.last for hit in hits)
        if adjective is not None and adjective.name.last > longest:
            return adjective
        best = max((h for h in hits if h.last == longest), key=lambda h: (h.worth, h.reading.key))
        return self._found(tokens, first, best, cue=self._last_cue(tokens, first, longest))

    def _last_cue(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """The feature word that the name itself ends in ('Донецкая область')."""
        if last == first or tokens[last].capital:
            return None
        return self._grammar.words.cue(tokens[last].folded)

    def _hits(self, tokens: Sequence[Token], first: int) -> list[_Hit]:
        """All readings from ``first`` on that are names."""
        # "N'Djamena" is one word, "L'Ukraine" two, of which the first is none of the name.
        if _elided(tokens, first):
            return self._follow(tokens, first, first + 1, (Form(_as_one(tokens, first)),))
        return self._follow(tokens, first, first, self._forms(tokens, first))

    def _follow(self, tokens: Sequence[Token], first: int, last: int, forms: Sequence[Form]) -> list[_Hit]:
        """The readings that are names, if the words from ``first`` to ``last`` are of one of the forms."""
        readings = [_Reading(f.key, f.cost, f.case, f.skip) for f in forms]
        hits: list[_Hit] = []
        while True:
            going: list[_Reading] = []
            for reading in readings:
                is_name, goes_on = self._prefix(reading.key)
                if is_name and self._may_end(tokens, first, last, reading):
                    hits.append(_Hit(last, reading, self._worth_of(reading)))
                if goes_on:
                    going.append(reading)
            last += 1
            if not going or last - first >= _LONGEST_NAME or not self._continues(tokens, last):
                return hits
            if _elided(tokens, last):
                nexts = [Form(_as_one(tokens, last))]
                last += 1
            else:
                nexts = self._forms(tokens, last, first=False)
            readings = sorted(
                (
                    _Reading(f"{r.key} {f.key}", r.cost + f.cost, f.case or r.case, r.skip)
                    for r in going
                    for f in nexts
                    if not f.skip
                ),
                key=lambda r: r.cost,
            )[:_KEPT]
            # Each has to be asked for once more, which words that begin no name never are.
            readings = [r for r in readings if any(self._prefix(r.key))]
            if not readings:
                return hits

    def _forms(self, tokens: Sequence[Token], i: int, *, first: bool = True) -> list[Form]:
        """The forms that the word may be of, itself first."""
        token = tokens[i]
        forms = [Form(token.folded)]
        if len(token.text) <= LONGEST_WORD and not token.text[0].isdigit():
            forms += self._grammar.bases(token.text)
        if first and i and tokens[i].gap == " ":
            # 'au Caire' is at Le Caire.
            forms += [
                Form(f"{article} {token.folded}", 0.1)
                for contraction, article in self._grammar.articles
                if tokens[i - 1].folded == contraction
            ]
        return forms

    def _may_end(self, tokens: Sequence[Token], first: int, last: int, reading: _Reading) -> bool:
        """A name ends in a capital, or in the noun that tells what it is of ('Донецкая область')."""
        token = tokens[last]
        if token.capital:
            return True
        return (
            tokens[first].capital
            and first != last
            and (reading.key in self._exonyms or self._grammar.words.cue(token.folded) is not None)
        )

    def _continues(self, tokens: Sequence[Token], j: int) -> bool:
        if j >= len(tokens):
            return False
        token = tokens[j]
        if token.gap not in _JOINS or tokens[j - 1].possessive:
            return False
        if token.capital or token.text[0].isdigit() or token.gap == "-":
            return True
        if token.folded in PARTICLES or self._grammar.words.cue(token.folded) is not None:
            return True
        # The exonyms' own small words: 'République démocratique du Congo', 'Чёрное море'.
        return bool(self._beginnings)

    def _prefix(self, key: str) -> tuple[bool, bool]:
        answer = self._prefixes.get(key)
        if answer is None:
            if len(self._prefixes) > _KEPT_ANSWERS:  # bounds memory in endless streams
                self._prefixes.clear()
                self._worth.clear()
            is_name, goes_on = self._finder.prefix(key)
            answer = is_name or key in self._exonyms, goes_on or key in self._beginnings
            self._prefixes[key] = answer
        return answer

    def _worth_of(self, reading: _Reading) -> float:
        """How likely a reading is: its place's size against what was changed to come to its name."""
        worth = self._worth.get(reading.key)
        if worth is None:
            known = self._exonyms.get(reading.key, reading.key)
            candidates = self._finder.index.lookup(known)
            worth = max((c.score for c in candidates if c.name_kind != "demonym"), default=0.0)
            if self._finder.facts(reading.key).given:
                worth = max(worth, _GIVEN_WORTH)
            if reading.key in self._grammar.words.stop:
                worth -= 3.0
            self._worth[reading.key] = worth
        return worth - _CHANGE_COSTS * reading.cost

    def _found(self, tokens: Sequence[Token], first: int, hit: _Hit, *, cue: str | None) -> Found:
        reading = hit.reading
        start, end = tokens[first].start + reading.skip, tokens[hit.last].end
        # What the user gives is looked up under the name that was given.
        given = self._finder.facts(reading.key).given
        exonym = None if given else self._exonyms.get(reading.key)
        facts = self._finder.facts(fold(exonym) if exonym is not None else reading.key)
        # As the text has it apart from case and marks: then the text itself will do.
        words = tokens[first : hit.last + 1]
        written = "".join(
            ("" if not i or t.gap in _APOSTROPHES else " ") + t.folded for i, t in enumerate(words)
        )
        same = reading.key == written and not reading.skip
        if reading.skip:
            same = reading.key == fold(tokens[first].text[reading.skip :]) and first == hit.last
        known = None if same else _base_written(words, reading.key)
        if exonym is not None and not self._agree(reading.key, exonym):
            known = exonym
        name = Name(first, hit.last, start, end, reading.key, facts, known)
        return Found(name, reading.case, reading.cost > 0.2, cue, reading.skip, exonym is not None)

    def _agree(self, key: str, exonym: str) -> bool:
        """Whether the gazetteer, asked for the name itself, gives what the exonym means as surely."""
        own, meant = self._finder.index.lookup(key), self._finder.index.lookup(exonym)
        return bool(own and meant) and own[0].place.id == meant[0].place.id and len(own) <= len(meant)

    def _adjective(self, tokens: Sequence[Token], first: int) -> Found | None:
        """'Бахмутский район': the place from whose name the adjective before a unit's noun comes."""
        if first + 1 >= len(tokens) or tokens[first + 1].gap != " ":
            return None
        cue = self._grammar.words.cue(tokens[first + 1].folded)
        if cue not in _ADJECTIVAL_CUES:
            return None
        nouns = [f for f in self._grammar.nouns(tokens[first].folded) if self._prefix(f.key)[0]]
        if not nouns:
            return None
        readings = [_Reading(f.key, f.cost, f.case, 0) for f in nouns]
        best = max(readings, key=lambda r: (self._worth_of(r), r.key))
        found = self._found(tokens, first, _Hit(first + 1, best, 0.0), cue=cue)
        # Units of the second level have their names in Latin letters alone: 'Bakhmut district' finds them.
        places = self._finder.index.lookup(found.name.known or best.key)
        return replace(found, name=replace(found.name, known=places[0].place.name)) if places else found


def _elided(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is parted from the next by an apostrophe alone (see `romance.split_elisions`)."""
    return i + 1 < len(tokens) and tokens[i + 1].gap in _APOSTROPHES


def _as_one(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].folded + tokens[i + 1].folded


def _base_written(words: Sequence[Token], key: str) -> str:
    """A base form with capitals and letters as in the text, as a reader expects it."""
    parts = key.split()
    if len(parts) != len(words):
        return " ".join(part if part in PARTICLES else part[:1].upper() + part[1:] for part in parts)
    return " ".join(_as_written(word, part) for word, part in zip(words, parts, strict=True))


def _as_written(word: Token, base: str) -> str:
    """'Tərtər' of 'Tərtərdə', whose folded base is 'terter'; else the base with the word's capital."""
    for length in range(max(1, len(base) - 1), min(len(word.text), len(base) + 2) + 1):
        if fold(word.text[:length]) == base:
            return word.text[:length]
    return base[:1].upper() + base[1:] if word.capital else base
