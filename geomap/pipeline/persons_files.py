"""Files in which persons say what names mean and what is wrong with incidents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from geomap.model import Correction, Override, Place
from geomap.pipeline.installed import installed_index
from geomap.pipeline.reading import AUTO, asked_for

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex


def read_corrections(
    path: str | os.PathLike[str],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    index: PlaceIndex | None = None,
) -> tuple[Correction, ...]:
    """Read a file of corrections (docs/how-to/corrections.md) as `extract` reads it.

    Parameters
    ----------
    path
        TOML, or JSON Lines where the suffix is ``.jsonl`` or ``.ndjson``.
    theatre
        As for `extract`: the places of a theatre are known beside the gazetteer's.
    index
        The gazetteer; the installed one if not given.

    Raises
    ------
    CorrectionError
        If the file cannot be read or is at fault; its ``faults`` name all that is wrong.
    TheatreError
        If there is no such theatre, or its files are at fault.
    """
    from geomap import corrections

    return corrections.read_corrections(path, index=index or installed_index(), places=_places_of(theatre))


def read_overrides(
    path: str | os.PathLike[str],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    index: PlaceIndex | None = None,
) -> tuple[Override, ...]:
    """Read a file of overrides (docs/how-to/overrides.md) as `extract` and `geoparse` read it.

    Parameters
    ----------
    path
        CSV with a header (``.csv``, ``.tsv`` or ``.txt``), or TOML (``.toml``).
    theatre, index
        As for `read_corrections`.

    Raises
    ------
    OverrideError
        If the file cannot be read or is at fault; its ``faults`` name all that is wrong.
    TheatreError
        If there is no such theatre, or its files are at fault.
    """
    from geomap import overrides
    from geomap.corrections.placing import Places

    known = Places(index or installed_index(), _places_of(theatre))
    return overrides.read_overrides(path, known)


def _places_of(theatre: str | os.PathLike[str]) -> Callable[[], Iterable[Place]]:
    """Gives the places of the theatre that is asked for, or those of all bundled ones."""
    from geomap.theatres.bundled import bundled_places

    own = asked_for(theatre)
    return bundled_places if own is None else (lambda: own.places)


def rows_of(
    overrides: str | os.PathLike[str] | Iterable[Override],
    theatre: str | os.PathLike[str],
    index: PlaceIndex | None,
) -> tuple[Override, ...]:
    """The overrides themselves, read if it is a file that is given; errors as of `read_overrides`."""
    if isinstance(overrides, str | os.PathLike):
        return read_overrides(overrides, theatre=theatre, index=index)
    return tuple(overrides)
