"""Who was named so far in a document: what 'he', 'the group' and 'its spokesman' take up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geomap.incidents.actors.voices import Voice
from geomap.model import ActorKind

INSTITUTIONS = frozenset(
    "ministry council command agency office embassy parliament department secretariat directorate "
    "staff radio television".split()
)
"""Nouns by which a speaker's institution is taken up: 'the ministry'."""


@dataclass(slots=True)
class Memory:
    """Voices named so far, for what takes them up; the latest stands.

    Parameters
    ----------
    persons
        By surname, each with the voice for whom it spoke.
    speaker
        Who spoke last: 'it said', 'he added'.
    accused
        Who was accused since the last other speaker: 'its spokesman denied that'.
    group
        The armed group named last: 'the group said'.
    mediator
        The observer or organisation of states named last: 'the mission said'.
    nouns
        By a noun of its name, who was named so last: 'the front' after 'the Moro Islamic Liberation
        Front'.
    seat
        The side whose authorities sit in the place named last: 'the authorities there'.
    placed
        Whether anything told so far has a place.
    """

    persons: dict[str, Voice] = field(default_factory=dict)
    speaker: Voice | None = None
    accused: Voice | None = None
    group: Voice | None = None
    mediator: Voice | None = None
    nouns: dict[str, Voice] = field(default_factory=dict)
    seat: str | None = None
    placed: bool = False

    def heard(self, voice: Voice, *, official: bool) -> None:
        """Keep an actor that a sentence names."""
        words = voice.text.split()
        if (
            voice.sides
            and len(words) > 1
            and words[-1][:1].isupper()
            and (official or voice.kind is ActorKind.PERSON)
        ):
            self.persons[words[-1]] = voice
        if voice.sides and voice.kind is ActorKind.ARMED_GROUP:
            self.group = voice
            self._by_nouns(voice)
        if voice.sides and voice.kind is ActorKind.MEDIATOR:
            self.mediator = voice
            self._by_nouns(voice)

    def _by_nouns(self, voice: Voice) -> None:
        for word in voice.text.split():
            if word.isalpha():
                self.nouns[word.lower()] = voice

    def spoke(self, speaker: Voice, accused: Voice | None) -> None:
        """Keep who spoke, and whom they accused."""
        if speaker.sides or speaker.kind is ActorKind.PERSON or speaker.text[:1].isupper():
            self.speaker = speaker
        words = speaker.text.lower().split()
        if speaker.sides and len(words) > 1:
            self.nouns.update((w, speaker) for w in words if w in INSTITUTIONS)
        self.accused = accused
        for voice in (speaker, accused):
            if voice is not None and not voice.sides and voice.text[:1].isupper():
                self._by_nouns(voice)

    def taken_up(self, word: str, start: int, end: int, text: str) -> Voice | None:
        """Whom a pronoun or possessive takes up, standing at ``start``; None if nobody is known."""
        meant = self.speaker
        if word in {"its", "their", "them", "his"} and self.accused is not None:
            meant = self.accused
        elif word in {"they", "them", "their"} and meant is None:
            meant = self.group
        if meant is None:
            return None
        # Who has no side is known by the name alone.
        return replace(meant, start=start, end=end, text=text if meant.sides else meant.text)
