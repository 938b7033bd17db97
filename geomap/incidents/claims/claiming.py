"""Claims: each incident with all who assert it, deny it or tell it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Sides, Voice
from geomap.incidents.drafts.draft import Draft
from geomap.model import About, Act, Claim, Document, IncidentType, Span, Stance

_AGREED = frozenset({IncidentType.CEASEFIRE_AGREEMENT, IncidentType.TALKS, IncidentType.PRISONER_EXCHANGE})


def own_claims(
    document: Document, draft: Draft, sentence: Span, sides: Sides, parties: frozenset[str]
) -> tuple[Claim, ...]:
    """The claims that the sentence of a draft makes: those of its frame, or the text's own."""
    frame = draft.frame
    quote = document.text[sentence.start : sentence.end]
    if frame is None or frame.speaker is None or frame.act is None or _taken_for_granted(draft, frame):
        speaker = document.source or "the report"
        return (
            Claim(
                speaker,
                None,
                False,
                Act.REPORTS,
                About.WHOLE,
                Stance.ASSERTS,
                quote,
                sentence.start,
                sentence.end,
                document.id,
            ),
        )
    frames = (frame, *draft.also)
    # Whoever speaks for no side in accusing ('said X and accused Y') speaks for none in saying either.
    without = {f.speaker.text for f in frames if f.act is Act.ACCUSES and f.speaker and not f.speaker.sides}
    found: dict[Claim, None] = {}
    for each in frames:
        if each.speaker is not None and each.act is not None:
            stance = Stance.REJECTS if each.act is Act.DENIES else Stance.ASSERTS
            voice = replace(each.speaker, sides=()) if each.speaker.text in without else each.speaker
            found.update(
                dict.fromkeys(claims_of(document, voice, each.act, stance, sentence, sides, parties))
            )
    return tuple(found)


def _taken_for_granted(draft: Draft, frame: Frame) -> bool:
    """In 'accused X of breaking the truce agreed on Monday' nobody claims the truce."""
    return frame.act in {Act.ACCUSES, Act.DENIES} and not draft.type.violent and draft.type in _AGREED


def claims_of(
    document: Document,
    speaker: Voice,
    act: Act,
    stance: Stance,
    sentence: Span,
    sides: Sides,
    parties: frozenset[str],
    about: About = About.WHOLE,
) -> tuple[Claim, ...]:
    """One claim for each side that the speaker speaks for."""
    quote = document.text[sentence.start : sentence.end]

    def claim(side: str | None, *, party: bool) -> Claim:
        return Claim(
            speaker.text, side, party, act, about, stance, quote, sentence.start, sentence.end, document.id
        )

    if speaker.sides:
        return tuple(claim(side, party=side in parties or sides.known(side)) for side in speaker.sides)
    # Residents, doctors, a person whose side the text does not say: an observer's report.
    return (claim(speaker.plain, party=False),)


def parties_of(drafts: Sequence[Draft], index: PlaceIndex) -> frozenset[str]:
    """The sides of a document's violent incidents: who acts, who is acted upon, whose ground it is."""
    violent = [d for d in drafts if d.type.violent]
    named = {side for d in violent for voice in (*d.initiators, *d.targets) for side in voice.sides}
    ground = {
        d.placing.toponym.resolution.place.country
        for d in violent
        if d.placing is not None
        and d.placing.toponym is not None
        and d.placing.toponym.resolution is not None
    }
    return frozenset(named | {index.country_names[iso] for iso in ground if iso in index.country_names})
