"""How well each toponym of a sentence fits as the place of one happening in it.

A toponym with the role ``place`` can be where something happened; so can a town as a metonym that
was hit ('Chernihiv was hit') and the town of an organisation's house ('the embassy in Monrovia').
Among those the nearest in structure wins: the same clause before another one, with a preposition
of place or as the object, and none inside somebody's seat, origin or destination.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.incidents import lexicon
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.places.prepositions import preposition_of
from geomap.incidents.sentences.clauses import Clause
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType, Role, Toponym

WHOLE_COUNTRY = 6
"""UCDP GED's precision code of a country."""
_MOVES = frozenset({IncidentType.WITHDRAWAL, IncidentType.DISPLACEMENT})
_TAKES_TO = frozenset(
    {
        IncidentType.CAPTURE_OF_TERRITORY,
        IncidentType.MOBILISATION,
        IncidentType.HUMANITARIAN,
        IncidentType.DISPLACEMENT,
    }
)
_SEATS = re.compile(
    r"\b(?:based|seat|headquartered|speaking|told|meeting|interview|statement|said|says|reporters|conference)\b",
    re.IGNORECASE,
)


_OVER_ALL = frozenset({"in", "across", "inside", "throughout", "over", "into", "within", "off"})
"""Prepositions with which a whole country, or the sea off one, is a place."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A trigger within its sentence: what a place is weighed against.

    Parameters
    ----------
    text
        The document's text.
    sentence, clause
        Where the trigger stands.
    trigger, others
        It, and all triggers of the sentence.
    frame
        The account in which it stands, or None.
    whole
        Whether every clause counts alike (for running totals).
    """

    text: str
    sentence: Sentence
    clause: Clause
    trigger: Trigger
    others: Sequence[Trigger]
    frame: Frame | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """A toponym with its score, above 0, and what decided."""

    score: float
    toponym: Toponym
    why: str


def rank(scene: Scene, toponyms: Sequence[Toponym]) -> list[Fit]:
    """The toponyms that may be where it happened, the best first; of equals the nearest."""
    found = []
    for toponym in toponyms:
        if not _may_be_scene(scene.text, toponym) and not _struck(scene, toponym):
            continue
        score, why = _fitness(scene, toponym)
        if score > 0:
            found.append(Fit(score, toponym, why))
    head = scene.trigger.start
    found.sort(key=lambda fit: (-fit.score, abs(fit.toponym.start - head), fit.toponym.start))
    return found


_BUILDINGS = re.compile(
    r"\b(?:embassy|consulate|hospital|base|office|school|headquarters|prison|university|mosque|church|hotel|airport|"
    r"market|camp|station|plant|barracks|compound|port|clinic|cathedral)\b[^,.;]{0,12}\b(?:in|at|near|outside)\s+$",
    re.IGNORECASE,
)
"""Before a town that is part of an organisation's name: its house stands there."""


def _struck(scene: Scene, toponym: Toponym) -> bool:
    """'Chernihiv was hit': a town as the subject of a passive does nothing, and is no government."""
    grammar = scene.sentence.grammar
    return (
        toponym.role is Role.METONYM
        and scene.trigger.passive
        and toponym.resolution is not None
        and toponym.resolution.where_prec < WHOLE_COUNTRY
        and any(
            grammar.relations[t] == "nsubj:pass" and grammar.heads[t] == scene.trigger.head
            for t in scene.sentence.tokens_of(toponym.start, toponym.end)
        )
    )


_NOT_THERE = re.compile(r"\b(?:not|unlike|rather than) (?:in|at|near) $", re.IGNORECASE)
_LEADING = re.compile(r"(?:^|[.,;]\s|\n|\band )(?:at|in|near|outside) $", re.IGNORECASE)
_FORCE = re.compile(
    r" (?:police|soldiers|troops|gunmen|residents|guards|rebels|militants) \w+", re.IGNORECASE
)


def _may_be_scene(text: str, toponym: Toponym) -> bool:
    """A place; or the town in which an organisation's house stands ('the U.S. embassy in Monrovia')."""
    if toponym.role is Role.ORGANISATION:
        # 'the U.S. embassy in Monrovia'; 'At Dili police fired on'
        begin = max(0, toponym.start - 60)
        return _BUILDINGS.search(text, begin, toponym.start) is not None or (
            _LEADING.search(text, begin, toponym.start) is not None
            and _FORCE.match(text, toponym.end) is not None
        )
    at_sea = toponym.ground is not None and toponym.relation == "off"  # 'off the Somali coast'
    return toponym.role is Role.PLACE or at_sea


