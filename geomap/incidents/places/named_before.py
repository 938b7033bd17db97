"""Places that a document named before, latest first, and the latest of a kind: 'the region', 'the city'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from geomap.incidents import lexicon
from geomap.incidents.places.place_fitness import WHOLE_COUNTRY
from geomap.model import Role, Toponym

_WORKS = frozenset({"dam", "bridge", "airport", "plant", "base"})
"""What is taken up only where its name has the noun: 'the dam' after 'the Kakhovka dam'."""
_JUST_NAMED = 160
"""Characters within which the last place of a kind is meant, whatever others were called."""


@dataclass(slots=True)
class _Latest:
    """The last place of a kind, and the last that was called so, among so many places."""

    seen: int = 0
    fitting: Toponym | None = None
    called: Toponym | None = None


@dataclass(slots=True)
class NamedBefore:
    """The places of the sentences read so far, in the order of the text.

    Looked through once for each noun, however often the text says 'the city'.
    """

    places: list[Toponym] = field(default_factory=list)
    _latest: dict[str, _Latest] = field(default_factory=dict)

    def add(self, places: Iterable[Toponym]) -> None:
        """Keep the places of a sentence that has been read."""
        self.places.extend(places)

    def of_kind(self, noun: str) -> tuple[Toponym | None, Toponym | None]:
        """The last place that a noun fits, and the last of these that was called so."""
        latest = self._latest.setdefault(noun, _Latest())
        for number in range(latest.seen, len(self.places)):
            place = self.places[number]
            if _fits(noun, place):
                latest.fitting = place
                latest.called = place if place.cue == noun else latest.called
        latest.seen = len(self.places)
        return latest.fitting, latest.called


@dataclass(frozen=True, slots=True)
class Known:
    """The places named before a word: those of the sentences before, and in front of it in its own.

    Parameters
    ----------
    before
        Those of the sentences before.
    here
        Those of the sentence, in the order of the text.
    """

    before: NamedBefore = field(default_factory=NamedBefore)
    here: Sequence[Toponym] = ()

    def latest_first(self) -> Iterator[Toponym]:
        """All of them."""
        return chain(reversed(self.here), reversed(self.before.places))

    def just_named(self, offset: int) -> Toponym | None:
        """The last ground named shortly before a character."""
        for place in self.latest_first():
            if offset - place.start >= _JUST_NAMED:
                return None
            if _is_ground(place):
                return place
        return None

    def of_kind(self, noun: str, offset: int) -> Toponym | None:
        """The last place that a noun fits, one so called first, but before it one just named."""
        here = [p for p in reversed(self.here) if p.start <= offset and _fits(noun, p)]
        fitting, called = self.before.of_kind(noun)
        latest = here[0] if here else fitting
        if latest is None or offset - latest.start < _JUST_NAMED:
            return latest
        return next((p for p in here if p.cue == noun), called) or latest


def _is_ground(toponym: Toponym) -> bool:
    resolution = toponym.resolution
    return toponym.role is Role.PLACE and (resolution is None or resolution.where_prec < WHOLE_COUNTRY)


def _fits(noun: str, toponym: Toponym) -> bool:
    """Whether a place is of the kind that a noun names."""
    resolution = toponym.resolution
    if resolution is None or toponym.role is not Role.PLACE:
        return False
    place = resolution.place
    if noun in _WORKS:
        return noun in f"{toponym.text} {toponym.cue or ''} {place.name}".lower()
    if noun not in lexicon.words("area_nouns"):
        return place.feature_class == "P"
    if toponym.cue in lexicon.words("area_nouns") and toponym.cue != noun:
        return False
    region = place.feature_class in {"A", "L", "T"} and resolution.where_prec < WHOLE_COUNTRY
    unit = place.feature_code.startswith(("ADM", "RGN"))
    return region and (unit or noun not in {"province", "district"})
