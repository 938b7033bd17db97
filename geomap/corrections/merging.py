"""Several incidents that are one: the first is kept, with what the others add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from geomap.corrections.accounts import accounts_of_all
from geomap.corrections.changing import applied_to
from geomap.model import CasualtyCount, Correction, Explanation, Incident
from geomap.model.voices import claims_of

T = TypeVar("T")


def merged(parts: Sequence[Incident], correction: Correction) -> Incident:
    """One incident of several.

    The first gives its id, type and sentence, and its place, days and parties where it has them;
    else the first part that has them does. Weapons, counts and claims are those of all: with the
    claims go the documents. Where a part has accounts of several documents, all parts are accounts.
    """
    kept = parts[0]
    placed = next((part for part in parts if part.place is not None), kept)
    dated = next((part for part in parts if part.date_start is not None), kept)
    ids = _once(name for part in parts for name in part.merged_from or (part.id,))
    before = (("merged_from", kept.merged_from), ("parts", tuple(map(_told, parts))))
    applied = applied_to(kept.id, correction, before)
    return replace(
        kept,
        place=placed.place,
        theatre=placed.theatre or kept.theatre,
        sectors=placed.sectors,
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_text=dated.date_text,
        date_prec=dated.date_prec,
        time_of_day=dated.time_of_day,
        initiators=next((part.initiators for part in parts if part.initiators), ()),
        targets=next((part.targets for part in parts if part.targets), ()),
        weapons=_once(weapon for part in parts for weapon in part.weapons),
        casualties=_once(_counts(parts, kept.document_id)),
        claims=_once(claim for part in parts for claim in claims_of(part)),
        explanation=_explained(parts),
        merged_from=ids,
        accounts=accounts_of_all(parts),
        corrections=(*_once(done for part in parts for done in part.corrections), applied),
    )


def _counts(parts: Sequence[Incident], own: str) -> Iterator[CasualtyCount]:
    """The counts of all parts, each with its document if that is not the first part's."""
    for part in parts:
        for count in part.casualties:
            owner = count.document_id or part.document_id
            yield replace(count, document_id=None if owner == own else owner)


def _explained(parts: Sequence[Incident]) -> Explanation | None:
    """Why each part was found, the first part's first; None if of none it is known."""
    known = [part.explanation for part in parts if part.explanation is not None]
    return known[0].with_others(known[1:]) if known else None


def _told(part: Incident) -> str:
    """A part in a line, so that a place or day that is not taken over is not lost."""
    days = dict.fromkeys(day.isoformat() for day in (part.date_start, part.date_end) if day is not None)
    place = part.place.name if part.place is not None else "no place"
    return f"{part.id}: {part.type.value}, {place}, {' to '.join(days) or 'no date'}"


def _once(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
