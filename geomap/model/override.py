"""Overrides: what a user says a name means in some texts or in all, and what came of saying so."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.model._check import require
from geomap.model.place import Candidate, Place
from geomap.model.telling import visible

OVERRIDE = "override"
"""What `Resolution.method` and `Candidate.name_kind` call a place that an override gave."""


@dataclass(frozen=True, slots=True)
class Override:
    """What a name means, whatever the gazetteer and the text say.

    Parameters
    ----------
    name
        The name, in any spelling that folds to that of the text.
    place
        What it means; None if it is no place, or one that is to stay open.
    context
        Words of which the document must have one; empty for every document.
    note
        On what grounds, or who says so.
    where
        Where it was read ('overrides.csv line 3'); no part of what it says.
    """

    name: str
    place: Place | None
    context: tuple[str, ...] = ()
    note: str = ""
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        where = self.where or "Override"
        require(bool(self.name.strip()), "an override needs a name", where=where)
        require(all(words.strip() for words in self.context), "a context is empty", where=where)

    @property
    def reason(self) -> str:
        """Where it stands and its note, as a resolution's reason."""
        return visible(": ".join(part for part in (OVERRIDE, self.where, self.note) if part))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The one place that the name can mean; none where it is said to mean none."""
        if self.place is None:
            return ()
        return (Candidate(self.place, self.name, OVERRIDE, reasons=(self.reason,)),)


@dataclass(frozen=True, slots=True)
class OverrideOutcome:
    """What came of an override.

    Parameters
    ----------
    override
        What was asked.
    names
        To how many names it was applied.
    beaten_by
        The override that was applied instead, the first time that one was.
    """

    override: Override
    names: int
    beaten_by: Override | None = None
