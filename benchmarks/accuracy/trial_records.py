"""Annotated trial dispatches, and the answers that are held against them, as records.

The format of a trial is described in ``tests/trials/README.md``; an answer is the properties of a
GeoJSON feature as `geomap.exports` writes them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geomap.model import IncidentType

_ARTICLES = ("the ", "a ", "an ")


def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and a leading article; hyphens are blanks.

    On its own on purpose, so that a fault in geomap's folding cannot hide itself here.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else "" if c in "'’ʼ" else " " for c in bare.casefold()).split()
    text = " ".join(words)
    for article in _ARTICLES:
        text = text.removeprefix(article)
    return text


@dataclass(frozen=True, slots=True)
class Names:
    """Ways to say one right answer, written ``a|b`` in a trial: either is right."""

    written: str
    folded: frozenset[str]

    @classmethod
    def parse(cls, written: str) -> Names:
        """Read ``a|b``."""
        return cls(written, frozenset(fold(part) for part in written.split("|")))

    def allow(self, *names: str | None) -> bool:
        """Whether one of ``names`` is among them; a plural s makes no difference."""
        wanted = {name.removesuffix("s") for name in self.folded}
        return any(fold(name).removesuffix("s") in wanted for name in names if name)


@dataclass(frozen=True, slots=True)
class TrialIncident:
    """An incident as annotated. Fields as in ``tests/trials/README.md``."""

    types: tuple[IncidentType, ...]
    polarity: str
    salience: str
    optional: bool
    date_start: date | None
    date_end: date | None
    place: str | None
    countries: Names | None
    sectors: tuple[str, ...]
    initiators: tuple[Names, ...]
    targets: tuple[Names, ...]
    status: Names
    killed_best: int | None
    wounded_best: int | None

    @classmethod
    def parse(cls, fields: Mapping[str, Any]) -> TrialIncident:
        """Read one; a type that geomap does not know raises ValueError."""
        country = fields["place_country"]
        return cls(
            types=tuple(IncidentType(t) for t in (fields["type"], *fields.get("also_types", ()))),
            polarity=fields["polarity"],
            salience=fields["salience"],
            optional=fields.get("optional", False),
            date_start=_day(fields["date_start"]),
            date_end=_day(fields["date_end"]),
            place=fields["place"],
            countries=Names.parse(country) if country else None,
            sectors=tuple(fields["sectors"]),
            initiators=tuple(Names.parse(n) for n in fields["initiators"]),
            targets=tuple(Names.parse(n) for n in fields["targets"]),
            status=Names.parse(fields["status"]),
            killed_best=fields["killed_best"],
            wounded_best=fields["wounded_best"],
        )


@dataclass(frozen=True, slots=True)
class TrialClaim:
    """Who says what about the incident of that index."""

    speaker: str
    side: Names
    act: str
    stance: str
    about_incident: int


@dataclass(frozen=True, slots=True)
class Trap:
    """A place that is merely named, and why nothing happened there."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One annotated dispatch."""

    id: str
    published: date
    text: str
    incidents: tuple[TrialIncident, ...]
    claims: tuple[TrialClaim, ...]
    traps: tuple[Trap, ...]

    @classmethod
    def parse(cls, fields: Mapping[str, Any]) -> Trial:
        """Read one line of a trials file."""
        return cls(
            id=fields["id"],
            published=date.fromisoformat(fields["published"]),
            text=fields["text"],
            incidents=tuple(TrialIncident.parse(f) for f in fields["incidents"]),
            claims=tuple(
                TrialClaim(
                    f["speaker_text"], Names.parse(f["side"]), f["act"], f["stance"], f["about_incident"]
                )
                for f in fields["claims"]
            ),
            traps=tuple(Trap(f["place"], f["why"]) for f in fields["traps"]),
        )


@dataclass(frozen=True, slots=True)
class AnswerClaim:
    """A claim as geomap gives it; ``side`` is None for the document's own voice."""

    speaker: str
    side: str | None
    act: str
    stance: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An incident as geomap gives it."""

    type: IncidentType
    polarity: str
    salience: str
    status: str
    date_start: date | None
    date_end: date | None
    place_text: str | None
    place_name: str | None
    country: str | None
    sectors: tuple[str, ...]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    killed: int | None
    wounded: int | None
    claims: tuple[AnswerClaim, ...]
    quote: str

    @classmethod
    def from_properties(cls, fields: Mapping[str, Any]) -> Answer:
        """Read the properties of a feature. Where there is no best count, the lowest is taken."""
        best = fields["fatalities_best"]
        return cls(
            type=IncidentType(fields["incident_type"]),
            polarity=fields["polarity"],
            salience=fields["salience"],
            status=fields["status"],
            date_start=_day(fields["date_start"]),
            date_end=_day(fields["date_end"]),
            place_text=fields["place_text"],
            place_name=fields["place_name"],
            country=fields["country"],
            sectors=tuple(fields["sectors"]),
            initiators=tuple(fields["initiator"]),
            targets=tuple(fields["target"]),
            killed=fields["fatalities_low"] if best is None else best,
            wounded=fields["wounded_best"],
            claims=tuple(
                AnswerClaim(f["speaker"], f["side"], f["act"], f["stance"]) for f in fields["claims"]
            ),
            quote=fields["quote"],
        )


def read_trials(path: Path) -> tuple[Trial, ...]:
    """Read a trials file, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Trial.parse(json.loads(line)) for line in lines if line.strip())


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
