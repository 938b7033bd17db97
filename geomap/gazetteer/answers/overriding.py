"""What a user says that a table's name means: it goes before all that the gazetteer knows of the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from geomap.gazetteer.answers.choosing import is_of_sort
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.answers.phrases import Reading
from geomap.model.override import OVERRIDE, Override

Overriding = Callable[[str], Override | None]
"""Gives the override that holds for a name, or None."""


def override_of(names: Iterable[str], overriding: Overriding | None) -> Override | None:
    """The override of the first of a name's forms that has one."""
    if overriding is None:
        return None
    return next((found for name in names if (found := overriding(name)) is not None), None)


def overridden(reading: Reading, overriding: Overriding | None, notes: tuple[str, ...]) -> Located | None:
    """The answer to a reading whose name is overridden; None where it is not.

    Parameters
    ----------
    reading
        The cell, taken apart: '12 km north of X' moves from the place that X is said to be.
    overriding
        Gives the override of a name.
    notes
        What of the row could not be used.
    """
    override = None if reading.other else override_of(reading.names, overriding)
    if override is None:
        return None
    answer = Located(
        None,
        OVERRIDE,
        note="; ".join((*notes, override.reason)),
        score=1.0,
        reasons=(override.reason,),
        caveats=notes,
        overrides=(override,),
    )
    place = override.place
    if place is None:
        return answer
    from geomap.gazetteer.answers.relations import related

    _, precision, radius_km, moved_to = related(reading, place, is_of_sort(place, reading.sort))
    return replace(answer, place=place, where_prec=precision, radius_km=radius_km, moved_to=moved_to)
