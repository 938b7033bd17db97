"""The state for which an office speaks by where it sits: 'the police chief in Bogota', 'Kabul radio'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.actors.memory import Memory
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence
from geomap.model import ActorKind

SEATED = frozenset({"in", "at"})
LONGEST_NAME = 90
"""Characters of a speaker's name with the party or the place for which it speaks."""


class Seats:
    """The states in which the places of one sentence lie.

    Parameters
    ----------
    text
        The document's text.
    sentence
        The sentence.
    memory
        Who was named before.
    states
        The states, by the characters where the names of the places begin.
    """

    def __init__(self, text: str, sentence: Sentence, memory: Memory, states: Mapping[int, str]) -> None:
        self._text = text
        self._sentence = sentence
        self._memory = memory
        self._states = {sentence.token_at(start): state for start, state in states.items()}

    def organ(self, first: int, last: int, plain: Voice) -> Voice | None:
        """'Kabul radio', 'Damascus television': they speak for the state of the town."""
        lows = self._sentence.all_lows
        if not any(lows[t] in lexicon.words("organs_of_a_state") for t in range(first, last)):
            return None
        seat = next((self._states[t] for t in range(first, last) if t in self._states), None)
        return None if seat is None else replace(plain, sides=(seat,), kind=ActorKind.STATE, weight=2)

    def of_authorities(self, token: int, covering: Voice) -> Voice | None:
        """'the authorities in Donetsk': not those of the country of which the document tells."""
        if not set(covering.text.lower().split()) <= lexicon.words("offices_of_a_state") | {"the"}:
            return None  # a named ministry is whose it is, wherever it sits
        grammar = self._sentence.grammar
        seats = (kid for kid in grammar.of(token, "nmod") if kid > token)
        there = (self.with_place(kid, covering) for kid in seats if grammar.preposition(kid) in SEATED)
        return next((seated for seated in there if seated is not None), self.there(token, covering))

    def there(self, token: int, plain: Voice) -> Voice | None:
        """'the authorities there': of the place named last."""
        lows = self._sentence.all_lows
        if token + 1 >= len(lows) or lows[token + 1] != "there":
            return None
        named = max((at for at in self._states if at < token), default=None)
        seat = self._memory.seat if named is None else self._states[named]
        if seat is None:
            return None
        end = self._sentence.tokens[token + 1].end
        text = self._text[plain.start : end]
        return replace(plain, end=end, text=text, sides=(seat,), kind=ActorKind.STATE, weight=2)

    def with_place(self, token: int, plain: Voice) -> Voice | None:
        """An office with the place in which it sits, for the side whose authorities sit there."""
        seat = self._state(token)
        if seat is None:
            return None
        end = self._sentence.tokens[self._sentence.grammar.name_phrase(token)[1] - 1].end
        end = end if plain.end < end < plain.start + LONGEST_NAME else plain.end
        text = self._text[plain.start : end]
        return replace(plain, end=end, text=text, sides=(seat,), kind=ActorKind.STATE, weight=2)

    def _state(self, token: int) -> str | None:
        """The state in which a phrase's place lies."""
        first, last = self._sentence.grammar.phrase(token)
        return next((self._states[t] for t in range(first, last) if t in self._states), None)


def of_a_state(voice: Voice) -> bool:
    """Whether its words make it speak for a state, whichever that is."""
    words = voice.text.lower().split()
    return "local" not in words and any(w in lexicon.words("offices_of_a_state") for w in words)
