"""In what the accounts of one incident differ: place, day, toll and blame, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geomap.model.claim import About
from geomap.model.incident import Account, Incident
from geomap.model.mention import Harm
from geomap.model.toll import Toll, toll_of

# UCDP GED's codes 1 (exact) and 2 (near a place).
_AS_EXACT_AS_A_TOWN = 2


@dataclass(frozen=True, slots=True)
class Version:
    """What some of the accounts say.

    Parameters
    ----------
    words
        What they say ('3 killed', 'Azerbaijan').
    documents
        The documents that say so, in the order of the accounts.
    accounts
        Their accounts, in that order.
    """

    words: str
    documents: tuple[str, ...]
    accounts: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that accounts of one incident tell differently.

    Parameters
    ----------
    about
        What: place, initiator, casualties or date.
    versions
        Two or more, in the order of the accounts. Who says nothing of it is in none.
    harm
        Of a toll, whether of the killed or of the wounded.
    """

    about: About
    versions: tuple[Version, ...]
    harm: Harm | None = None


def disagreements_of(incident: Incident) -> tuple[Disagreement, ...]:
    """In what its accounts differ, by place, day, blame and toll; nothing of one that has no accounts.

    Only places told as exactly as a town, or near one, can differ: the district of a town is no other
    place. A day within a span of days is no other day. Numbers of killed and wounded that can both be
    true ('at least 3', '4') do not differ.
    """
    accounts = incident.accounts
    found = (
        _differing(About.PLACE, accounts, _place),
        _dates(accounts),
        _differing(About.INITIATOR, accounts, _blame),
        _tolls(accounts, Harm.KILLED),
        _tolls(accounts, Harm.WOUNDED),
    )
    return tuple(each for each in found if each is not None)


def _differing(
    about: About,
    accounts: Iterable[Account],
    tell: Callable[[Incident], str | None],
    harm: Harm | None = None,
) -> Disagreement | None:
    versions: dict[str, list[Incident]] = {}
    for account in accounts:
        words = tell(account.incident)
        if words:
            versions.setdefault(words, []).append(account.incident)
    if len(versions) < 2:
        return None
    told = (
        Version(words, tuple(dict.fromkeys(each.document_id for each in tellers)), tuple(tellers))
        for words, tellers in versions.items()
    )
    return Disagreement(about, tuple(told), harm)


def _place(incident: Incident) -> str | None:
    place = incident.place
    exact = place is not None and place.where_prec is not None and place.where_prec <= _AS_EXACT_AS_A_TOWN
    return place.name if place is not None and exact else None


def _blame(incident: Incident) -> str | None:
    return ", ".join(sorted({actor.name for actor in incident.initiators})) or None


def _dates(accounts: Iterable[Account]) -> Disagreement | None:
    """Spans of days that have no day in common."""
    told = [a for a in accounts if a.incident.date_start is not None and a.incident.date_text is not None]
    starts = [a.incident.date_start for a in told if a.incident.date_start is not None]
    ends = [a.incident.date_end or a.incident.date_start for a in told]
    if not told or max(starts) <= min(end for end in ends if end is not None):
        return None
    return _differing(About.DATE, told, _days)


def _days(incident: Incident) -> str | None:
    days = dict.fromkeys(day.isoformat() for day in (incident.date_start, incident.date_end) if day)
    return " to ".join(days) or None


def _tolls(accounts: Iterable[Account], harm: Harm) -> Disagreement | None:
    """Counts that cannot both be true."""
    told = [(account, toll_of(account.incident, harm)) for account in accounts]
    counts = [toll for _, toll in told if toll != Toll()]
    lows = [_least(count) for count in counts]
    highs = [high for high in map(_most, counts) if high is not None]
    if not counts or not highs or max(lows) <= min(highs):
        return None

    def tell(incident: Incident) -> str | None:
        counted = toll_of(incident, harm)
        return f"{_number(counted)} {harm.value}" if counted != Toll() else None

    return _differing(About.CASUALTIES, [account for account, _ in told], tell, harm)


def _least(toll: Toll) -> int:
    return toll.low if toll.low is not None else toll.best or 0


def _most(toll: Toll) -> int | None:
    return toll.high


def _number(toll: Toll) -> str:
    if toll.best is not None and toll.high is not None:
        return str(toll.best)
    if toll.low is not None and toll.high is not None:
        return f"{toll.low}–{toll.high}"
    if toll.high is not None:
        return f"up to {toll.high}"
    return f"at least {toll.best if toll.best is not None else toll.low}"
