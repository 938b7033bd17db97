"""What a toponym does in its sentence: place, metonym, organisation, speaker.

The rule that decides most of a map: a place that the text merely names is not where something
happened. Rules are tried in order; the first that has an opinion decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.model import ActorKind, ActorMention, Role
from geomap.recognition.cues import Cues
from geomap.recognition.feature_words import AREA_WORDS
from geomap.recognition.names import Name
from geomap.recognition.organisations import INSTITUTIONS, Organisation, institution_after, office_before
from geomap.recognition.tokens import Token, sentence_of
from geomap.recognition.verbs import ACTION, BACKED, SPEECH, acts
from geomap.recognition.words import words

_BODIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.MEDIATOR})
_WINDOW = 6  # words after a name that are read for its verb
_SPEECH_REACH = 14  # words after an institution within which it speaks

# After a possessive these make the owner a scene ("Syria's north", "Ukraine's border").
_SCENE_NOUNS = words("scene_nouns") | AREA_WORDS
# Before a country these make it the scene although no preposition of place stands there.
_SCENE_BEFORE = re.compile(
    r"(?:parts? of|areas? of|regions? of|territory of|territories of|soil of|people of|population of|"
    r"capital of|(?:north|south|east|west|centre|center|interior) of|"
    r"(?:attacks?|strikes?|raids?|assaults?|bombing|shelling|bombardment|invasion|invaded|occupation|blockade|"
    r"siege)(?: \w+)? (?:on|of|against)|visited|visiting|visit to|trip to|arrived in|hit|struck|bombed|"
    r"shelled|attacked|rocked|across|entered|invaded|left|fled|leaving|fleeing|reached|crossed|annexed|outside|within|"
    r"coast of|shores of|off|refugees in)\s+(?:the )?$",
    re.IGNORECASE,
)
_IN_BEFORE = re.compile(
    r"(?<![\w-])(?:in|inside|throughout|across|within|around|near|from|to|into|toward|towards|over|through|at|"
    r"outside|elsewhere in|northern|southern|eastern|western|central|(?:north|south)-?(?:eastern|western)|"
    r"north|south|east|west)\s+(?:[a-z]+ly )?(?:the )?(?:[a-z-]+ )?$"
)
_NOT_SUBJECT = re.compile(r"(?<!both )(?<![\w-])(?:of|on|off|against|with|by|for)\s+(?:the )?$")
_FOR_TO = re.compile(
    r"(?<![\w-])(?:for|on|urg\w+|ask\w+|want\w*|allow\w*|forc\w+|press\w*)\s+(?:the )?$", re.IGNORECASE
)
_CAPITAL_TOLD = re.compile(
    r"(?<![\w-])(?:accused|told|urged|asked|pressed|warned|begged|called on|calls on|thanked|blamed|blames|"
    r"recogni[sz]ed|according to|that|by|with|between|ally|allies|loyal to|allied (?:to|with)|"
    r"(?:support|help|backing) (?:of|from)|(?:tool|side|will|blessing|consent|influence|proxy) of|"
    r"interference of|"
    r"(?:order|orders|permission|approval|answer|reply|letter|message|word|signal|signals) from|"
    r"(?:letter|message|appeal|appeals|plea|pleas|note|answer|reply) to|sanctions (?:on|against)|"
    r"(?:relations|ties|talks|deal|agreement|treaty|pact|truce|break|war) (?:with|between)|ties to|"
    r"pressure (?:on|from)|dependen(?:t|ce) on|trust in)\s+$",
    re.IGNORECASE,
)


_FROM = re.compile(r"\bfrom (?:the )?$")


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything the rules may look at for one name.

    Parameters
    ----------
    text, tokens
        Of the document.
    name, cues
        The name and what stands around it.
    organisation
        The organisation whose name it is part of, or None.
    actors
        The actor mentions that overlap it.
    left, right
        Where the list of names ('Barda, Ganja and Mingachevir') begins and ends of which it is
        a member; the name's own span if it is in none.
    next_token
        Index of the token after that list.
    of_governments
        Whether all names of that list are those of states and capitals.
    after_person
        Whether a person's name and 'of' stand before it ('President X of Y').
    """

    text: str
    tokens: Sequence[Token]
    name: Name
    cues: Cues
    organisation: Organisation | None
    actors: Sequence[ActorMention]
    left: int
    right: int
    next_token: int
    of_governments: bool = False
    after_person: bool = False