def _fitness(scene: Scene, toponym: Toponym) -> tuple[float, str]:
    text, sentence, trigger, frame, clause = (
        scene.text, scene.sentence, scene.trigger, scene.frame, scene.clause,
    )  # fmt: skip
    whole = scene.whole
    preposition = preposition_of(sentence, toponym)
    after = toponym.start >= trigger.end
    if _NOT_THERE.search(text, max(0, toponym.start - 14), toponym.start):
        return 0, ""  # 'in Lamphel, not in Kakching'
    if preposition in lexicon.words("not_locative") and not (
        (preposition == "from" and trigger.type in _MOVES)
        or (preposition == "to" and (trigger.type in _TAKES_TO or _fell(text, trigger)))
    ):
        return 0, ""
    token = sentence.token_at(toponym.start)
    own = sentence.clause_of(token)
    same = own is clause
    outside = frame is not None and not frame.start <= toponym.start < frame.end
    if outside and not _local_voice(sentence, toponym, frame, preposition):
        # The surroundings of a party that speaks are not what it speaks of.
        return 0, ""
    if outside:
        return 2.5, "leads the sentence, before a local speaker"
    score = 4.0 if same or whole else 0.5
    why = "same clause" if same else "same sentence"
    if not same and not whole:
        if _elsewhere(scene, own, token):
            return 0, ""
        if clause.parent == own.verb and clause.kind in {"participle", "coordinate", "purpose"}:
            score += 1.0
    steps = sentence.steps(token, trigger.head)
    score += max(0.0, 2.0 - 0.7 * (steps - 1)) if not whole else 0.0
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
        fell = trigger.type is IncidentType.CAPTURE_OF_TERRITORY and _fell(text, trigger)
        return (0.8, "named before") if not trigger.verbal or fell else (0, "")
    between = sum(
        1
        for o in scene.others
        if o is not trigger and min(trigger.end, toponym.end) <= o.start < max(trigger.start, toponym.start)
    )
    score -= 0 if whole or steps <= 2 else 1.5 * between
    if after:
        score += 0.6
    score -= min(2.0, abs(toponym.start - trigger.start) / 120)
    if toponym.resolution is None:
        score -= 0.3
    elif toponym.resolution.where_prec >= WHOLE_COUNTRY:
        score -= 1.2
        to = preposition == "to" and trigger.type in _TAKES_TO
        if not to and preposition not in _OVER_ALL:
            return 0, ""
    return score, why


def _elsewhere(scene: Scene, own: Clause, token: int) -> bool:
    """Whether a toponym's clause, another than the trigger's, tells of something else."""
    clause = scene.clause
    if _has_trigger(own, scene.others):
        return True
    if clause.kind == "relative" and clause.head in {"which", "who", "whose"}:
        described = scene.sentence.grammar.heads[clause.verb]
        first, last = scene.sentence.grammar.name_phrase(max(0, described))
        if first <= token < last:
            # 'Oslo, which brokered a truce': it acts, and is not where.
            return True
    if own.head in {"since", "before", "until"} or own.kind == "relative":
        return True
    if clause.kind == "subordinate" and own.first > clause.first:
        return True
    return scene.frame is None and _SEATS.search(scene.text, *scene.sentence.clause_span(own)) is not None


def _local_voice(sentence: Sentence, toponym: Toponym, frame: Frame | None, preposition: str) -> bool:
    """'In Goma, residents said ...' against 'In Paris, the minister said ...'."""
    leads = toponym.start - sentence.span.start < 12 and preposition in {
        "in",
        "near",
        "at",
        "around",
        "outside",
    }
    if not leads or frame is None:
        return False
    speaker = frame.speaker
    return (
        speaker is None
        or not speaker.sides
        or speaker.text.lower().startswith(("local", "the local", "city"))
    )


def _fell(text: str, trigger: Trigger) -> bool:
    return text[trigger.start : trigger.end].lower().startswith(("fell", "fall", "move"))


def _undergoes(text: str, trigger: Trigger) -> bool:
    return (
        text[trigger.start : trigger.end]
        .lower()
        .startswith(("come under", "came under", "coming under", "comes under", "fell to", "falls to"))
    )


def _has_trigger(clause: Clause, triggers: Sequence[Trigger]) -> bool:
    tokens = set(clause.tokens)
    return any(t.head in tokens for t in triggers)
