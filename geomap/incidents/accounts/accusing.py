"""Accusations: who is accused in 'blamed X', 'was accused of', 'accused each other', and of what."""

from __future__ import annotations

from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.accounts.frames import Frame, frame_of
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act

_EACH_OTHER = (("each", "other"), ("one", "another"), ("the", "other"))
_TRADED = frozenset({"traded", "trade", "trading", "exchanged", "exchange", "swapped"})
_BLAME = frozenset({"blame", "accusations", "accusation", "recriminations"})
_OF_WHAT = frozenset({"of", "for", "with"})
_ENDING = frozenset({".", ";", ")", "--", "—", "–"})
"""Marks behind the accused after which no 'of' tells the accusation."""
_TO_OF_WHAT = 9
"""Words from the accused to the 'of' of the accusation."""
_RIGHT_BEHIND = 25
"""Characters from the verb to somebody who is the accused though the tree has no object."""


def accusation(sentence: Sentence, cast: Cast, cue: Cue, speaker: Voice | None) -> Frame | None:
    """'X accused Y of shelling Z', 'X and Y blamed each other'."""
    after = sentence.tokens[cue.last - 1].end
    if tuple(sentence.lows(cue.last, cue.last + 2)) in _EACH_OTHER:
        if speaker is None:
            return None
        return frame_of(sentence, cue, speaker, (after, sentence.span.end), reciprocal=True)
    accused, start = _accused(sentence, cast, cue)
    return frame_of(sentence, cue, speaker, (start, sentence.span.end), accused=accused)


def passive_accusation(sentence: Sentence, cast: Cast, cue: Cue) -> Frame | None:
    """'Y was accused by X of shelling Z', 'The attacks were blamed on Y by X'."""
    grammar, tokens = sentence.grammar, sentence.tokens
    cue_start, cue_end = tokens[cue.first].start, tokens[cue.last - 1].end
    speaker = cast.together(grammar.agents(cue.head), anybody=True)
    on = _blamed(sentence, cue)
    if on:
        begin = tokens[grammar.stretch(cue.head)[0]].start
        accused = cast.of(on[0])
        if accused is None or speaker is None or cue_start <= begin:
            return None
        return frame_of(sentence, cue, speaker, (begin, cue_start), accused=accused)
    subject = grammar.subject(cue.head)
    accused = cast.together(grammar.coordinated(subject)) if subject is not None else None
    if accused is None:
        accused = next((v for v in reversed(cast.voices) if v.end <= cue_start and v.sides), None)
    start = speaker.end if speaker is not None and speaker.start > cue_end else cue_end
    return frame_of(sentence, cue, speaker, (start, sentence.span.end), accused=accused)


def traded_blame(sentence: Sentence, cast: Cast) -> list[Frame]:
    """'The two sides traded accusations of ...', 'exchanged blame for ...'."""
    found = []
    grammar = sentence.grammar
    for i, low in enumerate(sentence.all_lows):
        if low not in _TRADED or not _BLAME & set(sentence.lows(i + 1, i + 4)):
            continue
        subject = grammar.subject(i)
        speaker = cast.together(grammar.coordinated(subject)) if subject is not None else None
        if speaker is not None:
            cue = Cue(i, i + 1, Act.ACCUSES, i)
            content = sentence.tokens[i].end, sentence.span.end
            found.append(frame_of(sentence, cue, speaker, content, reciprocal=True))
    return found


def _accused(sentence: Sentence, cast: Cast, cue: Cue) -> tuple[Voice | None, int]:
    """Who is accused, and where the accusation begins."""
    grammar = sentence.grammar
    cue_end = sentence.tokens[cue.last - 1].end
    found = [k for k in grammar.of(cue.head, "obj", "iobj") if k > cue.head]
    on = _blamed(sentence, cue)
    on += [k for o in found for k in grammar.of(o, "nmod") if grammar.preposition(k) == "on"]
    blamed = next((v for k in on if (v := cast.of(k)) is not None), None)
    if blamed is not None:
        return blamed, cue_end  # 'blamed the attack on X'
    accused = cast.together(grammar.coordinated(found[0]), anybody=True) if found else None
    if accused is None:
        accused = next((v for v in cast.voices if 0 <= v.start - cue_end <= _RIGHT_BEHIND), None)
    if accused is None:
        return None, cue_end
    of = _of_what(sentence, sentence.token_at(accused.end - 1) + 1)
    return accused, max(accused.end, cue_end) if of is None else sentence.tokens[of].end


def _blamed(sentence: Sentence, cue: Cue) -> list[int]:
    """The heads of phrases with 'on' behind a verb: 'blamed on X'."""
    grammar = sentence.grammar
    return [k for k in grammar.kids[cue.head] if k > cue.head and grammar.preposition(k) == "on"]


def _of_what(sentence: Sentence, begin: int) -> int | None:
    """The 'of' or 'for' behind the accused, unless a mark that ends the clause stands before it."""
    for i in range(begin, min(begin + _TO_OF_WHAT, len(sentence.tokens))):
        low = sentence.all_lows[i]
        if low in _OF_WHAT:
            return i
        if low in _ENDING:
            return None
    return None
