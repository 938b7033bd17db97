"""The drafts of one sentence: what each of its triggers tells, or the people harmed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.accounts.attribution import find_frames
from geomap.incidents.accounts.content import by_content
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.arguments import Arguments
from geomap.incidents.deeds.harm import attach_counts, by_its_head, described_only, draft_of_counts
from geomap.incidents.deeds.modality import is_generic, polarity_of, salience_of, told_before
from geomap.incidents.deeds.participants import participants
from geomap.incidents.deeds.targets import things_of
from geomap.incidents.deeds.timing import Timing, of_its_own
from geomap.incidents.deeds.trigger_finding import find_triggers
from geomap.incidents.deeds.trigger_needs import by_misfortune
from geomap.incidents.deeds.triggers import Surroundings, Trigger
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.drafts.inheriting import (
    at_that_time,
    dateline_place,
    goes_on,
    inherit_date,
    inherit_place,
)
from geomap.incidents.drafts.joining import join_in_sentence
from geomap.incidents.drafts.living_there import local_place
from geomap.incidents.drafts.same_weapon import like_before
from geomap.incidents.drafts.sentence_parts import SentenceParts
from geomap.incidents.places.of_a_noun import belongs_to_noun
from geomap.incidents.places.placing import Placing
from geomap.incidents.reading import Reading, inside
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act, ActorKind, CasualtyCount, IncidentType, Polarity, Role, Salience, Toponym

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


def read_sentence(
    reading: Reading, sentence: Sentence, earlier: Sequence[Draft]
) -> tuple[list[Draft], tuple[Frame, ...]]:
    """The drafts and the accounts of one sentence.

    The sentences of a document are to be read in their order: each is understood by what those
    before it named and told.

    Parameters
    ----------
    reading
        The document, which remembers who and what was named.
    sentence
        The sentence; without its parse it tells of nothing.
    earlier
        The drafts of the sentences before.
    """
    voices = inside(reading.voices, sentence)
    toponyms = inside(reading.toponyms, sentence)
    if not sentence.parsed:
        # Nothing in it tells of an incident or speaks of one.
        _remember(reading, voices, toponyms, ())
        return [], ()
    seats = {t.start: reading.seats[t.start] for t in toponyms if t.start in reading.seats}
    cast = Cast(reading.text, sentence, voices, reading.memory, seats, reading.home)
    frames = by_content(sentence, cast, find_frames(sentence, cast))
    triggers = find_triggers(sentence, _surroundings(reading, cast, toponyms, frames, earlier))
    parts = SentenceParts(reading, sentence, toponyms, cast, frames, triggers)
    drafts = _with_counts(parts, _drafts(parts, earlier))
    _remember(reading, voices, toponyms, frames)
    drafts = [inherit_date(reading, sentence, d, earlier) for d in drafts]
    drafts = [inherit_place(reading, sentence, d, earlier) for d in drafts]
    drafts = [local_place(reading, sentence, d) for d in drafts]
    drafts = [dateline_place(reading, sentence, d) for d in drafts]
    reading.memory.placed = reading.memory.placed or any(d.placing is not None for d in drafts)
    return drafts, frames


def _surroundings(
    reading: Reading,
    cast: Cast,
    toponyms: Sequence[Toponym],
    frames: Sequence[Frame],
    earlier: Sequence[Draft],
) -> Surroundings:
    """What stands beside the triggers of a sentence and tells whether they are of war."""
    sentence, text = cast.sentence, reading.text
    voices = inside(reading.voices, sentence)
    begin = reading.sentences[max(0, sentence.index - 1)].span.start
    return Surroundings(
        toponyms=toponyms,
        counts=inside(reading.counts, sentence),
        arguments=Arguments(sentence, toponyms, lambda token: bool((v := cast.named(token)) and v.sides)),
        armed_actor=any(v.kind is ActorKind.ARMED_GROUP for v in voices),
        officials=sum(1 for v in voices if _OFFICIAL.search(v.text)),
        at_war=any(d.type.violent for d in earlier[-3:]),
        accounts=tuple((f.start, f.end) for f in frames if f.speaker is not None and f.act is not None),
        truce=_TRUCE.search(text, begin, sentence.span.end) is not None,
        voice_starts=tuple(v.start for v in voices),
        state_starts=tuple(v.start for v in voices if v.kind is ActorKind.STATE and v.sides),
    )


def _drafts(parts: SentenceParts, earlier: Sequence[Draft]) -> list[Draft]:
    """The drafts of the triggers of a sentence, those of one happening joined."""
    drafts: list[Draft] = []
    for trigger in parts.triggers:
        for draft in _drafts_of(parts, trigger):
            drafts.append(goes_on(parts.sentence, draft, drafts))  # looks at those before it
    drafts = [at_that_time(parts.sentence, draft, drafts) for draft in drafts]
    return [like_before(parts.reading.text, d, earlier) for d in join_in_sentence(drafts)]


def _drafts_of(parts: SentenceParts, trigger: Trigger) -> list[Draft]:
    """The drafts of one trigger: one, or one for each place that it names."""
    sentence, text = parts.sentence, parts.reading.text
    frame = parts.account_of(trigger)
    timing = parts.timing(trigger, frame)
    placings = _own_placings(parts, trigger, frame)
    initiators, targets, who = participants(sentence, trigger, parts.cast, frame)
    polarity, word = _polarity(parts, trigger, frame)
    salience, background = _salience(parts, trigger, timing, placed=bool(placings))
    reasons = [f"{trigger.type.value}: '{text[trigger.start : trigger.end]}'", f"when: {timing.why}"]
    reasons += [f"who: {who}"] if initiators else []
    reasons += _reasons(polarity, word, background)
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
        outcome=trigger.outcome,
        after=_told_of_before(sentence, trigger),
        earlier=told_before(sentence, trigger),
        same_doer=_by_pronoun(sentence, trigger),
        happened=sentence.all_lows[trigger.last : trigger.last + 1] in (["took"], ["occurred"], ["happened"]),
        things=things_of(sentence, trigger),
        frame=frame,
        reasons=tuple(reasons),
        rule=trigger.rule,
    )
    if not placings:
        return [base]
    days = inside(parts.reading.dates, sentence) if len(placings) > 1 else ()
    return [
        replace(
            base,
            placing=p,
            timing=of_its_own(timing, p.end, days),
            reasons=(*base.reasons, f"where: {p.why}"),
        )
        for p in placings
    ]


def _own_placings(parts: SentenceParts, trigger: Trigger, frame: Frame | None) -> tuple[Placing, ...]:
    """The places of a trigger, but for those of the account that takes it up; one of what has one."""
    placings = parts.placings(trigger, frame)
    if frame is not None and frame.takes_up and trigger.definite and not trigger.verbal:
        # 'claimed the attack through its office in X' says nothing of where.
        placings = tuple(p for p in placings if belongs_to_noun(parts.sentence, trigger, p))
    return placings[:1] if trigger.type in _SINGLE_PLACE else placings


def _polarity(parts: SentenceParts, trigger: Trigger, frame: Frame | None) -> tuple[Polarity, str]:
    """The polarity of a trigger and the word that decided it; what is called for has not happened."""
    polarity, word = polarity_of(parts.sentence, trigger)
    if frame is None or polarity is not Polarity.ASSERTED:
        return polarity, word
    if (frame.act is None and not frame.factive) or frame.act in _FRAMED_AS_CALL:
        return Polarity.HYPOTHETICAL, parts.reading.text[frame.cue_start : frame.cue_end]
    return polarity, word


def _salience(
    parts: SentenceParts, trigger: Trigger, timing: Timing, *, placed: bool
) -> tuple[Salience, str]:
    """Whether a trigger tells news, and why not."""
    salience, background = salience_of(parts.sentence, trigger, timing.mention, parts.reading.anchor)
    if salience is not Salience.CORE:
        return salience, background
    if parts.cast.describes_speaker(trigger.head):
        return Salience.BACKGROUND, "of who speaks"
    if is_generic(parts.sentence, trigger, placed=placed, dated=timing.mention is not None):
        return Salience.BACKGROUND, "no one happening"
    return salience, background


def _reasons(polarity: Polarity, word: str, background: str) -> list[str]:
    """Why it is not told as having happened, or not as news."""
    reasons = [f"{polarity.value}: '{word}'"] if word else []
    return reasons + ([f"background: {background}"] if background else [])


def _by_pronoun(sentence: Sentence, trigger: Trigger) -> bool:
    """'They burned houses': whether it was done by who was spoken of before."""
    subject = sentence.grammar.subject(trigger.head) if trigger.verbal and not trigger.passive else None
    return subject is not None and sentence.all_lows[subject] in {"they", "he", "she", "it"}


def _told_of_before(sentence: Sentence, trigger: Trigger) -> str:
    """The word that puts a trigger's clause at another time than the rest: 'after a mine had wounded ten'."""
    clause = sentence.clause_of(trigger.head)
    return clause.head if clause.kind == "subordinate" and clause.head in {"after", "before", "since"} else ""


