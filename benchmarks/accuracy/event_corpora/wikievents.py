"""WikiEvents: where the events of a conflict happened.

Counted are the events whose type is of `CONFLICT` and that have an argument Place; deaths and
injuries only in documents that tell of an attack too (others die of a disease). For each:

- *incident in the sentence*: geomap has an incident whose trigger begins in the sentence of the
  event's trigger or overlaps that trigger;
- *with a place*: at least one of these incidents has a place;
- *place right*: at least one of these has a place whose words overlap a Place argument of the
  event, or that bears its name: the words or the gazetteer's name of the place equal the words of
  the argument (case, accents and a leading article aside). A mention is often only the head of its
  phrase ('station' of 'Oxford Street bus station', 'towns' of 'towns of Gori and Senaki'), so that
  it is taken with up to three words before it and with names joined by 'of' or 'and' after it;
- *place right, trigger meant*: the same, of the incidents whose trigger overlaps the event's.

The corpus has no coreferent mentions; a Place argument is one mention. Shares are of the events
counted; ``right_of_placed`` is of those with a place. ``named`` has the same figures of the events
that have a Place argument with a capital in its phrase: of the others ('the city', 'several areas')
only what was said before tells where.

Incidents beyond the gold events are not judged, as most of the corpus' events have no Place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.event_corpora.outcome import (
    Outcome,
    incidents_by_document,
    one_line,
    plain,
    read_rows,
    share,
    told,
)
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Incident, Span

ATTACKS = ("Conflict.Attack.",)
HARM = ("Life.Die.", "Life.Injure.")
CONFLICT = (
    *ATTACKS,
    *HARM,
    "Conflict.Demonstrate.",
    "Justice.ArrestJailDetain.",
    "ArtifactExistence.DamageDestroyDisableDismantle.",
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A document's text built from its tokens.

    Parameters
    ----------
    text
        Sentences joined with a space, or with an empty line after a headline.
    tokens
        The span of each token.
    sentences
        The span of each sentence.
    """

    text: str
    tokens: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def span(self, first: int, end: int) -> Span:
        """From the first token to the one before ``end``."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def sentence_of(self, offset: int) -> Span:
        """The sentence in which a character stands."""
        starts = [sentence.start for sentence in self.sentences]
        return self.sentences[bisect_right(starts, offset) - 1]


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event of a conflict with the mentions of its place."""

    kind: str
    trigger: Span
    places: tuple[Span, ...]
    phrases: tuple[Span, ...]
    named: bool


def measure(gold: Path, index: PlaceIndex) -> Outcome:
    """Score the places of the events; ``gold`` is JSON Lines as the corpus has it."""
    rows = read_rows(gold)
    laid = {row["doc_id"]: lay(row) for row in rows}
    found = incidents_by_document([Document(key, value.text) for key, value in laid.items()], index)
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = {}
    errors = []
    for row in rows:
        page = laid[row["doc_id"]]
        for event in placed_events(row, page):
            near = beside(event, page, found[row["doc_id"]])
            placed = [i for i in near if i.place is not None]
            right = [i for i in placed if place_right(i, event, page.text)]
            meant = [i for i in right if _overlap(i.trigger_start, i.trigger_end, event.trigger)]
            own = by_kind.setdefault(event.kind.rsplit(".", 1)[0], Counter())
            for tally in (counts, own, *([named] if event.named else [])):
                tally["events"] += 1
                tally["near"] += bool(near)
                tally["placed"] += bool(placed)
                tally["right"] += bool(right)
                tally["meant"] += bool(meant)
            if not right:
                errors.append(_error(row["doc_id"], event, page, near))
    figures = {
        "documents": len(rows),
        **_shares(counts),
        "named": _shares(named),
        "by_kind": {kind: _shares(own) for kind, own in sorted(by_kind.items())},
    }
    return Outcome(figures, tuple(errors))


