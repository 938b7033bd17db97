"""Records: what flows through geomap. They are immutable and check themselves.

No third-party package is imported here; a geometry is held as well-known binary.
"""

from geomap.model.claim import About, Act, Claim, Stance, Status, status_of
from geomap.model.document import Document
from geomap.model.extraction import Extraction
from geomap.model.geometry import Geometry, LonLat, Span
from geomap.model.incident import Actor, Incident, IncidentPlace, Polarity, Salience
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
from geomap.model.place import Candidate, Place, Resolution
from geomap.model.theatre import AreaOfControl, LineOfContact, Party, Sector, SectorCut, Theatre

__all__ = [
    "About",
    "Act",
    "Actor",
    "ActorKind",
    "ActorMention",
    "AreaOfControl",
    "Candidate",
    "CasualtyCount",
    "Claim",
    "Coding",
    "DateMention",
    "Document",
    "Extraction",
    "Geometry",
    "Harm",
    "Incident",
    "IncidentPlace",
    "IncidentType",
    "LineOfContact",
    "LonLat",
    "Party",
    "Place",
    "Polarity",
    "Resolution",
    "Role",
    "Salience",
    "Sector",
    "SectorCut",
    "Span",
    "Stance",
    "Status",
    "Theatre",
    "Toponym",
    "status_of",
]
