"""Names as tables and command lines give them - name, country, units - to places.

No text stands around such a name, so nothing is ranked by context: the units given decide, then
what the gazetteer knows of importance. Where the name itself is not known, or nothing tells those
that bear it apart, the next larger unit stands for it, and how exact that is stays with the answer
(the ladder of UCDP's precision codes: place, second-level unit, first-level unit, country).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.gazetteer.answers.areas import read_area
from geomap.gazetteer.answers.candidates import candidates_within, narrowed, suggested
from geomap.gazetteer.answers.choosing import SAME_PLACE_KM, choose
from geomap.gazetteer.answers.countries import find_country
from geomap.gazetteer.answers.exactness import UNIT_SEAT_KM, precision_of
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.answers.overriding import Overriding, overridden
from geomap.gazetteer.answers.phrases import Reading, read_phrase
from geomap.gazetteer.answers.standing import KEPT_REJECTED, SURENESS, Asked, ambiguous, chosen
from geomap.gazetteer.names.fold import fold

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.place import Candidate


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
    asked = Asked(index, name.strip(), area, area.notes, overriding)
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


def _by_name(asked: Asked, reading: Reading, rejected: list[Candidate]) -> Located | None:
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
        return ambiguous(asked, reading, choice, others)
    return chosen(asked, reading, choice, others)


def _by_units(asked: Asked, rejected: list[Candidate]) -> Located:
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
            score=SURENESS["suggestion"],
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
