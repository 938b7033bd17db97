"""The usual case of words, and what the neighbours of the others say."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Final

from geomap.errors import ModelError
from geomap.recognition.truecasing.pieces import CAPITAL, LOWER, UPPER

AMBIGUOUS: Final = "m"
#: Not in the lexicon, but made from a small word by an ending, or not known at all.
DERIVED, UNKNOWN = "d", "?"

_PACKAGE: Final = "geomap.recognition.truecasing"
_FILE: Final = "english.txt.gz"
_SECTIONS: Final = {"lower": LOWER, "capital": CAPITAL, "upper": UPPER, "ambiguous": AMBIGUOUS}
# What to cut from the end of a word, and what to put in its place, to come to another.
_ENDINGS: Final = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ness", ""),
    ("ment", ""), ("ation", "e"), ("ation", ""), ("ions", ""), ("ion", ""), ("ion", "e"), ("able", ""),
    ("less", ""), ("ist", ""), ("ists", ""), ("al", ""), ("ally", ""), ("ity", ""), ("ity", "e"),
)  # fmt: skip
_BEGINNINGS: Final = ("un", "re", "non", "anti", "counter", "over", "under", "dis", "in", "mis", "pre")

Weights = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Lexicon:
    """What is known of the case of words.

    Parameters
    ----------
    classes
        Small form of a word -> `LOWER`, `CAPITAL`, `UPPER`, or `AMBIGUOUS` where its neighbours
        tell.
    forms
        Small form -> the way of writing of words with capitals within ('mccain': 'McCain').
    weights
        Feature (see `geomap.recognition.truecasing.deciding.features`) -> what it says for
        small letters, a capital, and all capitals.
    """

    classes: Mapping[str, str]
    forms: Mapping[str, str] = field(default_factory=dict)
    weights: Weights = field(default_factory=dict)

    def class_of(self, key: str) -> str:
        """`LOWER`, `CAPITAL`, `UPPER`, `AMBIGUOUS`, `DERIVED` or `UNKNOWN`."""
        known = self.classes.get(key)
        if known is not None:
            return known
        if key[-1:] == "s" and self.classes.get(key[:-1]) == CAPITAL:
            return CAPITAL  # 'Salvadorans'
        return DERIVED if self._is_derived(key) else UNKNOWN

    def _is_derived(self, key: str) -> bool:
        for ending, instead in _ENDINGS:
            if key.endswith(ending) and len(key) - len(ending) > 2:
                stem = key[: len(key) - len(ending)]
                doubled = len(stem) > 3 and stem[-1] == stem[-2]
                if self._is_small(stem + instead) or (doubled and self._is_small(stem[:-1])):
                    return True
        return any(
            key.startswith(beginning)
            and len(key) - len(beginning) > 3
            and self._is_small(key[len(beginning) :])
            for beginning in _BEGINNINGS
        )

    def _is_small(self, key: str) -> bool:
        return len(key) > 2 and self.classes.get(key) == LOWER


def parse(text: str, *, where: str = _FILE) -> Lexicon:
    """Read a lexicon from its text: sections of words, of forms and of weighed features.

    Raises
    ------
    ModelError
        If a line is none of a lexicon.
    """
    classes: dict[str, str] = {}
    forms: dict[str, str] = {}
    weights: dict[str, tuple[int, int, int]] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section in _SECTIONS:
            classes.update(dict.fromkeys(line.split(), _SECTIONS[section]))
        elif section == "forms":
            forms.update((word.lower(), word) for word in line.split())
        elif section == "weights":
            name, _, numbers = line.partition("\t")
            try:
                small, capital, upper = map(int, numbers.split())
            except ValueError:
                raise ModelError(
                    "no weights of a feature", where=f"{where}, line {number}", hint="NAME<tab>l c u"
                ) from None
            weights[name] = (small, capital, upper)
        else:
            raise ModelError("a line of no section", where=f"{where}, line {number}", hint="[lower] above it")
    return Lexicon(classes, forms, weights)


@lru_cache(maxsize=1)
def bundled() -> Lexicon:
    """The lexicon that ships, with the package's word lists and the register's abbreviations."""
    read = with_lists(parse(gzip.decompress(files(_PACKAGE).joinpath(_FILE).read_bytes()).decode()))
    classes = {**dict.fromkeys(_register_abbreviations(), UPPER), **read.classes}
    return Lexicon(classes, read.forms, read.weights)


def with_lists(lexicon: Lexicon) -> Lexicon:
    """A lexicon with the words of the package's lists where it has none of its own."""
    from geomap.recognition.words import words

    small = words("function_words") | words("attack_nouns") | words("scene_words") | words("speech_verbs")
    small |= words("action_verbs") | words("attack_verbs") | words("part_words")
    names = words("given_names") | words("surnames")
    classes = {
        **{word.lower(): CAPITAL for word in names if word.isalpha()},
        **{word: LOWER for word in small if word.islower()},
        **lexicon.classes,
    }
    return Lexicon(classes, lexicon.forms, lexicon.weights)


def _register_abbreviations() -> frozenset[str]:
    """Abbreviations of the register, and the parts of those with a hyphen."""
    from geomap.recognition.actors.register import is_abbreviation, load_register

    return frozenset(
        part.lower()
        for name, _ in load_register().names
        if is_abbreviation(name)
        for part in name.split("-")
        if part.isalpha() and part.isupper() and len(part) > 1
    )
