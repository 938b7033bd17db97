"""The walk over a text that finds what the gazetteer knows as names, and what kind of names."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from geomap.model import Candidate
from geomap.recognition.tokens import Token

#: Words in small letters that may stand within a name.
PARTICLES = frozenset(
    "of the and de del della di da do dos das du des la le les los las el al an en et y e i am ar as ash at "
    "az ez ed es ul ur us bin ibn bint der den von van zu zum upon on in sur sous aux au d l o na nad pod er "
    "ech bani beit um umm abu wa w ny".split()
)
_ARTICLES = frozenset("al el as ash ar at az ad an es ez ed et er ech ash ech".split())
_JOINS = frozenset((" ", "-", "\u2010", "\u2011", "\u2013", "\u00a0", "\n", " & ", "\u2019", "'"))
_DOTTED = frozenset("st ste mt ft pt".split())
_LONGEST = 8


class Names(Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that recognition needs."""

    def has_prefix(self, folded: str) -> tuple[bool, bool]:
        """Whether ``folded`` is a name, and whether a longer name begins with it."""
        ...

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """The places of that name, best first."""
        ...


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What the gazetteer says of a name, whichever of its places is meant.

    Parameters
    ----------
    state, capital, unit, region
        Whether one of its likely places is a country, a country's capital, a first-level unit,
        a named region, water or height.
    demonym
        Whether it is a people's name or an adjective.
    abbreviation
        Whether it is an abbreviation ('UK').
    population
        Of its largest place (historic names do not count).
    known_as
        Kind of the best candidate's name (see `geomap.model.Candidate`).
    containers
        Codes of the countries and (country, first-level unit) pairs in which its places lie.
    given
        Whether the user says that it is a place's.
    """

    state: bool = False
    capital: bool = False
    unit: bool = False
    region: bool = False
    demonym: bool = False
    abbreviation: bool = False
    population: int = 0
    known_as: str = "preferred"
    containers: frozenset[tuple[str | None, str | None]] = frozenset()
    given: bool = False

    @property
    def well_known(self) -> bool:
        """Whether a reader would know it without being told what it is."""
        return self.state or self.capital or self.population >= 500_000


@dataclass(frozen=True, slots=True)
class Name:
    """A place name as it stands in a text: tokens ``first`` to ``last`` inclusive.

    ``key`` is its folded form, ``known`` the part of it by which the gazetteer knows it, where
    that is not the whole ('Manchester' of 'Greater Manchester').
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    facts: NameFacts
    known: str | None = None

    @property
    def words(self) -> int:
        """How many tokens it has."""
        return self.last - self.first + 1


class _Longest(NamedTuple):
    """Where the longest name ends, its key, and whether a possessive ending is its own."""

    last: int
    key: str
    owned: bool = False


_KNOWN_KINDS = {"preferred", "alternate", "native", "abbreviation"}
# A village known only to lie in a unit: the candidate's place is the unit, whose size says nothing of it.
_WITHIN = "within"


