"""A list of sensitive places: one a line, by id or by name (docs/how-to/blurring.md)."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geomap.errors import BlurringError, UsageError
from geomap.gazetteer.names.fold import fold
from geomap.layers.blurring.grid import LEAST_KM, MOST_KM
from geomap.model.telling import visible
from geomap.theatres.faults import Faults
from geomap.theatres.listed import raise_faults, text_of

_LONGEST = 200
_WANTED = "a list of sensitive places, one a line,"
_NUMBER_HINT = f"a number of kilometres from {LEAST_KM:g} to {MOST_KM:g} is needed"


@dataclass(frozen=True, slots=True)
class SensitivePlace:
    """A place that a map must not name or show exactly.

    Parameters
    ----------
    name
        Its id in the gazetteer or a theatre (``geonames:616052``), or any of its names.
    km
        To how many kilometres its incidents are blurred; None for the default.
    where
        Where it was read ('sensitive.txt line 3'); no part of what it says.
    """

    name: str
    km: float | None = None
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not any(map(str.isalnum, fold(self.name))):
            raise UsageError(f"sensitive place {self.name!r}", hint="a name or an id is needed")
        if self.km is not None:
            check_km(self.km, f"sensitive place {self.name!r}")

    @property
    def is_id(self) -> bool:
        """Whether it is written as an id, source first; a bare number is one of GeoNames'."""
        return ":" in self.name or self.name.isdigit()

    @property
    def id(self) -> str:
        """The id that it means, if it is one."""
        return f"geonames:{self.name}" if self.name.isdigit() else self.name


def check_km(km: float, where: str) -> float:
    """The number if a grid can have cells of that size.

    Raises
    ------
    UsageError
        If it is not one, or too small or too large.
    """
    if isinstance(km, bool) or not isinstance(km, int | float) or not LEAST_KM <= km <= MOST_KM:
        raise UsageError(f"{km!r} km", where=where, hint=_NUMBER_HINT)
    return float(km)


def sensitive_places(
    given: str | os.PathLike[str] | Iterable[SensitivePlace | str],
) -> tuple[SensitivePlace, ...]:
    """The places of a file, or those given one by one, as records or as names and ids."""
    if isinstance(given, str | os.PathLike):
        return read_sensitive(given)
    return tuple(each if isinstance(each, SensitivePlace) else SensitivePlace(each) for each in given)


def read_sensitive(path: str | os.PathLike[str]) -> tuple[SensitivePlace, ...]:
    """Read a list of sensitive places, in its order.

    Parameters
    ----------
    path
        UTF-8 text; a line is ``name`` or ``name; KM``. Empty lines, and what follows a ``#``,
        are passed over.

    Raises
    ------
    BlurringError
        If the file cannot be read, lists nothing, or any line is at fault: its message and its
        ``faults`` name all of them, each with its line.
    """
    file = Path(path)
    faults = Faults()
    read: list[SensitivePlace] = []
    for number, line in enumerate(text_of(file, _WANTED, BlurringError).split("\n"), start=1):
        said = _without_comment(line)
        if said:
            found = _place(said, file, number, faults)
            read += [found] if found is not None else []
    if faults.found:
        raise_faults(faults, str(file), BlurringError)
    if not read:
        raise BlurringError("no place is listed", where=str(file), hint="a name or an id a line is needed")
    return tuple(read)


def _without_comment(line: str) -> str:
    """The line up to a ``#`` that begins it or follows a blank."""
    head, mark, _ = f" {line}".replace("\t", " ").partition(" #")
    return (head if mark else line).strip()


def _place(said: str, file: Path, number: int, faults: Faults) -> SensitivePlace | None:
    name, separator, number_given = (part.strip() for part in said.partition(";"))
    if visible(said) != " ".join(said.split()) or len(name) > _LONGEST:
        faults.add(
            str(file), number, f"the place is {name[:40]!r}", "a name without control characters is needed"
        )
        return None
    if not any(map(str.isalnum, fold(name))):
        faults.add(str(file), number, f"the place is {name!r}", "a name with letters, or an id, is needed")
        return None
    km = None
    if separator:
        km = _kilometres(number_given)
        if km is None:
            faults.add(str(file), number, f"{name!r} has {number_given[:40]!r} km", _NUMBER_HINT)
            return None
    return SensitivePlace(name, km, f"{file.name} line {number}")


def _kilometres(text: str) -> float | None:
    try:
        km = float(text.removesuffix("km").strip().replace(",", "."))
    except ValueError:
        return None
    return km if math.isfinite(km) and LEAST_KM <= km <= MOST_KM else None
