"""By what documents are read: whether what is kept of one still holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geomap import wire
from geomap.pipeline.reading import AUTO, NONE, asked_for
from geomap.pipeline.settings import MODEL
from geomap.resolution.resolving import ABSTAIN_BELOW
from geomap.store import Provenance
from geomap.versions import MODELS, gazetteer_version, geomap_version, model_version

if TYPE_CHECKING:
    from geomap.model import Override
    from geomap.recognition.tagging.spans import Tagger

_DIGITS = 12  # of a checksum


def provenance_of(
    *,
    theatre: str | os.PathLike[str] = AUTO,
    recogniser: str | Tagger = MODEL,
    overrides: str | os.PathLike[str] | Iterable[Override] = (),
    min_score: float = ABSTAIN_BELOW,
) -> Provenance:
    """By what `geomap.extract` reads with these options, here and now.

    The versions of geomap, its gazetteer and models, the user's own places, the theatre if it is the
    user's own, and the options. The day of documents that do not say theirs is the documents' own then
    and not told here.

    Parameters
    ----------
    theatre, recogniser, overrides, min_score
        As for `geomap.extract`.

    Raises
    ------
    OverrideError, TheatreError, GazetteerError
        If there is no such thing, or it is at fault.
    """
    own = asked_for(theatre)
    named = os.fspath(theatre)
    return Provenance(
        geomap=geomap_version(),
        gazetteer=_gazetteer(),
        models=tuple(model_version(which) for which in MODELS),
        theatre=named if own is None or named in (AUTO, NONE) else f"{own.id} {_sum(wire.to_bytes(own))}",
        recogniser=recogniser if isinstance(recogniser, str) else type(recogniser).__name__,
        options=tuple(_options(theatre, overrides, min_score).items()),
    )


def _options(
    theatre: str | os.PathLike[str],
    overrides: str | os.PathLike[str] | Iterable[Override],
    min_score: float,
) -> dict[str, str]:
    """Options that are not the usual ones."""
    if isinstance(overrides, str | os.PathLike):
        from geomap.pipeline import read_overrides

        overrides = read_overrides(overrides, theatre=theatre)
    rows = tuple(overrides)
    told = {}
    if min_score != ABSTAIN_BELOW:
        told["min_score"] = repr(float(min_score))
    if rows:
        told["overrides"] = _sum(wire.to_bytes(rows))
    return told


def _gazetteer() -> str:
    """The bundled gazetteer's version, with the files of the user's own places."""
    from geomap.gazetteer.overlays import installed_files

    told = []
    for path in installed_files():
        facts = path.stat()
        told.append(f"{path.name} {facts.st_size} {facts.st_mtime_ns}")
    return f"{gazetteer_version()} + {_sum('/'.join(told).encode())}" if told else gazetteer_version()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
