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
from geomap.layers.blurring import Blurred
from geomap.layers.passages import Source
from geomap.layers.unplaced import Unplaced
from geomap.model import Geometry, LonLat, Status


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in decimal degrees; ``west`` <= ``east`` and ``south`` <= ``north``.

    ``west`` lies from -180 to 180. A box across the 180th meridian has an ``east`` above 180
    (177 to 183 for Fiji); points are always given from -180 to 180.
    """

    west: float
    south: float
    east: float
    north: float

    def contains(self, point: LonLat) -> bool:
        """Whether the point lies in the box or on its edge."""
        around = (point.lon, point.lon + 360.0)
        return self.south <= point.lat <= self.north and any(self.west <= lon <= self.east for lon in around)


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

    Parameters
    ----------
    kind
        ``land``, ``international``, ``disputed`` or ``first_level``.
    name
        Of land the country's, as it is labelled; of a disputed border what it is, or empty.
    geometry
        A GeoJSON geometry.
    scale
        The parts of a degree to which its coordinates are worth keeping.
    """

    kind: str
    name: str
    geometry: Mapping[str, Any]
    scale: int = 1000


@dataclass(frozen=True, slots=True)
class BaseTown:
    """A town of the base map; those of a low ``rank`` are labelled first.

    ``min_zoom`` is the zoom of the map (0: the world is 256 pixels wide) from which it is shown.
    """

    label: str
    point: LonLat
    rank: int
    capital: bool
    min_zoom: float = 0.0


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """A first-level unit's name, where it stands and the zoom from which it is shown."""

    name: str
    point: LonLat
    min_zoom: float


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
    units: tuple[UnitLabel, ...] = ()


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
    blurred
        What was made less exact on purpose; None if nothing was.
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
    blurred: Blurred | None = None
