"""How days, parts of days and the words before them make one time expression."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from geomap.model import DateMention
from geomap.recognition.dates import calendar
from geomap.recognition.dates.absolute import read_bare_day, read_calendar
from geomap.recognition.dates.calendar import Tense
from geomap.recognition.dates.clock import read_attached, read_part
from geomap.recognition.dates.found import Found, Reading
from geomap.recognition.dates.joining import join
from geomap.recognition.dates.parts_of_day import read_part_of_day
from geomap.recognition.dates.relative import read_relative
from geomap.recognition.dates.vocabulary import (
    ALL_UNITS,
    MONTHS,
    PARTS_OF_DAY,
    SEASONS,
    SHORT_WEEKDAYS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)
from geomap.recognition.dates.weekdays import read_season, read_weekday
from geomap.recognition.numerals import TENS, UNITS
from geomap.recognition.token_stream import tokenise

_RELATIONS: Final = {
    "since": "since", "starting": "since", "beginning": "since",
    "until": "until", "till": "until", "by": "until",
    "before": "before", "after": "after",
}  # fmt: skip
_PAIRS: Final = {"from": frozenset({"to", "until", "till", "through"}), "between": frozenset({"and"})}
_JOINTS: Final = frozenset({"to", "through", "until", "-", "–", "—", "--", "/"})
# Only at these keys (or at digits) can an expression begin: all other tokens cost one look-up.
_STARTERS: Final = frozenset(
    {
        *_RELATIONS, *_PAIRS, *MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *SEASONS, *PARTS_OF_DAY, *VAGUE_NUMBERS,
        *UNITS, *TENS,
        *"a an the for this that last past previous preceding next coming following recent".split(),
        *"early late mid middle start end earlier later yesterday today tonight tomorrow".split(),
        *"overnight predawn pre in during on at through throughout around about".split(),
        *"towards toward shortly just into".split(),
    }
)  # fmt: skip

# Without one of these, or digits, there is no expression of time.
_TELLING: Final = frozenset(
    {
        *MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *SEASONS, *PARTS_OF_DAY, *ALL_UNITS,
        *"yesterday today tonight tomorrow overnight predawn light hours".split(),
    }
)  # fmt: skip
# Only a part of the day can follow these ('in the early hours'), and it follows soon.
_PREPOSITIONS: Final = frozenset(
    "in on at during through throughout around about towards toward shortly just into".split()
)
# Tokens within which the word that tells it comes: after 'the last two hundred and twenty-five' far off.
_SHORT_REACH, _REACH = 8, 20


def find_dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    """Time expressions of a text, in order, without overlaps.

    Parameters
    ----------
    text
        Any text; offsets of the mentions count its Unicode characters.
    anchor
        The day of the text. A date without a year is the latest not more than a week after it
        (the next one after 'will' and the like), a weekday the latest on or before it. Without
        an anchor such expressions are found all the same, with open days (None).

    Notes
    -----
    Intervals are closed. A month's early, middle and late part are its days 1-10, 11-20 and from
    21; weeks begin on Monday; seasons are those of the northern half of the Earth. ``date_prec``
    is UCDP GED's code. A part of the day by itself ('in the morning', 'overnight') has the
    anchor's day.
    """
    stream = tokenise(text)
    reading = Reading(stream=stream, anchor=anchor)
    mentions: list[DateMention] = []
    resume = 0
    for position in _beginnings(stream.keys):
        if position < resume:
            continue
        found = _expression(reading, position)
        if found is None:
            continue
        mentions.append(_mention(reading, found))
        if found.unit == "day" and found.start is not None and found.start == found.end:
            reading.last_day = found.start
        resume = found.last
    return tuple(mentions)


def _beginnings(keys: tuple[str, ...]) -> list[int]:
    """The tokens at which an expression may begin: those before a word that tells a time."""
    found: list[int] = []
    tells = len(keys) + _REACH  # the next token that tells a time
    for position in range(len(keys) - 1, -1, -1):
        key = keys[position]
        if key in _TELLING or key[0].isdigit():
            tells = position
        elif key not in _STARTERS:
            continue
        if tells - position <= (_SHORT_REACH if key in _PREPOSITIONS else _REACH) and (
            key in _STARTERS or key[0].isdigit()
        ):
            found.append(position)
    found.reverse()
    return found


def read_full_date(text: str) -> date | None:
    """The first single day with its year that a short text gives ('Published: 16 April 2023')."""
    return next(
        (m.date_start for m in find_dates(text, None) if m.date_prec == 1 and m.date_start is not None), None
    )


def _mention(reading: Reading, found: Found) -> DateMention:
    stream = reading.stream
    return DateMention(
        start=stream.starts[found.first],
        end=stream.ends[found.last - 1],
        text=stream.quote(found.first, found.last),
        date_start=found.start,
        date_end=found.end,
        date_prec=found.prec,
        time_of_day=found.time,
        relation=found.relation,
    )


def _expression(reading: Reading, position: int) -> Found | None:
    """The longest expression that begins at a token, its relation included."""
    key = reading.stream.keys[position]
    if key in _PAIRS:
        pair = _pair(reading, position)
        if pair is not None:
            return pair
        if key == "between" and read_part(reading.stream, position) is None:
            return None
    if key in _RELATIONS and read_part(reading.stream, position) is None:
        related = _related(reading, position)
        if related is not None:
            return related
    return _stretch_of_days(reading, position)


def _related(reading: Reading, position: int) -> Found | None:
    """'since September 27', 'until Friday', 'by November 15'."""
    stream = reading.stream
    inner = (
        position
        + 1
        + (stream.keys[position] in {"starting", "beginning"} and stream.key(position + 1) == "on")
    )
    inner = reading.skip(inner, "at", "about", "around")
    found = _stretch_of_days(reading, reading.skip(inner, "the")) or _stretch_of_days(reading, inner)
    if found is None or found.unit in {"part", "stretch"} or found.relation != "on":
        return None
    if stream.key(found.last) == "'s" and stream.keys[position] in {"before", "after", "by"}:
        return None  # 'after Monday's attack' is about Monday
    return _apply(reading, found, _RELATIONS[stream.keys[position]]).spanning(position, found.last)


def _apply(reading: Reading, found: Found, relation: str) -> Found:
    """Turn the interval of a day into that of its relation."""
    anchor, start, end = reading.anchor, found.start, found.end
    if start is None or end is None:
        return replace(found, relation=relation)
    if relation in {"since", "after"}:
        first = start if relation == "since" else end
        if anchor is None or anchor < first:
            return replace(found, start=first, end=None, relation=relation)
        length = (anchor - first).days + 1
        return replace(found, start=first, end=anchor, prec=calendar.precision(length), relation=relation)
    if relation == "until" and found.month_day is not None and found.month_day[1] and anchor is not None:
        # A term may lie ahead: 'by December 1' is the nearest such day.
        nearest = calendar.infer_year(*found.month_day, anchor, Tense.NEAREST)
        end = max(nearest, nearest + (end - start)) if nearest is not None else end
    if relation == "before":
        end = calendar.shift(start, -1)
    return replace(found, start=None, end=end, relation=relation)


def _pair(reading: Reading, position: int) -> Found | None:
    """'from X to Y', 'between X and Y'."""
    stream = reading.stream
    joints = _PAIRS[stream.keys[position]]
    inner = reading.skip(position + 1, "the")
    first = read_bare_day(reading, inner, joints) or _point(reading, inner)
    if first is None:
        return None
    if stream.key(first.last) in joints:
        second = _point(reading, reading.skip(first.last + 1, "the"))
        joined = join(reading, first, second) if second is not None else None
        if joined is not None:
            return joined.spanning(position, joined.last)
    if stream.keys[position] == "between" and first.start != first.end:
        return first.spanning(position, first.last)  # 'between October 10 and 12'
    return None


def _stretch_of_days(reading: Reading, position: int) -> Found | None:
    """A point in time, or two joined ('October 10 to November 9', 'Monday-Wednesday')."""
    first = _point(reading, position)
    if first is None or first.relation != "on" or first.unit in {"part", "stretch"}:
        return first
    joint = reading.stream.key(first.last)
    if joint not in _JOINTS:
        return first
    if joint in {"-", "–", "—", "--", "/"} and not _tight_or_dated(reading, first):
        return first
    second = _point(reading, reading.skip(first.last + 1, "the"))
    if second is None or second.unit != first.unit or (first.unit == "day" and joint == "--"):
        return first
    return join(reading, first, second) or first


def _tight_or_dated(reading: Reading, first: Found) -> bool:
    """Whether a dash after an expression can join it to another ('Sept 27 - Oct 10', '2014-2015')."""
    stream = reading.stream
    following = stream.key(first.last + 1)
    return stream.glued(first.last) == stream.glued(first.last + 1) and (
        following in MONTHS or following in WEEKDAYS or following[:1].isdigit()
    )


def _point(reading: Reading, position: int) -> Found | None:
    """One point in time, with its part of the day on either side."""
    stream = reading.stream
    if position >= len(stream):
        return None
    leading = read_part_of_day(reading, position)
    if leading is not None:
        return leading
    found = (
        read_weekday(reading, position)
        or read_calendar(reading, position)
        or read_season(reading, position)
        or read_relative(reading, position)
    )
    if found is None or found.unit != "day":
        return found
    if found.time is None or stream.key(found.last) in PARTS_OF_DAY:
        # 'late Monday night': the part named last is the exact one
        attached = read_attached(stream, found.last)
        if attached is not None:
            return found.at(*attached)
    return found
