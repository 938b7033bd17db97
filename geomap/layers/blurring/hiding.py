"""What is told in the place of a sensitive place: a name after its unit, and a cell of the grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geomap.layers.blurring.grid import Extent, extent_of, point_of, snapped
from geomap.layers.blurring.withholding import WITHHELD, Withheld
from geomap.model import CorrectedPlace, Incident, IncidentPlace, Place, Resolution

BLURRED: Final = "blurred"
"""What `Resolution.method` calls a place that is known more exactly than it is told."""

NEAR_PREC: Final = 2
"""UCDP GED's code of what lies around a place: nothing that is blurred is told as more exact."""


class Hiding:
    """Makes what stands in the place of a sensitive place.

    Parameters
    ----------
    withheld
        The sensitive places.
    km
        To how many kilometres all other places are blurred; None if they are not.
    """

    def __init__(self, withheld: Withheld, km: float | None) -> None:
        self._withheld = withheld
        self._km = km

    def resolution(self, resolution: Resolution, country: str | None) -> Resolution:
        """A resolution to a place that is called after its unit and lies in a cell of the grid."""
        place = resolution.place
        km = self._km_of(resolution)
        around = snapped(Extent(place.point, place.radius_km), km)
        label = self._withheld.label_of(place, country, km)
        unit = self._withheld.unit_of(place, km)
        hidden = Place(
            id=f"withheld:{label.removesuffix(WITHHELD).strip(' ,')}",
            name=label,
            point=around.middle,
            feature_class=place.feature_class,
            feature_code=place.feature_class,
            country=place.country,
            admin1=place.admin1 if unit else None,
            admin1_name=unit,
            radius_km=around.reach_km,
        )
        where_prec = max(NEAR_PREC, resolution.where_prec)
        return Resolution(hidden, BLURRED, where_prec, around.reach_km, round(resolution.score, 1))

    def place(self, incident: Incident, place: IncidentPlace) -> IncidentPlace:
        """The place of an incident, of which only that grid and that unit are told."""
        resolution, km = place.resolution, self._km_of(place.resolution)
        entry = resolution.place if resolution is not None else None
        made = IncidentPlace(
            text="",
            start=incident.start,
            end=incident.end,
            name=self._withheld.label_of(entry, incident.country, km),
            withheld=True,
        )
        if resolution is not None:
            made = replace(made, resolution=self.resolution(resolution, incident.country))
        if place.geometry is None:
            return made
        around = snapped(extent_of(place.geometry, place.radius_km), km)
        if made.resolution is not None:
            at = replace(made.resolution.place, point=around.middle, radius_km=around.reach_km)
            made = replace(made, resolution=replace(made.resolution, place=at, radius_km=around.reach_km))
        return replace(
            made,
            where_prec=max(NEAR_PREC, place.where_prec or 0),
            radius_km=around.reach_km,
            geometry=point_of(around.middle),
            blurred_km=km,
        )

    def corrected(self, place: CorrectedPlace) -> CorrectedPlace:
        """The place that a correction gives, told like that of an incident."""
        resolution, km = place.resolution, self._km_of(place.resolution)
        around = snapped(extent_of(place.geometry, place.radius_km), km)
        entry = resolution.place if resolution is not None else None
        name = self._withheld.label_of(entry, None, km)
        where_prec = max(NEAR_PREC, place.where_prec)
        return CorrectedPlace(name, where_prec, around.reach_km, point_of(around.middle))

    def _km_of(self, resolution: Resolution | None) -> float:
        return self._withheld.km_of(resolution, least=self._km)
