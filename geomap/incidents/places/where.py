"""Where it happened: the event's place against places merely named.

A toponym with the role ``place``, or words for a part of a front or border, can be where something
happened; and a town that was hit, whatever else its name could stand for, or an organisation's house.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.places.named_before import Known
from geomap.incidents.places.place_fitness import WHOLE_COUNTRY, Fit, Scene, rank
from geomap.incidents.places.place_lists import DISTANCE, joined, most_specific
from geomap.incidents.places.placing import UNKNOWN, Placing, has_own_name, on_ground_of
from geomap.incidents.places.sites import on_ground, site_of
from geomap.incidents.places.taking_up import object_taken_up, taken_up
from geomap.incidents.places.unknown_places import unknown_places
from geomap.incidents.sentences.structure import Sentence
from geomap.model import DateMention, Ground, Role, Toponym
from geomap.theatres import SectorMention

_GOOD_FIT = 5.0
"""A score that only the clause of the trigger with a preposition of place gives."""
_LATEST = 1
"""How many of the places named before may be where a site lies."""
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
    known: Known,
    cast: Cast,
    dates: Sequence[DateMention],
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
        Places named before in the document, for 'the region' and 'the city'.
    cast, dates
        Actors and time expressions of the sentence: names of these are no places.
    whole_sentence
        Whether every clause counts alike (for running totals).
    """
    scene = Scene(text, sentence, sentence.clause_of(trigger.head), trigger, others, frame, whole_sentence)
    taken = object_taken_up(scene, known)
    if taken is not None:
        return (taken,)
    fits = rank(scene, [t for t in toponyms if not cast.seats_speaker(sentence.token_at(t.start))])
    mention = _mention_without_names(scene, sectors)
    if mention is not None and (not fits or _is_exacter(mention, fits[0])):
        return (_in_sector(mention, toponyms, "border" if mention.border else "sector of the front"),)
    site = (
        site_of(text, sentence, trigger.head, scene.clause, toponyms, frame) if not whole_sentence else None
    )
    if site is not None and (not fits or fits[0].toponym.resolution is not None):
        towns = [fit.toponym for fit in fits] or list(islice(known.latest_first(), _LATEST))
        if not fits or _holds_sites(fits[0].toponym):
            why = "a named site" if not fits else f"a named site in {fits[0].toponym.text}"
            return (Placing(on_ground(site, towns), None, site.start, site.end, why),)
    if fits:
        nearer = _unknown_beside(
            text,
            fits[0].toponym,
            lambda: unknown_places(text, sentence, trigger, cast, toponyms, dates, frame),
        )
        if nearer is not None:
            return (Placing(nearer, None, nearer.start, nearer.end, "a name beside a place"),)
        return _named(text, fits, toponyms, sectors)
    phrase = taken_up(scene, known)
    if phrase is not None or whole_sentence:
        return (phrase,) if phrase is not None else ()
    return tuple(
        Placing(t, None, t.start, t.end, UNKNOWN)
        for t in unknown_places(text, sentence, trigger, cast, toponyms, dates, frame)
    )


def _holds_sites(toponym: Toponym) -> bool:
    """Whether a place is a town, so that a site named with it lies there."""
    return toponym.resolution is not None and toponym.resolution.place.feature_class == "P"


