"""Reporting frames: who says, claims, denies or accuses in a sentence, and what.

A frame is a verb of speaking with its speaker and the stretch of text that the speaker vouches
for. Frames nest; the innermost one around an incident tells whose account it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents import lexicon
from geomap.incidents.speakers import (
    inverted,
    joint,
    joint_after,
    last_before,
    postposed,
    subject,
    voice_after,
)
from geomap.incidents.structure import BE, Sentence
from geomap.incidents.voices import Voice
from geomap.model import Act, ActorKind

_ACTS = {
    "reports": Act.REPORTS,
    "accuses": Act.ACCUSES,
    "admits": Act.ADMITS,
    "confirms": Act.CONFIRMS,
    "denies": Act.DENIES,
    "calls for": Act.CALLS_FOR,
}
# Forms that are more often nouns or adjectives; they count as verbs with a subject before them.
_ANSWERS = frozenset({Act.DENIES, Act.CONFIRMS, Act.ADMITS})
_DETERMINERS = frozenset(
    "the a an its their his her this that these those such any no some new of in for our".split()
)
_RECIPROCAL = re.compile(r"\b(?:each other|one another|the other(?: side| party)?|blame|accusations)\b")
_TRADED = frozenset({"traded", "trade", "trading", "exchanged", "exchange", "swapped"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody's account.

    Parameters
    ----------
    act
        What the speaker does; None for warnings, fears and promises, which assert nothing.
    speaker
        None where nobody is named ('was reported').
    accused
        Who is accused or blamed.
    start, end
        The content: the stretch of the document that the speaker vouches for.
    cue_start, cue_end
        The verb.
    sentence
        Index of the sentence.
    takes_up
        The word by which it takes up what was said before ('denied the accusation'); empty for
        a verb without an object; None if it tells something itself.
    factive
        Whether it takes for granted what it speaks of ('condemned the attack').
    reciprocal
        Whether each of the speaker's sides says it of the other.
    """

    act: Act | None
    speaker: Voice | None
    accused: Voice | None
    start: int
    end: int
    cue_start: int
    cue_end: int
    sentence: int
    takes_up: str | None = None
    reciprocal: bool = False
    factive: bool = False


def find_frames(
    text: str, sentence: Sentence, voices: Sequence[Voice], persons: dict[str, Voice]
) -> tuple[Frame, ...]:
    """The frames of one sentence, in the order of their verbs.

    Parameters
    ----------
    voices
        The actors within the sentence, in order.
    persons
        Surnames known so far, each with the voice for whom it spoke; a person's name alone is
        looked up here. Updated by the caller.
    """
    frames: list[Frame] = []
    for cue in _cue_tokens(sentence):
        frame = _frame(text, sentence, voices, persons, cue, frames)
        if frame is not None:
            frames.append(frame)
    frames.extend(_according_to(text, sentence, voices))
    frames.extend(_traded_blame(text, sentence, voices))
    return tuple(_bounded(text, frames, sentence))


def _cue_tokens(sentence: Sentence) -> list[tuple[int, str, int]]:
    """(token, act, tokens taken) of each verb of speaking."""
    found = []
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        for pattern in lexicon.cues().get(token.low, ()):
            rest = pattern.rest
            if tuple(sentence.lows(i + 1, i + 1 + len(rest))) != rest:
                continue
            before = tokens[i - 1].low if i else ""
            after = tokens[i + 1 + len(rest)].low if i + 1 + len(rest) < len(tokens) else ""
            if before in _DETERMINERS and pattern.kind != "ing":
                break
            if token.low in lexicon.words("cues_mostly_nouns") and (
                before in {"'s", "of", "in"} or (i and tokens[i - 1].possessive)
            ):
                break
            if (
                token.low in lexicon.words("cues_mostly_nouns")
                and not rest
                and pattern.kind in {"base", "s"}
                and not _verb_like(sentence, i)
            ):
                break
            if pattern.kind == "ing" and before in {"of", "by", "for", "without", "the"}:
                break
            if token.capitalised and i and pattern.kind != "past":
                break
            if token.low in {"put", "describe", "described"} and after != "the":
                break
            found.append((i, pattern.act, 1 + len(rest)))
            break
    return found


def _verb_like(sentence: Sentence, i: int) -> bool:
    before = sentence.tokens[i - 1].low if i else ""
    return before in {
        "to",
        "will",
        "would",
        "also",
        "they",
        "officials",
        "both",
        "and",
        "have",
        "who",
        "sides",
        "residents",
        "authorities",
        "it",
        "he",
        "she",
        "forces",
        "ministry",
    } or (before.endswith("s") and before not in {"'s", "its", "his"})


