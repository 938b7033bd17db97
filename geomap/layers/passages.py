"""The texts beside the map: how much of each document travels, and what is marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from geomap.model import Document, Extraction, Incident, Toponym

# Passages this few characters apart are one: the blank between two sentences.
_JOINED_GAP = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document that the map knows something of, in characters of its text.

    ``kind`` is ``incident`` (a sentence that tells of the incidents ``signs``), ``place`` (a name
    at which they are said to have happened) or ``mention`` (a name where nothing is said to have
    happened; ``role`` is what it does there, `Role`'s value).
    """

    start: int
    end: int
    kind: str
    signs: tuple[int, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the map cites it.

    Parameters
    ----------
    id, title, publisher, published
        As the document has them; its id where it has no title.
    url
        An http or https address or None; whatever else a document gives is not a link.
    text
        The whole text; only what lies in ``passages`` travels with the map.
    passages
        Spans of the text in order, none of which touch; empty if quotations do not travel.
    marks
        Within the passages, in the order of the text, longer ones first.
    """

    id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    text: str
    passages: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()

    def has(self, start: int, end: int, words: str) -> bool:
        """Whether the words stand there and travel with the map."""
        within = any(first <= start and end <= last for first, last in self.passages)
        return within and self.text[start:end] == words


def make_sources(extraction: Extraction, *, quotes: str) -> tuple[Source, ...]:
    """The documents, with the passages that ``quotes`` (none, sentence, full) lets travel."""
    positions = {document.id: i for i, document in enumerate(extraction.documents)}
    told: list[list[tuple[int, Incident]]] = [[] for _ in extraction.documents]
    spans: list[list[tuple[int, int]]] = [[] for _ in extraction.documents]
    if quotes != "none":
        for position, incident in enumerate(extraction.incidents):
            own = positions[incident.document_id]
            told[own].append((position, incident))
            # A sentence that is withheld is empty.
            if incident.quote:
                spans[own].append((incident.start, incident.end))
            for claim in incident.claims:
                if claim.quote and claim.document_id in positions:
                    spans[positions[claim.document_id]].append((claim.start, claim.end))
    return tuple(
        _source(
            document,
            [(0, len(document.text))] if quotes == "full" else spans[i],
            told[i],
            extraction.toponyms[i] if i < len(extraction.toponyms) else (),
        )
        for i, document in enumerate(extraction.documents)
    )


def web_address(url: str | None) -> str | None:
    """The address if it is a complete http or https one, else None (never ``javascript:``, ``file:``)."""
    if not url or any(ord(c) <= 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _source(
    document: Document,
    spans: Iterable[tuple[int, int]],
    told: Sequence[tuple[int, Incident]],
    toponyms: Sequence[Toponym],
) -> Source:
    passages = _joined(spans, len(document.text))
    return Source(
        id=document.id,
        title=document.title or document.id,
        publisher=document.source,
        published=document.published,
        url=web_address(document.url),
        text=document.text,
        passages=passages,
        marks=_marks(passages, told, toponyms) if passages else (),
    )


def _joined(spans: Iterable[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sorted({(start, min(end, length)) for start, end in spans if start < length}):
        if found and start <= found[-1][1] + _JOINED_GAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _marks(
    passages: Sequence[tuple[int, int]],
    told: Sequence[tuple[int, Incident]],
    toponyms: Sequence[Toponym],
) -> tuple[Mark, ...]:
    sentences: dict[tuple[int, int], list[int]] = {}
    places: dict[tuple[int, int], list[int]] = {}
    happened: dict[str, list[int]] = {}
    for position, incident in told:
        sentences.setdefault((incident.start, incident.end), []).append(position)
        place = incident.place
        if place is not None and place.text:
            places.setdefault((place.start, place.end), []).append(position)
            if place.resolution is not None:
                happened.setdefault(place.resolution.place.id, []).append(position)
    marks = [Mark(start, end, "incident", tuple(signs)) for (start, end), signs in sentences.items()]
    marks += [Mark(start, end, "place", tuple(signs)) for (start, end), signs in places.items()]
    for toponym in toponyms:
        span = (toponym.start, toponym.end)
        if span in places:
            continue
        # The name of a place where something happened, named once more, leads there too.
        again = happened.get(toponym.resolution.place.id, ()) if toponym.resolution is not None else ()
        kind = "place" if again and toponym.role.value == "place" else "mention"
        marks.append(Mark(*span, kind, tuple(again) if kind == "place" else (), toponym.role.value))
    inside = [m for m in marks if any(first <= m.start and m.end <= last for first, last in passages)]
    return tuple(sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def positions_of(sources: Sequence[Source]) -> Mapping[str, int]:
    """Position of each source by its id."""
    return {source.id: i for i, source in enumerate(sources)}
