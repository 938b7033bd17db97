"""An incident as a card of a page: what, when, where, who, harm, who says so, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geomap.exports.pages.shown_text import as_content, as_name
from geomap.layers import words
from geomap.model import Claim, Evidence, Incident, Part, Stance

MOST_CLAIMS = 20
"""Claims that a card shows; of those beyond it tells the number."""
MOST_EVIDENCE = 60
"""Words of the text that a card lists; of those beyond it tells the number."""
_LONGEST_QUOTE = 400

PARTS: Mapping[Part, tuple[str, str]] = {
    Part.TRIGGER: ("№", "words that tell of an incident, with its number"),
    Part.PLACE: ("", "where it happened"),
    Part.TIME: ("", "when it happened"),
    Part.INITIATOR: ("by", "who is said to have done it"),
    Part.TARGET: ("against", "to whom"),
    Part.WEAPON: ("", "what it was done with"),
    Part.COUNT: ("", "people harmed"),
    Part.SPEAKER: ("says", "who claims, confirms or denies it"),
}
"""The short label of a part's marks and what the part means."""

_DATE_PRECISION = {
    1: "the day is known",
    2: "known to a few days",
    3: "known to a week",
    4: "known to a month",
    5: "known to a year or less",
}
_STANCES = {
    Stance.ASSERTS: ("+", "asserts it"),
    Stance.REJECTS: ("−", "rejects it"),
    Stance.COUNTER_ASSERTS: ("±", "tells it otherwise"),
}


def card(number: int, incident: Incident, marks: Mapping[tuple[str, int, int], str]) -> Iterator[str]:
    """The card of an incident as HTML, a list item.

    Parameters
    ----------
    number
        The incident's number on the page.
    marks
        Ids of the page's marks by document, start and end; words without one are told, not linked.
    """
    place = (incident.document_id, incident.trigger_start, incident.trigger_end)
    title = f"{number}. {incident.type.label}"
    named = f'<a href="#{marks[place]}">{title}</a>' if place in marks else title
    yield (
        f'<li class="card s-{incident.status.value}" id="i{number}">\n<h4>{named}</h4>\n'
        f'<p class="state"><b>{as_content(words.status(incident))}</b>'
        + "".join(f"; {as_content(note)}" for note in words.notes(incident))
        + "</p>\n<dl>\n"
    )
    for name, told in _facts(incident):
        yield f'<div><dt>{name}</dt><dd dir="auto">{told}</dd></div>\n'
    yield "</dl>\n"
    yield from _claims(incident)
    yield from _accounts(incident, marks)
    yield from _why(incident, marks)
    yield "</li>\n"


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    yield (
        "When",
        _fact(words.when(incident), _DATE_PRECISION.get(incident.date_prec or 0), incident.date_text),
    )
    place = incident.place
    if place is None:
        yield "Where", "not given"
    else:
        said = place.text if place.text != place.name else None
        yield "Where", _fact(place.name, words.precision(place, sectors=incident.sectors), said)
    for name, actors in (("By", incident.initiators), ("Against", incident.targets)):
        if actors:
            told = (_fact(a.name, None, a.text if a.text != a.name else None) for a in actors)
            yield name, "; ".join(told)
    if incident.weapons:
        yield "With", ", ".join(map(as_name, incident.weapons))
    if incident.casualties:
        # Copies of a text say the same in the same words.
        counts = dict.fromkeys(_fact(words.harm(c), None, c.quote) for c in incident.casualties)
        yield "Harm", "; ".join(counts)
    for differing in words.disputes(incident):
        yield "Disputed", as_content(differing)
    for correction in incident.corrections:
        yield "Corrected", _fact(f"{correction.action.value}, by {correction.by}", correction.why, None)


def _fact(told: str, precision: str | None, said: str | None) -> str:
    """A fact, how exactly it is known, and the words of the text for it."""
    more = [as_content(precision)] if precision else []
    more += [f'<q dir="auto">{as_content(_short(said))}</q>'] if said else []
    return as_name(told) + (f' <span class="quiet">· {" · ".join(more)}</span>' if more else "")


