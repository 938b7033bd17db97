"""Corrections: what a person says is wrong with an incident, and what came of saying so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geomap.model._check import check_code, check_interval, check_radius, member_of, require
from geomap.model.geometry import Geometry
from geomap.model.incident_type import IncidentType
from geomap.model.place import Resolution

Before = tuple[tuple[str, str | int | float | tuple[str, ...] | None], ...]
"""Properties as they were before a correction, by the names that exports give them."""


class CorrectionAction(StrEnum):
    """What is to be done with an incident."""

    REJECT = "reject"
    RETYPE = "retype"
    RELOCATE = "relocate"
    REDATE = "redate"
    MERGE = "merge"


class CorrectionState(StrEnum):
    """What came of a correction."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    NOT_APPLIED = "not applied"


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """Where an incident happened according to a correction.

    Parameters
    ----------
    name
        The label of the place.
    where_prec
        UCDP GED's precision code 1-7.
    radius_km
        Kilometres around the point, or the radius of a circle as large as the area.
    geometry
        Point, polygon or line.
    resolution
        The place in the gazetteer; None for a bare point.
    """

    name: str
    where_prec: int
    radius_km: float
    geometry: Geometry
    resolution: Resolution | None = None

    def __post_init__(self) -> None:
        require(bool(self.name), "a place needs a name", where="CorrectedPlace")
        check_code(self.where_prec, 1, 7, where=f"place {self.name!r}")
        check_radius(self.radius_km, where=f"place {self.name!r}")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says is wrong with an incident, and what would be right.

    Parameters
    ----------
    action
        See `CorrectionAction`; its value (``"reject"``) will do.
    incidents
        The incident's id; for a merger all of them, the one that is kept first.
    by, why, on
        Who says so, on what grounds, and on which day (None if not told).
    type
        For ``retype``: what it was; the value (``"shelling"``) will do.
    place
        For ``relocate``: where it was.
    date_start, date_end
        For ``redate``: the closed interval of days.
    where
        Where it was read ('corrections.toml, table 2'); no part of what it says.
    """

    action: CorrectionAction
    incidents: tuple[str, ...]
    by: str
    why: str
    on: date | None = None
    type: IncidentType | None = None
    place: CorrectedPlace | None = None
    date_start: date | None = None
    date_end: date | None = None
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        where = self.where or "Correction"
        action = member_of(CorrectionAction, self.action, where=where)
        object.__setattr__(self, "action", action)
        if self.type is not None:
            object.__setattr__(self, "type", member_of(IncidentType, self.type, where=where))
        require(bool(self.by and self.why), "a correction needs by and why", where=where)
        require(all(self.incidents), "an id is empty", where=where)
        if action is CorrectionAction.MERGE:
            require(len(set(self.incidents)) > 1, "a merger needs two ids or more", where=where)
        else:
            require(len(self.incidents) == 1, f"{action} needs one id", where=where)
        given = {
            CorrectionAction.RETYPE: self.type is not None,
            CorrectionAction.RELOCATE: self.place is not None,
            CorrectionAction.REDATE: self.date_start is not None and self.date_end is not None,
        }
        for kind, there in given.items():
            require(there is (kind is action), f"{action} with the values of another", where=where)
        check_interval(self.date_start, self.date_end, where=where)


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction as an incident carries it.

    Parameters
    ----------
    action, by, why, on
        See `Correction`.
    incident
        The id that it was made for: that of a part, once incidents were merged.
    before
        What was there before.
    """

    action: CorrectionAction
    by: str
    why: str
    on: date | None
    incident: str
    before: Before = ()


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """What came of a correction.

    Parameters
    ----------
    correction
        What was asked.
    state
        ``applied``; ``superseded`` by a later one of the same action for the same incident; or
        ``not applied``.
    note
        Why not, or what of it could not be done; empty where all was done.
    before
        What was there before; of a rejected incident, what it was.
    """

    correction: Correction
    state: CorrectionState
    note: str = ""
    before: Before = ()
