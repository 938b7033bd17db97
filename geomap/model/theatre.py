"""Theatres: the area and parties of a conflict, its lines, areas of control and sectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.model._check import check_interval, require
from geomap.model.geometry import Geometry, LonLat
from geomap.model.mention import ActorKind
from geomap.model.place import Place

CONFIDENCES = ("surveyed", "approximate", "estimated")
"""How well a geometry is known: measured on the ground; drawn from reports or generalised; computed
from other facts."""
LINE_KINDS = ("contact", "border")
"""See `LineOfContact.kind`."""
CHANGE_KINDS = ("capture", "handover")
"""See `DatedChange.kind`."""
SECTOR_SCHEMES = ("cuts", "extent-4", "extent-8", "stretches", "units", "areas")
"""How a line becomes sectors; ``equal-N`` for N equal lengths is one more. See `Theatre`."""


def is_sector_scheme(scheme: str) -> bool:
    """Whether a scheme is one of `SECTOR_SCHEMES` or ``equal-N`` with N from 2 to 100."""
    head, _, count = scheme.partition("-")
    return scheme in SECTOR_SCHEMES or (head == "equal" and count.isdecimal() and 2 <= int(count) <= 100)


def _check_confidence(confidence: str, where: str) -> None:
    require(
        confidence in ("", *CONFIDENCES),
        f"confidence {confidence!r}",
        where=where,
        hint=f"one of {', '.join(CONFIDENCES)}, or none",
    )


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part in a conflict, or speaks in it.

    Parameters
    ----------
    id, name
        Key within the theatre, and common name ('Azerbaijan').
    kind
        See `ActorKind`.
    side
        Name of the party on whose side it stands (its own name if it leads a side); None for
        mediators and third parties.
    aliases
        Other names, demonyms, its forces and institutions as texts write them ('Artsakh
        Defense Army', 'Karabakh Armenians').
    capitals
        Place names that stand for its government ('Baku').
    colour
        ``#rrggbb``, or None: then the map chooses from its palette.
    allies
        Names of parties and states that it, or they, say stand by it without being said to fight
        in the theatre.
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    colour: str | None = None
    allies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.id) and bool(self.name), "a party needs an id and a name", where="Party")


@dataclass(frozen=True, slots=True)
class LineOfContact:
    """Where the sides face each other during a stretch of time.

    Parameters
    ----------
    id, name
        Key and label.
    geometry
        (Multi)LineString, lon lat.
    valid_from, valid_to
        First and last day on which it held; None where open.
    source
        Where the line comes from.
    note
        What a reader of the map must know ('the front has moved since').
    confidence
        How well it is known where it ran, one of `CONFIDENCES`; '' if the source does not say.
    kind
        ``contact`` where the sides face each other; ``border`` for an edge that is no front (an
        international border, an administrative boundary). Only the former is cut into sectors
        unless the theatre names the latter.
    """

    id: str
    name: str
    geometry: Geometry
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    note: str = ""
    confidence: str = ""
    kind: str = "contact"

    def __post_init__(self) -> None:
        where = f"line {self.id}"
        check_interval(self.valid_from, self.valid_to, where=where)
        _check_confidence(self.confidence, where)
        require(self.kind in LINE_KINDS, f"kind {self.kind!r}", where=where)


@dataclass(frozen=True, slots=True)
class AreaOfControl:
    """An area said to be held by a party during a stretch of time.

    ``party`` is a party's name, or None for an area that is only delimited (a former oblast).
    Other fields as in `LineOfContact`; the geometry is a (Multi)Polygon.
    """

    id: str
    name: str
    party: str | None
    geometry: Geometry
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    note: str = ""
    confidence: str = ""

    def __post_init__(self) -> None:
        check_interval(self.valid_from, self.valid_to, where=f"area {self.id}")
        _check_confidence(self.confidence, f"area {self.id}")


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A place said to have come under a party's control on a day: a fact for a map or a table.

    Nothing is drawn between two such places: what lay between them is not known from them.

    Parameters
    ----------
    day
        The day on which it is said to have happened, or to have been announced.
    place
        Id of the place in the gazetteer.
    party
        Name of the party that is said to have held it from then on.
    said_by
        Names of the parties that say so; a sourced fact has at least one.
    source
        Where the fact comes from.
    disputed_by
        Names of the parties that said otherwise at that time.
    kind
        One of `CHANGE_KINDS`: ``capture`` in fighting, ``handover`` agreed by the parties.
    note
        What a reader must know.
    """

    day: date
    place: str
    party: str
    said_by: tuple[str, ...] = ()
    source: str = ""
    disputed_by: tuple[str, ...] = ()
    kind: str = "capture"
    note: str = ""

    def __post_init__(self) -> None:
        require(
            self.kind in CHANGE_KINDS,
            f"kind {self.kind!r} of a change",
            where=f"change of {self.place}",
            hint=f"one of {', '.join(CHANGE_KINDS)}",
        )


