"""Verbs of speaking and of acting, by which a place name is read as a government or a speaker.

Compiled by hand from the vocabulary of news on conflicts; finite forms only.
"""

from __future__ import annotations

from geomap.recognition.words import words

#: Finite forms of saying; after a bare place name they make it a speaker.
SPEECH = words("speech_verbs")

#: Finite forms of what governments do.
ACTION = words("action_verbs")

MODALS = frozenset(
    "will would has have had may might must should could can does did do is was are were".split()
)
_BE = frozenset("is was are were".split())

#: Participles after 'was', 'is being', 'has been' that make the name the scene.
SCENE_PARTICIPLES = words("scene_words")
#: Words in -ed after a name that tell what it was like there, or go with the noun after them.
SCENE_PAST = SCENE_PARTICIPLES | frozenset(
    "suffered burned witnessed experienced endured celebrated mourned remained braced emptied collapsed "
    "surrendered changed passed flooded exploded erupted reopened echoed trembled fasted smouldered boomed "
    "reverberated filled cheered slept looked seemed appeared sounded need seed feed indeed armed alleged "
    "hundred united suspected wounded besieged occupied displaced masked sacred naked wicked crowded "
    "based".split()
)
#: Verbs after 'has' and 'had' that make the name the scene.
SCENE_VERBS = frozenset("seen been witnessed suffered fallen become experienced come endured".split())

#: Past participles after a hyphen: 'Yerevan-backed'.
BACKED = words("backed_words")


def acts(words: list[str], *, state: bool) -> bool:
    """Whether ``words``, the folded words after a name, make it one who speaks or acts.

    Parameters
    ----------
    words
        The next words of the sentence, at least one, lower case.
    state
        Whether the name is a country's; 'Syria is ...' is its government more often than
        'Damascus is ...'.
    """
    if not words:
        return False
    first = words[0]
    rest = [
        w
        for w in words[1:]
        if w not in {"not", "also", "never", "already", "still", "now", "so", "far", "repeatedly"}
    ]
    following = rest[0] if rest else ""
    if first in {
        "also",
        "repeatedly",
        "immediately",
        "later",
        "quickly",
        "reportedly",
        "officially",
        "never",
        "still",
    }:
        return acts(words[1:], state=state)
    if first in {"itself", "alone", "both"}:
        return acts(words[1:], state=state)
    if first in SPEECH or first in ACTION:
        return True
    if first not in MODALS:
        # Any other past tense is a government's act, unless it is what happens to a town.
        return first.endswith("ed") and len(first) > 4 and first not in SCENE_PAST
    if first in _BE:
        return following not in SCENE_PARTICIPLES and (
            state or following.endswith("ing") or following in _READY or following == "to"
        )
    if following in {"be", "been"}:
        after = rest[1] if len(rest) > 1 else ""
        return after not in SCENE_PARTICIPLES and (state or after.endswith("ing"))
    return following not in SCENE_VERBS


_READY = frozenset(
    "ready prepared willing accused expected concerned worried keen reluctant determined opposed not".split()
)
