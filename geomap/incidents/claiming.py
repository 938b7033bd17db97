"""Claims: each incident with all who assert it, deny it or tell it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.attribution import Frame
from geomap.incidents.draft import Draft
from geomap.incidents.voices import Sides, Voice
from geomap.model import About, Act, ActorKind, Claim, Document, IncidentType, Polarity, Span, Stance

_DENIAL_REACH = 3
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
    stance = Stance.REJECTS if frame.act is Act.DENIES else Stance.ASSERTS
    return claims_of(document, frame.speaker, frame.act, stance, sentence, sides, parties)


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
    # Residents, police, a person whose side the text does not say: an observer's report.
    observer = speaker.kind in {ActorKind.MEDIATOR, ActorKind.PERSON}
    return (claim(speaker.text if observer else None, party=False),)


def parties_of(drafts: Sequence[Draft]) -> frozenset[str]:
    """The sides that act or are acted upon anywhere in the document's violent incidents."""
    return frozenset(
        side
        for draft in drafts
        if draft.type.violent
        for voice in (*draft.initiators, *draft.targets)
        for side in voice.sides
    )


def join_denials(
    document: Document,
    drafts: Sequence[Draft],
    frames: Sequence[Frame],
    sentences: Sequence[Span],
    sides: Sides,
    parties: frozenset[str],
) -> list[Draft]:
    """Join each denial or confirmation that takes up earlier words to what it speaks of.

    It speaks of the account last given by another side: in its own sentence before its verb, or
    in one of the few sentences before. If that account told of no incident (an accusation of
    other things), the denial belongs to none.
    """
    joined = list(drafts)
    for frame in frames:
        if frame.act not in {Act.DENIES, Act.CONFIRMS, Act.ADMITS} or frame.speaker is None:
            continue
        own = [d for d in joined if d.frame is frame]
        if any(not _vague(d) for d in own) or not (frame.anaphoric or frame.act is Act.DENIES):
            continue
        about = _account_before(frame, frames)
        targets = _told_in(about, joined) if about is not None else _told_before(frame, joined)
        speaker = set(frame.speaker.sides)
        if frame.act is Act.DENIES and speaker:
            # A party denies what it is said to have done, or what is said against it.
            accused = [i for i in targets if speaker & {s for v in joined[i].initiators for s in v.sides}]
            targets = accused or [i for i in targets if not speaker & {c.side for c in joined[i].claims}]
        stance = Stance.REJECTS if frame.act is Act.DENIES else Stance.ASSERTS
        targets = [i for i in targets if joined[i].frame is not frame]
        for i in targets:
            claims = claims_of(
                document, frame.speaker, frame.act, stance, sentences[frame.sentence], sides, parties
            )
            new = tuple(c for c in claims if c not in joined[i].claims)
            joined[i] = replace(
                joined[i],
                claims=(*joined[i].claims, *new),
                reasons=(*joined[i].reasons, f"{frame.act.value} joined from sentence {frame.sentence + 1}"),
            )
        if targets:
            joined = [d for d in joined if d.frame is not frame]
    return joined


def _vague(draft: Draft) -> bool:
    """Whether it names no place of its own: 'denied that its forces had fired'."""
    return draft.placing is None and not draft.counts


def _account_before(frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    """The account that a denial takes up: the last accusation or assertion of another side."""
    speaker = set(frame.speaker.sides) if frame.speaker else set()
    for other in sorted(frames, key=lambda f: (f.sentence, f.cue_start), reverse=True):
        if (other.sentence, other.cue_start) >= (frame.sentence, frame.cue_start):
            continue
        if frame.sentence - other.sentence > _DENIAL_REACH or other.act not in {
            Act.ACCUSES,
            Act.REPORTS,
            Act.ADMITS,
            Act.CONFIRMS,
        }:
            continue
        if other.speaker is None or (speaker and speaker & set(other.speaker.sides)):
            continue
        return other
    return None


def _told_in(frame: Frame, drafts: Sequence[Draft]) -> list[int]:
    """Drafts that stand in an account."""
    return [
        i
        for i, d in enumerate(drafts)
        if (
            d.sentence == frame.sentence
            and frame.start <= d.start < frame.end
            and d.polarity is Polarity.ASSERTED
        )
        or (d.frame is not None and d.frame.cue_start == frame.cue_start)
    ]


def _told_before(frame: Frame, drafts: Sequence[Draft]) -> list[int]:
    """The violent drafts of the last sentence before that told of any, in the text's own voice."""
    near = [
        (d.sentence, i)
        for i, d in enumerate(drafts)
        if d.type.violent
        and 0 <= frame.sentence - d.sentence <= _DENIAL_REACH
        and d.start < frame.cue_start
        and d.polarity is Polarity.ASSERTED
    ]
    if not near:
        return []
    last = max(s for s, _ in near)
    return [i for s, i in near if s == last]
