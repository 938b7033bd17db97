"""The lexicon of actors: every name that a text may give to a party, a body or a state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from geomap.model import ActorKind, Party
from geomap.recognition.actors.register import Register, is_abbreviation, is_short, load_register, spellings
from geomap.recognition.actors.tables import Known, PhraseTable, Sort
from geomap.recognition.token_stream import keys_of

if TYPE_CHECKING:
    from geomap.gazetteer.country import Country

# In a text all in capitals these are English words before they are abbreviations.
WORDS_IN_CAPITALS = frozenset(
    "us is it who fact as am an era mit ana sad sac let mir gam trend fars saba convoy far fan model pace "
    "raw tip bras bra mend".split()
)


# These follow a name, and begin nothing by themselves.
_WORDS_AFTER_NAMES = frozenset({"deeds", "verbs", "stances"})
# 'pro-Russian': half a word before a name.
_ADJECTIVAL = frozenset({"pro", "anti", "non"})


class Countries(Protocol):
    """What the lexicon needs of a `geomap.gazetteer.index.PlaceIndex`."""

    def countries(self) -> tuple[Country, ...]:
        """All countries."""
        ...


class ActorLexicon:
    """Names of states, peoples, capitals, armed organisations and bodies, and words of institutions.

    Parameters
    ----------
    entries
        Pairs of name and what it stands for; of several for one name, a text's countries decide.
    register
        Words of institutions, and sides.
    """

    def __init__(self, entries: Iterable[tuple[str, Known]], register: Register) -> None:
        phrases = _phrases(entries)
        # Party's name in the entries -> name that a theatre gives to it; party -> on whose side it stands.
        self._renamed: dict[str, str] = {}
        self._sides: dict[str, str] = dict(register.sides)
        self.names = PhraseTable(phrases)
        self.needing_context = _needing_context(phrases)
        self.words = _words(register)
        # What the words that begin with a token may be, and the tokens with which an actor may begin.
        self.sorts = self.words.begun_by()
        self.openers = _ADJECTIVAL | {
            key for key, sorts in self.sorts.items() if not sorts <= _WORDS_AFTER_NAMES
        }

    @classmethod
    def bundled(cls, index: Countries) -> ActorLexicon:
        """The lexicon of all states of a gazetteer and of the bundled register."""
        register = load_register()
        # The register comes first: 'Bosnian Serbs' are a party of their own, though a people of Bosnia too.
        entries = [*register.names, *_states(index.countries(), register)]
        return cls(entries, register)

    def with_parties(self, parties: Iterable[Party]) -> ActorLexicon:
        """A lexicon that also knows the parties of a theatre, and calls them by its names.

        A party that the lexicon knows under one of its names (a state by its name, a group by an
        alias) keeps all its names and is called by the theatre's; others are added.
        """
        added: list[tuple[str, Known]] = []
        renamed = dict(self._renamed)
        sides = dict(self._sides)
        for party in parties:
            if party.side is not None:
                sides[party.name] = party.side
            known = self._state_or_group(party)
            if known is not None:
                renamed[known.party] = party.name
            countries = known.countries if known is not None else ()
            for name in (party.name, *party.aliases):
                sort = _sort_of(name, party)
                own = [k for k in self._of(name) if party.name in {k.party, renamed.get(k.party)}]
                # 'RSF' alone may be anybody's, but not in the theatre whose party it is.
                added += [(name, replace(k, needs_context=False)) for k in own if k.needs_context]
                if not own:
                    known_as = Known(party.name, party.kind, sort, countries)
                    added.append((name, replace(known_as, abbreviation=is_abbreviation(name))))
            added += [
                (name, Known(party.name, party.kind, Sort.CAPITAL, countries)) for name in party.capitals
            ]
        # A copy shares what the parties do not touch: making all anew costs as much as reading a long text.
        out, phrases = copy(self), _phrases(added)
        out._renamed, out._sides = renamed, sides
        out.names = self.names.preceded_by(phrases)
        out.needing_context = self.needing_context | _needing_context(phrases)
        return out

    def party_name(self, known: Known) -> str:
        """The party's name as the theatre gives it."""
        return self._renamed.get(known.party, known.party)

    def side(self, party: str) -> str | None:
        """The party on whose side a party stands; its own name if it leads a side, None if unknown."""
        return self._sides.get(party)

    def _of(self, name: str) -> tuple[Known, ...]:
        phrase = keys_of(name)
        return self.names.get(phrase) if phrase else ()

    def _state_or_group(self, party: Party) -> Known | None:
        for name in (party.name, *party.aliases):
            for known in self._of(name):
                if known.sort in {Sort.STATE, Sort.GROUP} and (
                    name == party.name or known.kind is party.kind
                ):
                    return known
        return None


def _sort_of(name: str, party: Party) -> Sort:
    """How a theatre's name behaves: a lone word may be a place ('Artsakh'), a phrase is the actor."""
    if party.kind is ActorKind.STATE and name == party.name:
        return Sort.STATE
    return Sort.GROUP if " " in name or is_abbreviation(name) else Sort.STATE


def _phrases(entries: Iterable[tuple[str, Known]]) -> list[tuple[tuple[str, ...], Known]]:
    """The token keys of each name, and of its other spellings."""
    return [
        (phrase, known)
        for name, known in entries
        for spelling in spellings(name)
        if (phrase := keys_of(spelling))
    ]


def _needing_context(phrases: Iterable[tuple[tuple[str, ...], Known]]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase, known in phrases if known.needs_context)


def _states(countries: Iterable[Country], register: Register) -> Iterator[tuple[str, Known]]:
    for country in countries:
        iso = country.iso2
        capitals = {country.capital or "", *register.capitals.get(iso, ())}
        named = (
            (Sort.STATE, (country.name, *(_without_article(alias) for alias in country.aliases))),
            (Sort.DEMONYM, country.demonyms),
            (Sort.CAPITAL, sorted(capitals - register.unused_capitals - {"", country.name})),
            (Sort.METONYM, register.metonyms.get(iso, ())),
            (Sort.FORCE, register.forces.get(iso, ())),
        )
        for sort, names in named:
            for name in names:
                short = sort is Sort.FORCE and (
                    name in register.shared or (is_short(name) and name not in register.famous)
                )
                yield (
                    name,
                    Known(
                        country.name,
                        ActorKind.STATE,
                        sort,
                        (iso,),
                        needs_context=short,
                        abbreviation=is_abbreviation(name),
                    ),
                )
        for name, known in register.leaders.get(iso, ()):
            yield name, replace(known, party=country.name)


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _words(register: Register) -> PhraseTable[str]:
    return PhraseTable((keys_of(word), sort) for sort, words in register.words.items() for word in words)
