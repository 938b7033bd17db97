"""Which sentences are worth parsing: the parser is the dearest stage, and most news is of no war."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from geomap.incidents import lexicon
from geomap.incidents.reading import Reading, inside
from geomap.incidents.sentences.structure import Sentence
from geomap.model import ActorKind, IncidentType

_WORD = re.compile(r"\d[\d.,]*|\w+(?:[.'’\-]\w+)*")
_ANSWER_REACH = 3
"""Sentences after one that may tell of an incident in which somebody may still deny or confirm it."""
_SPEECH_REACH = 1
"""Sentences after such a one in which somebody may go on to speak of it."""
_WAR_REACH = 2
"""Sentences after one that speaks of arms in which 'attack' and 'hit' may still be meant so."""
_ANSWERING = frozenset({"accuses", "admits", "confirms", "denies"})
_ATTACKS = frozenset(t.value for t in IncidentType if t.violent)
_OF_WAR = (
    "armed", "guns", "aircraft", "drones", "shells", "rockets", "explosives", "grenades", "suicide_bombers",
    "troops", "armour", "crowd", "truces", "captives", "poisons", "military_targets", "territory",
)  # fmt: skip
"""Classes whose words make a sentence one that may be of war."""


class _Phrase(NamedTuple):
    """The whole of a phrase, empty if it has a gap; and the words after its first."""

    whole: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words by which sentences are chosen.

    ``sure``: first word of what tells of an incident by itself, with the words that must follow;
    ``attacks``: those of an attack. ``maybe``: those that do so only beside words of war;
    ``meeting``: beside words of ``state``.
    """

    sure: dict[str, tuple[_Phrase, ...]]
    attacks: dict[str, tuple[_Phrase, ...]]
    maybe: frozenset[str]
    meeting: frozenset[str]
    state: frozenset[str]
    war: frozenset[str]
    speaking: frozenset[str]
    answering: frozenset[str]


def worth_parsing(reading: Reading) -> Iterator[Sentence]:
    """The sentences that may tell of an incident, and those close by in which somebody speaks of it."""
    known = _words()
    last = last_war = last_attack = -10
    for sentence in reading.sentences:
        low = sentence.low_text
        words = {_plain(w) if "'" in w or "’" in w else w for w in set(_WORD.findall(low))}
        war = not words.isdisjoint(known.war) or any(
            v.kind is ActorKind.ARMED_GROUP for v in inside(reading.voices, sentence)
        )
        if war:
            last_war = sentence.index
        counted = bool(inside(reading.raw_counts, sentence))
        near_war = counted or sentence.index - last_war <= _WAR_REACH
        tells = (
            counted
            or _tells_by_itself(low, words, known.sure)
            or (near_war and not words.isdisjoint(known.maybe))
            or (not words.isdisjoint(known.meeting) and not words.isdisjoint(known.state))
        )
        if tells:
            last = sentence.index
            if _tells_by_itself(low, words, known.attacks):
                last_attack = sentence.index  # 'shelling' is of war without further words
            yield sentence
        elif _answers(sentence.index, last, max(last_war, last_attack), words & known.answering) or (
            sentence.index - last_war <= _ANSWER_REACH + 1
            and sentence.index - last <= _SPEECH_REACH
            and not words.isdisjoint(known.speaking)
        ):
            yield sentence


def _plain(word: str) -> str:
    """A word with a straight apostrophe, without a possessive ending."""
    return word.replace("’", "'").removesuffix("'s")


def _answers(index: int, last: int, last_war: int, answering: Set[str]) -> bool:
    """Whether somebody may answer what was told: near it, and near what speaks of war."""
    return bool(answering) and index - last_war <= _ANSWER_REACH + 1 and index - last <= _ANSWER_REACH


def _tells_by_itself(low: str, words: set[str], known: dict[str, tuple[_Phrase, ...]]) -> bool:
    """Whether a sentence has one of the phrases that tell without further words."""
    return any(_follows(low, words, phrases) for w in words if (phrases := known.get(w)) is not None)


def _follows(low: str, words: set[str], phrases: tuple[_Phrase, ...]) -> bool:
    """Whether one of some phrases is in a sentence; with a gap in it, whether all its words are."""
    return any(
        phrase.whole in low
        if phrase.whole
        else all(w in words or lexicon.plural(w) in words or w[:-1] in words for w in phrase.rest)
        for phrase in phrases
    )


@cache
def _words() -> _Words:
    sure: dict[str, set[_Phrase]] = {}
    attacks: dict[str, set[_Phrase]] = {}
    meeting: set[str] = set()
    maybe: set[str] = set()
    talks, protest = IncidentType.TALKS.value, IncidentType.PROTEST.value
    auxiliaries = lexicon.words("auxiliaries")
    for word, patterns in lexicon.triggers().items():
        for pattern in patterns:
            if pattern.type == talks:
                meeting.add(word)
            elif pattern.type == protest and pattern.kind in {"past", "ing"} and not pattern.rest:
                sure.setdefault(word, set()).add(_Phrase(word, ()))
            elif pattern.has_arguments or pattern.needs in {"war", "no_count", "killer", "happened"}:
                if word not in auxiliaries:
                    maybe.add(word)
            else:
                gap = "~" in pattern.rest
                rest = tuple(w for w in pattern.rest if w != "~")
                phrase = _Phrase("" if gap else " ".join((word, *rest)), rest)
                sure.setdefault(word, set()).add(phrase)
                if pattern.type in _ATTACKS:
                    attacks.setdefault(word, set()).add(phrase)
    war = {w for name in _OF_WAR for w in lexicon.classes()[name]} - lexicon.words("hardly_of_war")
    war |= {f"{w}s" for w in war}
    war |= lexicon.words("weapons") | lexicon.words("armed_people")
    cues = lexicon.cues()
    return _Words(
        {w: tuple(sorted(phrases)) for w, phrases in sure.items()},
        {w: tuple(sorted(phrases)) for w, phrases in attacks.items()},
        frozenset(maybe),
        frozenset(meeting),
        lexicon.words("titles") | {"peace", "truce", "ceasefire", "cease-fire"},
        frozenset(war - lexicon.words("hardly_of_war")),
        frozenset({*cues, "according"}),
        frozenset(w for w, patterns in cues.items() if any(p.act in _ANSWERING for p in patterns)),
    )
