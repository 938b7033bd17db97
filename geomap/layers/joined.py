"""Incidents that several documents tell of: how each tells of it, and in what they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geomap.layers.accounts import Counted, Difference, Excerpt, SourceAccount, Version
from geomap.model import About, Harm, Incident
from geomap.model.disagreement import Disagreement, disagreements_of
from geomap.model.toll import Toll, toll_of

Where = Callable[[Incident], tuple[str | None, str]]
"""Gives the label of a place, and how it lies to it."""


def by_source(
    incident: Incident, documents: Mapping[str, int], where: Where, *, with_quotes: bool
) -> tuple[SourceAccount, ...]:
    """How each document tells of it, in the order of the accounts.

    Parameters
    ----------
    incident
        The joined incident.
    documents
        Positions of the documents by id.
    where
        Labels the place of an account.
    with_quotes
        Whether the words of the sources go along.
    """
    found: list[SourceAccount] = []
    for account in incident.accounts:
        told = account.incident
        source = documents[told.document_id]
        label, relation = where(told)
        found.append(
            SourceAccount(
                source=source,
                voice=account.voice,
                day_start=told.date_start,
                day_end=told.date_end,
                where=label,
                relation=relation,
                killed=_counted(toll_of(told, Harm.KILLED)),
                quote=Excerpt(source, told.start, told.end, told.quote if with_quotes else ""),
            )
        )
    return tuple(found)


def differences(incident: Incident, where: Where) -> tuple[Difference, ...]:
    """What its accounts tell differently."""
    positions = {id(account.incident): i for i, account in enumerate(incident.accounts)}
    return tuple(_difference(each, positions, where) for each in disagreements_of(incident))


def tolls(incident: Incident) -> tuple[Counted | None, Counted | None]:
    """How many were killed and how many wounded, by all accounts together."""
    return _counted(toll_of(incident, Harm.KILLED)), _counted(toll_of(incident, Harm.WOUNDED))


def _difference(each: Disagreement, positions: Mapping[int, int], where: Where) -> Difference:
    versions: list[Version] = []
    for version in each.versions:
        tellers = tuple(positions[id(told)] for told in version.accounts)
        words, counted = "", None
        if each.about is About.PLACE:
            words = where(version.accounts[0])[0] or version.words
        elif each.harm is not None:
            counted = _counted(toll_of(version.accounts[0], each.harm))
        elif each.about is not About.DATE:
            words = version.words
        versions.append(Version(tellers, words, counted))
    return Difference(each.about.value, each.harm.value if each.harm else "", tuple(versions))


def _counted(toll: Toll) -> Counted | None:
    return None if toll == Toll() else (toll.low, toll.best, toll.high)
