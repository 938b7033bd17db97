"""Accounts without a verb of speaking of their own: 'according to X', 'and so did Y'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.accounts.frames import Frame, frame_of
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act

_LIKEWISE = frozenset({"so", "neither", "nor"})
_DID = frozenset({"did", "has", "have", "does", "do"})
_LONGEST = 12
"""Words from 'according' to the head of the speaker's name."""


def according_to(sentence: Sentence, cast: Cast) -> list[Frame]:
    """'Shells fell on X, according to Y', 'According to Y, shells fell on X'."""
    found = []
    tokens, lows, grammar = sentence.tokens, sentence.all_lows, sentence.grammar
    for i in range(len(tokens) - 2):
        if lows[i] != "according" or lows[i + 1] != "to":
            continue
        reach = range(i + 2, min(i + _LONGEST, len(tokens)))
        head = next((j for j in reach if grammar.heads_phrase(j)), None)
        speaker = cast.together(grammar.coordinated(head), anybody=True) if head is not None else None
        if head is None or speaker is None:
            continue
        cast.speaks(head)
        begin, finish = sentence.span.start, tokens[i].start
        if i == 0:
            begin, finish = min(speaker.end, sentence.span.end - 1), sentence.span.end
        if begin < finish:
            cue = Cue(i, i + 2, Act.REPORTS, head)
            found.append(frame_of(sentence, cue, speaker, (begin, finish)))
    return found


def likewise(sentence: Sentence, cast: Cast, frames: Sequence[Frame]) -> list[Frame]:
    """'The rebels denied having thrown it, and so did the army': the same of another speaker."""
    lows = sentence.all_lows
    found = []
    for i in range(1, len(lows) - 2):
        if lows[i] not in _LIKEWISE or lows[i + 1] not in _DID:
            continue
        before = [f for f in frames if f.cue_end <= sentence.tokens[i].start and f.speaker is not None]
        head = next((j for j in range(i + 2, len(lows)) if sentence.grammar.heads_phrase(j)), None)
        speaker = cast.of(head, anybody=True) if head is not None else None
        if before and speaker is not None:
            found.append(replace(before[-1], speaker=speaker, takes_up=before[-1].takes_up or "it"))
    return found
