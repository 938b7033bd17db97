"""What could not be placed, gathered over all documents: one record a document and name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geomap.model import Extraction, Role, Span, Toponym, Unresolved
from geomap.model.unresolved import NOT_LOOKED_UP, why_open
from geomap.recognition.header import read_header
from geomap.recognition.sentences import split_sentences

LONGEST_QUOTE = 300
"""Characters of a sentence that are quoted; a longer one is cut around the name."""

# Of several roles of one name, the first is the one that tells most of where something happened.
_RANK = (Role.PLACE, Role.DATELINE, Role.METONYM, Role.SPEAKER, Role.DEMONYM, Role.ORGANISATION)
_CUT = "…"


def gather_unresolved(extraction: Extraction) -> tuple[Unresolved, ...]:
    """The names for which no place was settled on.

    In the order of the documents and, within one, of the text; names that stand only in an
    organisation's name come after the others of their document. A name that the grammar of a
    sentence made the scene of an incident, and that recognition left alone, is among them.
    """
    scenes: dict[str, list[Toponym]] = {}
    for document_id, scene in _unknown_scenes(extraction):
        scenes.setdefault(document_id, []).append(scene)
    found: list[Unresolved] = []
    # Not strict: an extraction that was put together by hand may be without toponyms.
    for document, toponyms in zip(extraction.documents, extraction.toponyms, strict=False):
        left = [t for t in toponyms if t.resolution is None]
        own = frozenset(_apart(document.text, scenes.get(document.id, ()), toponyms))
        if not left and not own:
            continue
        quoting = _Quoting(document.text, read_header(document.text).body_start)
        named = _by_name(sorted((*left, *own), key=lambda t: (t.start, -t.end)))
        told = [_told(document.id, mentions, own, quoting) for mentions in named]
        found += sorted(told, key=lambda unresolved: unresolved.within_name)
    return tuple(found)


def unresolved_by_document(extraction: Extraction) -> dict[str, list[Unresolved]]:
    """The same by the id of the document; one that has none is left out."""
    found: dict[str, list[Unresolved]] = {}
    for unresolved in gather_unresolved(extraction):
        found.setdefault(unresolved.document_id, []).append(unresolved)
    return found


def _unknown_scenes(extraction: Extraction) -> Iterator[tuple[str, Toponym]]:
    """The places of incidents that have neither an entry nor a shape, by document."""
    for incident in extraction.incidents:
        place = incident.place
        if (
            place is not None
            and place.resolution is None
            and place.geometry is None
            and len(place.text) == place.end - place.start > 0
        ):
            yield incident.document_id, Toponym(place.start, place.end, place.text)


def _apart(text: str, scenes: Iterable[Toponym], toponyms: Iterable[Toponym]) -> list[Toponym]:
    """The scenes that stand in this text and share no character with a toponym, each once."""
    taken = {at for t in toponyms for at in range(t.start, t.end)}
    apart = []
    for scene in scenes:
        span = range(scene.start, scene.end)
        # An incident that was joined from several documents may have its place from another one.
        if text[scene.start : scene.end] == scene.text and taken.isdisjoint(span):
            taken.update(span)
            apart.append(scene)
    return apart


def _by_name(toponyms: Iterable[Toponym]) -> Iterable[list[Toponym]]:
    """Mentions of the same name together, whatever their capitals, blanks and endings."""
    named: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        key = " ".join((toponym.lemma or toponym.text).split()).casefold()
        named.setdefault(key, []).append(toponym)
    return named.values()


def _told(
    document_id: str, mentions: list[Toponym], scenes: frozenset[Toponym], quoting: _Quoting
) -> Unresolved:
    # Mentions that are qualified differently have other guesses: the surest are told.
    considered = max((t.considered for t in mentions), key=lambda c: c[0].score if c else 0.0)
    first = mentions[0]
    return Unresolved(
        document_id=document_id,
        name=" ".join(first.text.split()),
        role=min((t.role for t in mentions), key=_RANK.index),
        mentions=tuple(Span(t.start, t.end) for t in mentions),
        quote=quoting.around(first),
        reason=NOT_LOOKED_UP
        if all(t in scenes for t in mentions)
        else why_open(considered, mentions[0].left_open),
        guesses=considered,
    )


@dataclass(frozen=True, slots=True)
class _Quoting:
    """A text whose header ends at ``body_start``: a dateline is no part of the first sentence."""

    text: str
    body_start: int

    def around(self, toponym: Toponym) -> str:
        """The sentence of a toponym, on one line; of a long one what is around the name."""
        sentences = split_sentences(self.text, self.body_start if toponym.start >= self.body_start else 0)
        at = bisect_right(sentences, toponym.start, key=lambda sentence: sentence.start) - 1
        start, end = toponym.start, toponym.end
        if at >= 0:
            start, end = min(sentences[at].start, start), max(sentences[at].end, end)
        cut_start, cut_end = start, end
        if end - start > LONGEST_QUOTE:
            room = max(0, LONGEST_QUOTE - (toponym.end - toponym.start)) // 2
            cut_start, cut_end = max(start, toponym.start - room), min(end, toponym.end + room)
        before, after = (_CUT if cut_start > start else ""), (_CUT if cut_end < end else "")
        return f"{before}{' '.join(self.text[cut_start:cut_end].split())}{after}"
