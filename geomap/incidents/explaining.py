"""The explanation of an incident, put together from its draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.incidents.actors.voices import Voice
from geomap.incidents.drafts.draft import Draft
from geomap.model import CasualtyCount, Claim, Document, Evidence, Explanation, Part

_WEAPON_REACH = 400
"""Characters to either side of the trigger in which its weapons are looked for."""


def explain(document: Document, draft: Draft) -> Explanation:
    """Say which rule made an incident, from which words of the document, and why."""
    order = {part: number for number, part in enumerate(Part)}
    evidence = sorted(
        dict.fromkeys(_evidence(document, draft)), key=lambda e: (order[e.part], e.start, e.end)
    )
    rule = draft.rule or f'{draft.type.value}: "{document.text[draft.start : draft.end]}"'
    return Explanation(rule, tuple(evidence), draft.reasons)


def _evidence(document: Document, draft: Draft) -> Iterator[Evidence]:
    text = document.text

    def words(part: Part, start: int, end: int, means: str | None = None) -> Evidence:
        return Evidence(part, start, end, text[start:end], document.id, means)

    yield words(Part.TRIGGER, draft.start, draft.end, draft.type.value)
    if draft.placing is not None:
        toponym = draft.placing.toponym
        resolution = toponym.resolution if toponym is not None else None
        name = resolution.place.name if resolution is not None else None
        if toponym is not None and toponym.ground is not None:
            name = toponym.ground.name
        yield words(Part.PLACE, draft.placing.start, draft.placing.end, name)
    if (mention := draft.timing.mention) is not None:
        yield words(Part.TIME, mention.start, mention.end, _days(draft))
    for part, voices in ((Part.INITIATOR, draft.initiators), (Part.TARGET, draft.targets)):
        for voice in voices:
            yield words(part, voice.start, voice.end, _sides(voice))
    for weapon in draft.weapons:
        if (start := _weapon(text, draft, weapon)) is not None:
            yield words(Part.WEAPON, start, start + len(weapon))
    for count in draft.counts:
        yield words(Part.COUNT, count.start, count.end, _number(count))
    for claim in draft.claims:
        if (span := _speaker(text, draft, claim)) is not None:
            yield words(Part.SPEAKER, *span, claim.side)
        yield words(Part.CLAIM, claim.start, claim.end, f"{claim.speaker} {claim.act.value}")


def _days(draft: Draft) -> str | None:
    first, last = draft.timing.start, draft.timing.end
    days = [day.isoformat() for day in dict.fromkeys((first, last)) if day is not None]
    return " to ".join(days) or None


def _sides(voice: Voice) -> str | None:
    return ", ".join(voice.sides) or None


def _number(count: CasualtyCount) -> str:
    """'3 killed', '24 or more wounded'."""
    if count.best is not None:
        return f"{count.best:,} {count.harm.value}"
    return f"{count.low:,} or more {count.harm.value}" if count.low is not None else count.harm.value


def _weapon(text: str, draft: Draft, weapon: str) -> int | None:
    """Where the weapon stands nearest to the trigger within its sentence; None if elsewhere."""
    begin = max(draft.quote.start, draft.start - _WEAPON_REACH)
    end = min(draft.quote.end, draft.end + _WEAPON_REACH)
    pattern = re.compile(rf"(?<!\w){re.escape(weapon)}(?!\w)", re.IGNORECASE)
    starts = (m.start() for m in pattern.finditer(text, begin, end) if m.end() - m.start() == len(weapon))
    return min(starts, key=lambda start: abs(start - draft.start), default=None)


def _speaker(text: str, draft: Draft, claim: Claim) -> tuple[int, int] | None:
    """Where the speaker of a claim is named; None for the document's own voice, or if it is not.

    'It' stands where the name does not.
    """
    frame = draft.frame
    if frame is not None and frame.speaker is not None and frame.speaker.text == claim.speaker:
        return frame.speaker.start, frame.speaker.end
    start = text.find(claim.speaker, claim.start, claim.end)
    return (start, start + len(claim.speaker)) if start >= 0 else None
