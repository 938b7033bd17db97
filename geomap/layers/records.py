"""Records of what lies on the ground of a map, and of the whole of it, without saying with what it is drawn.

All text here is plain text as the sources, a theatre's file or the gazetteer have it; whoever
draws must show it as text and never as markup. Coordinates are decimal degrees (WGS 84),
longitude first; distances are kilometres. Incidents are referred to by their position in
`MapLayers.signs`; see `geomap.layers.accounts` for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geomap.layers.accounts import Sign
from geomap.layers.passages import Source
from geomap.layers.unplaced import Unplaced
from geomap.model import Geometry, LonLat, Status


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in decimal degrees; ``west`` <= ``east`` and ``south`` <= ``north``."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, point: LonLat) -> bool:
        """Whether the point lies in the box or on its edge."""
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north


@dataclass(frozen=True, slots=True)
class SectorBand:
    """A sector of a line of contact with the incidents said to have happened in it.

    ``width_km``: kilometres of ground to either side of the line; ``length_km`` those of the
    stretch of the line, 0 where the sector is an area of its own.
    """

    name: str
    band: Geometry
    stretch: Geometry | None
    label_at: LonLat
    width_km: float
    length_km: float
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A line of contact and the days on which it held (None where open or not known).

    ``theatre`` is the theatre's id: of one theatre's lines, those of a day are shown.
    ``border`` tells that it is a border rather than a front: it is drawn more quietly, and always.
    """

    name: str
    geometry: Geometry
    theatre: str
    valid_from: date | None
    valid_to: date | None
    note: str
    source: str
    border: bool = False


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A place said to have come under a party's control on a day.

    ``kind`` is ``capture`` or ``handover``; ``colour`` the party's, ``#rrggbb``.
    """

    name: str
    point: LonLat
    day: date
    kind: str
    party: str
    said_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    colour: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class ControlArea:
    """An area said to be held by ``party``, or only delimited (None), and on which days.

    ``colour`` is ``#rrggbb``; ``texture`` numbers the parties of the map from 0, for a pattern
    that tells them apart without colour. ``theatre`` as in `ControlLine`.
    """

    name: str
    party: str | None
    colour: str
    texture: int
    geometry: Geometry
    theatre: str
    valid_from: date | None
    valid_to: date | None
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class AreaHit:
    """A district or region in which incidents are said to have happened.

    ``status`` is the one that decides how the area is drawn: contested if any incident of it is.
    ``wide`` areas (a country, where_prec 6) are shown only when one of their incidents is chosen.
    """

    name: str
    geometry: Geometry
    status: Status
    wide: bool
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UncertaintyCircle:
    """Within ``radius_km`` kilometres of ``centre`` the incidents are said to have happened."""

    centre: LonLat
    radius_km: float
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MentionedPlace:
    """A place that the documents name but where nothing is said to have happened.

    ``roles`` are what the name does in the texts (`Role`'s values), each once; ``id`` is the
    gazetteer's or theatre's.
    """

    name: str
    point: LonLat
    times: int
    roles: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class BaseShape:
    """Land or a border of the base map.

    ``kind`` is ``land``, ``international``, ``disputed`` or ``first_level``; ``geometry`` a
    GeoJSON geometry as the gazetteer hands it out.
    """

    kind: str
    name: str
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BaseTown:
    """A town of the base map; those of a low ``rank`` are labelled first."""

    label: str
    point: LonLat
    rank: int
    capital: bool


@dataclass(frozen=True, slots=True)
class CountryLabel:
    """A country's name and points of it around the first view, those far from its borders first."""

    name: str
    spots: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Ground under the layers: vector only, from the bundled gazetteer."""

    shapes: tuple[BaseShape, ...] = ()
    countries: tuple[CountryLabel, ...] = ()
    towns: tuple[BaseTown, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of ground worth opening: the map's first view is one, a chip leads to another."""

    label: str
    bounds: Bounds
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What came of the corrections of one sort, told below the map's title and beside the map.

    ``heading`` is their number in words ('1 incident rejected'), ``lines`` one for each.
    """

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapLayers:
    """All that a map shows.

    Parameters
    ----------
    title
        From the theatre and the days, unless the caller gives another.
    as_of
        The day up to which the map tells; None if no document has a date.
    signs, sources
        Incidents, in the order of the extraction, and the documents they are from.
    sectors, lines, areas, changes, hits, circles, mentioned, basemap
        See the records.
    view, elsewhere
        What the map opens on, and the other places where incidents are.
    sides
        Those that speak as parties, the one with most claims first: the map can be drawn as each
        tells it.
    corrections
        What persons corrected in all, the rejected incidents first; empty if nothing was asked for.
    unplaced
        Names that have no place: listed, and not drawn.
    """

    title: str
    as_of: date | None
    signs: tuple[Sign, ...]
    sources: tuple[Source, ...]
    sectors: tuple[SectorBand, ...]
    lines: tuple[ControlLine, ...]
    areas: tuple[ControlArea, ...]
    changes: tuple[ChangeMark, ...]
    hits: tuple[AreaHit, ...]
    circles: tuple[UncertaintyCircle, ...]
    mentioned: tuple[MentionedPlace, ...]
    basemap: Basemap
    view: View
    elsewhere: tuple[View, ...]
    sides: tuple[str, ...]
    corrections: tuple[CorrectionNote, ...] = ()
    unplaced: Unplaced = field(default_factory=Unplaced)
