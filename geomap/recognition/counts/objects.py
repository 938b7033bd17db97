"""Counts as the object of a verb ('killed three') or of a noun ('the deaths of three')."""

from __future__ import annotations

from geomap.model import Harm
from geomap.recognition.counts.people import Counted
from geomap.recognition.counts.reading import Hit, Sentence, joined
from geomap.recognition.counts.vocabulary import (
    BE,
    CAPTIVES,
    COUNTED,
    HARM_OF,
    INFLICTED,
    MANNER,
    PEOPLE,
    SUFFERED,
)
from geomap.recognition.token_stream import TokenStream

_AFTER_BARE = frozenset(
    """
        and in at on near others more other when during including after as by before but since
        so there this overnight yesterday over outside inside
    """.split()
)
_BASE_FORMS = frozenset({"kill", "wound", "injure"})


def by_verb_before(sentence: Sentence, counted: Counted) -> Hit | None:
    """'killed three civilians', 'killed and wounded 30', 'shot dead two men', 'took 5 prisoners'."""
    stream = sentence.stream
    place = counted.first - 1
    while (
        place > sentence.begin
        and stream.keys[place] in {"also", "reportedly", "another", ":", "the", "dead"}
        and (stream.keys[place] != "dead" or stream.key(place - 1) in MANNER)
    ):
        if stream.keys[place] == "dead":
            sentence.used.add(place)
            return Hit((Harm.KILLED,), place - 1, counted.last)
        place -= 1
    if place < sentence.begin or place in sentence.used:
        return None
    key = stream.keys[place]
    if key == "down" and stream.key(place - 1) in {"gunned", "gunning", "mowed"}:
        return Hit((Harm.KILLED,), place - 1, counted.last)
    if key in {
        "took",
        "taken",
        "taking",
        "held",
        "holding",
        "seized",
        "lost",
        "losing",
        "cost",
        "claimed",
        "forced",
        "forcing",
        "drove",
        "driving",
    }:
        return _by_light_verb(sentence, counted, place)
    harm = INFLICTED.get(key)
    if harm is None or (
        key in _BASE_FORMS and stream.key(place - 1) in {"to", "could", "would", "may", "might", "will", "t"}
    ):
        return None
    if _is_passive(sentence, place) or (counted.bare and not _may_be_bare(stream, counted)):
        return None
    sentence.used.add(place)
    first, harms = place, [harm]
    # 'killed and wounded 30 people': one number, two harms
    if (
        stream.key(place - 1) in {"and", "or", "/"}
        and stream.key(place - 2) in INFLICTED
        and place - 2 not in sentence.used
    ):
        sentence.used.add(place - 2)
        first, harms = place - 2, [INFLICTED[stream.keys[place - 2]], harm]
    return Hit(tuple(harms), first, counted.last)


def _is_passive(sentence: Sentence, place: int) -> bool:
    """Whether the participle at a token has an auxiliary before it ('were killed 12 ...')."""
    stream = sentence.stream
    for before in range(place - 1, max(sentence.begin - 1, place - 4), -1):
        key = stream.keys[before]
        if key in {"was", "were", "been", "being", "be", "is", "are", "got"}:
            return True
        if not (key.endswith("ly") or key in {"also", "and", "or"} or key in SUFFERED):
            return False
    return False


def _may_be_bare(stream: TokenStream, counted: Counted) -> bool:
    """Whether a number without a noun can be the object of a verb of harm."""
    following = stream.key(counted.quantity.last)
    return not following[:1].isalpha() or following in _AFTER_BARE


def _by_light_verb(sentence: Sentence, counted: Counted, place: int) -> Hit | None:
    """'took five prisoners', 'lost 30 troops', 'cost 12 lives', 'forced 2,000 people to flee'."""
    stream = sentence.stream
    key = stream.keys[place]
    after = stream.keys[counted.last : counted.last + 6]
    if key in {"took", "taken", "taking", "held", "holding", "seized"}:
        noun = stream.key(counted.last - 1)
        if noun in CAPTIVES or (after[:1] and after[0] in CAPTIVES):
            return Hit((Harm.CAPTURED,), place, counted.last + (noun not in CAPTIVES))
        return None
    if key in {"lost", "losing", "cost", "claimed"}:
        lives = _noun_after(stream, counted, {"lives", "life"})
        if lives is not None:
            return Hit((Harm.KILLED,), place, lives)
        if key in {"lost", "losing"} and not counted.bare and not counted.quantity.article:
            return Hit((Harm.KILLED,), place, counted.last)
        return None
    for offset, word in enumerate(after):
        if word in {"flee", "homes", "evacuate"} or (word == "leave" and "home" in "".join(after)):
            return Hit((Harm.DISPLACED,), place, counted.last + offset + 1)
    return None


def _noun_after(stream: TokenStream, counted: Counted, nouns: set[str]) -> int | None:
    """The token after one of the nouns, if it stands within three tokens of the number."""
    for place in range(counted.quantity.last, counted.quantity.last + 3):
        if stream.key(place) in nouns:
            return place + 1
    return None


def by_noun(sentence: Sentence, counted: Counted) -> Hit | None:
    """'12 deaths', 'two dead', 'one dead terrorist', 'the deaths of two soldiers'."""
    stream = sentence.stream
    if stream.key(counted.first - 1) == "of":
        harm = HARM_OF.get(stream.key(counted.first - 2))
        if harm is not None and (not counted.bare or harm is Harm.KILLED):
            first = counted.first - 2
            return Hit((harm,), first, counted.last)
    inner = counted.quantity.last
    inner += stream.key(inner) in {"more", "other", "further", "additional"}
    adjective = stream.key(inner)
    if (
        not counted.bare
        and adjective in SUFFERED
        and inner + 1 < counted.last + 1
        and inner < counted.last - 1
    ):
        sentence.used.add(inner)
        return Hit((SUFFERED[adjective],), counted.first, counted.last)
    noun = _noun_of_harm(sentence, inner)
    if noun is None or (counted.quantity.article and stream.keys[noun] not in {"death", "fatality"}):
        return None
    sentence.used.add(noun)
    harms = joined(sentence, noun, COUNTED)
    return Hit(harms, counted.first, noun + 1 + 2 * (len(harms) - 1))


def _noun_of_harm(sentence: Sentence, position: int) -> int | None:
    """The noun of harm after a number and at most two adjectives ('12 civilian deaths')."""
    stream = sentence.stream
    for place in range(position, min(position + 3, sentence.end)):
        key = stream.keys[place]
        if key in COUNTED and key not in {"lives", "bodies", "corpses"}:
            if key in SUFFERED and stream.key(place + 1) in PEOPLE:
                return None
            return place
        if not key.isalpha() or (key in PEOPLE and key not in {"civilian", "military", "police", "child"}):
            return None
        if key in BE or key in SUFFERED or key in {"and", "or", "of", "in"}:
            return None
    return None
