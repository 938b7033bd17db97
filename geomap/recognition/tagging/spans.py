"""What a tagger says of a text, and the protocol by which any tagger plugs in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable


class Label(StrEnum):
    """What a name is the name of."""

    PLACE = "place"
    DEMONYM = "demonym"
    ORGANISATION = "organisation"
    PERSON = "person"


class LabelledSpan(NamedTuple):
    """A name in a text.

    ``start`` and ``end`` are its half-open span in Unicode characters of the text; ``score`` is
    the tagger's own probability of it, 0 to 1, or None from a tagger that gives none.
    """

    start: int
    end: int
    label: Label
    score: float | None = None


@runtime_checkable
class Tagger(Protocol):
    """Whatever labels names in texts: the bundled model, spaCy, a transformer."""

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order, none overlapping another."""
        ...
