"""Parts of the day and clock times: 'in the morning', 'at dawn', 'at around 3:30 a.m.'."""

from __future__ import annotations

import re

from geomap.recognition.dates.vocabulary import AT_PARTS, PARTS_OF_DAY
from geomap.recognition.token_stream import TokenStream

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?:[:.]\d{2})?)?(am|pm|a|h|hrs|hours)?", re.IGNORECASE)
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:h|hrs|hours)?", re.IGNORECASE)
_HALVES_OF_DAY = {"am": "a", "a.m.": "a", "pm": "p", "p.m.": "p"}
_ZONES = frozenset("gmt utc local et est edt cet eet msk bst".split())
_ABOUT = frozenset({"about", "around", "approximately", "roughly", "nearly", "just", "shortly", "exactly"})
_OPENERS = frozenset({"in", "during", "on", "by", "at", "since", "through", "throughout", "until", "into"})
_SHADES = {"early", "late", "mid", "middle"}
_HOURS = frozenset({"hours", "hour"})
_SMALL = frozenset({"early", "small", "wee", "predawn", "first"})

Part = tuple[str, int]


def read_part(stream: TokenStream, position: int) -> Part | None:
    """A whole phrase for a part of the day that can stand by itself.

    Returns
    -------
    tuple or None
        The time of day and the token after the phrase.
    """
    key = stream.key(position)
    if key == "overnight":
        return "overnight", position + 1
    if key in {"predawn", "pre"} and (key == "predawn" or stream.key(position + 2) == "dawn"):
        last = position + (1 if key == "predawn" else 3)
        return "dawn", last + (stream.key(last) in _HOURS)
    if key in {"before", "after", "around", "about", "towards", "toward", "shortly", "just"}:
        return _around(stream, position)
    if key in {"early", "late"}:
        return _shaded(stream, position)
    if key in {"between", "from"}:
        return _from_to(stream, position)
    if key not in _OPENERS:
        return read_clock(stream, position, bare=True)
    inner = position + 1
    if key in {"at", "by", "since", "until"}:
        inner += stream.key(inner) in _ABOUT
        if stream.key(inner) in AT_PARTS:
            return PARTS_OF_DAY[stream.key(inner)], inner + 1
        if key == "at" and stream.key(inner) == "first" and stream.key(inner + 1) == "light":
            return "dawn", inner + 2
        clock = read_clock(stream, inner, bare=False)
        if clock is not None:
            return clock
    if stream.key(inner) in {"the", "that", "this", "broad"} or stream.key(inner) in _SHADES:
        return _named(stream, inner)
    return None


def _named(stream: TokenStream, position: int) -> Part | None:
    """'the (early) morning', 'the early hours' after a preposition."""
    position += stream.key(position) in {"the", "that", "this"}
    shade = stream.key(position) if stream.key(position) in _SMALL | _SHADES else ""
    position += bool(shade)
    position += stream.key(position) == "-"
    key = stream.key(position)
    if key in PARTS_OF_DAY:
        last = position + 1
        return PARTS_OF_DAY[key], last + (stream.key(last) in _HOURS)
    if key in _HOURS and shade:
        return ("dawn" if shade == "predawn" else "night"), position + 1
    if key == "day" and shade == "early":
        return "morning", position + 1
    return None


def _around(stream: TokenStream, position: int) -> Part | None:
    """'before dawn', 'around noon', 'shortly after 3 a.m.'."""
    inner = position + 1
    while stream.key(inner) in {"before", "after"}:
        inner += 1
    key = stream.key(inner)
    if key in AT_PARTS and key != "night":
        return PARTS_OF_DAY[key], inner + 1
    return read_clock(stream, inner, bare=False) if _is_marked(stream, inner) else None


def _shaded(stream: TokenStream, position: int) -> Part | None:
    """'early in the morning', 'late at night', 'early in the day'."""
    opener = stream.key(position + 1)
    if opener == "at" and stream.key(position + 2) == "night":
        return "night", position + 3
    if opener == "in" and stream.key(position + 2) == "the":
        found = _named(stream, position + 2)
        if found is not None:
            return found
        if stream.key(position + 3) == "day":
            return ("morning" if stream.key(position) == "early" else "evening"), position + 4
    return None


