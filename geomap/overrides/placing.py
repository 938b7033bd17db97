"""The place that a row of overrides gives: an entry of the gazetteer by its id, a point, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.corrections.placing import Places, told
from geomap.gazetteer.answers.countries import country_named
from geomap.gazetteer.names.fold import fold
from geomap.model import OVERRIDE, LonLat, Place
from geomap.overrides.listing import Row

NO_PLACE = "none"
"""What stands for the place of a name that is no place."""

_WIDEST_KM = 3000.0  # of a place that is still one on a map
_VILLAGE_KM = 1.0
_LISTED = 3
_POINT = ("lat", "lon", "radius_km", "label", "country")


@dataclass(frozen=True, slots=True)
class Given:
    """What a row says of a name's place; ``place`` is None for ``none``."""

    place: Place | None


class Placing:
    """Makes places of rows, or notes what is wrong with them; ``known`` has what ids mean."""

    def __init__(self, known: Places) -> None:
        self._known = known
        self._index = known.index
        self._made: dict[str, Place] = {}

    def of(self, row: Row, name: str) -> Given | None:
        """What the row says of the place of ``name``, or None where something is wrong with it."""
        known = row.faulty
        place = row.text("place", wanted='"an id of the gazetteer, or none"')
        lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
        radius_km = row.number("radius_km", 0, _WIDEST_KM)
        label, country = row.words("label"), self._country(row)
        if row.faulty > known:
            return None
        others = [key for key in _POINT if key in row]
        if place is not None and others:
            listed = " and ".join(others)
            row.fault(f"{row.label} has both a place and {listed}", "one or the other is needed", "place")
            return None
        if place is not None:
            return self._by_id(row, place)
        if lat is None or lon is None:
            missing = "no place" if lat is lon else f"no {'lat' if lat is None else 'lon'}"
            row.fault(f"{row.label} has {missing}", f"an id, {NO_PLACE}, or both lat and lon are needed")
            return None
        point = LonLat(lon, lat)
        around, unit = self._index.containing(point)
        here = around.country if around is not None else None
        if country is not None and here != country and self._swapped_is_in(country, point):
            row.fault(
                f"the point of {row.label} lies in {here or 'no country'}, not in {country}",
                f"swapped, lat {lon:g} and lon {lat:g} would lie there",
                "lat",
            )
            return None
        country = country or here
        inside = unit if unit is not None and unit.country == country else None
        return Given(
            self._numbered(
                Place(
                    id=f"{OVERRIDE}:{fold(name)}",
                    name=label or name,
                    point=point,
                    feature_class="P",
                    feature_code="PPL",
                    country=country,
                    admin1=inside.admin1 if inside else None,
                    admin1_name=inside.name if inside else None,
                    radius_km=_VILLAGE_KM if radius_km is None else radius_km,
                    names=() if label is None else (name,),
                    source=OVERRIDE,
                )
            )
        )

    def _country(self, row: Row) -> str | None:
        """The code of the country that the row names."""
        named = row.text("country", wanted='"AZ"')
        found = None if named is None else country_named(self._index, named)
        if named is not None and found is None:
            hint = "an ISO code or an English name is needed"
            row.fault(f"country of {row.label} is {named!r}", hint, "country")
        return None if found is None else found.iso2

    def _swapped_is_in(self, country: str, point: LonLat) -> bool:
        """Whether the point would lie in the country if its latitude were its longitude."""
        if abs(point.lon) > 90:
            return False
        around, _ = self._index.containing(LonLat(lon=point.lat, lat=point.lon))
        return around is not None and around.country == country

    def _numbered(self, place: Place) -> Place:
        """The place, with a number if another point has its name: each is a place of its own."""
        made, number = place, 1
        while self._made.setdefault(made.id, made) != made:
            number += 1
            made = replace(place, id=f"{place.id}-{number}")
        return made

    def _by_id(self, row: Row, given: str) -> Given | None:
        if given.casefold() == NO_PLACE:
            return Given(None)
        place = self._known.entry(given)
        if place is not None:
            return Given(place)
        numbered = self._index.place(f"geonames:{given}") if given.isdigit() else None
        likely = [numbered] if numbered else [c.place for c in self._index.lookup(given)[:_LISTED]]
        listed = ", ".join(map(told, likely))
        hint = f"perhaps {listed}" if listed else "'geomap geocode NAME' shows ids; or give lat and lon"
        row.fault(f"place of {row.label}: there is no id {given!r}", hint, "place")
        return None


def _degrees(row: Row, key: str, most: float) -> float | None:
    """A coordinate; where a latitude can only be the longitude, the fault says so."""
    value, other = row.values.get("lat"), row.values.get("lon")
    if key == "lat" and _within(value, 180) and not _within(value, 90) and _within(other, 90):
        row.number(key, -180, 180)
        row.fault(
            f"lat of {row.label} is {value}, lon {other}",
            "a latitude from -90 to 90 is needed; the two look swapped",
            key,
        )
        return None
    return row.number(key, -most, most)


def _within(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
