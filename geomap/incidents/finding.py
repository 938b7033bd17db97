"""The way from a document's sentences to its incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.claims.answer_claims import ClaimMaker
from geomap.incidents.claims.answers import join_answers, join_negations
from geomap.incidents.claims.claiming import own_claims, parties_of
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.drafts.drafting import read_sentence
from geomap.incidents.drafts.echoes import drop_echoes
from geomap.incidents.drafts.retelling import join_across
from geomap.incidents.reading import Reading
from geomap.incidents.recording import record_of
from geomap.incidents.sentences.ahead import worth_parsing
from geomap.incidents.sentences.structure import Sentence, parse_all
from geomap.model import ActorMention, Document, Incident, Polarity, Sector, Theatre, Toponym


@dataclass(frozen=True, slots=True)
class Case:
    """A document as it comes to the incidents: what was recognised in it, and its setting.

    Parameters
    ----------
    document
        The document; its ``published`` day anchors 'on October 13' and 'overnight'.
    toponyms
        Its toponyms, resolved as far as they could be.
    actors
        Its actors.
    index
        The gazetteer.
    theatre, sectors
        The theatre chosen for the document, and its sectors.
    """

    document: Document
    toponyms: Sequence[Toponym]
    actors: Sequence[ActorMention]
    index: PlaceIndex
    theatre: Theatre | None = None
    sectors: Sequence[Sector] = ()


def find_incidents(
    document: Document,
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
    index: PlaceIndex,
    *,
    theatre: Theatre | None = None,
    sectors: Sequence[Sector] = (),
) -> tuple[Incident, ...]:
    """The incidents that a document tells of, in the order of the text.

    Parameters are those of `Case`. Of many documents `find_in_each` is faster.

    Returns
    -------
    tuple of Incident
        With their claims; places that could not be resolved are kept without a geometry.
    """
    case = Case(document, toponyms, actors, index, theatre, sectors)
    return next(iter(find_in_each([open_case(case)])))


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A document that has been read as far as can be without parsing it."""

    case: Case
    reading: Reading
    worth_parsing: tuple[Sentence, ...]


def open_case(case: Case) -> OpenCase:
    """Read a document up to the choice of the sentences that are worth parsing.

    To be called while the document's words are at hand from recognition, which makes it cheap;
    `find_in_each` then parses many documents together, which makes that cheap.
    """
    reading = Reading(case.document, case.toponyms, case.actors, case.index, case.theatre)
    worth = tuple(worth_parsing(reading))
    if worth:
        reading.read_all()
    return OpenCase(case, reading, worth)


def find_in_each(opened: Sequence[OpenCase]) -> Iterator[tuple[Incident, ...]]:
    """The incidents of each of several documents, whose sentences are parsed together."""
    parse_all([sentence for each in opened for sentence in each.worth_parsing])
    for each in opened:
        yield _incidents(each.reading, each.case)


def _incidents(reading: Reading, case: Case) -> tuple[Incident, ...]:
    if not any(sentence.parsed for sentence in reading.sentences):
        return ()
    drafts: list[Draft] = []
    frames: list[Frame] = []
    for sentence in reading.sentences:
        found, heard = read_sentence(reading, sentence, drafts)
        drafts.extend(found)
        frames.extend(heard)
    drafts = _joined(reading, case, drafts, frames)
    drafts.sort(key=lambda d: (d.start, d.end))
    return tuple(record_of(reading, d, case.index, case.theatre, case.sectors) for d in drafts)


def _joined(reading: Reading, case: Case, drafts: Sequence[Draft], frames: Sequence[Frame]) -> list[Draft]:
    """The drafts of a document with all that is claimed of them, each happening once."""
    document, sides = case.document, reading.sides
    spans = tuple(s.span for s in reading.sentences)
    parties = parties_of(drafts, case.index)
    claimed = [
        replace(d, claims=own_claims(document, d, spans[d.sentence], sides, parties))
        if d.polarity is not Polarity.HYPOTHETICAL
        else d
        for d in drafts
    ]
    maker = ClaimMaker(document, spans, sides, parties)
    answered = join_negations(maker, join_answers(maker, claimed, frames))
    return join_across(drop_echoes(answered))
