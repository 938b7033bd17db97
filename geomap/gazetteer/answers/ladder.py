"""Names as tables and command lines give them - name, country, units - to places.

No text stands around such a name, so nothing is ranked by context: the units given decide, then
what the gazetteer knows of importance. Where the name itself is not known, or nothing tells those
that bear it apart, the next larger unit stands for it, and how exact that is stays with the answer
(the ladder of UCDP's precision codes: place, second-level unit, first-level unit, country).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geomap.errors import UsageError
from geomap.gazetteer.answers.areas import Area, read_area, second_level_named
from geomap.gazetteer.answers.candidates import candidates_within, narrowed, suggested
from geomap.gazetteer.answers.choosing import SAME_PLACE_KM, Choice, choose
from geomap.gazetteer.answers.countries import find_country
from geomap.gazetteer.answers.exactness import UNIT_SEAT_KM, precision_of
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.answers.overriding import Overriding, overridden
from geomap.gazetteer.answers.phrases import Reading, read_phrase
from geomap.gazetteer.names.fold import fold

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
_SURENESS = {"transliteration": 0.8, "suggestion": 0.5, "historic": 0.8}
# One of several places in different countries is taken if it has a quarter more people than any other.
_LIKELIER = 0.1


class _Asked(NamedTuple):
    """A row's question: the name as given, and what it has to lie in."""

    places: PlaceIndex
    name: str
    area: Area
    notes: tuple[str, ...]
    overriding: Overriding | None


def locate(
    index: PlaceIndex,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
    overriding: Overriding | None = None,
) -> Located:
    """Find a row's place, or the smallest unit around it that is known.

    Parameters
    ----------
    index
        The gazetteer.
    name
        In any spelling and script, with what tables write around it (`phrases`): 'near Goma',
        'Goma, North Kivu, DR Congo', 'X village (Y)'.
    country
        Code or name of the country that it lies in.
    admin1, admin2
        Names of the first- and second-level unit that it lies in. Any of these may be empty.
    overriding
        Gives the user's override of a name, if there is one.

    Returns
    -------
    Located
        Never raises for what a row says: a unit that is not known is told in the note and left
        out, a country that is not known in the note of an answer without a place.
    """
    iso2 = None
    if country and country.strip():
        try:
            iso2 = find_country(index, country.strip()).iso2
        except UsageError as error:
            # Whatever bears the name elsewhere is not what the row means, unless the user says so.
            return _as_the_user_says(name, overriding, (str(error),)) or Located(None, note=str(error))
    area = read_area(index, iso2, (admin1 or "").strip() or None, (admin2 or "").strip() or None)
    own = _as_the_user_says(name, overriding, area.notes)
    if own is not None:
        return own
    asked = _Asked(index, name.strip(), area, area.notes, overriding)
    if admin2 and area.second is not None and fold(admin2) == fold(name):
        # A row whose name is its unit's means the unit, though a larger one may go by the bare name.
        return _by_units(asked._replace(name=""), [])
    rejected: list[Candidate] = []
    for reading in read_phrase(name):
        located = overridden(reading, overriding, area.notes) or _by_name(asked, reading, rejected)
        if located is not None:
            return located
    return _by_units(asked, rejected)


def _as_the_user_says(name: str, overriding: Overriding | None, notes: tuple[str, ...]) -> Located | None:
    """The answer where the very name is overridden, whatever the gazetteer knows of longer forms of it."""
    if overriding is None:
        return None
    named = (reading for reading in read_phrase(name) if reading.relation == "at")
    return next(filter(None, (overridden(reading, overriding, notes) for reading in named)), None)


