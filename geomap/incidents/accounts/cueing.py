"""Verbs of speaking in a sentence: which they are, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.incidents import lexicon
from geomap.incidents.sentences.structure import BE, Sentence
from geomap.model import Act

_ACTS = {
    "reports": Act.REPORTS,
    "accuses": Act.ACCUSES,
    "admits": Act.ADMITS,
    "confirms": Act.CONFIRMS,
    "denies": Act.DENIES,
    "calls for": Act.CALLS_FOR,
}
_DETERMINERS = frozenset(
    "the a an its their his her this that these those such any no some new of in for our".split()
)
_GAP = 7
_BETWEEN = frozenset({"also", "later", "then", "now", "not", "being", "been"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speaking.

    Parameters
    ----------
    first, last
        Its tokens, half open.
    act
        What its speaker does; None for warnings, fears and promises.
    head
        The token that has its subject.
    passive, gerund
        How it stands.
    factive
        Whether it takes for granted what it speaks of ('condemned').
    negated
        Whether it is said not to be said: 'did not confirm that'. Its speaker asserts nothing.
    """

    first: int
    last: int
    act: Act | None
    head: int
    passive: bool = False
    gerund: bool = False
    factive: bool = False
    negated: bool = False


def find_cues(sentence: Sentence) -> list[Cue]:
    """The verbs of speaking of a sentence, in order."""
    found = []
    taken = 0
    for i, low in enumerate(sentence.all_lows):
        if i < taken:
            continue
        for pattern in lexicon.cues().get(low, ()):
            last = _end_of(sentence, i + 1, pattern.rest)
            if last is None:
                continue
            if not _verb_here(sentence, i, pattern.kind, alone=not pattern.rest):
                break
            found.append(_cue(sentence, i, last, pattern))
            taken = last
            break
    return found


def _end_of(sentence: Sentence, start: int, rest: tuple[str, ...]) -> int | None:
    """The token after the rest of a phrase; '~' in it stands for up to six words."""
    if "~" not in rest:
        last = start + len(rest)
        return last if tuple(sentence.lows(start, last)) == rest else None
    at = rest.index("~")
    if tuple(sentence.lows(start, start + at)) != rest[:at]:
        return None
    tail = rest[at + 1 :]
    for i in range(start + at + 1, min(start + at + 1 + _GAP, len(sentence.tokens))):
        if tuple(sentence.lows(i, i + len(tail))) == tail:
            return i + len(tail)
    return None


def _cue(sentence: Sentence, first: int, last: int, pattern: lexicon.CuePattern) -> Cue:
    negated = _negated(sentence, first)
    return Cue(
        first,
        last,
        None if negated else _ACTS.get(pattern.act),
        first,
        passive=_passive(sentence, first, pattern.kind),
        gerund=pattern.kind == "ing",
        factive=pattern.act == "reacts",
        negated=negated,
    )


def _verb_here(sentence: Sentence, i: int, kind: str, *, alone: bool) -> bool:
    """Whether a form that may be a verb of speaking is one here."""
    low, grammar = sentence.all_lows[i], sentence.grammar
    before = sentence.all_lows[i - 1] if i else ""
    after = sentence.all_lows[i + 1] if i + 1 < len(sentence.tokens) else ""
    if before in _DETERMINERS and kind != "ing":
        return False
    if kind in {"base", "s"} and alone and not grammar.is_verb(i):
        return False
    if kind == "ing" and before in {"of", "by", "for", "without", "the"}:
        return False
    named = sentence.tokens[i].capitalised and i > 0 and not sentence.words[i].isupper()
    if named and (kind != "past" or sentence.tokens[i - 1].capitalised):
        return False  # 'Port Said'
    return not (low in {"put", "describe", "described"} and after != "the")


def _negated(sentence: Sentence, i: int) -> bool:
    before = sentence.lows(i - 3, i)
    if "first" in before or "initially" in before:
        return True  # 'had at first denied': no more
    return any(w in {"not", "never", "neither", "nor"} or w.endswith("n't") for w in before)


def _passive(sentence: Sentence, i: int, kind: str) -> bool:
    if kind not in {"past", "pp"}:
        return False
    if sentence.lows(i + 1, i + 2) == ["by"] or sentence.grammar.of(i, "aux:pass", "nsubj:pass"):
        return True
    before = sentence.lows(i - 2, i)
    if before[-1:] and before[-1] in BE:
        return True
    return len(before) == 2 and before[0] in BE and (before[1].endswith("ly") or before[1] in _BETWEEN)
