"""The user's settings of joining."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.errors import UsageError

MOST_KM: Final = 50.0
MOST_DAYS: Final = 7

WEAK: Final = 0.05
"""Two accounts less alike than this are never of one incident, whatever the others say."""

# Told to within three days (a weekend), a day can still be told from the day after next.
_LONGEST_SPAN = 3


@dataclass(frozen=True, slots=True)
class Joining:
    """When incidents of several documents are taken to be one.

    Parameters
    ----------
    distance_km
        How far apart, in kilometres, two places told as exact may lie and still be one, 0 to 50: sites of
        one town, two entries of one place. A town and its district, or 'near X' and X, are compared by
        their own extents.
    days
        How many days before its document's day something may lie whose day the document does not say,
        0 to 7.
    threshold
        How alike the accounts of one incident have to be on average, 0 to 1.

    Raises
    ------
    UsageError
        If a number is out of its range.
    """

    distance_km: float = 3.0
    days: int = 1
    threshold: float = 0.5

    def __post_init__(self) -> None:
        for name in ("distance_km", "days", "threshold"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise UsageError(f"{value!r} is no number", where=name, hint="a number is needed")
        if not 0 <= self.distance_km <= MOST_KM:
            raise UsageError(
                f"{self.distance_km} is no distance",
                where="distance_km",
                hint=f"0 to {MOST_KM:g} km is needed",
            )
        if not 0 <= self.days <= MOST_DAYS or self.days != int(self.days):
            raise UsageError(
                f"{self.days} is no number of days", where="days", hint=f"0 to {MOST_DAYS} is needed"
            )
        if not WEAK < self.threshold <= 1:
            raise UsageError(
                f"{self.threshold} is no threshold",
                where="threshold",
                hint=f"above {WEAK}, up to 1, is needed",
            )

    @property
    def longest_span(self) -> int:
        """The most days, first and last included, over which something to be joined may be told."""
        return max(_LONGEST_SPAN, self.days + 1)

    @property
    def reach_days(self) -> int:
        """How many days apart two things lie that can have no say in each other's joining.

        A span meets an anchor at its end, whose other spans meet anchors at theirs, and so once more for
        those that are left over; see `geomap.corroboration.grouping`.
        """
        return 4 * self.longest_span


REACH_DAYS: Final = Joining().reach_days
"""`Joining.reach_days` of the settings that are the default."""