def _by_name(asked: _Asked, reading: Reading, rejected: list[Candidate]) -> Located | None:
    """The answer if the reading names a place within the area, else None."""
    area, unknown = narrowed(asked.places, asked.area, reading)
    if area is None:
        return None
    asked = asked._replace(area=area, notes=(*asked.notes, *unknown))
    if reading.other:
        from geomap.gazetteer.answers.relations import stretch

        return stretch(asked.places, reading, area, asked.notes, asked.overriding)
    kept, others = candidates_within(asked.places, reading.names, area)
    choice = choose(kept, reading.sort)
    rejected += others
    if choice is None:
        return None
    others = (*choice.rejected, *others)
    if len(choice.tied) > 1 and choice.spread_km > SAME_PLACE_KM:
        return _ambiguous(asked, reading, choice, others)
    return _chosen(asked, reading, choice, others)


def _chosen(asked: _Asked, reading: Reading, choice: Choice, others: tuple[Candidate, ...]) -> Located:
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
        score=round(choice.share * _SURENESS.get(candidate.name_kind, 1.0), 3),
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


def _filed_elsewhere(asked: _Asked, place: Place) -> tuple[str, ...]:
    """What tells that a place was found in another country than the one given."""
    given = asked.area.country
    if given is None or place.country in {given, None}:
        return ()
    return (f"{place.name} is filed under {place.country}, not {given}",)


def _ambiguous(asked: _Asked, reading: Reading, choice: Choice, others: tuple[Candidate, ...]) -> Located:
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


def _unit_of_all(asked: _Asked, places: list[Place]) -> tuple[Place | None, int | None]:
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


def _by_units(asked: _Asked, rejected: list[Candidate]) -> Located:
    """The rungs above the name: a suggestion, the second-level unit, the first-level unit, the country."""
    area, index = asked.area, asked.places
    # What a cell says to lie in ('Nowhere village, X district') is known even if its name is not.
    for reading in read_phrase(asked.name):
        if reading.within:
            closer, _ = narrowed(index, area, reading)
            area = closer or area
    notes = list(asked.notes)
    if asked.name:
        notes.append(f"no place {asked.name!r}{' there' if area.country or area.first else ''}")
    likely, taken = suggested(index, asked.name, area)
    answer = Located(
        None,
        suggestions=likely,
        rejected=_distinct(rejected)[:KEPT_REJECTED],
        reasons=tuple(notes[-1:]),
        caveats=asked.notes,
    )
    # A name that is known elsewhere in the country is no slip.
    if taken is not None and all(c.place.country not in area.countries for c in rejected):
        place = taken.place
        notes.append(f"taken for {place.name}, the only name there that is one letter off")
        return replace(
            answer,
            place=place,
            method="suggestion",
            where_prec=precision_of(place),
            radius_km=place.radius_km,
            note="; ".join(notes),
            score=_SURENESS["suggestion"],
        )
    if likely:
        notes.append("perhaps " + ", ".join(dict.fromkeys(c.name for c in likely)))
    answer = replace(answer, note="; ".join(notes) or "the row names no place", score=1.0)
    if area.second is not None:
        second = area.second
        if area.second_is_seat:
            radius = max(second.radius_km, UNIT_SEAT_KM)
            return replace(
                answer, place=second, method="admin2 seat", where_prec=3, radius_km=radius, score=0.8
            )
        return replace(answer, place=second, method="admin2", where_prec=3, radius_km=second.radius_km)
    if area.first:
        first = area.first[0]
        return replace(answer, place=first, method="admin1", where_prec=4, radius_km=first.radius_km)
    state = index.place(f"country:{area.country}") if area.country else None
    if state is not None:
        return replace(answer, place=state, method="country", where_prec=6, radius_km=state.radius_km)
    return replace(answer, score=0.0)


def _distinct(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple({c.place.id: c for c in reversed(candidates)}.values())[::-1]


def _named(places: list[Place]) -> str:
    return ", ".join(
        f"{p.name} ({p.admin2_name or p.admin1_name or '-'}, {p.country or '-'})"
        for p in places[:_NAMED_IN_NOTE]
    ) + (" ..." if len(places) > _NAMED_IN_NOTE else "")
