"""Where an account begins and ends: behind its verb, before it ('..., X said'), or around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.sentences.structure import Sentence, is_quote
from geomap.model import Act

_CLOSING = frozenset({",", ".", ";", ")", "--", "—", "–"})
_ARTICLES = frozenset({"the", "a", "an"})
_TO_THAT = 12
"""Words between a verb of speaking and the 'that' of what is said."""
_REST = 8
"""Words behind a speaker after which his sentence goes on with more than a day or a place."""


def content_after(sentence: Sentence, cue: Cue) -> tuple[int, int]:
    """The stretch behind a verb: 'said in Belgrade that ...' says nothing of Belgrade."""
    tokens, end = sentence.tokens, sentence.span.end
    reach = range(cue.last, min(cue.last + _TO_THAT, len(tokens)))
    that = next((i for i in reach if sentence.all_lows[i] == "that"), None)
    if that is not None and not any(sentence.grammar.is_verb(i) for i in range(cue.last, that)):
        return tokens[that].start, end
    cue_end = tokens[cue.last - 1].end
    return (cue_end if cue_end < end else tokens[cue.first].start), end


def content_before(sentence: Sentence, cue: Cue, subject: int | None) -> tuple[int, int] | None:
    """The stretch before a speaker who stands behind what is said: '..., X said', '"...," said X'.

    A speaker in the middle ('In the east, X said, a helicopter bombed Y') vouches for both parts.
    """
    lows, grammar = sentence.all_lows, sentence.grammar
    first, after = _speaker_and_verb(sentence, cue, subject)
    if first == 0 or cue.gerund:
        return None
    quoted = is_quote(lows[first - 1])
    if not quoted and lows[first - 1] != ",":
        return None
    rest = lows[after : after + _REST]
    if "that" in rest[:3]:
        return None
    stops = bool(rest) and rest[0] in _CLOSING
    usual = subject is not None and subject < cue.head and not stops
    if not quoted and usual and any(k > cue.head for k in grammar.of(cue.head, "ccomp")):
        # 'In Gori, X said Russian troops had ...': what is said stands behind the verb as usual.
        return None
    inserted = grammar.relations[cue.head] == "parataxis"
    closes = len(rest) < _REST or stops or is_quote(rest[0])
    if not (closes or quoted or inserted):
        return None
    whole = sentence.span.start, sentence.span.end
    if sum(1 for i in range(first) if grammar.is_verb(i) or grammar.is_noun(i)) < 2:
        return whole if inserted else None
    if inserted and rest[:1] == [","] and grammar.heads[cue.head] > cue.head:
        return whole
    return sentence.span.start, sentence.tokens[first].start


def _speaker_and_verb(sentence: Sentence, cue: Cue, subject: int | None) -> tuple[int, int]:
    """The tokens of a verb of speaking with its speaker, half open."""
    first, after = cue.first, cue.last
    if subject is not None:
        begin, end = sentence.grammar.stretch(subject)
        if subject < cue.first:
            first = begin
        else:
            after = max(after, end)
    while first > 0 and sentence.all_lows[first - 1] in _ARTICLES:
        first -= 1
    return first, after


def bounded(sentence: Sentence, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Cut each account that follows its verb where a clause beside that verb goes on with something else."""
    cut = []
    for i, frame in enumerate(frames):
        end = frame.end
        if frame.start >= frame.cue_end:
            end = _end(sentence, frame, frames[i + 1 :])
        cut.append(replace(frame, end=max(end, frame.start + 1)))
    return tuple(cut)


def _end(sentence: Sentence, frame: Frame, later: Sequence[Frame]) -> int:
    """Where an account ends: at a semicolon, a clause joined to its verb, or the next of the same speaker."""
    grammar, tokens = sentence.grammar, sentence.tokens
    end = frame.end
    cue = sentence.token_at(frame.cue_start)
    for token in range(cue + 1, len(tokens)):
        if sentence.all_lows[token] == ";" and frame.start <= tokens[token].start < end:
            end = tokens[token].start
            break
    described = _ends_before_verb(sentence, cue) if frame.act is not Act.ACCUSES else None
    if described is not None and frame.start < described < end:
        end = described
    for kid in grammar.of(cue, "conj", "parataxis"):
        if kid > cue and (grammar.is_verb(kid) or grammar.own_subject(kid) is not None):
            begin = tokens[grammar.stretch(kid)[0]].start
            end = begin if frame.start < begin < end else end
    for other in later:
        inside = frame.start <= other.cue_start < end
        if inside and other.start >= other.cue_end and _same_speaker(frame, other):
            begin = tokens[grammar.stretch(sentence.token_at(other.cue_start))[0]].start
            end = min(end, begin if begin > frame.cue_end else other.cue_start)
    return end


def _ends_before_verb(sentence: Sentence, cue: int) -> int | None:
    """The end of what describes a subject: 'Crowds demanding bread blocked the road'."""
    grammar = sentence.grammar
    if grammar.relations[cue] not in {"acl", "acl:relcl"}:
        return None
    noun = grammar.heads[cue]
    verb = grammar.heads[noun]
    if verb < 0 or not grammar.is_verb(verb) or grammar.relations[noun] not in {"nsubj", "nsubj:pass"}:
        return None
    last = grammar.stretch(cue)[1] - 1
    return sentence.tokens[last].end if cue <= last < verb else None


def _same_speaker(frame: Frame, other: Frame) -> bool:
    if frame.speaker is None or other.speaker is None:
        return False
    return bool(other.speaker.sides) and other.speaker.sides == frame.speaker.sides
