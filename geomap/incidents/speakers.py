"""Who is the subject of a verb of speaking: before it, after it, carried over, or known by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.structure import Clause, Sentence, is_quote
from geomap.incidents.voices import Voice
from geomap.model import ActorKind

_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December".split()
)
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]+ ){0,3}[A-Z][\w'’.-]+$")
_ARTICLE = re.compile(r"(?:^|\s)(?:the|a|an|local|some|one)$", re.IGNORECASE)
_PHRASE = re.compile(r"(?:[\w'’.-]+ ){0,11}[\w'’.-]+")
_CLAUSE = re.compile(r"\b(?:was|were|has|had|have|is|are)\b.*\b(?:in|at|on)\b")
_GOVERNED = re.compile(r"\b(?:to|in|at|from|near|of|for|with|on|into)\s+$")
_GROUPS = frozenset(
    f"the {noun}"
    for noun in "group alliance movement organisation organization militia insurgents rebels bloc".split()
)
_NAMED_AFTER = re.compile(r"\s+((?:the|a|an) (?:[\w'’-]+ ){0,6}[\w'’-]+)(?=[,.])")
_ORGANISED = frozenset({ActorKind.ARMED_GROUP, ActorKind.MEDIATOR})
LAST_GROUP = "group"
"""Key under which the last organisation named stands among the persons."""
_NEXT = 12
"""Characters between a bare demonym and the actor it describes ('the Syrian Kurdish YPG')."""


def subject(
    text: str,
    sentence: Sentence,
    voices: Sequence[Voice],
    persons: dict[str, Voice],
    at: int,
    carried: Voice | None,
) -> tuple[Voice | None, int]:
    """The speaker of the verb at token ``at``, and the character where its name begins.

    Parameters
    ----------
    persons
        Surnames known so far, each with the voice for whom it spoke; under the empty string who
        spoke last.
    carried
        The speaker of the frame before in the sentence, for a verb without a subject.
    """
    clause = sentence.clause_of(at)
    cue_start = sentence.tokens[at].start
    begin, _ = sentence.clause_span(clause)
    voice = last_before(voices, cue_start, begin)
    if voice is not None and _near(text[voice.end : cue_start]):
        return joint(text, voices, voice, begin), voice.start
    person = _person_before(text, sentence, at, persons, begin)
    if person is not None:
        return person, person.start
    if clause.kind in {"coordinate", "participle"}:
        return carried or last_before(voices, begin, sentence.span.start), cue_start
    if clause.kind == "relative":
        return last_before(voices, begin, sentence.span.start), cue_start
    if any(w in _PRONOUNS for w in sentence.lows(max(clause.first, at - 2), at)):
        return persons.get(""), sentence.tokens[at - 1].start
    plain = _phrase_before(text, sentence, at, clause)
    if plain is not None and plain.text.lower() in _GROUPS:
        armed = [v for v in voices if v.end <= plain.start and v.kind in _ORGANISED and v.sides]
        meant = armed[-1] if armed else persons.get(LAST_GROUP)
        if meant is not None:
            return replace(meant, start=plain.start, end=plain.end, text=plain.text), plain.start
    return (plain, plain.start) if plain is not None else (None, cue_start)


def _near(between: str) -> bool:
    """Whether what stands between a name and its verb leaves the name the verb's subject."""
    low = between.lower()
    if len(between) > 90 or re.search(r"\b(?:said|told|that|which|who)\b|[;:]", low):
        return False
    # 'the spokesman, a general, said' closes what it opens; 'in Gori, the ministry said' does not.
    return between.count(",") % 2 == 0 and not _CLAUSE.search(low)


def joint(text: str, voices: Sequence[Voice], voice: Voice, begin: int) -> Voice:
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
    """A capitalised name right before the verb, known by its surname or not."""
    match = _PERSON.search(text[begin : sentence.tokens[at].start].rstrip(" ,"))
    if match is None or _GOVERNED.search(text[begin : begin + match.start()]) is not None:
        # 'villagers who fled to Ingushetia said': a place, and no person.
        return None
    name = match.group()
    if name.split()[-1] in _DAYS:
        return None
    start = begin + match.start()
    surname = name.split()[-1].removesuffix("'s").removesuffix("’s")
    known = persons.get(surname)
    if known is not None:
        return replace(known, start=start, end=start + len(name), text=name)
    if start == sentence.span.start and " " not in name:
        return None
    return Voice(start, start + len(name), name, (), ActorKind.PERSON, 0)


