"""Places that a text gives through others: 'between X and Y', 'the X-Y road', 'off the coast of X'.

What stands beside a single name ('near X', '12 km north of X') is a cue of that name and is read
with it (`geomap.recognition.cues`). Here it is told what takes two names, or more words than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.model import Role, Toponym
from geomap.recognition import relative_words as words

_LEAD = 90
"""Characters before a name in which the words that lead to it are looked for."""
_TAIL = 60
_LONGEST_LIST = 20  # names: a longer one is a table, and each name of it would read it to the end
_APART = 60
"""Characters that may stand between two names of one phrase."""


@dataclass(frozen=True, slots=True)
class RelativePlace:
    """A phrase that gives a place through one or two others.

    Parameters
    ----------
    start, end
        Half-open span of the whole phrase.
    relation
        ``between``, ``halfway``, ``road``, ``border``, ``outskirts``, ``axis`` or ``off``.
    ends
        Positions among the toponyms of those by which it is given; two for what lies between them.
    side
        'west' for 'the western outskirts', in one word; None where no side is said.
    """

    start: int
    end: int
    relation: str
    ends: tuple[int, ...]
    side: str | None = None


def find_relative_places(text: str, toponyms: Sequence[Toponym]) -> tuple[RelativePlace, ...]:
    """The phrases of a text that give places through its toponyms.

    Parameters
    ----------
    text
        The document's text.
    toponyms
        Its toponyms in the order of the text. Only those that are spoken of as places are heeded:
        two governments have talks between them, and no ground. A border may be given by adjectives.

    Returns
    -------
    tuple of RelativePlace
        In the order of the text; no toponym is an end of two.

    Examples
    --------
    >>> text = "A mine went off on the Gao-Ansongo road."
    >>> found = find_relative_places(text, [Toponym(23, 26, "Gao"), Toponym(27, 34, "Ansongo")])
    >>> [(each.relation, text[each.start : each.end]) for each in found]
    [('road', 'the Gao-Ansongo road')]
    """
    found: list[RelativePlace] = []
    taken = -1
    for first in range(len(toponyms)):
        if first <= taken:
            continue
        phrase = next(_of_two(text, toponyms, first), None) or next(_of_one(text, toponyms, first), None)
        if phrase is not None:
            found.append(phrase)
            taken = phrase.ends[-1]
    return tuple(found)


def _of_two(text: str, toponyms: Sequence[Toponym], first: int) -> Iterator[RelativePlace]:
    """Phrases of which the toponym is the first of two ends."""
    last = _last_of_chain(text, toponyms, first)
    if last == first:
        return
    one, other = toponyms[first], toponyms[last]
    gap = text[toponyms[last - 1].end : other.start]
    after = text[other.end : other.end + _TAIL]
    ends = (first, last)
    if words.DASH.fullmatch(gap):
        for pattern, relation in _BEHIND_BOTH:
            tail = pattern.match(after)
            if tail is not None and _may_be_ends(one, other, relation):
                yield RelativePlace(_with_article(text, one.start), other.end + tail.end(), relation, ends)
    begin = max(0, one.start - _LEAD)
    before = text[begin : one.start]
    kind = words.KINDS_AFTER.match(after)
    end = other.end + (kind.end() if kind is not None else 0)
    joined = words.AND.fullmatch(gap) is not None
    if _may_be_ends(one, other, "border") and words.BORDER_WITH.fullmatch(gap):
        yield RelativePlace(_with_article(text, one.start), other.end, "border", ends)
    if not _may_be_ends(one, other, "road"):
        return
    if words.LINK.fullmatch(gap) and (lead := words.ROAD_FROM.search(before)):
        yield RelativePlace(begin + lead.start(), end, "road", ends)
    if not _may_be_ends(one, other, "between"):
        return
    if joined and (lead := words.BORDER_OF.search(before)):
        yield RelativePlace(begin + lead.start(), end, "border", ends)
    lead = words.BETWEEN.search(before) if joined else None
    if lead is not None and not words.NO_PLACE_BETWEEN.search(before, 0, lead.start()):
        yield RelativePlace(begin + lead.start(), end, "halfway" if lead["half"] else "between", ends)


def _of_one(text: str, toponyms: Sequence[Toponym], at: int) -> Iterator[RelativePlace]:
    """Phrases that give a place through the toponym alone."""
    toponym = toponyms[at]
    begin = max(0, toponym.start - _LEAD)
    before, after = text[begin : toponym.start], text[toponym.end : toponym.end + _TAIL]
    if toponym.role is Role.DEMONYM:
        lead, tail = words.OFF.search(before), words.COAST_OF_PEOPLE.match(after)
        if lead is not None and tail is not None:
            yield RelativePlace(begin + lead.start(), toponym.end + tail.end(), "off", (at,))
    if toponym.role is not Role.PLACE:
        return
    if (lead := words.EDGE_OF.search(before)) is not None:
        yield RelativePlace(begin + lead.start(), toponym.end, "outskirts", (at,), _side(lead["side"]))
    if (tail := words.EDGE_AFTER.match(after)) is not None:
        yield RelativePlace(toponym.start, toponym.end + tail.end(), "outskirts", (at,), _side(tail["side"]))
    lead = words.OFF.search(before)
    if lead is not None and not words.NOT_AT_SEA.search(before, 0, lead.start()):
        tail = words.COAST_AFTER.match(after)
        end = toponym.end + (tail.end() if tail is not None else 0)
        yield RelativePlace(begin + lead.start(), end, "off", (at,))
    lead = words.AXIS_OF.search(before)
    if lead is not None and not words.ON_THE_MOVE.search(before, 0, lead.start()):
        yield RelativePlace(begin + lead.start(), toponym.end, "axis", (at,))
    axis_end = _axis_end(text, toponyms, at)
    if axis_end is not None:
        yield RelativePlace(toponym.start, axis_end, "axis", (at,))
    if (tail := words.ROAD_AFTER.match(after)) is not None and before.endswith(("the ", "The ")):
        yield RelativePlace(_with_article(text, toponym.start), toponym.end + tail.end(), "road", (at,))


def _last_of_chain(text: str, toponyms: Sequence[Toponym], first: int) -> int:
    """The next toponym; of 'the X-Y-Z road' the last of those that dashes join."""
    last = first + 1
    if last >= len(toponyms) or toponyms[last].start - toponyms[first].end > _APART:
        return first
    while (
        words.DASH.fullmatch(text, toponyms[last - 1].end, toponyms[last].start)
        and last + 1 < min(len(toponyms), first + _LONGEST_LIST)
        and words.DASH.fullmatch(text, toponyms[last].end, toponyms[last + 1].start)
    ):
        last += 1
    return last


def _may_be_ends(one: Toponym, other: Toponym, relation: str) -> bool:
    """Whether both may be spoken of as places.

    Those of a border may be adjectives; a road leads to a capital and not to a government.
    """
    roles = {Role.PLACE, _ALSO[relation]} if relation in _ALSO else {Role.PLACE}
    return one.role in roles and other.role in roles


_BEHIND_BOTH = (
    (words.ROAD_AFTER, "road"),
    (words.BORDER_AFTER, "border"),
    (words.LINE_AFTER, "between"),
)
_ALSO = {"border": Role.DEMONYM, "road": Role.METONYM}


def _axis_end(text: str, toponyms: Sequence[Toponym], at: int) -> int | None:
    """Where 'X axis' ends, and X itself in 'the X and Y axes'; None where it is no axis."""
    tail = words.AXIS_AFTER.match(text, toponyms[at].end)
    if tail is not None:
        return tail.end()
    last = at
    while (
        last + 1 < min(len(toponyms), at + _LONGEST_LIST)
        and toponyms[last + 1].role is Role.PLACE
        and words.LISTED.fullmatch(text, toponyms[last].end, toponyms[last + 1].start)
    ):
        last += 1
    tail = words.AXIS_AFTER.match(text, toponyms[last].end) if last > at else None
    return None if tail is None or not re.search(r"(?:[xe]es|s)$", tail[0]) else toponyms[at].end


def _with_article(text: str, start: int) -> int:
    """Where a phrase begins that has 'the' before it."""
    return start - 4 if text[max(0, start - 4) : start].lower() == "the " else start


def _side(written: str) -> str:
    """'south-western' as 'southwest'."""
    return re.sub(r"[-\s]", "", written.lower()).removesuffix("ern")