@dataclass(frozen=True, slots=True)
class Flank:
    """The half of a sector's band that lies on one hand of its stretch.

    Parameters
    ----------
    hand
        ``left`` or ``right``, as seen along the stretch from its first position to its last.
    band
        (Multi)Polygon, lon lat; the two flanks of a sector are its band, and share the stretch.
    side
        Name of the side whose area of control most of it lies in, or None where that is not known.
    """

    hand: str
    band: Geometry
    side: str | None = None

    def __post_init__(self) -> None:
        require(self.hand in ("left", "right"), f"hand {self.hand!r}", where="Flank", hint="left or right")


@dataclass(frozen=True, slots=True)
class Sector:
    """A stretch of the line of contact with the band of ground on both its sides.

    A sector may also be an area by itself (a unit, a polygon of the user's): then its band is
    that area, and it has a stretch only if the line runs through it.

    Parameters
    ----------
    id
        ``north``, ``northeast``, ``south`` ... or the theatre's own key.
    name
        As a map shows it ('Northern sector').
    theatre, line
        Ids of the theatre and of the line that it is cut from; the line is None where there is none.
    band
        (Multi)Polygon: the ground within `width_km` of the stretch, or the area.
    stretch
        (Multi)LineString: its part of the line, or None if the line does not run through the area.
    length_km
        Length of the stretch in kilometres (geodesic); 0 without one.
    width_km
        Kilometres to either side; of an area the radius of a circle as large.
    aliases
        Further direction words that mean it, as its `SectorCut` has them.
    flanks
        The two halves of the band, the left one first; empty for an area, and for a line that
        has no two sides there (one that crosses itself all over).
    units
        Ids of the first-level units inside, that with most of the band first; empty where no
        gazetteer was asked.
    places
        Ids of the populated places inside, the most important first; likewise.
    """

    id: str
    name: str
    theatre: str
    line: str | None
    band: Geometry
    stretch: Geometry | None
    length_km: float
    width_km: float
    aliases: tuple[str, ...] = ()
    flanks: tuple[Flank, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            self.width_km > 0 and (self.length_km > 0 if self.stretch is not None else self.length_km == 0),
            "length and width must be > 0",
            where=f"sector {self.id}",
        )

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The sides that lie on its left and on its right; empty where it has no flanks."""
        return tuple(flank.side for flank in self.flanks)

    def flank_of(self, side: str) -> Flank | None:
        """The half of the band that is said to be a side's, or None."""
        return next((flank for flank in self.flanks if flank.side == side), None)


