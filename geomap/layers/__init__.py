"""From what was found to what is to be drawn, without saying with what.

`build_layers` turns an `Extraction` into `MapLayers`: signs for incidents, areas, lines, circles,
a base map and views. Nothing here draws; `geomap.render` does.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.layers import ground, words
from geomap.layers.accounts import (
    Account,
    Difference,
    Excerpt,
    HarmTold,
    OwnedName,
    Precision,
    Sign,
    SourceAccount,
    Version,
    Voice,
)
from geomap.layers.base import make_basemap
from geomap.layers.blurring import Blurred, Sensitive, Withheld, blur, blurred_in, sensitive_places
from geomap.layers.corrected import correction_notes
from geomap.layers.families import Family, family_of
from geomap.layers.naming import GENERAL, choose_naming
from geomap.layers.passages import Mark, Source, make_sources
from geomap.layers.records import (
    AreaHit,
    Basemap,
    BaseShape,
    BaseTown,
    Bounds,
    ChangeMark,
    ControlArea,
    ControlLine,
    CorrectionNote,
    CountryLabel,
    MapLayers,
    MentionedPlace,
    SectorBand,
    UncertaintyCircle,
    UnitLabel,
    View,
)
from geomap.layers.signs import make_signs, sides_of
from geomap.layers.unplaced import Telling, Unplaced, UnplacedName, unplaced_names
from geomap.layers.views import make_views
from geomap.model import Extraction, Salience, Status
from geomap.recognition.collecting import collector_resting

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

__all__ = [
    "NAMES",
    "QUOTES",
    "Account",
    "AreaHit",
    "BaseShape",
    "BaseTown",
    "Basemap",
    "Blurred",
    "Bounds",
    "ChangeMark",
    "ControlArea",
    "ControlLine",
    "CorrectionNote",
    "CountryLabel",
    "Difference",
    "Excerpt",
    "Family",
    "HarmTold",
    "MapLayers",
    "Mark",
    "MentionedPlace",
    "OwnedName",
    "Precision",
    "SectorBand",
    "Sign",
    "Source",
    "SourceAccount",
    "Telling",
    "UncertaintyCircle",
    "UnitLabel",
    "Unplaced",
    "UnplacedName",
    "Version",
    "View",
    "Voice",
    "build_layers",
    "family_of",
]

# Areas with a hatching, over which a name is hard to read.
_LOUD = (Status.CONTESTED, Status.CLAIMED, Status.DENIED)

NAMES = GENERAL
QUOTES = ("none", "sentence", "full")


@collector_resting()
def build_layers(
    extraction: Extraction,
    index: PlaceIndex | None,
    *,
    title: str | None = None,
    as_of: date | None = None,
    names: str = "en",
    quotes: str = "sentence",
    coarsen: float | None = None,
    sensitive: Sensitive = (),
) -> MapLayers:
    """All that a map of the extraction shows.

    Parameters
    ----------
    extraction
        Documents, toponyms, incidents, theatres and sectors.
    index
        The gazetteer, for the base map; None draws none.
    title
        The map's title; by default the theatre and the days of its incidents.
    as_of
        The day up to which the map tells; by default the latest document's.
    names
        How places are labelled: ``en`` (the gazetteer's label), ``written`` (as the source writes
        them), ``local`` (in the writing of their country) or a party of one of the theatres, by id
        or name. What has no name in the policy keeps its default label; cards show the others.
    quotes
        How much of the sources' text goes along: ``none``, ``sentence`` (the sentence of each
        incident and the words of each claim) or ``full`` (the documents as well).
    coarsen, sensitive
        Kilometres to which exact places are blurred, and places that are not named; see
        `geomap.layers.blurring.blur`.

    Raises
    ------
    UsageError
        If ``names`` or ``quotes`` is none of these, or a number of kilometres cannot be used.
    BlurringError
        If the list of sensitive places cannot.
    """
    if quotes not in QUOTES:
        raise UsageError(f"quotes={quotes!r}", hint=f"one of {', '.join(QUOTES)} is needed")
    withheld = Withheld(extraction, sensitive_places(sensitive), index)
    extraction = blur(extraction, coarsen_km=coarsen, sensitive=withheld)
    naming = choose_naming(names, extraction.theatres)
    hits = ground.areas_hit(extraction, naming)
    signs = make_signs(extraction, naming=naming, quotes=quotes, hits=hits)
    sectors = ground.sector_bands(extraction)
    lines = ground.control_lines(extraction)
    areas = ground.control_areas(extraction)
    day = as_of or _latest(extraction)
    changes = ground.control_changes(extraction, index, naming)
    circles = ground.uncertainty_circles(extraction)
    mentioned = ground.mentioned_places(extraction, naming)
    view, elsewhere = make_views(extraction, signs, hits, sectors)
    drawn = [sector.band for sector in sectors] + [hit.geometry for hit in hits if hit.status in _LOUD]
    basemap = (
        Basemap()
        if index is None
        else make_basemap(index, view, elsewhere, extraction.theatres, naming, drawn, withheld)
    )
    return MapLayers(
        title=title or _title(extraction, view),
        as_of=day,
        signs=signs,
        sources=make_sources(extraction, quotes=quotes, mentioned=[place.id for place in mentioned]),
        sectors=sectors,
        lines=lines,
        areas=areas,
        changes=changes,
        hits=hits,
        circles=circles,
        mentioned=mentioned,
        basemap=basemap,
        view=view,
        elsewhere=elsewhere,
        sides=sides_of(signs),
        corrections=correction_notes(extraction),
        unplaced=unplaced_names(extraction, quotes=quotes),
        blurred=blurred_in(extraction),
    )


def _title(extraction: Extraction, view: View) -> str:
    """The view's name and the days of its core incidents ('Karabakh, 10 – 13 October 2020')."""
    chosen = [extraction.incidents[i] for i in view.signs]
    # 'Since September' is background even in a core incident: the days on which something
    # happened are those known to the day.
    known = [
        incident.date_start
        for incident in chosen
        if incident.salience is Salience.CORE and incident.date_start and incident.date_prec == 1
    ]
    theatres = {incident.theatre for incident in chosen}
    others = any(i.theatre not in theatres and i.place for i in extraction.incidents)
    elsewhere = " and other conflicts" if others else ""
    if not known:
        return view.label + elsewhere
    # 'Karabakh 2020' or 'Ukraine, since 2022', and its days: the year once.
    name = re.sub(r",?(?:\s+since)?\s+\d{4}$", "", view.label) + elsewhere
    return f"{name}, {words.days(min(known), max(known))}"


def _latest(extraction: Extraction) -> date | None:
    """The latest day of any document; of one that does not say its day, that of its last incident."""
    days = [document.published for document in extraction.documents if document.published]
    dated = {document.id for document in extraction.documents if document.published}
    days += [i.date_end for i in extraction.incidents if i.date_end and i.document_id not in dated]
    return max(days, default=None)
