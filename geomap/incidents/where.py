"""Where it happened: the event's place against places merely named.

Only a toponym with the role ``place``, or words for a part of a front or border, can be where
something happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.attribution import Frame
from geomap.incidents.place_fitness import WHOLE_COUNTRY, Fit, Scene, rank
from geomap.incidents.place_lists import joined, most_specific
from geomap.incidents.placing import Placing
from geomap.incidents.structure import Sentence
from geomap.incidents.taking_up import object_taken_up, taken_up
from geomap.incidents.triggers import Trigger
from geomap.model import Toponym
from geomap.theatres import SectorMention

_GOOD_FIT = 5.0
"""A score that only the clause of the trigger with a preposition of place gives."""
_COARSE = 4
"""UCDP GED's precision code from which on a sector is the exacter place."""


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
    scene = Scene(text, sentence, sentence.clause_of(trigger.head), trigger, others, frame, whole_sentence)
    taken = object_taken_up(scene, known)
    if taken is not None:
        return (taken,)
    fits = rank(scene, toponyms)
    mention = _mention_without_names(scene, sectors)
    if mention is not None and (not fits or _is_exacter(mention, fits[0])):
        return (_in_sector(mention, toponyms, "border" if mention.border else "sector of the front"),)
    if fits:
        return _named(text, fits, toponyms, sectors)
    phrase = taken_up(scene, known)
    return (phrase,) if phrase is not None else ()


def _mention_without_names(scene: Scene, sectors: Sequence[SectorMention]) -> SectorMention | None:
    """The first mention of a part of a front by direction, of the whole of it, or of a border.

    One that says its part by a place's name is found through that toponym.
    """
    if scene.whole:
        begin, end = scene.sentence.span.start, scene.sentence.span.end
    else:
        begin, end = scene.sentence.clause_span(scene.clause)
    return next(
        (
            s
            for s in sectors
            if begin <= s.start < end and not s.names and (s.directions or s.whole_line or s.border or s.bank)
        ),
        None,
    )


def _named(
    text: str, fits: Sequence[Fit], toponyms: Sequence[Toponym], sectors: Sequence[SectorMention]
) -> tuple[Placing, ...]:
    """The best toponym and those in one list with it; a part of a front where they only name one.

    'The Kupiansk and Lyman directions' are two places as 'Kupiansk and Lyman' are; 'between X and
    Y' is one.
    """
    ranked = [fit.toponym for fit in fits]
    best = most_specific(text, ranked, toponyms)
    placings: list[Placing] = []
    for toponym in joined(text, best, ranked):
        mention = next((s for s in sectors if _names(s, toponym)), None)
        if mention is None:
            placings.append(Placing(toponym, None, toponym.start, toponym.end, fits[0].why))
            continue
        why = f"{fits[0].why}, part of a front"
        if len(mention.names) > 1 and not mention.between:
            name = next(name for name in mention.names if name.start <= toponym.start < name.end)
            mention = replace(mention, names=(name,))
            placings.append(Placing(None, mention, toponym.start, toponym.end, why, (toponym,)))
        elif all(placing.sector is not mention for placing in placings):
            placings.append(_in_sector(mention, toponyms, why))
    return tuple(placings)


def _is_exacter(mention: SectorMention, fit: Fit) -> bool:
    """Whether a part of a front tells more of the place than the best toponym does.

    A border is long: only a country is less exact ('in Gubadli, near the border').
    """
    resolution = fit.toponym.resolution
    if mention.border:
        inside = mention.start <= fit.toponym.start < mention.end
        return inside or (resolution is not None and resolution.where_prec >= WHOLE_COUNTRY)
    return fit.score < _GOOD_FIT or resolution is None or resolution.where_prec >= _COARSE


def _names(mention: SectorMention, toponym: Toponym) -> bool:
    return any(name.start <= toponym.start < name.end for name in mention.names)


def _in_sector(mention: SectorMention, toponyms: Sequence[Toponym], why: str) -> Placing:
    inside = tuple(t for t in toponyms if mention.start <= t.start and t.end <= mention.end)
    return Placing(None, mention, mention.start, mention.end, why, inside)
