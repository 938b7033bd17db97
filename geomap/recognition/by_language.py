"""Each text by the recogniser for its language: the tagger knows English only."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from geomap.model import ActorMention, Document, Toponym
from geomap.recognition.languages.detection import ENGLISH, detect
from geomap.recognition.languages.recognising import LexiconRecogniser
from geomap.recognition.names import Names
from geomap.recognition.toponyms import Recogniser


class LanguageRecogniser:
    """English by one recogniser, all other languages by the lexicon.

    Parameters
    ----------
    english
        Recognises texts in English, and those that tell no language.
    index
        The gazetteer for the others.
    given
        Folded names that the user says are places', for the others.
    """

    def __init__(self, english: Recogniser, index: Names, given: Set[str] = frozenset()) -> None:
        self._english = english
        self._others = LexiconRecogniser(index, given)

    def recognise(self, document: Document, actors: Sequence[ActorMention] = ()) -> tuple[Toponym, ...]:
        """The toponyms of ``document``, see `geomap.recognition.toponyms.Recogniser`."""
        recogniser: Recogniser = self._english if language_of(document.text) == ENGLISH else self._others
        return recogniser.recognise(document, actors)


@lru_cache(maxsize=512)
def language_of(text: str) -> str:
    """The language of a text, see `geomap.recognition.languages.detection.detect`; asked several times."""
    return detect(text)
