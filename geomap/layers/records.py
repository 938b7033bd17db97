"""Records of what is to be drawn, without saying with what.

All text here is plain text in English or as the sources have it; whoever draws must show it as
text and never as markup. Coordinates are decimal degrees (WGS 84), longitude first; distances
are kilometres. Incidents are referred to by their position in `MapLayers.signs`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geomap.layers.blurring import Blurred
from geomap.layers.families import Family
from geomap.layers.unplaced import Unplaced
from geomap.model import Geometry, LonLat, Salience, Status


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
class Voice:
    """One who speaks about an incident, as a card shows it.

    ``verb`` is what the speaker does ('accuses', 'denies'), ``against`` whether it stands
    against the account, ``quote`` the words of the source (empty if quotes are not shown).
    """

    side: str | None
    speaker: str
    verb: str
    against: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the map cites it.

    ``url`` is an http or https address or None; whatever else a document gives is not a link.
    ``text`` is the whole text only where full quotes were asked for.
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class OwnedName:
    """A name of a place and the parties that use it ('Khankendi', by Azerbaijan)."""

    name: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An incident in words: what a card and a popup say.

    Parameters
    ----------
    what
        Type and place in a line ('Shelling · Tartar district').
    when, where, precision
        In words; ``precision`` says how exactly the place is known ('area known, place within
        it not (±25 km)'); ``where`` is None if the source gives no place.
    party_names
        The parties' names of the place and whose they are, where a theatre knows them.
    other_names
        Further names of it.
    initiators, targets, weapons, harm
        As told by those who assert it.
    voices
        Who asserts it, then who stands against it, in the order of the text within both.
    status
        In words ('claimed by Armenia only').
    quote
        The sentence of the source, or empty.
    source
        Position in `MapLayers.sources`.
    codes
        (scheme, code) pairs.
    notes
        Whatever a reader must know besides ('background', 'said not to have happened').
    corrected
        What persons corrected, who and why ('type was armed clash (N.N.: it was artillery)').
    """

    what: str
    when: str
    where: str | None
    precision: str | None
    party_names: tuple[OwnedName, ...]
    other_names: tuple[str, ...]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    harm: tuple[str, ...]
    voices: tuple[Voice, ...]
    status: str
    quote: str
    source: int
    codes: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """An incident as the map shows it.

    Parameters
    ----------
    id, type_label
        Of the incident.
    family, status, salience
        What its sign looks like.
    day_start, day_end
        First and last day; None where not known.
    anchors
        Where its sign stands: its point, a point inside its area, or one for each of its
        sectors; empty if it has no place.
    account
        The incident in words.
    """

    id: str
    type_label: str
    family: Family
    status: Status
    salience: Salience
    day_start: date | None
    day_end: date | None
    anchors: tuple[LonLat, ...]
    account: Account


@dataclass(frozen=True, slots=True)
class SectorBand:
    """A sector of a line of contact with the incidents said to have happened in it.

    ``width_km``: kilometres of ground to either side of the line.
    """

    name: str
    band: Geometry
    stretch: Geometry | None
    label_at: LonLat
    width_km: float
    signs: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A line of contact; ``dates`` and ``note`` are words for legend and popup.

    ``border`` tells that it is a border rather than a front: it is drawn more quietly.
    """

    name: str
    geometry: Geometry
    dates: str
    note: str
    source: str
    border: bool = False


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A place said to have come under a party's control on a day, up to the map's day.

    ``said`` tells who says so and who said otherwise; ``colour`` is the party's, ``#rrggbb``.
    """

    name: str
    point: LonLat
    colour: str
    said: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class ControlArea:
    """An area said to be held by ``party``, or only delimited (None).

    ``colour`` is ``#rrggbb``; ``texture`` numbers the parties of the map from 0, for a pattern
    that tells them apart without colour.
    """

    name: str
    party: str | None
    colour: str
    texture: int
    geometry: Geometry
    label_at: LonLat
    dates: str
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
    """A place that the documents name but where nothing is said to have happened."""

    name: str
    point: LonLat
    times: int
    roles: str


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
class LegendEntry:
    """A sign and what it means. ``sign`` is its key, ``detail`` what the words alone leave out."""

    group: str
    sign: str
    words: str
    detail: str = ""


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
    legend
        In the order in which it is shown.
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
    legend: tuple[LegendEntry, ...]
    corrections: tuple[CorrectionNote, ...] = ()
    unplaced: Unplaced = field(default_factory=Unplaced)
    blurred: Blurred | None = None