def _phrase_before(text: str, sentence: Sentence, at: int, clause: Clause) -> Voice | None:
    """The noun phrase right before the verb: 'a local committee', 'the leader in Sukhumi'.

    It begins at the last comma, quotation mark or 'that' before the verb, else with the clause,
    and is taken only where it is short or names those who usually speak.
    """
    first = at
    while first > clause.first and sentence.tokens[first - 1].low not in {",", "that", "and", "but"}:
        if is_quote(sentence.tokens[first - 1].low):
            break
        first -= 1
    start, end = sentence.tokens[first].start, sentence.tokens[at].start
    phrase = text[start:end].strip()
    if first == at or _PHRASE.fullmatch(phrase) is None:
        return None
    words = [t.low for t in sentence.tokens[first:at]]
    opens = first > clause.first or words[0] in {"the", "a", "an", "local", "some", "several"}
    if not (opens or any(w in lexicon.words("observers") for w in words)):
        return None
    if any(w in lexicon.words("auxiliaries") or w in _PRONOUNS for w in words):
        return None
    return Voice(start, start + len(phrase), phrase, (), ActorKind.OTHER, 0)


def last_before(voices: Sequence[Voice], offset: int, floor: int) -> Voice | None:
    """The last actor that ends before a character and begins after another."""
    return next((v for v in reversed(voices) if v.end <= offset and v.start >= floor), None)


def voice_after(voices: Sequence[Voice], offset: int, reach: int) -> Voice | None:
    """The first actor that begins within ``reach`` characters; past a demonym that describes it."""
    at = next((i for i, v in enumerate(voices) if offset <= v.start <= offset + reach), None)
    if at is None:
        return None
    voice = voices[at]
    following = voices[at + 1] if at + 1 < len(voices) else None
    if (
        following is not None
        and voice.weight < min(2, following.weight)
        and following.start - voice.end <= _NEXT
    ):
        return following
    return voice


def joint_after(text: str, voices: Sequence[Voice], voice: Voice) -> Voice:
    """'accused soldiers and foreign fighters': an actor with the one joined to it by 'and'."""
    partner = next((v for v in voices if v.start > voice.end), None)
    if partner is None or text[voice.end : partner.start].strip().lower() not in {"and", "and the"}:
        return voice
    sides = tuple(dict.fromkeys((*voice.sides, *partner.sides)))
    return replace(voice, end=partner.end, text=text[voice.start : partner.end], sides=sides)


def postposed(text: str, sentence: Sentence, at: int, length: int, subject_start: int) -> bool:
    """Whether the account stands before its speaker: '..., X said' or '"...," X said on Monday'."""
    if subject_start >= sentence.tokens[at].start:
        return False
    before = _ARTICLE.sub("", text[sentence.span.start : subject_start].rstrip()).rstrip()
    if len(before) <= 15 or before[-1] not in ',”"»':
        return False
    rest = [t.low for t in sentence.tokens[at + length : at + length + 8]]
    closes = len(rest) < 8 or rest[0] in {",", "."} or is_quote(before[-1])
    return "that" not in rest[:3] and closes


def inverted(text: str, sentence: Sentence, voices: Sequence[Voice], at: int, length: int) -> Voice | None:
    """'..., said X': the speaker stands after the verb."""
    before = sentence.tokens[at - 1].low if at else ""
    if not (before == "," or is_quote(before)):
        return None
    end = sentence.tokens[at + length - 1].end
    voice = voice_after(voices, end, 6)
    if voice is not None:
        following = sentence.lows(sentence.token_at(voice.end - 1) + 1, sentence.token_at(voice.end - 1) + 2)
        # 'refugees, from Gori, said Russian troops had ...': the subject of what is said.
        verb = following and (following[0] in lexicon.words("auxiliaries") or following[0].endswith("ed"))
        return None if verb else voice
    match = _NAMED_AFTER.match(text, end, sentence.span.end)
    return (
        None if match is None else Voice(match.start(1), match.end(1), match.group(1), (), ActorKind.OTHER, 0)
    )
