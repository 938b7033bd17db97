"""Who did it and to whom: from grammar, from accusation, and from parties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.incidents import lexicon
from geomap.incidents.attribution import Frame
from geomap.incidents.speakers import joint
from geomap.incidents.structure import Sentence
from geomap.incidents.triggers import Trigger
from geomap.incidents.voices import Voice
from geomap.model import ActorKind, IncidentType

_MUTUAL = frozenset(
    {
        IncidentType.ARMED_CLASH,
        IncidentType.TALKS,
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.PRISONER_EXCHANGE,
    }
)
_TARGET_PREPOSITIONS = frozenset({"on", "against", "at", "targeting", "towards"})
_AGENT_PREPOSITIONS = frozenset({"by", "from"})
_OWN = re.compile(
    r"\b(?:it|they|we|he|she|(?:its|their|our|his|her) (?:own )?(?:\w+ )?(?:forces|troops|soldiers|army|"
    r"aircraft|planes|jets|warplanes|fighters|units|navy|air force|drones|artillery|men|military))\b",
    re.IGNORECASE,
)
_UNDERGONE = re.compile(
    r"\b(?:was|were|been|being|killed|wounded|injured|hit|struck|damaged|destroyed|hurt)\b.*\b(?:by|in|from|during|under)\b",
    re.IGNORECASE,
)
"""Between an actor and a noun: 'soldiers were killed by mortar fire' names no agent."""
_MOVEMENT = frozenset({IncidentType.DISPLACEMENT, IncidentType.CASUALTIES_REPORT, IncidentType.HUMANITARIAN})


def participants(
    text: str, sentence: Sentence, trigger: Trigger, voices: Sequence[Voice], frame: Frame | None
) -> tuple[tuple[Voice, ...], tuple[Voice, ...], str]:
    """Initiators, targets, and what decided.

    Parameters
    ----------
    voices
        The actors of the sentence.
    frame
        The innermost account around the trigger, if any.
    """
    clause = sentence.clause_of(trigger.head)
    begin, end = sentence.clause_span(clause)
    inside = [v for v in voices if begin <= v.start < end and not _is_speaker(v, frame)]
    if frame is not None and frame.start <= trigger.start:
        # Who is named outside the account is not who acts in it.
        inside = [v for v in inside if v.start >= frame.start]
    before = [v for v in inside if v.end <= trigger.start]
    after = [v for v in inside if v.start >= trigger.end]
    if trigger.type in _MUTUAL and not trigger.generic:
        return _mutual(text, before, after, trigger, frame)
    agent = _agent(text, before, after, trigger)
    if agent is None and frame is not None and frame.speaker is not None and not trigger.passive:
        agent = _own_side(text, sentence, trigger, frame, frame.speaker)
    targets = _targets(text, before, after, trigger, agent)
    why = "grammar"
    if agent is None and frame is not None:
        if frame.reciprocal and frame.speaker is not None:
            return (frame.speaker,), targets or (frame.speaker,), "both accuse each other"
        if frame.accused is not None:
            agent, why = frame.accused, "accusation"
    if (
        agent is None
        and trigger.verbal
        and not trigger.passive
        and clause.kind in {"coordinate", "participle", "content", "purpose"}
    ):
        agent = _carried(sentence, clause.first, voices, frame)
        why = "subject carried"
    if agent is not None and agent in inside:
        # 'U.S. and British warplanes': both.
        agent = joint(text, inside, agent, begin)
    if agent is not None and targets and agent in targets:
        targets = tuple(t for t in targets if t is not agent)
    return ((agent,) if agent is not None else ()), targets, why


def _own_side(text: str, sentence: Sentence, trigger: Trigger, frame: Frame, speaker: Voice) -> Voice | None:
    """'The army said it had shelled', 'said its aircraft had bombed': the speaker's own side."""
    begin = max(frame.start, sentence.clause_span(sentence.clause_of(trigger.head))[0])
    if frame.act is None or begin >= trigger.start or not speaker.sides:
        return None
    return speaker if _OWN.search(text, begin, trigger.start) is not None else None


def _is_speaker(voice: Voice, frame: Frame | None) -> bool:
    return frame is not None and frame.speaker is not None and voice.start == frame.speaker.start


def _preposition(text: str, voice: Voice) -> str:
    """The word before a voice, articles left out."""
    words = text[max(0, voice.start - 30) : voice.start].replace(",", " , ").split()
    while words and words[-1].lower() in {
        "the",
        "a",
        "an",
        "both",
        "some",
        "its",
        "their",
        "ethnic",
        "suspected",
        "local",
    }:
        words.pop()
    return words[-1].lower() if words else ""


