"""geomap: news text to maps of a conflict.

::

    import geomap

    report = geomap.extract("dispatch.txt")
    report.save("incidents.geojson")
    geomap.draw(report).save("map.html")

Names are loaded when they are first used: ``import geomap`` loads no other package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_NAMES = {
    "geomap.corpus": "run_corpus",
    "geomap.corrections": "correct",
    "geomap.corroboration": "Joining corroborate",
    "geomap.demo": "sample_paths",
    "geomap.errors": "BlurringError CorrectionError EngineError ExportError FetchError GazetteerError "
    "GeomapError InputError MissingExtraError ModelError OverrideError RecordError RenderError StoreError "
    "TheatreError UsageError",
    "geomap.exports": "ExportWarning",
    "geomap.gazetteer.answers.frames": "geocode_frame reverse_frame",
    "geomap.gazetteer.geocoder": "Gazetteer",
    "geomap.gazetteer.index": "PlaceIndex",
    "geomap.model": "Account Actor AreaOfControl Candidate Claim Correction Disagreement Document Extraction "
    "Geometry Incident "
    "IncidentPlace IncidentType LineOfContact LonLat Override Party Place Polarity Resolution Role Salience "
    "Sector Span Status Theatre Toponym disagreements_of",
    "geomap.pipeline": "Incidents Report Shown extract geoparse provenance_of read_corrections "
    "read_overrides show",
    "geomap.readers": "InputWarning read",
    "geomap.render": "AreaHitLayer ChangeLayer CircleLayer ConflictMap ControlAreaLayer HeatLayer "
    "IncidentLayer IncidentTable LineLayer MentionLayer SectorLayer TimeControl draw self_contained_page",
    "geomap.store": "Provenance Store open_store",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Account",
    "Actor",
    "AreaHitLayer",
    "AreaOfControl",
    "BlurringError",
    "Candidate",
    "ChangeLayer",
    "CircleLayer",
    "Claim",
    "ConflictMap",
    "ControlAreaLayer",
    "Correction",
    "CorrectionError",
    "Disagreement",
    "Document",
    "EngineError",
    "ExportError",
    "ExportWarning",
    "Extraction",
    "FetchError",
    "Gazetteer",
    "GazetteerError",
    "GeomapError",
    "Geometry",
    "HeatLayer",
    "Incident",
    "IncidentLayer",
    "IncidentPlace",
    "IncidentTable",
    "IncidentType",
    "Incidents",
    "InputError",
    "InputWarning",
    "Joining",
    "LineLayer",
    "LineOfContact",
    "LonLat",
    "MentionLayer",
    "MissingExtraError",
    "ModelError",
    "Override",
    "OverrideError",
    "Party",
    "Place",
    "PlaceIndex",
    "Polarity",
    "Provenance",
    "RecordError",
    "RenderError",
    "Report",
    "Resolution",
    "Role",
    "Salience",
    "Sector",
    "SectorLayer",
    "Shown",
    "Span",
    "Status",
    "Store",
    "StoreError",
    "Theatre",
    "TheatreError",
    "TimeControl",
    "Toponym",
    "UsageError",
    "__version__",
    "correct",
    "corroborate",
    "disagreements_of",
    "draw",
    "extract",
    "geocode_frame",
    "geoparse",
    "open_store",
    "provenance_of",
    "read",
    "read_corrections",
    "read_overrides",
    "reverse_frame",
    "run_corpus",
    "sample_paths",
    "self_contained_page",
    "show",
]

if TYPE_CHECKING:
    from geomap.corpus import run_corpus
    from geomap.corrections import correct
    from geomap.corroboration import Joining, corroborate
    from geomap.demo import sample_paths
    from geomap.errors import (
        BlurringError,
        CorrectionError,
        EngineError,
        ExportError,
        FetchError,
        GazetteerError,
        GeomapError,
        InputError,
        MissingExtraError,
        ModelError,
        OverrideError,
        RecordError,
        RenderError,
        StoreError,
        TheatreError,
        UsageError,
    )
    from geomap.exports import ExportWarning
    from geomap.gazetteer.answers.frames import geocode_frame, reverse_frame
    from geomap.gazetteer.geocoder import Gazetteer
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model import (
        Account,
        Actor,
        AreaOfControl,
        Candidate,
        Claim,
        Correction,
        Disagreement,
        Document,
        Extraction,
        Geometry,
        Incident,
        IncidentPlace,
        IncidentType,
        LineOfContact,
        LonLat,
        Override,
        Party,
        Place,
        Polarity,
        Resolution,
        Role,
        Salience,
        Sector,
        Span,
        Status,
        Theatre,
        Toponym,
        disagreements_of,
    )
    from geomap.pipeline import (
        Incidents,
        Report,
        Shown,
        extract,
        geoparse,
        provenance_of,
        read_corrections,
        read_overrides,
        show,
    )
    from geomap.readers import InputWarning, read
    from geomap.render import (
        AreaHitLayer,
        ChangeLayer,
        CircleLayer,
        ConflictMap,
        ControlAreaLayer,
        HeatLayer,
        IncidentLayer,
        IncidentTable,
        LineLayer,
        MentionLayer,
        SectorLayer,
        TimeControl,
        draw,
        self_contained_page,
    )
    from geomap.store import Provenance, Store, open_store


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
