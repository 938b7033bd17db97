"""Which places of an extraction are sensitive, by all that they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.gazetteer.home import name_of_country
from geomap.gazetteer.names.fold import fold
from geomap.layers.blurring.grid import extent_of
from geomap.layers.blurring.listing import SensitivePlace
from geomap.layers.blurring.masking import Names
from geomap.model import CorrectedPlace, Extraction, IncidentPlace, Place, PlaceNames, Resolution

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

DEFAULT_KM = 25.0
"""To how many kilometres a sensitive place is blurred, if neither its line nor the map says more."""
WITHHELD = "place withheld"
"""What stands for its name, after the unit or country in which it lies."""


class Withheld:
    """The sensitive places of an extraction.

    Parameters
    ----------
    extraction
        In which they are looked for.
    sensitive
        What is asked for.
    index
        The gazetteer, which knows the names of places that are given by id; None if they are to
        be known from the extraction alone.

    Attributes
    ----------
    ids
        Ids of the places found, and those given.
    names
        All their names.
    """

    def __init__(
        self, extraction: Extraction, sensitive: Iterable[SensitivePlace], index: PlaceIndex | None = None
    ) -> None:
        self.asked = tuple(sensitive)
        self._documents = extraction.documents
        self._index = index
        self._own = {place.id: place for theatre in extraction.theatres for place in theatre.places}
        self._by_id: dict[str, list[SensitivePlace]] = {}
        self._by_name: dict[str, list[SensitivePlace]] = {}
        for each in self.asked:
            kind, key = (self._by_id, each.id) if each.is_id else (self._by_name, fold(each.name))
            kind.setdefault(key, []).append(each)
        self._called: dict[int, set[str]] = {}  # by identity: two lines may say the same
        for each in self.asked:
            self._called[id(each)] = set() if each.is_id else {each.name}
        self._placed: set[int] = set()
        if self.asked:
            self._gather(extraction)
        self.ids = frozenset(self._by_id)
        self.names = Names(name for names in self._called.values() for name in names)

    def __bool__(self) -> bool:
        return bool(self.asked)

    def holds(self, place: Place) -> bool:
        """Whether a place is one of them, or is called as one of them is."""
        return bool(self._entries(place)) or any(map(self.names.hits, (place.id, place.name)))

    def holds_id(self, place_id: str) -> bool:
        """Whether the place of an id is one of them, as far as the extraction or the gazetteer knows it."""
        place = self._known(place_id) if self.asked else None
        return place_id in self.ids or (place is not None and self.holds(place))

    def covers(self, place: IncidentPlace | CorrectedPlace) -> bool:
        """Whether something happened at one of them, as far as place, name and words tell."""
        words = (place.name, place.text) if isinstance(place, IncidentPlace) else (place.name,)
        return (place.resolution is not None and self.holds(place.resolution.place)) or any(
            map(self.names.hits, words)
        )

    def km_of(self, resolution: Resolution | None, *, least: float | None) -> float:
        """To how many kilometres a place is blurred: the largest of what is said, and ``least``."""
        entries = self._entries(resolution.place) if resolution is not None else []
        said = [each.km if each.km is not None else DEFAULT_KM for each in entries or self.asked]
        return max([*said, least or 0.0])

    def label_of(self, place: Place | None, country: str | None, km: float) -> str:
        """What stands for a place's name: 'Donetsk Oblast, place withheld'.

        The country is told where the unit's own name would tell the place's, or the unit is smaller
        than ``km`` kilometres; and nothing where the country's name would tell it.
        """
        nation = name_of_country(place.country if place is not None and place.country else country)
        told = self.unit_of(place, km) or (None if self.names.hits(nation) else nation)
        return f"{told}, {WITHHELD}" if told else WITHHELD

    def unit_of(self, place: Place | None, km: float) -> str | None:
        """Name of the first-level unit in which a place lies, if it may be told."""
        name = place.admin1_name if place is not None else None
        if place is None or name is None or name == place.name or self.names.hits(name):
            return None
        unit = f"adm1:{place.country}.{place.admin1}" if place.country and place.admin1 else None
        shape = self._index.geometry(unit) if self._index is not None and unit is not None else None
        return None if shape is not None and extent_of(shape, None).reach_km < km else name

    @cached_property
    def unmatched(self) -> tuple[SensitivePlace, ...]:
        """Those asked for that no place of the extraction is, and no document names."""
        return tuple(each for each in self.asked if id(each) not in self._placed and not self._is_named(each))

    def _is_named(self, each: SensitivePlace) -> bool:
        names = Names(self._called[id(each)])
        return any(
            names.hits(text)
            for document in self._documents
            for text in (document.text, document.title, document.source, document.url, document.id)
        )

    def _gather(self, extraction: Extraction) -> None:
        self._take_all_forms(extraction)
        for place_id, entries in list(self._by_id.items()):
            place = self._known(place_id)
            if place is not None:
                self._take_names(place, entries)
        places = list(_places(extraction))
        # Twice: the names that one mention has may be what tells another.
        for place in [*places, *places]:
            entries = self._entries(place)
            if entries:
                known = self._by_id.setdefault(place.id, [])
                known += [each for each in entries if each not in known]
                self._take_names(place, entries)
                self._placed |= {id(each) for each in entries}
        self._take_all_forms(extraction)
        for toponym in (t for toponyms in extraction.toponyms for t in toponyms):
            for each in self._entries(toponym.resolution.place) if toponym.resolution is not None else ():
                self._called[id(each)] |= {toponym.text, toponym.lemma or toponym.text}

    def _known(self, place_id: str) -> Place | None:
        own = self._own.get(place_id)
        return own if own is not None or self._index is None else self._index.place(place_id)

    def _take_all_forms(self, extraction: Extraction) -> None:
        for theatre in extraction.theatres:
            labels = dict(theatre.preferred_place_names)
            for names in theatre.place_names:
                self._take_forms(names, labels.get(names.place))

    def _take_forms(self, names: PlaceNames, label: str | None) -> None:
        """Take what a theatre's parties call a place."""
        forms = [form for _, owned in names.forms for form in owned]
        entries = [*self._by_id.get(names.place, ())]
        entries += [each for form in forms for each in self._by_name.get(fold(form), ())]
        if entries:
            self._by_id[names.place] = list(dict.fromkeys(entries))
            for each in entries:
                self._called[id(each)] |= {*forms, *([label] if label else [])}

    def _take_names(self, place: Place, entries: Iterable[SensitivePlace]) -> None:
        for each in entries:
            self._called[id(each)] |= {place.name, *place.names}

    def _entries(self, place: Place) -> list[SensitivePlace]:
        found = list(self._by_id.get(place.id, ()))
        for name in (place.name, *place.names) if self._by_name else ():
            found += self._by_name.get(fold(name), ())
        return found


def _places(extraction: Extraction) -> Iterator[Place]:
    """The places that something of the extraction is said to be at, or to mean."""
    for toponym in (t for toponyms in extraction.toponyms for t in toponyms):
        if toponym.resolution is not None:
            yield toponym.resolution.place
    for incident in (*extraction.incidents, *extraction.rejected):
        for told in (incident, *(account.incident for account in incident.accounts)):
            if told.place is not None and told.place.resolution is not None:
                yield told.place.resolution.place
    for outcome in extraction.corrections:
        corrected = outcome.correction.place
        if corrected is not None and corrected.resolution is not None:
            yield corrected.resolution.place
    for override in extraction.overrides:
        if override.override.place is not None:
            yield override.override.place
    for theatre in extraction.theatres:
        yield from theatre.places
