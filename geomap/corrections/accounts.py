"""Corrections of one account of an incident that several documents tell of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geomap.corrections.changing import changed
from geomap.model import Account, Actor, Correction, Incident
from geomap.model.voices import claims_of

_CONTENT = (
    "type trigger trigger_start trigger_end quote start end document_id polarity salience "
    "date_start date_end date_text date_prec time_of_day place theatre sectors explanation country acled"
).split()
"""What a joined incident has of one account; sides, weapons, claims and counts are those of all."""
_CORRECTED = ("type", "place", "sectors", "date_start", "date_end", "date_text", "date_prec")

MERGED = "a correction says that they are one"


def account_of(incident: Incident, account_id: str) -> Account | None:
    """Its account of that id; None if there is none."""
    return next((each for each in incident.accounts if each.incident.id == account_id), None)


def with_account_changed(incident: Incident, account_id: str, correction: Correction) -> Incident:
    """The incident with one account corrected, which is no rejection.

    The incident changes with it if it is told as that account tells it. It carries the correction.
    """
    accounts = []
    for account in incident.accounts:
        if account.incident.id != account_id:
            accounts.append(account)
            continue
        after = changed(account.incident, correction)
        if _is_told_by(incident, account.incident):
            incident = replace(incident, **{name: getattr(after, name) for name in _CORRECTED})
        incident = replace(incident, corrections=(*incident.corrections, after.corrections[-1]))
        accounts.append(replace(account, incident=after))
    return replace(incident, accounts=tuple(accounts))


def without_account(incident: Incident, account_id: str) -> Incident:
    """The incident as the other accounts tell it; of one that is left alone, what that one tells.

    It keeps its id, so that it is found again.
    """
    gone = next(a.incident for a in incident.accounts if a.incident.id == account_id)
    left = tuple(account for account in incident.accounts if account.incident is not gone)
    told = [account.incident for account in left]
    if _is_told_by(incident, gone):
        incident = replace(incident, **{name: getattr(told[0], name) for name in _CONTENT})
    own = incident.document_id
    return replace(
        incident,
        initiators=_named(each.initiators for each in told),
        targets=_named(each.targets for each in told),
        weapons=tuple(dict.fromkeys(weapon for each in told for weapon in each.weapons)),
        claims=told[0].claims
        if len(told) == 1
        else tuple(dict.fromkeys(claim for each in told for claim in claims_of(each))),
        casualties=tuple(
            replace(count, document_id=None if each.document_id == own else each.document_id)
            for each in told
            for count in each.casualties
        ),
        merged_from=tuple(name for name in incident.merged_from if name != account_id) if told[1:] else (),
        accounts=left if told[1:] else (),
    )


def _named(told: Iterable[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """Sides of all accounts, each name once."""
    found: dict[str, Actor] = {}
    for actor in (actor for actors in told for actor in actors):
        found.setdefault(actor.name, actor)
    return tuple(found.values())


def accounts_of_all(parts: Sequence[Incident]) -> tuple[Account, ...]:
    """The accounts of incidents that a person says are one; none if none of them has any.

    An incident without accounts is one itself, and a voice of its own unless its document is one already.
    """
    if not any(part.accounts for part in parts):
        return ()
    found: list[Account] = []
    for part in parts:
        first = 1 + max((account.voice for account in found), default=-1)
        own = part.accounts or (Account(_alone(part), 1.0, (MERGED,), 0),)
        voices = {account.incident.document_id: account.voice for account in found}
        found += [
            replace(each, voice=voices.get(each.incident.document_id, first + each.voice)) for each in own
        ]
    numbers = {voice: i for i, voice in enumerate(dict.fromkeys(account.voice for account in found))}
    return tuple(replace(account, voice=numbers[account.voice]) for account in found)


def _alone(part: Incident) -> Incident:
    return replace(part, accounts=())


def _is_told_by(incident: Incident, account: Incident) -> bool:
    """Whether its sentence is that of the account."""
    own = (incident.document_id, incident.start, incident.end, incident.trigger_start)
    return own == (account.document_id, account.start, account.end, account.trigger_start)
