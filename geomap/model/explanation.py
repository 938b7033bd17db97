"""Why a text was taken to tell of an incident: the rule that fired and the words that it read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from geomap.model._check import check_span, require, settle_document_id


class Part(StrEnum):
    """What some words of a text give to an incident."""

    TRIGGER = "trigger"
    PLACE = "place"
    TIME = "time"
    INITIATOR = "initiator"
    TARGET = "target"
    WEAPON = "weapon"
    COUNT = "count"
    SPEAKER = "speaker"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that gave a part of an incident.

    Parameters
    ----------
    part
        What they gave.
    start, end
        Half-open span in Unicode characters of the document's text.
    text
        The characters of the span.
    document_id
        The document.
    means
        What the words were taken for ('Azerbaijan', '2020-10-13'); None if just what they say.

    Raises
    ------
    RecordError
        If the span is none, or has another length than the text.
    """

    part: Part
    start: int
    end: int
    text: str
    document_id: str
    means: str | None = None

    def __post_init__(self) -> None:
        settle_document_id(self, self.document_id)
        where = f"evidence {self.text!r}"
        check_span(self.start, self.end, where=where)
        require(
            len(self.text) == self.end - self.start,
            f"the span {self.start}..{self.end} has another length than the text",
            where=where,
        )


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text was taken to tell of an incident.

    Parameters
    ----------
    rule
        The rule or model that fired, such as ``shelling: verb "fire ~ shell"`` (``~`` stands for a
        few words between).
    evidence
        The words that it read, part by part in the order of `Part`, each in the order of the text.
        A part without words in the text (a date taken from the document's) has none.
    reasons
        What decided each part, as short phrases in the order of the decisions.
    """

    rule: str
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.rule), "an explanation needs a rule", where="Explanation")

    def of(self, part: Part) -> tuple[Evidence, ...]:
        """The words that gave one part."""
        return tuple(evidence for evidence in self.evidence if evidence.part is part)

    def with_others(self, others: Iterable[Explanation]) -> Explanation:
        """Itself with the words and reasons of others, for an incident made of several.

        The rule stays; those of the others become reasons.
        """
        others = tuple(others)
        evidence = dict.fromkeys(e for told in (self, *others) for e in told.evidence)
        order = {part: at for at, part in enumerate(Part)}
        reasons = [reason for told in others for reason in (f"merged with {told.rule}", *told.reasons)]
        return replace(
            self,
            evidence=tuple(sorted(evidence, key=lambda e: (order[e.part], e.document_id, e.start, e.end))),
            reasons=(*self.reasons, *reasons),
        )
