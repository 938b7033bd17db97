"""Sentences, actors and accounts for the tests of incidents, made from a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geomap.incidents.accounts.attribution import find_frames
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.memory import Memory
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.drafts import drafting
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.reading import Reading
from geomap.incidents.sentences.grammar import Grammar
from geomap.incidents.sentences.structure import Sentence, parse_all, tokenise
from geomap.model import Act, ActorKind, Document, Span
from geomap.pipeline.reading import read_toponyms
from geomap.syntax import Parse


def sentence(text: str) -> Sentence:
    """A text as one sentence."""
    return tokenise(text, Span(0, len(text)), 0)


def tree(drawn: str) -> Grammar:
    """A tree drawn by hand: a word a line with its tag, its head by number from 1 (0 of the root), its relation."""
    rows = [line.split() for line in drawn.strip().splitlines()]
    return Grammar(
        [word.lower() for word, *_ in rows],
        Parse(
            tuple(tag for _, tag, _, _ in rows),
            tuple(int(head) - 1 for _, _, head, _ in rows),
            tuple(relation for *_, relation in rows),
        ),
    )


def says(grammar: Grammar, *tokens: int | None) -> list[str]:
    """The words of some tokens of a tree."""
    return [grammar.lows[token] for token in tokens if token is not None]


def voice(text: str, name: str, *sides: str, kind: ActorKind = ActorKind.STATE, weight: int = 2) -> Voice:
    """An actor at the first place where a text names it."""
    start = text.index(name)
    return Voice(start, start + len(name), name, sides, kind, weight if sides else 0)


def group(text: str, name: str, *sides: str) -> Voice:
    """An armed group at the first place where a text names it."""
    return voice(text, name, *sides, kind=ActorKind.ARMED_GROUP)


def cast_of(
    text: str,
    *voices: Voice,
    memory: Memory | None = None,
    seats: Mapping[str, str] | None = None,
    home: str | None = None,
) -> Cast:
    """The actors of a text of one sentence; seats by the names of the places."""
    seated = {text.index(place): state for place, state in (seats or {}).items()}
    ordered = sorted(voices, key=lambda v: v.start)
    return Cast(text, sentence(text), ordered, memory or Memory(), seated, home)


def frames_of(text: str, *voices: Voice, memory: Memory | None = None) -> tuple[Frame, ...]:
    """The accounts of a text of one sentence whose actors are given."""
    cast = cast_of(text, *voices, memory=memory)
    return find_frames(cast.sentence, cast)


@dataclass(frozen=True)
class Account:
    """Who says what in a document, as it reads."""

    act: Act | None
    speaker: str | None
    sides: tuple[str, ...]
    accused: tuple[str, ...]
    content: str
    takes_up: str | None
    reciprocal: bool


def accounts(text: str, theatre: str = "none") -> list[Account]:
    """The accounts of a whole document, its actors found by the recogniser of the package."""
    return [
        Account(
            frame.act,
            None if frame.speaker is None else frame.speaker.text,
            () if frame.speaker is None else frame.speaker.sides,
            () if frame.accused is None else frame.accused.sides,
            text[frame.start : frame.end].strip(" ,."),
            frame.takes_up,
            frame.reciprocal,
        )
        for frame in _walked(text, theatre)
    ]


def _walked(text: str, theatre: str) -> list[Frame]:
    found = read_toponyms(
        [Document("d", text)], theatre=theatre, date=None, index=None, recogniser="model", progress=None
    )
    (read,) = found
    reading = Reading(read.document, read.toponyms, read.actors, read.setting.index, read.setting.theatre)
    parse_all(reading.sentences)
    drafts: list[Draft] = []
    frames: list[Frame] = []
    for each in reading.sentences:
        told, heard = drafting.read_sentence(reading, each, drafts)
        drafts.extend(told)
        frames.extend(heard)
    return frames
