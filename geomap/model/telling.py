"""An incident told in plain lines for people: what it is, who says so, and why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geomap.characters import spelled_out
from geomap.model.claim import Claim
from geomap.model.explanation import Evidence, Explanation, Part

if TYPE_CHECKING:
    from geomap.model.incident import Actor, Incident
    from geomap.model.mention import Toponym

_BLANKS = re.compile(r"\s+")
_WIDTH = 10


def visible(text: str) -> str:
    """Text of an input on one line, with what cannot be seen written as its code point."""
    return spelled_out(_BLANKS.sub(" ", text).strip())


def tell(incident: Incident) -> Iterator[str]:
    """Yield an incident's lines: type and status, place, days, parties, harm, claims, and why.

    Spans in square brackets count Unicode characters of the document's text. No line holds a line
    end or a control character, whatever the text held.
    """
    hedge = "" if incident.polarity == "asserted" else f", {incident.polarity.value}"
    background = ", background" if incident.salience == "background" else ""
    yield f"{incident.type.label}: {incident.status.value}{hedge}{background}"
    yield _line("where", _where(incident))
    yield _line("when", _when(incident))
    for name, actors in (("by", incident.initiators), ("against", incident.targets)):
        if actors:
            yield _line(name, "; ".join(_actor(actor) for actor in actors))
    if incident.weapons:
        yield _line("with", ", ".join(incident.weapons))
    for count in incident.casualties:
        other = f" ({count.document_id})" if count.document_id is not None else ""
        yield _line(
            "harm", f"'{visible(count.quote)}'{other}{' (running total)' if count.cumulative else ''}"
        )
    for claim in incident.claims:
        # Spans count in the claim's own document.
        other = f"{claim.document_id} " if claim.document_id != incident.document_id else ""
        yield _line("claim", _claim(claim, other))
    if incident.accounts:
        yield from _accounts(incident)
    for correction in incident.corrections:
        yield _line("corrected", f"{correction.action.value}, by {correction.by}: {correction.why}")
    if incident.explanation is not None:
        yield from _explanation(incident.explanation)


def _accounts(incident: Incident) -> Iterator[str]:
    """How each document tells of it, and in what they differ."""
    # Not above: it needs incidents, which need this module.
    from geomap.model.disagreement import disagreements_of

    number = len(incident.accounts)
    yield _line("told", f"in {number} accounts; independent sources: {incident.independent_voices}")
    for account in incident.accounts:
        told = account.incident
        facts = (told.document_id, f"source {account.voice + 1}", _days(told), told.place and told.place.name)
        because = "; ".join(account.reasons)
        head = ", ".join(str(fact) for fact in facts if fact)
        yield _line("account", f"{head}: '{told.quote}' [{account.likeness:.2f}: {because}]")
    for each in disagreements_of(incident):
        versions = (f"{version.words} ({', '.join(version.documents)})" for version in each.versions)
        yield _line("disputed", f"{each.about.value}: {'; '.join(versions)}")


def _explanation(explanation: Explanation) -> Iterator[str]:
    yield "  why"
    yield _line("rule", explanation.rule)
    for evidence in explanation.evidence:
        # The words of a claim stand with the claim.
        if evidence.part is not Part.CLAIM:
            yield _line(evidence.part.value, _evidence(evidence))
    for reason in explanation.reasons:
        yield _line("because", reason)


def _line(name: str, told: str) -> str:
    return f"  {name:<{_WIDTH}} {visible(told)}"


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return "not given"
    facts = [f"'{place.text}'"] if place.text not in ("", place.name) else []
    facts += [] if place.relation == "in" else [place.relation]
    if place.where_prec is None:
        facts.append("not found in the gazetteer")
    else:
        facts.append(f"where_prec {place.where_prec}")
    if place.radius_km is not None:
        facts.append(f"within {place.radius_km:.0f} km")
    return f"{place.name} ({', '.join(facts)})"


def _when(incident: Incident) -> str:
    days = _days(incident)
    if not days:
        return "not given"
    facts = [f"'{incident.date_text}'"] if incident.date_text else ["not said in words"]
    facts += [incident.time_of_day] if incident.time_of_day else []
    facts += [f"date_prec {incident.date_prec}"] if incident.date_prec is not None else []
    return f"{days} ({', '.join(facts)})"


def _days(incident: Incident) -> str:
    """First and last day; empty if neither is known."""
    ends = [day.isoformat() if day else "..." for day in (incident.date_start, incident.date_end)]
    return "" if ends == ["...", "..."] else " to ".join(dict.fromkeys(ends))


def _actor(actor: Actor) -> str:
    return actor.name if actor.text == actor.name else f"{actor.name} ('{actor.text}')"


def _claim(claim: Claim, document: str) -> str:
    side = f" ({claim.side})" if claim.side not in (None, claim.speaker) else ""
    about = "" if claim.about == "whole" else f" the {claim.about.value}"
    said = f"{claim.act.value}{about}, {claim.stance.value}"
    return f"{claim.speaker}{side} {said} [{document}{claim.start}:{claim.end}]: '{claim.quote}'"


def _evidence(evidence: Evidence) -> str:
    means = f" = {evidence.means}" if evidence.means not in (None, evidence.text) else ""
    return f"[{evidence.start}:{evidence.end}] '{evidence.text}'{means}"


def tell_toponym(toponym: Toponym) -> Iterator[str]:
    """Yield a toponym's lines: where it stands, what it was taken to mean, and how that was weighed."""
    cue = f", {visible(toponym.cue)}" if toponym.cue else ""
    head = f"[{toponym.start}:{toponym.end}] {visible(toponym.text)!r} ({toponym.role.value}{cue})"
    resolution = toponym.resolution
    if resolution is None:
        yield f"{head}: left open"
    else:
        place = resolution.place
        yield (
            f"{head}: {visible(place.name)} ({visible(place.id)}), where_prec {resolution.where_prec}, "
            f"score {resolution.score:.2f}, {resolution.method}"
        )
        if resolution.reasons:
            yield f"    because {'; '.join(visible(reason) for reason in resolution.reasons)}"
    if toponym.weighing is not None:
        yield from (f"    {spelled_out(line)}" for line in toponym.weighing.table().splitlines())
