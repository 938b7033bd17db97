"""Records: what flows through geomap. They are immutable and check themselves.

No third-party package is imported here; a geometry is held as well-known binary. A record's module
is loaded when the record is first asked for: looking up a name needs only places and points.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.model.claim import About, Act, Claim, Stance, Status, status_of
    from geomap.model.correction import (
        AppliedCorrection,
        Before,
        CorrectedPlace,
        Correction,
        CorrectionAction,
        CorrectionOutcome,
        CorrectionState,
    )
    from geomap.model.disagreement import Disagreement, Version, disagreements_of
    from geomap.model.document import Document
    from geomap.model.explanation import Evidence, Explanation, Part
    from geomap.model.extraction import Extraction, Recognition
    from geomap.model.geometry import Geometry, LonLat, Span
    from geomap.model.ground import Ground
    from geomap.model.incident import Account, Actor, Incident, IncidentPlace, Polarity, Salience
    from geomap.model.incident_type import Coding, IncidentType
    from geomap.model.mention import (
        ActorKind,
        ActorMention,
        CasualtyCount,
        DateMention,
        Harm,
        Role,
        Toponym,
    )
    from geomap.model.override import OVERRIDE, Override, OverrideOutcome
    from geomap.model.place import Candidate, Place, Resolution
    from geomap.model.sector import Flank, Sector, SectorArea, SectorCut
    from geomap.model.theatre import (
        AreaOfControl,
        DatedChange,
        LineOfContact,
        Party,
        PlaceNames,
        Theatre,
    )
    from geomap.model.unresolved import Unresolved
    from geomap.model.weighing import WeighedCandidate, WeighedFeature, Weighing

_NAMES = {
    "claim": "About Act Claim Stance Status status_of",
    "correction": "AppliedCorrection Before CorrectedPlace Correction CorrectionAction CorrectionOutcome "
    "CorrectionState",
    "disagreement": "Disagreement Version disagreements_of",
    "document": "Document",
    "explanation": "Evidence Explanation Part",
    "extraction": "Extraction Recognition",
    "geometry": "Geometry LonLat Span",
    "ground": "Ground",
    "incident": "Account Actor Incident IncidentPlace Polarity Salience",
    "incident_type": "Coding IncidentType",
    "mention": "ActorKind ActorMention CasualtyCount DateMention Harm Role Toponym",
    "override": "OVERRIDE Override OverrideOutcome",
    "place": "Candidate Place Resolution",
    "sector": "Flank Sector SectorArea SectorCut",
    "theatre": "AreaOfControl DatedChange LineOfContact Party PlaceNames Theatre",
    "unresolved": "Unresolved",
    "weighing": "WeighedCandidate WeighedFeature Weighing",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}

__all__ = [
    "OVERRIDE",
    "About",
    "Account",
    "Act",
    "Actor",
    "ActorKind",
    "ActorMention",
    "AppliedCorrection",
    "AreaOfControl",
    "Before",
    "Candidate",
    "CasualtyCount",
    "Claim",
    "Coding",
    "CorrectedPlace",
    "Correction",
    "CorrectionAction",
    "CorrectionOutcome",
    "CorrectionState",
    "DateMention",
    "DatedChange",
    "Disagreement",
    "Document",
    "Evidence",
    "Explanation",
    "Extraction",
    "Flank",
    "Geometry",
    "Ground",
    "Harm",
    "Incident",
    "IncidentPlace",
    "IncidentType",
    "LineOfContact",
    "LonLat",
    "Override",
    "OverrideOutcome",
    "Part",
    "Party",
    "Place",
    "PlaceNames",
    "Polarity",
    "Recognition",
    "Resolution",
    "Role",
    "Salience",
    "Sector",
    "SectorArea",
    "SectorCut",
    "Span",
    "Stance",
    "Status",
    "Theatre",
    "Toponym",
    "Unresolved",
    "Version",
    "WeighedCandidate",
    "WeighedFeature",
    "Weighing",
    "disagreements_of",
    "status_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    record = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = record
    return record


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
