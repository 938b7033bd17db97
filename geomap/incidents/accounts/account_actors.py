"""Which actors some words name within an account, where 'it' and 'its forces' are the speaker's own."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.model import ActorKind

_REFLEXIVE = frozenset({"it", "they", "we", "he", "she"})
_OWNED = frozenset({"its", "their", "our", "his", "her"})


def can_act(voice: Voice) -> bool:
    """Whether somebody may have done a deed: a party, a group, anybody but a bystander or mediator."""
    return bool(voice.sides) or voice.kind in {ActorKind.ARMED_GROUP, ActorKind.OTHER}


def is_named_in(cast: Cast, token: int, frame: Frame) -> bool:
    """Whether a word stands in an account; who is named outside it, as its speaker, does not act in it."""
    return frame.start <= cast.sentence.tokens[token].start < frame.end


def actor_of(cast: Cast, token: int, frame: Frame | None) -> Voice | None:
    """The actor of a head; a speaker's own forces are the speaker."""
    return (_own(cast, token, frame) if frame is not None else None) or cast.of(token)


def doers(cast: Cast, tokens: Iterable[int], frame: Frame | None = None) -> tuple[Voice, ...]:
    """Those among some heads who can act, each once."""
    found: list[Voice] = []
    for token in tokens:
        if frame is not None and not is_named_in(cast, token, frame):
            continue
        voice = actor_of(cast, token, frame)
        if voice is not None and can_act(voice):
            add_voice(found, voice)
    return tuple(found)


def add_voice(found: list[Voice], voice: Voice) -> None:
    """Add an actor once; of 'Armenian' and 'Armenian and Azerbaijani forces' the one of more sides."""
    at = next((i for i, v in enumerate(found) if v.start == voice.start), None)
    if at is None:
        found.append(voice)
    elif set(found[at].sides) < set(voice.sides):
        found[at] = voice


def victims(cast: Cast, tokens: Iterable[int], frame: Frame | None) -> tuple[Voice, ...]:
    """The parties among what was acted upon; 'a Ukrainian convoy' is Ukraine's."""
    found: list[Voice] = []
    for token in (c for t in tokens for c in cast.sentence.grammar.coordinated(t)):
        if frame is not None and not is_named_in(cast, token, frame):
            continue
        voice = actor_of(cast, token, frame)
        if voice is None or not (voice.sides or voice.kind is ActorKind.ARMED_GROUP):
            continue
        add_voice(found, voice)
    return tuple(found)


def _own(cast: Cast, token: int, frame: Frame) -> Voice | None:
    """'The army said it had shelled', 'said its aircraft had bombed': the speaker's own side."""
    speaker = frame.speaker
    if frame.act is None or speaker is None or not speaker.sides or not is_named_in(cast, token, frame):
        return None
    first, last = cast.sentence.grammar.name_phrase(token)
    words = cast.sentence.all_lows[first:last]
    if words[-1] not in _REFLEXIVE and _OWNED.isdisjoint(words):
        return None
    # 'accused the army of ... its soldiers': of the accused.
    return frame.accused if frame.accused is not None else speaker