def role_of(setting: Setting) -> Role:
    """The role of a toponym that stands outside the dateline and is no demonym."""
    for rule in _RULES:
        role = rule(setting)
        if role is not None:
            return role
    return Role.PLACE


def _within_organisation(s: Setting) -> Role | None:
    """'Minsk Group', 'Azerbaijan's Defense Ministry', 'University of Kentucky'."""
    organisation = s.organisation
    if organisation is None:
        return None
    return Role.SPEAKER if _speaks(s.tokens, organisation.first, organisation.last) else Role.ORGANISATION


def _owns_institution(s: Setting) -> Role | None:
    """'Azerbaijan's defence ministry', 'the mayor of Kharkiv', or an actor known to be one."""
    institution = institution_after(s.tokens, s.name.last)
    if institution is not None:
        return Role.SPEAKER if _speaks(s.tokens, s.name.first, institution) else Role.ORGANISATION
    if office_before(s.tokens, s.name.first) or (s.after_person and s.name.facts.well_known):
        return Role.SPEAKER if _speaks(s.tokens, s.name.first, s.name.last) else Role.ORGANISATION
    for actor in s.actors:
        larger = (actor.start, actor.end) != (s.name.start, s.name.end)
        if _FROM.search(s.text, actor.start, s.name.start):
            continue  # 'troops from X' come from the place
        if larger and (actor.institution is not None or actor.kind in _BODIES):
            return Role.SPEAKER if _speaks(s.tokens, s.name.first, s.name.last) else Role.ORGANISATION
    return None


def _compound(s: Setting) -> Role | None:
    """'Yerevan-backed', 'Kyiv-based', 'the Armenia-Azerbaijan border', 'Russia-Ukraine talks'."""
    after = s.tokens[s.name.last + 1] if s.name.last + 1 < len(s.tokens) else None
    if after is not None and after.gap in {"-", "\u2011", "\u2010"} and after.folded in BACKED:
        return Role.SPEAKER if after.folded in {"based", "born"} else Role.METONYM
    return None


def _possessive(s: Setting) -> Role | None:
    """A possessive: Turkey's influence is a government's; Syria's north and Azerbaijan's Barda are places."""
    if not s.tokens[s.name.last].possessive:
        return None
    if not (s.name.facts.state or s.name.facts.capital):
        return None
    j = s.name.last + 1
    if j >= len(s.tokens):
        return None
    following = s.tokens[j]
    if following.folded in _SCENE_NOUNS or following.capital:
        return Role.PLACE
    return Role.METONYM


def _measured(s: Setting) -> Role | None:
    """A distance, a feature word or a border makes it ground."""
    if s.cues.word is not None or s.cues.distance_km is not None or s.cues.region_prefix is not None:
        return Role.PLACE
    if s.cues.relation in {"near", "outskirts", "border", "in and around"}:
        return Role.PLACE
    return None


def _acting(s: Setting) -> Role | None:
    """'Baku rejected', 'both Ankara and Baku have rejected', 'Turkey is ...'."""
    facts = s.name.facts
    words = _words_from(s.tokens, s.next_token)
    if not words:
        return None
    gap = s.tokens[s.next_token].gap
    if gap not in {" ", ", "}:
        return None
    left = s.text[max(0, s.left - 60) : s.left]
    # 'Residents of X reported': another noun is the subject.
    located = _stands_before(_IN_BEFORE, left) or _stands_before(_NOT_SUBJECT, left)
    if gap == " " and not located:
        if facts.state or facts.capital:
            return Role.METONYM if acts(words, state=facts.state) else None
        return Role.METONYM if words[0] in SPEECH and words[1:2] != ["by"] else None
    if (
        gap == ", "
        and (facts.state or facts.capital)
        and not located
        and (
            (words[0] in {"which", "who"} and acts(words[1:], state=facts.state))
            or (words[0] == "whose" and not INSTITUTIONS.isdisjoint(words[1:3]))
            or (words[0] == "having" and acts(["has", *words[1:]], state=facts.state))
            or _acts_after_apposition(s)
        )
    ):
        return Role.METONYM
    return None