def lay(row: dict[str, Any]) -> Laid:
    """Build a text from the sentences' tokens, which carry their offsets."""
    text = ""
    tokens: list[Span] = []
    sentences: list[Span] = []
    for words, written in row["sentences"]:
        if text:
            text += " " if text.rstrip("\"'”’)").endswith((".", "!", "?", ":", "…")) else "\n\n"
        begin, base = len(text), words[0][1]
        text += written
        tokens += [Span(begin + start - base, begin + end - base) for _, start, end in words]
        sentences.append(Span(begin, len(text)))
    return Laid(text, tuple(tokens), tuple(sentences))


def placed_events(row: dict[str, Any], page: Laid) -> list[PlacedEvent]:
    """The events of a document that count; see the module's docstring."""
    mentions = {m["id"]: page.span(m["start"], m["end"]) for m in row["entity_mentions"]}
    attacked = any(e["event_type"].startswith(ATTACKS) for e in row["event_mentions"])
    events = []
    for event in row["event_mentions"]:
        kind = event["event_type"]
        if not kind.startswith(CONFLICT) or (kind.startswith(HARM) and not attacked):
            continue
        places = tuple(mentions[a["entity_id"]] for a in event["arguments"] if a["role"] == "Place")
        if places:
            trigger = page.span(event["trigger"]["start"], event["trigger"]["end"])
            phrases = tuple(phrase_of(page.text, mention) for mention in places)
            named = any(re.search(r"[A-Z]", phrase.of(page.text)) for phrase in phrases)
            events.append(PlacedEvent(kind, trigger, places, phrases, named))
    return events


_BEFORE = re.compile(
    r"\b(?:(?!(?:the|a|an|its|their|this|that|in|at|on|of|to|and|near)\s)[\w'’-]+ ){1,3}\Z", re.IGNORECASE
)
_AFTER = re.compile(r" (?:of|called|named)(?: and| [A-Z][\w'’-]*)+")


def phrase_of(text: str, mention: Span) -> Span:
    """A mention with the words before it and the names after it that belong to its phrase."""
    before = _BEFORE.search(text, max(0, mention.start - 60), mention.start)
    after = _AFTER.match(text, mention.end)
    return Span(before.start() if before else mention.start, after.end() if after else mention.end)


def beside(event: PlacedEvent, page: Laid, incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents whose trigger begins in the event's sentence or overlaps its trigger."""
    sentence = page.sentence_of(event.trigger.start)
    return [
        i
        for i in incidents
        if sentence.start <= i.trigger_start < sentence.end
        or _overlap(i.trigger_start, i.trigger_end, event.trigger)
    ]


def place_right(incident: Incident, event: PlacedEvent, text: str) -> bool:
    """Whether an incident's place is one that the event has."""
    place = incident.place
    if place is None:
        return False
    names = {plain(place.text), plain(place.name)}
    if place.resolution is not None:
        names.add(plain(place.resolution.place.name))
    overlapping = any(_overlap(place.start, place.end, phrase) for phrase in event.phrases)
    return overlapping or any(plain(mention.of(text)) in names for mention in event.places)


def _overlap(start: int, end: int, span: Span) -> bool:
    return start < span.end and span.start < end


def _shares(counts: Counter[str]) -> dict[str, Any]:
    return {
        "events": counts["events"],
        "incident_in_the_sentence": share(counts["near"], counts["events"]),
        "with_a_place": share(counts["placed"], counts["events"]),
        "place_right": share(counts["right"], counts["events"]),
        "place_right_trigger_meant": share(counts["meant"], counts["events"]),
        "right_of_placed": share(counts["right"], counts["placed"]),
    }


def _error(name: str, event: PlacedEvent, page: Laid, near: Sequence[Incident]) -> str:
    wanted = " / ".join(span.of(page.text) for span in event.phrases)
    lines = [
        f"{name}: {one_line(page.sentence_of(event.trigger.start).of(page.text))}",
        f"  gold {event.kind} {event.trigger.of(page.text)!r} at {wanted}",
        *(f"  - {told(i)}" for i in near),
    ]
    return "\n".join(lines if near else [*lines, "  - no incident"])
