"""What is known of each language: its base forms, its words, and how cues lie to names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from geomap.recognition.languages.arabic import arabic, leads_cut
from geomap.recognition.languages.armenian import armenian
from geomap.recognition.languages.detection import OTHER
from geomap.recognition.languages.forms import Bases, Form, no_bases
from geomap.recognition.languages.lexicon import Lexicon, lexicon
from geomap.recognition.languages.romance import CONTRACTIONS
from geomap.recognition.languages.slavic import nouns_of, russian, ukrainian
from geomap.recognition.languages.turkic import azerbaijani, turkish


def _no_nouns(_: str) -> Sequence[Form]:
    return ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language, as far as names of places go.

    Parameters
    ----------
    code
        ISO 639-1, or 'other'.
    words
        Its lists of words.
    bases
        Base forms of a word as written.
    nouns
        The names that an adjective of a place (folded) may come from.
    cues_after
        Whether 'district' and 'near' stand after the name.
    caseless
        Whether its script has no capitals.
    each_word
        Whether every word of a name is inflected, not the last (or first) alone.
    articles
        Contractions with the article that each holds.
    surnames
        Endings of surnames.
    unjoined
        A folded word beside a name without what is written together with it (Arabic 'and').
    """

    code: str
    words: Lexicon
    bases: Bases = no_bases
    nouns: Callable[[str], Sequence[Form]] = _no_nouns
    cues_after: bool = False
    caseless: bool = False
    each_word: bool = False
    articles: tuple[tuple[str, str], ...] = ()
    surnames: tuple[str, ...] = ()
    unjoined: Callable[[str], Sequence[str]] | None = None


_SLAVIC_SURNAMES = tuple(
    "ов ев ин ский цкий енко ук юк ич ян швили дзе ський цький іч ова ева ина ская".split()
)
_TURKIC_SURNAMES = ("ov", "ev", "yev", "ova", "eva", "yeva", "zade", "oglu", "li", "lu")


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language as `detection.detect` names it; of English that of any other."""
    words = lexicon(language) if language in _KNOWN else lexicon(OTHER)
    match language:
        case "ru":
            return Grammar("ru", words, russian, nouns_of, each_word=True, surnames=_SLAVIC_SURNAMES)
        case "uk":
            return Grammar("uk", words, ukrainian, nouns_of, each_word=True, surnames=_SLAVIC_SURNAMES)
        case "az" | "tr":
            bases = azerbaijani if language == "az" else turkish
            return Grammar(language, words, bases, cues_after=True, surnames=_TURKIC_SURNAMES)
        case "hy":
            return Grammar("hy", words, armenian, cues_after=True, surnames=("յան", "յանը", "յանի", "յանին"))
        case "ar":
            return Grammar("ar", words, arabic, caseless=True, unjoined=leads_cut)
        case "fr" | "es":
            return Grammar(language, words, articles=tuple(CONTRACTIONS.items()))
        case _:
            return Grammar(OTHER, words)


_KNOWN = frozenset("ru uk az tr hy ar fr es".split())
