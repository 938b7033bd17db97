"""What has to hold of whatever a stage gives, for tests that draw inputs and for fuzzing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from geomap.errors import FaultsError, GeomapError
from geomap.model import Document, Extraction, Incident, Toponym
from geomap.readers import read_source
from geomap.readers.source import Source

_SURROGATE = re.compile("[\ud800-\udfff]")


def is_one_line(error: GeomapError) -> None:
    """A message is one line, and of a length that can be read, but for those that tell every fault of a file."""
    told = str(error)
    assert told.strip()
    assert "\n" not in told
    if isinstance(error, FaultsError):
        assert all("\n" not in fault for fault in error.faults)
    else:
        assert len(told) < 4000, len(told)


def documents_of(content: bytes, suffix: str) -> tuple[list[Document], list[GeomapError]]:
    """Read a file of that suffix from memory; all of it holds."""
    faults: list[GeomapError] = []
    source = Source(f"a{suffix}", "a", suffix, None, opener=lambda: io.BytesIO(content))
    documents = list(read_source(source, on_error=faults.append))
    assert documents or faults
    for fault in faults:
        is_one_line(fault)
    for document in documents:
        document_holds(document)
    assert len({document.id for document in documents}) == len(documents)
    return documents, faults


def document_holds(document: Document) -> None:
    """A document has text, and no half characters or NULs anywhere."""
    words = [document.text, document.id, document.title, document.source, document.url, document.language]
    words += [each for field in document.fields for each in field]
    for each in words:
        assert each is None or _SURROGATE.search(each) is None, each
    assert "\r" not in document.text
    assert document.text.strip()


def spans_hold(text: str, mentions: Iterable[object]) -> None:
    """Mentions stand in the text where they say, in order, none within another."""
    end = 0
    for each in mentions:
        start, stop, words = each.start, each.end, each.text  # type: ignore[attr-defined]
        assert end <= start < stop <= len(text), (end, start, stop)
        assert text[start:stop] == words
        end = stop


def toponyms_hold(text: str, toponyms: Sequence[Toponym]) -> None:
    """Spans hold, places lie on earth, shares of belief are shares."""
    spans_hold(text, toponyms)
    for toponym in toponyms:
        found = toponym.resolution
        if found is None:
            continue
        assert 0 <= found.score <= 1
        assert 1 <= found.where_prec <= 7
        assert found.radius_km >= 0
        assert -180 <= found.place.point.lon <= 180
        assert -90 <= found.place.point.lat <= 90
        assert found.place.id


def incident_holds(incident: Incident, document: Document) -> None:
    """All that an incident quotes stands in its document; days and counts are in their ranges."""
    text = document.text
    assert incident.document_id == document.id
    assert text[incident.start : incident.end] == incident.quote
    assert text[incident.trigger_start : incident.trigger_end] == incident.trigger
    for claim in incident.claims:
        assert claim.document_id == document.id
        assert text[claim.start : claim.end] == claim.quote
    for count in incident.casualties:
        assert text[count.start : count.end] == count.quote
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)
    if incident.date_start is not None:
        assert incident.date_end is not None
        assert date.min <= incident.date_start <= incident.date_end <= date.max
    place = incident.place
    if place is not None:
        assert text[place.start : place.end] == place.text
        assert place.radius_km is None or place.radius_km >= 0
        if place.geometry is not None:
            west, south, east, north = place.geometry.to_shapely().bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90


def report_holds(report: Extraction) -> None:
    """Everything in a report points into its documents; no id is there twice."""
    documents = {document.id: document for document in report.documents}
    assert len(report.toponyms) == len(report.documents)
    for document, toponyms in zip(report.documents, report.toponyms, strict=True):
        toponyms_hold(document.text, toponyms)
    for incident in report.incidents:
        incident_holds(incident, documents[incident.document_id])
    assert len({incident.id for incident in report.incidents}) == len(report.incidents)
