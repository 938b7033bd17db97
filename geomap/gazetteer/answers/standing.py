"""What the likeliest of the places of a name stands for, and what to say where nothing tells them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.answers.areas import Area, second_level_named
from geomap.gazetteer.answers.choosing import Choice
from geomap.gazetteer.answers.exactness import UNIT_SEAT_KM, precision_of
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.answers.overriding import Overriding
from geomap.gazetteer.answers.phrases import Reading

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.geometry import LonLat
    from geomap.model.place import Candidate, Place

KEPT_REJECTED = 12
"""How many of the candidates that were rejected stay with an answer."""

ONE_AREA_KM = 15.0
"""Places of one name that are no farther apart than this, in kilometres, make one 'near X'."""

_NAMED_IN_NOTE = 3
# How sure a name is that is spelled otherwise than any that the gazetteer has.
SURENESS = {"transliteration": 0.8, "suggestion": 0.5, "historic": 0.8}
# One of several places in different countries is taken if it has a quarter more people than any other.
_LIKELIER = 0.1


class Asked(NamedTuple):
    """A row's question: the name as given, and what it has to lie in."""

    places: PlaceIndex
    name: str
    area: Area
    notes: tuple[str, ...]
    overriding: Overriding | None


def chosen(asked: Asked, reading: Reading, choice: Choice, others: tuple[Candidate, ...]) -> Located:
    """The likeliest place, or what stands for it, with what tells how sure that is."""
    candidate = choice.best
    place = candidate.place
    method, precision, radius, moved_to = _standing_to(reading, choice)
    if candidate.name_kind == "within":
        method, moved_to = "within", None
        second = asked.area.second
        if second is not None and precision > 3:
            place, precision, radius = second, 3, max(second.radius_km, UNIT_SEAT_KM)
    rivals = [c.place for c in choice.rejected if c.place.feature_class == place.feature_class]
    caveats = (*asked.notes, *_filed_elsewhere(asked, place))
    notes = list(caveats)
    if method == "within":
        notes.append(f"only the unit that {candidate.name} lies in is known")
    elif candidate.reasons[-1:] == (f"filed under {place.admin1_name}",):
        notes.append(candidate.reasons[-1])
    elif candidate.name_kind == "transliteration":
        notes.append(f"romanised otherwise: {candidate.name}")
    if rivals:
        notes.append(f"{len(rivals)} more of this name: {_named(rivals)}")
    return Located(
        place,
        method,
        precision,
        max(radius, choice.spread_km),
        "; ".join(notes),
        score=round(choice.share * SURENESS.get(candidate.name_kind, 1.0), 3),
        reasons=candidate.reasons,
        rejected=others[:KEPT_REJECTED],
        moved_to=moved_to,
        caveats=caveats,
    )


def _standing_to(reading: Reading, choice: Choice) -> tuple[str, int, float, LonLat | None]:
    """Method, precision, radius in kilometres and point (None: the place's own) of the likeliest place."""
    place = choice.best.place
    if reading.relation == "at" and choice.of_the_sort:
        return "name", precision_of(place), place.radius_km, None
    from geomap.gazetteer.answers.relations import related

    return related(reading, place, choice.of_the_sort)


def _filed_elsewhere(asked: Asked, place: Place) -> tuple[str, ...]:
    """What tells that a place was found in another country than the one given."""
    given = asked.area.country
    if given is None or place.country in {given, None}:
        return ()
    return (f"{place.name} is filed under {place.country}, not {given}",)


def ambiguous(asked: Asked, reading: Reading, choice: Choice, others: tuple[Candidate, ...]) -> Located:
    """The smallest unit that holds all that may be meant; without one, the likeliest if it stands out."""
    tied = choice.tied
    count = f"{len(tied)} places of this name that nothing given tells apart"
    note = "; ".join([*asked.notes, f"{count}: {_named([c.place for c in tied])}"])
    answer = Located(
        None,
        "ambiguous",
        note=note,
        reasons=(count,),
        tied=tied,
        rejected=others[:KEPT_REJECTED],
        caveats=asked.notes,
    )
    best = choice.best.place
    _, own_precision, own_radius, moved_to = _standing_to(reading, choice)
    if choice.spread_km <= ONE_AREA_KM and best.feature_class == "P":
        return replace(
            answer,
            place=best,
            where_prec=max(2, own_precision),
            radius_km=own_radius + choice.spread_km,
            score=round(choice.share, 3),
            moved_to=moved_to,
        )
    unit, precision = _unit_of_all(asked, [c.place for c in tied])
    if unit is not None:
        radius = max(unit.radius_km, UNIT_SEAT_KM if unit.feature_class == "P" else 0.0)
        return replace(
            answer, place=unit, where_prec=precision, radius_km=radius, score=round(choice.share, 3)
        )
    if len({c.place.country for c in tied}) > 1 and tied[0].score - tied[1].score >= _LIKELIER:
        return replace(
            answer,
            place=best,
            method="likeliest",
            where_prec=own_precision,
            radius_km=own_radius,
            moved_to=moved_to,
            score=round(choice.share * 10 ** tied[0].score / sum(10**c.score for c in tied), 3),
        )
    return answer


def _unit_of_all(asked: Asked, places: list[Place]) -> tuple[Place | None, int | None]:
    """The smallest unit that holds all the places, with its precision code."""
    area, index, one = asked.area, asked.places, places[0]
    if area.second is not None and all(area.beyond_second_km(p) is None for p in places):
        return area.second, 3
    if len({p.country for p in places}) > 1 or one.country is None:
        return None, None
    if len({p.admin1 for p in places}) == 1 and one.admin1 is not None:
        second = second_level_named(index, one) if len({p.admin2_name for p in places}) == 1 else None
        if second is not None:
            return second, 3
        unit = index.place(f"adm1:{one.country}.{one.admin1}")
        if unit is not None:
            return unit, 4
    state = index.place(f"country:{one.country}")
    return state, 6 if state else None


def _named(places: list[Place]) -> str:
    return ", ".join(
        f"{p.name} ({p.admin2_name or p.admin1_name or '-'}, {p.country or '-'})"
        for p in places[:_NAMED_IN_NOTE]
    ) + (" ..." if len(places) > _NAMED_IN_NOTE else "")
