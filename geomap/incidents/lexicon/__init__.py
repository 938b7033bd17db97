"""The words of incidents, of reporting and of modality, read from the tables beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "put": "put put",
    "hit": "hit hit", "strike": "struck struck", "fire": "fired fired", "shoot": "shot shot",
    "fight": "fought fought", "break": "broke broken", "take": "took taken", "come": "came come",
    "seize": "seized seized", "retake": "retook retaken", "withdraw": "withdrew withdrawn",
    "fall": "fell fallen", "hold": "held held", "meet": "met met", "set": "set set",
    "flee": "fled fled", "drive": "drove driven", "throw": "threw thrown", "blow": "blew blown",
    "beat": "beat beaten", "step": "stepped stepped", "open": "opened opened", "go": "went gone",
    "overrun": "overran overrun", "leave": "left left", "find": "found found", "begin": "began begun",
    "send": "sent sent", "burn": "burned burnt", "build": "built built", "gain": "gained gained",
    "be": "was been", "win": "won won", "wrest": "wrested wrested", "lose": "lost lost",
    "reoccupy": "reoccupied reoccupied", "spray": "sprayed sprayed", "enter": "entered entered",
    "pull": "pulled pulled", "shell": "shelled shelled", "hand": "handed handed",
    "lay": "laid laid", "hack": "hacked hacked", "stab": "stabbed stabbed",
}  # fmt: skip
_DOUBLING = frozenset(
    "gun stab step lob set put hit kidnap airdrop beg admit repel rebut swap cut begin overrun run".split()
)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a verb: ``base``, ``s``, ``past``, ``pp`` or ``ing``; ``noun`` for a noun."""

    word: str
    kind: str


def inflect(verb: str) -> Iterator[Form]:
    """All forms of a verb; a word that serves as past and as participle comes as ``past``."""
    yield Form(verb, "base")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield Form(verb[:-1] + "ies", "s")
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield Form(verb + "es", "s")
    else:
        yield Form(verb + "s", "s")
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        yield Form(verb[:-1] + "ing", "ing")
    else:
        yield Form(stem + "ing", "ing")
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb].split()
        yield Form(past, "past")
        if participle != past:
            yield Form(participle, "pp")
        if verb == "burn":
            yield Form("burned", "past")
    elif verb.endswith("e"):
        yield Form(verb + "d", "past")
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield Form(verb[:-1] + "ied", "past")
    else:
        yield Form(stem + "ed", "past")


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@dataclass(frozen=True, slots=True)
class TriggerPattern:
    """A word or phrase that tells of an incident.

    Parameters
    ----------
    type
        An incident type's value, or ``attack`` where weapon and target decide.
    kind
        Form of the first word: ``base``, ``s``, ``past``, ``pp``, ``ing`` or ``noun``.
    rest
        The words after the first; ``~`` stands for up to four words.
    needs, not_next, not_prev
        Conditions on what stands around it; see the table.
    phrase
        The entry of the table that it is a form of.
    """

    type: str
    kind: str
    rest: tuple[str, ...]
    needs: str | None
    not_next: tuple[tuple[str, ...], ...]
    not_prev: frozenset[str]
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class CuePattern:
    """A verb of speaking: what the speaker does, the form of its first word and the words after."""

    act: str
    kind: str
    rest: tuple[str, ...]


def _table(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def triggers() -> dict[str, tuple[TriggerPattern, ...]]:
    """Trigger patterns by their first word, the longest first."""
    found: dict[str, list[TriggerPattern]] = {}
    for rule in _table("triggers.toml")["rule"]:
        not_next = tuple(tuple(words.split()) for words in rule.get("not_next", ()))
        shared = (rule.get("needs"), not_next, frozenset(rule.get("not_prev", ())))
        for phrase in rule.get("verbs", ()):
            first, *rest = phrase.split()
            for form in inflect(first):
                found.setdefault(form.word, []).append(
                    TriggerPattern(rule["type"], form.kind, tuple(rest), *shared, phrase)
                )
        for phrase in rule.get("nouns", ()):
            first, *rest = phrase.split()
            if rest:
                pattern = TriggerPattern(rule["type"], "noun", tuple(rest), *shared, phrase)
                found.setdefault(first, []).append(pattern)
            else:
                for word in (first, plural(first)):
                    found.setdefault(word, []).append(
                        TriggerPattern(rule["type"], "noun", (), *shared, phrase)
                    )
    # A longer phrase is tried first; of equal ones the one without conditions.
    return {
        word: tuple(sorted(patterns, key=lambda p: (-len(p.rest), p.needs is not None)))
        for word, patterns in found.items()
    }


@cache
def cues() -> dict[str, tuple[CuePattern, ...]]:
    """Verbs of speaking by their first word, the longest first."""
    table = _table("reporting.toml")
    found: dict[str, list[CuePattern]] = {}
    for act, verbs in table.items():
        if act == "anaphors":
            continue
        for phrase in verbs:
            first, *rest = phrase.split()
            for form in inflect(first):
                found.setdefault(form.word, []).append(CuePattern(act, form.kind, tuple(rest)))
    return {word: tuple(sorted(p, key=lambda c: -len(c.rest))) for word, p in found.items()}


@cache
def anaphors() -> frozenset[str]:
    """Nouns that take up what was said before."""
    return frozenset(_table("reporting.toml")["anaphors"])


@cache
def words(name: str) -> frozenset[str]:
    """A word list of ``words.toml`` by its name."""
    return frozenset(_table("words.toml")[name])


@cache
def weapon_types() -> tuple[tuple[str, frozenset[str]], ...]:
    """(incident type's value, weapon words), in the order in which they decide."""
    return tuple((type_, frozenset(found)) for type_, found in _table("words.toml")["weapon_types"].items())
