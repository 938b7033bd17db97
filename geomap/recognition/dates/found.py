"""What the small grammars of this package hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geomap.recognition.dates.calendar import Interval, Tense, precision, shift
from geomap.recognition.dates.vocabulary import FUTURE_CUES, PAST_CUES
from geomap.recognition.token_stream import TokenStream

_TENSE_REACH = 14


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in terms of tokens.

    Parameters
    ----------
    first, last
        Half-open range of token numbers.
    start, end
        Closed interval of days; None where it cannot be reckoned.
    prec
        UCDP's date_prec.
    time
        Part of the day or clock time.
    relation
        As in `DateMention`.
    unit
        ``day``, ``month``, ``year`` ...: what the words name; ``part`` for a bare part of day.
    month_day
        Month and day (day 0 for a whole month) of an expression that leaves its year open.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    prec: int
    time: str | None = None
    relation: str = "on"
    unit: str = "day"
    month_day: tuple[int, int] | None = None

    @classmethod
    def of(
        cls, first: int, last: int, interval: Interval | None, *, unit: str = "day", prec: int | None = None
    ) -> Found:
        """An expression for an interval, or for one that cannot be reckoned (None)."""
        if interval is None:
            default = {"day": 1, "week": 3, "month": 4}.get(unit, 5)
            return cls(first, last, None, None, prec or default, unit=unit)
        length = (interval[1] - interval[0]).days + 1
        return cls(first, last, interval[0], interval[1], prec or precision(length), unit=unit)

    def spanning(self, first: int, last: int) -> Found:
        """The same, with another range of tokens."""
        return replace(self, first=first, last=last)

    def at(self, time: str | None, last: int) -> Found:
        """The same at a time of day that goes on to the token ``last``."""
        return replace(self, time=time, last=last)


@dataclass(slots=True)
class Reading:
    """A text being read: its tokens, its anchor, and the day last named.

    ``last_day`` moves on as the text is read: 'the next day' hangs on it.
    """

    stream: TokenStream
    anchor: date | None
    last_day: date | None = None

    def tense(self, position: int) -> Tense:
        """Whether the words before a token, in its sentence, look ahead."""
        begin = max(self.stream.sentence_at(position)[0], position - _TENSE_REACH)
        for place in range(position - 1, begin - 1, -1):
            key = self.stream.keys[place]
            if key in PAST_CUES:
                return Tense.PAST
            if key in FUTURE_CUES or (
                key == "to"
                and self.stream.key(place - 1) in {"is", "are"}
                and not self.stream.key(place + 1).isdigit()
            ):
                return Tense.FUTURE
        return Tense.PAST

    def skip(self, position: int, *words: str) -> int:
        """The token after ``position`` if it is one of ``words``, else ``position``."""
        return position + 1 if self.stream.key(position) in words else position


def near_anchor(reading: Reading, first: int, last: int, days: int, time: str | None = None) -> Found:
    """The day so many days from the anchor."""
    day = shift(reading.anchor, days) if reading.anchor is not None else None
    return replace(Found.of(first, last, (day, day) if day else None), time=time)