def _acts_after_apposition(s: Setting) -> bool:
    """'Moscow, the rebels' main supplier, denied it': a verb of saying or doing after a second comma."""
    for j in range(s.next_token + 1, min(s.next_token + _APPOSITION, len(s.tokens))):
        token = s.tokens[j]
        if token.gap == ", " and not token.capital:
            return token.folded in SPEECH or token.folded in ACTION
        if token.gap not in {" ", "-"}:
            return False
    return False


_APPOSITION = 9


def _for_to(s: Setting) -> Role | None:
    """'calls for Ankara to be involved'."""
    facts = s.name.facts
    if not (facts.state or facts.capital) or s.next_token >= len(s.tokens):
        return None
    following = s.tokens[s.next_token]
    if (
        following.folded == "to"
        and following.gap == " "
        and _FOR_TO.search(s.text, max(0, s.left - 30), s.left)
    ):
        return Role.METONYM
    return None


@lru_cache(maxsize=256)
def _stands_before(pattern: re.Pattern[str], left: str) -> bool:
    """Whether a pattern fits what stands before a name; rules ask the same, and so does a second reading."""
    return pattern.search(left) is not None


def _state(s: Setting) -> Role | None:
    """A country is an actor unless something makes it the scene; a capital the other way round."""
    facts = s.name.facts
    left = s.text[max(0, s.left - 60) : s.left]
    if facts.state:
        if _stands_before(_IN_BEFORE, left) or _stands_before(_SCENE_BEFORE, left):
            return Role.PLACE
        return Role.PLACE if s.cues.locative and s.cues.relation != "between" else Role.METONYM
    if facts.capital and _stands_before(_CAPITAL_TOLD, left) and not _stands_before(_IN_BEFORE, left):
        # 'talks between X and Y', but 'the road between X and the town of Z'
        return Role.METONYM if s.of_governments else Role.PLACE
    return None


_RULES = (
    _within_organisation,
    _compound,
    _owns_institution,
    _measured,
    _possessive,
    _for_to,
    _acting,
    _state,
)


def _words_from(tokens: Sequence[Token], index: int) -> list[str]:
    """Folded words from ``index`` to the end of the clause, at most `_WINDOW`."""
    words: list[str] = []
    for token in tokens[index : index + _WINDOW]:
        if words and token.gap not in {" ", "-"}:
            break
        # A capital is no verb - 'United States' says nothing - but in a headline, where all open.
        verb = not token.capital or token.shouted or (token.opens and token.gap == " ")
        words.append(token.folded if verb else "")
    return words


def _speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the institution named by tokens ``first`` to ``last`` is one who speaks."""
    begin, end = sentence_of(tokens, first)
    before = [t.folded for t in tokens[max(begin, first - 4) : first]]
    if "according" in before:
        return True
    for token in tokens[last + 1 : min(end, last + 1 + _SPEECH_REACH)]:
        if token.capital and not token.shouted:
            continue
        if token.folded in SPEECH:
            return True
        # Its first verb is what it does: 'the X Army captured a base, and clashes were reported'.
        if token.folded in ACTION or (token.folded.endswith("ed") and token.gap == " "):
            return False
    return (
        first - begin > 3
        and tokens[first - 1].folded in {"said", "says", "the"}
        and any(t.folded in {"said", "says"} for t in tokens[max(begin, first - 3) : first])
    )
