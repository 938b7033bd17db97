"""Names that nobody knows, standing where a place stands: 'attacks on Russkaya Konopelka', 'the post of X'.

Recognition leaves such a name alone, because a name by itself may be anything. Where the grammar
makes it the scene of what happened, it is one. It has no ground of its own; `where` may give it that
of a place beside it or around it.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.incidents import lexicon
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.structure import Sentence
from geomap.model import DateMention, IncidentType, Toponym
from geomap.recognition.dates.vocabulary import MONTHS, WEEKDAYS

_SCENE = frozenset({"in", "at", "near", "on", "over", "around", "outside", "into", "towards", "toward"})
_OF_GROUND = frozenset(
    {
        IncidentType.SHELLING,
        IncidentType.ROCKET_MISSILE,
        IncidentType.AIR_STRIKE,
        IncidentType.DRONE_STRIKE,
        IncidentType.CAPTURE_OF_TERRITORY,
        IncidentType.WITHDRAWAL,
    }
)
"""Types whose object is ground rather than somebody."""
_FELL = frozenset({"fell", "fallen", "fall", "falls", "came", "come"})
_STRUCK = frozenset({"obj", "nsubj:pass"})


def unknown_places(
    text: str,
    sentence: Sentence,
    trigger: Trigger,
    cast: Cast,
    toponyms: Sequence[Toponym],
    dates: Sequence[DateMention],
    frame: Frame | None,
) -> list[Toponym]:
    """The names at which a trigger's happening took place, as toponyms without a resolution; often none."""
    grammar = sentence.grammar
    taken = {i for t in toponyms for i in sentence.tokens_of(t.start, t.end)}
    taken.update(i for d in dates for i in sentence.tokens_of(d.start, d.end))
    governing = [trigger.head, *grammar.objects(trigger.head)] if trigger.verbal else [trigger.head]
    for governor in governing:
        # 'an attack by rebels on X': the tree may hang X on the rebels
        beside = [k for a in grammar.agents(governor) for k in grammar.of(a, "nmod") if k > a]
        aimed = [k for k in beside if grammar.preposition(k) in {"on", "against"}]
        for kid in (*grammar.kids[governor], *aimed):
            if kid < trigger.first and grammar.relations[kid] not in {"nsubj:pass", "nsubj"}:
                continue
            if not _is_scene(sentence, governor, kid, trigger):
                continue
            found = [
                t
                for k in grammar.coordinated(kid)
                if (t := _named(text, sentence, k, cast, taken)) is not None
            ]
            inside = [t for t in found if frame is None or frame.start <= t.start < frame.end]
            if inside:
                return inside
    return []


def _is_scene(sentence: Sentence, governor: int, kid: int, trigger: Trigger) -> bool:
    """Whether a phrase stands where the place of a happening stands."""
    grammar = sentence.grammar
    relation = grammar.relations[kid]
    if relation == "nsubj":
        # 'X fell to the rebels', 'X came under fire'
        return (
            governor == trigger.head and sentence.all_lows[governor] in _FELL and trigger.type in _OF_GROUND
        )
    if relation in _STRUCK:
        return governor == trigger.head and trigger.verbal and trigger.type in _OF_GROUND
    if relation not in {"obl", "nmod"}:
        return False
    preposition = grammar.preposition(kid)
    if preposition == "of":
        # 'the post of X', 'the shelling of X'
        return sentence.all_lows[governor] in lexicon.words("place_nouns") or (
            governor == trigger.head and not trigger.verbal and trigger.type in _OF_GROUND
        )
    return preposition in _SCENE


def _named(text: str, sentence: Sentence, head: int, cast: Cast, taken: set[int]) -> Toponym | None:
    """A phrase of nothing but capitalised names as a toponym."""
    grammar = sentence.grammar
    first, last = grammar.name_phrase(head)
    while (
        last < len(sentence.tokens)
        and grammar.relations[last] == "flat"
        and sentence.tokens[last].capitalised
    ):
        last += 1
    while first < last and not sentence.tokens[first].capitalised:
        first += 1
    tokens = range(first, last)
    if not tokens or any(i in taken or cast.named(i) is not None for i in tokens):
        return None
    if any(sentence.all_lows[i] in MONTHS or sentence.all_lows[i] in WEEKDAYS for i in tokens):
        return None
    if not all(
        grammar.tags[i] == "PROPN" or sentence.all_lows[i] in lexicon.words("place_nouns") for i in tokens
    ):
        return None
    if not any(sentence.tokens[i].capitalised and len(sentence.all_lows[i]) > 2 for i in tokens):
        return None
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    words = text[start:end]
    if words.endswith(("'s", "’s")):
        return None
    return Toponym(start, end, words, cue="place")
