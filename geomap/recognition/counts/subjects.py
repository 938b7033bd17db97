"""Counts as the subject of what befell them ('three civilians were killed', 'five wounded')."""

from __future__ import annotations

from geomap.model import Harm
from geomap.recognition.counts.people import Counted
from geomap.recognition.counts.reading import Hit, Sentence, joined
from geomap.recognition.counts.vocabulary import (
    BE,
    CAPTIVES,
    INFLICTED,
    INTRANSITIVE,
    MANNER,
    NOT,
    SUBSETS,
    SUFFERED,
)

# How far behind its subject a verb of harm is looked for, in tokens.
_REACH = 22
_LONGEST_INSERTION = 16


def by_verb_after(sentence: Sentence, counted: Counted) -> Hit | None:
    """'three civilians were killed', '12 people, including 3 children, died', 'five wounded'."""
    stream = sentence.stream
    place = counted.last
    limit = min(sentence.end, place + _REACH)
    auxiliary = False
    while place < limit:
        key = stream.keys[place]
        if key in SUFFERED and (place not in sentence.used or counted.first in sentence.chained):
            return _suffered(sentence, counted, place, auxiliary=auxiliary)
        if key in NOT or key in INFLICTED:
            return None
        if key in BE or key in MANNER or (key.endswith("ly") and len(key) > 4):
            auxiliary = auxiliary or key in BE
            if key in {"taken", "held"} and stream.key(place + 1) in CAPTIVES:
                return Hit((Harm.CAPTURED,), counted.first, place + 2)
            place += 1
        elif key == "death" and stream.key(place - 1) == "to":
            return Hit((Harm.KILLED,), counted.first, place + 1)
        elif auxiliary and key in {"unaccounted", "forced", "driven"}:
            if key == "unaccounted":
                return Hit((Harm.MISSING,), counted.first, min(place + 2, sentence.end))
            return _driven_out(sentence, counted, place)
        elif key == "lost" and stream.keys[place + 1 : place + 3] == ("their", "lives"):
            return Hit((Harm.KILLED,), counted.first, place + 3)
        elif auxiliary:
            return None
        else:
            following = _step_over(sentence, place)
            if following is None:
                return None
            place = following
    return None


def _driven_out(sentence: Sentence, counted: Counted, place: int) -> Hit | None:
    """'2,000 people were forced to flee', 'driven from their homes'."""
    for last in range(place + 1, min(place + 6, sentence.end)):
        if sentence.stream.keys[last] in {"flee", "homes", "home", "evacuate", "villages", "leave"}:
            return Hit((Harm.DISPLACED,), counted.first, last + 1)
    return None


def _step_over(sentence: Sentence, place: int) -> int | None:
    """The token after what may stand between a subject and its verb; None where the search ends."""
    stream = sentence.stream
    key = stream.keys[place]
    if key == ",":
        return _after_insertion(sentence, place)
    if key in {"(", "--", "—", "–"}:
        closing = {"(": ")"}.get(key, key)
        for inner in range(place + 1, min(place + _LONGEST_INSERTION, sentence.end)):
            if stream.keys[inner] == closing:
                return inner + 1
        return None
    if key in {"and", "or", "as"}:
        if stream.key(place + 1) in BE or stream.key(place + 1) in {"internally", "displaced", "refugees"}:
            return place + 1
        chained = sentence.counted(place + 1)
        if chained is None or chained.bare or key != "and":
            return None
        sentence.chained.add(chained.first)
        return chained.last
    if key in {
        "who",
        "of",
        "from",
        "in",
        "at",
        "on",
        "near",
        "aboard",
        "inside",
        "traveling",
        "travelling",
        "the",
        "with",
    }:
        return place + 1
    if key in {
        ";",
        ":",
        "but",
        "while",
        "when",
        "after",
        "before",
        "because",
        "that",
        "which",
        "whose",
        "if",
        "where",
    }:
        return None
    if not (key[0].isalnum() or key in {"-", "'s", '"', "“", "”", "‑", "/"}):
        return None
    if key[0].isdigit() and sentence.counted(place) is not None:
        return None
    if (
        stream.words[place][0].islower()
        and key.endswith("ed")
        and stream.key(place + 1) in {"the", "a", "an", "their"}
    ):
        return None  # 'militants attacked the post': the subject does something else
    return place + 1


def _after_insertion(sentence: Sentence, place: int) -> int | None:
    """The token after ', including 3 children,'; a list of counts goes on; else None."""
    stream = sentence.stream
    chained = sentence.counted(place + 1)
    opener = stream.key(place + 1)
    if (
        chained is not None
        and not chained.bare
        and not chained.quantity.article
        and stream.key(chained.last) in {",", "and", "were", "was"}
    ):
        sentence.chained.add(chained.first)
        return chained.last
    if opener == "and":
        return place + 1
    if opener not in SUBSETS and not (
        opener[:1].isalpha() and stream.word(place + 1)[:1].islower() and opener.endswith("ly")
    ):
        return None
    for inner in range(place + 1, min(place + _LONGEST_INSERTION, sentence.end)):
        if stream.keys[inner] == ",":
            return inner + 1
    return None


def _suffered(sentence: Sentence, counted: Counted, place: int, *, auxiliary: bool) -> Hit | None:
    stream = sentence.stream
    key = stream.keys[place]
    if not auxiliary and key in INFLICTED and key not in INTRANSITIVE and _takes_object(sentence, place):
        return None
    if not auxiliary and place > counted.last + 12:
        return None
    if key in CAPTIVES and stream.key(place - 1) not in MANNER:
        return None
    if key in {"hostage", "prisoner", "captive"} and stream.key(place - 1) not in {"taken", "held"}:
        return None
    if key == "flee" and stream.key(place - 1) != "to":
        return None
    sentence.used.add(place)
    harms = joined(sentence, place, SUFFERED)
    return Hit(harms, counted.first, min(place + 1 + 2 * (len(harms) - 1), sentence.end))


def _takes_object(sentence: Sentence, place: int) -> bool:
    """Whether an object follows: then the subject has done it ('two gunmen killed five people')."""
    stream = sentence.stream
    following = place + 1
    if following >= sentence.end:
        return False
    if stream.keys[following] in {"the", "a", "an", "his", "her", "their", "its", "him", "them"}:
        return True
    counted = sentence.counted(following)
    return counted is not None and not (counted.bare and stream.key(counted.last) in SUFFERED)
