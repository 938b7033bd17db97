"""Theatres: the area and parties of a conflict, its lines, areas of control and dated changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.model._check import check_interval, require
from geomap.model.geometry import Geometry
from geomap.model.mention import ActorKind
from geomap.model.place import Place
from geomap.model.sector import SECTOR_SCHEMES, SectorArea, SectorCut, is_sector_scheme

CONFIDENCES = ("surveyed", "approximate", "estimated")
"""How well a geometry is known: measured on the ground; drawn from reports or generalised; computed
from other facts."""
LINE_KINDS = ("contact", "border")
"""See `LineOfContact.kind`."""
CHANGE_KINDS = ("capture", "handover")
"""See `DatedChange.kind`."""


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
    seats
        Towns in which its authorities sit, though they lie in another's country: 'the authorities in
        Stepanakert' speak for it. They stand for nobody by themselves.
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
    seats: tuple[str, ...] = ()

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
