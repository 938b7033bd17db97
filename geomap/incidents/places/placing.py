"""The place chosen for a happening, before it is looked up what ground that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.model import Toponym
from geomap.theatres import SectorMention

INHERITED = "place of the sentence before"
"""Why a happening without a place of its own has one."""

UNKNOWN = "a name where a place stands"
"""Why a name is a place that recognition did not take for one."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A place chosen for a trigger: a toponym, a phrase that takes one up, or a part of a front.

    Parameters
    ----------
    toponym
        None for a part of a front or border.
    sector
        The words that name such a part, or None.
    start, end
        Span in the text: that of the words which place it.
    why
        What decided, as a short phrase.
    named
        Toponyms within the words of ``sector`` ('Bakhmut' of 'the Bakhmut axis', 'Armenian' of
        'the Armenian border'), in the order of the text.
    """

    toponym: Toponym | None
    sector: SectorMention | None
    start: int
    end: int
    why: str
    named: tuple[Toponym, ...] = ()


def has_own_name(toponym: Toponym) -> bool:
    """Whether its ground is called otherwise than its place: 'between X and Y', 'X–Y road'."""
    ground, resolution = toponym.ground, toponym.resolution
    return ground is not None and (resolution is None or ground.name != resolution.place.name)


def on_ground_of(toponym: Toponym, other: Toponym) -> Toponym:
    """A name without ground of its own on that of another: its place, or what lies beside that."""
    relation = other.relation if has_own_name(other) else toponym.relation
    return replace(toponym, resolution=other.resolution, ground=other.ground, relation=relation)
