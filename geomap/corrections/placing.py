"""The place that a correction gives: an entry of the gazetteer by id or name, or a point."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from geomap.gazetteer.answers.countries import country_named
from geomap.gazetteer.answers.exactness import offset_precision, precision_of
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.index import PlaceIndex
from geomap.model import CorrectedPlace, Geometry, LonLat, Place, Resolution

_METHOD = "correction"
_KNOWN_BY_NAME = frozenset({"name", "offset", "between", "both"})
"""Answers of `locate` in which the very name was found, and one place of it."""
_EXACT_KM = 2.5  # a point known to so many kilometres is that of a village
_LEAST_KM = 1.0  # nothing is known more exactly than to a village's extent
_LISTED = 4


class Unplaced(NamedTuple):
    """Why no place could be given, and what would be right."""

    what: str
    hint: str


class Places:
    """Finds places in the gazetteer, and where it has none in the places that theatres add.

    Parameters
    ----------
    index
        The gazetteer; kept as an attribute of that name.
    further
        Gives the theatres' places; asked only when a place is not found without them.
    """

    def __init__(self, index: PlaceIndex, further: Callable[[], Iterable[Place]]) -> None:
        self.index = index
        self._further = further
        self._wide: PlaceIndex | None = None

    def has_country(self, name: str) -> bool:
        """Whether there is a country of that code or name."""
        return country_named(self.index, name) is not None

    def entry(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        return self.index.place(place_id) or self._with_theatres().place(place_id)

    def by_id(self, place_id: str, radius_km: float | None = None) -> CorrectedPlace | None:
        """The place of that id, or None; ``radius_km`` says otherwise how exactly it is meant."""
        place = self.entry(place_id)
        if place is None:
            return None
        shape = self._shape(place)
        made = _corrected(place, precision_of(place), place.radius_km, shape)
        return _said_to_be_within(made, radius_km, is_point=shape is None)

    def by_name(
        self, name: str, country: str | None, admin1: str | None, radius_km: float | None = None
    ) -> CorrectedPlace | Unplaced:
        """The one place of that name, in the country and unit if they are given."""
        located = locate(self.index, name, country=country, admin1=admin1)
        if not _is_sure(located) and not located.tied:
            wider = locate(self._with_theatres(), name, country=country, admin1=admin1)
            located = wider if _is_sure(wider) else located
        place = located.place
        if place is None or located.caveats or not _is_sure(located):
            return _unplaced(name, located)
        shape = None if located.moved_to is not None else self._shape(place)
        where_prec = located.where_prec or precision_of(place)
        made = _corrected(place, where_prec, located.radius_km or 0.0, shape, located.moved_to)
        made = _said_to_be_within(made, radius_km, is_point=shape is None)
        return made if located.moved_to is None else replace(made, name=name)

    def _shape(self, place: Place) -> Geometry | None:
        return self.index.geometry(place.id) if place.has_geometry else None

    def _with_theatres(self) -> PlaceIndex:
        if self._wide is None:
            self._wide = self.index.with_places(self._further())
        return self._wide


def _corrected(
    place: Place, where_prec: int, radius_km: float, shape: Geometry | None, moved_to: LonLat | None = None
) -> CorrectedPlace:
    radius = max(radius_km, _LEAST_KM)
    return CorrectedPlace(
        name=place.name,
        where_prec=where_prec,
        radius_km=radius,
        geometry=shape or _point(moved_to or place.point),
        resolution=Resolution(place, _METHOD, where_prec, radius, 1.0, ("a correction names it",)),
    )


def _said_to_be_within(made: CorrectedPlace, radius_km: float | None, *, is_point: bool) -> CorrectedPlace:
    """The place, known to so many kilometres instead of what the gazetteer says."""
    if radius_km is None:
        return made
    where_prec = max(made.where_prec, _precision(radius_km)) if is_point else made.where_prec
    return replace(made, where_prec=where_prec, radius_km=radius_km)


def at_point(point: LonLat, radius_km: float, name: str | None) -> CorrectedPlace:
    """A bare point, known to so many kilometres."""
    label = name or f"{point.lat:g}, {point.lon:g}"
    return CorrectedPlace(label, _precision(radius_km), radius_km, _point(point))


def _precision(radius_km: float) -> int:
    """UCDP GED's precision code of a point that is known to so many kilometres."""
    return 1 if radius_km <= _EXACT_KM else offset_precision(radius_km)


def _is_sure(located: Located) -> bool:
    return located.place is not None and located.method in _KNOWN_BY_NAME and not located.tied


def _unplaced(name: str, located: Located) -> Unplaced:
    meant = located.tied or located.suggestions
    listed = ", ".join(told(candidate.place) for candidate in meant[:_LISTED])
    if located.tied:
        return Unplaced(f"{len(located.tied)} places are called {name!r}", f"give the id of one: {listed}")
    what = "; ".join(located.caveats) or f"the gazetteer has no place {name!r}"
    return Unplaced(what, f"perhaps {listed}" if listed else "give another name, an id, or lat and lon")


def told(place: Place) -> str:
    """A place by its id, for a message that says which could be meant."""
    unit = ", ".join(filter(None, (place.admin2_name or place.admin1_name, place.country)))
    return f"{place.id} ({place.name}{', ' if unit else ''}{unit})"


def _point(point: LonLat) -> Geometry:
    from shapely.geometry import Point

    return Geometry.from_shapely(Point(point.lon, point.lat))