def facts_of(candidates: Sequence[Candidate]) -> NameFacts:
    """Sum up the candidates of one name."""
    demonym = any(c.name_kind == "demonym" for c in candidates)
    places = [c for c in candidates if c.name_kind in _KNOWN_KINDS]
    villages = [c.place for c in candidates if c.name_kind == _WITHIN]
    if not places and villages:
        return NameFacts(demonym=demonym, containers=frozenset((p.country, p.admin1) for p in villages))
    if not places:
        best = candidates[0].name_kind if candidates else "preferred"
        historic = max((c.place.population for c in candidates if c.name_kind == "historic"), default=0)
        return NameFacts(demonym=demonym, known_as=best, population=historic // 10)
    state = any(c.place.feature_code.startswith("PCL") for c in places)
    if demonym and not state and max(c.place.population for c in places) < 1_000_000:
        return NameFacts(demonym=True, known_as="demonym")
    return NameFacts(
        state=state,
        capital=any(c.place.feature_code == "PPLC" for c in places),
        unit=any(c.place.feature_code.startswith("ADM1") for c in places),
        region=any(c.place.feature_class in "LHTV" for c in places),
        demonym=demonym and not state,
        abbreviation=places[0].name_kind == "abbreviation",
        population=max((c.place.population for c in places if c.place.feature_class != "L"), default=0),
        known_as=places[0].name_kind,
        containers=frozenset((c.place.country, c.place.admin1) for c in places),
    )


class NameFinder:
    """Finds the longest names of an index in tokens, remembering what it looked up.

    Parameters
    ----------
    index
        Where names are looked up; kept as an attribute of that name.
    """

    def __init__(self, index: Names) -> None:
        self.index = index
        self._prefixes: dict[str, tuple[bool, bool]] = {}
        self._facts: dict[str, NameFacts] = {}

    def facts(self, key: str) -> NameFacts:
        """What the gazetteer says of the folded name ``key``."""
        facts = self._facts.get(key)
        if facts is None:
            _forget_when_full(self._facts)
            facts = self._facts[key] = facts_of(self.index.lookup(key))
        return facts

    def find(self, tokens: Sequence[Token]) -> list[Name]:
        """The names in ``tokens``: from the left, each as long as it can be, none overlapping."""
        found: list[Name] = []
        i = 0
        while i < len(tokens):
            if not tokens[i].capital and tokens[i].folded not in _ARTICLES:
                i += 1
                continue
            longest = self._longest(tokens, i) if _may_begin(tokens, i) else None
            if longest is None:
                i += 1
                continue
            found.append(self._name(tokens, i, longest))
            i = longest.last + 1
        return found

    def _name(self, tokens: Sequence[Token], first: int, longest: _Longest) -> Name:
        """The name, without an article that is none of its own ('The Philippines', not 'The Hague')."""
        key, last = longest.key, longest.last
        facts = self.facts(key)
        if last > first and tokens[first].folded == "the" and (facts.state or facts.region):
            first, key = first + 1, key.removeprefix("the ")
        end = tokens[last].end + (2 if longest.owned else 0)
        return Name(first, last, tokens[first].start, end, key, facts)

    def _longest(self, tokens: Sequence[Token], first: int) -> _Longest | None:
        """The longest name that begins at ``first``."""
        key = tokens[first].folded
        best: _Longest | None = None
        j = first
        while True:
            is_name, goes_on = self.prefix(key)
            # A name ends in a capital, never in a particle or a common noun.
            if is_name and tokens[j].capital:
                best = _Longest(j, key)
            possessive = tokens[j].possessive and tokens[j].text[-1] not in "sS"
            if possessive:
                # "St. John's", "Queen Anne's County": the ending may be the name's own.
                is_name, goes_on = self.prefix(f"{key}s")
                if is_name and j > first:
                    best = _Longest(j, f"{key}s", owned=True)
                key = f"{key}s"
            j += 1
            if (
                not goes_on
                or j >= len(tokens)
                or j - first >= _LONGEST
                or not _continues(tokens, j, possessive)
            ):
                return best
            key = f"{key} {tokens[j].folded}"

    def prefix(self, key: str) -> tuple[bool, bool]:
        """Whether the folded words are a name, and whether a longer name begins with them."""
        known = self._prefixes.get(key)
        if known is None:
            _forget_when_full(self._prefixes)
            known = self._prefixes[key] = self.index.has_prefix(key)
        return known


class GivenNameFinder(NameFinder):
    """Finds names that the user gives beside those that another finder knows.

    Parameters
    ----------
    finder
        The other.
    given
        Folded names.
    """

    def __init__(self, finder: NameFinder, given: Set[str]) -> None:
        super().__init__(finder.index)
        self._finder = finder
        self._given = given
        words = (name.split() for name in given)
        self._starts = {" ".join(name[:n]) for name in words for n in range(1, len(name))}

    def facts(self, key: str) -> NameFacts:
        """What the gazetteer says of the folded name ``key``, and whether the user gives it."""
        facts = self._finder.facts(key)
        return replace(facts, given=True) if key in self._given else facts

    def prefix(self, key: str) -> tuple[bool, bool]:
        """Whether the folded words are a name, and whether a longer name begins with them."""
        is_name, goes_on = self._finder.prefix(key)
        return is_name or key in self._given, goes_on or key in self._starts


def _forget_when_full(table: dict[str, Any]) -> None:
    if len(table) > 200_000:  # bounds memory to some 30 MB in endless streams
        table.clear()


def _may_begin(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name may begin here: a capital, or an article in small letters ('al-Bab')."""
    token = tokens[i]
    if token.capital:
        return True
    return (
        token.folded in _ARTICLES
        and i + 1 < len(tokens)
        and tokens[i + 1].gap in {"-", "\u2011"}
        and tokens[i + 1].capital
    )


def _continues(tokens: Sequence[Token], j: int, own_ending: bool) -> bool:
    """Whether token ``j`` may go on with the name before it."""
    before, token = tokens[j - 1], tokens[j]
    if before.possessive and not own_ending and token.gap != "-":
        return False
    if token.gap not in _JOINS and not (token.gap == ". " and before.folded in _DOTTED):
        return False
    return token.capital or token.folded in PARTICLES or token.text[0].isdigit() or token.gap == "-"
