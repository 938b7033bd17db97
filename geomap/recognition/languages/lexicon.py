"""Words of each language as text files: what is no name, and what stands beside a name.

A file has sections, each headed by its name in brackets:

``stop``
    what never is a name by itself; ``wary`` what is one only with a cue or preposition.
``cue village``, ``cue district`` ...
    nouns that tell what a name is of, by the feature word of English that they stand for.
``near``, ``north``, ``from`` ...
    relations to a place, as `geomap.model.Toponym` has them: phrases parted by commas.
``in``
    other words of place; ``assailed`` what is done to a place; ``connector`` what may stand between.
``km``, ``office``, ``title``, ``given``, ``speech``, ``people``
    kilometres; offices and bodies; what stands before a person's name; given names; verbs of
    speaking; those who live in a place.

A word that ends in ``*`` stands for all that begin so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from geomap.gazetteer.names.fold import fold

_RELATIONS = frozenset(
    (
        *"near outskirts from to between border north south east west".split(),
        *"northeast northwest southeast southwest".split(),
        "in and around",
    )
)
_LONGEST_ENDING = 10
_SECTIONS = (
    "stop",
    "wary",
    "in",
    "assailed",
    "connector",
    "km",
    "office",
    "title",
    "speech",
    "given",
    "people",
)


@dataclass(frozen=True, slots=True)
class Words:
    """A list of folded words, some of which stand for all that begin so."""

    whole: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()

    def __contains__(self, folded: str) -> bool:
        return folded in self.whole or any(
            folded.startswith(start) and len(folded) - len(start) <= _LONGEST_ENDING for start in self.starts
        )

    def __bool__(self) -> bool:
        return bool(self.whole or self.starts)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; see the module for the fields.

    ``cues`` has (feature word, nouns), ``relations`` the relation of each phrase.
    """

    stop: Words = Words()
    wary: Words = Words()
    locative: Words = Words()
    assailed: Words = Words()
    connector: Words = Words()
    km: Words = Words()
    office: Words = Words()
    title: Words = Words()
    speech: Words = Words()
    given: Words = Words()
    people: Words = Words()
    cues: tuple[tuple[str, Words], ...] = ()
    relations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def cue(self, folded: str) -> str | None:
        """The feature word of English that a word stands for, or None."""
        return next((feature for feature, nouns in self.cues if folded in nouns), None)


def read_sections(name: str) -> dict[str, list[str]]:
    """The lines of each section of the file ``name``.

    Raises
    ------
    FileNotFoundError
        If the package has no such file.
    """
    sections: dict[str, list[str]] = {}
    section = ""
    text = files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
            sections.setdefault(section, [])
        elif not line.startswith("#"):
            sections[section].append(line)
    return sections


@cache
def lexicon(language: str) -> Lexicon:
    """The words of ``language``.

    Raises
    ------
    FileNotFoundError
        If the package has no such list.

    >>> lexicon("fr").cue("villages"), lexicon("ru").relations["к северу от"]
    ('village', 'north')
    """
    sections = read_sections(language)
    relations = {
        fold(phrase): section
        for section, lines in sections.items()
        if section in _RELATIONS
        for phrase in ",".join(lines).split(",")
    }
    cues = tuple(
        (section.removeprefix("cue "), _words(lines))
        for section, lines in sections.items()
        if section.startswith("cue ")
    )
    lists = {section: _words(sections.get(section, ())) for section in _SECTIONS}
    lists["locative"] = lists.pop("in")
    return Lexicon(**lists, cues=cues, relations=MappingProxyType(relations))


def _words(lines: Iterable[str]) -> Words:
    listed = " ".join(lines).split()
    return Words(
        frozenset(fold(word) for word in listed if not word.endswith("*")),
        tuple(fold(word[:-1]) for word in listed if word.endswith("*")),
    )