@dataclass(frozen=True, slots=True)
class SectorCut:
    """One sector of a theatre's scheme: it ends where the line passes nearest to ``until``.

    ``until`` is None for the last sector, which runs to the line's end. ``aliases`` are further
    direction words that mean it.
    """

    id: str
    name: str
    until: LonLat | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorArea:
    """A sector that is given as an area: a user's polygon, for the scheme ``areas``.

    Parameters
    ----------
    id, name, aliases
        As in `SectorCut`.
    geometry
        (Multi)Polygon, lon lat.
    """

    id: str
    name: str
    geometry: Geometry
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What a place is called by whom.

    Parameters
    ----------
    place
        Id of the place in the gazetteer.
    forms
        (owner, names) pairs in the order of the theatre's file; the owner is a party's id, or a
        language code for names that are no party's. The first of the names is the label.
    """

    place: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, owner: str) -> tuple[str, ...]:
        """The names that the owner uses; empty if none is known."""
        return next((names for key, names in self.forms if key == owner), ())


@dataclass(frozen=True, slots=True)
class Theatre:
    """The area and parties of one conflict.

    Parameters
    ----------
    id
        Name of its folder ('karabakh-2020').
    titles
        (language, title) pairs; the English one first.
    valid_from, valid_to
        Period; None where open.
    area
        (Multi)Polygon within which its incidents lie.
    region
        Id of the gazetteer's place for the region fought over, or None.
    parties, lines, areas, cuts
        See the records. ``cuts`` belong to the line ``cut_line``.
    cut_line
        Id of the line that the sectors are cut from, or None.
    places
        Overlay of the gazetteer: places with all parties' names.
    preferred_place_names
        (place id, label) pairs for places whose label the theatre decides.
    references
        Sources of its facts.
    place_names
        The parties' names of these places and of others of the gazetteer, each place once.
    changes
        Places said to have changed hands, by day.
    sector_scheme
        ``cuts``: by `cuts`; ``extent-4``, ``extent-8``: four or eight directions by the position
        along the line's own extent; ``equal-N``: N equal lengths; ``stretches``: between the
        towns of `sector_towns`, in the line's order; ``units``: each of `sector_units` is one,
        with or without a line; ``areas``: each of `sector_areas` is one.
    sector_units
        Ids of the gazetteer's units that are sectors.
    sector_towns
        Ids of the gazetteer's places, or of the theatre's, that part the stretches.
    sector_areas
        The polygons that are sectors.
    """

    id: str
    titles: tuple[tuple[str, str], ...]
    valid_from: date | None
    valid_to: date | None
    area: Geometry
    region: str | None = None
    parties: tuple[Party, ...] = ()
    lines: tuple[LineOfContact, ...] = ()
    areas: tuple[AreaOfControl, ...] = ()
    cut_line: str | None = None
    cuts: tuple[SectorCut, ...] = ()
    places: tuple[Place, ...] = ()
    preferred_place_names: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    place_names: tuple[PlaceNames, ...] = ()
    changes: tuple[DatedChange, ...] = ()
    sector_scheme: str = "cuts"
    sector_units: tuple[str, ...] = ()
    sector_towns: tuple[str, ...] = ()
    sector_areas: tuple[SectorArea, ...] = ()

    def __post_init__(self) -> None:
        where = f"theatre {self.id}"
        require(bool(self.id) and bool(self.titles), "a theatre needs an id and a title", where=where)
        check_interval(self.valid_from, self.valid_to, where=where)
        ids = [p.id for p in self.parties]
        require(len(ids) == len(set(ids)), "two parties have the same id", where=where)
        require(
            self.cut_line is None or any(line.id == self.cut_line for line in self.lines),
            f"no line {self.cut_line!r} to cut sectors from",
            where=where,
        )
        require(
            is_sector_scheme(self.sector_scheme),
            f"sector scheme {self.sector_scheme!r}",
            where=where,
            hint=f"one of {', '.join(SECTOR_SCHEMES)}, or equal-N",
        )

    @property
    def title(self) -> str:
        """The first title."""
        return self.titles[0][1]

    def party(self, name: str) -> Party | None:
        """The party of that name or id."""
        return next((p for p in self.parties if name in (p.name, p.id)), None)
