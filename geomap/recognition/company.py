"""Lists of names, and what the members of one tell of each other: 'in Barda, Ganja and Mingachevir'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.recognition.names import Name
from geomap.recognition.tokens import Token
from geomap.recognition.verbs import SPEECH

# Between members of a list: 'Barda, Ganja and Mingachevir', 'X, and Y, and the Z'.
_LIST_GAP = re.compile(
    r"\s*(?:,|/|-|\u2013|&)?\s*(?:(?:and|or|as well as|but also|nor)\s+(?:both\s+|in\s+|also\s+)?)?"
    r"(?:the\s+)?$"
)
_QUALIFIER_GAP = re.compile(r"(?:,\s*|\s+\()(?:in\s+|the\s+)*$")


def qualifies(text: str, name: Name, container: Name) -> bool:
    """Whether ``container`` says where ``name`` lies: 'Paris, Texas', 'Barda (Azerbaijan)'."""
    if not (container.facts.state or container.facts.unit) or container.facts.demonym:
        return False
    between = text[name.end : container.start]
    if len(between) > 12 or not _QUALIFIER_GAP.match(between):
        return False
    shared = {c for c, _ in name.facts.containers} & {c for c, _ in container.facts.containers}
    if container.facts.state and not container.facts.unit:
        return bool(shared) and not name.facts.state
    return bool(name.facts.containers & container.facts.containers) and not name.facts.state


def listed(text: str, one: Name, other: Name) -> bool:
    """Whether two names stand in one list."""
    first, second = (one, other) if one.start < other.start else (other, one)
    between = text[first.end : second.start]
    if not 0 < len(between) <= 24 or between.isspace() or "\n\n" in between:
        return False
    return _LIST_GAP.fullmatch(between) is not None


def lists(text: str, tokens: Sequence[Token], names: Sequence[Name]) -> list[tuple[int, int]]:
    """For each name the indices of the first and last member of the list that it is in."""
    bounds: list[tuple[int, int]] = []
    first = 0
    for i in range(1, len(names) + 1):
        joined = (
            i < len(names)
            and names[i].facts.demonym == names[i - 1].facts.demonym
            and listed(text, names[i - 1], names[i])
            and not (i - 1 == first and _new_clause(text, names[i - 1], names[i]))
            and not _speaks_behind(text, tokens, names[first:i], names[i])
        )
        if not joined:
            bounds += [(first, i - 1)] * (i - first)
            first = i
    return bounds


def _new_clause(text: str, one: Name, other: Name) -> bool:
    """Whether a comma and 'and' part two names: 'a truce in Geneva, and the US blamed' is no list."""
    return re.match(r",\s+and\b", text[one.end : other.start]) is not None


def _speaks_behind(text: str, tokens: Sequence[Token], listed_before: Sequence[Name], other: Name) -> bool:
    """Whether a government speaks behind a list: 'shells fell between X and Y, Kyiv said'."""
    if not _is_government(other) or text[listed_before[-1].end : other.start].strip() != ",":
        return False
    verb = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
    if verb is None or verb.gap != " " or verb.folded not in SPEECH:
        return False
    following = tokens[other.last + 2] if other.last + 2 < len(tokens) else None
    if following is None:
        return True
    # 'Kyiv and Moscow, Washington said, must talk': governments before it may still act behind it.
    inserted = following.gap.startswith(",") and all(map(_is_government, listed_before))
    return following.folded != "by" and not inserted


def _is_government(name: Name) -> bool:
    """Whether a name may stand for a government."""
    return name.facts.state or name.facts.capital
