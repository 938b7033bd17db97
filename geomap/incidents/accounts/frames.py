"""The record of a reporting frame: who says, claims, denies or accuses, and which stretch of text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act


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
    reciprocal
        Whether each of the speaker's sides says it of the other.
    factive
        Whether it takes for granted what it speaks of ('condemned the attack').
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


def frame_of(
    sentence: Sentence,
    cue: Cue,
    speaker: Voice | None,
    content: tuple[int, int],
    *,
    accused: Voice | None = None,
    takes_up: str | None = None,
    reciprocal: bool = False,
) -> Frame:
    """The frame of a verb of speaking, whose content has at least one character."""
    start, end = content
    return Frame(
        cue.act,
        speaker if reciprocal else _not_of_the_accused(speaker, accused, cue.act),
        accused,
        start,
        max(end, start + 1),
        sentence.tokens[cue.first].start,
        sentence.tokens[cue.last - 1].end,
        sentence.index,
        takes_up,
        reciprocal,
        factive=cue.factive,
    )


def _not_of_the_accused(speaker: Voice | None, accused: Voice | None, act: Act | None) -> Voice | None:
    """The speaker, without a side if that is the one accused.

    'The authorities in Donetsk accused Ukrainian forces': nobody accuses itself, so those who sit in a
    town of the accused do not speak for its state, but for themselves as far as is known.
    """
    if act is not Act.ACCUSES or speaker is None or accused is None:
        return speaker
    itself = len(speaker.sides) == 1 and speaker.sides == accused.sides
    return replace(speaker, sides=()) if itself else speaker