def _with_counts(parts: SentenceParts, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence and the people harmed in it: of one of them, or a draft of their own."""
    sentence = parts.sentence
    found, free = attach_counts(sentence, drafts, inside(parts.reading.counts, sentence))
    free = [c for c in free if not (found and described_only(c))]
    # 'more than 400 of its soldiers killed since': the running total tells what its verb tells
    found = [
        d for d in found if d.initiators or d.counts or not any(c.start <= d.start < c.end for c in free)
    ]
    free = [c for c in free if not by_misfortune(sentence, sentence.token_at(c.start))]
    return [*found, _draft_of_counts(parts, free)] if free else found


def _draft_of_counts(parts: SentenceParts, counts: Sequence[CasualtyCount]) -> Draft:
    """People harmed in a sentence that tells of no attack: an incident of its own."""
    sentence = parts.sentence
    trigger = draft_of_counts(sentence, counts)
    frame = parts.account_of(trigger)
    running = any(c.cumulative for c in counts)
    timing = parts.timing(trigger, frame, whole_sentence=running)
    placings = parts.placings(trigger, frame, whole_sentence=running)
    doers, targets, _ = participants(sentence, by_its_head(sentence, trigger), parts.cast, frame)
    # Of what is neither a party nor a group nothing is known ('The crash killed 12'); counting kills nobody.
    counted = any(trigger.start <= f.cue_start < trigger.end for f in parts.frames)
    initiators = tuple(v for v in doers if not counted and (v.sides or v.kind is ActorKind.ARMED_GROUP))
    polarity, word = polarity_of(sentence, trigger)
    salience, background = salience_of(sentence, trigger, timing.mention, parts.reading.anchor)
    reasons = [f"{trigger.type.value}: '{counts[0].quote}'", f"when: {timing.why}"]
    reasons += _reasons(polarity, word, background)
    return Draft(
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


def _remember(
    reading: Reading, voices: Sequence[Voice], toponyms: Sequence[Toponym], frames: Sequence[Frame]
) -> None:
    """Keep who was named and where, for 'Lavrov said', 'he added' and 'the region'."""
    placed = [t for t in toponyms if t.role is Role.PLACE and t.resolution is not None]
    reading.known.add(placed)
    if placed:
        reading.memory.seat = reading.seats.get(placed[-1].start)
    for voice in voices:
        reading.memory.heard(voice, official=_OFFICIAL.search(voice.text) is not None)
    for frame in frames:
        if frame.speaker is not None:
            reading.memory.spoke(frame.speaker, frame.accused)
