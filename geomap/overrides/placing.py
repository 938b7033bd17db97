"""The place that a row of overrides gives: an entry of the gazetteer by its id, a point, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.corrections.placing import Places, told
from geomap.gazetteer.answers.countries import country_named
from geomap.gazetteer.names.fold import fold
from geomap.model import LonLat, Place
from geomap.overrides.listing import Row

NO_PLACE = "none"
"""What stands for the place of a name that is no place."""

_WIDEST_KM = 3000.0  # of a place that is still one on a map
_VILLAGE_KM = 1.0
_LISTED = 3
_POINT_ONLY = ("radius_km", "label", "country")


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
        radius = row.number("radius_km", 0, _WIDEST_KM)
        label, country = row.words("label"), row.text("country", wanted='"AZ"')
        if row.faulty > known:
            return None
        if "place" in row:
            others = [key for key in ("lat", "lon", *_POINT_ONLY) if key in row]
            if others:
                listed = " and ".join(others)
                row.fault(f"{row.label} has both a place and {listed}", "one or the other is needed", "place")
                return None
            return self._by_id(row, place or "")
        if lat is None or lon is None:
            missing = "no place" if lat is lon else f"no {'lat' if lat is None else 'lon'}"
            row.fault(
                f"{row.label} has {missing}",
                f"an id of the gazetteer or {NO_PLACE}, or lat and lon, is needed",
            )
            return None
        iso2 = None
        if country is not None:
            found = country_named(self._index, country)
            if found is None:
                hint = "an ISO code or an English name is needed"
                row.fault(f"country of {row.label} is {country!r}", hint, "country")
                return None
            iso2 = found.iso2
        return self._at(row, name, label, LonLat(lon, lat), _VILLAGE_KM if radius is None else radius, iso2)

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

    def _at(
        self, row: Row, name: str, label: str | None, point: LonLat, radius_km: float, iso2: str | None
    ) -> Given | None:
        around, unit = self._index.containing(point)
        here = around.country if around is not None else None
        if iso2 is not None and here != iso2 and self._lies_in(iso2, point.lat, point.lon):
            row.fault(
                f"the point of {row.label} lies in {here or 'no country'}, not in {iso2}",
                f"swapped, lat {point.lon:g} and lon {point.lat:g} would lie there",
                "lat",
            )
            return None
        country = iso2 or here
        inside = unit if unit is not None and unit.country == country else None
        base = f"override:{fold(name)}"
        place = Place(
            id=base,
            name=label or name,
            point=point,
            feature_class="P",
            feature_code="PPL",
            country=country,
            admin1=inside.admin1 if inside else None,
            admin1_name=inside.name if inside else None,
            radius_km=radius_km,
            names=() if label is None else (name,),
            source="override",
        )
        # The places of one name in several contexts are as many places.
        number = 1
        while self._made.setdefault(place.id, place) != place:
            number += 1
            place = replace(place, id=f"{base}-{number}")
        return Given(place)

    def _lies_in(self, iso2: str, lon: float, lat: float) -> bool:
        if not -90 <= lat <= 90:
            return False
        around, _ = self._index.containing(LonLat(lon, lat))
        return around is not None and around.country == iso2


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
