"""The gazetteer behind geopy's face: usable wherever a geopy geocoder is.

geopy's conventions hold: ``geocode`` and ``reverse`` give a `geopy.location.Location`, a list of
them with ``exactly_one=False``, and None if nothing is found; latitude comes first; errors are
geopy's. Nothing is asked of any host. Importing this module imports geopy (0.1 s).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.errors import RecordError, UsageError
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.reverse import Surroundings, reverse
from geomap.gazetteer.search import precision_of, search
from geomap.model.geometry import LonLat

if TYPE_CHECKING:
    from geomap.model.place import Candidate, Place

_REJECTED = 5


class Gazetteer(Geocoder):  # type: ignore[misc]
    """An offline geopy geocoder over the bundled gazetteer.

    Parameters
    ----------
    index
        The gazetteer to ask; the bundled one if None.
    timeout
        For geopy's sake; nothing here waits.

    Examples
    --------
    >>> from geomap import Gazetteer
    >>> geocoder = Gazetteer()
    >>> geocoder.geocode("Tartar district").raw["where_prec"]
    4
    >>> geocoder.reverse((40.34, 46.93)).raw["admin1"]
    'Tartar District'
    """

    def __init__(self, index: PlaceIndex | None = None, *, timeout: Any = DEFAULT_SENTINEL) -> None:
        super().__init__(scheme="https", timeout=timeout)
        self.index = PlaceIndex.bundled() if index is None else index

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country: str | None = None,
        admin1: str | None = None,
        admin2: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (geopy's signature)
    ) -> Location | list[Location] | None:
        """Find a place by its name.

        Parameters
        ----------
        query
            A name; also with what it lies in ('Barda, Azerbaijan').
        exactly_one
            One location, or a list.
        limit
            At most so many; all if None.
        country, admin1, admin2
            Country (ISO code or name) and units that it lies in.
        timeout
            Without effect.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is empty or no text, or there is no such country.
        """
        if not isinstance(query, str) or not query.strip():
            raise GeocoderQueryError(f"query {query!r}: a place name is needed")
        if limit is not None and limit < 1:
            raise GeocoderQueryError(f"limit {limit}: 1 or more is needed")
        try:
            found = search(self.index, query, country=country, admin1=admin1, admin2=admin2)
        except UsageError as error:
            raise GeocoderQueryError(str(error)) from error
        locations = [
            _location(candidate, [c for c in found if c is not candidate][:_REJECTED])
            for candidate in found[: 1 if exactly_one else limit]
        ]
        return _answer(locations, exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (geopy's signature)
    ) -> Location | list[Location] | None:
        """Say what lies at a point: the nearest populated place and the units around it.

        Parameters
        ----------
        query
            A geopy ``Point``, a (latitude, longitude) pair or text such as '40.34, 46.93'.
        exactly_one
            One location, or a list of one.
        timeout
            Without effect.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is no point on the Earth.
        """
        try:
            point = query if isinstance(query, Point) else Point(query)
            where = LonLat(point.longitude, point.latitude)
        except (TypeError, ValueError, RecordError) as error:
            raise GeocoderQueryError(f"query {query!r} is no point: {error}") from error
        around = reverse(self.index, where)
        if around.country is None and around.nearest is None:
            return None
        return _answer([_surroundings(around)], exactly_one)

    def _call_geocoder(self, url: str, callback: Any, **_: Any) -> Any:  # noqa: ARG002 (geopy's signature)
        # Whoever calls geopy's own transport through this class must learn that there is none.
        raise GeocoderUnavailable("the geomap gazetteer asks no host")


def _answer(locations: Sequence[Location], exactly_one: bool) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations)


def _address(place: Place) -> str:
    unit = place.admin1_name if place.admin1_name != place.name else None
    return ", ".join(part for part in (place.name, unit, place.country) if part)


def _location(candidate: Candidate, rejected: Sequence[Candidate]) -> Location:
    place = candidate.place
    raw = {
        "place_id": place.id,
        "name": place.name,
        "matched": candidate.name,
        "name_kind": candidate.name_kind,
        "country": place.country,
        "admin1": place.admin1_name,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "population": place.population,
        "names": list(place.names),
        "where_prec": precision_of(place),
        "radius_km": place.radius_km,
        "method": candidate.reasons[0] if candidate.reasons else candidate.name_kind,
        "score": candidate.score,
        "rejected": [
            {"place_id": c.place.id, "name": c.place.name, "country": c.place.country, "score": c.score}
            for c in rejected
        ],
        "source": place.source,
    }
    return Location(_address(place), (place.point.lat, place.point.lon), raw)


def _surroundings(around: Surroundings) -> Location:
    nearest = around.nearest
    raw = {
        "country": around.country.country if around.country else None,
        "country_name": around.country.name if around.country else None,
        "admin1": around.unit.name if around.unit else None,
        "admin1_id": around.unit.id if around.unit else None,
        "place_id": nearest.id if nearest else None,
        "name": nearest.name if nearest else None,
        "distance_km": around.distance_km,
        "direction": around.direction,
        "description": str(around),
    }
    point = nearest.point if nearest else around.point
    return Location(str(around), (point.lat, point.lon), raw)
