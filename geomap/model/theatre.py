"""Theatres: the area and parties of a conflict, its lines, areas of control and sectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.model._check import check_interval, require
from geomap.model.geometry import Geometry, LonLat
from geomap.model.mention import ActorKind
from geomap.model.place import Place


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
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    colour: str | None = None

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
    """

    id: str
    name: str
    geometry: Geometry
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_interval(self.valid_from, self.valid_to, where=f"line {self.id}")


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

    def __post_init__(self) -> None:
        check_interval(self.valid_from, self.valid_to, where=f"area {self.id}")


@dataclass(frozen=True, slots=True)
class Sector:
    """A stretch of the line of contact with the band of ground on both its sides.

    Parameters
    ----------
    id
        ``north``, ``northeast``, ``south`` ... or the theatre's own key.
    name
        As a map shows it ('Northern sector').
    theatre, line
        Ids of the theatre and of the line that it is cut from.
    band
        (Multi)Polygon: the ground within `width_km` of the stretch.
    stretch
        LineString: its part of the line.
    length_km
        Length of the stretch in kilometres (geodesic).
    width_km
        Kilometres to either side.
    aliases
        Further direction words that mean it, as its `SectorCut` has them.
    """

    id: str
    name: str
    theatre: str
    line: str
    band: Geometry
    stretch: Geometry
    length_km: float
    width_km: float
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            self.length_km > 0 and self.width_km > 0,
            "length and width must be > 0",
            where=f"sector {self.id}",
        )


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

    @property
    def title(self) -> str:
        """The first title."""
        return self.titles[0][1]

    def party(self, name: str) -> Party | None:
        """The party of that name or id."""
        return next((p for p in self.parties if name in (p.name, p.id)), None)
