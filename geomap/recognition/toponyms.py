"""Toponyms of a text: the recogniser's protocol, and the one that ships.

A recogniser yields every place name with its role; which place it means is resolution's matter.
The one here puts together what the gazetteer knows, what a tagger sees, and rules for roles.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from geomap.model import ActorKind, ActorMention, Document, Role, Toponym
from geomap.recognition import persons
from geomap.recognition.company import lists
from geomap.recognition.cues import read_cues
from geomap.recognition.header import Header, read_header
from geomap.recognition.names import GivenNameFinder, Name, NameFinder, Names
from geomap.recognition.organisations import Organisation, find_organisations, with_tagged
from geomap.recognition.persons import People, find_people
from geomap.recognition.roles import Setting, role_of
from geomap.recognition.span_order import SpanOrder
from geomap.recognition.tagged_names import grown, unknown_names
from geomap.recognition.tagging.batches import Tagged, TextTagger
from geomap.recognition.tokens import Token, tokenise
from geomap.recognition.unknown import Surroundings, find_cued_names
from geomap.recognition.weighed import (
    Weighed,
    keep_company,
    weighed_names,
    well_known_lengths,
    with_opinions,
)


class Recogniser(Protocol):
    """Whatever finds the toponyms of a document."""

    def recognise(self, document: Document, actors: Sequence[ActorMention]) -> tuple[Toponym, ...]:
        """The toponyms of ``document`` in the order of its text, none overlapping another."""
        ...


@dataclass(slots=True)
class _Memory:
    """What hangs on a text and the names in it, and on no actor."""

    people: People | None = None
    organisations: Sequence[Organisation] | None = None
    names: list[Name] | None = None
    weighed: list[Weighed] = field(default_factory=list)


@lru_cache(maxsize=1)
def _memory_of(tagged: Tagged) -> _Memory:  # noqa: ARG001 - the key
    """What is remembered of the text that was read last."""
    return _Memory()


class ToponymRecogniser:
    """Finds place names by a gazetteer, by a tagger, and by what stands around them.

    Parameters
    ----------
    index
        The gazetteer (`geomap.gazetteer.index.PlaceIndex` or anything with its two look-ups).
    tagger
        Tagged texts; None to go by the gazetteer and rules alone.
    finder
        What finds the names of that gazetteer, with all that it has looked up; a new one if not
        given.
    given
        Folded names that the user says are places'.
    """

    def __init__(
        self,
        index: Names,
        tagger: TextTagger | None = None,
        finder: NameFinder | None = None,
        given: Set[str] = frozenset(),
    ) -> None:
        self._tagger = tagger
        # What the tagger found of this very gazetteer need not be found again.
        self._same = tagger is not None and tagger.finder.index is index
        self._finder = tagger.finder if tagger is not None and self._same else finder or NameFinder(index)
        if given:
            self._finder, self._same = GivenNameFinder(self._finder, given), False

    def recognise(self, document: Document, actors: Sequence[ActorMention] = ()) -> tuple[Toponym, ...]:
        """The toponyms of ``document``, each with its role, cue and relation.

        Parameters
        ----------
        document
            Any text; what is in no script or language that the gazetteer knows yields nothing.
        actors
            The document's actors: a place name within an institution's name is no place.
        """
        text = document.text
        tagged = self._tagger.of(text) if self._tagger is not None else None
        tokens = tagged.tokens if tagged is not None else tokenise(text)
        names = tagged.names if tagged is not None and self._same else self._finder.find(tokens)
        header = read_header(text)
        dateline = header.dateline
        if dateline is not None:
            # Between the dateline's places and the text stand agency and day: '(Xinhua) --'.
            names = [n for n in names if not dateline.end <= n.start < header.body_start]
        opinions = tagged.opinions if tagged is not None else None
        # A document with a theatre is read twice, and mostly the second reading differs in its actors alone.
        memory = _memory_of(tagged) if tagged is not None and self._same else _Memory()
        if memory.people is None or memory.organisations is None:
            memory.people = find_people(tokens, well_known_lengths(names))
            memory.organisations = find_organisations(tokens)
            if opinions is not None:
                memory.people = persons.with_tagged(memory.people, tokens, opinions)
                memory.organisations = with_tagged(memory.organisations, opinions)
        people, organisations = memory.people, memory.organisations
        names = _without_groups(names, actors)
        if memory.names != names:
            memory.names, memory.weighed = names, list(weighed_names(text, tokens, names, people, dateline))
            if opinions is not None:
                memory.weighed = with_opinions(memory.weighed, opinions)
        weighed = memory.weighed
        kept = keep_company(weighed, text)
        if tagged is not None:
            kept = _with_tagged(text, kept, tagged, header, actors)
        toponyms = _with_roles(text, tokens, kept, people, organisations, actors)
        around = Surroundings(text, tokens, toponyms, people, organisations, actors, opinions)
        cued = find_cued_names(around)
        return _disjoint([*toponyms, *cued])


def _disjoint(toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """In the order of the text; of two that claim a word the first has it, or the one that is known."""
    kept: list[Toponym] = []
    for toponym in sorted(toponyms, key=lambda t: (t.start, -t.end)):
        if not kept or kept[-1].end <= toponym.start:
            kept.append(toponym)
        elif toponym.lemma is not None and kept[-1].lemma is None:
            kept[-1] = toponym
    return tuple(kept)


def _with_tagged(
    text: str,
    kept: Sequence[Weighed],
    tagged: Tagged,
    header: Header,
    actors: Sequence[ActorMention],
) -> list[Weighed]:
    """The names with what the tagger adds: more words to some, and names that no gazetteer has."""
    longer = grown(tagged.tokens, [w.name for w in kept], tagged.opinions)
    of_last = {w.name.last: w for w in reversed(kept)}
    out = []
    for name in longer:
        w = next(of_last[i] for i in range(name.first, name.last + 1) if i in of_last)
        out.append(w if name is w.name else w._replace(name=name))
    bodies = SpanOrder([a for a in actors if a.kind not in {ActorKind.STATE, ActorKind.OTHER}])
    dateline = header.dateline
    for name in unknown_names(text, tagged.tokens, longer, tagged.opinions):
        inside = dateline is not None and dateline.start <= name.start < dateline.end
        if bodies.across(name.start, name.end):
            continue  # 'the Red Cross', 'Hezbollah'
        if dateline is None or inside or name.start >= header.body_start:
            out.append(Weighed(name, read_cues(tagged.tokens, name.first, name.last), 1.0, inside))
    return sorted(out, key=lambda w: w.name.first)


def _without_groups(names: Sequence[Name], actors: Sequence[ActorMention]) -> list[Name]:
    """The names that are not an armed group's or body's: 'Hamas' is a village somewhere, too."""
    groups = {(a.start, a.end) for a in actors if a.kind not in {ActorKind.STATE, ActorKind.OTHER}}
    return [n for n in names if (n.start, n.end) not in groups or _is_known_area(n)]


def _is_known_area(name: Name) -> bool:
    facts = name.facts
    return facts.well_known or facts.unit or facts.region or facts.given


def _with_roles(
    text: str,
    tokens: Sequence[Token],
    kept: Sequence[Weighed],
    people: People,
    organisations: Sequence[Organisation],
    actors: Sequence[ActorMention],
) -> list[Toponym]:
    """The names as toponyms with their roles."""
    inside = {i: o for o in organisations for i in range(o.first, o.last + 1)}
    bounds = lists(text, tokens, [w.name for w in kept])
    of_governments = {
        first: all(w.name.facts.state or w.name.facts.capital for w in kept[first : last + 1])
        for first, last in dict.fromkeys(bounds)  # once a list, however long
    }
    actors_in_order = SpanOrder(actors)
    toponyms: list[Toponym] = []
    for i, w in enumerate(kept):
        name = w.name
        first, last = bounds[i]
        cues = w.cues
        if first != i and cues.relation == "in" and cues.distance_km is None:
            # 'between X and Y', 'near X and Y': what stands before a list holds for all of it.
            lead = kept[first].cues
            cues = cues._replace(relation=lead.relation, locative=cues.locative or lead.locative)
        if last != i and cues.word is None and kept[last].cues.word is not None:
            cues = cues._replace(word=kept[last].cues.word)
        organisation = inside.get(name.first)
        if organisation is not None and organisation.first == name.first and organisation.last == name.last:
            organisation = None
        setting = Setting(
            text,
            tokens,
            name,
            cues,
            organisation,
            actors_in_order.around(name.start, name.end),
            kept[first].name.start,
            kept[last].name.end,
            kept[last].name.last + 1,
            of_governments[first],
            _after_person(tokens, kept[first].name.first, people),
        )
        if w.dateline:
            role = Role.DATELINE
        elif name.facts.demonym:
            role = Role.DEMONYM
        else:
            role = role_of(setting)
        place = role is Role.PLACE
        toponyms.append(
            Toponym(
                name.start,
                name.end,
                text[name.start : name.end],
                role,
                cue=cues.word,
                relation=cues.relation if place else "in",
                distance_km=cues.distance_km if place else None,
                region_prefix=cues.region_prefix if place else None,
                lemma=name.known,
            )
        )
    return toponyms


def _after_person(tokens: Sequence[Token], first: int, people: People) -> bool:
    """Whether a person's name and 'of' stand before token ``first``."""
    return first >= 2 and tokens[first - 1].folded == "of" and first - 2 in people.tokens