def _from_to(stream: TokenStream, position: int) -> Part | None:
    """'between 2 and 4 p.m.', 'from 10:00 to 14:00': the first of the two."""
    joint = {"between": {"and"}, "from": {"to", "until", "till"}}[stream.key(position)]
    first = read_clock(stream, position + 1, bare=False) or _hour(stream, position + 1)
    if first is None or stream.key(first[1]) not in joint:
        return None
    second = read_clock(stream, first[1] + 1, bare=False)
    if second is None or not (_is_marked(stream, position + 1) or _is_marked(stream, first[1] + 1)):
        return None
    shift_noon = stream.key(second[1] - 1) in {"pm", "p.m."} and not _is_marked(stream, position + 1)
    hour = int(first[0][:2])
    if shift_noon and hour < 12 and hour + 12 <= int(second[0][:2]):
        return f"{hour + 12:02d}{first[0][2:]}", second[1]
    return first[0], second[1]


def _hour(stream: TokenStream, position: int) -> Part | None:
    """The 2 of 'between 2 and 4 p.m.'."""
    word = stream.word(position)
    if re.fullmatch(r"\d{1,2}", word) and 1 <= int(word) <= 12:
        return f"{int(word):02d}:00", position + 1
    return None


def read_attached(stream: TokenStream, position: int) -> Part | None:
    """A part of the day that follows a day: 'morning' in 'Monday morning', 'at dawn'."""
    inner = position + (stream.key(position) == ",")
    inner += stream.key(inner) in {"early", "late"} and stream.key(inner + 1) in PARTS_OF_DAY
    key = stream.key(inner)
    if key in PARTS_OF_DAY and inner == position + (stream.key(position) in {"early", "late"}):
        return PARTS_OF_DAY[key], inner + 1
    found = read_part(stream, inner)
    if found is not None and stream.key(found[1]) not in {"of", "on"} and _may_follow(stream, inner):
        return found
    return None


def _may_follow(stream: TokenStream, position: int) -> bool:
    """Whether a phrase after a day belongs to it, and does not open something else."""
    return stream.key(position) not in {"since", "until", "between", "from", "into", "through"}


def read_clock(stream: TokenStream, position: int, *, bare: bool) -> Part | None:
    """A clock time; if ``bare``, only one that says so itself ('3:30 a.m.', '14:00 GMT')."""
    word = stream.word(position)
    if not word[:1].isdigit() or (bare and not _is_marked(stream, position)):
        return None
    military = _MILITARY.fullmatch(word)
    if military is not None and stream.key(position + 1) in _ZONES | {"hours", "hrs", "h"}:
        return f"{military[1]}:{military[2]}", _after_zone(stream, position + 1)
    clock = _CLOCK.fullmatch(word)
    if clock is None:
        return None
    hour, minute = int(clock[1]), int(clock[2] or 0)
    glued = (clock[3] or "").lower()
    last = position + 1
    half = {"am": "a", "pm": "p"}.get(glued) or _HALVES_OF_DAY.get(stream.key(last))
    if half and not glued:
        last += 1
    o_clock = stream.key(last) == "oclock"
    if not half and clock[2] is None and not o_clock and glued not in {"h", "hrs"}:
        return None
    last += o_clock
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    if not half and "." in word and not _is_marked(stream, position):
        return None
    return f"{hour:02d}:{minute:02d}", _after_zone(stream, last)


def _after_zone(stream: TokenStream, position: int) -> int:
    """The token after 'GMT', 'local time', 'Moscow time'."""
    if stream.key(position) in {"hours", "hrs", "h"}:
        position += 1
    if stream.key(position) in _ZONES:
        position += 1
    elif stream.key(position + 1) == "time" and stream.word(position)[:1].isupper():
        return position + 2
    return position + (stream.key(position) == "time")


def _is_marked(stream: TokenStream, position: int) -> bool:
    """Whether digits show by themselves that they are a clock time."""
    word = stream.word(position).lower()
    if not word[:1].isdigit():
        return False
    following = stream.key(position + 1)
    if word.endswith(("am", "pm")) or following in _HALVES_OF_DAY or following == "oclock":
        return True
    if following in _ZONES and word.replace(":", "").isdigit():
        return True
    # 14:00 by itself is a time; 3:1 is a score.
    return re.fullmatch(r"\d{1,2}:\d{2}", word) is not None
