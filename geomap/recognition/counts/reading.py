"""What the grammar of counts hands around: the sentence being read, and what a count hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.model import Harm
from geomap.recognition.counts.people import Counted, read_counted
from geomap.recognition.counts.quantities import read_quantity
from geomap.recognition.counts.vocabulary import SUFFERED
from geomap.recognition.token_stream import TokenStream


@dataclass(slots=True)
class Sentence:
    """A sentence being read, with the words of harm that already have their count."""

    stream: TokenStream
    begin: int
    end: int
    used: set[int] = field(default_factory=set)
    # First tokens of counts that share the verb of the count before them ('two A and three B were ...').
    chained: set[int] = field(default_factory=set)
    _counted: dict[int, Counted | None] = field(default_factory=dict)

    def counted(self, position: int) -> Counted | None:
        """The counted people that begin at a token of the sentence; read once."""
        if position >= self.end:
            return None
        if position not in self._counted:
            self._counted[position] = read_counted(self.stream, position, self.end)
        return self._counted[position]


@dataclass(frozen=True, slots=True)
class Hit:
    """A count and the tokens, first to last (half open), that its quote needs beside it."""

    harms: tuple[Harm, ...]
    first: int
    last: int
    total: bool = False


def joined(sentence: Sentence, place: int, harms: dict[str, Harm]) -> tuple[Harm, ...]:
    """The harms at a token, with a second one joined to it by 'or' or 'and' ('dead or missing')."""
    stream = sentence.stream
    own = harms[stream.keys[place]]
    if stream.key(place + 1) in {"or", "and", "/"} and place + 2 < sentence.end:
        other = SUFFERED.get(stream.keys[place + 2])
        taken = read_quantity(stream, place + 3) if place + 3 < sentence.end else None
        if other is not None and other is not own and (taken is None or stream.keys[place + 1] == "or"):
            sentence.used.add(place + 2)
            return own, other
    return (own,)
