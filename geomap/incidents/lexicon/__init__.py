"""The words of incidents, of reporting and of modality, read from the tables beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from geomap.tables import read_table

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
    "be": "was been", "win": "won won", "run": "ran run", "rip": "ripped ripped", "tear": "tore torn",
    "ram": "rammed rammed", "slay": "slew slain", "mow": "mowed mown", "lead": "led led",
    "bring": "brought brought", "fly": "flew flown", "ride": "rode ridden", "seek": "sought sought",
    "rise": "rose risen", "catch": "caught caught", "sweep": "swept swept", "fling": "flung flung",
    "ship": "shipped shipped", "quit": "quit quit", "drop": "dropped dropped", "stop": "stopped stopped",
    "rob": "robbed robbed", "plan": "planned planned", "shut": "shut shut", "wrest": "wrested wrested",
    "lose": "lost lost",
    "reoccupy": "reoccupied reoccupied", "spray": "sprayed sprayed", "enter": "entered entered",
    "pull": "pulled pulled", "shell": "shelled shelled", "hand": "handed handed",
    "lay": "laid laid", "speak": "spoke spoken", "hack": "hacked hacked", "stab": "stabbed stabbed",
}  # fmt: skip
_DOUBLING = frozenset(
    "gun stab step lob set put hit kidnap airdrop beg admit repel rebut swap cut begin overrun run "
    "drop stop rob plan ram rip quit win shut control expel transfer patrol".split()
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


@cache
def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


class TriggerPattern(NamedTuple):
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
    objects, subjects, not_objects, not_subjects
        Classes of what it acts upon and of who acts; see predicates.toml.
    """

    type: str
    kind: str
    rest: tuple[str, ...]
    needs: str | None
    not_next: tuple[tuple[str, ...], ...]
    not_prev: frozenset[str]
    phrase: str = ""
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    not_subjects: tuple[str, ...] = ()

    @property
    def has_arguments(self) -> bool:
        """Whether it asks who acts or what is acted upon."""
        return bool(self.objects or self.subjects)


@dataclass(frozen=True, slots=True)
class CuePattern:
    """A verb of speaking: what the speaker does, the form of its first word and the words after."""

    act: str
    kind: str
    rest: tuple[str, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    return read_table(Path(__file__).with_name(name))


@cache
def triggers() -> dict[str, tuple[TriggerPattern, ...]]:
    """Trigger patterns by their first word, the longest first."""
    found: dict[str, list[TriggerPattern]] = {}
    for rule in (*_table("predicates.toml")["rule"], *_table("triggers.toml")["rule"]):
        for word, pattern in _patterns(rule):
            found.setdefault(word, []).append(pattern)
    # A longer phrase is tried first; of equal ones one that asks for arguments, then one without conditions.
    return {
        word: tuple(sorted(p, key=lambda p: (-len(p.rest), not p.has_arguments, p.needs is not None)))
        for word, p in found.items()
    }


def _patterns(rule: dict[str, Any]) -> Iterator[tuple[str, TriggerPattern]]:
    """The patterns of a rule, each with its first word."""
    plain = TriggerPattern(
        rule["type"],
        "noun",
        (),
        rule.get("needs"),
        tuple(tuple(words.split()) for words in rule.get("not_next", ())),
        frozenset(rule.get("not_prev", ())),
        objects=tuple(rule.get("object", ())),
        subjects=tuple(rule.get("subject", ())),
        not_objects=tuple(rule.get("not_object", ())),
        not_subjects=tuple(rule.get("not_subject", ())),
    )
    for phrase in rule.get("verbs", ()):
        first, *rest = phrase.split()
        for form in inflect(first):
            yield form.word, plain._replace(kind=form.kind, rest=tuple(rest), phrase=phrase)
    for phrase in rule.get("nouns", ()):
        first, *rest = phrase.split()
        yield first, plain._replace(rest=tuple(rest), phrase=phrase)
        if not rest:
            yield plural(first), plain._replace(phrase=phrase)


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


@cache
def classes() -> dict[str, frozenset[str]]:
    """Classes of what verbs act upon and of who acts, by name."""
    return {name: frozenset(found) for name, found in _table("words.toml")["classes"].items()}