def _frame(
    text: str,
    sentence: Sentence,
    voices: Sequence[Voice],
    persons: dict[str, Voice],
    cue: tuple[int, str, int],
    earlier: Sequence[Frame],
) -> Frame | None:
    at, act_name, length = cue
    tokens = sentence.tokens
    cue_start, cue_end = tokens[at].start, tokens[at + length - 1].end
    act = _ACTS.get(act_name)
    if _negated(sentence, at):
        # 'did not confirm', 'has not denied': nothing is said of it.
        return None
    if _is_passive(sentence, at):
        return _passive_frame(text, sentence, voices, at, length, act)
    carried = earlier[-1].speaker if earlier else None
    spoken = not tokens[at].low.endswith("ing")
    behind = inverted(text, sentence, voices, at, length) if spoken else None
    if behind is not None:
        begin = _reach_back(sentence, earlier, cue_start)
        return Frame(act, behind, None, begin, max(begin + 1, cue_start), cue_start, cue_end, sentence.index)
    speaker, subject_start = subject(text, sentence, voices, persons, at, carried)
    if speaker is not None and postposed(text, sentence, at, length, subject_start):
        begin = _reach_back(sentence, earlier, subject_start)
        if begin < subject_start:
            return Frame(act, speaker, None, begin, subject_start, cue_start, cue_end, sentence.index)
    after, end = cue_end, sentence.span.end
    accused, reciprocal = None, False
    if act is Act.ACCUSES:
        accused, after, reciprocal = _accused(text, sentence, voices, at + length)
        if reciprocal and speaker is None:
            return None
    takes_up = _takes_up(sentence, at + length) if act in _ANSWERS else None
    if after >= end:
        after = cue_start
    return Frame(
        act,
        speaker,
        accused,
        after,
        end,
        cue_start,
        cue_end,
        sentence.index,
        takes_up,
        reciprocal,
        factive=act_name == "reacts",
    )


def _negated(sentence: Sentence, at: int) -> bool:
    before = sentence.lows(at - 3, at)
    return any(w in {"not", "never", "neither", "nor"} or w.endswith("n't") for w in before)


def _reach_back(sentence: Sentence, earlier: Sequence[Frame], limit: int) -> int:
    """Where the account before a postposed speaker begins."""
    ends = [f.cue_end for f in earlier if f.cue_end < limit and f.sentence == sentence.index]
    return max(ends, default=sentence.span.start)


def _is_passive(sentence: Sentence, at: int) -> bool:
    before = sentence.lows(at - 3, at)
    past = any(p.kind in {"past", "pp"} for p in lexicon.cues()[sentence.tokens[at].low])
    by = sentence.lows(at + 1, at + 2) == ["by"]
    return past and (by or any(w in BE for w in before)) and "having" not in before


def _passive_frame(
    text: str,
    sentence: Sentence,
    voices: Sequence[Voice],
    at: int,
    length: int,
    act: Act | None,
) -> Frame | None:
    """'was accused (by X) of': the subject is the accused; 'was reported': nobody says it."""
    tokens = sentence.tokens
    cue = tokens[at]
    ahead = [i for i in range(at + 1, min(at + 4, len(tokens))) if tokens[i].low == "by"]
    speaker = voice_after(voices, tokens[ahead[0]].end, 25) if ahead else None
    begin, _ = sentence.clause_span(sentence.clause_of(at))
    if act is Act.ACCUSES and sentence.lows(at + 1, at + 2) == ["on"]:
        # 'The attacks were blamed on X by Y'.
        accused = voice_after(voices, tokens[at + 1].end, 25)
        by = re.search(r"\bby\b", text[cue.end : sentence.span.end])
        speaker = voice_after(voices, cue.end + by.end(), 10) if by else None
        if accused is None or speaker is None or cue.start <= begin:
            return None
        return Frame(act, speaker, accused, begin, cue.start, cue.start, cue.end, sentence.index)
    if act is Act.ACCUSES:
        accused = last_before(voices, cue.start, sentence.span.start)
        start = speaker.end if speaker else tokens[at + length - 1].end
        return Frame(act, speaker, accused, start, sentence.span.end, cue.start, cue.end, sentence.index)
    if speaker is not None and cue.start > begin:
        # 'The claim was denied by X' takes up; 'X was confirmed by Y' speaks of the clause before.
        takes_up = "claim" if act is Act.DENIES else None
        return Frame(act, speaker, None, begin, cue.start, cue.start, cue.end, sentence.index, takes_up)
    return None


