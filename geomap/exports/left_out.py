"""What an output leaves out, so that nothing is left out silently."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Sequence
from dataclasses import dataclass


class ExportWarning(UserWarning):
    """Incidents were left out of an output; the message says how many and why."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents are not in the scope of a scheme of columns.

    Parameters
    ----------
    scheme
        Name of the scheme.
    reasons
        (why, how many) pairs, in the order in which they are asked; an incident is counted once.
    """

    scheme: str
    reasons: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, scheme: str, whys: Sequence[str], order: Sequence[str]) -> LeftOut:
        """Count the reasons of single incidents, in the order given."""
        return cls(scheme, tuple((why, whys.count(why)) for why in order if why in whys))

    @property
    def total(self) -> int:
        """The number of incidents."""
        return sum(number for _, number in self.reasons)

    def warn(self) -> None:
        """Give an `ExportWarning` if something was left out; of the line outside of geomap that asked."""
        if self.total:
            warnings.warn(str(self), ExportWarning, stacklevel=_calls_within() + 1)

    def __str__(self) -> str:
        """One line; empty if nothing was left out."""
        if not self.total:
            return ""
        told = ", ".join(f"{number:,} {why}" for why, number in self.reasons)
        incidents = f"{self.total:,} incident{'' if self.total == 1 else 's'}"
        return f"{incidents} left out of {self.scheme}'s columns: {told}"


def _calls_within() -> int:
    """How many calls within geomap led to the caller, itself among them."""
    frame, number = inspect.currentframe(), -1
    while frame is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] == "geomap":
        frame, number = frame.f_back, number + 1
    return number
