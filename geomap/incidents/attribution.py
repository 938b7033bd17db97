"""Reporting frames: who says, claims, denies or accuses in a sentence, and what.

A frame is a verb of speaking with its speaker and the stretch of text that the speaker vouches
for. Frames nest; the innermost one around an incident tells whose account it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents import lexicon
from geomap.incidents.structure import BE, Clause, Sentence, is_quote
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
_DETERMINERS = frozenset(
    "the a an its their his her this that these those such any no some new of in for our".split()
)
_RECIPROCAL = re.compile(r"\b(?:each other|one another|the other(?: side| party)?|blame|accusations)\b")
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]+ ){0,3}[A-Z][\w'’.-]+$")
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
    anaphoric
        Whether it speaks of something said before ('denied the accusation').
    reciprocal
        Whether each of the speaker's sides says it of the other.
    sub_clause
        Whether the content is a relative clause's ('allegations both have rejected').
    """

    act: Act | None
    speaker: Voice | None
    accused: Voice | None
    start: int
    end: int
    cue_start: int
    cue_end: int
    sentence: int
    anaphoric: bool = False
    reciprocal: bool = False


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
    for at, act, length in _cue_tokens(sentence):
        frame = _frame(text, sentence, voices, persons, at, act, length, frames)
        if frame is not None:
            frames.append(frame)
    frames.extend(_according_to(text, sentence, voices))
    frames.extend(_traded_blame(text, sentence, voices))
    return tuple(_bounded(frames, sentence))


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
    at: int,
    act_name: str,
    length: int,
    earlier: Sequence[Frame],
) -> Frame | None:
    tokens = sentence.tokens
    clause = sentence.clause_of(at)
    cue_start, cue_end = tokens[at].start, tokens[at + length - 1].end
    act = _ACTS.get(act_name)
    passive = _is_passive(sentence, at)
    if passive:
        return _passive_frame(sentence, voices, at, length, act, clause)
    speaker, subject_start = _subject(text, sentence, voices, persons, at, clause, earlier)
    after = cue_end
    postposed = speaker is not None and _postposed(text, sentence, at, length, subject_start)
    if postposed:
        begin = _reach_back(sentence, earlier, subject_start)
        if begin < subject_start:
            return Frame(act, speaker, None, begin, subject_start, cue_start, cue_end, sentence.index)
    if speaker is None:
        inverted = _inverted(sentence, voices, at, length)
        if inverted is not None:
            begin = _reach_back(sentence, earlier, cue_start)
            return Frame(
                act, inverted, None, begin, max(begin + 1, cue_start), cue_start, cue_end, sentence.index
            )
    end = sentence.span.end
    accused = None
    reciprocal = False
    if act is Act.ACCUSES:
        accused, after, reciprocal = _accused(text, sentence, voices, at + length)
        if reciprocal and speaker is None:
            return None
    anaphoric = act in {Act.DENIES, Act.CONFIRMS, Act.ADMITS} and _takes_up(sentence, at + length)
    if after >= end:
        after = cue_start
        anaphoric = anaphoric or act is Act.DENIES
    return Frame(act, speaker, accused, after, end, cue_start, cue_end, sentence.index, anaphoric, reciprocal)


def _is_passive(sentence: Sentence, at: int) -> bool:
    before = sentence.lows(at - 3, at)
    past = any(p.kind in {"past", "pp"} for p in lexicon.cues()[sentence.tokens[at].low])
    return past and any(w in BE for w in before) and "having" not in before


def _passive_frame(
    sentence: Sentence,
    voices: Sequence[Voice],
    at: int,
    length: int,
    act: Act | None,
    clause: Clause,
) -> Frame | None:
    """'was accused (by X) of': the subject is the accused; 'was reported': nobody says it."""
    tokens = sentence.tokens
    cue = tokens[at]
    ahead = [i for i in range(at + 1, min(at + 4, len(tokens))) if tokens[i].low == "by"]
    speaker = _voice_after(voices, tokens[ahead[0]].end, 25) if ahead else None
    begin, _ = sentence.clause_span(clause)
    if act is Act.ACCUSES:
        accused = _last_before(voices, cue.start, begin)
        start = speaker.end if speaker else tokens[at + length - 1].end
        return Frame(act, speaker, accused, start, sentence.span.end, cue.start, cue.end, sentence.index)
    if speaker is not None and cue.start > begin:
        # 'The claim was denied by X' takes up; 'X was confirmed by Y' speaks of the clause before.
        anaphoric = act is Act.DENIES
        return Frame(act, speaker, None, begin, cue.start, cue.start, cue.end, sentence.index, anaphoric)
    return None


def _subject(
    text: str,
    sentence: Sentence,
    voices: Sequence[Voice],
    persons: dict[str, Voice],
    at: int,
    clause: Clause,
    earlier: Sequence[Frame],
) -> tuple[Voice | None, int]:
    """The speaker of the verb at token ``at``, and where its name begins."""
    tokens = sentence.tokens
    cue_start = tokens[at].start
    begin, _ = sentence.clause_span(clause)
    voice = _last_before(voices, cue_start, begin)
    between = text[voice.end : cue_start] if voice else ""
    if voice is not None and _near(between):
        return _joint(text, voices, voice, begin), voice.start
    person = _person_before(text, sentence, at, persons, begin)
    if person is not None:
        return person, person.start
    if clause.kind in {"coordinate", "participle"}:
        # The subject is carried: of the frame before, or of the clause before.
        if earlier and earlier[-1].speaker is not None:
            return earlier[-1].speaker, cue_start
        previous = _last_before(voices, begin, sentence.span.start)
        return previous, cue_start
    if clause.kind == "relative":
        return _last_before(voices, begin, sentence.span.start), cue_start
    plain = _observer(text, sentence, at, clause)
    if plain is not None:
        return plain, plain.start
    pronoun = next((w for w in sentence.lows(max(clause.first, at - 3), at) if w in _PRONOUNS), None)
    if pronoun is not None:
        return persons.get(""), cue_start
    return (voice, voice.start) if voice is not None and len(between) < 60 else (None, cue_start)