def _mention_without_names(scene: Scene, sectors: Sequence[SectorMention]) -> SectorMention | None:
    """The first mention of a part of a front by direction, of the whole of it, or of a border.

    One that says its part by a place's name is found through that toponym.
    """
    clauses = [scene.clause]
    if scene.clause.kind == "participle" and scene.clause.parent >= 0:
        # 'resumed its actions, accompanied by rocket fire, in the southern sectors'
        clauses.append(scene.sentence.clause_of(scene.clause.parent))
    return next(
        (
            s
            for s in sectors
            if (scene.whole or any(scene.sentence.clause_at(s.start) is c for c in clauses))
            and not s.names
            and (s.directions or s.whole_line or s.border or s.bank)
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
    best = most_specific(text, [_inner(ranked), *ranked], toponyms)
    sure = fits[0].toponym is best and fits[0].score >= _GOOD_FIT
    if (
        not sure
        and best.resolution is None
        and best.cue is None
        and _with_ground(text, best, toponyms) is best
    ):
        # A name that nothing says to be a place, and of which nobody knows where it is: another one first.
        best = next((t for t in ranked if t.resolution is not None and t.role is Role.PLACE), best)
    group = joined(text, best, ranked)
    phrase = _in_phrase(best, toponyms, sectors, fits[0].why)
    if phrase is not None:
        return (phrase,)
    on_front = any(_names(s, group[0]) for s in sectors)
    if len(group) > 1 and not on_front and _BETWEEN.search(text, max(0, group[0].start - 24), group[0].start):
        # 'a mine between X and Y': one place
        placed = replace(_with_ground(text, group[0], toponyms), relation="between")
        return (Placing(placed, None, group[0].start, group[1].end, f"{fits[0].why}, between two"),)
    placings: list[Placing] = []
    for toponym in group:
        mention = next((s for s in sectors if _names(s, toponym)), None)
        if mention is None:
            placed = _with_ground(text, toponym, toponyms)
            placings.append(Placing(placed, None, toponym.start, toponym.end, fits[0].why))
            continue
        why = f"{fits[0].why}, part of a front"
        if len(mention.names) > 1 and not mention.between:
            name = next(name for name in mention.names if name.start <= toponym.start < name.end)
            mention = replace(mention, names=(name,))
            placings.append(Placing(None, mention, toponym.start, toponym.end, why, (toponym,)))
        elif all(placing.sector is not mention for placing in placings):
            placings.append(_in_sector(mention, toponyms, why))
    return tuple(placings)


def _in_phrase(
    best: Toponym, toponyms: Sequence[Toponym], sectors: Sequence[SectorMention], why: str
) -> Placing | None:
    """The whole of a phrase that gives a place through others: 'between X and Y', 'the X-Y road'.

    What a part of a front is called after is that part ('the front line between X and Y').
    """
    ground = best.ground
    if ground is None or not has_own_name(best) or any(_names(s, best) for s in sectors):
        return None
    first = min((t for t in toponyms if _same_ground(t, ground)), key=lambda t: t.start, default=best)
    return Placing(first, None, ground.start, ground.end, f"{why}, {best.relation}")


def _same_ground(toponym: Toponym, ground: Ground) -> bool:
    own = toponym.ground
    return own is not None and (own.start, own.end) == (ground.start, ground.end)


_BETWEEN = re.compile(r"\b(?:between|road from)\s+(?:the\s+)?(?:towns?\s+of\s+)?$", re.IGNORECASE)
_QUARTER = r"(?:north|south|east|west)(?:-?(?:east|west))?"
_BESIDE = re.compile(
    rf",? (?:{DISTANCE} (?:(?:away )?from|off)|(?:{DISTANCE} )?"
    rf"(?:(?:just )?{_QUARTER}(?:ern)?(?: part)? of|near|outside|close to|not far from|beside|in|of|,))"
    rf"(?: the)?(?: \w+ern)?(?: (?:{_QUARTER}|cent(?:er|re)|heart) of(?: the)?)?"
    r"(?: (?:town|city|district|province|region|village) of)? ",
    re.IGNORECASE,
)
_BESIDE_LAST = re.compile(r"\b(?:of|near|outside|to|from|in)(?: the)?(?: \w+ern)? $", re.IGNORECASE)
"""What stands between a name and a place beside which it lies ends so."""


def _with_ground(text: str, toponym: Toponym, toponyms: Sequence[Toponym]) -> Toponym:
    """A name that the gazetteer lacks on the ground that the text gives it: 'Samarkhel, east of Jalalabad'.

    Without a place beside it, the unit in which the sentence says that it lies.
    """
    if toponym.resolution is not None:
        return toponym
    following = next((t for t in toponyms if t.start >= toponym.end and t.resolution is not None), None)
    if following is not None and _BESIDE.fullmatch(text[toponym.end : following.start]):
        relation = following.relation if following.relation != "in" else "in"
        return replace(
            toponym,
            resolution=following.resolution,
            relation=relation,
            distance_km=following.distance_km,
            ground=following.ground,
        )
    around = next(
        (
            t
            for t in toponyms
            if t.role is Role.PLACE
            and t.resolution is not None
            and _COARSE <= t.resolution.where_prec < WHOLE_COUNTRY
            and toponym.cue is not None
        ),
        None,
    )
    return toponym if around is None else on_ground_of(toponym, around)


def _unknown_beside(text: str, known: Toponym, find: Callable[[], Sequence[Toponym]]) -> Toponym | None:
    """'at Cloghoge near Newry': a name that nobody knows, on the ground of the place beside it."""
    if not _BESIDE_LAST.search(text, max(0, known.start - 40), known.start):
        return None
    found = next(
        (t for t in find() if t.end < known.start and _BESIDE.fullmatch(text, t.end, known.start)), None
    )
    return None if found is None else _with_ground(text, found, (known,))


def _inner(ranked: Sequence[Toponym]) -> Toponym:
    """'In Balochistan province, gunmen fired on a patrol in Mastung': the one within the best."""
    best = ranked[0]
    around = best.resolution
    if around is None or around.where_prec < _COARSE or around.where_prec >= WHOLE_COUNTRY:
        return best
    for toponym in ranked[1:]:
        within = toponym.resolution
        if within is None and toponym.cue is not None:
            return toponym  # 'In North Waziristan ... in the village of Khaisor'
        if (
            within is not None
            and within.where_prec < around.where_prec
            and within.place.country == around.place.country
            and within.place.admin1 == around.place.admin1
        ):
            return toponym
    return best


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
