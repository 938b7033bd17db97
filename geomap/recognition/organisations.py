"""Names of organisations and offices in a text: a place name within one is not a place.

Three patterns: a run of capitals with a head noun ('Minsk Group', 'Kyiv Independent'), a head
noun that goes on with prepositions ('Organization for Security and Cooperation in Europe',
'Ministry of Defence of Azerbaijan'), and offices and institutions in small letters beside a
place name ("Azerbaijan's defence ministry", 'the mayor of Kharkiv', 'envoy to Sudan').
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tagging.spans import Label
from geomap.recognition.tokens import Token
from geomap.recognition.words import words

#: Last words of organisations' names.
HEADS = words("organisation_heads")
# Heads that are as often a common noun of a place: only behind a name ('Kharkiv University'),
# never before a preposition ('Police in Kabul', 'School in Gaza').
_ONLY_LAST = words("organisation_last")
# Heads that go on with 'in': 'Organization for ... in Europe', 'Mission in Liberia'.
_GOES_ON_WITH = frozenset(("of", "for", "and", "on", "the", "against", "to", "&"))

#: Institutions and offices in small letters after a place name.
INSTITUTIONS = words("institutions")
_BETWEEN = words("institution_adjectives")

#: Offices that go on with a preposition and a place: 'mayor of X', 'envoy to X'.
OFFICES = words("offices")
_OFFICE_PREPOSITIONS = {
    "of": OFFICES,
    "to": frozenset(
        "ambassador ambassadors envoy envoys representative consul adviser advisor delegate".split()
    ),
    "for": frozenset(
        "envoy envoys representative rapporteur coordinator minister office commissioner expert chief".split()
    ),
    "in": frozenset("ambassador embassy mission rapporteur representative envoy coordinator".split()),
}


_WITHIN = frozenset((" ", "-", " & "))
_AFTER_OWNER = frozenset(("'s ", "\u2019s ", "' ", "\u2019 "))
# 'the Kurdistan Workers' Party', 'the Tigray People's Liberation Front': these own nothing.
_MEMBERS = frozenset("people peoples workers women farmers writers doctors mothers lawyers soldiers".split())


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name, token ``first`` to ``last`` inclusive; ``head`` is its head noun's index."""

    first: int
    last: int
    head: int


def find_organisations(tokens: Sequence[Token]) -> list[Organisation]:
    """The organisations that are named in capitals."""
    found: list[Organisation] = []
    end = -1
    for i, token in enumerate(tokens):
        if token.gap != " (" and token.folded not in HEADS:  # most tokens, told apart at once
            continue
        initialled = _named_by_initials(tokens, i)
        if initialled is not None and initialled.first > end:
            found.append(initialled)
            continue
        if i <= end or token.folded not in HEADS or not token.text[0].isupper():
            continue
        if token.shouted and token.folded in _ONLY_LAST:
            continue
        first = _run_start(tokens, i)
        last = _run_end(tokens, i)
        if first == i and last == i:
            continue
        found.append(Organisation(first, last, i))
        end = last
    return found


def with_tagged(found: Sequence[Organisation], opinions: Opinions) -> list[Organisation]:
    """The organisations with those that only a tagger sees."""
    taken = {i for o in found for i in range(o.first, o.last + 1)}
    more = [
        Organisation(span.first, span.last, span.last)
        for span in opinions.spans
        if span.label is Label.ORGANISATION
        and span.last > span.first
        and span.score >= _SURE
        and not any(i in taken for i in range(span.first, span.last + 1))
    ]
    return sorted([*found, *more], key=lambda o: o.first)


_SURE = 0.8  # a tagger's organisation counts from this probability on


def _named_by_initials(tokens: Sequence[Token], i: int) -> Organisation | None:
    """A name without a head noun, told by its initials in brackets: 'Kurdistan Freedom Falcons (TAK)'."""
    token = tokens[i]
    if token.gap != " (" or not token.upper or i < 2:
        return None
    last = i - 1
    first = _run_start(tokens, last)
    return Organisation(first, last, last) if last - first >= 2 and tokens[last].capital else None


def _run_start(tokens: Sequence[Token], head: int) -> int:
    """The index of the first token of the capitals that lead to the head."""
    first = head
    j = head
    while j > 0 and head - j < 7:
        before = tokens[j - 1]
        if tokens[j].gap not in _WITHIN and not (before.possessive and tokens[j].gap in _AFTER_OWNER):
            break
        if before.shouted:
            break
        if before.capital and before.text[0].isalpha():
            first = j - 1
            # 'Azerbaijan's Defense Ministry': the owner is part of the name, what is before is not.
            if before.possessive and before.folded not in _MEMBERS:
                break
        elif not (
            before.folded in {"of", "and", "for", "the"}
            and j - 1 > 0
            and tokens[j - 2].capital
            and before.folded != "the"
        ):
            break
        j -= 1
    return first


def _run_end(tokens: Sequence[Token], head: int) -> int:
    """The index of the last token of the capitals and prepositions that follow the head."""
    last = head
    only_last = tokens[head].folded in _ONLY_LAST
    j = head + 1
    proper = 0
    while (
        j < len(tokens)
        and j - head < 9
        and tokens[j].gap in {" ", "-", " & "}
        and not tokens[j - 1].possessive
    ):
        token = tokens[j]
        if token.capital and token.text[0].isalpha() and not token.shouted:
            if j == head + 1 and token.folded not in HEADS:
                break  # 'Ministry Spokesman'
            last = j
            proper += 1
        elif token.folded in _GOES_ON_WITH and (not only_last or (token.folded == "of" and j == head + 1)):
            pass
        elif token.folded == "in" and (proper or tokens[head].folded == "mission"):
            pass  # 'Cooperation in Europe'
        else:
            break
        j += 1
    return last


def institution_after(tokens: Sequence[Token], last: int) -> int | None:
    """The index of the institution that the name ending at token ``last`` owns, or None.

    'Azerbaijan's defence ministry', 'Kharkiv city council', 'Gaza health officials'.
    """
    j = last + 1
    while j < len(tokens) and j - last <= 4 and tokens[j].gap in {" ", "-"}:
        folded = tokens[j].folded
        if folded in INSTITUTIONS:
            # 'Interior Ministry forces': take the last of them.
            while j + 1 < len(tokens) and tokens[j + 1].gap == " " and tokens[j + 1].folded in INSTITUTIONS:
                j += 1
            return j
        if folded not in _BETWEEN and not tokens[j].text[0].isdigit():
            return None
        j += 1
    return None


def office_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name beginning at token ``first`` ends an office's name: 'mayor of X'."""
    j = first - 1
    if j >= 0 and tokens[j].folded == "the":
        j -= 1
    if j < 1 or tokens[first].gap not in {" ", "\n"}:
        return False
    offices = _OFFICE_PREPOSITIONS.get(tokens[j].folded)
    if offices is None:
        return False
    noun = tokens[j - 1]
    if noun.folded in offices:
        return True
    # 'representative of the OSCE chairperson-in-office for X': the office may be a few words off.
    if tokens[j].folded != "for":
        return False
    window = tokens[max(0, j - 8) : j]
    return any(t.folded in offices and t.folded != "minister" for t in window) and not any(
        "." in t.gap or "," in t.gap for t in window[1:]
    )
