"""What the whole way yields: documents with their toponyms, incidents and theatres."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model.document import Document
from geomap.model.incident import Incident
from geomap.model.mention import Toponym
from geomap.model.sector import Sector
from geomap.model.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in a set of documents.

    Parameters
    ----------
    documents
        In the order of the input.
    toponyms
        One tuple for each document, in the same order, each in the order of the text.
    incidents
        In the order of the documents and, within one, of the text.
    theatres, sectors
        The theatres that were used and the sectors computed from them.
    """

    documents: tuple[Document, ...]
    toponyms: tuple[tuple[Toponym, ...], ...]
    incidents: tuple[Incident, ...]
    theatres: tuple[Theatre, ...] = ()
    sectors: tuple[Sector, ...] = ()

    def document(self, document_id: str) -> Document:
        """The document of that id; KeyError if there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)
