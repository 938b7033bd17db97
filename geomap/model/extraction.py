"""What the whole way yields: documents with their toponyms, incidents and theatres."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model.correction import CorrectionOutcome
from geomap.model.document import Document
from geomap.model.incident import Incident
from geomap.model.mention import Toponym
from geomap.model.override import OverrideOutcome
from geomap.model.sector import Sector
from geomap.model.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Recognition:
    """By what the toponyms of a document were found.

    Parameters
    ----------
    language
        Of its text: 'en', 'ru', 'uk', 'az', 'tr', 'hy', 'ar', 'fr', 'es' or 'other'.
    recogniser
        'news-en' (the bundled model), 'rules', 'lexicon' (gazetteer, endings and cues of another
        language), or the name of a recogniser that was plugged in.
    trained
        Whether a trained model had a say.
    """

    language: str
    recogniser: str
    trained: bool


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
    recognition
        By what the toponyms of each document were found, in the same order; may be left out.
    rejected
        Incidents that a correction took out of ``incidents``.
    corrections
        What came of each correction that was asked for.
    overrides
        What came of each override of a name's place.
    """

    documents: tuple[Document, ...]
    toponyms: tuple[tuple[Toponym, ...], ...]
    incidents: tuple[Incident, ...]
    theatres: tuple[Theatre, ...] = ()
    sectors: tuple[Sector, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    rejected: tuple[Incident, ...] = ()
    corrections: tuple[CorrectionOutcome, ...] = ()
    overrides: tuple[OverrideOutcome, ...] = ()

    def document(self, document_id: str) -> Document:
        """The document of that id; KeyError if there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)