def _claims(incident: Incident) -> Iterator[str]:
    if not incident.claims:
        return
    yield '<ul class="claims" aria-label="Claims">\n'
    for claim in incident.claims[:MOST_CLAIMS]:
        sign, stance = _STANCES[claim.stance]
        about = "" if claim.about.value == "whole" else f" (the {claim.about.value})"
        yield (
            f'<li data-sign="{sign}"><b dir="auto">{as_content(claim.speaker)}</b>{_side(claim)} '
            f'{claim.act.value}, {stance}{about}: <q dir="auto">{as_content(_short(claim.quote))}</q></li>\n'
        )
    yield _rest(len(incident.claims) - MOST_CLAIMS, "claim")
    yield "</ul>\n"


def _accounts(incident: Incident, marks: Mapping[tuple[str, int, int], str]) -> Iterator[str]:
    """How each document tells of it, each with a way to its words."""
    if not incident.accounts:
        return
    yield '<ul class="claims accounts" aria-label="Accounts">\n'
    for account in incident.accounts[:MOST_CLAIMS]:
        told = account.incident
        mark = marks.get((told.document_id, told.trigger_start, told.trigger_end))
        name = as_content(told.document_id)
        linked = f'<a href="#{mark}" dir="auto">{name}</a>' if mark else f'<b dir="auto">{name}</b>'
        place = told.place.name if told.place is not None else None
        killed = words.killed(told)
        facts = "; ".join(as_name(fact) for fact in (words.when(told), place, killed) if fact)
        yield (
            f'<li data-sign="{account.voice + 1}">{linked} <span class="quiet">{facts}</span>: '
            f'<q dir="auto">{as_content(_short(told.quote))}</q></li>\n'
        )
    yield _rest(len(incident.accounts) - MOST_CLAIMS, "account")
    yield "</ul>\n"


def _side(claim: Claim) -> str:
    if claim.side is None:
        return ' <span class="quiet">(the text’s own voice)</span>'
    return "" if claim.side == claim.speaker else f' <span class="quiet">({as_name(claim.side)})</span>'


def _why(incident: Incident, marks: Mapping[tuple[str, int, int], str]) -> Iterator[str]:
    told = incident.explanation
    if told is None:
        return
    yield f'<details class="why"><summary>Why: {as_content(told.rule)}</summary>\n'
    evidence = [e for e in told.evidence if e.part is not Part.CLAIM]
    if evidence:
        yield '<ul class="evidence" aria-label="Words of the text">\n'
        for each in evidence[:MOST_EVIDENCE]:
            yield _evidence(each, marks.get((each.document_id, each.start, each.end)))
        yield _rest(len(evidence) - MOST_EVIDENCE, "word", "words")
        yield "</ul>\n"
    if told.reasons:
        reasons = "".join(
            f'<li dir="auto">{as_content(_short(reason))}</li>\n' for reason in told.reasons[:MOST_EVIDENCE]
        )
        yield f'<ul class="reasons" aria-label="Reasons">\n{reasons}'
        yield _rest(len(told.reasons) - MOST_EVIDENCE, "reason")
        yield "</ul>\n"
    yield "</details>\n"


def _evidence(evidence: Evidence, mark: str | None) -> str:
    said = f"‘{as_content(_short(evidence.text))}’"
    linked = f'<a href="#{mark}" dir="auto">{said}</a>' if mark else f'<span dir="auto">{said}</span>'
    means = f" = {as_name(_short(evidence.means))}" if evidence.means not in (None, evidence.text) else ""
    return f"<li>{evidence.part.value}: {linked}{means}</li>\n"


def _rest(number: int, one: str, many: str | None = None) -> str:
    if number <= 0:
        return ""
    return f'<li class="quiet">and {number:,} more {one if number == 1 else many or one + "s"}</li>\n'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
