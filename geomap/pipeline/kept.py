"""What takes long to make and never changes, kept for the next call of the process.

A lexicon of all actors takes a twentieth of a second, a theatre's sectors as long again, and a
gazetteer that was just opened knows no answers yet: a program that extracts text by text would
spend most of its time there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geomap.model import Sector, Theatre

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.recognition.actors import ActorLexicon
    from geomap.recognition.names import NameFinder
    from geomap.recognition.tagging.field import FieldTagger

_MOST_THEATRES = 40
_MOST_GAZETTEERS = 2


@dataclass(frozen=True, slots=True)
class OfTheatre:
    """What a theatre adds to a gazetteer: its places and parties, and its sectors.

    Parameters
    ----------
    theatre
        The theatre, or None for what holds without any.
    index, finder
        The gazetteer with its places, and what finds their names.
    lexicon
        The actors with its parties.
    sectors
        Its sectors.
    """

    theatre: Theatre | None
    index: PlaceIndex
    finder: NameFinder
    lexicon: ActorLexicon
    sectors: tuple[Sector, ...]


class Kept:
    """What goes with one gazetteer; nothing in it tells of a text."""

    def __init__(self, base: PlaceIndex) -> None:
        self._base = base
        self._of_theatres: dict[str | None, OfTheatre] = {}

    @cached_property
    def lexicon(self) -> ActorLexicon:
        """All actors, without those of a theatre."""
        from geomap.recognition.actors import ActorLexicon

        return ActorLexicon.bundled(self._base)

    @cached_property
    def field_tagger(self) -> FieldTagger:
        """The bundled tagger."""
        from geomap.recognition.tagging.field import FieldTagger

        return FieldTagger(self._base)

    def of(self, theatre: Theatre | None) -> OfTheatre:
        """What goes with a theatre, or with none."""
        key = theatre.id if theatre is not None else None
        known = self._of_theatres.get(key)
        # Another theatre of the same id is another theatre: one that is being written, say.
        if known is None or known.theatre != theatre:
            if len(self._of_theatres) >= _MOST_THEATRES:
                self._of_theatres.clear()
            known = self._of_theatres[key] = self._make(theatre)
        return known

    def _make(self, theatre: Theatre | None) -> OfTheatre:
        from geomap.recognition.names import NameFinder
        from geomap.theatres import make_sectors

        if theatre is None:
            return OfTheatre(None, self._base, NameFinder(self._base), self.lexicon, ())
        index = self._base.with_places(theatre.places) if theatre.places else self._base
        return OfTheatre(
            theatre,
            index,
            NameFinder(index),
            self.lexicon.with_parties(theatre.parties) if theatre.parties else self.lexicon,
            tuple(make_sectors(theatre)),
        )


@lru_cache(maxsize=_MOST_GAZETTEERS)
def kept_for(base: PlaceIndex) -> Kept:
    """What is kept for a gazetteer."""
    return Kept(base)
