"""What a source says of one place, before the overlay is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from geomap.gazetteer.overlays.naming import Name

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Draft:
    """A place as a source gives it.

    Parameters
    ----------
    key
        GeoNames' number, or the source's own id without the overlay's name.
    name
        The label.
    lon, lat
        Decimal degrees.
    feature_class, feature_code
        As in GeoNames.
    country
        ISO 3166-1 alpha-2 code, if known.
    admin1, admin2
        Codes of the units as in GeoNames, if known.
    admin1_name, admin2_name
        Their names where the source tells these rather than codes.
    population
        0 if not known.
    radius_km
        How far the true place may lie from the point, in kilometres.
    prior
        On the scale of ``gazetteer/compiling/prior.py``: the logarithm of the people that would make
        a town as likely to be meant.
    names
        All names with their kinds, the label among them.
    stems
        Of a unit, its folded names without the words for its sort: names only together with such a word.
    source
        Who says so.
    shape
        Line or area (lon lat, decimal degrees), if the source has one.
    """

    key: int | str
    name: str
    lon: float
    lat: float
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_name: str | None = None
    admin2_name: str | None = None
    population: int = 0
    radius_km: float = 1.0
    prior: float = 0.0
    names: tuple[Name, ...] = ()
    stems: tuple[str, ...] = ()
    source: str = ""
    shape: BaseGeometry | None = None


@dataclass(slots=True)
class Faults:
    """Rows that could not be taken as they are: all counted, the first few named.

    Parameters
    ----------
    left_out
        How many rows were not taken.
    mended
        How many were taken without what was wrong in them.
    unused
        How many rows are of kinds that an overlay does not keep.
    """

    left_out: int = 0
    mended: int = 0
    unused: int = 0
    _named: list[str] = field(default_factory=list)

    NAMED: ClassVar[int] = 5

    def leave_out(self, where: str, why: str) -> None:
        """Count a row that is not taken."""
        self.left_out += 1
        self._name(f"{where}: {why}")

    def mend(self, where: str, why: str) -> None:
        """Count a row that is taken without what was wrong."""
        self.mended += 1
        self._name(f"{where}: {why}")

    def _name(self, message: str) -> None:
        if len(self._named) < self.NAMED:
            self._named.append(" ".join(message.split())[:300])

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)
