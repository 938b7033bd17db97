"""Counts of people harmed in one incident, added up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from geomap.model.incident import Incident
from geomap.model.incident_type import IncidentType
from geomap.model.mention import CasualtyCount, Harm


class Toll(NamedTuple):
    """Persons; None where the text gives no number."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


def toll(counts: Iterable[CasualtyCount], harm: Harm, *, running_totals: bool) -> Toll:
    """Add up the counts of one kind of harm.

    Counts of the same people - same party, same sort of victims - are versions of one another:
    the lowest low, the highest high and the first best are taken. Counts of different people are
    added. A count that names neither party nor sort is the total where there is one.

    Parameters
    ----------
    counts
        The counts of one incident.
    harm
        Which to add up.
    running_totals
        Whether cumulative counts ('since September 27') are taken; they are no single
        incident's toll.
    """
    groups: dict[tuple[str | None, str | None], list[CasualtyCount]] = {}
    for count in counts:
        if count.harm is harm and (running_totals or not count.cumulative):
            groups.setdefault((count.party, count.victims), []).append(count)
    total = groups.get((None, None))
    tolls = [_version(total)] if total else [_version(group) for group in groups.values()]
    if not tolls:
        return Toll()
    return Toll(
        low=sum(t.low for t in tolls if t.low is not None) if any(t.low is not None for t in tolls) else None,
        best=_sum([t.best for t in tolls]),
        high=_sum([t.high for t in tolls]),
    )


def toll_of(incident: Incident, harm: Harm, *, running_totals: bool | None = None) -> Toll:
    """The toll of one incident; running totals count where the incident is a report of such.

    ``running_totals`` says otherwise whether they count.

    Where several accounts tell of it, from the lowest to the highest that any of them gives; the best
    is that of the account last published with one, as counts are corrected in time. The highest is None
    if an account leaves it open above what the others say.
    """
    if incident.accounts:
        each = (toll_of(a.incident, harm, running_totals=running_totals) for a in incident.accounts)
        return _over_accounts(list(each))
    if running_totals is None:
        running_totals = incident.type is IncidentType.CASUALTIES_REPORT
    return toll(incident.casualties, harm, running_totals=running_totals)


def _over_accounts(tolls: list[Toll]) -> Toll:
    """The tolls of accounts, the one first published first, as one."""
    told = [each for each in tolls if each != Toll()]
    lows = [low for low in ((t.low if t.low is not None else t.best) for t in told) if low is not None]
    bests = [t.best for t in told if t.best is not None]
    highs = [t.high for t in told if t.high is not None]
    most = max(highs, default=None)
    opened = [t.low or t.best or 0 for t in told if t.high is None]
    if most is None or any(low > most for low in opened):
        most = None
    return Toll(low=min(lows, default=None), best=bests[-1] if bests else None, high=most)


def killed_in(incident: Incident) -> int | None:
    """Persons killed by the best count, or the low one where there is no best; None if none is told of."""
    killed = toll_of(incident, Harm.KILLED)
    return killed.best if killed.best is not None else killed.low


def _version(group: list[CasualtyCount]) -> Toll:
    lows = [c.low for c in group if c.low is not None]
    bests = [c.best for c in group if c.best is not None]
    highs = [c.high for c in group if c.high is not None]
    open_ended = len(highs) < len(group)  # 'at least three': no high can be said
    return Toll(
        low=min(lows, default=None), best=bests[0] if bests else None, high=None if open_ended else max(highs)
    )


def _sum(numbers: list[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
