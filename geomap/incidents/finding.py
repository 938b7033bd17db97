"""The way from a document's sentences to its incidents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.answers import join_answers
from geomap.incidents.attribution import Frame, find_frames
from geomap.incidents.claiming import own_claims, parties_of
from geomap.incidents.draft import Draft
from geomap.incidents.explaining import explain
from geomap.incidents.harm import attach_counts, draft_of_counts
from geomap.incidents.inheriting import goes_on, inherit_date, inherit_place
from geomap.incidents.joining import drop_echoes, join_across, join_in_sentence, like_before
from geomap.incidents.modality import polarity_of, salience_of
from geomap.incidents.participants import participants
from geomap.incidents.reading import Reading, inside
from geomap.incidents.shaping import shape_place
from geomap.incidents.speakers import LAST_GROUP
from geomap.incidents.structure import Sentence
from geomap.incidents.timing import timing_of
from geomap.incidents.triggers import Surroundings, Trigger, find_triggers
from geomap.incidents.voices import Voice
from geomap.incidents.where import places_of
from geomap.model import (
    Act,
    Actor,
    ActorKind,
    ActorMention,
    CasualtyCount,
    Document,
    Incident,
    IncidentPlace,
    IncidentType,
    Polarity,
    Role,
    Salience,
    Sector,
    Theatre,
    Toponym,
)

_OFFICIAL = re.compile(
    r"\b(?:president|minister|premier|chancellor|leader|envoy|ambassador|delegation|diplomat|secretary|negotiator|"
    r"mediator|co-?chair|official|king|prince|representative)s?\b",
    re.IGNORECASE,
)
_TRUCE = re.compile(r"\b(?:truce|cease-?fire|armistice)\b", re.IGNORECASE)
_FRAMED_AS_CALL = frozenset({Act.CALLS_FOR})
_SINGLE_PLACE = frozenset(
    {IncidentType.TALKS, IncidentType.CEASEFIRE_AGREEMENT, IncidentType.PRISONER_EXCHANGE}
)


def find_incidents(
    document: Document,
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
    index: PlaceIndex,
    *,
    theatre: Theatre | None = None,
    sectors: Sequence[Sector] = (),
) -> tuple[Incident, ...]:
    """The incidents that a document tells of, in the order of the text.

    Parameters
    ----------
    document
        The document; its ``published`` day anchors 'on October 13' and 'overnight'.
    toponyms
        Its toponyms, resolved as far as they could be.
    actors
        Its actors.
    index
        The gazetteer.
    theatre, sectors
        The theatre chosen for the document, and its sectors.

    Returns
    -------
    tuple of Incident
        With their claims; places that could not be resolved are kept without a geometry.
    """
    reading = Reading(document, toponyms, actors, index, theatre)
    drafts: list[Draft] = []
    frames: list[Frame] = []
    for sentence in reading.sentences:
        found, heard = _read_sentence(reading, sentence, drafts)
        drafts.extend(found)
        frames.extend(heard)
    spans = tuple(s.span for s in reading.sentences)
    parties = parties_of(drafts, index)
    drafts = [
        replace(d, claims=own_claims(document, d, spans[d.sentence], reading.sides, parties))
        if d.polarity is not Polarity.HYPOTHETICAL
        else d
        for d in drafts
    ]
    drafts = join_answers(document, drafts, frames, spans, reading.sides, parties)
    drafts = join_across(drop_echoes(drafts))
    drafts.sort(key=lambda d: (d.start, d.end))
    return tuple(_incident(reading, d, index, theatre, sectors) for d in drafts)


def _read_sentence(
    reading: Reading, sentence: Sentence, earlier: Sequence[Draft]
) -> tuple[list[Draft], tuple[Frame, ...]]:
    """The drafts and the accounts of one sentence."""
    text = reading.text
    voices = inside(reading.voices, sentence)
    frames = find_frames(text, sentence, voices, reading.persons)
    toponyms = inside(reading.toponyms, sentence)
    counts = inside(reading.counts, sentence)
    begin = reading.sentences[max(0, sentence.index - 1)].span.start
    around = Surroundings(
        toponyms=toponyms,
        counts=counts,
        armed_actor=any(v.kind is ActorKind.ARMED_GROUP for v in voices),
        officials=sum(1 for v in voices if _OFFICIAL.search(v.text)),
        at_war=any(d.type.violent for d in earlier[-3:]),
        truce=_TRUCE.search(text, begin, sentence.span.end) is not None,
        voice_starts=tuple(v.start for v in voices),
        state_starts=tuple(v.start for v in voices if v.kind is ActorKind.STATE and v.sides),
    )
    triggers = find_triggers(sentence, around)
    drafts: list[Draft] = []
    for trigger in triggers:
        found = _drafts_of(reading, sentence, trigger, triggers, voices, frames, toponyms)
        drafts.extend(goes_on(sentence, d, drafts) for d in found)
    drafts = [like_before(text, d, earlier) for d in join_in_sentence(drafts)]
    drafts, free = attach_counts(sentence, drafts, counts)
    if free:
        drafts.extend(_count_drafts(reading, sentence, free, triggers, voices, frames, toponyms))
    _remember(reading, voices, toponyms, frames)
    drafts = [inherit_date(reading, sentence, d, earlier) for d in drafts]
    return [inherit_place(reading, sentence, d, earlier) for d in drafts], frames


def _drafts_of(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    voices: Sequence[Voice],
    frames: Sequence[Frame],
    toponyms: Sequence[Toponym],
) -> list[Draft]:
    """The drafts of one trigger: one, or one for each place that it names."""
    frame = _innermost(frames, trigger.start)
    timing = timing_of(sentence, trigger, triggers, inside(reading.dates, sentence), frame, reading.anchor)
    placings = places_of(
        reading.text,
        sentence,
        trigger,
        triggers,
        toponyms,
        inside(reading.sectors, sentence),
        frame,
        reading.known_before(toponyms, trigger.start),
    )
    if trigger.type in _SINGLE_PLACE:
        placings = placings[:1]
    initiators, targets, who = participants(reading.text, sentence, trigger, voices, frame)
    polarity, word = polarity_of(sentence, trigger)
    if (
        frame is not None
        and polarity is Polarity.ASSERTED
        and ((frame.act is None and not frame.factive) or frame.act in _FRAMED_AS_CALL)
    ):
        polarity, word = Polarity.HYPOTHETICAL, reading.text[frame.cue_start : frame.cue_end]
    salience, background = salience_of(sentence, trigger, timing.mention, reading.anchor)
    reasons = [f"{trigger.type.value}: '{reading.text[trigger.start : trigger.end]}'", f"when: {timing.why}"]
    reasons += [f"who: {who}"] if initiators else []
    reasons += [f"{polarity.value}: '{word}'"] if word else []
    reasons += [f"background: {background}"] if background else []
    base = Draft(
        trigger.type,
        sentence.index,
        sentence.span,
        trigger.start,
        trigger.end,
        timing,
        initiators=initiators,
        targets=targets,
        weapons=trigger.weapons,
        polarity=polarity,
        salience=salience,
        definite=trigger.definite,
        generic=trigger.generic,
        verbal=trigger.verbal,
        frame=frame,
        reasons=tuple(reasons),
        rule=trigger.rule,
    )
    if not placings:
        return [base]
    return [replace(base, placing=p, reasons=(*base.reasons, f"where: {p.why}")) for p in placings]


def _innermost(frames: Sequence[Frame], offset: int) -> Frame | None:
    """The narrowest account around a character, one with a speaker before one without."""
    around = [f for f in frames if f.start <= offset < f.end and not (f.cue_start <= offset < f.cue_end)]
    if not around:
        return None
    return min(around, key=lambda f: (f.speaker is None and f.act is not None, f.end - f.start))


def _count_drafts(
    reading: Reading,
    sentence: Sentence,
    counts: Sequence[CasualtyCount],
    triggers: Sequence[Trigger],
    voices: Sequence[Voice],
    frames: Sequence[Frame],
    toponyms: Sequence[Toponym],
) -> list[Draft]:
    """People harmed in a sentence that tells of no attack: an incident of its own."""
    trigger = draft_of_counts(sentence, counts)
    frame = _innermost(frames, trigger.start)
    running = any(c.cumulative for c in counts)
    timing = timing_of(
        sentence,
        trigger,
        triggers,
        inside(reading.dates, sentence),
        frame,
        reading.anchor,
        whole_sentence=running,
    )
    placings = places_of(
        reading.text,
        sentence,
        trigger,
        triggers,
        toponyms,
        inside(reading.sectors, sentence),
        frame,
        reading.known_before(toponyms, trigger.start),
        whole_sentence=running,
    )
    initiators, targets, _ = participants(reading.text, sentence, trigger, voices, frame)
    polarity, word = polarity_of(sentence, trigger)
    salience, background = salience_of(sentence, trigger, timing.mention, reading.anchor)
    reasons = [f"{trigger.type.value}: '{counts[0].quote}'", f"when: {timing.why}"]
    reasons += [f"{polarity.value}: '{word}'"] if word else []
    reasons += [f"background: {background}"] if background else []
    return [
        Draft(
            trigger.type,
            sentence.index,
            sentence.span,
            trigger.start,
            trigger.end,
            timing,
            placings[0] if placings else None,
            initiators,
            targets,
            counts=tuple(counts),
            polarity=polarity,
            salience=salience,
            verbal=True,
            frame=frame,
            reasons=tuple(reasons),
            rule=trigger.rule,
        )
    ]


def _remember(
    reading: Reading, voices: Sequence[Voice], toponyms: Sequence[Toponym], frames: Sequence[Frame]
) -> None:
    """Keep who was named and where, for 'Lavrov said', 'he added' and 'the region'."""
    reading.known.extend(t for t in toponyms if t.role is Role.PLACE and t.resolution is not None)
    for voice in voices:
        words = voice.text.split()
        if (
            voice.sides
            and len(words) > 1
            and words[-1][:1].isupper()
            and (_OFFICIAL.search(voice.text) or voice.kind is ActorKind.PERSON)
        ):
            reading.persons[words[-1]] = voice
    for voice in voices:
        if voice.sides and voice.kind in {ActorKind.ARMED_GROUP, ActorKind.MEDIATOR}:
            reading.persons[LAST_GROUP] = voice
    for frame in frames:
        if frame.speaker is not None and (frame.speaker.sides or frame.speaker.kind is ActorKind.PERSON):
            reading.persons[""] = frame.speaker


def _incident(
    reading: Reading, draft: Draft, index: PlaceIndex, theatre: Theatre | None, sectors: Sequence[Sector]
) -> Incident:
    """The record of a draft."""
    place: IncidentPlace | None = None
    sector_ids: tuple[str, ...] = ()
    if draft.placing is not None:
        place, sector_ids = shape_place(
            reading.text, draft.placing, index, sectors, theatre=theatre, on=draft.timing.start
        )
    timing = draft.timing
    salience = draft.salience
    if draft.polarity is not Polarity.ASSERTED and salience is Salience.CORE and not draft.claims:
        salience = Salience.BACKGROUND
    return Incident(
        id=draft.identity(reading.document.id),
        type=draft.type,
        trigger=reading.text[draft.start : draft.end],
        trigger_start=draft.start,
        trigger_end=draft.end,
        quote=reading.text[draft.quote.start : draft.quote.end],
        start=draft.quote.start,
        end=draft.quote.end,
        document_id=reading.document.id,
        polarity=draft.polarity,
        salience=salience,
        date_start=timing.start,
        date_end=timing.end,
        date_text=timing.text,
        date_prec=timing.prec,
        time_of_day=timing.time_of_day,
        initiators=_actors(draft.initiators),
        targets=_actors(draft.targets),
        weapons=draft.weapons,
        casualties=draft.counts,
        place=place,
        theatre=theatre.id if theatre is not None else None,
        sectors=sector_ids,
        claims=draft.claims,
        explanation=explain(reading.document, draft),
    )


def _actors(voices: Sequence[Voice]) -> tuple[Actor, ...]:
    actors = [actor for voice in voices for actor in voice.actors()]
    return tuple({actor.name: actor for actor in reversed(actors)}.values())[::-1]
