"""Checks that the records of the model share."""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geomap.characters import well_formed
from geomap.errors import RecordError

_Member = TypeVar("_Member", bound=StrEnum)


def require(condition: bool, what: str, *, where: str, hint: str | None = None) -> None:
    """Raise `RecordError` unless ``condition`` holds."""
    if not condition:
        raise RecordError(what, where=where, hint=hint)


def settle_document_id(record: object, document_id: str) -> None:
    """Write a record's ``document_id`` as `geomap.model.Document` writes its id, so that it leads there."""
    if (held := well_formed(document_id)) is not document_id:
        object.__setattr__(record, "document_id", held)


def member_of(kinds: type[_Member], value: str, *, where: str) -> _Member:
    """The member that a value names; a member names itself."""
    try:
        return kinds(value)
    except ValueError:
        known = ", ".join(member.value for member in kinds)
        raise RecordError(f"{value!r} is not known", where=where, hint=f"one of {known} is needed") from None


def check_span(start: int, end: int, *, where: str) -> None:
    """A span is half open and counts Unicode characters: 0 <= start < end."""
    if not 0 <= start < end:
        raise RecordError(
            f"span {start}..{end} is empty or reversed", where=where, hint="0 <= start < end is needed"
        )


def check_code(value: int | None, low: int, high: int, *, where: str) -> None:
    """A code is absent or a whole number from ``low`` to ``high``."""
    if value is not None and not low <= value <= high:
        raise RecordError(f"{value} is out of range", where=where, hint=f"{low} to {high} is needed")


def check_radius(radius_km: float | None, *, where: str) -> None:
    """A radius is absent or a finite number of kilometres, not below zero."""
    if radius_km is not None and not (math.isfinite(radius_km) and radius_km >= 0):
        raise RecordError(f"radius {radius_km} km", where=where, hint="a finite number >= 0 is needed")


def check_interval(start: date | None, end: date | None, *, where: str) -> None:
    """An interval of days is closed on both sides; either end may be open (None)."""
    if start is not None and end is not None and end < start:
        raise RecordError(f"{start} to {end} runs backwards", where=where, hint="start <= end is needed")