def _can_act(voice: Voice) -> bool:
    return bool(voice.sides) or voice.kind in {ActorKind.ARMED_GROUP, ActorKind.OTHER}


def _agent(text: str, before: list[Voice], after: list[Voice], trigger: Trigger) -> Voice | None:
    by = next((v for v in after if _preposition(text, v) in _AGENT_PREPOSITIONS and _can_act(v)), None)
    if trigger.passive:
        return by
    if by is not None and not trigger.verbal:
        return by
    candidates = [
        v
        for v in before
        if _can_act(v)
        and _preposition(text, v) not in {"of", "with", "for", "in", "to", "than", "at", "near"}
    ]
    if trigger.verbal:
        return candidates[-1] if candidates else by
    # A noun: 'Russian shelling', "Azerbaijan's drone strikes", 'X launched an attack on'.
    candidates = [v for v in candidates if _UNDERGONE.search(text, v.end, trigger.start) is None]
    touching = next((v for v in reversed(candidates) if trigger.start - v.end <= 25), None)
    if touching is not None:
        return touching
    strong = [v for v in candidates if v.weight]
    return strong[-1] if strong else by


def _targets(
    text: str, before: list[Voice], after: list[Voice], trigger: Trigger, agent: Voice | None
) -> tuple[Voice, ...]:
    if trigger.type in _MOVEMENT:
        return ()
    if trigger.passive:
        subject = [v for v in before if v is not agent]
        return tuple(subject[-1:])
    if trigger.verbal:
        direct = [
            v
            for v in after
            if v is not agent and _preposition(text, v) not in {"by", "from", "in", "to", "with", "near"}
        ]
        return tuple(direct[:1])
    aimed = [v for v in after if v is not agent and _preposition(text, v) in {*_TARGET_PREPOSITIONS, "of"}]
    return tuple(aimed[:1])


def _mutual(
    text: str, before: list[Voice], after: list[Voice], trigger: Trigger, frame: Frame | None
) -> tuple[tuple[Voice, ...], tuple[Voice, ...], str]:
    """Those who fight, talk or agree with each other are all initiators."""
    sides: list[Voice] = []
    for voice in (*before, *after):
        if not (_can_act(voice) or voice.kind is ActorKind.PERSON):
            continue
        if voice.kind is ActorKind.MEDIATOR and trigger.type is IncidentType.ARMED_CLASH:
            continue
        if not any(v.sides == voice.sides and v.sides for v in sides):
            sides.append(voice)
    if trigger.type is IncidentType.ARMED_CLASH:
        if not trigger.verbal:
            sides = [v for v in sides if _beside(text, v, trigger)]
        sides = [v for v in sides if v.sides or v.weight or _armed(v)]
        if not sides and frame is not None:
            if frame.reciprocal and frame.speaker is not None:
                sides = [frame.speaker]
            elif frame.accused is not None:
                sides = [frame.accused]
        if trigger.verbal and len(sides) > 1 and not _together(text, sides, trigger):
            return (sides[0],), tuple(sides[1:2]), "grammar"
    return tuple(sides[:4]), (), "those named together"


def _beside(text: str, voice: Voice, trigger: Trigger) -> bool:
    """'Russian artillery and clashes between A and B': those that a noun names as fighting."""
    if voice.end <= trigger.start:
        return trigger.start - voice.end <= 25 or _preposition(text, voice) == "between"
    return _preposition(text, voice) in {"between", "with", "by", "and", "against", "involving"}


def _armed(voice: Voice) -> bool:
    return any(w in lexicon.words("armed_people") for w in voice.text.lower().split())


def _together(text: str, sides: list[Voice], trigger: Trigger) -> bool:
    """'A and B exchanged fire' and 'A clashed with B' against 'A repelled B'."""
    word = text[trigger.start : trigger.end].lower()
    return sides[1].end <= trigger.start or word.startswith(
        ("clash", "exchang", "trad", "skirmish", "battl", "fight", "fought", "engag")
    )


def _carried(sentence: Sentence, first: int, voices: Sequence[Voice], frame: Frame | None) -> Voice | None:
    """The subject of the clause before, for a clause that has none of its own."""
    limit = sentence.tokens[first].start
    floor = sentence.span.start
    if frame is not None and frame.start < limit:
        if (
            frame.speaker is not None
            and frame.end > limit
            and not any(frame.start <= v.start < limit for v in voices)
        ):
            return None
        floor = max(floor, frame.start)
    earlier = [
        v for v in voices if floor <= v.start and v.end <= limit and v.weight and not _is_speaker(v, frame)
    ]
    return earlier[0] if earlier else None
