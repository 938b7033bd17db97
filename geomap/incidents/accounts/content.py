"""What an account amounts to by its content.

'It was the work of X, he said' accuses, 'it had no part in the blast' denies, 'we did it' admits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.incidents import lexicon
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence, is_quote
from geomap.model import Act

_LONGEST = 18
"""Words up to which what is said speaks of nothing but the deed told before."""
_DISOWNING = (
    "nothing to do with", "no part in", "no role in", "no hand in", "no involvement in", "not behind",
    "not involved in", "not responsible", "not carried out", "not to blame", "not done it", "not do it",
)  # fmt: skip
_NO_DEED = ("no operation", "no operations", "no raid", "no raids", "no such attack", "no such operation")
_UNTRUE = frozenset(
    "lie lies invention fabrication false untrue nonsense propaganda baseless fake fiction groundless "
    "unfounded slander hoax fabricated provocation".split()
)
_NOT_TRUE = (
    "it is not true",
    "it was not true",
    "it is false",
    "it is untrue",
    "it was false",
    "it is a lie",
)
_BE = frozenset({"was", "were", "is", "are", "be", "been"})
_TO_BLAME = (("to", "blame"), ("behind",), ("responsible",))
_DID_IT = (("did", "it"), ("did", "this"), ("done", "it"), ("done", "this"))
_OURS = frozenset({"our", "ours", "us", "we", "my"})
_IT_WAS = (("it", "was"), ("was", "our"), ("were", "ours"), ("was", "us"), ("did", "it"))
_REPLYING = frozenset(
    "answered replied responded retorted countered answer reply respond retort counter".split()
)
_NEGATING = frozenset("no not nobody none never nothing neither".split())
_YES = frozenset({"yes", "indeed", "true"})
_NONE = frozenset({"no", "none", "not"})
_CARRYING = frozenset("carried committed conducted perpetrated staged launched mounted made executed".split())
_TOLD_BEFORE = frozenset({"the", "both", "this", "that", "these", "those"})
_WORK = frozenset({"work", "doing", "handiwork"})


def by_content(sentence: Sentence, cast: Cast, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The frames of a sentence, those that only tell as what they amount to."""
    return tuple(_amounts_to(sentence, cast, frame) for frame in frames)


def _amounts_to(sentence: Sentence, cast: Cast, frame: Frame) -> Frame:
    if frame.act is not Act.REPORTS or frame.speaker is None:
        return frame
    tokens = sentence.tokens_of(frame.start, frame.end)
    if not tokens or len(tokens) > _LONGEST:
        return frame
    lows = [sentence.all_lows[i] for i in tokens]
    said = " ".join(lows)
    if any(f" {words}" in f" {said}" for words in (*_DISOWNING, *_NO_DEED)):
        return replace(frame, act=Act.DENIES, takes_up=_deeds(lows))
    if said.startswith(_NOT_TRUE):
        return replace(frame, act=Act.DENIES)
    if len(lows) <= _LONGEST // 2 and _UNTRUE & set(lows) and _BE & set(lows):
        return replace(frame, act=Act.DENIES, takes_up="allegation")
    if lows[0] in _NONE and _of_the_accused(cast, lows[1:4]):
        return replace(frame, act=Act.DENIES, takes_up="it")
    after = sentence.token_at(max(frame.cue_start, frame.cue_end - 1)) + 1
    if sentence.lows(after, after + 2) == ["of", "the"] and sentence.lows(after + 2, after + 3):
        # '"Only runways were aimed at," the command said of the raid'
        deed = sentence.all_lows[after + 2]
        if deed in lexicon.anaphors():
            return replace(frame, act=Act.CONFIRMS, takes_up=deed)
    accused = _to_blame(sentence, cast, tokens)
    if accused is None or not accused.sides:
        return _answering(sentence, frame, lows)
    if set(accused.sides) & set(frame.speaker.sides):
        return replace(frame, act=Act.ADMITS, takes_up=_deeds(lows))
    return replace(frame, act=Act.ACCUSES, accused=accused, takes_up=_deeds(lows))


def _answering(sentence: Sentence, frame: Frame, lows: Sequence[str]) -> Frame:
    """'"It was our snipers," said X' admits; '"That is a dream," X answered' denies."""
    if _OURS & set(lows) and any(pair in _IT_WAS for pair in pairwise(lows)):
        return replace(frame, act=Act.ADMITS, takes_up="it")
    verb = sentence.all_lows[sentence.token_at(frame.cue_start)]
    quoted = is_quote(lows[0]) or is_quote(sentence.all_lows[max(0, sentence.token_at(frame.start) - 1)])
    if verb in _REPLYING and (quoted or _NEGATING & set(lows)) and not _YES & set(lows[:3]):
        return replace(frame, act=Act.DENIES, takes_up="it")
    return frame


def _of_the_accused(cast: Cast, lows: Sequence[str]) -> bool:
    """'no ranger had been there' after 'accused rangers': whether a noun names who was accused."""
    accused = cast.memory.accused
    if accused is None:
        return False
    nouns = {w.removesuffix("s") for w in accused.text.lower().split()}
    return any(w.removesuffix("s") in nouns for w in lows)


def _carried_out(sentence: Sentence, i: int) -> bool:
    """'had carried out both attacks', 'committed the massacre': of a deed told before."""
    lows, grammar = sentence.all_lows, sentence.grammar
    if lows[i] not in _CARRYING:
        return False
    return any(
        lows[k] in lexicon.anaphors() and lows[grammar.name_phrase(k)[0]] in _TOLD_BEFORE
        for k in grammar.of(i, "obj")
    )


def _deeds(lows: Sequence[str]) -> str:
    """What it takes up: one deed told before, or both of two."""
    return "both" if "both" in lows else "it"


def _to_blame(sentence: Sentence, cast: Cast, tokens: Sequence[int]) -> Voice | None:
    """Who is said to have done it: 'X was behind the blast', 'it was the work of X', 'X did it'."""
    grammar, lows = sentence.grammar, sentence.all_lows
    for i in tokens:
        if lows[i] in _WORK:
            owner = [k for k in grammar.of(i, "nmod", "nmod:poss") if lows[k] not in {"it", "its"}]
            found = next((v for k in owner if (v := cast.of(k)) is not None), None)
            if found is not None:
                return found
        blamed = lows[i - 1] in _BE if i else False
        if (
            (blamed and any(tuple(lows[i : i + len(p)]) == p for p in _TO_BLAME))
            or any(tuple(lows[i : i + len(p)]) == p for p in _DID_IT)
            or _carried_out(sentence, i)
        ):
            subject = grammar.subject(i)
            if subject is None:
                subject = next((t for t in tokens if t < i and grammar.is_noun(t)), None)
            return None if subject is None else cast.together(grammar.coordinated(subject))
    return None
