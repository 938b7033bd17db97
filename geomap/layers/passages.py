"""The texts beside the map: how much of each document travels, and what is marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from geomap.model import Claim, Document, Extraction, Incident, Stance, Toponym
from geomap.model.incident import tellings_of

# Passages this few characters apart are one: the blank between two sentences.
_JOINED_GAP = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document that the map knows something of, in characters of its text.

    ``kind`` is ``incident`` (a sentence that tells of the incidents ``signs``), ``claim`` (other
    words in which somebody speaks for them or, ``against``, denies them or says otherwise),
    ``place`` (a name at which they are said to have happened) or ``mention`` (a name where
    nothing is said to have happened; ``role`` is what it does there, `Role`'s value, and
    ``place`` its position among the map's places only mentioned, None if it is none of them).
    """

    start: int
    end: int
    kind: str
    signs: tuple[int, ...] = ()
    role: str = ""
    against: bool = False
    place: int | None = None


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
        return _within(self.passages, start, end) and self.text[start:end] == words


@dataclass(slots=True)
class _Told:
    """What the incidents say of one document, by their positions."""

    incidents: list[tuple[int, Incident]] = field(default_factory=list)
    claims: list[tuple[int, Claim]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def make_sources(extraction: Extraction, *, quotes: str, mentioned: Sequence[str] = ()) -> tuple[Source, ...]:
    """The documents, with the passages that ``quotes`` (none, sentence, full) lets travel.

    ``mentioned`` are the ids of the map's places only mentioned, in their order there.
    """
    positions = {document.id: i for i, document in enumerate(extraction.documents)}
    told = [_Told() for _ in extraction.documents]
    if quotes != "none":
        for position, incident in enumerate(extraction.incidents):
            sentences: list[tuple[str, int, int]] = []
            for telling in tellings_of(incident):
                sentences.append((telling.document_id, telling.start, telling.end))
                own = told[positions[telling.document_id]]
                own.incidents.append((position, telling))
                # A sentence that is withheld is empty.
                if telling.quote:
                    own.spans.append((telling.start, telling.end))
            for claim in incident.claims:
                if claim.quote and claim.document_id in positions:
                    other = told[positions[claim.document_id]]
                    other.spans.append((claim.start, claim.end))
                    if not any(
                        document == claim.document_id and start <= claim.start and claim.end <= end
                        for document, start, end in sentences
                    ):
                        other.claims.append((position, claim))
    numbers = {place_id: i for i, place_id in enumerate(mentioned)}
    return tuple(
        _source(
            document,
            [(0, len(document.text))] if quotes == "full" else told[i].spans,
            told[i],
            extraction.toponyms[i] if i < len(extraction.toponyms) else (),
            numbers,
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
    told: _Told,
    toponyms: Sequence[Toponym],
    mentioned: Mapping[str, int],
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
        marks=_marks(passages, told, toponyms, mentioned) if passages else (),
    )


def _joined(spans: Iterable[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sorted({(start, min(end, length)) for start, end in spans if start < length}):
        if found and start <= found[-1][1] + _JOINED_GAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order and do not touch, holds all of it."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and end <= spans[at][1]


def _marks(
    passages: Sequence[tuple[int, int]],
    told: _Told,
    toponyms: Sequence[Toponym],
    mentioned: Mapping[str, int],
) -> tuple[Mark, ...]:
    sentences: dict[tuple[int, int], list[int]] = {}
    places: dict[tuple[int, int], list[int]] = {}
    happened: dict[str, list[int]] = {}
    for position, incident in told.incidents:
        sentences.setdefault((incident.start, incident.end), []).append(position)
        place = incident.place
        if place is not None and place.text:
            places.setdefault((place.start, place.end), []).append(position)
            if place.resolution is not None:
                happened.setdefault(place.resolution.place.id, []).append(position)
    claims: dict[tuple[int, int, bool], dict[int, None]] = {}
    for position, claim in told.claims:
        key = (claim.start, claim.end, claim.stance is not Stance.ASSERTS)
        claims.setdefault(key, {})[position] = None
    marks = [Mark(*span, "incident", tuple(signs)) for span, signs in sentences.items()]
    marks += [Mark(start, end, "claim", tuple(c), against=no) for (start, end, no), c in claims.items()]
    marks += [Mark(*span, "place", tuple(signs)) for span, signs in places.items()]
    outer = _joined(places, max((end for _, end in places), default=0))
    seen: set[tuple[int, int]] = set()
    for toponym in toponyms:
        # 'Tartar' of 'Tartar district' is no name of its own; a name read in two ways is one mark.
        if _within(outer, toponym.start, toponym.end) or (toponym.start, toponym.end) in seen:
            continue
        entry = toponym.resolution.place.id if toponym.resolution is not None else ""
        role = toponym.role.value
        span = (toponym.start, toponym.end)
        seen.add(span)
        # The name of a place where something happened, named once more, leads there too.
        if role == "place" and entry in happened:
            marks.append(Mark(*span, "place", tuple(happened[entry]), role))
        else:
            marks.append(Mark(*span, "mention", role=role, place=mentioned.get(entry)))
    inside = (mark for mark in marks if _within(passages, mark.start, mark.end))
    return tuple(sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.kind)))