def _accused(
    text: str, sentence: Sentence, voices: Sequence[Voice], first: int
) -> tuple[Voice | None, int, bool]:
    """Who is accused, where the accusation begins, and whether both accuse each other."""
    tokens = sentence.tokens
    begin = tokens[min(first, len(tokens) - 1)].start
    window = text[begin : begin + 70].lower()
    other = re.match(r"(?:each other|one another|the other(?: side| party)?)\b", window)
    if other is not None:
        return None, begin + other.end(), True
    accused = voice_after(voices, begin, 25)
    if accused is None:
        return None, begin, False
    accused = joint_after(text, voices, accused)
    if re.search(r"\b(?:on)\s+(?:the\s+)?$", text[begin : accused.start].lower()):
        # 'blamed the attack on X'
        return accused, begin, False
    # 'accused X on April 5 of having ...': what is between is of the saying.
    of = re.match(r"[^,;:]{0,40}?\b(?:of|for)\b", text[accused.end : sentence.span.end])
    return accused, accused.end + (of.end() if of else 0), False


def _takes_up(sentence: Sentence, first: int) -> str | None:
    """The word by which the verb takes up something said before; empty if it has no object."""
    rest = sentence.lows(first, first + 6)
    if not rest or rest[0] in {".", ",", ";"}:
        return ""
    if rest[0] == "that" and len(rest) > 1 and rest[1] not in {".", ",", ";", "too"}:
        # 'denied that it ...' tells something itself; 'denied that.' takes it up.
        return None
    for word in rest:
        if word in lexicon.anaphors():
            return word
        if word == "that" or word.endswith("ing"):
            return None
    return None


def _according_to(text: str, sentence: Sentence, voices: Sequence[Voice]) -> list[Frame]:
    found = []
    tokens = sentence.tokens
    for i in range(len(tokens) - 2):
        if tokens[i].low != "according" or tokens[i + 1].low != "to":
            continue
        start, end = tokens[i].start, tokens[i + 1].end
        speaker = voice_after(voices, end, 40)
        if speaker is None:
            match = re.match(
                r"\s*((?:the |a |an |local |some )?[\w'’.-]+(?: [\w'’.-]+){0,3})",
                text[end : sentence.span.end],
            )
            if match is None:
                continue
            speaker = Voice(end + match.start(1), end + match.end(1), match.group(1), (), ActorKind.OTHER, 0)
        if i == 0:
            begin, finish = min(speaker.end, sentence.span.end - 1), sentence.span.end
        else:
            begin, finish = sentence.span.start, start
        if begin < finish:
            found.append(Frame(Act.REPORTS, speaker, None, begin, finish, start, end, sentence.index))
    return found


def _traded_blame(text: str, sentence: Sentence, voices: Sequence[Voice]) -> list[Frame]:
    """'The two sides traded accusations of ...', 'exchanged blame for ...'."""
    found = []
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.low not in _TRADED or not _RECIPROCAL.match(" ".join(sentence.lows(i + 1, i + 3))):
            continue
        clause = sentence.clause_of(i)
        begin, _ = sentence.clause_span(clause)
        speaker = last_before(voices, token.start, begin)
        if speaker is not None:
            speaker = joint(text, voices, speaker, begin)
            found.append(
                Frame(
                    Act.ACCUSES,
                    speaker,
                    None,
                    token.end,
                    sentence.span.end,
                    token.start,
                    token.end,
                    sentence.index,
                    reciprocal=True,
                )
            )
    return found


def _bounded(text: str, frames: list[Frame], sentence: Sentence) -> list[Frame]:
    """Cut each account where the same speaker, or a coordinate clause, begins another."""
    frames = sorted(frames, key=lambda f: f.cue_start)
    bounded = []
    for i, frame in enumerate(frames):
        stop = text.find(";", frame.start, frame.end)
        end = stop if stop > frame.start else frame.end
        for other in frames[i + 1 :]:
            if not frame.start <= other.cue_start < end or other.end <= other.cue_start:
                continue
            clause = sentence.clause_at(other.cue_start)
            same = (
                other.speaker is not None
                and frame.speaker is not None
                and other.speaker.sides == frame.speaker.sides
            )
            if clause.kind in {"coordinate", "participle"} or same or clause.kind == "main":
                end = sentence.clause_span(clause)[0]
                break
        bounded.append(replace(frame, end=end) if end > frame.start else replace(frame, end=frame.start + 1))
    return bounded
