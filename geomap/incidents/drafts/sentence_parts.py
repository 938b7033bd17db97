"""A sentence with all that was found in it, from which its drafts are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.deeds.timing import Timing, timing_of
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.places.placing import UNKNOWN, Placing
from geomap.incidents.places.where import places_of
from geomap.incidents.reading import Reading, inside
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Toponym


@dataclass(frozen=True, slots=True)
class SentenceParts:
    """A sentence with its toponyms, actors, accounts and triggers.

    Parameters
    ----------
    reading, sentence
        The document, and which of its sentences.
    toponyms, cast
        The places and actors that the sentence names.
    frames
        Its accounts: who says what.
    triggers
        The words that tell what happened.
    """

    reading: Reading
    sentence: Sentence
    toponyms: tuple[Toponym, ...]
    cast: Cast
    frames: tuple[Frame, ...]
    triggers: Sequence[Trigger]

    def account_of(self, trigger: Trigger) -> Frame | None:
        """The narrowest account around a trigger, one with a speaker before one without."""
        offset = trigger.start
        around = [
            f for f in self.frames if f.start <= offset < f.end and not (f.cue_start <= offset < f.cue_end)
        ]
        return min(
            around, key=lambda f: (f.speaker is None and f.act is not None, f.end - f.start), default=None
        )

    def timing(self, trigger: Trigger, frame: Frame | None, *, whole_sentence: bool = False) -> Timing:
        """When it happened."""
        reading = self.reading
        return timing_of(
            self.sentence,
            trigger,
            self.triggers,
            inside(reading.dates, self.sentence),
            frame,
            reading.anchor,
            whole_sentence=whole_sentence,
        )

    def placings(
        self, trigger: Trigger, frame: Frame | None, *, whole_sentence: bool = False
    ) -> tuple[Placing, ...]:
        """Where it happened."""
        reading = self.reading
        found = places_of(
            reading.text,
            self.sentence,
            trigger,
            self.triggers,
            self.toponyms,
            inside(reading.sectors, self.sentence),
            frame,
            reading.known_before(self.toponyms, trigger.start),
            self.cast,
            inside(reading.dates, self.sentence),
            whole_sentence=whole_sentence,
        )
        return tuple(self._resolved(placing) for placing in found)

    def _resolved(self, placing: Placing) -> Placing:
        """A placing with the place of its name, if grammar alone made that name a place."""
        if placing.why != UNKNOWN or placing.toponym is None or placing.toponym.resolution is not None:
            return placing
        return replace(placing, toponym=self.reading.resolved(placing.toponym))
