"""What the stages are given: gazetteer, actors, recogniser, theatre and its sectors."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import ActorMention, Document, Recognition, Role, Sector, Theatre, Toponym
from geomap.pipeline.kept import kept_for

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.recognition.actors import ActorLexicon
    from geomap.recognition.tagging.batches import TextTagger
    from geomap.recognition.tagging.spans import Tagger
    from geomap.recognition.toponyms import Recogniser

MODEL = "model"
RULES = "rules"
#: What `Recognition.recogniser` tells of the bundled model, and of other languages' recogniser.
NEWS_EN, LEXICON = "news-en", "lexicon"


_MOST_SETTINGS = 100


@dataclass(frozen=True, slots=True)
class Setting:
    """What the stages are given for the documents of one theatre, or of none."""

    theatre: Theatre | None
    index: PlaceIndex
    lexicon: ActorLexicon
    recogniser: Recogniser
    sectors: tuple[Sector, ...]

    def recognise(self, document: Document) -> tuple[tuple[ActorMention, ...], tuple[Toponym, ...]]:
        """Find actors and toponyms; these are not resolved yet."""
        from geomap.recognition.actors import find_actors

        actors = find_actors(document.text, self.lexicon)
        return actors, self.recogniser.recognise(document, actors)

    def actors_among(
        self, document: Document, actors: tuple[ActorMention, ...], resolved: Iterable[Toponym]
    ) -> tuple[ActorMention, ...]:
        """The actors once it is known where the places lie: 'RSF' counts in a text of Omdurman."""
        from geomap.recognition.actors import find_actors_anew, needs_countries

        places = (t.resolution.place for t in resolved if t.role is Role.PLACE and t.resolution is not None)
        countries = {place.country for place in places if place.country is not None}
        if not countries or not needs_countries(document.text, self.lexicon):
            return actors
        return find_actors_anew(document.text, self.lexicon, countries, actors)


class Settings:
    """Settings made when first asked for, over one gazetteer and one tagger.

    Parameters
    ----------
    base
        The gazetteer.
    recogniser
        ``model`` (the bundled one), ``rules`` (none: gazetteer and rules alone), the name of
        another ('spacy:NAME', see docs/how-to/recognisers.md), or a tagger.
    """

    def __init__(self, base: PlaceIndex, recogniser: str | Tagger = MODEL) -> None:
        self._kept = kept_for(base)
        self._recogniser = recogniser
        self._tagger = make_tagger(base, recogniser)
        self._made: dict[tuple[str | None, Set[str]], Setting] = {}

    def ahead(self, documents: Iterable[Document]) -> None:
        """Tag documents together, which is faster than one by one."""
        if self._tagger is not None:
            texts = [document.text for document in documents]
            self._tagger.ahead(t for t in texts if is_tagged(t, self._recogniser))

    def of(self, theatre: Theatre | None, given: Set[str] = frozenset()) -> Setting:
        """Give the setting of a theatre, or of none; ``given`` are names that the user says are places'."""
        key = theatre.id if theatre is not None else None, given
        if key not in self._made:
            if len(self._made) >= _MOST_SETTINGS:
                self._made.clear()
            self._made[key] = self._make(theatre, given)
        return self._made[key]

    def _make(self, own: Theatre | None, given: Set[str]) -> Setting:
        from geomap.recognition.by_language import LanguageRecogniser
        from geomap.recognition.toponyms import ToponymRecogniser

        kept = self._kept.of(own)
        english = ToponymRecogniser(kept.index, self._tagger, kept.finder, given)
        return Setting(
            theatre=own,
            index=kept.index,
            lexicon=kept.lexicon,
            recogniser=LanguageRecogniser(english, kept.index, given)
            if is_own(self._recogniser)
            else english,
            sectors=kept.sectors,
        )


def is_own(recogniser: str | Tagger) -> bool:
    """Whether it is one of geomap's, which know English only; one plugged in gets every text."""
    return recogniser in {MODEL, RULES} if isinstance(recogniser, str) else False


def is_tagged(text: str, recogniser: str | Tagger) -> bool:
    """Whether a text is one for the tagger."""
    from geomap.recognition.by_language import language_of
    from geomap.recognition.languages.detection import ENGLISH

    return not is_own(recogniser) or language_of(text) == ENGLISH


def recognition_of(text: str, recogniser: str | Tagger = MODEL) -> Recognition:
    """By what the toponyms of a text are found."""
    from geomap.recognition.by_language import language_of

    language = language_of(text)
    if not isinstance(recogniser, str):
        return Recognition(language, type(recogniser).__name__, trained=True)
    if not is_own(recogniser):
        return Recognition(language, recogniser, trained=True)
    if not is_tagged(text, recogniser):
        return Recognition(language, LEXICON, trained=False)
    return Recognition(language, NEWS_EN if recogniser == MODEL else RULES, trained=recogniser == MODEL)


def make_tagger(index: PlaceIndex, recogniser: str | Tagger) -> TextTagger | None:
    """The tagger that a recogniser's name stands for; None for rules alone.

    Raises
    ------
    UsageError
        If there is no such recogniser.
    MissingExtraError, ModelError
        If it needs a package that is not installed, or its model cannot be used.
    """
    from geomap.recognition.tagging.batches import TextTagger

    if not isinstance(recogniser, str):
        from geomap.recognition.tagging.plugins import checked

        return TextTagger(index, checked(recogniser))
    if recogniser == RULES:
        return None
    if recogniser == MODEL:
        return TextTagger(index, kept_for(index).field_tagger)
    from geomap.recognition.tagging.plugins import load_tagger

    return TextTagger(index, load_tagger(recogniser, besides=(MODEL, RULES)))
