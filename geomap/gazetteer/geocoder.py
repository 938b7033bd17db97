"""The gazetteer behind geopy's face: usable wherever a geopy geocoder is.

geopy's conventions hold: ``geocode`` and ``reverse`` give a `geopy.location.Location`, a list of
them with ``exactly_one=False``, and None if nothing is found; latitude comes first; errors are
geopy's; with an asynchronous adapter both give awaitables. Nothing is asked of any host. Importing
this module imports geopy (0.1 s).
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeAlias

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.errors import RecordError, UsageError
from geomap.gazetteer.answers.countries import find_country
from geomap.gazetteer.answers.geocoded import candidate_location, located_location, surrounding_locations
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.answers.search import search
from geomap.gazetteer.ground.reverse import reverse
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.languages import check_language
from geomap.model.geometry import LonLat

_NAMES = ("amenity", "city", "town", "village", "hamlet", "suburb")
_UNITS = {"county": "admin2", "district": "admin2", "admin2": "admin2", "state": "admin1", "admin1": "admin1",
          "country": "country"}  # fmt: skip
_WITHOUT_EFFECT = ("street", "postalcode")

Answer: TypeAlias = Location | list[Location] | None


class Gazetteer(Geocoder):  # type: ignore[misc]
    """An offline geopy geocoder over the gazetteer.

    Parameters
    ----------
    index
        The gazetteer to ask; if None, the bundled one with the user's overlays.
    timeout, adapter_factory
        For geopy's sake; nothing here waits. With an asynchronous adapter the methods give
        awaitables, as geopy's own geocoders do.

    Examples
    --------
    >>> from geomap import Gazetteer
    >>> geocoder = Gazetteer()
    >>> geocoder.geocode("Tartar district").raw["where_prec"]
    4
    >>> geocoder.reverse((40.34, 46.93)).raw["admin1"]
    'Tartar District'
    """

    def __init__(
        self, index: PlaceIndex | None = None, *, timeout: Any = DEFAULT_SENTINEL, adapter_factory: Any = None
    ) -> None:
        super().__init__(scheme="https", timeout=timeout, adapter_factory=adapter_factory)
        self.index = PlaceIndex.installed() if index is None else index

    def __reduce__(self) -> tuple[Any, ...]:
        # An adapter holds connections, which do not travel; none is ever used.
        return Gazetteer, (self.index,)

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country: str | None = None,
        admin1: str | None = None,
        admin2: str | None = None,
        language: str = "en",
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (geopy's signature)
    ) -> Answer | Awaitable[Answer]:
        """Find a place by its name.

        Parameters
        ----------
        query
            A name; also with what it lies in ('Barda, Azerbaijan') and what tables write around it
            ('near Barda'). Or, as geopy's Nominatim has it, a mapping with the keys city (town,
            village, hamlet, suburb, amenity), county, state and country; of these the smallest
            is what is looked for. street and postalcode are without effect.
        exactly_one
            One location: the place meant, or where nothing tells several apart, or its name is not
            known, the smallest unit that holds it; ``raw["method"]`` and ``raw["where_prec"]`` tell
            which. Else a list of all places that the name may mean.
        limit
            At most so many; all if None.
        country, admin1, admin2
            Country (ISO code or name) and units that it lies in.
        language
            ISO 639 code of the language, or ISO 15924 code of the script, of the address' first
            part. Names are told by script and letters (`languages`); the English label if there is none.
        timeout
            Without effect.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None if the name is not known and no unit was given, or if it is that of several
            places in different countries which nothing tells apart. A country alone is no answer.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is empty or of no form that is known, or there is no such country or language.
        """
        if limit is not None and limit < 1:
            raise GeocoderQueryError(f"limit {limit}: 1 or more is needed")
        name, given = _asked(query)
        within = {
            "country": country or given.get("country"),
            "admin1": admin1 or given.get("admin1"),
            "admin2": admin2 or given.get("admin2"),
        }
        try:
            if not name:
                # Only a country is asked for, perhaps by its code, which is no place's name.
                name = find_country(self.index, given["country"]).name
            code = check_language(language)
            if within["country"]:
                find_country(self.index, within["country"])
            answer = (
                self._located(name, within, code) if exactly_one else self._listed(name, within, code, limit)
            )
        except UsageError as error:
            raise GeocoderQueryError(str(error)) from error
        return self._given(answer)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        language: str = "en",
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (geopy's signature)
    ) -> Answer | Awaitable[Answer]:
        """Say what lies at a point: the nearest populated place and the units around it.

        Parameters
        ----------
        query
            A geopy ``Point``, a (latitude, longitude) pair or text such as '40.34, 46.93'.
        exactly_one
            One location, whose address is such as '12 km NE of Tartar, Tartar District,
            Azerbaijan'. Else a list: that one, then the second-level unit (where the gazetteer knows
            it), the first-level unit and the country, each with its own point.
        language
            Of the names of the units in the list, as with `geocode`.
        timeout
            Without effect.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is no point on the Earth, or there is no such language.
        """
        if query is None:
            # An empty cell; geopy's Point would make the Gulf of Guinea of it.
            raise GeocoderQueryError("query None is no point: latitude and longitude are needed")
        try:
            point = query if isinstance(query, Point) else Point(query)
            where = LonLat(point.longitude, point.latitude)
            code = check_language(language)
        except UsageError as error:
            raise GeocoderQueryError(str(error)) from error
        except (TypeError, ValueError, RecordError) as error:
            raise GeocoderQueryError(f"query {query!r} is no point: {error}") from error
        found = surrounding_locations(self.index, reverse(self.index, where), code)
        return self._given(_one_or_all(found, exactly_one))

    def _located(self, name: str, within: Mapping[str, str | None], language: str) -> Location | None:
        located = locate(self.index, name, overriding=None, **within)
        if located.place is None or located.method == "country":
            return None
        return located_location(located, located.place, language)

    def _listed(
        self, name: str, within: Mapping[str, str | None], language: str, limit: int | None
    ) -> list[Location] | None:
        found = search(self.index, name, **within)
        if not found:
            above = self._located(name, within, language)
            return None if above is None else [above]
        return [candidate_location(c, language) for c in found[:limit]]

    def _given(self, answer: Answer) -> Answer | Awaitable[Answer]:
        """The answer, or with an asynchronous adapter something to await it from."""
        return _awaited(answer) if isinstance(self.adapter, BaseAsyncAdapter) else answer

    def _call_geocoder(self, url: str, callback: Any, **_: Any) -> Any:  # noqa: ARG002 (geopy's signature)
        # Whoever calls geopy's own transport through this class must learn that there is none.
        raise GeocoderUnavailable("the geomap gazetteer asks no host")


async def _awaited(answer: Answer) -> Answer:
    return answer


def _one_or_all(locations: Sequence[Location], exactly_one: bool) -> Answer:
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations)


def _asked(query: str | Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The name in a query, and what it says the place to lie in; no name if that is a country alone."""
    if isinstance(query, str) and query.strip():
        return query, {}
    if not isinstance(query, Mapping) or not query:
        raise GeocoderQueryError(f"query {query!r}: a place name, or a mapping with one, is needed")
    unknown = [key for key in query if key not in {*_NAMES, *_UNITS, *_WITHOUT_EFFECT}]
    if unknown:
        known = ", ".join([*_NAMES, *_UNITS, *_WITHOUT_EFFECT])
        raise GeocoderQueryError(f"query: no key {unknown[0]!r}; there are {known}")
    given = {key: str(value).strip() for key, value in query.items() if value}
    names = [given[key] for key in _NAMES if given.get(key)]
    units = {_UNITS[key]: given[key] for key in _UNITS if given.get(key)}
    if not names:
        smallest = next((level for level in ("admin2", "admin1", "country") if level in units), None)
        if smallest is None:
            raise GeocoderQueryError(f"query {dict(query)!r}: none of its keys names a place")
        names = [units.pop(smallest) if smallest != "country" else ""]
    return names[0], units
