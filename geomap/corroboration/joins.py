"""Several accounts as one incident: the best-told one, with all claims, tolls and versions beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from geomap.corroboration.comparing import Likeness
from geomap.corroboration.copies import COPY, copy_likeness, signature_of
from geomap.model import (
    Account,
    Actor,
    CasualtyCount,
    Document,
    Incident,
    Salience,
)
from geomap.model.voices import claims_of

T = TypeVar("T")

_NO_CODE = 9  # behind all of UCDP GED's codes


def join(
    parts: Sequence[tuple[Incident, Document]],
    likenesses: Mapping[str, Mapping[str, Likeness]],
    signatures: Mapping[str, bytes] | None = None,
) -> Incident:
    """Make one incident of accounts of it.

    Its id is that of the account first published, so that it stays when others come later. Its sentence,
    type, place and days are those of the account that tells them most exactly, its sides and weapons those
    of all. All claims are kept, each with its document; so are the counts and the accounts themselves.

    Parameters
    ----------
    parts
        The accounts, each with its document, in any order.
    likenesses
        Of each by its id, how alike it is to others by theirs.
    signatures
        Of the documents by id, where these are known already (`geomap.corroboration.copies.signature_of`).

    Returns
    -------
    Incident
        The account itself if there is just one.
    """
    if len(parts) == 1:
        return parts[0][0]
    ordered = sorted(parts, key=lambda part: _published(*part))
    incidents = [incident for incident, _ in ordered]
    told = min(ordered, key=_vagueness)[0]
    others = [told, *(each for each in incidents if each is not told)]
    voices = _voices([document for _, document in ordered], signatures or {})
    return replace(
        told,
        id=incidents[0].id,
        salience=Salience.CORE if any(i.salience is Salience.CORE for i in incidents) else told.salience,
        initiators=_sides(each.initiators for each in others),
        targets=_sides(each.targets for each in others),
        weapons=_once(weapon for each in others for weapon in each.weapons),
        casualties=_counts(others),
        claims=_once(claim for each in incidents for claim in claims_of(each)),
        merged_from=_once(name for each in incidents for name in each.merged_from or (each.id,)),
        corrections=_once(done for each in incidents for done in each.corrections),
        accounts=tuple(
            Account(each, *_fit(each.id, incidents, likenesses), voice)
            for each, voice in zip(incidents, voices, strict=True)
        ),
    )


def _published(incident: Incident, document: Document) -> tuple[str, str, int, str]:
    # Who gives no day comes last: it is not known to be the first.
    day = document.published.isoformat() if document.published is not None else "9999-12-31"
    return day, document.id, incident.start, incident.id


def _vagueness(part: tuple[Incident, Document]) -> tuple[object, ...]:
    """How roughly an account tells; of equals the one first published is taken."""
    incident, _ = part
    place = incident.place
    return (
        place.where_prec or _NO_CODE if place is not None else _NO_CODE,
        incident.date_text is None,
        incident.date_prec or _NO_CODE,
        not incident.initiators,
        not incident.casualties,
        *_published(*part),
    )


def _sides(told: Iterable[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """Sides of all accounts, each name once, in the words of the first that has it."""
    found: dict[str, Actor] = {}
    for actors in told:
        for actor in actors:
            found.setdefault(actor.name, actor)
    return tuple(found.values())


def _counts(incidents: Sequence[Incident]) -> tuple[CasualtyCount, ...]:
    """Counts of all accounts, those of other documents with their document; each number of each once."""
    found: dict[tuple[object, ...], CasualtyCount] = {}
    for incident in incidents:
        for count in incident.casualties:
            key = (
                count.harm,
                count.victims,
                count.party,
                count.low,
                count.best,
                count.high,
                count.cumulative,
            )
            own = incident.document_id == incidents[0].document_id
            found.setdefault(key, count if own else replace(count, document_id=incident.document_id))
    return tuple(found.values())


def _fit(
    incident_id: str, incidents: Sequence[Incident], likenesses: Mapping[str, Mapping[str, Likeness]]
) -> tuple[float, tuple[str, ...]]:
    """The mean likeness to the other accounts, and the reasons of the closest."""
    known = likenesses.get(incident_id, {})
    found = [known.get(other.id, Likeness(0.0, ())) for other in incidents if other.id != incident_id]
    closest = max(found, key=lambda likeness: (likeness.score, likeness.reasons))
    return round(sum(likeness.score for likeness in found) / len(found), 4), closest.reasons


def _voices(documents: Sequence[Document], signatures: Mapping[str, bytes]) -> list[int]:
    """Number the independent voices: copies of a text, and texts of one source, are one."""
    signed = [signatures.get(document.id) or signature_of(document.text) for document in documents]
    voice = list(range(len(documents)))
    for i, document in enumerate(documents):
        for j in range(i):
            same_source = document.source is not None and _source(document) == _source(documents[j])
            if voice[i] != voice[j] and (same_source or copy_likeness(signed[i], signed[j]) >= COPY):
                kept, gone = sorted((voice[i], voice[j]))
                voice = [kept if each == gone else each for each in voice]
    numbers: dict[int, int] = {}
    return [numbers.setdefault(each, len(numbers)) for each in voice]


def _source(document: Document) -> str:
    return " ".join((document.source or "").casefold().split())


def _once(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