def _near(between: str) -> bool:
    """Whether what stands between a name and its verb leaves the name the verb's subject."""
    low = between.lower()
    return len(between) <= 90 and not re.search(r"\b(?:said|told|that|which|who)\b|[;:]", low)


def _joint(text: str, voices: Sequence[Voice], voice: Voice, begin: int) -> Voice:
    """Two subjects joined by 'and' speak together ('Armenia and Azerbaijan accused each other')."""
    partner = next(
        (v for v in reversed(voices) if begin <= v.start and v.end <= voice.start and v.sides), None
    )
    if (
        partner is not None
        and voice.sides
        and partner.sides != voice.sides
        and text[partner.end : voice.start].strip().lower() in {"and", "and the", "and both"}
    ):
        return replace(
            voice,
            start=partner.start,
            text=text[partner.start : voice.end],
            sides=(*partner.sides, *voice.sides),
        )
    return voice


def _person_before(
    text: str, sentence: Sentence, at: int, persons: dict[str, Voice], begin: int
) -> Voice | None:
    match = _PERSON.search(text[begin : sentence.tokens[at].start].rstrip(" ,"))
    if match is None:
        return None
    name = match.group()
    start = begin + match.start()
    surname = name.split()[-1].removesuffix("'s").removesuffix("’s")
    known = persons.get(surname)
    if known is not None:
        return replace(known, start=start, end=start + len(name), text=name)
    if start == sentence.span.start and " " not in name:
        return None
    return Voice(start, start + len(name), name, (), ActorKind.PERSON, 0)


def _observer(text: str, sentence: Sentence, at: int, clause: Clause) -> Voice | None:
    for i in range(at - 1, max(clause.first, at - 6) - 1, -1):
        token = sentence.tokens[i]
        if token.low in lexicon.words("observers"):
            first = i
            while (
                first > clause.first and sentence.tokens[first - 1].low not in {",", "that"} and i - first < 2
            ):
                first -= 1
            start = sentence.tokens[first].start
            return Voice(start, token.end, text[start : token.end], (), ActorKind.OTHER, 0)
    return None


def _last_before(voices: Sequence[Voice], offset: int, floor: int) -> Voice | None:
    return next((v for v in reversed(voices) if v.end <= offset and v.start >= floor), None)


def _voice_after(voices: Sequence[Voice], offset: int, reach: int) -> Voice | None:
    return next((v for v in voices if offset <= v.start <= offset + reach), None)


def _postposed(text: str, sentence: Sentence, at: int, length: int, subject_start: int) -> bool:
    """Whether the account stands before its speaker: '..., X said' or '"...," X said on Monday'."""
    tokens = sentence.tokens
    before = text[sentence.span.start : subject_start].rstrip()
    if not before or before[-1] not in ',”"»':
        return False
    rest = [t.low for t in tokens[at + length : at + length + 8]]
    return (
        "that" not in rest[:3]
        and (len(rest) < 8 or before[-1] != "," or is_quote(before[-1]))
        and len(before) > 15
    )


def _inverted(sentence: Sentence, voices: Sequence[Voice], at: int, length: int) -> Voice | None:
    """'..., said X': the speaker stands after the verb."""
    tokens = sentence.tokens
    before = tokens[at - 1].low if at else ""
    if not (before == "," or is_quote(before)):
        return None
    return _voice_after(voices, tokens[at + length - 1].end, 6)


def _reach_back(sentence: Sentence, earlier: Sequence[Frame], limit: int) -> int:
    """Where the account before a postposed speaker begins."""
    ends = [f.cue_end for f in earlier if f.cue_end < limit and f.sentence == sentence.index]
    return max(ends, default=sentence.span.start)


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
    accused = _voice_after(voices, begin, 25)
    if accused is None:
        return None, begin, False
    on = re.search(r"\b(?:on)\s+(?:the\s+)?$", text[begin : accused.start].lower())
    if on is not None:
        # 'blamed the attack on X'
        return accused, begin, False
    return accused, accused.end, False


def _takes_up(sentence: Sentence, first: int) -> bool:
    """Whether the verb's object is a word for something said before, or nothing at all."""
    rest = sentence.lows(first, first + 6)
    if not rest or rest[0] in {".", ",", ";"}:
        return True
    for word in rest:
        if word in lexicon.anaphors():
            return True
        if word in {"that", "shelling", "targeting", "attacking"} or word.endswith("ing"):
            return False
    return False


def _according_to(text: str, sentence: Sentence, voices: Sequence[Voice]) -> list[Frame]:
    found = []
    tokens = sentence.tokens
    for i in range(len(tokens) - 2):
        if tokens[i].low != "according" or tokens[i + 1].low != "to":
            continue
        start, end = tokens[i].start, tokens[i + 1].end
        speaker = _voice_after(voices, end, 40)
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
        speaker = _last_before(voices, token.start, begin)
        if speaker is not None:
            speaker = _joint(text, voices, speaker, begin)
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


def _bounded(frames: list[Frame], sentence: Sentence) -> list[Frame]:
    """Cut each account where the same speaker, or a coordinate clause, begins another."""
    frames = sorted(frames, key=lambda f: f.cue_start)
    bounded = []
    for i, frame in enumerate(frames):
        end = frame.end
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
