"""The incidents of a set of documents, joined where several tell of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from geomap.corroboration.joins import join
from geomap.corroboration.ledger import MemoryLedger
from geomap.corroboration.settings import Joining
from geomap.corroboration.settling import settle
from geomap.corroboration.sketches import sketches_of
from geomap.model import CorrectionState, Extraction, Incident

E = TypeVar("E", bound=Extraction)


def corroborate(report: E, joining: Joining | None = None) -> E:
    """Make one incident of those in which several documents tell of one happening.

    Two incidents of one document are never joined, nor is what is told without a day or a place, or no
    more exactly than a country. The result does not depend on the order of the documents.

    Parameters
    ----------
    report
        What was found; incidents that have accounts already are taken apart first, and what was corrected in
        them is corrected again in what comes of it.
    joining
        When incidents are taken to be one; see `Joining`.

    Returns
    -------
    Extraction
        The same report with joined incidents, each where the first of its accounts stood. A joined one has
        ``accounts``, and ``merged_from`` with the ids of its parts.

    Examples
    --------
    >>> import geomap
    >>> report = geomap.corroborate(geomap.extract(geomap.sample_paths()))
    >>> len(report.documents)
    10
    """
    settings = joining or Joining()
    documents = {document.id: document for document in report.documents}
    apart = [part for incident in report.incidents for part in parts_of(incident)]
    # Of several with one id the first is compared; the others stay as they are, and none is lost.
    incidents: dict[str, Incident] = {}
    for part in apart:
        incidents.setdefault(part.id, part)
    ledger = MemoryLedger()
    compared = replace(report, incidents=tuple(incidents.values()))
    settle(ledger, sketches_of(compared, settings).values(), (), settings)
    joined: list[Incident] = []
    done: set[str] = set()
    for incident in apart:
        cluster = ledger.cluster_of(incident.id)
        members = ledger.members(cluster) if cluster is not None else ()
        if len(members) < 2 or incidents[incident.id] is not incident:
            joined.append(incident)
        elif incident.id not in done:
            done.update(members)
            parts = [(incidents[each], documents[incidents[each].document_id]) for each in members]
            joined.append(join(parts, {each: ledger.likenesses(each) for each in members}))
    return _corrected_again(report, apart, tuple(joined))


def _corrected_again(report: E, apart: Sequence[Incident], joined: tuple[Incident, ...]) -> E:
    """The report with these incidents, and again what was corrected in those that were taken apart."""
    carried = {
        (done.action, done.by, done.why, done.on, done.incident)
        for incident in (*apart, *report.rejected)
        for done in incident.corrections
    }
    lost = [
        outcome.correction
        for outcome in report.corrections
        if outcome.state is CorrectionState.APPLIED
        and not any(
            (asked.action, asked.by, asked.why, asked.on, incident) in carried
            for asked in (outcome.correction,)
            for incident in asked.incidents
        )
    ]
    if not lost:
        return replace(report, incidents=joined)
    from geomap.corrections import correct

    others = tuple(each for each in report.corrections if each.correction not in lost)
    again = correct(replace(report, incidents=joined, corrections=others), lost)
    outcomes = {outcome.correction: outcome for outcome in again.corrections}
    order = dict.fromkeys(outcome.correction for outcome in report.corrections)
    return replace(again, corrections=tuple(outcomes[correction] for correction in order))


def parts_of(incident: Incident) -> tuple[Incident, ...]:
    """The accounts of an incident as incidents; itself if it has none."""
    return tuple(account.incident for account in incident.accounts) or (incident,)
