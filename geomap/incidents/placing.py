"""Where it happened: the event's place against places merely named.

Only a toponym with the role ``place`` can be where something happened. Among those the nearest in
structure wins: the same clause before another one, with a preposition of place or as the object,
and none inside somebody's seat, origin or destination.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.incidents import lexicon
from geomap.incidents.attribution import Frame
from geomap.incidents.structure import Clause, Sentence
from geomap.incidents.triggers import Trigger
from geomap.model import IncidentType, Role, Toponym
from geomap.theatres import SectorMention

_UNIT_NOUN = (
    r"(?:districts?|villages?|towns?|cit(?:y|ies)|regions?|provinces?|areas?|camps?|suburbs?|"
    r"neighbou?rhoods?)"
)
_INNER = re.compile(
    rf"(?: {_UNIT_NOUN})?(?:,| in| of|, in)(?: the| \w+ern| \w+ern \w+| breakaway| neighbouring| nearby)*"
    r"(?: (?:district|region|province|state) of)? ?"
)
_LISTED = re.compile(
    rf"(?: {_UNIT_NOUN})?(?:,| and|, and| as well as|,? and also)(?: in| near| the| of| {_UNIT_NOUN})* "
)
_MOVES = frozenset({IncidentType.WITHDRAWAL, IncidentType.DISPLACEMENT})
_TAKES_TO = frozenset(
    {
        IncidentType.CAPTURE_OF_TERRITORY,
        IncidentType.MOBILISATION,
        IncidentType.HUMANITARIAN,
        IncidentType.DISPLACEMENT,
    }
)
_WHOLE_COUNTRY = 6
"""UCDP GED's precision code of a country."""
_NOUN = (
    r"((?:the|this|that)\s+(?:\w+\s+)?(?:region|territory|enclave|exclave|province|district|city|town|village|area|"
    r"capital|camp|peninsula|island|state|settlement|port|county))\b"
)
_ANAPHOR = re.compile(
    rf"\b(?:in|around|near|across|on|of|outside|inside|into|within|over)\s+(?:and\s+around\s+)?{_NOUN}",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\s+{_NOUN}(?!\s+of)", re.IGNORECASE)
_SEATS = re.compile(
    r"\b(?:based|seat|headquartered|speaking|told|meeting|interview|statement|said|says|reporters|conference)\b",
    re.IGNORECASE,
)


INHERITED = "place of the sentence before"


@dataclass(frozen=True, slots=True)
class Placing:
    """A place chosen for a trigger: a toponym, a phrase that takes one up, or sectors."""

    toponym: Toponym | None
    sector: SectorMention | None
    start: int
    end: int
    why: str


def places_of(
    text: str,
    sentence: Sentence,
    trigger: Trigger,
    others: Sequence[Trigger],
    toponyms: Sequence[Toponym],
    sectors: Sequence[SectorMention],
    frame: Frame | None,
    known: Sequence[Toponym],
    *,
    whole_sentence: bool = False,
) -> tuple[Placing, ...]:
    """The place or places of a trigger; several if the text joins them with 'and'.

    Parameters
    ----------
    others
        All triggers of the sentence.
    toponyms, sectors
        Those of the sentence.
    known
        Places named before in the document, latest last, for 'the region' and 'the city'.
    whole_sentence
        Whether every clause counts alike (for running totals).
    """
    clause = sentence.clause_of(trigger.head)
    inside = [
        s
        for s in sectors
        if (s.directions or s.whole_line) and _within(sentence, s.start, clause, whole_sentence)
    ]
    taken = _object_taken_up(text, trigger, known)
    if taken is not None:
        return (taken,)
    ranked = _ranked(text, sentence, trigger, others, toponyms, frame, clause, whole_sentence)
    if inside and (not ranked or ranked[0][0] < 5 or _coarse(ranked[0][1])):
        return tuple(Placing(None, s, s.start, s.end, "sector of the front") for s in inside[:1])
    if ranked:
        best = _most_specific(text, ranked, toponyms)
        group = _joined(text, best, [t for _, t, _ in ranked])
        why = next(w for _, t, w in ranked if t is ranked[0][1])
        return tuple(Placing(t, None, t.start, t.end, why) for t in group)
    taken_up = _taken_up(text, sentence, clause, frame, known, whole_sentence)
    return (taken_up,) if taken_up is not None else ()


def _within(sentence: Sentence, offset: int, clause: Clause, whole: bool) -> bool:
    begin, end = sentence.clause_span(clause)
    return whole or begin <= offset < end


def _ranked(
    text: str,
    sentence: Sentence,
    trigger: Trigger,
    others: Sequence[Trigger],
    toponyms: Sequence[Toponym],
    frame: Frame | None,
    clause: Clause,
    whole: bool,
) -> list[tuple[float, Toponym, str]]:
    found = []
    for toponym in toponyms:
        if toponym.role is not Role.PLACE:
            continue
        score, why = _fitness(text, sentence, trigger, others, toponym, frame, clause, whole)
        if score > 0:
            found.append((score, toponym, why))
    found.sort(key=lambda f: (-f[0], abs(f[1].start - trigger.start), f[1].start))
    return found


def _fitness(
    text: str,
    sentence: Sentence,
    trigger: Trigger,
    others: Sequence[Trigger],
    toponym: Toponym,
    frame: Frame | None,
    clause: Clause,
    whole: bool,
) -> tuple[float, str]:
    preposition = _preposition(sentence, toponym)
    after = toponym.start >= trigger.end
    if preposition in lexicon.words("not_locative") and not (
        (preposition == "from" and trigger.type in _MOVES)
        or (preposition == "to" and (trigger.type in _TAKES_TO or _fell(text, trigger)))
    ):
        return 0, ""
    own = sentence.clause_at(toponym.start)
    same = own == clause
    score = 4.0 if same or whole else 0.5
    why = "same clause" if same else "same sentence"
    outside = frame is not None and not frame.start <= toponym.start < frame.end
    if outside and not _local_voice(sentence, toponym, frame, preposition):
        # The surroundings of a party that speaks are not what it speaks of.
        return 0, ""
    if outside:
        return 2.5, "leads the sentence, before a local speaker"
    if not same and not whole:
        if _has_trigger(own, others):
            return 0, ""
        if (
            clause.kind == "relative"
            and clause.head in {"which", "who", "whose"}
            and own.last == clause.first
        ):
            # 'Oslo, which brokered a truce': it acts, and is not where.
            return 0, ""
        if (
            own.head in {"since", "before", "until"}
            or own.kind == "relative"
            or (clause.kind == "subordinate" and own.first > clause.first)
        ):
            return 0, ""
        if frame is None and _SEATS.search(text, *sentence.clause_span(own)):
            return 0, ""
    if preposition in lexicon.words("locative"):
        score += 2
        why += f", '{preposition}'"
    elif after and toponym.start - trigger.end < 40:
        score += 1.5 if trigger.verbal else 0.5
        why += ", object"
    elif not after and (trigger.passive or _undergoes(text, trigger)):
        score += 2
        why += ", subject of a passive"
    elif not after and same and not toponym.cue:
        return (0.8, "named before") if not trigger.verbal else (0, "")
    between = sum(
        1
        for o in others
        if o is not trigger and min(trigger.end, toponym.end) <= o.start < max(trigger.start, toponym.start)
    )
    score -= 1.5 * between * (0 if whole else 1)
    if after:
        score += 0.6
    score -= min(2.0, abs(toponym.start - trigger.start) / 120)
    if toponym.resolution is None:
        score -= 0.8
    elif toponym.resolution.where_prec >= _WHOLE_COUNTRY:
        score -= 1.2
        to = preposition == "to" and trigger.type in _TAKES_TO
        if not to and preposition not in {"in", "across", "inside", "throughout", "over", "into", "within"}:
            return 0, ""
    return score, why


def _local_voice(sentence: Sentence, toponym: Toponym, frame: Frame | None, preposition: str) -> bool:
    """'In Goma, residents said ...' against 'In Paris, the minister said ...'."""
    leads = toponym.start - sentence.span.start < 12 and preposition in {
        "in",
        "near",
        "at",
        "around",
        "outside",
    }
    return leads and frame is not None and (frame.speaker is None or not frame.speaker.sides)


def _preposition(sentence: Sentence, toponym: Toponym) -> str:
    """The preposition that governs a toponym, found through lists ('in Barda, Ganja and X')."""
    at = sentence.token_at(toponym.start)
    i = at - 1
    steps = 0
    while i >= 0 and steps < 14:
        token = sentence.tokens[i]
        low = token.low
        if low in {
            "in",
            "near",
            "at",
            "from",
            "to",
            "by",
            "on",
            "around",
            "across",
            "outside",
            "into",
            "against",
            "between",
            "with",
            "through",
            "over",
            "towards",
            "toward",
            "along",
            "within",
            "inside",
            "off",
            "for",
        }:
            return low
        if low == "of":
            head = sentence.tokens[i - 1].low if i else ""
            if head not in lexicon.words("between_preposition_and_name") and head not in {
                "shelling",
                "bombardment",
                "bombing",
            }:
                return "of"
        elif low in {"hit", "struck", "targeting", "hitting", "striking", "shelling", "shelled", "outskirts"}:
            return "hit"
        elif (
            low not in lexicon.words("between_preposition_and_name")
            and low != ","
            and not token.capitalised
            and not low.isdigit()
            and low != "km"
        ):
            return ""
        i -= 1
        steps += 1
    return ""


def _fell(text: str, trigger: Trigger) -> bool:
    return text[trigger.start : trigger.end].lower().startswith(("fell", "fall", "move"))


def _undergoes(text: str, trigger: Trigger) -> bool:
    return (
        text[trigger.start : trigger.end]
        .lower()
        .startswith(("come under", "came under", "coming under", "comes under", "fell to", "falls to"))
    )


def _has_trigger(clause: Clause, triggers: Sequence[Trigger]) -> bool:
    return any(clause.first <= t.first < clause.last for t in triggers)


def _coarse(toponym: Toponym) -> bool:
    resolution = toponym.resolution
    return resolution is None or resolution.where_prec >= 4


def _most_specific(
    text: str, ranked: list[tuple[float, Toponym, str]], toponyms: Sequence[Toponym]
) -> Toponym:
    """'Talish in the Tartar district', 'Goma, eastern Congo': the part, not the whole around it."""
    best = ranked[0][1]
    at = sorted(toponyms, key=lambda t: t.start)
    position = next(i for i, t in enumerate(at) if t is best)
    while position > 0:
        inner = at[position - 1]
        between = text[inner.end : at[position].start].lower()
        if (
            inner.role is Role.PLACE
            and _INNER.fullmatch(between)
            and any(t is inner for _, t, _ in ranked)
            and (inner.resolution is not None or inner.cue is not None)
            and _contains(at[position], inner)
        ):
            position -= 1
        else:
            break
    return at[position]


def _contains(outer: Toponym, inner: Toponym) -> bool:
    """Whether ``outer`` may be the unit around ``inner`` (and not the next of a list)."""
    if outer.resolution is None or inner.resolution is None:
        return True
    return (
        outer.resolution.place.feature_class != "P"
        or inner.resolution.where_prec < outer.resolution.where_prec
    )


def _joined(text: str, best: Toponym, ranked: list[Toponym]) -> list[Toponym]:
    """The toponyms that stand in one list with ``best``: 'in Barda, Ganja and Mingachevir'."""
    ordered = sorted(ranked, key=lambda t: t.start)
    at = next((i for i, t in enumerate(ordered) if t is best), None)
    if at is None:
        return [best]
    group = [best]
    for i in range(at + 1, len(ordered)):
        between = text[ordered[i - 1].end : ordered[i].start].lower()
        if not _LISTED.fullmatch(between):
            break
        # ', Azerbaijan' after a town is its country, not a second place.
        if "and" not in between and "," in between and _is_container(ordered[i], ordered[i - 1]):
            continue
        group.append(ordered[i])
    for i in range(at - 1, -1, -1):
        between = text[ordered[i].end : ordered[i + 1].start].lower()
        if not _LISTED.fullmatch(between):
            break
        if "and" not in between and _is_container(ordered[i + 1], ordered[i]):
            break
        group.insert(0, ordered[i])
    return group


def _is_container(outer: Toponym, inner: Toponym) -> bool:
    """Whether one place is the country, unit or region around another."""
    if outer.resolution is None or inner.resolution is None:
        return False
    around, within = outer.resolution.place, inner.resolution.place
    if around.feature_class not in {"A", "L"} or inner.resolution.where_prec >= outer.resolution.where_prec:
        return False
    if around.feature_code.startswith("ADM1"):
        return (around.country, around.admin1) == (within.country, within.admin1)
    return around.country is None or around.country == within.country


def _object_taken_up(text: str, trigger: Trigger, known: Sequence[Toponym]) -> Placing | None:
    """'captured the city': the object takes up the last settlement or area named."""
    if not trigger.verbal:
        return None
    match = _OBJECT.match(text, trigger.end)
    return None if match is None else _last_of_kind(match, known)


def _taken_up(
    text: str,
    sentence: Sentence,
    clause: Clause,
    frame: Frame | None,
    known: Sequence[Toponym],
    whole: bool,
) -> Placing | None:
    """'in the region', 'the city': the last place of that kind named before."""
    begin, end = (sentence.span.start, sentence.span.end) if whole else sentence.clause_span(clause)
    for match in _ANAPHOR.finditer(text, begin, end):
        if frame is not None and not frame.start <= match.start() < frame.end:
            continue
        placing = _last_of_kind(match, known)
        if placing is not None:
            return placing
    return None


def _last_of_kind(match: re.Match[str], known: Sequence[Toponym]) -> Placing | None:
    """The last place named before that the noun of 'the region', 'the city' fits."""
    noun = match.group(1).lower().split()[-1]
    area = noun in lexicon.words("area_nouns")
    for toponym in reversed(known):
        resolution = toponym.resolution
        if resolution is None or toponym.role is not Role.PLACE or toponym.start > match.start():
            continue
        if area and toponym.cue in lexicon.words("area_nouns") and toponym.cue != noun:
            continue
        place = resolution.place
        region = place.feature_class in {"A", "L", "T"} and resolution.where_prec < _WHOLE_COUNTRY
        unit = place.feature_code.startswith(("ADM", "RGN"))
        fits = (
            region and (unit or noun not in {"province", "district"}) if area else place.feature_class == "P"
        )
        if fits:
            why = f"'{match.group(1)}' takes up {toponym.text}"
            return Placing(toponym, None, match.start(1), match.end(1), why)
    return None
