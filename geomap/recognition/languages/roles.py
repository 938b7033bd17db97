"""What a toponym does in its sentence, by a few words of its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.model import Role
from geomap.recognition.cues import Cues
from geomap.recognition.languages.grammar import Grammar
from geomap.recognition.languages.walking import Found
from geomap.recognition.tokens import Token

_REACH = 4
_DATELINE_ENDS = 60
# After the places of a dateline: a day, an agency in brackets, a dash.
_DAY = re.compile(r"(?:, ?[^\n.–—]{2,24})?(?: ?\([^()\n]{2,40}\))?\.?\s*(?:--|—|–|-)\s")


def role_of(tokens: Sequence[Token], found: Found, cues: Cues, grammar: Grammar) -> Role:
    """The role of a name that stands outside the dateline."""
    facts = found.name.facts
    if cues.locative or cues.word is not None:
        return Role.PLACE
    if _of_office(tokens, found, grammar):
        return Role.SPEAKER if _speaks(tokens, found, grammar) else Role.ORGANISATION
    if (facts.state or facts.capital) and found.case in {"", "of", "to"} and _speaks(tokens, found, grammar):
        return Role.METONYM
    return Role.PLACE


def dateline_end(text: str, found: Sequence[Found]) -> int:
    """Where the dateline ends that the text begins with; 0 if it has none."""
    end = 0
    for one in found:
        if one.name.start > end + 3 or one.name.end > _DATELINE_ENDS:
            break
        end = one.name.end
    if not end:
        return 0
    day = _DAY.match(text, end)
    if day is None:
        return 0
    # 'Харьков — город' has a dash too: a day, a bracket or capitals tell a dateline.
    told = len(day[0].strip()) > 2 or text[:end].isupper() or found[0].name.facts.capital
    spoken = any(sign.isalpha() and sign.islower() for sign in text[:end])
    if day[0].strip() == "—" and spoken:
        return 0
    return end if told else 0


def _of_office(tokens: Sequence[Token], found: Found, grammar: Grammar) -> bool:
    """'Министерство обороны России', 'Rusiya Müdafiə Nazirliyi'."""
    words = grammar.words
    first, last = found.name.first, found.name.last
    if grammar.cues_after:
        near = tokens[last + 1 : last + 3]
        return bool(near) and near[0].gap == " " and near[0].folded in words.office
    for j in range(first - 1, max(-1, first - _REACH), -1):
        if tokens[j + 1].gap not in {" ", "'", "’"}:
            return False
        if tokens[j].folded in words.office:
            # Of an inflecting language the genitive says whose office it is; elsewhere the place beside it.
            return found.changed or not grammar.each_word
    return False


def _speaks(tokens: Sequence[Token], found: Found, grammar: Grammar) -> bool:
    """Whether a verb of speaking stands near, on the side where the language has it."""
    words = grammar.words
    last = found.name.last
    for token in tokens[last + 1 : last + 1 + (8 if grammar.cues_after else _REACH)]:
        if token.opens:
            break
        if token.folded in words.speech:
            return True
    reach = 2 if grammar.caseless else 1
    return any(t.folded in words.speech for t in tokens[max(0, found.name.first - reach) : found.name.first])
