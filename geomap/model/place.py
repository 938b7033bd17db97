"""Places: entries of the gazetteer, and how a toponym was linked to one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geomap.errors import RecordError
from geomap.model._check import check_code, check_radius, require
from geomap.model.geometry import LonLat


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Parameters
    ----------
    id
        Source and key, such as ``geonames:616052``, ``ne:adm1:AZE-1704`` or ``geomap:region:donbas``.
    name
        The preferred label in Latin script.
    point
        A point that stands for the place: a town's centre, a representative point of an area.
    feature_class, feature_code
        As in GeoNames (P/PPL, A/PCLI, A/ADM1, L/RGN, H/STM ...).
    country
        ISO 3166-1 alpha-2 code, or None for what lies in several or none.
    admin1
        Code of the first-level unit as in GeoNames (``AZ.52`` is written ``52``), or None.
    admin1_name
        Its name.
    population
        0 if not known.
    radius_km
        How far the true place may lie from `point`, in kilometres: the extent of an area, or
        the error of an entry whose coordinates are only roughly known.
    names
        Other names of the place, all parties' among them, in a fixed order.
    has_geometry
        Whether the gazetteer has a line or polygon for it (``PlaceIndex.geometry(id)``).
    source
        Which of the gazetteer's sources gave it.
    admin2_name
        Name of the second-level unit that it lies in ('Kramatorsk Raion'), or None where not known.
    """

    id: str
    name: str
    point: LonLat
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    population: int = 0
    radius_km: float = 0.0
    names: tuple[str, ...] = ()
    has_geometry: bool = False
    source: str = ""
    admin2_name: str | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.name):
            raise RecordError("a place needs an id and a name", where="Place")
        # Said at length only where it fails: a look-up makes many of these.
        if not 0 <= self.radius_km < math.inf:
            check_radius(self.radius_km, where=f"place {self.id}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym could mean.

    Parameters
    ----------
    place
        The place.
    name
        The form of its name that matched.
    name_kind
        ``preferred``, ``alternate``, ``native`` (other script), ``historic``, ``demonym``,
        ``abbreviation``, ``transliteration`` (another romanisation of a name, found by its sound),
        ``within`` (a village known only to lie in the place, which is a unit), ``override`` (a user
        says so) or ``suggestion`` (a fuzzy match, never taken by itself).
    score
        Higher is better; comparable among candidates of one toponym only.
    reasons
        What spoke for and against it, as short phrases.
    """

    place: Place
    name: str
    name_kind: str = "preferred"
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym was taken to mean, and why.

    Parameters
    ----------
    place
        The place chosen.
    method
        How: such as ``unique name``, ``population``, ``cue district``, ``document country``; or
        ``override`` where a user says so.
    where_prec
        UCDP GED's precision code 1-7: 1 town, 2 near a town, 3 second-level unit, 4 first-level
        unit or named region, 5 sector or stretch of a line, 6 country, 7 international waters.
    radius_km
        Within how many kilometres of the place's point (or of its polygon's extent) it lies; of the
        middle of the toponym's ground, if it has one.
    score
        0 to 1; how sure the choice is.
    reasons
        What decided, as short phrases.
    rejected
        The other candidates, best first (at most a handful are kept).
    """

    place: Place
    method: str
    where_prec: int
    radius_km: float
    score: float
    reasons: tuple[str, ...] = ()
    rejected: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        check_code(self.where_prec, 1, 7, where="Resolution.where_prec")
        check_radius(self.radius_km, where="Resolution")
        require(0 <= self.score <= 1, f"score {self.score}", where="Resolution", hint="0 to 1 is needed")
